//! A reading in the making: every reader pushes its bytes here, with their places.

use crate::bits::Span;
use crate::notation::{
    Notation, NotationError, NotationErrorKind, Origin, ReadOptions, Reading, Remark,
};

/// What has been read so far.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub(super) text: &'a str,
    pub(super) options: ReadOptions,
    pub(super) bytes: Vec<u8>,
    pub(super) remarks: Vec<Remark>,
    pub(super) escapes: usize,
    pub(super) plain: usize,
    pub(super) spaces: usize,
    pub(super) spaces_beside_escapes: usize,
    pub(super) skipped_spaces: usize,
    pub(super) wrapped_lines: usize,
    pub(super) non_ascii: usize,
    pub(super) text_around: usize,
    pub(super) open_end: bool,
    origin: Vec<Span>,
    chunk_starts: Vec<usize>,
}

impl<'a> Draft<'a> {
    /// An empty draft of a reading of `text`.
    pub(super) fn new(text: &'a str, options: ReadOptions) -> Self {
        Self {
            text,
            options,
            bytes: Vec::new(),
            remarks: Vec::new(),
            escapes: 0,
            plain: 0,
            spaces: 0,
            spaces_beside_escapes: 0,
            skipped_spaces: 0,
            wrapped_lines: 0,
            non_ascii: 0,
            text_around: 0,
            open_end: false,
            origin: Vec::new(),
            chunk_starts: Vec::new(),
        }
    }

    /// Adds a byte that came from `span`.
    pub(super) fn push(&mut self, byte: u8, span: Span) {
        self.bytes.push(byte);
        self.origin.push(span);
    }

    /// Begins a chunk: a literal, list, dump or packet of its own.
    pub(super) fn begin_chunk(&mut self) {
        self.chunk_starts.push(self.bytes.len());
    }

    /// Counts the text in `span` as left out, unless it is the code of a literal or list:
    /// `hashstr = `, `Uint8Array(17) `, `)`.
    pub(super) fn leave_out(&mut self, span: Span) {
        let text = self.text.get(span.start..span.end).unwrap_or_default().trim();
        let ends = ["(", "=", ")", "!", "&", "byte"].iter().any(|end| text.ends_with(end));
        let closes = text.chars().all(|c| ");,]}".contains(c));
        let code = ends && text.is_ascii() && !text.contains('\n') && !text.starts_with('(');
        if !closes && !code {
            self.text_around += text.chars().filter(|c| !c.is_whitespace()).count();
        }
    }

    /// An error at `span`, where the next byte would have been.
    pub(super) fn error(&self, span: Span, kind: NotationErrorKind) -> NotationError {
        NotationError::at(self.text, span, self.bytes.len(), kind)
    }

    /// The reading.
    pub(super) fn finish(mut self, notation: Notation) -> Reading {
        self.tell();
        let mut chunks = Vec::with_capacity(self.chunk_starts.len().max(1));
        let ends = self.chunk_starts.iter().skip(1).copied().chain([self.bytes.len()]);
        let starts = if self.chunk_starts.is_empty() { &[0][..] } else { &self.chunk_starts };
        chunks.extend(starts.iter().zip(ends).map(|(start, end)| Span::new(*start, end)));
        Reading {
            bytes: self.bytes,
            notation,
            origin: Origin::Each(self.origin),
            chunks,
            escapes: self.escapes,
            plain: self.plain,
            spaces: self.spaces,
            spaces_beside_escapes: self.spaces_beside_escapes,
            remarks: self.remarks,
        }
    }

    /// Makes remarks of what was counted.
    fn tell(&mut self) {
        let counted = [
            (self.chunk_starts.len() > 1)
                .then_some(Remark::SeveralLiterals { count: self.chunk_starts.len() }),
            (self.text_around > 0).then_some(Remark::TextAround { count: self.text_around }),
            (self.wrapped_lines > 0).then_some(Remark::WrappedLines { count: self.wrapped_lines }),
            (self.non_ascii > 0).then_some(Remark::NonAscii { count: self.non_ascii }),
            (self.skipped_spaces > 0)
                .then_some(Remark::SpacesSkipped { count: self.skipped_spaces }),
            self.open_end.then_some(Remark::MissingClosingQuote),
        ];
        self.remarks.extend(counted.into_iter().flatten());
    }
}
