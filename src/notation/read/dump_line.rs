//! One line of a dump: its offset, its bytes, its text column. Imports this room's values.

use super::cursor::Cursor;
use super::{hex, part};
use crate::bits::Span;

/// A line of a text that may be a dump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// An offset and what follows it.
    Row(Row),
    /// `*`: the line before is repeated up to the next offset.
    Star(Span),
    /// Anything else.
    Other(Span),
}

/// A line that begins with an offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Where the line begins in the text.
    pub(super) line_start: usize,
    /// The digits of the offset.
    pub(super) offset: Span,
    /// Whether `0x` stands before the offset, as tcpdump writes it.
    pub(super) prefixed: bool,
    /// Whether a colon stands after the offset, as xxd and tcpdump write it.
    pub(super) colon: bool,
    /// What follows the offset.
    pub(super) data: Span,
}

impl Line {
    /// What the line in `span` is.
    pub(super) fn read(text: &str, span: Span) -> Self {
        let mut cursor = Cursor::new(text, span);
        cursor.take(usize::MAX, |c| c.is_whitespace() || c == '\u{2502}');
        if part(text, span).trim() == "*" {
            return Self::Star(span);
        }
        let prefixed = cursor.eat("0x");
        let start = cursor.at();
        let digits = cursor.take(17, |c| c.is_ascii_hexdigit());
        let offset = cursor.since(start);
        let colon = cursor.eat(":");
        let ends = cursor.peek().is_none_or(|c| c.is_whitespace() || c == '\u{2502}');
        if !(4..=16).contains(&digits.len()) || !ends {
            return Self::Other(span);
        }
        cursor.eat("\u{2502}");
        let data = Span::new(cursor.at(), span.end);
        Self::Row(Row { line_start: span.start, offset, prefixed, colon, data })
    }
}

impl Row {
    /// The offset as a number of this base.
    pub(super) fn offset(&self, text: &str, radix: u32) -> Option<u64> {
        u64::from_str_radix(part(text, self.offset), radix).ok()
    }

    /// The first group after the offset.
    pub(super) fn first_group<'a>(&self, text: &'a str) -> &'a str {
        part(text, self.data).split_ascii_whitespace().next().unwrap_or_default()
    }

    /// Whether the line can only be one of a dump: its offset is a first one or long, and bytes
    /// follow it as a dump has them.
    pub(super) fn is_certain(&self, text: &str) -> bool {
        let digits = part(text, self.offset);
        let zero = digits.bytes().all(|digit| digit == b'0');
        let group = self.first_group(text);
        let bytes =
            group.len().is_multiple_of(2) && group.bytes().all(|byte| byte.is_ascii_hexdigit());
        if group.is_empty() {
            return false;
        }
        if self.colon {
            return bytes && (zero || self.prefixed || digits.len() >= 6);
        }
        let wide_gap = part(text, self.data).starts_with("  ");
        let pairs = bytes && group.len() == 2;
        pairs && (zero || digits.len() >= 6 && wide_gap) || zero && self.words(text).is_some()
    }

    /// What od and hexdump print without an option for single bytes: words, octal, characters.
    pub(super) fn words(&self, text: &str) -> Option<Words> {
        if self.colon || self.offset.len() != 7 {
            return None;
        }
        let data = part(text, self.data);
        let group = self.first_group(text);
        let octal = group.bytes().all(|digit| matches!(digit, b'0'..=b'7'));
        match group.len() {
            4 if group.bytes().all(|byte| byte.is_ascii_hexdigit()) => Some(Words::Hex),
            3 | 6 if octal => Some(Words::Octal),
            1..=3 if data.starts_with("  ") && group.len() != 2 => Some(Words::Octal),
            2 if data.starts_with("  ") && group.starts_with('\\') => Some(Words::Octal),
            _ => None,
        }
    }
}

/// A dump in other units than bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// 16-bit words in hex, in the byte order of the machine.
    Hex,
    /// Octal words, octal bytes or characters.
    Octal,
}

/// The bytes of one row, and where they came from.
#[derive(Debug, Default)]
pub(super) struct RowBytes {
    pub(super) bytes: Vec<(u8, Span)>,
    /// Column of the first character after the bytes and the blanks that follow them.
    pub(super) gutter_column: Option<usize>,
    /// The text column says that the groups are reversed.
    pub(super) reversed: bool,
    /// Something else than bytes where bytes should be.
    pub(super) broken: Option<(Span, Broken)>,
}

/// What keeps a row from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    NotHex(char),
    OddHex,
}

/// The most bytes that a tool prints on one line beside a text column (`xxd -c 256`).
const LONGEST_ROW_BYTES: usize = 256;

/// What is known of a row from its neighbours.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    /// How many bytes the row has, from the offset after it.
    pub(super) bytes: Option<usize>,
    /// Where the text column of the rows before begins.
    pub(super) gutter_column: Option<usize>,
    /// Whether every group is eight bits, as `xxd -b` prints them.
    pub(super) binary: bool,
}

