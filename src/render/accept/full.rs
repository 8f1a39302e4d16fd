//! The screen: the answer first, then what is wrong, then step by step how it comes about.

use super::{AcceptView, findings};
use crate::handshake::GUID;
use crate::prose::accept as prose;
use crate::render::ink::{Ink, paint};
use crate::render::printable::{hex, visible};
use crate::render::{Screen, columns, wrap};

/// Columns before the text of a line, in which its label stands.
const INDENT: usize = 10;
/// The column at which the RFC's sections end; the last two of 80 stay free.
const EDGE: usize = 78;

/// Draws the whole screen.
pub fn draw(view: &AcceptView, screen: Screen) -> String {
    let mut page = AcceptPage { screen, text: String::new() };
    let value = paint(Ink::Answer, &view.accept.value);
    page.line(&format!("{} {value}", paint(Ink::Label, "Sec-WebSocket-Accept:")));
    for notice in findings::notices(view, screen) {
        page.text += &notice.draw(screen);
    }
    page.line("");
    page.key(view);
    page.join(view);
    page.digest(view);
    page.base64(view);
    page.answer(view);
    page.result(view);
    page.text
}

struct AcceptPage {
    screen: Screen,
    text: String,
}

impl AcceptPage {
    fn line(&mut self, line: &str) {
        self.text += line;
        self.text.push('\n');
    }

    /// A label and what stands beside it; `right` ends at the edge, or below where it is too narrow.
    fn row(&mut self, label: &str, left: (&str, Ink), right: &str) {
        let mut lines = wrap(left.0, self.screen.width.saturating_sub(INDENT));
        let last = lines.pop().unwrap_or_default();
        let mut label = label;
        for line in lines {
            self.line(&format!("{}{}", label_of(label), paint_plain((&line, left.1))));
            label = "";
        }
        self.last_row(label, (&last, left.1), right);
    }

    fn last_row(&mut self, label: &str, left: (&str, Ink), right: &str) {
        let room = EDGE.min(self.screen.width).saturating_sub(INDENT);
        let space = room.saturating_sub(columns(left.0) + columns(right));
        let label = label_of(label);
        let right_ink = paint(Ink::Dim, right);
        if right.is_empty() {
            self.line(&format!("{label}{}", paint_plain(left)));
        } else if space >= 2 {
            self.line(&format!("{label}{}{:space$}{right_ink}", paint_plain(left), ""));
        } else {
            self.line(&format!("{label}{}", paint_plain(left)));
            self.line(&format!("{:INDENT$}{right_ink}", ""));
        }
    }

    /// An aside or a value below a label, broken where it does not fit.
    fn below(&mut self, text: &str, ink: Ink) {
        for line in wrap(text, self.screen.width.saturating_sub(INDENT)) {
            self.line(&format!("{:INDENT$}{}", "", paint_plain((&line, ink))));
        }
    }

    fn hex(&mut self, bytes: &[u8], right: &str) {
        let room = self.screen.width.saturating_sub(INDENT);
        let per_line = match room {
            59.. => 20,
            47.. => 16,
            _ => 8,
        };
        let mut lines = bytes.chunks(per_line).map(hex).peekable();
        while let Some(line) = lines.next() {
            let last = lines.peek().is_none();
            self.row("", (&line, Ink::Payload), if last { right } else { "" });
        }
        if bytes.is_empty() {
            self.below(right, Ink::Dim);
        }
    }

    fn key(&mut self, view: &AcceptView) {
        let (lang, accept) = (self.screen.lang, &view.accept);
        let [label, ..] = prose::labels(lang);
        let count = prose::key_characters(lang, accept.key.chars().count(), accept.nonce.is_ok());
        let right = format!("{count}  RFC 6455 4.1");
        let mut chunks = chunks(&visible(&accept.key), self.screen.width.saturating_sub(INDENT));
        let last = chunks.pop().unwrap_or_default();
        let mut label = label;
        for chunk in chunks {
            self.row(label, (&chunk, Ink::Key), "");
            label = "";
        }
        self.row(label, (&last, Ink::Key), &right);
        match &accept.nonce {
            Ok(nonce) => self.hex(nonce, &prose::key_bytes(lang, nonce.len())),
            Err(_) => self.below(prose::no_key_bytes(lang), Ink::Dim),
        }
        self.below(prose::only_a_check(lang), Ink::Dim);
        if !view.taken_off.is_empty() {
            let note = prose::taken_off(lang, &view.taken_off);
            self.below(&format!("({note})"), Ink::Note);
        }
    }

    fn join(&mut self, view: &AcceptView) {
        let [_, label, ..] = prose::labels(self.screen.lang);
        self.row(label, (prose::join(self.screen.lang), Ink::Answer), "RFC 6455 1.3");
        let key = visible(&view.accept.key);
        let room = self.screen.width.saturating_sub(INDENT);
        if columns(&key) + GUID.len() <= room {
            let (key_mark, guid_mark) = (mark('K', &key), mark('G', GUID));
            let joined = format!("{}{}", paint(Ink::Key, &key), paint(Ink::Length, GUID));
            self.line(&format!("{:INDENT$}{joined}", ""));
            let marks = format!("{}{}", paint(Ink::Key, &key_mark), paint(Ink::Length, &guid_mark));
            self.line(&format!("{:INDENT$}{marks}", ""));
            return;
        }
        for (letter, text, ink) in [('K', &*key, Ink::Key), ('G', GUID, Ink::Length)] {
            for chunk in chunks(text, room).iter().filter(|chunk| !chunk.is_empty()) {
                self.line(&format!("{:INDENT$}{}", "", paint(ink, chunk)));
                self.line(&format!("{:INDENT$}{}", "", paint(ink, &mark(letter, chunk))));
            }
        }
    }

