//! Values to text: what the user sees, at a given width and in a given language.
//!
//! Renderers draw and never decide: they take dissections, findings and readings as they are, and
//! take every sentence from `prose`. They always write colours as ANSI styles; the command line
//! strips them where none are wanted. Structure is ASCII in every language, because box-drawing
//! and arrow glyphs are one column wide in one terminal and two in the next.

pub mod accept;
pub mod caret;
pub mod cause;
pub mod deflate;
pub mod diagram;
pub mod encode;
pub mod full;
pub mod handshake;
#[cfg(feature = "program")]
pub mod help;
pub mod ink;
pub mod json;
pub mod line;
#[cfg(feature = "program")]
pub mod live;
pub mod node;
pub mod notice;
pub mod page;
pub mod plain;
pub mod printable;
pub mod quiet;
pub mod summary;

use crate::prose::Lang;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What a renderer draws for.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// The language of every sentence.
    pub lang: Lang,
    /// Columns that a line may take.
    pub width: usize,
}

/// How much to show.
#[derive(Clone, Copy, Debug, Default)]
pub struct Detail {
    /// Whether to show what is otherwise elided.
    pub all_bytes: bool,
    /// Whether to show secrets: cookies, credentials, tokens in a path.
    pub secrets: bool,
}

/// How many columns `text` takes in a terminal; it holds no style.
pub fn columns(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) { text.len() } else { text.width() }
}

/// Four bytes as eight hex digits, in lower case; all eight at once.
#[inline]
pub(crate) fn hex_digits(bytes: [u8; 4]) -> [u8; 8] {
    let mut nibbles = u64::from(u32::from_be_bytes(bytes));
    nibbles = (nibbles | nibbles << 16) & 0x0000_ffff_0000_ffff;
    nibbles = (nibbles | nibbles << 8) & 0x00ff_00ff_00ff_00ff;
    nibbles = (nibbles | nibbles << 4) & 0x0f0f_0f0f_0f0f_0f0f;
    // With 6 added, 10 to 15 reach the bit above the nibble.
    let letters = (nibbles + 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101;
    let from_nine_to_a = u64::from(b'a' - b'9' - 1);
    (nibbles + 0x3030_3030_3030_3030 + letters * from_nine_to_a).to_be_bytes()
}

/// Appends bytes as hex digits, in lower case.
pub(crate) fn write_hex(out: &mut Vec<u8>, bytes: &[u8]) {
    let start = out.len();
    out.resize(start + 2 * bytes.len(), 0);
    let (digits, last_digits) = out.get_mut(start..).unwrap_or_default().as_chunks_mut::<8>();
    let (fours, rest) = bytes.as_chunks::<4>();
    for (digits, four) in digits.iter_mut().zip(fours) {
        *digits = hex_digits(*four);
    }
    let mut four = [0; 4];
    four.iter_mut().zip(rest).for_each(|(to, byte)| *to = *byte);
    last_digits.iter_mut().zip(hex_digits(four)).for_each(|(to, digit)| *to = digit);
}

/// `text` with spaces behind it, so that it takes at least `width` columns. Lines up CJK text.
pub fn pad(text: &str, width: usize) -> String {
    let spaces = width.saturating_sub(columns(text));
    format!("{text}{:spaces$}", "")
}

/// Breaks `text` into lines of at most `width` columns: at spaces where there are any, and between
/// any two characters where there are none, as Chinese does. Never returns an empty list.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(8);
    if columns(text) <= width {
        return vec![text.trim_end().to_owned()];
    }
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in words(text) {
        let needed = columns(word.trim_end());
        if used + needed > width && !line.is_empty() {
            lines.push(line.trim_end().to_owned());
            line.clear();
            used = 0;
        }
        if needed <= width {
            line.push_str(word);
            used += columns(word);
            continue;
        }
        for c in word.chars() {
            let column = c.width().unwrap_or(0);
            if used + column > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(c);
            used += column;
        }
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// The parts of `text` that are kept on one line: a word with the spaces behind it, or one wide
/// character with the punctuation behind it.
fn words(text: &str) -> Vec<&str> {
    const CLOSING: &str = "，。；：、！？）」』》”’…,.;:!?)]";
    const OPENING: &str = "([";
    let mut words = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let wide = |c: char| c.len_utf8() > 2;
        let breaks = match before {
            None => false,
            Some(' ') => c != ' ',
            Some(before) => {
                (wide(before) || wide(c))
                    && c != ' '
                    && !CLOSING.contains(c)
                    && !OPENING.contains(before)
            }
        };
        if breaks {
            words.push(text.get(start..at).unwrap_or_default());
            start = at;
        }
        before = Some(c);
    }
    words.push(text.get(start..).unwrap_or_default());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_of_every_byte_wherever_it_stands() {
        for byte in 0..=u8::MAX {
            for len in 0..10 {
                let bytes: Vec<u8> = (0..len).map(|at| byte.wrapping_add(at * 7)).collect();
                let mut out = vec![b'x'];
                write_hex(&mut out, &bytes);
                assert_eq!(out, format!("x{}", hex::encode(&bytes)).into_bytes());
            }
        }
    }

    #[test]
    fn padding_counts_columns_and_not_characters() {
        assert_eq!(pad("载荷", 6), "载荷  ");
        assert_eq!(pad("ab", 6), "ab    ");
        assert_eq!(pad("abcdefg", 6), "abcdefg");
    }

    #[test]
    fn english_wraps_at_spaces_and_chinese_between_characters() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("今天天气很不错", 8), ["今天天气", "很不错"]);
        assert_eq!(wrap("", 8), [""]);
        assert_eq!(wrap("aaaaaaaaaa", 8), ["aaaaaaaa", "aa"]);
    }

    #[test]
    fn punctuation_does_not_begin_a_line() {
        assert_eq!(wrap("今天天气，很好", 8), ["今天天", "气，很好"]);
    }

    #[test]
    fn no_line_ends_with_what_opens_a_bracket() {
        assert_eq!(wrap("今天 a [天气]", 8), ["今天 a", "[天气]"]);
    }
}
