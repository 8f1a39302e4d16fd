//! The head of an HTTP message, read into lines with their places. Keeps everything as written:
//! bare line feeds, folded lines, spaces before a colon, lines without one. Judges nothing, never
//! panics, and takes no more than [`MAX_BYTES`] and [`MAX_FIELDS`].

use std::fmt;

use super::start::{Beginning, StartLine, begins_like_head};
use crate::bits::Span;
use crate::terms::{HeaderName, Role};

/// The longest head that is read, in bytes.
pub const MAX_BYTES: usize = 64 * 1024;
/// The most header fields that are read.
pub const MAX_FIELDS: usize = 256;

/// A head as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its bytes, from the first of the start line to the last of the blank line.
    pub bytes: Vec<u8>,
    /// The first line.
    pub start: StartLine,
    /// The lines behind it, in their order.
    pub fields: Vec<HeaderField>,
    /// How it ended.
    pub end: HeadEnd,
}

/// A line: its text, and its line end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The text, without the line end.
    pub text: Span,
    /// The bytes that end it; empty where the head ends inside it.
    pub end: Span,
}

/// A header field, or a line that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeaderField {
    /// The line; of a folded field, its first.
    pub line: Line,
    /// The whole, the folded lines included.
    pub whole: Span,
    /// How it is written.
    pub shape: Shape,
    /// Which of the known names it has.
    pub known: Option<HeaderName>,
}

/// How a header line is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A name, a colon, a value.
    Named {
        /// The name, without the space around it.
        name: Span,
        /// The white space between the name and the colon.
        gap: Span,
        /// The value, without the white space around it; over all lines of a folded field.
        value: Span,
        /// Whether the value goes on in lines that begin with white space.
        folded: bool,
    },
    /// A line without a colon.
    NoColon,
    /// A folded line with nothing to continue.
    Stray,
}

/// How a head ended.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadEnd {
    /// With a blank line, as it should.
    BlankLine,
    /// Bytes that can be no header line follow at once: frames, probably.
    NoBlankLine,
    /// The input ends inside it.
    Cut,
    /// It is longer than this reader takes, or has more fields.
    TooLong,
    /// It is no HTTP: TLS. Nothing but its first bytes was read.
    NotHttp,
}

/// That the head goes on: its blank line has not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// Bytes that are here, all of them part of the head.
    pub have: usize,
}

/// In English.
impl fmt::Display for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the head is not finished: its blank line has not come in {} bytes", self.have)
    }
}

impl std::error::Error for Unfinished {}

impl Head {
    /// Reads a head off the start of `bytes`, with the number of bytes it takes.
    ///
    /// # Errors
    /// [`Unfinished`] where all of `bytes` belongs to a head whose end has not come.
    pub fn read(bytes: &[u8]) -> Result<(Self, usize), Unfinished> {
        let head = Self::read_cut(bytes);
        match head.end {
            HeadEnd::Cut => Err(Unfinished { have: bytes.len() }),
            _ => {
                let used = head.bytes.len();
                Ok((head, used))
            }
        }
    }

    /// Reads as much of a head as is there; [`HeadEnd::Cut`] where its end has not come.
    pub fn read_cut(bytes: &[u8]) -> Self {
        if begins_like_head(bytes) == Beginning::Tls {
            return Self::not_http(bytes);
        }
        let bounded = bytes.get(..MAX_BYTES).unwrap_or(bytes);
        let mut lines = Lines { bytes: bounded, at: 0 };
        let Some(first) = lines.next() else {
            return Self::empty();
        };
        let start = StartLine::read(bounded, first);
        let mut fields: Vec<HeaderField> = Vec::new();
        let mut end = HeadEnd::Cut;
        // A first line that is not finished is all there is.
        while let (true, Some(line)) = (end == HeadEnd::Cut, lines.peek()) {
            if cannot_begin_a_field(bounded.get(line.text.start).copied()) {
                end = HeadEnd::NoBlankLine;
            } else if line.text.is_empty() && !line.end.is_empty() {
                lines.next();
                end = HeadEnd::BlankLine;
            } else if fields.len() == MAX_FIELDS {
                end = HeadEnd::TooLong;
            } else {
                lines.next();
                add(&mut fields, bounded, line);
            }
        }
        if end == HeadEnd::Cut && bytes.len() > MAX_BYTES {
            end = HeadEnd::TooLong;
        }
        let used = bounded.get(..lines.at).unwrap_or(bounded);
        Self { bytes: used.to_vec(), start, fields, end }
    }

    fn empty() -> Self {
        let line = Line { text: Span::default(), end: Span::default() };
        Self {
            bytes: Vec::new(),
            start: StartLine::Other { line },
            fields: Vec::new(),
            end: HeadEnd::Cut,
        }
    }

    /// The five bytes of a TLS record's header, as far as they are here.
    fn not_http(bytes: &[u8]) -> Self {
        let shown = bytes.get(..5).unwrap_or(bytes);
        let text = Span::new(0, shown.len());
        let line = Line { text, end: Span::new(shown.len(), shown.len()) };
        Self {
            bytes: shown.to_vec(),
            start: StartLine::Other { line },
            fields: Vec::new(),
            end: HeadEnd::NotHttp,
        }
    }

    /// A head with these lines, each ended with CR LF, and a blank line behind them. Written as
    /// given, legal or not.
    pub fn write(start: &str, fields: &[(&str, &str)]) -> Vec<u8> {
        let mut out = format!("{start}\r\n");
        for (name, value) in fields {
            out += &format!("{name}: {value}\r\n");
        }
        (out + "\r\n").into_bytes()
    }

