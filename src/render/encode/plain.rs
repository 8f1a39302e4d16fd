//! One sentence a fact, for screen readers: no tables, no columns.

use super::super::Screen;
use super::super::printable::{hex, printable};
use super::{Purpose, Written, reader};
use crate::prose::deflate as deflate_prose;
use crate::prose::encode as prose;
use crate::terms::LengthField;

/// What was written, a sentence a line.
pub fn plain(written: &Written, screen: Screen) -> String {
    let lang = screen.lang;
    let mut lines = Vec::new();
    match written.purpose {
        Purpose::Asked => {}
        Purpose::Fault(rule) => lines.push(format!("{}.", prose::on_purpose(lang, rule))),
        Purpose::Slip(slip) => lines.push(format!("{}.", super::slip_sentence(lang, slip))),
    }
    if let Some(deflation) = &written.encoding.deflation {
        let (plain, compressed) = (&deflation.plain, &deflation.compressed);
        lines.push(deflate_prose::plain_ratio(lang, compressed.len() as u64, plain.len() as u64));
    }
    for (number, frame, bytes) in written.frames() {
        let header = &frame.header;
        lines.push(prose::plain::bytes(lang, number, &hex(bytes)));
        lines.push(prose::plain::byte0(lang, frame.byte0(), frame));
        lines.push(prose::plain::byte1(lang, frame.byte1(), frame));
        if !matches!(header.length, LengthField::Bits7(_)) {
            let (extended, value) = (header.length.extended_bytes(), header.length.value());
            lines.push(prose::plain::extended(lang, extended, value));
        }
        for warning in prose::length_warnings(lang, frame) {
            lines.push(format!("{warning}."));
        }
        if let Some(key) = header.mask_key {
            let origin = prose::key_origin(lang, frame.key_origin, written.encoding.sender);
            lines.push(prose::plain::key(lang, &hex(&key), origin));
        }
        let shown = match std::str::from_utf8(&frame.payload) {
            Ok("") => crate::prose::frame::empty_payload(lang).to_owned(),
            Ok(text) if header.opcode != crate::terms::Opcode::BINARY => printable(text),
            _ => hex(&frame.payload),
        };
        lines.push(prose::plain::payload(lang, frame.payload.len(), header.opcode, &shown));
    }
    if let Purpose::Slip(_) = written.purpose {
        let sentence = prose::slip_makes(lang, written.bytes.len());
        lines.push(format!("{sentence} {}", hex(&written.bytes)));
    }
    if written.readback.is_what_was_meant(&written.encoding) {
        lines.push(prose::plain::reader(lang, &reader::verdict(written, lang)));
    } else {
        for (number, frame) in (1..).zip(&written.readback.frames) {
            lines.push(prose::plain::reader(lang, &prose::reader::seen(lang, number, frame)));
        }
    }
    for (number, finding) in written.readback.findings() {
        let line = reader::finding_line(lang, finding);
        lines.push(prose::reader::of_frame(lang, number, &line));
    }
    lines.push(String::new());
    lines.join("\n")
}
