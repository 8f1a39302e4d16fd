//! H07 and H11 as messages with carets: under the key, and between the two values.

use super::{AcceptView, Expected};
use crate::bits::Span;
use crate::finding::{Fault, Finding, KeyLength, NotBase64, Rule};
use crate::handshake::key;
use crate::prose::accept::{self as prose, Footer};
use crate::prose::{Lang, accept_slips, cli};
use crate::render::ink::{Ink, paint};
use crate::render::notice::Notice;
use crate::render::printable::visible;
use crate::render::{Screen, columns, pad};

/// A message for every finding.
pub(super) fn notices(view: &AcceptView, screen: Screen) -> Vec<Notice<'static>> {
    view.findings().iter().filter_map(|finding| notice(view, finding, screen)).collect()
}

fn notice(view: &AcceptView, finding: &Finding, screen: Screen) -> Option<Notice<'static>> {
    let (lang, span) = (screen.lang, finding.place.span);
    let (excerpt, title) = match finding.fault {
        Fault::KeyLength(KeyLength { decoded }) => {
            let label = prose::bad_key_label(lang, view.accept.key.chars().count(), decoded);
            let excerpt = under(&view.accept.key, span, &label, screen.width);
            (excerpt, finding.fault.title(lang))
        }
        Fault::AcceptValue(_) => {
            let excerpt = between(&view.accept.value, view.expected.as_ref()?, span, screen);
            (excerpt, prose::wrong_value(lang).to_owned())
        }
        _ => return None,
    };
    Some(Notice {
        kind: format!("{}[{}]", cli::error(lang), finding.fault.rule().code()),
        ink: Ink::Error,
        title,
        excerpt,
        footers: footers(view, finding, lang),
    })
}

/// The named lines below a finding.
pub(super) fn footers(
    view: &AcceptView,
    finding: &Finding,
    lang: Lang,
) -> Vec<(&'static str, String)> {
    let mut footers = Vec::new();
    let mut say = |footer, says: String| footers.push((prose::footer(lang, footer), says));
    match finding.fault {
        Fault::KeyLength(KeyLength { decoded }) => {
            let meant = full_width(decoded);
            if let Some(help) = prose::bad_key_help(lang, decoded, meant) {
                say(Footer::Help, help.to_owned());
            }
            if let Some(fixed) = fixed(&view.accept.key) {
                say(Footer::Fix, fixed);
            }
            say(Footer::Rule, rule(Rule::KeyLength));
            say(Footer::Peer, prose::peer_of_bad_key(lang).to_owned());
        }
        Fault::AcceptValue(_) => {
            let Some(expected) = &view.expected else { return footers };
            if let Some(cause) = &expected.cause {
                say(Footer::Slip, accept_slips::cause(lang, cause));
                if let Some(cure) = accept_slips::cure(lang, cause) {
                    say(Footer::Cure, cure.to_owned());
                }
            }
            if !expected.taken_off.is_empty() {
                say(Footer::Note, prose::taken_off(lang, &expected.taken_off));
            }
            if expected.escape_read {
                say(Footer::Note, prose::escape_read(lang).to_owned());
            }
            say(Footer::Rule, rule(Rule::AcceptValue));
            say(Footer::Peer, prose::peer_of_wrong_value(lang).to_owned());
        }
        _ => {}
    }
    footers
}

fn rule(rule: Rule) -> String {
    let entry = rule.entry();
    format!("{}: {}", entry.source, crate::prose::finding::quoted(entry.source.quote))
}

fn full_width(decoded: Result<usize, NotBase64>) -> Option<char> {
    match decoded {
        Err(NotBase64::Character { found, .. }) => key::meant(found),
        _ => None,
    }
}

