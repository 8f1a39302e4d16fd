//! The steps that make one frame: payload, header, key, masking, and the bytes with their letters.

use super::super::full::byte_rows;
use super::super::ink::{Ink, Region, paint};
use super::super::page::Page;
use super::super::printable::{hex, printable, printable_bytes};
use super::super::{Detail, columns, pad, wrap};
use super::{Written, mask};
use crate::encode::WrittenFrame;
use crate::message::{CloseBody, TAIL};
use crate::prose::deflate as deflate_prose;
use crate::prose::encode::{self as prose, Part};
use crate::prose::frame as frame_prose;
use crate::terms::{Opcode, Role};

/// Draws the steps that make the first frame; `step` returns the label of the next one.
pub(super) fn render(
    written: &Written,
    detail: Detail,
    step: &mut impl FnMut(Part) -> String,
    page: &mut Page,
) {
    let Some((_, frame, bytes)) = written.frames().next() else { return };
    let (lang, frames) = (page.screen().lang, written.encoding.frames.len());
    if frames > 1 {
        page.aside(&prose::steps_of_first(lang, frames));
    }
    match written.message() {
        message if written.encoding.deflation.is_some() => {
            let opcode = frame.header.opcode;
            deflate(written, opcode, detail, step, page);
            if message.is_some() {
                page.sentence(&prose::first_piece(lang, &few_bytes(&frame.payload, detail)));
            }
        }
        Some((opcode, message)) => {
            payload(opcode, &message, detail, step, page);
            page.sentence(&prose::first_piece(lang, &few_bytes(&frame.payload, detail)));
        }
        None => payload(frame.header.opcode, &frame.payload, detail, step, page),
    }
    header(frame, step, page);
    key(frame, written.encoding.sender, step, page);
    if frame.header.mask_key.is_some() && !frame.payload.is_empty() {
        mask::render(frame, &step(Part::Mask), detail, page);
    }
    let parts = parts(frame);
    let whole = parts.iter().sum();
    page.raw_line(&format!("{}{}", step(Part::Frame), prose::sum(lang, &parts)));
    if bytes.len() < whole {
        page.sentence(&prose::cut_off(lang, bytes.len(), whole));
    }
    byte_rows(bytes, detail, page, |index| mark(frame, index));
}

/// How many bytes of it are shown beside a text that is too long.
const FEW: usize = 12;

/// Bytes as hex, the first few of many.
fn few_bytes(bytes: &[u8], detail: Detail) -> String {
    match bytes.get(..FEW) {
        Some(first) if bytes.len() > FEW && !detail.all_bytes => format!("{} ...", hex(first)),
        _ => hex(bytes),
    }
}

fn payload(
    opcode: Opcode,
    payload: &[u8],
    detail: Detail,
    step: &mut impl FnMut(Part) -> String,
    page: &mut Page,
) {
    let lang = page.screen().lang;
    if opcode == Opcode::CLOSE
        && let Some(body) = CloseBody::read(payload)
    {
        return close(body, detail, step, page);
    }
    let text = std::str::from_utf8(payload).ok();
    let text = text.filter(|text| is_text(opcode, text));
    let shown = few_bytes(payload, detail);
    let Some(text) = text else {
        let label = step(Part::Bytes);
        let shown =
            if payload.is_empty() { frame_prose::empty_payload(lang).to_owned() } else { shown };
        return flush_right(&label, &shown, &frame_prose::bytes(lang, payload.len() as u64), page);
    };
    let label = step(Part::Text);
    let counts = prose::text_counts(lang, text.chars().count(), payload.len());
    if text.is_empty() {
        return flush_right(&label, frame_prose::empty_payload(lang), &counts, page);
    }
    // What is elided below is not worth drawing first: the text may be as long as a file.
    let enough = if detail.all_bytes { usize::MAX } else { 5 * page.room() };
    let text = printable(&text.chars().take(enough).collect::<String>());
    let one_line = format!("{text}  {}  {shown}", prose::to_utf8());
    if columns(&one_line) <= page.room() {
        return flush_right(&label, &one_line, &counts, page);
    }
    let mut label = label;
    let lines = wrap(&text, page.room());
    let kept = if detail.all_bytes || lines.len() <= 4 { lines.len() } else { 3 };
    for line in lines.iter().take(kept) {
        page.raw_line(&format!("{label}{line}"));
        label = super::label("");
    }
    if kept < lines.len() {
        page.line(&paint(Ink::Dim, "..."));
    }
    for line in wrap(&format!("{}  {shown}", prose::to_utf8()), page.room()) {
        page.line(&line);
    }
    page.line(&counts);
}

/// The message, then how it is compressed: what comes out, what is dropped of it, the ratio.
fn deflate(
    written: &Written,
    opcode: Opcode,
    detail: Detail,
    step: &mut impl FnMut(Part) -> String,
    page: &mut Page,
) {
    let lang = page.screen().lang;
    let Some(deflation) = &written.encoding.deflation else { return };
    let (plain, compressed) = (&deflation.plain, &deflation.compressed);
    payload(opcode, plain, detail, step, page);
    let label = step(Part::Deflate);
    if let Some((before, _)) = &deflation.before {
        super::wrapped(&label, &deflate_prose::after(lang, &printable_bytes(before)), page);
    }
    let label = if deflation.before.is_some() { super::label("") } else { label };
    let whole = format!("{} | {}", few_bytes(compressed, detail), hex(&TAIL));
    super::wrapped(&label, &whole, page);
    page.sentence(&deflate_prose::drop_tail(lang));
    page.line(&deflate_prose::ratio(lang, compressed.len() as u64, plain.len() as u64));
}

