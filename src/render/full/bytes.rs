//! Steps 1 and 2: the bytes with letters that join them to the fields, and the bits of the first
//! two.

use std::ops::Range;

use super::super::ink::{Ink, Region, paint};
use super::super::page::{LABEL, Page};
use super::super::printable::hex;
use super::super::{columns, pad};
use super::{Detail, prose};
use crate::bits::Span;
use crate::dissection::Dissection;
use crate::prose::Lang;
use crate::tree::Node;

/// Bytes in a row; they fit 60 columns.
const ROW: usize = 16;

/// Bytes in a row of the page: half as many where the screen is narrow.
pub fn row_len(page: &Page) -> usize {
    if page.room() < 3 * ROW - 1 { ROW / 2 } else { ROW }
}
/// The longest frame in bytes that is shown whole without being asked.
const SHOWN_WHOLE: usize = 4 * ROW;
/// The rows at the start of a longer one.
const ROWS_AT_START: usize = 2;

/// Draws step 1. `reading` tells how the bytes were read.
pub fn render(
    frame: &Dissection,
    node: &Node<'_>,
    reading: &[String],
    detail: Detail,
    page: &mut Page,
) {
    let lang = page.screen().lang;
    let total = frame.wire.len();
    let mut intro = reading.iter();
    match intro.next() {
        Some(first) => page.section(prose::steps::bytes(lang), first),
        None => page.section(
            prose::steps::bytes(lang),
            &prose::steps::bytes_at(lang, total as u64, frame.at as u64),
        ),
    }
    intro.for_each(|sentence| page.sentence(sentence));
    byte_rows(&frame.wire, detail, page, |index| Region::at(node, index));
    page.blank();
}

/// Rows of bytes with their places above or beside them and letters below; `part` returns the
/// part in which the byte at an index stands. Long runs are elided in the middle.
pub fn byte_rows(bytes: &[u8], detail: Detail, page: &mut Page, part: impl Fn(usize) -> Region) {
    let lang = page.screen().lang;
    let total = bytes.len();
    let row_len = row_len(page);
    let last_row = total.saturating_sub(1) / row_len * row_len;
    let elide = !detail.all_bytes && total > SHOWN_WHOLE;
    let hidden = ROWS_AT_START * row_len..last_row;
    let numbered = total > 2 * row_len;
    for start in (0..total).step_by(row_len) {
        if elide && hidden.contains(&start) {
            if start == hidden.start {
                page.aside(&prose::steps::bytes_hidden(lang, hidden.len() as u64));
            }
            continue;
        }
        let row = start..(start + row_len).min(total);
        let at = prose::steps::at(lang);
        if !numbered {
            page.labelled_line(at, &indices(row.clone()));
        }
        let label = match format!("{at} {start}") {
            _ if !numbered => String::new(),
            label if columns(&label) <= LABEL => label,
            _ => start.to_string(),
        };
        page.labelled_line(&label, &painted(bytes, row.clone(), &part));
        page.line(&letters(row, &part));
    }
}

/// The index of each byte of a row above it.
fn indices(row: Range<usize>) -> String {
    let cells: Vec<String> = row.map(|index| format!("{index:>2}")).collect();
    paint(Ink::Dim, &cells.join(" "))
}

/// The bytes of a row as hex, each run of one part in its colour.
fn painted(bytes: &[u8], row: Range<usize>, part: &impl Fn(usize) -> Region) -> String {
    let cells = runs(row, part)
        .map(|(run, part)| paint(part.ink(), &hex(bytes.get(run).unwrap_or_default())));
    cells.collect::<Vec<_>>().join(" ")
}

/// The letters of a row, each with dashes under the bytes that it stands for.
fn letters(row: Range<usize>, part: &impl Fn(usize) -> Region) -> String {
    let cells = runs(row, part).map(|(run, part)| {
        let dashes = "-".repeat(3 * run.len() - 2);
        paint(part.ink(), &format!("{}{dashes}", part.letter()))
    });
    cells.collect::<Vec<_>>().join(" ")
}

/// The stretches of a row whose bytes stand in the same part.
fn runs<F: Fn(usize) -> Region>(
    row: Range<usize>,
    part: &F,
) -> impl Iterator<Item = (Range<usize>, Region)> {
    let mut start = row.start;
    std::iter::from_fn(move || {
        let of_run = (start < row.end).then(|| part(start))?;
        let end = (start..row.end).find(|index| part(*index) != of_run).unwrap_or(row.end);
        let run = start..end;
        start = end;
        Some((run, of_run))
    })
}

/// Draws step 2: the bits of the first two bytes, as far as they are here; one below the other where
/// they have no room beside each other.
pub fn render_bits(node: &Node<'_>, wire: &[u8], page: &mut Page) {
    let lang = page.screen().lang;
    let bytes: Vec<Bits> =
        wire.iter().take(2).enumerate().map(|(at, byte)| Bits::of(node, at, *byte, lang)).collect();
    let mut label = prose::steps::bits(lang);
    let beside = bytes.iter().map(|byte| byte.width).sum::<usize>() <= page.room() + GAP;
    for group in bytes.chunks(if beside { 2 } else { 1 }) {
        let line = |text: &dyn Fn(&Bits) -> String| -> String {
            let cells = group.iter().enumerate();
            cells.map(|(at, byte)| byte.padded(text(byte), at + 1 < group.len())).collect()
        };
        page.labelled(label, &paint(Ink::Dim, &line(&|byte| byte.head.clone())));
        let inked =
            |byte: &Bits, last: bool| paint(byte.ink, &byte.padded(byte.bits.clone(), !last));
        let last = group.len() - 1;
        let bits = group.iter().enumerate().map(|(at, byte)| inked(byte, at == last));
        page.line(&bits.collect::<String>());
        page.line(&line(&|byte| byte.names.clone()));
        label = "";
    }
    page.blank();
}

/// Columns between two groups of bits.
const GAP: usize = 2;

/// A byte by itself: its value, its bits, and under each group of bits its name.
struct Bits {
    head: String,
    bits: String,
    names: String,
    ink: Ink,
    width: usize,
}

impl Bits {
    fn of(node: &Node<'_>, at: usize, byte: u8, lang: Lang) -> Self {
        let (mut bits, mut names) = (String::new(), String::new());
        let own = node.leaves().into_iter().filter(|leaf| leaf.span() == Span::new(at, at + 1));
        for leaf in own {
            let width = leaf.bits.len() as usize;
            let low = 8 * (at as u64 + 1) - leaf.bits.end;
            let value = byte >> low & (0xff_u16 >> (8 - width)) as u8;
            let cell = columns(leaf.name.title).max(width) + GAP;
            bits.push_str(&pad(&format!("{value:0width$b}"), cell));
            names.push_str(&pad(leaf.name.title, cell));
        }
        let (head, ink) =
            (format!("{} {at} = {byte:02x}", prose::steps::byte(lang)), Region::at(node, at).ink());
        Self {
            width: columns(&names),
            head,
            bits: bits.trim_end().to_owned(),
            names: names.trim_end().to_owned(),
            ink,
        }
    }

    fn padded(&self, text: String, more: bool) -> String {
        if more { pad(&text, self.width) } else { text }
    }
}
