//! permessage-deflate in the full view: the compressed bytes, the four bytes that are appended, what
//! they inflate to, and the ratio.

use super::Detail;
use super::ink::{Ink, paint};
use super::page::Page;
use super::printable::{hex, printable_bytes};
use super::wrap;
use crate::conversation::FrameEnd;
use crate::dissection::{Dissection, Inflated};
use crate::finding::Level;
use crate::message::{TAIL, Trial};
use crate::prose::deflate as words;
use crate::terms::Opcode;

/// Bytes of a longer payload that are shown.
const SHOWN: usize = 16;
/// Lines of a longer text that are shown.
const LINES: usize = 4;

/// Draws how the payload of a compressed frame becomes plain, under a headline of `label`; nothing
/// for a frame that is not compressed.
pub fn render(frame: &Dissection, label: &str, detail: Detail, page: &mut Page) {
    let Some(inflated) = &frame.inflated else { return };
    let lang = page.screen().lang;
    page.section(label, words::trial(lang, inflated.trial));
    if inflated.trial == Trial::Failed {
        return;
    }
    let compressed = bytes(&frame.payload, detail);
    page.labelled_sentence(words::compressed_label(lang), &compressed);
    match frame.header.is_some_and(|header| header.fin) {
        true => {
            page.labelled_line(words::appended_label(lang), &hex(&TAIL));
            page.sentence(words::why_appended(lang));
        }
        false => page.labelled_sentence(words::appended_label(lang), words::goes_on(lang)),
    }
    plain(frame, inflated, detail, page);
    let ends = frame.end == FrameEnd::Whole && frame.header.is_some_and(|header| header.fin);
    if ends && frame.level() != Some(Level::Error) {
        let len = frame.fragment.map_or(0, |fragment| fragment.message_len);
        let ratio = words::ratio(lang, inflated.message_len, len);
        page.labelled_sentence(words::ratio_label(lang), &ratio);
    }
}

fn plain(frame: &Dissection, inflated: &Inflated, detail: Detail, page: &mut Page) {
    let lang = page.screen().lang;
    let label = words::inflated_label(lang);
    let text = match inflated.bytes.as_slice() {
        [] => return page.labelled_sentence(label, words::nothing_inflated(lang)),
        text if frame.kind() == Some(Opcode::TEXT) => printable_bytes(text),
        data => bytes(data, detail),
    };
    let lines = wrap(&text, page.room());
    let shown = if detail.all_bytes { lines.len() } else { LINES };
    let mut label = label;
    for line in lines.iter().take(shown) {
        page.labelled_line(label, &paint(Ink::Answer, line));
        label = "";
    }
    if shown < lines.len() {
        page.line(&paint(Ink::Dim, "..."));
    }
}

/// Bytes as hex, the first few of many.
fn bytes(all: &[u8], detail: Detail) -> String {
    match all.get(..SHOWN) {
        Some(first) if all.len() > SHOWN && !detail.all_bytes => format!("{} ...", hex(first)),
        _ => hex(all),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Screen;
    use super::*;
    use crate::analysis::{Analysis, Options};
    use crate::prose::Lang;

    fn drawn(hex: &str, lang: Lang) -> String {
        let bytes = hex::decode(hex.replace(' ', "")).expect("the table holds hex");
        let mut page = Page::new(Screen { lang, width: 80 });
        for frame in Analysis::dissect(&bytes, None, Options::default()).0 {
            render(&frame, "4 INFLATE", Detail::default(), &mut page);
            page.blank();
        }
        anstream::adapter::strip_str(&page.finish()).to_string()
    }

    #[test]
    fn a_compressed_frame_shows_what_is_appended_and_what_comes_of_it() {
        let both = |hex| format!("{}{}", drawn(hex, Lang::En), drawn(hex, Lang::Zh));
        insta::assert_snapshot!("one_frame", both("c107 f248cdc9c90700"));
        insta::assert_snapshot!("two_frames", both("4103 f248cd 8004 c9c90700"));
        insta::assert_snapshot!("no_deflate", both("c105 48656c6c6f"));
    }

    #[test]
    fn a_plain_frame_shows_nothing() {
        assert_eq!(drawn("8105 48656c6c6f", Lang::En).trim(), "");
    }
}