/// Whether a payload is drawn as text: that of a text frame, and what a control frame says.
fn is_text(opcode: Opcode, text: &str) -> bool {
    let readable = !text.is_empty() && !text.chars().any(char::is_control);
    match opcode {
        Opcode::TEXT => true,
        Opcode::BINARY => false,
        _ => readable,
    }
}

fn close(
    body: CloseBody<'_>,
    detail: Detail,
    step: &mut impl FnMut(Part) -> String,
    page: &mut Page,
) {
    let (lang, CloseBody { code, reason }) = (page.screen().lang, body);
    let bytes = format!("{code} = 0x{:04x} = {}", code.0, hex(&code.0.to_be_bytes()));
    flush_right(&step(Part::Close), &prose::close_code(lang, code), &bytes, page);
    if !reason.is_empty() {
        let left = prose::close_reason(lang, &printable_bytes(reason));
        page.sentence(&format!("{left}  {}", few_bytes(reason, detail)));
    }
}

/// The header, a row for byte 0, one for byte 1 and one for the extended length.
fn header(frame: &WrittenFrame, step: &mut impl FnMut(Part) -> String, page: &mut Page) {
    let lang = page.screen().lang;
    let mut rows = vec![
        (prose::byte0(lang, frame), Ink::Flags, bits_and_hex(frame.byte0())),
        (prose::byte1(lang, frame), Ink::Length, bits_and_hex(frame.byte1())),
    ];
    if let Some(what) = prose::extended_length(lang, frame.header.length) {
        let mut header = Vec::new();
        frame.header.write(&mut header);
        let end = 2 + frame.header.length.extended_bytes();
        let extended = hex(header.get(2..end).unwrap_or_default());
        rows.push((what, Ink::Length, format!("= {extended}")));
    }
    let left = rows.iter().map(|(what, ..)| columns(what) + 2).max().unwrap_or_default();
    let left = left.max(LEFT);
    let (mut label, mut section) = (step(Part::Header), "RFC 6455 5.2");
    for (what, ink, bytes) in rows {
        row(&label, (&what, left), (ink, &bytes), section, page);
        (label, section) = (super::label(""), "");
    }
    for warning in prose::length_warnings(lang, frame) {
        for line in wrap(&format!("! {warning}"), page.room()) {
            page.line(&paint(Ink::Warning, &line));
        }
    }
}

/// `1000 0001 = 81`
fn bits_and_hex(byte: u8) -> String {
    format!("{:04b} {:04b} = {byte:02x}", byte >> 4, byte & 0xf)
}

/// Columns of the left part of a header's row, at least.
const LEFT: usize = 37;

/// A row of the header: what and its columns, the bits and the bytes, where the RFC says so. A
/// narrow screen loses the last, a very narrow one breaks the line before the second.
fn row(label: &str, what: (&str, usize), bytes: (Ink, &str), section: &str, page: &mut Page) {
    let ((what, left), (ink, bytes)) = (what, bytes);
    if page.room() < left + columns(bytes) {
        page.raw_line(&format!("{label}{what}"));
        page.line(&format!("  {}", paint(ink, bytes)));
        return;
    }
    let room = page.room() - left - columns(bytes);
    let section = if room < section.len() + 2 { "" } else { section };
    let gap = " ".repeat(room - section.len());
    page.raw_line(&format!("{label}{}{}{gap}{section}", pad(what, left), paint(ink, bytes)));
}

/// Two texts on a line, the second at its right end, or under the first where there is no room.
fn flush_right(label: &str, left: &str, right: &str, page: &mut Page) {
    let (room, used) = (page.room(), columns(left) + columns(right));
    if used + 2 > room {
        super::wrapped(label, left, page);
        return page.line(right);
    }
    page.raw_line(&format!("{label}{left}{}{right}", " ".repeat(room - used)));
}

fn key(
    frame: &WrittenFrame,
    sender: Option<Role>,
    step: &mut impl FnMut(Part) -> String,
    page: &mut Page,
) {
    let lang = page.screen().lang;
    let origin = prose::key_origin(lang, frame.key_origin, sender);
    let label = step(Part::Key);
    let text = match frame.header.mask_key {
        Some(key) => format!("{}   {origin}", hex(&key)),
        None => origin.to_owned(),
    };
    let mut label = label;
    for (index, line) in wrap(&text, page.room()).into_iter().enumerate() {
        let line = match (index, frame.header.mask_key, line.split_at_checked(11)) {
            (0, Some(_), Some((key, rest))) => format!("{}{rest}", paint(Ink::Key, key)),
            _ => line,
        };
        page.raw_line(&format!("{label}{line}"));
        label = super::label("");
    }
}

/// The lengths of the frame's parts in bytes: two bytes, extended length, key, payload.
fn parts(frame: &WrittenFrame) -> Vec<usize> {
    let header = &frame.header;
    let key = header.mask_key.map_or(0, |key| key.len());
    let parts = [2, header.length.extended_bytes(), key];
    let mut parts: Vec<usize> = parts.into_iter().filter(|part| *part > 0).collect();
    parts.push(frame.payload.len());
    parts
}

/// The part of the frame in which a byte stands, as the writer means it.
fn mark(frame: &WrittenFrame, index: usize) -> Region {
    let key = frame.key_place();
    match index {
        0 => Region::Flags,
        index if index < key.start => Region::Lengths,
        index if index < key.end => Region::MaskKey,
        _ => Region::Payload,
    }
}
