//! A frame on a line: direction, opcode, flags, length, mask key, payload; its bytes and what is
//! wrong with it below. The payload stands beside the rest where it fits, else below, cut where it
//! is very long.

use std::time::Duration;

use super::Scratch;
use super::sink::{INDENT, Sink};
use crate::analysis::Cause;
use crate::conversation::Frame;
use crate::dissection::write_wire;
use crate::finding::{Finding, Level};
use crate::message::{CloseBody, Trial};
use crate::prose::{finding as finding_words, live as words};
use crate::render::ink::Ink;
use crate::render::printable::{push_printable, push_printable_bytes};
use crate::terms::{Opcode, Role, Rsv};
use unicode_width::UnicodeWidthChar;

/// What is known of a frame besides the frame.
#[derive(Clone, Copy, Debug)]
pub(super) enum Aside {
    Nothing,
    /// The round trip that a Pong ends.
    RoundTrip(Duration),
    /// To how many members it went.
    Members(usize),
}

/// Lines that a payload may take below its frame, and lines of bytes on the wire.
const PAYLOAD_LINES: usize = 3;
const WIRE_LINES: usize = 12;

/// Draws a frame behind its time and connection.
/// What was explained on this connection before is only named, at the end of the line.
pub(super) fn draw(
    sink: &mut Sink<'_>,
    connection: u64,
    frame: &Frame<'_>,
    aside: Aside,
    scratch: &mut Scratch,
) {
    direction(sink, frame.sender.role());
    opcode(sink, frame.opcode());
    header(sink, frame);
    let mut remarks = remarks(sink, frame, aside);
    if let Some(header) = frame.header.filter(|header| header.rsv != Rsv::NONE) {
        let gap = if remarks.is_empty() { "" } else { " " };
        remarks = format!("{}{gap}{remarks}", header.rsv.names());
    }
    let mut fresh: Vec<Finding> = Vec::new();
    for finding in frame.findings {
        if scratch.is_explained(connection, finding) {
            let gap = if remarks.is_empty() { "" } else { " " };
            remarks = format!("{remarks}{gap}[{}]", finding.fault.rule().code());
        } else {
            fresh.push(*finding);
        }
    }
    payload(sink, frame, &remarks, scratch);
    if sink.look.hex {
        wire(sink, frame, &mut scratch.bytes);
    }
    if !fresh.is_empty() {
        findings(sink, &fresh);
    }
}

/// `C>S` or `S>C`.
pub(super) fn direction(sink: &mut Sink<'_>, role: Option<Role>) {
    match role {
        Some(Role::Client) => sink.ink(Ink::Flags, "C>S"),
        Some(Role::Server) => sink.ink(Ink::Payload, "S>C"),
        None => sink.text("?  "),
    }
    sink.gap_to(INDENT);
}

fn opcode(sink: &mut Sink<'_>, opcode: Option<Opcode>) {
    match opcode {
        Some(Opcode::CONTINUATION) => sink.text("cont"),
        Some(Opcode::BINARY) => sink.text("bin"),
        Some(opcode) => match opcode.name() {
            Some(name) => sink.text(name),
            None => sink.say(format_args!("{opcode}")),
        },
        None => sink.text("?"),
    }
    sink.gap_to(INDENT + 7);
}

/// FIN, the length, the mask key. The reserved bits, mostly 0, would move the columns.
fn header(sink: &mut Sink<'_>, frame: &Frame<'_>) {
    let lang = sink.screen.lang;
    let Some(header) = frame.header else {
        sink.ink(Ink::Incomplete, words::cut_header(lang));
        sink.spaces_to(sink.column + 2);
        return;
    };
    sink.text(if header.fin { "FIN" } else { "-  " });
    sink.text(" ");
    sink.number_to(header.payload_len(), sink.column + 4);
    sink.text(" B");
    sink.spaces_to(sink.column + 2);
    if sink.room() < words::MASK_COLUMNS {
        sink.end_line();
        sink.spaces_to(sink.indent());
    }
    let end = sink.column + words::MASK_COLUMNS + 2;
    match header.mask_key {
        Some(key) => {
            sink.text(words::mask(lang));
            sink.text(" ");
            sink.hex(&key);
        }
        None => sink.text(words::no_mask(lang)),
    }
    sink.spaces_to(end);
}

