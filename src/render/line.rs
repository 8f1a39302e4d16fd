//! One line a frame: a table whose last column is the payload, because its width is not known.

use super::ink::{Ink, paint};
use super::json::Within;
use super::printable::{printable, printable_bytes};
use super::{Screen, columns};
use crate::conversation::{Frame, Message};
use crate::finding::Finding;
use crate::message::{CloseBody, judge_utf8};
use crate::prose::finding::close_code_name;
use crate::prose::line as words;
use crate::terms::{Opcode, Role};

/// Columns from which on the table has all of its columns.
const WIDE: usize = 76;
/// The same for captures, whose rows begin with the connection and the time.
const CAPTURE_WIDE: usize = 96;

/// The heads of the columns.
pub fn head(screen: Screen, captured: bool) -> String {
    let cells = match screen.width {
        CAPTURE_WIDE.. if captured => {
            "  # str time             dir  fin rsv op     mask      len  check   payload"
        }
        _ if captured => "  # str time             dir  fin op      len  check   payload",
        WIDE.. => "  #     at  dir  fin rsv op     mask      len  check   payload",
        _ => "  #  dir  fin op     len  check   payload",
    };
    paint(Ink::Dim, cells) + "\n"
}

/// The row of a frame up to the payload: number, place, direction, flags, mask, length, check.
pub fn start(frame: &Frame<'_>, within: Within, screen: Screen) -> String {
    let number = frame.number;
    let (fin, rsv, op, mask, len) = match frame.header {
        None => ("?".into(), "?".into(), opcode(frame), "?".into(), "?".into()),
        Some(header) => (
            u8::from(header.fin).to_string(),
            header.rsv.to_string(),
            opcode(frame),
            header.mask_key.map_or("-".into(), hex::<4>),
            header.payload_len().to_string(),
        ),
    };
    let direction = match frame.sender.role() {
        Some(Role::Client) => "C>S",
        Some(Role::Server) => "S>C",
        None => "?",
    };
    let place = place(frame.at, within);
    let start = match screen.width {
        WIDE.. if within.stream.is_none() || screen.width >= CAPTURE_WIDE => format!(
            "{number:>3} {place}  {direction:<3}  {fin:<3} {rsv:<3} {op:<6} {mask:<8} {len:>4}  "
        ),
        _ if within.stream.is_some() => {
            format!("{number:>3} {place}  {direction:<3}  {fin:<3} {op:<6} {len:>4}  ")
        }
        _ => format!("{number:>3}  {direction:<3}  {fin:<3} {op:<6} {len:>3}  "),
    };
    format!("{start}{}", check_cell(frame.findings))
}

/// Where a frame stands: its first byte in the input, or in a capture its connection and the time
/// of day (UTC).
pub(super) fn place(at: u64, within: Within) -> String {
    let Some(stream) = within.stream else { return format!("{at:>6}") };
    let time = within.time.map_or("-".to_owned(), |time| {
        let (seconds, micros) = (time / 1_000_000_000 % 86_400, time / 1_000 % 1_000_000);
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        format!("{hours:02}:{minutes:02}:{:02}.{micros:06}", seconds % 60)
    });
    format!("{stream:>3} {time:<15}")
}

/// The row of a message that is known without its frames.
pub fn message_row(message: &Message<'_>, within: Within, screen: Screen) -> String {
    let direction = match message.sender.role() {
        Some(Role::Client) => "C>S",
        Some(Role::Server) => "S>C",
        None => "?",
    };
    let (number, len) = (message.last_frame, message.len);
    let place = place(0, within);
    let start = format!("{number:>3} {place}  {direction:<3}  {:<6} {len:>4}  ", message.kind);
    with_message(&start, message, screen)
}

/// A whole row: `start`, and the payload of the frame.
pub fn with_payload(start: &str, frame: &Frame<'_>, screen: Screen) -> String {
    let payload = payload(frame.kind(), frame.plain(), room(start, screen), screen);
    format!("{start}{payload}\n")
}

