//! Rows of hex with a text column or other text behind them, without offsets that count: netty,
//! ngrep, ESP-IDF, a debugger; and dumps in words of 16 bits. Imports this room's values.

use super::draft::Draft;
use super::dump_line::{self, Known, Row, RowBytes};
use super::form::{Form, Particular};
use super::peel::lines;
use super::{hex, part};
use crate::bits::Span;
use crate::notation::{Notation, NotationError, Remark};

/// Rows of hex.
pub(super) const ROWS: Form = Form { notation: Notation::Dump, propose, read };

/// A dump in words of 16 bits of a machine that stores the low byte first: hexdump, od -x.
pub(super) const WORDS: Form =
    Form { notation: Notation::Dump, propose: propose_words, read: read_words };

/// Whether rows of hex have text behind them that is the same bytes, or that can be none.
fn propose(text: &str, body: Span) -> Option<Particular> {
    let (mut rows, mut columns) = (0, 0);
    for line in lines(text, body) {
        let read = row(text, line);
        if read.bytes.is_empty() {
            continue;
        }
        // A row with a slip in it is not left out.
        if read.broken.is_some() {
            return None;
        }
        rows += 1;
        columns += usize::from(has_column(text, line, &read));
    }
    match (rows, columns) {
        (0, _) => None,
        (_, 0) => Some(Particular::Faint),
        _ => Some(Particular::Marked),
    }
}

fn read(draft: &mut Draft<'_>, body: Span) -> Result<(), NotationError> {
    draft.begin_chunk();
    let mut columns = false;
    for line in lines(draft.text, body) {
        let read = row(draft.text, line);
        if read.broken.is_some() || read.bytes.is_empty() {
            draft.leave_out(line);
            continue;
        }
        let end = read.bytes.last().map_or(line.start, |(_, span)| span.end);
        if has_column(draft.text, line, &read) {
            columns = true;
        } else {
            draft.leave_out(Span::new(end, line.end));
        }
        for (byte, span) in read.bytes {
            draft.push(byte, span);
        }
    }
    if columns {
        draft.remarks.push(Remark::GutterIgnored);
    }
    Ok(())
}

/// The bytes at the start of a line.
fn row(text: &str, line: Span) -> RowBytes {
    let none = Span::new(line.start, line.start);
    let row =
        Row { line_start: line.start, offset: none, prefixed: false, colon: false, data: line };
    dump_line::bytes(text, &row, Known::default())
}

/// Whether the text behind the bytes of a line is their text column.
fn has_column(text: &str, line: Span, read: &RowBytes) -> bool {
    let end = read.bytes.last().map_or(line.start, |(_, span)| span.end);
    dump_line::is_text_column(part(text, Span::new(end, line.end)), &read.bytes)
}

/// Words of four hex digits behind offsets. Which byte comes first is not said, so frames must.
fn propose_words(text: &str, body: Span) -> Option<Particular> {
    lines(text, body).any(|line| words(text, line).is_some()).then_some(Particular::Faint)
}

fn read_words(draft: &mut Draft<'_>, body: Span) -> Result<(), NotationError> {
    draft.begin_chunk();
    let mut at = 0;
    for line in lines(draft.text, body) {
        let offset = part(draft.text, line).split_ascii_whitespace().next().unwrap_or_default();
        // The last line has the length alone: an odd one has half a word before it.
        let len = usize::from_str_radix(offset, 16).unwrap_or_default();
        if len < draft.bytes.len() && len + 1 == draft.bytes.len() {
            draft.pop();
        }
        for (word, span) in words(draft.text, line).into_iter().flatten() {
            for pair in word.as_bytes().rchunks(2) {
                let byte = pair.iter().fold(0, |byte, digit| byte << 4 | hex::nibble(*digit));
                draft.push(byte, span);
            }
        }
        at = line.end;
    }
    draft.leave_out(Span::new(at, body.end));
    draft.remarks.push(Remark::SwappedWords);
    Ok(())
}

/// The words of a line of `hexdump`.
fn words(text: &str, line: Span) -> Option<Vec<(&str, Span)>> {
    let whole = part(text, line);
    let mut words = whole.split_ascii_whitespace();
    let offset = words.next()?;
    let is_hex = |word: &str| word.bytes().all(|b| b.is_ascii_hexdigit());
    let fits = offset.len() >= 7 && is_hex(offset);
    let mut found = Vec::new();
    let mut at = whole.find(offset)? + offset.len();
    for word in words {
        if word.len() != 4 || !is_hex(word) {
            return None;
        }
        at += whole.get(at..)?.find(word)?;
        found.push((word, Span::new(line.start + at, line.start + at + word.len())));
        at += word.len();
    }
    (fits && !found.is_empty()).then_some(found)
}

/// Octal bytes and characters in columns of four: od -b, od -c.
pub(super) const OCTAL: Form =
    Form { notation: Notation::Dump, propose: propose_octal, read: read_octal };

/// Nothing says that three digits are octal, so frames must.
fn propose_octal(text: &str, body: Span) -> Option<Particular> {
    let mut all = lines(text, body);
    all.all(|line| octal(text, line).is_some()).then_some(Particular::Faint)
}

fn read_octal(draft: &mut Draft<'_>, body: Span) -> Result<(), NotationError> {
    draft.begin_chunk();
    for line in lines(draft.text, body) {
        for (byte, span) in octal(draft.text, line).into_iter().flatten() {
            draft.push(byte, span);
        }
    }
    draft.remarks.push(Remark::GutterIgnored);
    Ok(())
}

/// The bytes behind an offset of seven digits, or of a line of octal numbers.
fn octal(text: &str, line: Span) -> Option<Vec<(u8, Span)>> {
    let whole = part(text, line);
    let start = whole.find(|c: char| !c.is_ascii_digit() && c != '[').unwrap_or(whole.len());
    let columns = start == 7 && whole.is_ascii();
    let mut found = Vec::new();
    if columns {
        for at in (start..whole.len()).step_by(4) {
            let column = whole.get(at..(at + 4).min(whole.len()))?;
            found.push((
                octal_byte(column.trim())?,
                Span::new(line.start + at, line.start + at + column.len()),
            ));
        }
        return Some(found);
    }
    let mut at = 0;
    for word in whole.split(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | ',')) {
        let next = at + word.len() + 1;
        if !word.is_empty() {
            let digits = word.bytes().all(|b| matches!(b, b'0'..=b'7'));
            let byte = u8::from_str_radix(word, 8).ok().filter(|_| digits)?;
            found.push((byte, Span::new(line.start + at, line.start + at + word.len())));
        }
        at = next;
    }
    (!found.is_empty()).then_some(found)
}

/// One column of `od -c`: a character, an escape, three octal digits.
fn octal_byte(column: &str) -> Option<u8> {
    match column.as_bytes() {
        [] => Some(b' '),
        [c] => Some(*c),
        [b'\\', escape] => {
            let escapes = [
                (b'0', 0),
                (b'a', 7),
                (b'b', 8),
                (b't', 9),
                (b'n', 10),
                (b'v', 11),
                (b'f', 12),
                (b'r', 13),
            ];
            escapes.iter().find(|(c, _)| c == escape).map(|(_, byte)| *byte)
        }
        _ => u8::from_str_radix(column, 8).ok(),
    }
}