/// What stands behind the payload.
pub(super) fn remarks(sink: &Sink<'_>, frame: &Frame<'_>, aside: Aside) -> String {
    let lang = sink.screen.lang;
    let mut remarks = match aside {
        Aside::Nothing => String::new(),
        Aside::RoundTrip(time) => format!("({})", words::duration(lang, time)),
        Aside::Members(members) => words::members(lang, members),
    };
    let mut add = |remark: String| {
        if !remarks.is_empty() {
            remarks.push(' ');
        }
        remarks.push_str(&remark);
    };
    if let Some(compressed) = frame.compressed {
        add(match compressed.trial {
            Trial::Failed => words::not_inflated(lang).to_owned(),
            Trial::Agreed | Trial::Worked => words::inflated(lang, compressed.plain.len()),
        });
    }
    if let Some(part) = frame.fragment.filter(|part| part.index > 0 && frame.ends_message()) {
        add(words::whole_message(lang, part.index + 1, part.message_len));
    }
    remarks
}

/// The payload in the way of its kind, and the remarks.
fn payload(sink: &mut Sink<'_>, frame: &Frame<'_>, remarks: &str, scratch: &mut Scratch) {
    let below = sink.screen.width.saturating_sub(sink.indent()).max(16) & !1;
    let shown = &mut scratch.text;
    shown.clear();
    say_payload(sink, shown, frame, below * PAYLOAD_LINES);
    let width = crate::render::columns(shown);
    if width <= sink.room() {
        sink.ink(Ink::Payload, shown);
    } else {
        sink.end_line();
        lines(sink, shown, below);
    }
    if !remarks.is_empty() {
        let gap = if width > 0 { 2 } else { 0 };
        if gap + crate::render::columns(remarks) > sink.room() {
            sink.end_line();
            sink.spaces_to(sink.indent());
        } else {
            sink.spaces_to(sink.column + gap);
        }
        sink.ink(Ink::Dim, remarks);
    }
    sink.end_line();
}

/// Says a payload in about so many columns at most.
fn say_payload(sink: &Sink<'_>, out: &mut String, frame: &Frame<'_>, max: usize) {
    let bytes = frame.plain();
    match frame.kind() {
        Some(Opcode::TEXT) => {
            if bytes.is_empty() && frame.header.is_none() {
                return;
            }
            out.push('"');
            push_text(out, bytes, max);
            out.push('"');
        }
        Some(Opcode::CLOSE) => match CloseBody::read(bytes) {
            Some(body) => {
                out.push_str(itoa::Buffer::new().format(body.code.0));
                out.push(' ');
                out.push_str(finding_words::close_code_name(sink.screen.lang, body.code.0));
                if !body.reason.is_empty() {
                    out.push_str(" \"");
                    push_text(out, body.reason, max);
                    out.push('"');
                }
            }
            None => push_hex(out, bytes, max),
        },
        _ => push_hex(out, bytes, max),
    }
}

/// Escaped text. Of a long one no more is looked at than could be shown.
fn push_text(out: &mut String, bytes: &[u8], max: usize) {
    // An ASCII character takes a column at least; any other at most four bytes.
    let narrow = bytes.get(..max).is_some_and(<[u8]>::is_ascii);
    let part = bytes.get(..if narrow { max } else { 4 * max }).unwrap_or(bytes);
    match std::str::from_utf8(part) {
        Ok(text) => push_printable(out, text),
        Err(_) => push_printable_bytes(out, part),
    }
    if part.len() < bytes.len() {
        out.push_str("...");
    }
}

fn push_hex(out: &mut String, bytes: &[u8], max: usize) {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or_default();
    for byte in bytes.iter().take(max / 2 + 1) {
        out.push(digit(byte >> 4));
        out.push(digit(byte & 0x0f));
    }
}

