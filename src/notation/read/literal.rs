//! Literals: quoted ones, alone or several in a text, and bare ones. Imports this room's values.
//!
//! A line break inside a literal is wrapping, as tutorials and terminals do it. A character
//! beyond ASCII is read as its UTF-8, with a remark.

use super::cursor::Cursor;
use super::draft::{Draft, EscapeStyle};
use super::form::{Form, Particular};
use super::quotes::{self, Extent, Opening};
use super::{ellipsis_at, escape, part, refusal, trailing_ellipsis};
use crate::bits::Span;
use crate::notation::{Doubt, Notation, NotationError, NotationErrorKind, Remark};

/// `b'..'`, or escapes without quotes.
pub(super) const PYTHON: Form = Form {
    notation: Notation::PythonLiteral,
    propose: propose_python,
    read: |draft, body| read(draft, Notation::PythonLiteral, body),
};

/// Quoted strings with `\x81` and `\201`.
pub(super) const ESCAPES: Form = Form {
    notation: Notation::Escapes,
    propose: propose_escapes,
    read: |draft, body| read(draft, Notation::Escapes, body),
};

/// Quoted strings with `\129`.
pub(super) const DECIMAL: Form = Form {
    notation: Notation::Escapes,
    propose: propose_decimal,
    read: |draft, body| {
        draft.style = EscapeStyle::Decimal;
        read(draft, Notation::Escapes, body)
    },
};

/// Quoted strings in which a character up to U+00FF stands for one byte.
pub(super) const LATIN1: Form = Form {
    notation: Notation::Escapes,
    propose: propose_latin1,
    read: |draft, body| {
        draft.style = EscapeStyle::Latin1;
        read(draft, Notation::Escapes, body)
    },
};

/// A bytes literal has a mark of its own, unless it may be the text of another string.
fn propose_python(text: &str, body: Span) -> Option<Particular> {
    if first_bytes_literal(text, body).is_some() {
        let inside = is_within_string(text, body);
        return Some(if inside { Particular::Marked } else { Particular::Certain });
    }
    let bare = part(text, body).contains('\\') && !quotes::is_quoted(text, body);
    bare.then_some(Particular::Plain)
}

/// Whether all of a text is a quoted string, and what looks like a bytes literal stands in it.
fn is_within_string(text: &str, body: Span) -> bool {
    let whole = part(text, body);
    let comment = whole.starts_with("\"\"\"") || whole.starts_with("'''");
    whole.starts_with(['\'', '"', '`']) && !comment && quotes::is_quoted(text, body)
}

fn propose_escapes(text: &str, body: Span) -> Option<Particular> {
    let escaped = part(text, body).contains('\\');
    let particular = if escaped { Particular::Marked } else { Particular::Plain };
    quotes::is_quoted(text, body).then_some(particular)
}

/// A digit 8 or 9 in an escape speaks for decimals; else frames must.
fn propose_decimal(text: &str, body: Span) -> Option<Particular> {
    let digits = part(text, body).split('\\').skip(1);
    let mut numbers =
        digits.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).peekable();
    numbers.peek()?;
    let sure = numbers.any(|rest| {
        rest.bytes().take(3).take_while(u8::is_ascii_digit).any(|digit| digit > b'7')
            && !rest.starts_with('0')
    });
    let particular = if sure { Particular::Marked } else { Particular::Faint };
    quotes::is_quoted(text, body).then_some(particular)
}

/// Nothing says whether `é` is a byte or its UTF-8, so frames must.
fn propose_latin1(text: &str, body: Span) -> Option<Particular> {
    let whole = part(text, body);
    let high = whole.contains("\\u00") || whole.contains("\\u{") || !whole.is_ascii();
    let low = whole.chars().all(|c| u32::from(c) < 0x100);
    (high && low && quotes::is_quoted(text, body)).then_some(Particular::Faint)
}

/// Reads the literals of `body`: those with `b`, else quoted strings, else all of it as one
/// literal without quotes.
pub(super) fn read(
    draft: &mut Draft<'_>,
    notation: Notation,
    body: Span,
) -> Result<(), NotationError> {
    let python = notation == Notation::PythonLiteral;
    if python && first_bytes_literal(draft.text, body).is_some() {
        let inside = is_within_string(draft.text, body);
        quoted(draft, body, true)?;
        if inside {
            draft.text_around = 0;
        }
        Ok(())
    } else if quotes::is_quoted(draft.text, body) {
        quoted(draft, body, false)
    } else {
        bare(draft, body)
    }
}

