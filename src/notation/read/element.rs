//! One element of an array: a number in any base, a character, with what languages put around it.
//! Imports the values of this room.

use super::cursor::Cursor;
use super::{ellipsis_at, part};
use crate::bits::Span;
use crate::notation::NotationErrorKind;

/// How the numbers of a list are written where they have no `0x`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Decimal,
    /// Rust's `{:02x?}` prints `[81, 8b]`.
    Hex,
}

/// The elements of a list, one after the other.
#[derive(Debug)]
pub(super) struct Elements<'a> {
    cursor: Cursor<'a>,
    /// Whether the last one was a number and no comma stood behind it.
    after_number: bool,
}

impl<'a> Elements<'a> {
    pub(super) fn new(text: &'a str, content: Span) -> Self {
        Self { cursor: Cursor::new(text, content), after_number: false }
    }

    /// The dots at this place, where some stand for elements that are left out.
    pub(super) fn ellipsis(&mut self) -> Option<Span> {
        self.skip();
        ellipsis_at(&self.cursor)
    }

    /// The next element as it stands, with its place.
    pub(super) fn next(&mut self) -> Option<(&'a str, Span)> {
        self.skip();
        let start = self.cursor.at();
        let rest = self.cursor.rest();
        let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'));
        let element = match quote.and_then(|quote| closed(rest, quote)) {
            Some(len) => {
                let end = start + len;
                self.cursor.move_to(end);
                rest.get(..len)?
            }
            None => self.cursor.take(usize::MAX, |c| !is_between(c) && c != '\u{2026}'),
        };
        // gdb has the character behind its number: 72 'H'.
        if quote == Some('\'') && std::mem::take(&mut self.after_number) {
            return self.next();
        }
        self.after_number = element.ends_with(|c: char| c.is_ascii_digit());
        (!element.is_empty()).then(|| (element, self.cursor.since(start)))
    }

    /// Moves past what stands between elements: blanks, commas, casts, comments.
    fn skip(&mut self) {
        loop {
            let between = self.cursor.take(usize::MAX, is_between);
            if between.contains([',', ';']) {
                self.after_number = false;
            }
            let rest = self.cursor.rest();
            let comment = match rest.get(..2) {
                Some("/*") => rest.find("*/").map(|at| at + 2),
                Some("//") => rest.find('\n'),
                _ => None,
            };
            if let Some(len) = comment {
                self.cursor.move_to(self.cursor.at() + len);
            } else if !["(byte)", "(char)", "(sbyte)"].iter().any(|cast| self.cursor.eat(cast)) {
                return;
            }
        }
    }
}

/// What stands between elements, `\` at the end of a line and OCaml's bars among it.
fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | '|')
}

/// The length of a quoted element of a few characters, quotes included.
fn closed(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    let mut inside = rest.char_indices().skip(1).take(8);
    let (at, _) = inside.find(|(at, c)| {
        let closes = *c == quote && !escaped && *at > 1;
        escaped = *c == '\\' && !escaped;
        closes
    })?;
    Some(at + 1)
}

/// Whether what stands in brackets begins as a list of numbers does.
pub(super) fn begins(text: &str, content: Span) -> bool {
    let rest = part(text, content).trim_start_matches(is_between);
    let first = rest.split(is_between).next().unwrap_or_default();
    // `[12:30:01]` is a time, `(2024-01-02 ..` a date.
    let digit = first.starts_with(|c: char| c.is_ascii_hexdigit() || "-'\"$#&\u{2026}".contains(c));
    let casts = ["(byte)", "(char)", "(sbyte)", "/*", "//"];
    digit && !first.contains(':') || casts.iter().any(|start| rest.starts_with(start))
}

/// How many elements a list has: `Some(None)` where it begins with one and does not read to its
/// end, `None` where it is no list.
pub(super) fn count(text: &str, content: Span) -> Option<Option<usize>> {
    let inner = part(text, content);
    let content = without_fields(text, content);
    let mut elements = Elements::new(text, content);
    let (mut count, mut reads) = (0, true);
    loop {
        if elements.ellipsis().is_some() {
            break;
        }
        let Some((element, _)) = elements.next() else { break };
        if byte(element, Base::Decimal).is_err() && byte(element, Base::Hex).is_err() {
            reads = false;
            break;
        }
        count += 1;
    }
    match (count, reads) {
        (0, _) => None,
        (_, true) => Some(Some(count)),
        // Nothing but a slip in a list of numbers: it is named.
        (_, false) if inner.contains([':', '"', ';', '=']) => None,
        (_, false) => {
            let first = inner.trim_start().split(is_between).next().unwrap_or_default();
            byte(first, Base::Decimal).is_ok().then_some(None)
        }
    }
}

/// The elements of a list without the fields that Node prints behind them: `19, length: 20`.
pub(super) fn without_fields(text: &str, content: Span) -> Span {
    let inner = part(text, content);
    let Some(colon) = inner.find(": ") else { return content };
    let before = inner.get(..colon).unwrap_or_default();
    let Some(comma) = before.rfind(',') else { return content };
    let name = before.get(comma + 1..).unwrap_or_default().trim();
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
    if is_name { Span::new(content.start, content.start + comma) } else { content }
}

/// What languages put behind a number: its type.
const SUFFIXES: [&str; 8] = ["'u8", "_u8", "u8", "uy", "U", "u", ".toByte()", "y"];

/// The byte of one element.
pub(super) fn byte(element: &str, base: Base) -> Result<u8, NotationErrorKind> {
    let not_number = || NotationErrorKind::NotNumber { found: shortened(element) };
    for quote in ['\'', '"'] {
        let inner = element.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
        let Some(inner) = inner.filter(|_| element.len() > 1) else { continue };
        let is_hex = inner.bytes().all(|b| b.is_ascii_hexdigit()) && inner.len() == 2;
        return match inner.strip_prefix("0x").or(is_hex.then_some(inner)) {
            Some(digits) => u8::from_str_radix(digits, 16).map_err(|_| not_number()),
            None => character(inner).ok_or_else(not_number),
        };
    }
    let digits = SUFFIXES.iter().find_map(|suffix| element.strip_suffix(suffix)).unwrap_or(element);
    let lower = digits.to_ascii_lowercase();
    let marks = [("0x", 16), ("0o", 8), ("#x", 16), ("&h", 16), ("$", 16), ("16#", 16)];
    let marked = marks.iter().find_map(|(mark, radix)| Some((lower.strip_prefix(mark)?, *radix)));
    let (digits, radix) = match (marked, lower.strip_prefix("0b"), base) {
        (Some(marked), ..) => marked,
        (None, Some(bits), Base::Decimal) => (bits, 2),
        (None, _, Base::Hex) => (lower.as_str(), 16),
        (None, None, Base::Decimal) if is_bits(&lower) => (lower.as_str(), 2),
        _ => (lower.as_str(), 10),
    };
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

/// Eight bits, as Go's `%08b` prints them.
fn is_bits(digits: &str) -> bool {
    digits.len() == 8 && digits.bytes().all(|bit| matches!(bit, b'0' | b'1'))
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
            if let Some(hex) = c.strip_prefix("\\x") {
                return u8::from_str_radix(hex, 16).ok();
            }
            let mut characters = c.chars();
            let only = characters.next().filter(char::is_ascii)?;
            characters.next().is_none().then(|| u8::try_from(only).ok())?
        }
    }
}

/// At most 16 characters of an element, for a message.
fn shortened(element: &str) -> String {
    element.chars().take(16).collect()
}
