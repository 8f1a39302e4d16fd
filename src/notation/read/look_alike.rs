//! Characters that look like ASCII: full-width letters, smart quotes, blanks without width.
//! Imports the values of this room.

use super::part;
use crate::bits::Span;
use crate::notation::{NotationError, NotationErrorKind};

/// A look-alike, and how to mend the text it stands in.
#[derive(Debug)]
pub(super) struct Found {
    span: Span,
    found: char,
    looks: Option<char>,
    place: Place,
}

/// What kind of text the look-alike stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Within an escape: the rest of the literal may hold text of its own.
    Escape,
    /// A quote of a literal.
    Quote,
    /// Hex, bits, numbers: every character counts.
    Digits,
}

impl Found {
    /// The error N06.
    pub(super) fn error(&self, text: &str) -> NotationError {
        let kind = NotationErrorKind::LookAlike { found: self.found, looks: self.looks };
        let before = text.get(..self.span.start).unwrap_or_default();
        let byte = if self.place == Place::Digits { hex_pairs(before) } else { bytes_in(before) };
        NotationError::at(text, self.span, byte, kind)
    }
}

/// The first look-alike that stands where only ASCII can be meant. In a literal, text beyond
/// ASCII is content; there only backslashes, escapes and quotes are looked at.
pub(super) fn find(text: &str, body: Span) -> Option<Found> {
    let whole = part(text, body);
    if whole.is_ascii() {
        return None;
    }
    let found = |(at, found): (usize, char), place| Found {
        span: Span::new(body.start + at, body.start + at + found.len_utf8()),
        found,
        looks: ascii(found).flatten(),
        place,
    };
    let hits = |place: fn(&str, &str) -> bool| {
        whole.char_indices().find(|(at, c)| {
            !c.is_ascii() && {
                let (before, rest) = whole.split_at_checked(*at).unwrap_or_default();
                place(before, rest)
            }
        })
    };
    if let Some(hit) = hits(in_escape) {
        return Some(found(hit, Place::Escape));
    }
    if let Some(hit) = hits(opens_literal) {
        return Some(found(hit, Place::Quote));
    }
    let is_digits = !whole.contains(['\\', '\'', '"'])
        && whole.chars().all(|c| c.is_ascii() || ascii(c).is_some())
        && whole.chars().all(|c| c != '\u{2026}');
    let digits = whole.chars().filter(|c| like(*c).is_some_and(|c| c.is_ascii_hexdigit())).count();
    let words =
        whole.chars().filter(|c| like(*c).is_some_and(|c| c.is_ascii_alphanumeric())).count();
    if !is_digits || digits < 2 || digits * 3 < words * 2 {
        return None;
    }
    let hit = whole.char_indices().find(|(_, c)| !c.is_ascii())?;
    Some(found(hit, Place::Digits))
}

/// The text with the look-alikes of this kind written in ASCII. The caller keeps it only if it
/// reads.
pub(super) fn mended(text: &str, found: &Found) -> Option<String> {
    let mut mended = String::with_capacity(text.len());
    let mut in_escape_until = 0;
    for (at, c) in text.char_indices() {
        let (before, rest) = text.split_at_checked(at)?;
        let meant = if c.is_ascii() {
            Some(Some(c))
        } else {
            match found.place {
                Place::Digits => ascii(c),
                Place::Quote => ascii(c).filter(|meant| matches!(meant, Some('\'' | '"'))),
                Place::Escape => {
                    if in_escape(before, rest) && like_backslash(c) {
                        Some(Some('\\'))
                    } else if at < in_escape_until || in_escape(before, rest) {
                        ascii(c)
                    } else {
                        None
                    }
                }
            }
        };
        if c == '\\' || like_backslash(c) && in_escape(before, rest) {
            in_escape_until = at + rest.chars().take(4).map(char::len_utf8).sum::<usize>();
        }
        match meant {
            Some(meant) => mended.extend(meant),
            None => mended.push(c),
        }
    }
    Some(mended)
}

/// Whether the character that begins `rest` belongs to an escape: a backslash before `x` and two
/// hex digits, or one of these after a backslash.
fn in_escape(before: &str, rest: &str) -> bool {
    let mut last = before.chars().rev();
    let last = [last.next(), last.next(), last.next()];
    let backslash = |c: Option<char>| c.is_some_and(|c| c == '\\' || like_backslash(c));
    let is_x = |c: Option<char>| c.and_then(like) == Some('x');
    let digit = |c: Option<char>| c.and_then(like).is_some_and(|c| c.is_ascii_hexdigit());
    let mut next = rest.chars();
    let next = [next.next(), next.next(), next.next(), next.next()];
    match (last, next) {
        (_, [first, x, a, b]) if backslash(first) => is_x(x) && digit(a) && digit(b),
        ([slash, ..], [x, a, b, _]) if backslash(slash) => is_x(x) && digit(a) && digit(b),
        ([x, slash, _], [a, b, ..]) if backslash(slash) && is_x(x) => digit(a) && digit(b),
        ([a, x, slash], [b, ..]) if backslash(slash) && is_x(x) && digit(a) => digit(b),
        _ => false,
    }
}

/// Whether the character that begins `rest` is a smart quote that opens or closes a literal.
fn opens_literal(before: &str, rest: &str) -> bool {
    let quote = |c: char| matches!(ascii(c), Some(Some('\'' | '"')));
    if !rest.starts_with(quote) {
        return false;
    }
    let after_prefix = before.ends_with(['b', 'B'])
        && before.chars().rev().nth(1).is_none_or(|c| !c.is_ascii_alphanumeric());
    let mut next = rest.chars().skip(1);
    let escape_follows = next.next() == Some('\\') && next.next().is_some_and(|c| c == 'x');
    let opens = escape_follows && before.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    after_prefix || opens
}

/// What a character looks like: itself for ASCII.
fn like(c: char) -> Option<char> {
    if c.is_ascii() { Some(c) } else { ascii(c).flatten() }
}

/// What stands for the backslash key: `、` and `￥` come from its key with a Chinese or Japanese
/// input method.
fn like_backslash(c: char) -> bool {
    matches!(c, '\u{ff3c}' | '\u{fe68}' | '\u{2216}' | '\u{3001}' | '\u{ffe5}' | '\u{a5}')
}

/// What a character beyond ASCII looks like: `Some(None)` for one without width, `None` for one
/// that looks like nothing in ASCII.
fn ascii(c: char) -> Option<Option<char>> {
    let looks = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0)?,
        '\u{fe68}' | '\u{2216}' => '\\',
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '\u{b4}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201f}' | '\u{2033}' => '"',
        '\u{3001}' => ',',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{3010}' => '[',
        '\u{3011}' => ']',
        '\u{300a}' | '\u{3008}' => '<',
        '\u{300b}' | '\u{3009}' => '>',
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => return Some(None),
        '\u{85}' => return None,
        _ if c.is_whitespace() => ' ',
        _ => return None,
    };
    Some(Some(looks))
}

/// How many bytes a literal that ends here has, roughly: its escapes and plain characters.
fn bytes_in(before: &str) -> usize {
    let escapes = before.matches("\\x").count();
    let from = before.rfind(['\'', '"']).map_or(0, |at| at + 1);
    let content =
        if before.get(from..).is_some_and(|rest| rest.starts_with('\\')) { from } else { 0 };
    before.get(content..).unwrap_or_default().len().saturating_sub(3 * escapes)
}

/// How many whole bytes stand in this hex.
fn hex_pairs(before: &str) -> usize {
    before.replace("0x", "").chars().filter(char::is_ascii_hexdigit).count() / 2
}
