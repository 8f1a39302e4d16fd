//! The figure of RFC 6455 section 5.2 with the values of one frame in it: a row is 32 bits, or 16
//! on a narrow screen, and every bit stands under its number.

use super::Screen;
use super::ink::{Ink, paint};
use super::printable::cell;
use crate::conversation::FrameEnd;
use crate::dissection::{Dissection, Field};
use crate::frame::FieldName;
use crate::prose::diagram as words;

/// Rows of payload that are drawn without `--all-bytes`.
const PAYLOAD_ROWS: u64 = 4;

/// A field, or the part of it that stands in one row.
struct Part {
    field: Field,
    /// First and one past the last bit, from the first bit of the frame.
    start: u64,
    end: u64,
}

/// Draws the figure.
pub fn render(frame: &Dissection, all_bytes: bool, screen: Screen) -> String {
    let row_bits: u64 = if screen.width >= 66 { 32 } else { 16 };
    let fields: Vec<Field> = frame.fields().collect();
    let header_bits = 8 * frame.header_len() as u64;
    let here = 8 * frame.wire.len() as u64;
    let total = fields.iter().map(|field| field.bits.end).max().unwrap_or(0).min(here.max(16));
    let last = match all_bytes {
        true => total,
        false => total.min((header_bits / row_bits + 1 + PAYLOAD_ROWS) * row_bits),
    };
    let mut out = ruler(row_bits);
    let mut above = None;
    for start in (0..last).step_by(row_bits as usize) {
        let end = (start + row_bits).min(total);
        let parts = parts(&fields, start, end);
        out.push_str(&border(row_bits, above.as_deref(), Some(&parts)));
        row(frame, &parts, screen, &mut out);
        above = Some(parts);
    }
    out.push_str(&border(row_bits, above.as_deref(), None));
    if last < total {
        out.push_str(&format!(" {}\n", words::more(screen.lang, (total - last) / 8)));
    }
    let missing = frame.missing_bytes();
    if missing > 0 {
        let sentence = match frame.end {
            FrameEnd::Refused => words::refused(screen.lang, missing),
            FrameEnd::Whole | FrameEnd::Cut => words::missing(screen.lang, missing),
        };
        out.push_str(&format!(" {sentence}\n"));
    }
    out
}

/// The numbers of the bits above the figure.
fn ruler(row_bits: u64) -> String {
    let tens: String = (0..row_bits)
        .map(|bit| if bit % 10 == 0 { format!(" {}", bit / 10) } else { "  ".into() })
        .collect();
    let ones: String = (0..row_bits).map(|bit| format!(" {}", bit % 10)).collect();
    format!("{}\n{}\n", paint(Ink::Dim, tens.trim_end()), paint(Ink::Dim, &ones))
}

/// The parts of fields that stand in the bits `start..end`.
fn parts(fields: &[Field], start: u64, end: u64) -> Vec<Part> {
    let parts = fields.iter().map(|field| Part {
        field: *field,
        start: field.bits.start.max(start),
        end: field.bits.end.min(end),
    });
    parts.filter(|part| part.start < part.end).collect()
}

/// The line between two rows: a plus at the edge of every cell above or below.
fn border(row_bits: u64, above: Option<&[Part]>, below: Option<&[Part]>) -> String {
    let edges = |parts: Option<&[Part]>| -> Vec<u64> {
        let parts = parts.unwrap_or_default().iter();
        parts.flat_map(|part| [part.start % row_bits, (part.end - 1) % row_bits + 1]).collect()
    };
    let widest = |parts: Option<&[Part]>| edges(parts).into_iter().max().unwrap_or(0);
    let width = widest(above).max(widest(below));
    let at: Vec<u64> = edges(above).into_iter().chain(edges(below)).collect();
    let line: String = (0..=width)
        .map(|bit| {
            let corner = if at.contains(&bit) { "+" } else { "-" };
            if bit < width { format!("{corner}-") } else { corner.to_owned() }
        })
        .collect();
    line + "\n"
}

