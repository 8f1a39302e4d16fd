//! A place in a text that moves forward by characters. Imports `bits`; never allocates.

use crate::bits::Span;

/// A place in a text, with an end before which it stops.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// A cursor at the start of `body`, which ends where `body` ends.
    pub(super) fn new(text: &'a str, body: Span) -> Self {
        let text = text.get(..body.end).unwrap_or(text);
        Self { text, at: body.start }
    }

    /// Where it stands, in bytes of the source text.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// What is still to come.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next character, without moving.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Moves past the next character and gives it.
    pub(super) fn next(&mut self) -> Option<char> {
        let found = self.peek()?;
        self.at += found.len_utf8();
        Some(found)
    }

    /// Moves past `prefix` if it comes next.
    pub(super) fn eat(&mut self, prefix: &str) -> bool {
        let found = self.rest().starts_with(prefix);
        if found {
            self.at += prefix.len();
        }
        found
    }

    /// Moves past the characters that `wanted` holds for and gives them, at most `limit`.
    pub(super) fn take(&mut self, limit: usize, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let len = rest
            .char_indices()
            .take(limit)
            .take_while(|(_, c)| wanted(*c))
            .last()
            .map_or(0, |(at, c)| at + c.len_utf8());
        self.at += len;
        rest.get(..len).unwrap_or_default()
    }

    /// Moves to `at`, which must stand between two characters.
    pub(super) fn move_to(&mut self, at: usize) {
        self.at = at;
    }

    /// From `start` to here.
    pub(super) fn since(&self, start: usize) -> Span {
        Span::new(start, self.at)
    }

    /// The next character as a span, empty at the end.
    pub(super) fn next_span(&self) -> Span {
        Span::new(self.at, self.at + self.peek().map_or(0, char::len_utf8))
    }
}
