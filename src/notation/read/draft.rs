//! A reading in the making: every reader pushes its bytes here, with their places.

use super::sound::{self, Sound};
use super::view::View;
use crate::bits::Span;
use crate::notation::{
    Notation, NotationError, NotationErrorKind, Origin, ReadOptions, Reading, Remark,
};

/// How a literal writes bytes that are no plain characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum EscapeStyle {
    /// `\x81`, `\201`: Python, C and most others.
    #[default]
    Octal,
    /// `\129`: Lua, Haskell, OCaml.
    Decimal,
    /// Characters up to U+00FF stand for one byte each: `\u0081`, `é`.
    Latin1,
}

/// What has been read so far.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub(super) text: &'a str,
    pub(super) options: ReadOptions,
    pub(super) style: EscapeStyle,
    /// Whether what is read stands in quotes.
    pub(super) quoted: bool,
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
    /// How many pieces were left out because they are no frames.
    pub(super) dropped_pieces: usize,
    origin: Vec<Span>,
    chunk_starts: Vec<usize>,
}

impl<'a> Draft<'a> {
    /// An empty draft of a reading of `text`.
    pub(super) fn new(text: &'a str, options: ReadOptions) -> Self {
        Self {
            text,
            options,
            style: EscapeStyle::default(),
            quoted: false,
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
            dropped_pieces: 0,
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
        let closes = text.chars().all(|c| ");,]}\"'`<>[{(".contains(c));
        let code = ends && text.is_ascii() && !text.contains('\n') && !text.starts_with('(');
        if !closes && !code {
            self.text_around += text.chars().filter(|c| !c.is_whitespace()).count();
        }
    }

    /// An error at `span`, where the next byte would have been.
    pub(super) fn error(&self, span: Span, kind: NotationErrorKind) -> NotationError {
        NotationError::at(self.text, span, self.bytes.len(), kind)
    }

    /// Takes the last byte back.
    pub(super) fn pop(&mut self) {
        self.bytes.pop();
        self.origin.pop();
    }

    /// Keeps of several pieces those that make frames, where the others differ from them in kind:
    /// they have no escapes.
    pub(super) fn keep_sound_pieces(&mut self) {
        if self.chunk_starts.len() < 2 || sound::of(&self.bytes, false) == Sound::Whole {
            return;
        }
        let pieces: Vec<Span> = self.pieces();
        let is_escaped = |piece: &Span| {
            self.origin.get(piece.start..piece.end).unwrap_or_default().iter().any(|s| s.len() > 1)
        };
        let is_sound = |piece: &Span| {
            let bytes = self.bytes.get(piece.start..piece.end).unwrap_or_default();
            sound::of(bytes, false) == Sound::Whole
        };
        let (sound, rest): (Vec<Span>, Vec<Span>) = pieces.into_iter().partition(is_sound);
        if sound.is_empty() || rest.iter().any(is_escaped) {
            return;
        }
        let (bytes, origin) = (std::mem::take(&mut self.bytes), std::mem::take(&mut self.origin));
        self.chunk_starts.clear();
        for piece in sound {
            self.begin_chunk();
            self.bytes.extend(bytes.get(piece.start..piece.end).unwrap_or_default());
            self.origin.extend(origin.get(piece.start..piece.end).unwrap_or_default());
        }
        self.text_around += rest.iter().map(|piece| piece.len()).sum::<usize>();
        self.plain = self.origin.iter().filter(|span| span.len() == 1).count();
        self.escapes = self.bytes.len() - self.plain;
        self.dropped_pieces = rest.len();
    }

    /// The chunks as spans of the bytes.
    fn pieces(&self) -> Vec<Span> {
        let ends = self.chunk_starts.iter().skip(1).copied().chain([self.bytes.len()]);
        let starts = if self.chunk_starts.is_empty() { &[0][..] } else { &self.chunk_starts };
        starts.iter().zip(ends).map(|(start, end)| Span::new(*start, end)).collect()
    }

    /// The reading of a view, with its places in the text from which the view was made.
    pub(super) fn finish_view(mut self, notation: Notation, view: &View<'_>) -> Reading {
        self.text_around += view.left_out;
        self.wrapped_lines += view.wrapped;
        if let Some(line) = view.first_line {
            self.remarks.push(Remark::FirstLineAdded { line });
        }
        if let Some((text, lines)) = &view.prefix {
            self.text_around -= view.left_out;
            let (text, lines) = (text.clone(), *lines);
            self.remarks.push(Remark::BeforeEachLine { text, lines });
        }
        let mut reading = self.finish(notation);
        if !view.is_whole() {
            let moved = |span: Span| view.place(span);
            reading.remarks.iter_mut().for_each(|remark| remark.move_to(moved));
        }
        reading.origin = view.origin(reading.origin);
        reading
    }

    /// The reading.
    pub(super) fn finish(mut self, notation: Notation) -> Reading {
        if matches!(notation, Notation::PythonLiteral | Notation::Escapes) {
            self.keep_sound_pieces();
        }
        self.tell();
        let chunks = self.pieces();
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
            (self.dropped_pieces > 0)
                .then_some(Remark::PiecesLeftOut { count: self.dropped_pieces }),
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
