//! Steps 4 and 5: how the payload comes out of the bytes, and what it is.

use super::super::deflate;
use super::super::ink::{Ink, Region, paint};
use super::super::node;
use super::super::page::Page;
use super::super::printable::{cell, hex};
use super::super::{columns, pad};
use super::Detail;
use super::bytes::row_len;
use crate::dissection::Dissection;
use crate::frame::mask;
use crate::message::Trial;
use crate::prose::steps as words;
use crate::terms::{MaskKey, Opcode};
use crate::tree::Node;

/// The most rows of a payload that are drawn whole without being asked; of more, the first is.
const ROWS: usize = 2;

/// Draws steps 4 and 5, where there is a header to say what they are.
pub fn render(frame: &Dissection, node: &Node<'_>, detail: Detail, page: &mut Page) {
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
        what_it_is(frame, node, page);
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
        len if detail.all_bytes || len <= ROWS * row => len,
        _ => row,
    };
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
            page.labelled_line(words::masked(lang), &paint(Ink::Payload, &hex(&masked)));
            page.labelled_line(words::key(lang), &paint(Ink::Key, &hex(&keys)));
        }
        let label = if key.is_some() { words::xor(lang) } else { words::plain(lang) };
        page.labelled_line(label, &paint(Ink::Answer, &hex(plain)));
        if is_text {
            let cells: String =
                marks.iter().skip(start).take(end - start).map(Mark::cell).collect();
            page.labelled_line(words::text(lang), cells.trim_end());
        }
    }
    if shown < payload.len() {
        page.aside(&words::bytes_hidden(lang, (payload.len() - shown) as u64));
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

/// Draws step 5: what the payload is, part by part where it has parts.
fn what_it_is(frame: &Dissection, node: &Node<'_>, page: &mut Page) {
    let lang = page.screen().lang;
    let Some(payload) = node.find("payload") else { return };
    let Some(content) = payload.derived().last().filter(|content| !content.meaning.is_empty())
    else {
        return;
    };
    page.section(&words::content(&content.name), &content.meaning);
    if content.own_children().next().is_some() {
        node::table(content.rows().into_iter().map(|row| (Region::Payload, row)), page);
    }
    if let (Some(fragment), Some(message)) = (frame.fragment, &frame.message) {
        let len = message.len() as u64;
        page.sentence(&words::joined(lang, fragment.first_frame, frame.number, len));
    }
    if frame.fragment.is_some() && frame.header.is_some_and(|header| !header.fin) {
        page.sentence(words::goes_on(lang));
    }
}
