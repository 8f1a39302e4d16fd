//! Step 3: the fields, one a row: where each stands, its value, what it means, who says so.

use super::super::ink::{Ink, paint};
use super::super::page::Page;
use super::super::printable::hex;
use super::super::{columns, pad, wrap};
use super::prose;
use crate::bits::{BitRange, Span};
use crate::conversation::Sender;
use crate::dissection::{Dissection, Field};
use crate::frame::FieldName;
use crate::prose::Lang;
use crate::prose::frame as words;
use crate::terms::{LengthField, Opcode};

/// One row of the table.
struct Row {
    letter: (char, Ink),
    name: String,
    at: String,
    value: String,
    meaning: String,
    section: &'static str,
}

/// Draws step 3.
pub fn render(frame: &Dissection, page: &mut Page) {
    let lang = page.screen().lang;
    let [name, at, value, meaning] = words::field_heads(lang);
    let head = Row {
        letter: (' ', Ink::Dim),
        name: name.to_owned(),
        at: at.to_owned(),
        value: value.to_owned(),
        meaning: meaning.to_owned(),
        section: "RFC",
    };
    page.labelled(prose::steps::fields(lang), "");
    let rows = rows(frame, lang);
    let value_width = rows.iter().map(|row| columns(&row.value)).max().unwrap_or(0).max(15) + 2;
    let at_width = rows.iter().map(|row| columns(&row.at) + 1).max().unwrap_or(0).max(AT);
    let used = 4 + NAME + at_width + 1 + value_width + SECTION;
    let meaning_width = page.screen().width.saturating_sub(used);
    let beside = rows.iter().all(|row| columns(&row.meaning) < meaning_width);
    let widths = Widths { at: at_width, value: value_width, beside };
    draw(&head, widths, page);
    rows.iter().for_each(|row| draw(row, widths, page));
    if let Sender::Inferred(role) = frame.sender {
        for line in wrap(words::inferred(lang, role), page.screen().width.saturating_sub(4)) {
            page.raw_line(&format!("    {}", paint(Ink::Dim, &line)));
        }
    }
    page.blank();
}

/// The columns that are as wide as the widest of their cells.
#[derive(Clone, Copy)]
struct Widths {
    at: usize,
    value: usize,
    /// Whether every meaning fits beside its value; else each stands on a line of its own.
    beside: bool,
}

/// Columns of a field's name, and the least of its place.
const NAME: usize = 14;
const AT: usize = 6;
/// Columns of the section at the right.
const SECTION: usize = 4;

/// One line a row, or two: the columns go, the meaning stays.
fn draw(row: &Row, widths: Widths, page: &mut Page) {
    let letter = match row.letter.0 {
        ' ' => " ".to_owned(),
        letter => paint(row.letter.1, &letter.to_string()),
    };
    let start = format!("  {letter} {}{} ", pad(&row.name, NAME), pad(&row.at, widths.at));
    let used = 4 + NAME + widths.at + 1;
    let room = page.screen().width.saturating_sub(used + widths.value + SECTION);
    if widths.beside {
        let value = pad(&row.value, widths.value);
        page.raw_line(&format!("{start}{value}{}{}", pad(&row.meaning, room), row.section));
    } else {
        let room = page.screen().width.saturating_sub(used + SECTION);
        let value = pad(&row.value, room.saturating_sub(1));
        // A section that has no room goes: the value says more.
        let section = if columns(&value) < room { row.section } else { "" };
        page.raw_line(&format!("{start}{value} {section}"));
        let meaning = if row.letter.0 == ' ' { "" } else { &row.meaning };
        if !meaning.is_empty() {
            for line in wrap(meaning, page.screen().width.saturating_sub(8)) {
                page.raw_line(&format!("        {}", paint(Ink::Dim, &line)));
            }
        }
    }
}

/// The rows: the three reserved bits in one, every other field in its own.
fn rows(frame: &Dissection, lang: Lang) -> Vec<Row> {
    let fields: Vec<Field> = frame.fields().collect();
    let bit = |name| fields.iter().find(|field| field.name == name).and_then(|field| field.value);
    let rsv = [FieldName::Rsv1, FieldName::Rsv2, FieldName::Rsv3]
        .into_iter()
        .try_fold(0, |sum, name| Some(sum << 1 | bit(name)?));
    let rows = fields.iter().filter_map(|field| match field.name {
        FieldName::Rsv1 => Some(rsv_row(lang, rsv?)),
        FieldName::Rsv2 | FieldName::Rsv3 => None,
        _ => Some(row(lang, frame, field)),
    });
    rows.collect()
}