/// A whole row: `start`, and the message that ends with the frame.
pub fn with_message(start: &str, message: &Message<'_>, screen: Screen) -> String {
    format!("{start}{}\n", joined(message, room(start, screen), screen))
}

/// Columns that are left for the payload.
fn room(start: &str, screen: Screen) -> usize {
    let used = columns(&anstream::adapter::strip_str(start).to_string());
    screen.width.saturating_sub(used).max(16)
}

/// A message that was joined from several frames.
fn joined(message: &Message<'_>, room: usize, screen: Screen) -> String {
    let from = match message.first_frame == message.last_frame {
        true => String::new(),
        false => words::joined(screen.lang, message.first_frame, message.last_frame),
    };
    let room = room.saturating_sub(columns(&from));
    from + &payload(Some(message.kind), message.payload, room, screen)
}

/// Four bytes as eight digits.
fn hex<const N: usize>(bytes: [u8; N]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn opcode(frame: &Frame<'_>) -> String {
    match frame.opcode() {
        Some(Opcode::CONTINUATION) => "cont".to_owned(),
        Some(Opcode::BINARY) => "bin".to_owned(),
        Some(opcode) => opcode.to_string(),
        None => "?".to_owned(),
    }
}

/// `ok`, or the gravest code, with how many more there are; eight columns.
fn check_cell(findings: &[Finding]) -> String {
    let gravest = findings.iter().max_by_key(|finding| finding.level);
    let (ink, text) = match gravest {
        None => (Ink::Good, "ok".to_owned()),
        Some(finding) => {
            let code = finding.fault.rule().code();
            let more = match findings.len() {
                1 => String::new(),
                count => format!("+{}", count - 1),
            };
            (Ink::of(finding.level), format!("{code}{more}"))
        }
    };
    paint(ink, &text) + &" ".repeat(8usize.saturating_sub(text.len()))
}

/// A payload in `room` columns: text in quotes, bytes as hex, a Close body in words.
fn payload(kind: Option<Opcode>, bytes: &[u8], room: usize, screen: Screen) -> String {
    match kind {
        Some(Opcode::TEXT) if !bytes.is_empty() => quoted(bytes, room),
        Some(Opcode::CLOSE) => match CloseBody::read(bytes) {
            Some(body) => {
                let name = close_code_name(screen.lang, body.code.0);
                let reason = match body.reason {
                    [] => String::new(),
                    reason => format!(" \"{}\"", printable_bytes(reason)),
                };
                cut(&format!("{} {name}{reason}", body.code), room)
            }
            None => digits(bytes, room),
        },
        _ => digits(bytes, room),
    }
}

/// Text in quotes, cut to `room` columns; what is left of a cut character stands behind it.
fn quoted(bytes: &[u8], room: usize) -> String {
    let (good, rest) = match judge_utf8(bytes) {
        Ok(unfinished) => bytes.split_at_checked(bytes.len() - unfinished).unwrap_or((bytes, &[])),
        Err(_) => return cut(&format!("\"{}\"", printable_bytes(bytes)), room),
    };
    let text = std::str::from_utf8(good).unwrap_or_default();
    // Only what could fit is escaped: a payload may be long.
    let shown: String = text.chars().take(room + 1).collect();
    let tail = match rest {
        [] => String::new(),
        rest => format!(" + {}", super::printable::hex(rest)),
    };
    cut(&format!("\"{}\"{tail}", printable(&shown)), room)
}

fn digits(bytes: &[u8], room: usize) -> String {
    let shown = bytes.get(..room / 2 + 1).unwrap_or(bytes);
    cut(&shown.iter().map(|byte| format!("{byte:02x}")).collect::<String>(), room)
}

/// `text` in `room` columns, with dots where it was longer.
fn cut(text: &str, room: usize) -> String {
    let room = room.max(4);
    if columns(text) <= room {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        if columns(&out) + columns(c.encode_utf8(&mut [0; 4])) + 3 > room {
            break;
        }
        out.push(c);
    }
    out + "..."
}
