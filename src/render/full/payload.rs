//! Steps 4 and 5: how the payload comes out of the bytes, and what it is.

use super::super::deflate;
use super::super::ink::{Ink, paint};
use super::super::page::Page;
use super::super::printable::{cell, hex};
use super::super::{columns, pad};
use super::Detail;
use super::bytes::row_len;
use crate::dissection::Dissection;
use crate::frame::mask;
use crate::message::{Trial, judge_utf8};
use crate::prose::steps as words;
use crate::terms::{MaskKey, Opcode};

/// Bytes of a row that a table leaves out of a longer payload, for dots behind the others.
const DOTS: usize = 4;

/// Draws steps 4 and 5, where there is a header to say what they are.
pub fn render(frame: &Dissection, detail: Detail, page: &mut Page) {
    let Some(header) = frame.header else { return };
    let lang = page.screen().lang;
    let payload = &frame.payload;
    if header.payload_len() == 0 {
        page.section(words::payload(lang), words::no_payload(lang));
        page.blank();
    } else if !payload.is_empty() {
        match header.mask_key {
            Some(key) => unmask(frame, key, detail, page),
            None => {
                page.section(words::payload(lang), words::payload_bare(lang));
                table(frame, None, detail, page);
            }
        }
        page.blank();
        if frame.inflated.is_some() {
            deflate::render(frame, words::inflate(lang), detail, page);
            page.blank();
        }
    }
    if frame.have > 0 {
        what_it_is(frame, page);
    }
}

fn unmask(frame: &Dissection, key: MaskKey, detail: Detail, page: &mut Page) {
    let lang = page.screen().lang;
    page.section(words::unmask(lang), words::unmask_rule(lang));
    table(frame, Some(key), detail, page);
    let (Some(plain), [first, ..]) = (frame.payload.first(), key) else { return };
    let masked = plain ^ first;
    page.labelled_line(words::by_hand(lang), &format!("{masked:02x} = {masked:08b}"));
    page.line_beside(&format!("{first:02x} = {first:08b}"), words::xor_by_hand(lang));
    page.line(&format!("{plain:02x} = {plain:08b}{}", by_hand_result(&frame.payload)));
}

/// What the first byte is worth as text: `= 'h'`, or the character of which it is a part.
fn by_hand_result(payload: &[u8]) -> String {
    let Some(c) = first_char(payload).filter(|c| !c.is_control()) else { return String::new() };
    match c.len_utf8() {
        1 => format!("   = '{}'", cell(c)),
        len => format!("   ({} = {})", cell(c), hex(payload.get(..len).unwrap_or_default())),
    }
}

fn first_char(bytes: &[u8]) -> Option<char> {
    bytes.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next())
}

/// The payload in rows, with the masked bytes and the key above it if there is one.
fn table(frame: &Dissection, key: Option<MaskKey>, detail: Detail, page: &mut Page) {
    let lang = page.screen().lang;
    let payload = &frame.payload;
    let row = row_len(page);
    let shown = match payload.len() {
        len if detail.all_bytes || len <= row => len,
        _ => row - DOTS,
    };
    let dots = if shown < payload.len() { " ..." } else { "" };
    let is_text = (frame.kind() == Some(Opcode::TEXT) || std::str::from_utf8(payload).is_ok())
        && frame.inflated.as_ref().is_none_or(|inflated| inflated.trial == Trial::Failed);
    let marks = if is_text { characters(payload) } else { Vec::new() };
    for start in (0..shown).step_by(row) {
        let end = (start + row).min(shown);
        let plain = payload.get(start..end).unwrap_or_default();
        let indices: Vec<String> = (start..end).map(|index| format!("{index:>2}")).collect();
        page.labelled_line("i", &paint(Ink::Dim, &indices.join(" ")));
        if let Some(key) = key {
            let mut masked = plain.to_vec();
            mask::apply(&mut masked, key, start as u64);
            let turned = mask::rotated(key, start as u64);
            let keys: Vec<u8> = turned.into_iter().cycle().take(plain.len()).collect();
            page.labelled_line(words::masked(lang), &(hex(&masked) + dots));
            page.labelled_line(words::key(lang), &(paint(Ink::Key, &hex(&keys)) + dots));
        }
        let label = if key.is_some() { words::xor(lang) } else { words::plain(lang) };
        page.labelled_line(label, &(paint(Ink::Payload, &hex(plain)) + dots));
        if is_text {
            let cells: String =
                marks.iter().skip(start).take(end - start).map(Mark::cell).collect();
            page.labelled_line(words::text(lang), &(cells.trim_end().to_owned() + dots));
        }
    }
}

/// What stands under a byte in the row of characters.
#[derive(Clone, Copy)]
pub(in crate::render) enum Mark {
    Starts(char),
    GoesOn,
    Bad,
}

impl Mark {
    /// Three columns.
    pub(in crate::render) fn cell(&self) -> String {
        let text = match self {
            Self::Starts(c) => cell(*c),
            Self::GoesOn => String::new(),
            Self::Bad => "?".to_owned(),
        };
        let text = if columns(&text) < 2 { format!(" {text}") } else { text };
        pad(&text, 3)
    }
}

/// One mark for each byte.
pub(in crate::render) fn characters(bytes: &[u8]) -> Vec<Mark> {
    let mut marks = Vec::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            marks.push(Mark::Starts(c));
            marks.extend(std::iter::repeat_n(Mark::GoesOn, c.len_utf8() - 1));
        }
        marks.extend(chunk.invalid().iter().map(|_| Mark::Bad));
    }
    marks
}

/// Draws step 5.
fn what_it_is(frame: &Dissection, page: &mut Page) {
    let lang = page.screen().lang;
    let (Some(header), Some(kind)) = (frame.header, frame.kind()) else { return };
    match kind {
        Opcode::TEXT => text(frame, page),
        Opcode::CLOSE => page.section(words::check_close(lang), words::close(lang)),
        Opcode::PING => page.section(words::check_data(lang), words::ping(lang)),
        Opcode::PONG => page.section(words::check_data(lang), words::pong(lang)),
        Opcode::CONTINUATION => {
            page.section(words::check_data(lang), words::unknown_kind(lang));
        }
        Opcode::BINARY => page.section(words::check_data(lang), &words::binary(lang, frame.have)),
        _ => {}
    }
    if let (Some(fragment), Some(message)) = (frame.fragment, &frame.message) {
        let len = message.len() as u64;
        page.sentence(&words::joined(lang, fragment.first_frame, frame.number, len));
    }
    if !header.fin && !kind.is_control() {
        page.sentence(words::goes_on(lang));
    }
}

/// Judges the whole message where it ends here, else this payload.
fn text(frame: &Dissection, page: &mut Page) {
    let lang = page.screen().lang;
    let bytes = frame.message_or_payload();
    let count = |good: usize| {
        let valid = std::str::from_utf8(bytes.get(..good).unwrap_or_default());
        valid.map_or(0, |text| text.chars().count() as u64)
    };
    let total = bytes.len() as u64;
    let verdict = match judge_utf8(bytes) {
        Ok(0) => words::valid_text(lang, total, count(bytes.len())),
        Ok(rest) => {
            let good = bytes.len() - rest;
            let rest = hex(bytes.get(good..).unwrap_or_default());
            words::cut_text(lang, good as u64, count(good), &rest)
        }
        Err((good, _)) => words::bad_text(lang, good as u64, total),
    };
    page.section(words::check_text(lang), &verdict);
}
