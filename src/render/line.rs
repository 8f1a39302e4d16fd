//! One line a frame: a table whose last column is the payload, because its width is not known.

use super::ink::{Ink, paint};
use super::printable::{printable, printable_bytes};
use super::{Screen, columns};
use crate::dissection::Dissection;
use crate::finding::Level;
use crate::message::{CloseBody, judge_utf8};
use crate::prose::line as words;
use crate::terms::{Opcode, Role};

/// Columns from which on the table has all of its columns.
const WIDE: usize = 76;

/// The heads of the columns.
pub fn head(screen: Screen) -> String {
    let cells = match screen.width {
        WIDE.. => "  #     at  dir  fin rsv op     mask      len  check   payload",
        _ => "  #  dir  fin op     len  check   payload",
    };
    paint(Ink::Dim, cells) + "\n"
}

/// A frame on one line.
pub fn row(frame: &Dissection, screen: Screen) -> String {
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
    let check = check(frame);
    let start = match screen.width {
        WIDE.. => {
            let at = frame.at;
            format!(
                "{number:>3} {at:>6}  {direction:<3}  {fin:<3} {rsv:<3} {op:<6} {mask:<8} {len:>4}  "
            )
        }
        _ => format!("{number:>3}  {direction:<3}  {fin:<3} {op:<6} {len:>3}  "),
    };
    let used = columns(&start) + 8;
    let room = screen.width.saturating_sub(used);
    format!("{start}{}{}\n", check_cell(frame, &check), payload(frame, room, screen))
}

/// Four bytes as eight digits.
fn hex<const N: usize>(bytes: [u8; N]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn opcode(frame: &Dissection) -> String {
    match frame.opcode() {
        Some(Opcode::CONTINUATION) => "cont".to_owned(),
        Some(Opcode::BINARY) => "bin".to_owned(),
        Some(opcode) => opcode.to_string(),
        None => "?".to_owned(),
    }
}

/// `ok`, or the gravest code, with how many more there are.
fn check(frame: &Dissection) -> String {
    let gravest = frame.findings.iter().max_by_key(|finding| finding.level);
    match (gravest, frame.findings.len()) {
        (None, _) => "ok".to_owned(),
        (Some(finding), 1) => finding.fault.rule().code().to_owned(),
        (Some(finding), count) => format!("{}+{}", finding.fault.rule().code(), count - 1),
    }
}

fn check_cell(frame: &Dissection, check: &str) -> String {
    let ink = match frame.level() {
        None => Ink::Good,
        Some(Level::Note) => Ink::Note,
        Some(Level::Warning) => Ink::Warning,
        Some(Level::Incomplete) => Ink::Incomplete,
        Some(Level::Error) => Ink::Error,
    };
    paint(ink, check) + &" ".repeat(8usize.saturating_sub(check.len()))
}

/// The payload in `room` columns: text in quotes, bytes as hex, a Close body in words.
fn payload(frame: &Dissection, room: usize, screen: Screen) -> String {
    let lang = screen.lang;
    let bytes = frame.message_or_payload();
    let joined = match (frame.fragment, &frame.message) {
        (Some(fragment), Some(_)) => words::joined(lang, fragment.first_frame, frame.number),
        _ => String::new(),
    };
    let room = room.saturating_sub(columns(&joined));
    let body = match frame.kind() {
        _ if bytes.is_empty() && frame.kind() != Some(Opcode::CLOSE) => String::new(),
        Some(Opcode::TEXT) => quoted(bytes, room),
        Some(Opcode::CLOSE) => match CloseBody::read(bytes) {
            Some(body) => {
                let name = crate::prose::finding::close_code_name(lang, body.code.0);
                let reason = match body.reason {
                    [] => String::new(),
                    reason => format!(" \"{}\"", printable_bytes(reason)),
                };
                cut(&format!("{} {name}{reason}", body.code), room)
            }
            None => digits(bytes, room),
        },
        _ => digits(bytes, room),
    };
    format!("{joined}{body}")
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
