//! Arrays of numbers, as C, Rust, JavaScript, Java, Go, Python and Node write them. Imports the
//! values of this room.

use super::cursor::Cursor;
use super::draft::Draft;
use super::{doubt, ellipsis, ellipsis_at, part, trailing_ellipsis};
use crate::bits::Span;
use crate::notation::{Doubt, Notation, NotationError, NotationErrorKind, Remark};

/// How the numbers of a list are written where they have no `0x`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Base {
    Decimal,
    /// Rust's `{:02x?}` prints `[81, 8b]`.
    Hex,
}

/// Reads the arrays of `body` as chunks of one stream, and counts the text around them. Numbers
/// without brackets are one array.
pub(super) fn read(draft: &mut Draft<'_>, body: Span) -> Result<(), NotationError> {
    let lists = lists(draft.text, body);
    if lists.is_empty() {
        return list(draft, body);
    }
    let mut at = body.start;
    for List { content, after } in lists {
        draft.leave_out(Span::new(at, content.start - 1));
        list(draft, content)?;
        draft.open_end |= content.end == after;
        at = after;
    }
    draft.leave_out(Span::new(at, body.end));
    Ok(())
}

/// Whether the text has a list of numbers in brackets.
pub(super) fn holds_list(text: &str, body: Span) -> bool {
    !lists(text, body).is_empty()
}

/// What stands between two brackets, and where the text after them begins.
#[derive(Clone, Copy, Debug)]
struct List {
    content: Span,
    after: usize,
}

/// The lists of a text. Where some have several elements, those of one element are lengths
/// (`b[17] = {..}`); where none has, the last one counts.
fn lists(text: &str, body: Span) -> Vec<List> {
    let whole = part(text, body);
    let mut found = Vec::new();
    let mut open = None;
    for (offset, c) in whole.char_indices() {
        let at = body.start + offset;
        match c {
            '[' | '{' => open = Some(at + 1),
            ']' | '}' => {
                if let Some(start) = open.take() {
                    found.push(List { content: Span::new(start, at), after: at + 1 });
                }
            }
            _ => {}
        }
    }
    if let Some(start) = open {
        found.push(List { content: Span::new(start, body.end), after: body.end });
    }
    found.retain(|list| is_list(part(text, list.content)));
    let several = |list: &List| elements(part(text, list.content)).nth(1).is_some();
    if found.iter().any(several) {
        found.retain(several);
    } else if let Some(last) = found.pop() {
        found = vec![last];
    }
    found
}

/// Whether what stands in brackets may be a list of numbers: it begins with a number, a
/// character or a cast, and has no colon, as a time or an object has.
fn is_list(content: &str) -> bool {
    let content = content.trim_start();
    let begins = content.starts_with(|c: char| c.is_ascii_hexdigit() || "-'(.\u{2026}".contains(c));
    (begins || content.is_empty()) && !content.contains([':', '"', ';'])
}

/// The elements of a list, with commas or, as Go prints them, with spaces between them.
fn elements(content: &str) -> impl Iterator<Item = &str> {
    content.split([',', ' ', '\t', '\r', '\n']).filter(|element| !element.is_empty())
}

/// Reads the elements of one list.
fn list(draft: &mut Draft<'_>, content: Span) -> Result<(), NotationError> {
    draft.begin_chunk();
    let mut content = content;
    if let Some((rest, remark)) = trailing_ellipsis(draft.text, content) {
        content = rest;
        draft.remarks.push(remark);
    }
    let base = base(draft, content)?;
    let mut cursor = Cursor::new(draft.text, content);
    let mut signed = 0;
    loop {
        cursor.take(usize::MAX, |c| c.is_whitespace() || c == ',');
        if let Some(span) = ellipsis_at(&cursor) {
            return Err(ellipsis(draft, span));
        }
        let start = cursor.at();
        if cursor.eat("(byte)") {
            continue;
        }
        let element = element_text(&mut cursor);
        if element.is_empty() {
            break;
        }
        let byte =
            element_byte(element, base).map_err(|kind| draft.error(cursor.since(start), kind))?;
        draft.push(byte, cursor.since(start));
        signed += usize::from(element.starts_with('-'));
    }
    if signed > 0 {
        draft.remarks.push(Remark::SignedBytes { count: signed });
    }
    Ok(())
}