/// Text on lines of their own of so many columns, the last of them not ended; cut with dots where
/// it needs too many.
fn lines(sink: &mut Sink<'_>, text: &str, room: usize) {
    if text.is_ascii() {
        return ascii_lines(sink, text, room);
    }
    let indent = sink.indent();
    let (mut line, mut used, mut start) = (1, 0, 0);
    for (at, c) in text.char_indices() {
        let wide = c.width().unwrap_or(0);
        let limit = if line == PAYLOAD_LINES { room.saturating_sub(3) } else { room };
        let left = text.get(at..).unwrap_or_default();
        let last_fits = || line == PAYLOAD_LINES && crate::render::columns(left) + used <= room;
        if used + wide > limit && !last_fits() {
            sink.spaces_to(indent);
            sink.ink(Ink::Payload, text.get(start..at).unwrap_or_default());
            if line == PAYLOAD_LINES {
                sink.ink(Ink::Dim, "...");
                return;
            }
            sink.end_line();
            (line, used, start) = (line + 1, 0, at);
        }
        used += wide;
    }
    sink.spaces_to(indent);
    sink.ink(Ink::Payload, text.get(start..).unwrap_or_default());
}

/// The same for text of which each byte takes one column.
fn ascii_lines(sink: &mut Sink<'_>, mut text: &str, room: usize) {
    for line in 1.. {
        sink.spaces_to(sink.indent());
        if text.len() <= room {
            return sink.ink(Ink::Payload, text);
        }
        if line == PAYLOAD_LINES {
            sink.ink(Ink::Payload, text.get(..room.saturating_sub(3)).unwrap_or_default());
            return sink.ink(Ink::Dim, "...");
        }
        let (shown, rest) = text.split_at_checked(room).unwrap_or((text, ""));
        sink.ink(Ink::Payload, shown);
        sink.end_line();
        text = rest;
    }
}

/// The bytes on the wire, below the frame.
fn wire(sink: &mut Sink<'_>, frame: &Frame<'_>, bytes: &mut Vec<u8>) {
    let indent = sink.indent();
    let a_line = (sink.screen.width.saturating_sub(indent) / 3).clamp(4, 32) & !3;
    bytes.clear();
    write_wire(bytes, frame, a_line * WIRE_LINES);
    for line in bytes.chunks(a_line).take(WIRE_LINES) {
        sink.spaces_to(indent);
        for (index, byte) in line.iter().enumerate() {
            if index > 0 {
                sink.text(" ");
            }
            sink.hex(&[*byte]);
        }
        sink.end_line();
    }
    let hidden = frame.len().saturating_sub((a_line * WIRE_LINES) as u64);
    if hidden > 0 {
        sink.spaces_to(indent);
        let more = words::more_bytes(sink.screen.lang, hidden);
        sink.ink(Ink::Dim, &more);
        sink.end_line();
    }
}

/// What is wrong, the gravest first: the rule, and how to mend it.
fn findings(sink: &mut Sink<'_>, findings: &[Finding]) {
    let lang = sink.screen.lang;
    for level in [Level::Error, Level::Incomplete, Level::Warning, Level::Note] {
        for finding in findings.iter().filter(|finding| finding.level == level) {
            let title = finding.fault.title(lang);
            finding_line(sink, finding, &title);
            if let Some(fix) = finding.fault.fix(lang) {
                let label = format!("{}:", finding_words::fix_label(lang));
                sink.below(Ink::Label, &label, &fix);
            }
        }
    }
}

/// The slips that account for a frame, each with its cure.
pub(super) fn cause(sink: &mut Sink<'_>, cause: &Cause<'_>) {
    let Cause::Frame { claims, sender, .. } = cause else { return };
    let lang = sink.screen.lang;
    direction(sink, sender.role());
    sink.end_line();
    for claim in *claims {
        let slip = claim.evidence.slip();
        let label = format!("{}[{}]:", finding_words::cause(lang), slip.name());
        sink.below(Ink::Cause, &label, slip.title(lang));
        let label = format!("{}:", finding_words::cure_label(lang));
        sink.below(Ink::Label, &label, slip.cure(lang));
    }
}

/// `error[F07]: ... (RFC 6455 5.1)`.
pub(super) fn finding_line(sink: &mut Sink<'_>, finding: &Finding, title: &str) {
    let code = finding.fault.rule().code();
    let level = finding_words::level(sink.screen.lang, finding.level);
    let label = format!("{level}[{code}]:");
    sink.below(Ink::of(finding.level), &label, &format!("{title} ({})", finding.fault.source()));
}
