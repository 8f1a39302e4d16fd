//! One escape of a literal: `\x81`, `\n`, `\0`, octal, `\u4e2d`. Imports the values of this room.

use super::cursor::Cursor;
use super::draft::{Draft, EscapeStyle};
use super::part;
use crate::bits::Span;
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
        '0'..='9' if draft.style == EscapeStyle::Decimal => return decimal(draft, cursor, start),
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
        // Ruby, PHP and Perl have these, and shells.
        'e' if draft.quoted && !in_bytes => 0x1b,
        '#' | '$' | '@' if draft.quoted && !in_bytes => u8::try_from(found).unwrap_or_default(),
        '\\' | '\'' | '"' | '/' | '`' | '?' => u8::try_from(found).unwrap_or_default(),
        '&' | '^' | 'A'..='Z' if draft.style == EscapeStyle::Decimal => {
            return named(draft, cursor, start);
        }
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
    // Perl: `\x{81}`. What is past a byte is a character.
    let braces = cursor.rest().strip_prefix('{').and_then(|rest| rest.split_once('}'));
    if let Some((digits, _)) = braces
        && let Ok(byte) = u8::from_str_radix(digits, 16)
    {
        cursor.move_to(cursor.at() + digits.len() + 2);
        draft.push(byte, cursor.since(start));
        draft.escapes += 1;
        return Ok(());
    }
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

/// `\129`: one to three decimal digits, as Lua, Haskell and OCaml have them.
fn decimal(
    draft: &mut Draft<'_>,
    cursor: &mut Cursor<'_>,
    start: usize,
) -> Result<(), NotationError> {
    let digits = cursor.take(3, |c| c.is_ascii_digit());
    let span = cursor.since(start);
    let Ok(byte) = digits.parse() else {
        let kind = NotationErrorKind::NumberTooBig { found: format!("\\{digits}") };
        return Err(draft.error(span, kind));
    };
    draft.push(byte, span);
    draft.escapes += 1;
    Ok(())
}

/// The names that Haskell has for control characters; `SO` behind `SOH`, of which it is the start.
const NAMES: [(&str, u8); 33] = [
    ("NUL", 0),
    ("SOH", 1),
    ("STX", 2),
    ("ETX", 3),
    ("EOT", 4),
    ("ENQ", 5),
    ("ACK", 6),
    ("BEL", 7),
    ("BS", 8),
    ("HT", 9),
    ("LF", 10),
    ("VT", 11),
    ("FF", 12),
    ("CR", 13),
    ("SO", 14),
    ("SI", 15),
    ("DLE", 16),
    ("DC1", 17),
    ("DC2", 18),
    ("DC3", 19),
    ("DC4", 20),
    ("NAK", 21),
    ("SYN", 22),
    ("ETB", 23),
    ("CAN", 24),
    ("EM", 25),
    ("SUB", 26),
    ("ESC", 27),
    ("FS", 28),
    ("GS", 29),
    ("RS", 30),
    ("US", 31),
    ("DEL", 127),
];

/// `\DLE`, and `\&`, which stands for nothing.
fn named(
    draft: &mut Draft<'_>,
    cursor: &mut Cursor<'_>,
    start: usize,
) -> Result<(), NotationError> {
    if cursor.eat("&") {
        return Ok(());
    }
    if let Some((_, byte)) = NAMES.iter().find(|(name, _)| cursor.eat(name)) {
        draft.push(*byte, cursor.since(start));
        draft.escapes += 1;
        return Ok(());
    }
    let kind = NotationErrorKind::UnknownEscape { found: cursor.next() };
    Err(draft.error(cursor.since(start), kind))
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
    let Some(value) = character(cursor) else {
        let kind = NotationErrorKind::UnknownEscape { found: cursor.peek() };
        cursor.next();
        return Err(draft.error(cursor.since(start), kind));
    };
    let span = cursor.since(start);
    if let Ok(byte) = u8::try_from(value)
        && draft.style == EscapeStyle::Latin1
        && !in_bytes
    {
        draft.push(byte, span);
        draft.escapes += 1;
        return Ok(());
    }
    if let Ok(byte @ 0..0x80) = u8::try_from(value)
        && !in_bytes
    {
        draft.push(byte, span);
        draft.escapes += 1;
        return Ok(());
    }
    let kind = if in_bytes {
        NotationErrorKind::UnicodeInBytes { value }
    } else {
        NotationErrorKind::UnicodeEscape { value }
    };
    let fix = (in_bytes || value > 0xff).then(|| with_utf8_escapes(draft.text, span.start));
    Err(draft.error(span, kind).fix(fix))
}

/// The code point after the `\` of `\u`, two surrogates taken as one.
fn character(cursor: &mut Cursor<'_>) -> Option<u32> {
    let value = code_point(cursor)?;
    if (0xd800..0xdc00).contains(&value) && cursor.rest().starts_with("\\u") {
        let mut ahead = cursor.clone();
        ahead.next();
        if let Some(low @ 0xdc00..0xe000) = code_point(&mut ahead) {
            *cursor = ahead;
            return Some(0x1_0000 + ((value - 0xd800) << 10) + (low - 0xdc00));
        }
    }
    Some(value)
}

/// The code point after the `\` of `\u`; `None` where no digits follow as they should.
fn code_point(cursor: &mut Cursor<'_>) -> Option<u32> {
    let mut ahead = cursor.clone();
    let width = match ahead.next()? {
        'u' => 4,
        'U' => 8,
        _ => return None,
    };
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

/// The text from `start` on with every `\u` escape written as `\xhh` of its UTF-8. The caller
/// keeps it only if it reads: a lone surrogate and what may mean a byte stay as they are.
fn with_utf8_escapes(text: &str, start: usize) -> String {
    let mut mended = text.get(..start).unwrap_or_default().to_owned();
    let mut cursor = Cursor::new(text, Span::new(start, text.len()));
    loop {
        let at = cursor.at();
        let Some(c) = cursor.next() else { return mended };
        let escape = (c == '\\').then(|| character(&mut cursor)).flatten();
        let sure = escape.filter(|value| !(0x80..0x100).contains(value));
        let Some(encoded) = sure.and_then(char::from_u32) else {
            if c == '\\' && escape.is_none() {
                cursor.next();
            }
            mended += part(text, cursor.since(at));
            continue;
        };
        let mut buffer = [0; 4];
        for byte in encoded.encode_utf8(&mut buffer).bytes() {
            mended += &format!("\\x{byte:02x}");
        }
    }
}

/// `text` with what stands at `span` replaced.
fn replaced(text: &str, span: Span, with: &str) -> String {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    [before, with, after].concat()
}
