//! A text without what stands around its data, and where each part of it stood. Imports `bits`.

use std::borrow::Cow;

use crate::bits::Span;
use crate::notation::Origin;

/// What of a text is looked at: the data of each line, joined by line breaks.
#[derive(Clone, Debug)]
pub(super) struct View<'a> {
    /// What is left of the text.
    pub(super) text: Cow<'a, str>,
    /// Where its parts stood, in order of the view.
    segments: Vec<Segment>,
    /// How many characters were left out, white space not counted.
    pub(super) left_out: usize,
    /// The first line of a head, where the text had none.
    pub(super) first_line: Option<&'static str>,
    /// How many line breaks were taken out.
    pub(super) wrapped: usize,
    /// What stood before the data, in the first line that has it, and in how many lines.
    pub(super) prefix: Option<(String, usize)>,
}

/// A part of a view: `len` bytes at `start` of the text; what was put in is mapped onto them.
#[derive(Clone, Copy, Debug)]
struct Segment {
    at: usize,
    start: usize,
    len: usize,
}

impl<'a> View<'a> {
    /// The text as it stands.
    pub(super) fn whole(text: &'a str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            segments: Vec::new(),
            left_out: 0,
            first_line: None,
            wrapped: 0,
            prefix: None,
        }
    }

    /// An empty view, to which parts are added.
    pub(super) fn empty() -> Self {
        Self {
            text: Cow::Borrowed(""),
            segments: Vec::new(),
            left_out: 0,
            first_line: None,
            wrapped: 0,
            prefix: None,
        }
    }

    /// Whether it is the text as it stands.
    pub(super) fn is_whole(&self) -> bool {
        self.segments.is_empty()
    }

    /// Adds the part `span` of `source`.
    pub(super) fn take(&mut self, source: &str, span: Span) {
        let part = source.get(span.start..span.end).unwrap_or_default();
        self.segments.push(Segment { at: self.text.len(), start: span.start, len: part.len() });
        self.text.to_mut().push_str(part);
    }

    /// Adds text that does not stand in the source; it counts as the `len` bytes at `start`.
    pub(super) fn put(&mut self, text: &str, start: usize, len: usize) {
        self.segments.push(Segment { at: self.text.len(), start, len });
        self.text.to_mut().push_str(text);
    }

    /// Counts the text in `span` as left out.
    pub(super) fn leave_out(&mut self, source: &str, span: Span) {
        let text = source.get(span.start..span.end).unwrap_or_default();
        self.left_out += text.chars().filter(|c| !c.is_whitespace()).count();
    }

    /// Where a part of the view stands in the source.
    pub(super) fn place(&self, span: Span) -> Span {
        if self.is_whole() {
            return span;
        }
        let Some(first) = self.segment(span.start) else { return span };
        let start = first.start + (span.start - first.at).min(first.len.saturating_sub(1));
        let last = self.segment(span.end.max(span.start + 1) - 1).unwrap_or(first);
        let end = last.start + span.end.saturating_sub(last.at).min(last.len);
        Span::new(start, end.max(start))
    }

    /// The places of bytes that were read from the view.
    pub(super) fn origin(&self, origin: Origin) -> Origin {
        if self.is_whole() {
            return origin;
        }
        Origin::Each(origin.iter().map(|span| self.place(span)).collect())
    }

    fn segment(&self, at: usize) -> Option<Segment> {
        let next = self.segments.partition_point(|segment| segment.at <= at);
        self.segments.get(next.checked_sub(1)?).copied()
    }
}