/// The next element as it stands; a quoted character may be a space or a comma.
fn element_text<'a>(cursor: &mut Cursor<'a>) -> &'a str {
    let rest = cursor.rest();
    if let Some(quoted) = rest.strip_prefix('\'')
        && let Some(end) = quoted.char_indices().skip(1).take(2).find(|(_, c)| *c == '\'')
    {
        return cursor.take(quoted.get(..end.0).map_or(0, |s| s.chars().count()) + 2, |_| true);
    }
    cursor.take(usize::MAX, |c| !c.is_whitespace() && c != ',' && c != '\u{2026}')
}

/// The byte of one element.
fn element_byte(element: &str, base: Base) -> Result<u8, NotationErrorKind> {
    let not_number = || NotationErrorKind::NotNumber { found: shortened(element) };
    if let Some(c) = element.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        return character(c).ok_or_else(not_number);
    }
    let digits =
        ["u8", "U", "u"].iter().find_map(|suffix| element.strip_suffix(suffix)).unwrap_or(element);
    let lower = digits.to_ascii_lowercase();
    let (digits, radix) = match (lower.get(..2), base) {
        (Some("0x"), _) => (lower.get(2..), 16),
        (Some("0b"), Base::Decimal) => (lower.get(2..), 2),
        (Some("0o"), _) => (lower.get(2..), 8),
        (_, Base::Hex) => (Some(lower.as_str()), 16),
        _ => (Some(lower.as_str()), 10),
    };
    let digits = digits.unwrap_or_default();
    let unsigned = digits.strip_prefix('-').unwrap_or(digits);
    if unsigned.is_empty() || !unsigned.chars().all(|c| c.is_digit(radix)) {
        return Err(not_number());
    }
    let number = i64::from_str_radix(digits, radix).ok();
    let byte = number.and_then(|number| match number {
        -128..0 => u8::try_from(number + 256).ok(),
        _ => u8::try_from(number).ok(),
    });
    byte.ok_or_else(|| NotationErrorKind::NumberTooBig { found: shortened(element) })
}

/// The byte of a character in quotes: ASCII, or a short escape.
fn character(c: &str) -> Option<u8> {
    match c {
        "\\n" => Some(b'\n'),
        "\\r" => Some(b'\r'),
        "\\t" => Some(b'\t'),
        "\\0" => Some(0),
        "\\\\" => Some(b'\\'),
        "\\'" => Some(b'\''),
        _ => {
            let mut characters = c.chars();
            let only = characters.next().filter(char::is_ascii)?;
            characters.next().is_none().then(|| u8::try_from(only).ok())?
        }
    }
}

/// How the numbers of a list are written: decimal, unless there is a letter of hex and all are
/// pairs. Pairs of decimal digits between spaces may be either.
fn base(draft: &Draft<'_>, content: Span) -> Result<Base, NotationError> {
    let list = part(draft.text, content);
    let pairs = elements(list)
        .all(|element| element.len() == 2 && element.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if !pairs {
        return Ok(Base::Decimal);
    }
    if list.contains(|c: char| c.is_ascii_alphabetic()) {
        return Ok(Base::Hex);
    }
    let pinned = draft.options.pin.is_some();
    // No program prints a decimal 2 as 02: a leading zero hints at hex.
    let padded = elements(list).any(|element| element.starts_with('0') && element != "00");
    if pinned || (list.contains(',') && !padded) || elements(list).nth(1).is_none() {
        return Ok(Base::Decimal);
    }
    let candidates = [Notation::Hex, Notation::Array];
    Err(doubt(draft.text, content, Doubt::HexOrDecimal, &candidates))
}

/// At most 16 characters of an element, for a message.
fn shortened(element: &str) -> String {
    element.chars().take(16).collect()
}