/// The key with ASCII characters for full-width ones, where that makes it a good key.
fn fixed(text: &str) -> Option<String> {
    let ascii: String = text.chars().map(|c| key::meant(c).unwrap_or(c)).collect();
    let padded = format!("{}==", ascii.trim_end_matches('='));
    let good = |key: &String| key::decode(key).is_ok_and(|bytes| bytes.len() == key::NONCE_BYTES);
    [ascii, padded].into_iter().find(good)
}

/// `text` with carets under the characters `span`, and a label beside them or below.
fn under(text: &str, span: Span, label: &str, width: usize) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let window = window(text, span.start, width.saturating_sub(5));
    let before = columns(&window.before);
    let carets = columns(&window.after_to(span.len())).max(1);
    let marks = format!("{:before$}{}", "", paint(Ink::Error, &"^".repeat(carets)));
    let bar = paint(Ink::Dim, "  |");
    let mut lines =
        vec![bar.clone(), format!("{} {}{}", paint(Ink::Dim, "1 |"), window.before, window.after)];
    if 5 + before + carets + columns(label) <= width {
        lines.push(format!("{bar} {marks} {label}"));
    } else {
        lines.push(format!("{bar} {marks}"));
        lines.push(format!("{bar} {label}"));
    }
    lines.push(bar);
    lines
}

/// Both values, one below the other, with a caret under the first character that differs.
fn between(right: &str, expected: &Expected, span: Span, screen: Screen) -> Vec<String> {
    let lang = screen.lang;
    let names = prose::compared(lang);
    let name_width = names.iter().map(|name| columns(name)).max().unwrap_or_default() + 2;
    let room = screen.width.saturating_sub(4 + name_width);
    let bar = paint(Ink::Dim, "  |");
    let shown = window(&expected.value, span.start, room);
    let mut lines = vec![bar.clone()];
    let values = [right.to_owned(), format!("{}{}", shown.before, shown.after)];
    for (name, value) in names.iter().zip(values) {
        lines.push(format!("{bar} {}{value}", pad(name, name_width)));
    }
    let ends = span.start >= expected.value.chars().count();
    let label = prose::first_difference(lang, span.start + 1, ends);
    let before = columns(&shown.before);
    let caret = paint(Ink::Error, "^");
    if name_width + 6 + before + columns(&label) <= screen.width {
        lines.push(format!("{bar} {:1$}{caret} {label}", "", name_width + before));
    } else {
        lines.push(format!("{bar} {:1$}{caret}", "", name_width + before));
        lines.push(format!("{bar} {:name_width$}{label}", ""));
    }
    lines.push(bar);
    lines
}

/// A text cut to the room there is, split where a mark begins.
struct Window {
    before: String,
    after: String,
    /// The characters behind the mark, as they are shown.
    pieces: Vec<String>,
}

impl Window {
    /// The first `count` characters behind the mark, as far as they are shown.
    fn after_to(&self, count: usize) -> String {
        self.pieces.iter().take(count).map(String::as_str).collect()
    }
}

/// `text` with everything visible, in at most `room` columns; the mark stands at character `at`.
fn window(text: &str, at: usize, room: usize) -> Window {
    let all: Vec<String> = text.chars().map(|c| visible(c.encode_utf8(&mut [0; 4]))).collect();
    let (head, tail) = all.split_at_checked(at).unwrap_or((&all, &[]));
    let mut before = head.concat();
    if columns(&before) > room / 2 && columns(&all.concat()) > room {
        let kept: Vec<&String> = head.iter().rev().take(room / 4).collect();
        before = kept.into_iter().rev().fold("...".to_owned(), |text, piece| text + piece);
    }
    let mut left = room.saturating_sub(columns(&before));
    let fits = columns(&tail.concat()) <= left;
    left = if fits { left } else { left.saturating_sub(3) };
    let mut pieces = Vec::new();
    for piece in tail {
        let Some(rest) = left.checked_sub(columns(piece)) else { break };
        left = rest;
        pieces.push(piece.clone());
    }
    let after = pieces.concat() + if fits { "" } else { "..." };
    Window { before, after, pieces }
}
