//! Bytes that were printed as integers: hex without leading zeros, signed chars that C widened
//! (`ffffff81`), and the marks that languages put before hex. Imports this room's values.

use super::cursor::Cursor;
use super::draft::Draft;
use super::form::{Form, Particular};
use super::{hex, part};
use crate::bits::Span;
use crate::notation::{Notation, NotationError, NotationErrorKind, Remark};

/// Integers in hex, each on its own.
pub(super) const INTS: Form = Form { notation: Notation::Hex, propose, read };

/// What stands before hex in C, Visual Basic, Pascal, Lisp and Python.
const MARKS: [&str; 8] = ["0x", "0X", "&H", "&h", "$", "#x", "\\x", "x"];

/// Whether every word is one integer. Nothing but digits speaks for it, so frames must.
fn propose(text: &str, body: Span) -> Option<Particular> {
    let mut words = words(part(text, body)).peekable();
    words.peek()?;
    words.all(|word| byte(word).is_some()).then_some(Particular::Faint)
}

fn read(draft: &mut Draft<'_>, body: Span) -> Result<(), NotationError> {
    draft.begin_chunk();
    let mut cursor = Cursor::new(draft.text, body);
    let mut widened = 0;
    loop {
        cursor.take(usize::MAX, is_between);
        let start = cursor.at();
        let word = cursor.take(usize::MAX, |c| !is_between(c));
        if word.is_empty() {
            break;
        }
        let Some(byte) = byte(word) else {
            return Err(draft.error(cursor.since(start), NotationErrorKind::OddHex));
        };
        widened += usize::from(word.len() >= 8);
        draft.push(byte, cursor.since(start));
    }
    if widened > 0 {
        draft.remarks.push(Remark::SignedBytes { count: widened });
    }
    Ok(())
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | ':')
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_between).filter(|word| !word.is_empty())
}

/// The byte of one integer: up to two digits, or more that are the sign.
fn byte(word: &str) -> Option<u8> {
    let digits = MARKS.iter().find_map(|mark| word.strip_prefix(mark)).unwrap_or(word);
    let (sign, low) = digits.split_at_checked(digits.len().saturating_sub(2))?;
    let negative = matches!(sign.len(), 6 | 14) && sign.bytes().all(|b| matches!(b, b'f' | b'F'));
    let is_hex = !low.is_empty() && low.bytes().all(|b| b.is_ascii_hexdigit());
    let byte = low.bytes().fold(0_u8, |byte, digit| byte << 4 | hex::nibble(digit));
    (is_hex && (sign.is_empty() || negative && byte >= 0x80)).then_some(byte)
}
