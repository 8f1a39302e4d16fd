//! Steps 1 and 2: the bytes with letters that join them to the fields, and the bits of the first
//! two.

use std::ops::Range;

use super::super::columns;
use super::super::ink::{Ink, paint};
use super::super::page::{LABEL, Page};
use super::super::printable::hex;
use super::{Detail, prose};
use crate::dissection::Dissection;

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

/// The letter and the colour of byte `index` of a frame with a header of `header_len` bytes, of
/// which the last four are a mask key if it is masked.
fn letter(index: usize, header_len: usize, masked: bool) -> (char, Ink) {
    let key_start = header_len - if masked { 4.min(header_len) } else { 0 };
    match index {
        0 => ('A', Ink::Flags),
        _ if index >= header_len => ('D', Ink::Payload),
        _ if index >= key_start => ('C', Ink::Key),
        _ => ('B', Ink::Length),
    }
}

/// Draws step 1. `reading` tells how the bytes were read.
pub fn render(frame: &Dissection, reading: &[String], detail: Detail, page: &mut Page) {
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
    let masked = frame.wire.get(1).is_some_and(|byte1| byte1 & 0x80 != 0);
    let header_len = if frame.header.is_some() { frame.header_len() } else { full_header(frame) };
    byte_rows(&frame.wire, detail, page, |index| letter(index, header_len, masked));
    page.blank();
}

/// Length that a cut header would have, as far as its bytes tell.
fn full_header(frame: &Dissection) -> usize {
    frame.fields().map(|field| field.bits.bytes().end).max().unwrap_or(2)
}

/// Rows of bytes with their places above or beside them and letters below; `letter` gives the
/// letter and the colour of the byte at an index. Long runs are elided in the middle.
pub fn byte_rows(
    bytes: &[u8],
    detail: Detail,
    page: &mut Page,
    letter: impl Fn(usize) -> (char, Ink),
) {
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
        page.labelled_line(&label, &painted(bytes, row.clone(), &letter));
        page.line(&letters(row, &letter));
    }
}

/// The index of each byte of a row above it.
fn indices(row: Range<usize>) -> String {
    let cells: Vec<String> = row.map(|index| format!("{index:>2}")).collect();
    paint(Ink::Dim, &cells.join(" "))
}

/// The bytes of a row as hex, each run of one letter in its colour.
fn painted(bytes: &[u8], row: Range<usize>, letter: &impl Fn(usize) -> (char, Ink)) -> String {
    let cells = runs(row, letter)
        .map(|(run, (_, ink))| paint(ink, &hex(bytes.get(run).unwrap_or_default())));
    cells.collect::<Vec<_>>().join(" ")
}

/// The letters of a row, each with dashes under the bytes that it stands for.
fn letters(row: Range<usize>, letter: &impl Fn(usize) -> (char, Ink)) -> String {
    let cells = runs(row, letter).map(|(run, (letter, ink))| {
        let dashes = "-".repeat(3 * run.len() - 2);
        paint(ink, &format!("{letter}{dashes}"))
    });
    cells.collect::<Vec<_>>().join(" ")
}

/// The parts of a row whose bytes have the same letter.
fn runs<F: Fn(usize) -> (char, Ink)>(
    row: Range<usize>,
    letter: &F,
) -> impl Iterator<Item = (Range<usize>, (char, Ink))> {
    let mut start = row.start;
    std::iter::from_fn(move || {
        let of_run = (start < row.end).then(|| letter(start))?;
        let end = (start..row.end).find(|index| letter(*index).0 != of_run.0).unwrap_or(row.end);
        let run = start..end;
        start = end;
        Some((run, of_run))
    })
}

/// Columns of the bits of two bytes.
const BITS: usize = 43;

/// Draws step 2: the bits of the first two bytes, as far as they are here.
pub fn render_bits(frame: &Dissection, page: &mut Page) {
    let lang = page.screen().lang;
    let Some(byte0) = frame.wire.first() else { return };
    let bit = |n: u8| byte0 >> n & 1;
    let mut head = format!("{} 0 = {byte0:02x}", prose::steps::byte(lang));
    let mut bits = format!(
        "{}    {}     {}     {}     {:04b}  ",
        bit(7),
        bit(6),
        bit(5),
        bit(4),
        byte0 & 0x0f
    );
    let mut names = "FIN  RSV1  RSV2  RSV3  op    ".to_owned();
    let (mut flags, mut length) = (paint(Ink::Flags, &bits), String::new());
    let length_name = prose::frame::field_name(lang, crate::frame::FieldName::Length);
    let label = prose::steps::bits(lang);
    if let (Some(byte1), true) = (frame.wire.get(1), page.room() < BITS) {
        // One below the other, where both have no room beside each other.
        page.labelled(label, &paint(Ink::Dim, &head));
        page.line(flags.trim_end());
        page.line(&names);
        page.line(&paint(Ink::Dim, &format!("{} 1 = {byte1:02x}", prose::steps::byte(lang))));
        let bits = format!("{}     {:07b}", byte1 >> 7, byte1 & 0x7f);
        page.line(&paint(Ink::Length, &bits));
        page.line(&format!("MASK  {length_name}"));
        page.blank();
        return;
    }
    if let Some(byte1) = frame.wire.get(1) {
        head = super::super::pad(&head, super::super::columns(&bits));
        head.push_str(&format!("{} 1 = {byte1:02x}", prose::steps::byte(lang)));
        bits = format!("{}     {:07b}", byte1 >> 7, byte1 & 0x7f);
        length = paint(Ink::Length, &bits);
        names.push_str("MASK  ");
        names.push_str(length_name);
    } else {
        flags = flags.trim_end().to_owned();
    }
    page.labelled(label, &paint(Ink::Dim, &head));
    page.line(&format!("{flags}{length}"));
    page.line(&names);
    page.blank();
}