/// Reads the bytes of a row up to its text column.
pub(super) fn bytes(text: &str, row: &Row, known: Known) -> RowBytes {
    let mut read = RowBytes::default();
    let mut cursor = Cursor::new(text, row.data);
    let mut group_bytes = 0;
    loop {
        // WinDbg and OpenSSL have a dash in the middle of a row.
        let dash = !read.bytes.is_empty() && cursor.eat("-");
        let gap = cursor.take(usize::MAX, |c| c.is_whitespace() || c == '\u{250a}').len()
            + usize::from(dash);
        let column = cursor.at() - row.line_start;
        let enough = known.bytes.is_some_and(|bytes| read.bytes.len() >= bytes);
        let wide = gap > 1 && !read.bytes.is_empty();
        let past = known.bytes.is_none() && known.gutter_column.is_some_and(|from| column >= from);
        let Some(next) = cursor.peek() else { break };
        let bar = matches!(next, '|' | '>' | '\u{2502}');
        if enough || past || bar || wide && is_text_column(cursor.rest(), &read.bytes) {
            read.gutter_column = Some(column);
            read.reversed = group_bytes > 1
                && !is_text_column(cursor.rest(), &read.bytes)
                && is_text_column(cursor.rest(), &reversed(&read.bytes, group_bytes));
            break;
        }
        let start = cursor.at();
        let _ = !known.binary && (cursor.eat("0x") || cursor.eat("0X"));
        let digits = cursor.at();
        let group =
            cursor.take(usize::MAX, |c| !c.is_whitespace() && !matches!(c, '|' | '-' | ','));
        cursor.eat(",");
        if let Some(broken) = broken(group, Span::new(digits, digits + group.len()), known.binary) {
            let punctuated = group.starts_with(|c: char| !c.is_ascii_alphanumeric());
            if !wide && !punctuated {
                read.broken = Some(broken);
            } else {
                cursor.move_to(start);
                read.reversed = group_bytes > 1
                    && is_text_column(cursor.rest(), &reversed(&read.bytes, group_bytes));
            }
            read.gutter_column = Some(column);
            break;
        }
        if known.binary {
            let byte = u8::from_str_radix(group, 2).unwrap_or_default();
            read.bytes.push((byte, cursor.since(start)));
            continue;
        }
        group_bytes = group_bytes.max(group.len() / 2);
        let pairs = group.as_bytes().chunks_exact(2).enumerate();
        read.bytes.extend(pairs.map(|(index, pair)| {
            let byte = pair.iter().fold(0, |byte, digit| byte << 4 | hex::nibble(*digit));
            let from = if index == 0 { start } else { digits + 2 * index };
            (byte, Span::new(from, digits + 2 * index + 2))
        }));
    }
    read
}

/// What is wrong with a group of hex digits, if anything.
fn broken(group: &str, span: Span, binary: bool) -> Option<(Span, Broken)> {
    let digit = |c: char| if binary { matches!(c, '0' | '1') } else { c.is_ascii_hexdigit() };
    if group.is_empty() {
        return Some((span, Broken::NotHex('-')));
    }
    let odd = group.char_indices().find(|(_, c)| !digit(*c));
    if let Some((at, c)) = odd {
        let at = span.start + at;
        return Some((Span::new(at, at + c.len_utf8()), Broken::NotHex(c)));
    }
    let whole = if binary { group.len() == 8 } else { group.len().is_multiple_of(2) };
    (!whole).then(|| (Span::new(span.end - 1, span.end), Broken::OddHex))
}

/// Whether `rest` is the text column of these bytes: the same characters, blanks not counted, a
/// dot or any character beyond ASCII for what cannot be shown.
pub(super) fn is_text_column(rest: &str, bytes: &[(u8, Span)]) -> bool {
    if bytes.len() > LONGEST_ROW_BYTES {
        return false;
    }
    let shown = rest.trim().trim_matches(['|', '>', '<', '\u{2502}']);
    let mut characters = shown.chars().filter(|c| *c != ' ' && *c != '\u{250a}');
    let mut wanted = bytes.iter().map(|(byte, _)| *byte).filter(|byte| *byte != b' ');
    loop {
        match (characters.next(), wanted.next()) {
            (None, None) => return true,
            (Some(c), Some(byte)) => {
                let printable = byte.is_ascii_graphic();
                let fits =
                    if printable { c == char::from(byte) } else { c == '.' || !c.is_ascii() };
                if !fits {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

/// The bytes with those of each group in reverse order.
fn reversed(bytes: &[(u8, Span)], group_bytes: usize) -> Vec<(u8, Span)> {
    bytes.chunks(group_bytes.max(1)).flat_map(|group| group.iter().rev().copied()).collect()
}