/// One row: the names, the bits, and under whole bytes their hex.
fn row(frame: &Dissection, parts: &[Part], screen: Screen, out: &mut String) {
    let names: Vec<Vec<String>> = parts.iter().map(|part| names(part, screen)).collect();
    let height = names.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        out.push('|');
        for (part, name) in parts.iter().zip(&names) {
            let text = name.get(line).map_or("", String::as_str);
            out.push_str(&center(text, width(part), ink(part.field.name)));
            out.push('|');
        }
        out.push('\n');
    }
    for values in [bits(frame, parts), bytes(frame, parts)].into_iter().flatten() {
        out.push('|');
        for (part, value) in parts.iter().zip(values) {
            out.push_str(&center(&value, width(part), ink(part.field.name)));
            out.push('|');
        }
        out.push('\n');
    }
}

/// Columns between the two edges of a cell.
fn width(part: &Part) -> usize {
    (2 * (part.end - part.start) - 1) as usize
}

/// The name of a part: letter by letter downwards where it is one bit wide.
fn names(part: &Part, screen: Screen) -> Vec<String> {
    let letters = |name: &str| name.chars().map(String::from).collect();
    match part.field.name {
        FieldName::Fin => letters("FIN "),
        FieldName::Rsv1 => letters("RSV1"),
        FieldName::Rsv2 => letters("RSV2"),
        FieldName::Rsv3 => letters("RSV3"),
        FieldName::Mask => letters("MASK"),
        name => {
            let goes_on = part.start > part.field.bits.start;
            let long = words::cell(screen.lang, name, goes_on);
            let fits = super::columns(&long) <= width(part);
            vec![if fits { long } else { words::short(screen.lang, name).to_owned() }]
        }
    }
}

/// Every bit under its number; a question mark where it is not here.
fn bits(frame: &Dissection, parts: &[Part]) -> Option<Vec<String>> {
    let values = parts.iter().map(|part| {
        let bits = (part.start..part.end).map(|bit| {
            let byte = frame.wire.get((bit / 8) as usize);
            byte.map_or("?".to_owned(), |byte| (byte >> (7 - bit % 8) & 1).to_string())
        });
        bits.collect::<Vec<_>>().join(" ")
    });
    Some(values.collect())
}

/// The bytes of cells that hold whole bytes; for a masked payload, what they unmask to as well.
fn bytes(frame: &Dissection, parts: &[Part]) -> Option<Vec<String>> {
    let values: Vec<String> = parts
        .iter()
        .map(|part| match part.field.name {
            FieldName::ExtendedLength | FieldName::MaskKey | FieldName::Payload => {
                let bytes = (part.start / 8..part.end.div_ceil(8)).map(|index| hex(frame, index));
                bytes.map(|byte| format!("{byte:^15}")).collect::<Vec<_>>().join(" ")
            }
            FieldName::Opcode | FieldName::Length => {
                part.field.value.map_or(String::new(), |value| format!("= {value}"))
            }
            _ => String::new(),
        })
        .collect();
    values.iter().any(|value| !value.is_empty()).then_some(values)
}

/// Byte `index` of the frame as hex, with what it means as payload.
fn hex(frame: &Dissection, index: u64) -> String {
    let Some(byte) = frame.wire.get(index as usize) else { return "?".to_owned() };
    let in_payload = (index as usize).checked_sub(frame.header_len());
    match in_payload.and_then(|at| frame.payload.get(at)) {
        Some(plain) if plain.is_ascii_graphic() => {
            format!("{byte:02x} '{}'", cell(char::from(*plain)))
        }
        Some(plain) if plain != byte => format!("{byte:02x}>{plain:02x}"),
        _ => format!("{byte:02x}"),
    }
}

fn ink(name: FieldName) -> Ink {
    match name {
        FieldName::Fin
        | FieldName::Rsv1
        | FieldName::Rsv2
        | FieldName::Rsv3
        | FieldName::Opcode => Ink::Flags,
        FieldName::Mask | FieldName::Length | FieldName::ExtendedLength => Ink::Length,
        FieldName::MaskKey => Ink::Key,
        FieldName::Payload => Ink::Payload,
    }
}

/// `text` in the middle of `width` columns; what does not fit is cut.
fn center(text: &str, width: usize, ink: Ink) -> String {
    let mut shown = String::new();
    for c in text.chars() {
        if super::columns(&shown) + super::columns(c.encode_utf8(&mut [0; 4])) > width {
            break;
        }
        shown.push(c);
    }
    let spaces = width - super::columns(&shown);
    let left = spaces / 2;
    format!("{}{}{}", " ".repeat(left), paint(ink, &shown), " ".repeat(spaces - left))
}
