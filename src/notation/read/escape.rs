//! One escape of a literal: `\x81`, `\n`, `\0`, octal, `\u4e2d`. Imports the values of this room.

use super::cursor::Cursor;
use super::draft::Draft;
use crate::notation::{NotationError, NotationErrorKind};

/// Reads the escape that begins at the backslash under `cursor`. In a bytes literal `\u` is no
/// escape; elsewhere it is read where its character is ASCII.
pub(super) fn read(
    draft: &mut Draft<'_>,
    cursor: &mut Cursor<'_>,
    in_bytes: bool,
) -> Result<(), NotationError> {
    let start = cursor.at();
    cursor.next();
    let Some(found) = cursor.peek() else {
        let kind = NotationErrorKind::UnknownEscape { found: None };
        return Err(draft.error(cursor.since(start), kind));
    };
    let byte = match found {
        'x' => return hex(draft, cursor, start),
        '0'..='7' => return octal(draft, cursor, start),
        'u' | 'U' => return unicode(draft, cursor, start, in_bytes),
        '\r' | '\n' => return line_continuation(draft, cursor),
        't' => b'\t',
        'n' => b'\n',
        'r' => b'\r',
        'a' => 0x07,
        'b' => 0x08,
        'f' => 0x0c,
        'v' => 0x0b,
        '\\' | '\'' | '"' | '/' | '`' | '?' => u8::try_from(found).unwrap_or_default(),
        _ => {
            let kind = NotationErrorKind::UnknownEscape { found: Some(found) };
            cursor.next();
            let span = cursor.since(start);
            let fix = (found == 'e').then(|| replaced(draft.text, span, "\\x1b"));
            return Err(draft.error(span, kind).fix(fix));
        }
    };
    cursor.next();
    draft.push(byte, cursor.since(start));
    draft.escapes += 1;
    Ok(())
}

/// `\x81`: two hex digits in every language but C, which is greedy; a C compiler refuses what
/// that makes of more digits, so no program prints them.
fn hex(draft: &mut Draft<'_>, cursor: &mut Cursor<'_>, start: usize) -> Result<(), NotationError> {
    cursor.next();
    let digits = cursor.take(2, |c| c.is_ascii_hexdigit());
    if digits.len() < 2 {
        return Err(bad_hex(draft, cursor, start));
    }
    let byte = u8::from_str_radix(digits, 16).unwrap_or_default();
    draft.push(byte, cursor.since(start));
    draft.escapes += 1;
    Ok(())
}

/// The error of `\x` without two hex digits; its span is as long as the escape should be.
fn bad_hex(draft: &Draft<'_>, cursor: &mut Cursor<'_>, start: usize) -> NotationError {
    let digits = cursor.at() - start - 2;
    cursor.take(2 - digits.min(2), |c| c.is_alphanumeric());
    let span = cursor.since(start);
    let found = draft.text.get(span.start..span.end).unwrap_or_default().to_owned();
    draft.error(span, NotationErrorKind::BadHexEscape { found })
}

/// `\0`, `\12`, `\201`: one to three octal digits, as Python and C have them.
fn octal(
    draft: &mut Draft<'_>,
    cursor: &mut Cursor<'_>,
    start: usize,
) -> Result<(), NotationError> {
    let digits = cursor.take(3, |c| matches!(c, '0'..='7'));
    let value = u16::from_str_radix(digits, 8).unwrap_or_default();
    let span = cursor.since(start);
    let Ok(byte) = u8::try_from(value) else {
        let kind = NotationErrorKind::NumberTooBig { found: format!("\\{digits}") };
        return Err(draft.error(span, kind));
    };
    draft.push(byte, span);
    draft.escapes += 1;
    Ok(())
}

/// A backslash before a line break: the literal goes on in the next line.
fn line_continuation(draft: &mut Draft<'_>, cursor: &mut Cursor<'_>) -> Result<(), NotationError> {
    if !cursor.eat("\r\n") {
        cursor.next();
    }
    draft.wrapped_lines += 1;
    Ok(())
}

/// `\u4e2d`, `\U0001f600`, `\u{4e2d}`.
///
/// No bytes literal has it, and elsewhere it is a character, not a byte: up to U+007F both are
/// the same, past that the text is refused and mended to the character's UTF-8. From U+0080 to
/// U+00FF nothing is mended: a "binary string" may mean the byte.
fn unicode(
    draft: &mut Draft<'_>,
    cursor: &mut Cursor<'_>,
    start: usize,
    in_bytes: bool,
) -> Result<(), NotationError> {
    let Some(mut value) = code_point(cursor) else {
        let kind = NotationErrorKind::UnknownEscape { found: cursor.peek() };
        cursor.next();
        return Err(draft.error(cursor.since(start), kind));
    };
    if (0xd800..0xdc00).contains(&value) && cursor.rest().starts_with("\\u") {
        let mut ahead = cursor.clone();
        ahead.next();
        if let Some(low @ 0xdc00..0xe000) = code_point(&mut ahead) {
            value = 0x1_0000 + ((value - 0xd800) << 10) + (low - 0xdc00);
            *cursor = ahead;
        }
    }
    let span = cursor.since(start);
    match u8::try_from(value) {
        Ok(byte) if byte < 0x80 && !in_bytes => {
            draft.push(byte, span);
            draft.escapes += 1;
            return Ok(());
        }
        _ => {}
    }
    let kind = if in_bytes {
        NotationErrorKind::UnicodeInBytes { value }
    } else {
        NotationErrorKind::UnicodeEscape { value }
    };
    let fix = utf8_escapes(value)
        .filter(|_| in_bytes || value > 0xff)
        .map(|escapes| replaced(draft.text, span, &escapes));
    Err(draft.error(span, kind).fix(fix))
}

/// The code point after the `\` of `\u`; `None` where no digits follow as they should.
fn code_point(cursor: &mut Cursor<'_>) -> Option<u32> {
    let mut ahead = cursor.clone();
    let width = if ahead.next()? == 'U' { 8 } else { 4 };
    let digits = if ahead.eat("{") {
        let digits = ahead.take(6, |c| c.is_ascii_hexdigit());
        ahead.eat("}").then_some(digits)?
    } else {
        let digits = ahead.take(width, |c| c.is_ascii_hexdigit());
        (digits.len() == width).then_some(digits)?
    };
    let value = u32::from_str_radix(digits, 16).ok()?;
    *cursor = ahead;
    Some(value)
}

/// The UTF-8 of a character as `\xhh` escapes; `None` for a lone surrogate.
fn utf8_escapes(value: u32) -> Option<String> {
    let mut buffer = [0; 4];
    let encoded = char::from_u32(value)?.encode_utf8(&mut buffer);
    Some(encoded.bytes().map(|byte| format!("\\x{byte:02x}")).collect())
}

/// `text` with what stands at `span` replaced.
fn replaced(text: &str, span: crate::bits::Span, with: &str) -> String {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    [before, with, after].concat()
}
