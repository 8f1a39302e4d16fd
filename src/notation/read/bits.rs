//! Bits: `1 000 0001 1 0001011`, or 8 by 8. Imports the values of this room.

use super::cursor::Cursor;
use super::draft::Draft;
use super::{ellipsis, ellipsis_at, hex, trailing_ellipsis};
use crate::bits::Span;
use crate::notation::{NotationError, NotationErrorKind};

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