    fn digest(&mut self, view: &AcceptView) {
        let lang = self.screen.lang;
        let [_, _, label, ..] = prose::labels(lang);
        self.row(label, (&prose::digest(lang, &view.accept.joined), Ink::Answer), "");
        self.hex(&view.accept.digest, "");
        self.below(prose::raw_bytes_go_on(lang), Ink::Dim);
    }

    fn base64(&mut self, view: &AcceptView) {
        let lang = self.screen.lang;
        let [_, _, _, label, _] = prose::labels(lang);
        self.row(label, (prose::base64(lang), Ink::Answer), "RFC 6455 4.2");
        self.below(&view.accept.value, Ink::Payload);
    }

    fn answer(&mut self, view: &AcceptView) {
        let lang = self.screen.lang;
        let [.., label] = prose::labels(lang);
        self.line("");
        self.row(label, ("HTTP/1.1 101 Switching Protocols", Ink::Answer), "");
        for line in ["Upgrade: websocket", "Connection: Upgrade"] {
            self.row("", (line, Ink::Answer), "");
        }
        self.row("", (&format!("Sec-WebSocket-Accept: {}", view.accept.value), Ink::Answer), "");
        self.below(prose::line_ends(lang), Ink::Dim);
    }

    /// The verdict, where there is something to judge.
    fn result(&mut self, view: &AcceptView) {
        let lang = self.screen.lang;
        let codes: Vec<&str> =
            view.findings().iter().map(|finding| finding.fault.rule().code()).collect();
        let says = match (codes.is_empty(), &view.expected) {
            (true, None) => return,
            (true, Some(_)) => prose::same(lang).to_owned(),
            (false, _) => prose::broken(lang, &codes),
        };
        let ink = if codes.is_empty() { Ink::Good } else { Ink::Error };
        let label = label_of(prose::result_label(lang));
        let verdict = paint(ink, prose::verdict(lang, codes.is_empty()));
        self.line(&format!("{label}{verdict}  {says}"));
        // Where it differs, the finding above has said so.
        let same = view.expected.as_ref().filter(|expected| expected.cause.is_none());
        if let Some(taken_off) = same.map(|expected| &*expected.taken_off).filter(|t| !t.is_empty())
        {
            self.below(&format!("({})", prose::taken_off(lang, taken_off)), Ink::Note);
        }
    }
}

/// The label in its columns; the spaces behind it have no style.
fn label_of(label: &str) -> String {
    let spaces = INDENT.saturating_sub(columns(label));
    format!("{}{:spaces$}", paint(Ink::Label, label), "")
}

/// Only keys, values and asides have a colour here; all else is plain.
fn paint_plain((text, ink): (&str, Ink)) -> String {
    if ink == Ink::Answer { text.to_owned() } else { paint(ink, text) }
}

/// `K-----`, as wide as `text`.
fn mark(letter: char, text: &str) -> String {
    let dashes = columns(text).saturating_sub(1);
    if text.is_empty() { String::new() } else { format!("{letter}{:-<dashes$}", "") }
}

/// `text` in pieces of at most `width` columns; one empty piece where there is nothing.
fn chunks(text: &str, width: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut taken = 0;
    for c in text.chars() {
        let wide = columns(c.encode_utf8(&mut [0; 4]));
        if taken + wide > width {
            pieces.push(String::new());
            taken = 0;
        }
        if let Some(last) = pieces.last_mut() {
            last.push(c);
        }
        taken += wide;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use anstream::adapter::strip_str;
    use rstest::rstest;

    use super::super::{AcceptView, Expected};
    use super::*;
    use crate::handshake::Accept;
    use crate::prose::Lang;
    use crate::slips::accept::AcceptCause as Cause;

    fn view(key: &str, expected: Option<&str>) -> AcceptView {
        let accept = Accept::of(key);
        let expected = expected.map(|value| Expected {
            value: value.to_owned(),
            taken_off: Vec::new(),
            escape_read: false,
            cause: Cause::of(value, &accept, &[]),
        });
        AcceptView { accept, taken_off: Vec::new(), expected }
    }

    #[rstest]
    fn the_screen_fits_and_says_every_step(
        #[values(Lang::En, Lang::Zh)] lang: Lang,
        #[values(80, 60)] width: usize,
        #[values("right", "compared", "short")] case: &str,
    ) {
        let view = match case {
            "right" => view("dGhlIHNhbXBsZSBub25jZQ==", None),
            "compared" => view("M/EoWjDzXy+RqE798wx4WA==", Some("dp5EfotV/BKd8c58hFUJH3Pc0pk")),
            _ => view("dGhlIHNhbXBsZSBub25j", None),
        };
        let drawn = strip_str(&draw(&view, Screen { lang, width })).to_string();
        assert!(drawn.lines().all(|line| columns(line) <= width), "{drawn}");
        insta::assert_snapshot!(format!("accept_{case}_{lang:?}_{width}"), drawn);
    }

    #[rstest]
    fn any_key_is_drawn_within_the_width(
        #[values("", "a", "\u{202e}\n", "密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥", &"A".repeat(500))]
        key: &str,
        #[values("", "s", &"中".repeat(100), &format!("{}x", Accept::of("a").value))] value: &str,
        #[values(40, 60, 80, 100)] width: usize,
    ) {
        let drawn = draw(&view(key, Some(value)), Screen { lang: Lang::Zh, width });
        let drawn = strip_str(&drawn).to_string();
        let wide = drawn.lines().find(|line| columns(line) > width.max(50));
        assert_eq!(wide, None);
        assert!(!drawn.contains('\u{202e}'));
    }
}
