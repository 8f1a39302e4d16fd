//! The figure of RFC 6455 section 5.2 with the values of one frame in it: a row is 32 bits, or 16
//! on a narrow screen, and every bit stands under its number.

use super::Screen;
use super::ink::{Ink, Region, paint};
use super::printable::cell;
use crate::conversation::FrameEnd;
use crate::dissection::Dissection;
use crate::prose::diagram as words;
use crate::tree::{self, Node};

/// Rows of payload that are drawn without `--all-bytes`.
const PAYLOAD_ROWS: u64 = 4;

/// A field, or what of it stands in one row.
struct Cell<'a> {
    field: &'a Node<'a>,
    ink: Ink,
    /// First and one past the last bit, from the first bit of the frame.
    start: u64,
    end: u64,
}

/// Draws the figure.
pub fn render(frame: &Dissection, all_bytes: bool, screen: Screen) -> String {
    let row_bits: u64 = if screen.width >= 66 { 32 } else { 16 };
    let node = tree::frame(frame, screen.lang);
    let fields: Vec<(Region, &Node<'_>)> = node
        .own_children()
        .flat_map(|part| part.leaves().into_iter().map(|leaf| (Region::of(part), leaf)))
        .collect();
    let header_bits = 8 * frame.header_len() as u64;
    let here = 8 * frame.wire.len() as u64;
    let total = node.bits.end.min(here.max(16));
    let last = match all_bytes {
        true => total,
        false => total.min((header_bits / row_bits + 1 + PAYLOAD_ROWS) * row_bits),
    };
    let mut out = ruler(row_bits);
    let mut above = None;
    for start in (0..last).step_by(row_bits as usize) {
        let end = (start + row_bits).min(total);
        let cells = cells(&fields, start, end);
        out.push_str(&border(row_bits, above.as_deref(), Some(&cells)));
        row(frame, &cells, screen, &mut out);
        above = Some(cells);
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

/// What of the fields stands in the bits `start..end`.
fn cells<'a>(fields: &[(Region, &'a Node<'a>)], start: u64, end: u64) -> Vec<Cell<'a>> {
    let cells = fields.iter().map(|(part, field)| Cell {
        field,
        ink: part.ink(),
        start: field.bits.start.max(start),
        end: field.bits.end.min(end),
    });
    cells.filter(|cell| cell.start < cell.end).collect()
}

/// The line between two rows: a plus at the edge of every cell above or below.
fn border(row_bits: u64, above: Option<&[Cell<'_>]>, below: Option<&[Cell<'_>]>) -> String {
    let edges = |parts: Option<&[Cell<'_>]>| -> Vec<u64> {
        let parts = parts.unwrap_or_default().iter();
        parts.flat_map(|part| [part.start % row_bits, (part.end - 1) % row_bits + 1]).collect()
    };
    let widest = |parts: Option<&[Cell<'_>]>| edges(parts).into_iter().max().unwrap_or(0);
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
fn row(frame: &Dissection, cells: &[Cell<'_>], screen: Screen, out: &mut String) {
    let names: Vec<Vec<String>> = cells.iter().map(|cell| names(cell, screen)).collect();
    let height = names.iter().map(Vec::len).max().unwrap_or(0);
    let name_lines = (0..height).map(|line| {
        let of_line = names.iter().map(|name| name.get(line).cloned().unwrap_or_default());
        of_line.collect::<Vec<_>>()
    });
    let bits = cells.iter().map(|cell| bits(frame, cell)).collect();
    let bytes: Vec<String> = cells.iter().map(|cell| bytes(frame, cell)).collect();
    let bytes = bytes.iter().any(|value| !value.is_empty()).then_some(bytes);
    for line in name_lines.chain([bits]).chain(bytes) {
        out.push('|');
        for (cell, value) in cells.iter().zip(line) {
            out.push_str(&center(&value, width(cell), cell.ink));
            out.push('|');
        }
        out.push('\n');
    }
}

/// Columns between the two edges of a cell.
fn width(cell: &Cell<'_>) -> usize {
    (2 * (cell.end - cell.start) - 1) as usize
}

/// The name of a field: letter by letter downwards where it is one bit wide.
fn names(cell: &Cell<'_>, screen: Screen) -> Vec<String> {
    let name = cell.field.name;
    if cell.field.bits.len() == 1 {
        return format!("{:<4}", name.title).chars().map(String::from).collect();
    }
    let goes_on = cell.start > cell.field.bits.start;
    let title =
        if goes_on { words::continued(screen.lang, name.title) } else { name.title.to_owned() };
    let fits = super::columns(&title) <= width(cell);
    vec![if fits { title } else { name.label.to_owned() }]
}

/// Every bit under its number; a question mark where it is not here.
fn bits(frame: &Dissection, cell: &Cell<'_>) -> String {
    let bits = (cell.start..cell.end).map(|bit| {
        let byte = frame.wire.get((bit / 8) as usize);
        byte.map_or("?".to_owned(), |byte| (byte >> (7 - bit % 8) & 1).to_string())
    });
    bits.collect::<Vec<_>>().join(" ")
}

/// The bytes of a field that takes whole ones; for a masked payload, what they unmask to as well. The
/// number of one that takes a few bits.
fn bytes(frame: &Dissection, cell: &Cell<'_>) -> String {
    match cell.field.bits.len() {
        1 => String::new(),
        2..8 => cell.field.value.number().map_or(String::new(), |value| format!("= {value}")),
        _ => {
            let bytes = (cell.start / 8..cell.end.div_ceil(8)).map(|index| hex(frame, index));
            bytes.map(|byte| format!("{byte:^15}")).collect::<Vec<_>>().join(" ")
        }
    }
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
