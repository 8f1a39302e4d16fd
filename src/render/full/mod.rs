//! The full screen of a frame: the answer, what is wrong and why, then every step by which the
//! answer follows from the bytes.

mod bytes;
mod fields;
mod findings;
mod payload;

pub use bytes::byte_rows;
pub(super) use payload::{Mark, characters};

use super::ink::Ink;
use super::page::Page;
use super::printable::{hex, printable_bytes};
use super::{Detail, Screen};
use crate::conversation::FrameEnd;
use crate::dissection::Dissection;
use crate::message::CloseBody;
use crate::prose::{self, Lang};
use crate::terms::Opcode;
use crate::tree;

/// Draws a frame in full. `reading` are sentences on how its bytes were read from the input.
pub fn render(frame: &Dissection, reading: &[String], detail: Detail, screen: Screen) -> String {
    let mut page = Page::new(screen);
    let node = tree::frame(frame, screen.lang);
    headline(frame, detail, &mut page);
    findings::render(frame, &mut page);
    page.blank();
    bytes::render(frame, &node, reading, detail, &mut page);
    bytes::render_bits(&node, &frame.wire, &mut page);
    fields::render(&node, frame.sender, &mut page);
    payload::render(frame, &node, detail, &mut page);
    result(frame, &mut page);
    page.finish()
}

/// The headline and, under it, what the frame says.
fn headline(frame: &Dissection, detail: Detail, page: &mut Page) {
    let lang = page.screen().lang;
    let label = prose::frame::frame_label(lang, frame.number);
    let Some(header) = frame.header else {
        page.section(&label, &prose::frame::headline_cut(lang, frame.opcode(), frame.wire.len()));
        return;
    };
    let sentence =
        prose::frame::headline(lang, header.opcode, header.fin, frame.sender, header.payload_len());
    page.section(&label, &sentence);
    let kind = frame.kind().unwrap_or(header.opcode);
    if frame.end == FrameEnd::Refused {
        let label = prose::frame::payload_label(lang, kind);
        page.section(label, prose::frame::refused_payload(lang));
    } else if let Some(message) = &frame.message {
        answer(lang, kind, message, None, detail, page);
    } else {
        let cut = (frame.have < header.payload_len()).then(|| (frame.have, header.payload_len()));
        answer(lang, kind, frame.message_or_payload(), cut, detail, page);
    }
}

/// How many lines of text and how many bytes the answer shows without `--all-bytes`.
const ANSWER_LINES: usize = 8;
const ANSWER_BYTES: usize = 16;

/// What a payload says, in the way of its kind; `cut` is how much of how much is here.
fn answer(
    lang: Lang,
    kind: Opcode,
    payload: &[u8],
    cut: Option<(u64, u64)>,
    detail: Detail,
    page: &mut Page,
) {
    let label = prose::frame::payload_label(lang, kind);
    if let (Some((0, need)), true) = (cut, payload.is_empty()) {
        return page.answer(label, Ink::Incomplete, &prose::frame::first_bytes(lang, 0, need));
    }
    let is_text = kind == Opcode::TEXT
        || (kind != Opcode::BINARY && !payload.is_empty() && is_plain_text(payload));
    let text = match kind {
        Opcode::CLOSE => close_text(lang, payload),
        _ if payload.is_empty() => prose::frame::empty_payload(lang).to_owned(),
        _ if is_text => printable_bytes(payload),
        _ if detail.all_bytes || payload.len() <= ANSWER_BYTES => hex(payload),
        _ => format!("{} ...", hex(payload.get(..ANSWER_BYTES).unwrap_or(payload))),
    };
    let mut lines = super::wrap(&text, page.room());
    let hidden = lines.len().saturating_sub(ANSWER_LINES);
    if hidden > 1 && !detail.all_bytes {
        lines.truncate(ANSWER_LINES);
    }
    let mut label = label;
    for line in &lines {
        page.answer(label, Ink::Answer, line);
        label = "";
    }
    if hidden > 1 && !detail.all_bytes {
        page.aside(&prose::steps::lines_hidden(lang, hidden));
    }
    if let Some((have, need)) = cut {
        page.aside(&prose::frame::first_bytes(lang, have, need));
    }
}

/// Whether a payload that need not be text reads as text all the same.
fn is_plain_text(payload: &[u8]) -> bool {
    std::str::from_utf8(payload).is_ok_and(|text| !text.chars().any(char::is_control))
}

fn close_text(lang: Lang, payload: &[u8]) -> String {
    match CloseBody::read(payload) {
        Some(body) => prose::frame::close_body(lang, body.code.0, &printable_bytes(body.reason)),
        None if payload.is_empty() => prose::frame::close_empty(lang).to_owned(),
        None => hex(payload),
    }
}

/// The last line: whether all is well, and if not, why.
fn result(frame: &Dissection, page: &mut Page) {
    let lang = page.screen().lang;
    let verdict = frame.verdict();
    let word = prose::verdict::word(lang, verdict);
    let sentence = prose::verdict::of_frame(lang, frame);
    page.verdict(prose::verdict::label(lang), Ink::of_verdict(verdict), word, &sentence);
}

#[cfg(test)]
mod tests;