/// The first bytes literal, unless an escape stands before it or nothing speaks for a literal:
/// it has neither an end nor an escape.
pub(super) fn first_bytes_literal(text: &str, body: Span) -> Option<Opening> {
    let opening = quotes::next_opening(text, body, true)?;
    let before = part(text, Span::new(body.start, opening.at));
    let extent = quotes::extent(text, &opening, body.end);
    let literal = extent.closed || part(text, extent.content).contains('\\');
    (!before.contains("\\x") && literal).then_some(opening)
}

/// Reads quoted literals as chunks of one stream, and counts the text around them.
fn quoted(draft: &mut Draft<'_>, body: Span, bytes: bool) -> Result<(), NotationError> {
    draft.quoted = true;
    let mut at = body.start;
    let mut first = true;
    while let Some(opening) = quotes::next_opening(draft.text, Span::new(at, body.end), bytes) {
        let between = Span::new(at, opening.at);
        let extent = quotes::extent(draft.text, &opening, body.end);
        outside(draft, between)?;
        if first || !is_concatenation(part(draft.text, between), bytes) {
            draft.begin_chunk();
        }
        content(draft, &opening, &extent)?;
        draft.open_end |= !extent.closed;
        first = false;
        at = extent.after;
    }
    let tail = Span::new(at, body.end);
    if let Some((rest, remark)) = trailing_ellipsis(draft.text, tail) {
        draft.remarks.push(remark);
        return outside(draft, rest);
    }
    outside(draft, tail)
}

/// Counts text outside of the literals as left out; escapes must not stand there.
fn outside(draft: &mut Draft<'_>, span: Span) -> Result<(), NotationError> {
    let text = part(draft.text, span);
    let escape = text.match_indices("\\x").find(|(at, _)| {
        text.get(at + 2..at + 4).is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))
    });
    if let Some((at, _)) = escape {
        let at = span.start + at;
        let kind = NotationErrorKind::Ambiguous(Doubt::AfterQuote);
        return Err(draft.error(Span::new(at, at + 4), kind));
    }
    if !is_concatenation(text, false) && !is_triple_quotes(text) {
        draft.leave_out(span);
    }
    Ok(())
}

/// Whether what stands between two literals makes one of them: white space, `+`, a backslash at
/// a line's end. Two bytes literals on two lines are two.
fn is_concatenation(between: &str, bytes: bool) -> bool {
    between.chars().all(|c| c.is_whitespace() || c == '+' || c == '\\')
        && (!bytes || !between.contains('\n') || between.contains(['+', '\\']))
}

/// Whether the text is the quotes of a comment or docstring around the literal.
fn is_triple_quotes(text: &str) -> bool {
    matches!(text.trim(), "\"\"\"" | "'''")
}

/// Reads the content of a quoted literal.
fn content(draft: &mut Draft<'_>, opening: &Opening, extent: &Extent) -> Result<(), NotationError> {
    let mut span = extent.content;
    let text = part(draft.text, span);
    let dots = text.len() - text.trim_end_matches('.').len();
    if let Some((rest, remark)) = trailing_ellipsis(draft.text, span)
        && !draft.options.literal_dots
    {
        if text.ends_with('\u{2026}') {
            span = rest;
            draft.remarks.push(remark);
        } else if dots >= 3 {
            let span = Span::new(span.end - dots, span.end);
            draft.remarks.push(Remark::DotsAreBytes { span });
        }
    }
    let Opening { bytes, raw, triple, .. } = *opening;
    let rust = bytes && !triple && opening.quote == '"';
    let quote = Quote { bytes, raw, triple, rust };
    characters(draft, span, Some(quote))
}

/// Reads a literal without quotes: all of `body`.
fn bare(draft: &mut Draft<'_>, body: Span) -> Result<(), NotationError> {
    if draft.options.pin.is_none()
        && let Some(error) = refusal::of_bare_literal(draft.text, body)
    {
        return Err(error);
    }
    let mut body = body;
    let after = draft.text.get(body.end..).unwrap_or_default();
    let blanks = after.bytes().take_while(|byte| *byte == b' ').count();
    if !draft.options.literal_dots
        && let Some((rest, remark)) = trailing_ellipsis(draft.text, body)
    {
        body = rest;
        draft.remarks.push(could_be_bytes(remark));
    } else if blanks > 0 && !draft.options.skip_spaces {
        draft.remarks.push(Remark::SpacesAtEnd { count: blanks });
    }
    draft.begin_chunk();
    characters(draft, body, None)
}

