//! Where the lines go: text with its colour, padding and columns, appended without a detour.

use std::io::Write;

use super::Look;
use crate::render::ink::{self, Ink};
use crate::render::{Screen, columns, wrap};

/// Columns before what belongs to the line above, where the screen is wide.
pub(super) const INDENT: usize = 23;
/// The same on a narrow screen.
const NARROW_INDENT: usize = 4;
/// From this width on a screen is wide.
const WIDE: usize = 76;

/// A buffer, how to draw into it, and the column at which it stands.
pub(super) struct Sink<'a> {
    pub(super) out: &'a mut Vec<u8>,
    pub(super) look: Look,
    pub(super) screen: Screen,
    pub(super) column: usize,
    /// Spaces that are written once something stands behind them.
    spaces: usize,
}

impl<'a> Sink<'a> {
    pub(super) const fn new(out: &'a mut Vec<u8>, look: Look, screen: Screen) -> Self {
        Self { out, look, screen, column: 0, spaces: 0 }
    }

    /// Text as it is; it moves no cursor.
    pub(super) fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.write_spaces();
        self.out.extend_from_slice(text.as_bytes());
        self.column += columns(text);
    }

    /// Text in its colour, where colour is wanted.
    pub(super) fn ink(&mut self, ink: Ink, text: &str) {
        if self.look.colour && !text.is_empty() {
            self.write_spaces();
            ink::write(self.out, ink, text);
            self.column += columns(text);
        } else {
            self.text(text);
        }
    }

    pub(super) fn number(&mut self, number: u64) {
        self.text(itoa::Buffer::new().format(number));
    }

    /// A number with its last digit at the column before `end`, where it fits.
    pub(super) fn number_to(&mut self, number: u64, end: usize) {
        let mut digits = itoa::Buffer::new();
        let digits = digits.format(number);
        self.spaces_to(end.saturating_sub(digits.len()));
        self.text(digits);
    }

    pub(super) fn hex(&mut self, bytes: &[u8]) {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        self.write_spaces();
        let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or_default();
        bytes.iter().for_each(|byte| {
            self.out.extend_from_slice(&[digit(byte >> 4), digit(byte & 0x0f)]);
        });
        self.column += 2 * bytes.len();
    }

    /// Spaces up to a column; none where it stands there or behind it.
    pub(super) fn spaces_to(&mut self, column: usize) {
        let count = column.saturating_sub(self.column);
        self.spaces += count;
        self.column += count;
    }

    fn write_spaces(&mut self) {
        self.out.extend(std::iter::repeat_n(b' ', self.spaces));
        self.spaces = 0;
    }

    /// Spaces up to a column; one at least.
    pub(super) fn gap_to(&mut self, column: usize) {
        self.spaces_to(column.max(self.column + 1));
    }

    /// Ends the line; no space stands at its end that nothing from outside brought.
    pub(super) fn end_line(&mut self) {
        self.out.push(b'\n');
        self.column = 0;
        self.spaces = 0;
    }

    /// Columns before what belongs to the line above.
    pub(super) const fn indent(&self) -> usize {
        if self.screen.width >= WIDE { INDENT } else { NARROW_INDENT }
    }

    /// Columns that are left on this line.
    pub(super) const fn room(&self) -> usize {
        self.screen.width.saturating_sub(self.column)
    }

    /// A sentence from here on, wrapped under itself; it ends the line.
    pub(super) fn sentence(&mut self, sentence: &str) {
        let indent = self.column;
        for line in wrap(sentence, self.room()) {
            self.spaces_to(indent);
            self.text(&line);
            self.end_line();
        }
    }

    /// A line below the one before: a label in its colour, and a sentence wrapped beside it. On a
    /// narrow screen the sentence goes on below the label.
    pub(super) fn below(&mut self, ink: Ink, label: &str, sentence: &str) {
        let indent = self.indent();
        let first = format!("{label} {sentence}");
        let mut label = Some(label);
        for line in wrap(&first, self.screen.width.saturating_sub(indent + 2)) {
            self.spaces_to(indent);
            match label.take().and_then(|label| Some((label, line.strip_prefix(label)?))) {
                Some((label, rest)) => {
                    self.ink(ink, label);
                    self.text(rest);
                }
                None => {
                    self.spaces_to(indent + 2);
                    self.text(&line);
                }
            }
            self.end_line();
        }
    }

    /// Writes text that holds no style from the system's formatter.
    pub(super) fn say(&mut self, text: std::fmt::Arguments<'_>) {
        self.write_spaces();
        let before = self.out.len();
        // A buffer takes everything.
        let _ = self.out.write_fmt(text);
        self.column += self.out.len() - before;
    }
}
