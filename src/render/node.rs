//! A part of the tree as text: its value, its place, a table of parts.

use super::ink::{Ink, Region, paint};
use super::page::Page;
use super::printable::{hex, printable_bytes};
use super::{columns, pad, wrap};
use crate::prose::{Lang, frame as words, handshake};
use crate::tree::{Node, Value};

/// The value of a part, fit for a terminal.
pub fn value(lang: Lang, value: &Value<'_>) -> String {
    match value {
        Value::Missing { here: [], .. } => words::not_here(lang).to_owned(),
        Value::Missing { here, missing } => hex(here) + &" ..".repeat(*missing),
        Value::Size(bytes) => words::bytes(lang, *bytes),
        Value::Hidden(bytes) => handshake::hidden(lang, *bytes),
        Value::Bytes(bytes) => hex(bytes),
        Value::Text(bytes) => printable_bytes(bytes),
        number => number.to_string(),
    }
}

/// Everything in a part as it is written, on one line, without the line end.
pub fn text(lang: Lang, node: &Node<'_>) -> String {
    let shown = |row: &Node<'_>| match &row.value {
        Value::Text(bytes) if row.is_separator() && row.bits.end == node.bits.end => {
            printable_bytes(bytes.trim_ascii_end())
        }
        own => value(lang, own),
    };
    node.rows().into_iter().map(shown).collect()
}

/// The bytes that a part takes: `0`, or `2-5`.
fn place(node: &Node<'_>) -> String {
    let start = node.span().start as u128;
    let len = match node.value {
        // The bits of a huge length are past what a range of bits can say.
        Value::Size(len) => u128::from(len),
        _ => node.span().len() as u128,
    };
    if len <= 1 { start.to_string() } else { format!("{start}-{}", start + len - 1) }
}

/// One row of a table.
struct Row {
    region: Option<Region>,
    cells: [String; 3],
    meaning: String,
    section: &'static str,
}

/// Draws parts as a table: one a row with its letter, where it stands, its value, what it means, who
/// says so. Where the meanings have no room, each stands on a line of its own.
pub fn table<'a>(parts: impl IntoIterator<Item = (Region, &'a Node<'a>)>, page: &mut Page) {
    let lang = page.screen().lang;
    let [name, at, value, meaning] = words::field_heads(lang);
    let head = Row {
        region: None,
        cells: [name, at, value].map(str::to_owned),
        meaning: meaning.to_owned(),
        section: "RFC",
    };
    let rows = parts.into_iter().map(|(region, node)| row(lang, region, node));
    let rows: Vec<Row> = std::iter::once(head).chain(rows).collect();
    let width = page.screen().width;
    let widest = |cell: usize, least: usize, most: usize| {
        let cells = rows.iter().filter_map(|row| row.cells.get(cell)).map(|text| columns(text));
        cells.filter(|columns| *columns <= most).max().unwrap_or(0).max(least)
    };
    let section = rows.iter().map(|row| row.section.len()).max().unwrap_or(0) + 1;
    let widths = |most| {
        let [name, at, value] =
            [widest(0, NAME, width), widest(1, AT, width), widest(2, VALUE, most)];
        Widths { name: name + 1, at: at + 1, value: value + 2, section }
    };
    // Where not everything fits, a long value has a line of its own; where that is not enough,
    // every meaning has.
    let all = widths(LONGEST);
    let fits = |widths: &Widths| rows.iter().all(|row| columns(&row.meaning) < widths.room(width));
    let widths = if fits(&all) { all } else { widths(VALUE + 3) };
    let beside = fits(&widths);
    for row in &rows {
        draw(row, widths, beside, page);
    }
}

/// The columns of a table.
#[derive(Clone, Copy)]
struct Widths {
    name: usize,
    at: usize,
    value: usize,
    section: usize,
}

impl Widths {
    /// Columns before the value.
    const fn start(self) -> usize {
        4 + self.name + self.at
    }

    /// Columns that are left for the meaning.
    const fn room(self, width: usize) -> usize {
        width.saturating_sub(self.start() + self.value + self.section)
    }
}

/// The least columns of a name, of a place and of a value.
const NAME: usize = 13;
const AT: usize = 6;
const VALUE: usize = 15;
/// The most columns of a value; what is longer stands elsewhere in full.
const LONGEST: usize = 40;

fn row(lang: Lang, region: Region, node: &Node<'_>) -> Row {
    let mut shown = value(lang, &node.value);
    if columns(&shown) > LONGEST {
        let first = wrap(&shown, LONGEST - 4).into_iter().next().unwrap_or_default();
        shown = format!("{first} ...");
    }
    Row {
        region: Some(region),
        cells: [node.name.label.to_owned(), place(node), shown],
        meaning: node.meaning.clone(),
        section: node.section.map_or("", |section| section.number),
    }
}

/// One line, or two where there is no room for the meaning beside the value.
fn draw(row: &Row, widths: Widths, beside: bool, page: &mut Page) {
    let letter = row
        .region
        .map_or(" ".to_owned(), |region| paint(region.ink(), &region.letter().to_string()));
    let ([name, at, value], width) = (&row.cells, page.screen().width);
    let start = format!("  {letter} {}{}", pad(name, widths.name), pad(at, widths.at));
    if beside && columns(value) < widths.value {
        let (value, meaning) = (pad(value, widths.value), pad(&row.meaning, widths.room(width)));
        return page.raw_line(&format!("{start}{value}{meaning}{}", row.section));
    }
    // A section that has no room goes: the value says more.
    let room = width.saturating_sub(widths.start());
    let left = room.saturating_sub(widths.section);
    let lines = match columns(value) {
        needed if needed <= left => vec![format!("{}{}", pad(value, left), row.section)],
        needed if needed <= room => vec![value.clone()],
        _ => wrap(value, width.saturating_sub(8)),
    };
    let own_line = columns(value) > room;
    if own_line {
        page.raw_line(&start);
    }
    for line in lines {
        page.raw_line(&if own_line { format!("        {line}") } else { format!("{start}{line}") });
    }
    if row.region.is_none() {
        return;
    }
    let indent = if beside { widths.start() + widths.value } else { 8 };
    for line in
        wrap(&row.meaning, width.saturating_sub(indent)).iter().filter(|line| !line.is_empty())
    {
        page.raw_line(&format!(
            "{:indent$}{}",
            "",
            if beside { line.clone() } else { paint(Ink::Dim, line) }
        ));
    }
}
