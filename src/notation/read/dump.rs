//! Dumps with offsets: xxd, hexdump -C, od -t x1, Wireshark, tcpdump, Format-Hex. Imports the
//! values of this room.
//!
//! The offsets say how many bytes each line has, so the text column is never taken for bytes,
//! and lines that are missing are found. Dumps in 16-bit words or octal are refused: what bytes
//! they mean depends on the machine or on options that they do not show.

use super::draft::Draft;
use super::dump_line::{self, Broken, Known, Line, Row, RowBytes, Words};
use super::form::{Form, Particular};
use super::part;
use crate::bits::Span;
use crate::notation::{Doubt, Notation, NotationError, NotationErrorKind, Remark};

/// Lines with offsets that count.
pub(super) const OFFSETS: Form = Form {
    notation: Notation::Dump,
    propose: |text, body| is_dump(text, body).then_some(Particular::Certain),
    read,
};

/// The most bytes that the `*` lines of one text may stand for.
const REPEAT_LIMIT_BYTES: usize = 4 << 20;

/// Whether a text is a dump: a line of it can be nothing else, and most are lines of a dump.
fn is_dump(text: &str, body: Span) -> bool {
    let (mut certain, mut rows, mut others) = (false, 0, 0);
    for line in lines(text, body) {
        match line {
            Line::Row(row) => {
                certain |= row.is_certain(text);
                rows += 1;
            }
            Line::Star(_) => rows += 1,
            Line::Other(span) => others += usize::from(!part(text, span).trim().is_empty()),
        }
    }
    certain && rows * 2 >= others
}

/// Reads a dump; an offset that goes back begins a packet of its own.
fn read(draft: &mut Draft<'_>, body: Span) -> Result<(), NotationError> {
    let lines: Vec<Line> = lines(draft.text, body).collect();
    if let Some(error) = other_units(draft, &lines) {
        return Err(error);
    }
    draft.remarks.push(Remark::GutterIgnored);
    let mut reader = Reader { units: Units::of(draft.text, &lines), ..Reader::default() };
    for (index, line) in lines.iter().enumerate() {
        match line {
            Line::Row(row) => {
                let next = lines.get(index + 1..).unwrap_or_default();
                reader.row(draft, row, next)?;
            }
            Line::Star(span) => reader.star = Some(*span),
            Line::Other(span) => draft.leave_out(*span),
        }
    }
    if reader.packets {
        draft.remarks.push(Remark::PacketHeaders);
    }
    if reader.repeated > 0 {
        draft.remarks.push(Remark::RepeatedLines { bytes: reader.repeated });
    }
    Ok(())
}

/// The lines of `body`.
fn lines(text: &str, body: Span) -> impl Iterator<Item = Line> + '_ {
    let mut at = body.start;
    part(text, body).split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        Line::read(text, Span::new(start, start + line.trim_end().len()))
    })
}

/// The error of a dump in words or octal.
fn other_units(draft: &Draft<'_>, lines: &[Line]) -> Option<NotationError> {
    let row = lines.iter().find_map(|line| match line {
        Line::Row(row) => Some(row),
        _ => None,
    })?;
    let doubt = match row.words(draft.text)? {
        Words::Hex => Doubt::WordDump,
        Words::Octal => Doubt::OctalDump,
    };
    let data = part(draft.text, row.data);
    let start = row.data.start + data.len() - data.trim_start().len();
    let span = Span::new(start, start + row.first_group(draft.text).len());
    Some(draft.error(span, NotationErrorKind::Ambiguous(doubt)))
}

/// How the rows of a dump are written.
#[derive(Clone, Copy, Debug, Default)]
struct Units {
    /// The base of the offsets: 8 where the first two rows say so (od), else 16.
    radix: u32,
    /// Whether every group is eight bits, as `xxd -b` prints them.
    binary: bool,
}

impl Units {
    /// The form that the first two rows fit.
    fn of(text: &str, lines: &[Line]) -> Self {
        let mut rows = lines.iter().filter_map(|line| match line {
            Line::Row(row) => Some(row),
            _ => None,
        });
        let hex = Self { radix: 16, binary: false };
        let (Some(first), second) = (rows.next(), rows.next()) else { return hex };
        let eight = first.first_group(text);
        let binary = eight.len() == 8 && eight.bytes().all(|bit| matches!(bit, b'0' | b'1'));
        let Some(second) = second.filter(|second| !second.first_group(text).is_empty()) else {
            return Self { binary, ..hex };
        };
        let forms = [hex, Self { radix: 8, binary: false }, Self { radix: 16, binary: true }];
        let fits = |form: &Self| {
            step(text, first, second, form.radix).is_some_and(|step| {
                let known = Known { bytes: Some(step), binary: form.binary, ..Known::default() };
                let read = dump_line::bytes(text, first, known);
                read.broken.is_none() && read.bytes.len() == step
            })
        };
        forms.into_iter().filter(|form| binary || !form.binary).find(fits).unwrap_or(hex)
    }
}

