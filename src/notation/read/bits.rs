//! Bits: `1 000 0001 1 0001011`, or 8 by 8. Imports the values of this room.

use super::cursor::Cursor;
use super::draft::Draft;
use super::form::{Form, Particular};
use super::{ellipsis, ellipsis_at, hex, part, trailing_ellipsis, unwrapped};
use crate::bits::Span;
use crate::notation::{Notation, NotationError, NotationErrorKind};

/// Bits in any grouping.
pub(super) const BITS: Form = Form {
    notation: Notation::Bits,
    propose,
    read: |draft, body| {
        let body = unwrapped(draft.text, body);
        read(draft, body)
    },
};

/// Only 0 and 1: bits where all groups have eight or some group is odd, which no hex is.
fn propose(text: &str, body: Span) -> Option<Particular> {
    let kept = trailing_ellipsis(text, body).map_or(body, |(kept, _)| kept);
    let whole = part(text, kept);
    let bit = |c: char| matches!(c, '0' | '1') || hex::is_separator(c);
    let groups = || whole.split(hex::is_separator).filter(|group| !group.is_empty());
    if groups().any(|group| group.starts_with("0b")) && whole.chars().all(|c| bit(c) || c == 'b') {
        return Some(Particular::Marked);
    }
    if groups().next().is_none() || !whole.chars().all(bit) {
        return None;
    }
    if groups().all(|group| group.len() == 8) || groups().any(|group| group.len() % 2 == 1) {
        return Some(Particular::Marked);
    }
    let whole_bytes = groups().map(str::len).sum::<usize>().is_multiple_of(8);
    (whole_bytes && !groups().all(|group| group.len() == 2)).then_some(Particular::Plain)
}

/// Reads bits in any grouping, eight to a byte, the most significant first.
pub(super) fn read(draft: &mut Draft<'_>, body: Span) -> Result<(), NotationError> {
    draft.begin_chunk();
    let mut body = body;
    if let Some((rest, remark)) = trailing_ellipsis(draft.text, body) {
        body = rest;
        draft.remarks.push(remark);
    }
    let mut cursor = Cursor::new(draft.text, body);
    let (mut byte, mut bits, mut start) = (0_u8, 0, body.start);
    while let Some(found) = cursor.peek() {
        if let Some(span) = ellipsis_at(&cursor) {
            return Err(ellipsis(draft, span));
        }
        let at = cursor.at();
        match found {
            '0' | '1' => {
                if cursor.eat("0b") {
                    continue;
                }
                cursor.next();
                start = if bits == 0 { at } else { start };
                byte = byte << 1 | u8::from(found == '1');
                bits += 1;
            }
            _ if hex::is_separator(found) => {
                cursor.next();
            }
            _ => {
                let kind = NotationErrorKind::NotBit { found };
                return Err(draft.error(cursor.next_span(), kind));
            }
        }
        if bits == 8 {
            draft.push(byte, cursor.since(start));
            (byte, bits) = (0, 0);
        }
    }
    if bits == 0 {
        return Ok(());
    }
    Err(draft.error(Span::new(start, body.end), NotationErrorKind::OddBits { bits }))
}