/// The remark of an ellipsis that stands in a bare literal.
fn could_be_bytes(remark: Remark) -> Remark {
    match remark {
        Remark::AndSoOn { span, more_bytes, .. } => {
            Remark::AndSoOn { span, more_bytes, could_be_bytes: true }
        }
        other => other,
    }
}

/// What the quotes around a literal say of its content.
#[derive(Clone, Copy, Debug)]
struct Quote {
    bytes: bool,
    raw: bool,
    triple: bool,
    /// Whether Rust may have printed it: then `\0` is a whole escape.
    rust: bool,
}

/// Reads the characters of a literal.
fn characters(
    draft: &mut Draft<'_>,
    span: Span,
    quote: Option<Quote>,
) -> Result<(), NotationError> {
    let in_bytes = quote.is_some_and(|quote| quote.bytes);
    let raw = quote.is_some_and(|quote| quote.raw);
    let triple = quote.is_some_and(|quote| quote.triple);
    let rust = quote.is_some_and(|quote| quote.rust);
    let mut cursor = Cursor::new(draft.text, span);
    let mut spaces = SpaceRun::default();
    while let Some(c) = cursor.peek() {
        if !draft.options.literal_dots
            && (quote.is_none() && c == '.' || c == '\u{2026}')
            && let Some(span) = ellipsis_at(&cursor)
        {
            let kind = NotationErrorKind::Ellipsis { could_be_bytes: true };
            return Err(draft.error(span, kind));
        }
        match c {
            '\\' if !raw => {
                if rust {
                    octal_or_nul(draft, &cursor)?;
                }
                spaces.end(draft, true);
                escape::read(draft, &mut cursor, in_bytes)?;
                spaces.after_escape = true;
            }
            '\r' | '\n' if !triple => {
                if !cursor.eat("\r\n") {
                    cursor.next();
                }
                draft.wrapped_lines += 1;
            }
            ' ' => {
                let start = cursor.at();
                cursor.next();
                spaces.count += 1;
                if draft.options.skip_spaces {
                    draft.skipped_spaces += 1;
                } else {
                    draft.push(b' ', cursor.since(start));
                    draft.plain += 1;
                    draft.spaces += 1;
                }
            }
            _ => {
                spaces.end(draft, false);
                plain(draft, &mut cursor, c);
            }
        }
    }
    spaces.end(draft, false);
    Ok(())
}

/// Refuses `\0` before an octal digit where Python and Rust differ: Rust prints a NUL so.
fn octal_or_nul(draft: &Draft<'_>, cursor: &Cursor<'_>) -> Result<(), NotationError> {
    let mut ahead = cursor.clone();
    let digits = if ahead.eat("\\0") { ahead.take(2, |c| matches!(c, '0'..='7')) } else { "" };
    if digits.is_empty() {
        return Ok(());
    }
    let kind = NotationErrorKind::Ambiguous(Doubt::OctalOrNul);
    Err(draft.error(ahead.since(cursor.at()), kind))
}

/// Reads one plain character as its UTF-8.
fn plain(draft: &mut Draft<'_>, cursor: &mut Cursor<'_>, c: char) {
    let span = cursor.next_span();
    cursor.next();
    if draft.style == EscapeStyle::Latin1
        && let Ok(byte @ 0x80..) = u8::try_from(u32::from(c))
    {
        draft.push(byte, span);
        draft.plain += 1;
        return;
    }
    let mut buffer = [0; 4];
    for byte in c.encode_utf8(&mut buffer).bytes() {
        draft.push(byte, span);
        draft.plain += 1;
    }
    draft.non_ascii += usize::from(!c.is_ascii());
}

/// A run of plain spaces, and whether an escape stands right before it.
#[derive(Debug, Default)]
struct SpaceRun {
    count: usize,
    after_escape: bool,
}

impl SpaceRun {
    /// Ends the run before an escape or a plain character.
    fn end(&mut self, draft: &mut Draft<'_>, before_escape: bool) {
        if self.after_escape || before_escape {
            draft.spaces_beside_escapes += self.count;
        }
        *self = Self::default();
    }
}
