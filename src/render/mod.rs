//! Values to text: what the user sees, at a given width and in a given language.
//!
//! Renderers draw and never decide: they take dissections, findings and readings as they are, and
//! take every sentence from `prose`. They always write colours as ANSI styles; the command line
//! strips them where none are wanted. Structure is ASCII in every language, because box-drawing
//! and arrow glyphs are one column wide in one terminal and two in the next.

pub mod accept;
pub mod caret;
pub mod deflate;
pub mod diagram;
pub mod encode;
pub mod full;
pub mod handshake;
pub mod help;
pub mod ink;
pub mod json;
pub mod line;
pub mod notice;
pub mod page;
pub mod plain;
pub mod printable;
pub mod quiet;
pub mod summary;
mod verdict;

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

/// How many columns `text` takes in a terminal; it holds no style.
pub fn columns(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) { text.len() } else { text.width() }
}

/// `text` with spaces behind it, so that it takes at least `width` columns. Lines up CJK text.
pub fn pad(text: &str, width: usize) -> String {
    let spaces = width.saturating_sub(columns(text));
    format!("{text}{:spaces$}", "")
}

/// Breaks `text` into lines of at most `width` columns: at spaces where there are any, and between
/// any two characters where there are none, as Chinese does. Never gives an empty list.
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
    const CLOSING: &str = "，。；：、！？）」』》”’…,.;:!?)";
    let mut words = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let wide = |c: char| c.len_utf8() > 2;
        let breaks = match before {
            None => false,
            Some(' ') => c != ' ',
            Some(before) => (wide(before) || wide(c)) && c != ' ' && !CLOSING.contains(c),
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
}