    /// Who sends such a head: requests are the client's. `None` where the first line tells neither.
    pub const fn sender(&self) -> Option<Role> {
        match self.start {
            StartLine::Request { .. } => Some(Role::Client),
            StartLine::Response { .. } => Some(Role::Server),
            StartLine::Other { .. } => None,
        }
    }

    /// The bytes of a span.
    pub fn part(&self, span: Span) -> &[u8] {
        span.of(&self.bytes)
    }

    /// Every line of the head, the first and the blank one included.
    pub fn lines(&self) -> impl Iterator<Item = Line> + '_ {
        Lines { bytes: &self.bytes, at: 0 }
    }

    /// Every field of that name with its value's place, in order.
    pub fn all(&self, name: HeaderName) -> impl Iterator<Item = (&HeaderField, Span)> + '_ {
        let named = self.fields.iter().filter(move |field| field.known == Some(name));
        named.filter_map(|field| match field.shape {
            Shape::Named { value, .. } => Some((field, value)),
            Shape::NoColon | Shape::Stray => None,
        })
    }

    /// The value of the first field of that name, and its place.
    pub fn value(&self, name: HeaderName) -> Option<(&[u8], Span)> {
        let (_, span) = self.all(name).next()?;
        Some((self.part(span), span))
    }

    /// The elements of the comma-separated lists in all fields of that name, each with its place
    /// and without white space; empty elements are left out, as HTTP allows them.
    pub fn elements(&self, name: HeaderName) -> impl Iterator<Item = (&[u8], Span)> + '_ {
        self.all(name)
            .flat_map(|(_, span)| split(&self.bytes, span, b','))
            .map(|span| (self.part(span), span))
            .filter(|(text, _)| !text.is_empty())
    }

    /// Whether one of the elements of that header is `token`, in any case.
    pub fn has_token(&self, name: HeaderName, token: &str) -> bool {
        self.elements(name).any(|(text, _)| text.eq_ignore_ascii_case(token.as_bytes()))
    }

    /// The status code of a response.
    pub fn status(&self) -> Option<u16> {
        let StartLine::Response { status, .. } = self.start else { return None };
        std::str::from_utf8(self.part(status)).ok()?.parse().ok()
    }
}

/// The parts of `span` between the separators, without white space around them.
pub(super) fn split(bytes: &[u8], span: Span, separator: u8) -> impl Iterator<Item = Span> + '_ {
    let mut rest = Some(span);
    std::iter::from_fn(move || {
        let span = rest?;
        let found = memchr::memchr(separator, span.of(bytes)).map(|at| span.start + at);
        rest = found.map(|at| Span::new(at + 1, span.end));
        Some(trim(bytes, Span::new(span.start, found.unwrap_or(span.end))))
    })
}

/// `span` without spaces, tabs and line ends at both ends.
pub(super) fn trim(bytes: &[u8], span: Span) -> Span {
    let text = span.of(bytes);
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
    let Some(first) = text.iter().position(|byte| !blank(byte)) else {
        return Span::new(span.start + text.len(), span.start + text.len());
    };
    let last = text.iter().rposition(|byte| !blank(byte)).unwrap_or(first);
    Span::new(span.start + first, span.start + last + 1)
}

/// Reads a line as a field, or adds it to the one that it continues.
fn add(fields: &mut Vec<HeaderField>, bytes: &[u8], line: Line) {
    let whole = Span::new(line.text.start, line.end.end);
    let text = line.text.of(bytes);
    if matches!(text.first(), Some(b' ' | b'\t')) {
        if let Some(last) = fields.last_mut()
            && let Shape::Named { value, folded, .. } = &mut last.shape
        {
            *value = trim(bytes, Span::new(value.start, line.text.end));
            *folded = true;
            last.whole.end = whole.end;
            return;
        }
        return fields.push(HeaderField { line, whole, shape: Shape::Stray, known: None });
    }
    let Some(colon) = memchr::memchr(b':', text) else {
        return fields.push(HeaderField { line, whole, shape: Shape::NoColon, known: None });
    };
    let colon = line.text.start + colon;
    let name = trim(bytes, Span::new(line.text.start, colon));
    let shape = Shape::Named {
        name,
        gap: Span::new(name.end, colon),
        value: trim(bytes, Span::new(colon + 1, line.text.end)),
        folded: false,
    };
    fields.push(HeaderField { line, whole, shape, known: HeaderName::of(name.of(bytes)) });
}

/// Whether a line that begins with this byte is none of a head: a control byte, or the first byte
/// of a frame with FIN 1, which is no first byte of UTF-8 either.
const fn cannot_begin_a_field(byte: Option<u8>) -> bool {
    matches!(byte, Some(0..=8 | 0x0b | 0x0c | 0x0e..=0x1f | 0x80..=0x8f | 0xc1))
}

/// The lines of a head: each ends with a line feed, and a CR before it belongs to the line end.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Lines<'_> {
    fn peek(&self) -> Option<Line> {
        let rest = self.bytes.get(self.at..).filter(|rest| !rest.is_empty())?;
        let Some(feed) = memchr::memchr(b'\n', rest) else {
            let end = self.bytes.len();
            return Some(Line { text: Span::new(self.at, end), end: Span::new(end, end) });
        };
        let has_cr = feed.checked_sub(1).and_then(|before| rest.get(before)) == Some(&b'\r');
        let text_end = self.at + feed - usize::from(has_cr);
        let end = Span::new(text_end, self.at + feed + 1);
        Some(Line { text: Span::new(self.at, text_end), end })
    }
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let line = self.peek()?;
        self.at = line.end.end;
        Some(line)
    }
}

#[cfg(test)]
mod tests;