/// How many bytes lie between two offsets, if the second comes after the first.
fn step(text: &str, row: &Row, next: &Row, radix: u32) -> Option<usize> {
    let bytes = next.offset(text, radix)?.checked_sub(row.offset(text, radix)?)?;
    usize::try_from(bytes).ok().filter(|bytes| *bytes > 0)
}

/// What is carried from row to row.
#[derive(Debug, Default)]
struct Reader {
    units: Units,
    gutter_column: Option<usize>,
    /// The offset that should come next; `None` before the first row of a packet.
    expected: Option<u64>,
    last_row_bytes: usize,
    star: Option<Span>,
    repeated: usize,
    packets: bool,
}

impl Reader {
    /// Reads one row; `next` are the lines after it.
    fn row(
        &mut self,
        draft: &mut Draft<'_>,
        row: &Row,
        next: &[Line],
    ) -> Result<(), NotationError> {
        let Some(offset) = row.offset(draft.text, self.units.radix) else {
            return Err(draft.error(row.offset, NotationErrorKind::OddHex));
        };
        self.arrive(draft, row, offset)?;
        let following = next.iter().find(|line| !matches!(line, Line::Other(_)));
        let bytes = match following {
            Some(Line::Row(next)) => step(draft.text, row, next, self.units.radix),
            _ => None,
        };
        let binary = self.units.binary;
        let known = Known { bytes, gutter_column: self.gutter_column, binary };
        let read = dump_line::bytes(draft.text, row, known);
        self.gutter_column = self.gutter_column.or(read.gutter_column);
        self.packets |= row.prefixed && row.colon;
        self.last_row_bytes = read.bytes.len();
        self.expected = Some(offset.saturating_add(read.bytes.len() as u64));
        push_row(draft, row, read)
    }

    /// Checks the offset of a row against the bytes before it, and fills in a `*` line.
    fn arrive(
        &mut self,
        draft: &mut Draft<'_>,
        row: &Row,
        found: u64,
    ) -> Result<(), NotationError> {
        let star = self.star.take();
        let expected = self.expected.unwrap_or(found);
        if self.expected.is_none() || found < expected && found == 0 {
            draft.begin_chunk();
            return Ok(());
        }
        let missing = found.checked_sub(expected);
        match (missing, star) {
            (Some(0), _) => Ok(()),
            (Some(missing), Some(star)) => self.repeat(draft, star, missing),
            _ => {
                let gap = Doubt::OffsetGap { expected, found };
                Err(draft.error(row.offset, NotationErrorKind::Ambiguous(gap)))
            }
        }
    }

    /// Repeats the last row until `missing` bytes are there.
    fn repeat(
        &mut self,
        draft: &mut Draft<'_>,
        star: Span,
        missing: u64,
    ) -> Result<(), NotationError> {
        let start = draft.bytes.len().saturating_sub(self.last_row_bytes);
        let room = REPEAT_LIMIT_BYTES - self.repeated;
        let missing = usize::try_from(missing).ok().filter(|missing| *missing <= room);
        let (Some(missing), 1..) = (missing, self.last_row_bytes) else {
            let limit = REPEAT_LIMIT_BYTES;
            let kind = NotationErrorKind::Ambiguous(Doubt::RepeatTooLong { limit });
            return Err(draft.error(star, kind));
        };
        for index in 0..missing {
            let byte = draft.bytes.get(start + index).copied().unwrap_or_default();
            draft.push(byte, star);
        }
        self.repeated += missing;
        Ok(())
    }
}

/// Adds the bytes of a row, or says what is wrong with it.
fn push_row(draft: &mut Draft<'_>, row: &Row, read: RowBytes) -> Result<(), NotationError> {
    if read.reversed {
        let kind = NotationErrorKind::Ambiguous(Doubt::ReversedGroups);
        return Err(draft.error(row.data, kind));
    }
    for (byte, span) in read.bytes {
        draft.push(byte, span);
    }
    match read.broken {
        None => Ok(()),
        Some((span, Broken::NotHex(found))) => {
            Err(draft.error(span, NotationErrorKind::NotHex { found }))
        }
        Some((span, Broken::OddHex)) => Err(draft.error(span, NotationErrorKind::OddHex)),
    }
}