fn rsv_row(lang: Lang, rsv: u64) -> Row {
    Row {
        letter: ('A', Ink::Flags),
        name: "RSV1-3".to_owned(),
        at: "0".to_owned(),
        value: format!("{rsv:03b}"),
        meaning: words::meaning_of_rsv(lang, u8::try_from(rsv).unwrap_or(0)).to_owned(),
        section: "5.2",
    }
}

fn row(lang: Lang, frame: &Dissection, field: &Field) -> Row {
    let (value, meaning) = value_and_meaning(lang, frame, field);
    let masked = frame.wire.get(1).is_some_and(|byte1| byte1 & 0x80 != 0);
    let (letter, section) = match field.name {
        FieldName::Fin | FieldName::Rsv1 | FieldName::Rsv2 | FieldName::Rsv3 => {
            (('A', Ink::Flags), "5.2")
        }
        FieldName::Opcode => (('A', Ink::Flags), "5.2"),
        FieldName::Mask | FieldName::Length | FieldName::ExtendedLength => {
            (('B', Ink::Length), "5.2")
        }
        FieldName::MaskKey => (('C', Ink::Key), "5.3"),
        FieldName::Payload => (('D', Ink::Payload), if masked { "5.3" } else { "5.2" }),
    };
    Row {
        letter,
        name: words::field_name(lang, field.name).to_owned(),
        at: match (field.name, frame.header) {
            // The bits of a huge length are past what a range of bits can say.
            (FieldName::Payload, Some(header)) => {
                let (start, len) = (header.header_len() as u128, u128::from(header.payload_len()));
                if len == 1 { start.to_string() } else { format!("{start}-{}", start + len - 1) }
            }
            _ => place(field.bits),
        },
        value,
        meaning,
        section,
    }
}

/// `0`, or `2-5` where a field takes several bytes.
fn place(bits: BitRange) -> String {
    let Span { start, end } = bits.bytes();
    if end - start <= 1 { start.to_string() } else { format!("{start}-{}", end - 1) }
}

fn value_and_meaning(lang: Lang, frame: &Dissection, field: &Field) -> (String, String) {
    let here = field.bits.bytes().of(&frame.wire);
    let whole = here.len() == field.bits.bytes().len();
    if !whole && field.name != FieldName::Payload {
        return (words::not_here(lang).to_owned(), String::new());
    }
    let value = field.value.unwrap_or(0);
    let byte1 = frame.wire.get(1).copied().unwrap_or(0);
    let masked = byte1 & 0x80 != 0;
    let (value, meaning) = match field.name {
        FieldName::Fin => (value.to_string(), words::meaning_of_fin(lang, value == 1)),
        FieldName::Rsv1 | FieldName::Rsv2 | FieldName::Rsv3 => (value.to_string(), ""),
        FieldName::Opcode => {
            let opcode = Opcode(u8::try_from(value).unwrap_or(0));
            (format!("{value:04b} = 0x{value:x}"), words::meaning_of_opcode(lang, opcode))
        }
        FieldName::Mask => {
            let star = matches!(frame.sender, Sender::Inferred(_));
            let meaning = words::meaning_of_mask(lang, masked);
            let star = if star { " *" } else { "" };
            return (value.to_string(), format!("{meaning}{star}"));
        }
        FieldName::Length => {
            let form = match value {
                126 => LengthField::Bits16(0),
                127 => LengthField::Bits64(0),
                _ => LengthField::Bits7(0),
            };
            let arithmetic = format!("0x{byte1:02x} & 127 = {value}");
            (arithmetic, words::meaning_of_length(lang, form))
        }
        FieldName::ExtendedLength => {
            let arithmetic = match here.len() {
                2 => format!("{} = {value}", hex(here)),
                _ => format!("{value:#x} = {value}"),
            };
            (arithmetic, words::meaning_of_extended(lang))
        }
        FieldName::MaskKey => (hex(here), words::meaning_of_key(lang)),
        FieldName::Payload => {
            let len = frame.header.map_or(0, |header| header.payload_len());
            let shown = if frame.have > 0 { words::meaning_of_payload(lang, masked) } else { "" };
            (words::bytes(lang, len), shown)
        }
    };
    (value, meaning.to_owned())
}
