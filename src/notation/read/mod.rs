//! Text to bytes: each notation is a file with its forms, `form` lists them, `choose` takes the
//! best reading. Imports `bits`, the readers of `frame` and `handshake`, and the values of this
//! room. Every reader takes time and memory linear in its text and never panics.

mod array;
mod base64;
mod bits;
mod browser;
mod choose;
mod cursor;
mod draft;
mod dump;
mod dump_line;
mod element;
mod escape;
mod form;
mod heads;
mod hex;
mod indexed;
mod ints;
mod literal;
mod look_alike;
mod lost;
mod payload;
mod peel;
mod quotes;
mod raw;
mod refusal;
mod rows;
mod runs;
mod shape;
mod sound;
mod view;

use super::{Doubt, Notation, NotationError, NotationErrorKind, ReadOptions, Reading, Remark};
use crate::bits::Span;
use cursor::Cursor;
use draft::Draft;

pub use raw::{read_input, read_raw};

/// Reads a text as bytes. Finds the notation, unless the options pin it.
///
/// # Errors
/// A [`NotationError`], with its place in `text`, where the text is in no notation, breaks its
/// notation, or can be read in more than one way.
///
/// ```
/// use ws_inspect::notation::Notation;
/// use ws_inspect::{ReadOptions, read};
///
/// let reading = read(r"b'\x81\x02hi'", &ReadOptions::default())?;
/// assert_eq!(reading.bytes, [0x81, 0x02, b'h', b'i']);
/// assert_eq!(reading.notation, Notation::PythonLiteral);
/// // Byte 1 stands in the text as `\x02`, its characters 6 to 9.
/// assert_eq!(reading.origin.get(1).map(|span| (span.start, span.end)), Some((6, 10)));
/// # Ok::<(), ws_inspect::NotationError>(())
/// ```
pub fn read(text: &str, options: &ReadOptions) -> Result<Reading, NotationError> {
    if options.pin == Some(Notation::Raw) {
        return Ok(read_raw(text.as_bytes()));
    }
    let body = trimmed(text);
    if body.is_empty() {
        return Err(NotationError::at(text, body, 0, NotationErrorKind::Empty));
    }
    if let Some(found) = look_alike::find(text, body) {
        let fix = look_alike::mended(text, &found).filter(|fix| reads(fix, options));
        return Err(found.error(text).fix(fix));
    }
    match read_body(text, body, options) {
        Ok(mut reading) => {
            if let Some(error) = lost::of_reading(text, body, &reading) {
                return Err(error);
            }
            reading.remarks.extend(payload::remark(&reading.bytes));
            if reading.notation == Notation::Http && lost::is_sniffed(part(text, body)) {
                reading.remarks.push(Remark::SnifferDots);
            }
            Ok(reading)
        }
        Err(error) => Err(lost::replaced(text, body).unwrap_or_else(|| sure_fix(error, options))),
    }
}

/// Reads a text in the best way, or in the pinned notation, first as it stands.
fn read_body(text: &str, body: Span, options: &ReadOptions) -> Result<Reading, NotationError> {
    let Some(pin) = options.pin else {
        if let Some(error) = refusal::of_key(text, body) {
            return Err(error);
        }
        return choose::read(text, body, options, None);
    };
    let Some(form) = form::pinned(pin) else { return choose::read(text, body, options, None) };
    let mut draft = Draft::new(text, *options);
    let error = match (form.read)(&mut draft, body) {
        // A dump or a buffer that was asked for and of which nothing was found is none.
        Ok(()) if draft.bytes.is_empty() && !part(text, body).contains("<Buffer") => {
            NotationError::at(text, body, 0, NotationErrorKind::Ambiguous(Doubt::NoMark))
        }
        Ok(()) => return Ok(draft.finish(pin)),
        Err(error) => error,
    };
    choose::read(text, body, options, Some(pin)).map_err(|_| error)
}

/// Drops a mended text that does not read: a fix is offered only where it is sure.
fn sure_fix(mut error: NotationError, options: &ReadOptions) -> NotationError {
    error.fix = error.fix.filter(|fix| reads(fix, options));
    error
}

/// Whether a mended text reads as it stands, without mending it again.
fn reads(text: &str, options: &ReadOptions) -> bool {
    let body = trimmed(text);
    if body.is_empty() || look_alike::find(text, body).is_some() {
        return false;
    }
    let reading = read_body(text, body, options);
    reading.is_ok_and(|reading| lost::of_reading(text, body, &reading).is_none())
}

/// The text without white space and byte order marks around it, and without the dollar that bash
/// has before a quote: `$'\x81'`.
fn trimmed(text: &str) -> Span {
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let trimmed = text.trim_start_matches(blank);
    let dollar = trimmed.starts_with("$'") || trimmed.starts_with("$\"");
    let start = text.len() - trimmed.len() + usize::from(dollar);
    Span::new(start, text.trim_end_matches(blank).len().max(start))
}

/// `body` without the quotes or brackets around it, which a pinned notation does not have.
fn unwrapped(text: &str, body: Span) -> Span {
    let whole = part(text, body).trim_end_matches([';', ',']);
    let pairs = ["''", "\"\"", "``", "[]", "{}", "()", "<>"];
    let pair = pairs
        .iter()
        .filter_map(|pair| pair.split_at_checked(1))
        .find(|(open, close)| whole.len() > 1 && whole.starts_with(open) && whole.ends_with(close));
    let end = body.start + whole.len().saturating_sub(1);
    if pair.is_some() { Span::new(body.start + 1, end) } else { body }
}

/// The part of `text` that `span` covers; empty where it is cut within a character.
fn part(text: &str, span: Span) -> &str {
    text.get(span.start..span.end).unwrap_or_default()
}

/// A trailing ellipsis that means "and so on": where `body` ends without it, and its remark.
/// Node's `... 3 more bytes` and `... 3 more items` are ellipses too.
fn trailing_ellipsis(text: &str, body: Span) -> Option<(Span, Remark)> {
    let whole = part(text, body);
    let (rest, more_bytes) = without_count(whole);
    let kept = rest.trim_end_matches(['.', '\u{2026}']);
    let dots = rest.get(kept.len()..)?;
    if !dots.contains('\u{2026}') && dots.len() < 3 {
        return None;
    }
    let kept_len = kept.trim_end().len();
    let span = Span::new(body.start + kept.len(), body.end);
    Some((
        Span::new(body.start, body.start + kept_len),
        Remark::AndSoOn { span, more_bytes, could_be_bytes: false },
    ))
}

/// `.. 3 more bytes` without its count, and the count.
fn without_count(text: &str) -> (&str, Option<usize>) {
    let words = ["more bytes", "more items", "more byte", "more item"];
    let counted = words.iter().find_map(|word| text.strip_suffix(word)).and_then(|rest| {
        let rest = rest.trim_end();
        let before = rest.trim_end_matches(|c: char| c.is_ascii_digit());
        let count = rest.get(before.len()..)?.parse().ok()?;
        Some((before.trim_end(), Some(count)))
    });
    counted.unwrap_or((text, None))
}

/// Whether an ellipsis begins at `cursor`, and where it ends.
fn ellipsis_at(cursor: &Cursor<'_>) -> Option<Span> {
    let rest = cursor.rest();
    let len = rest.len() - rest.trim_start_matches(['.', '\u{2026}']).len();
    let dots = rest.get(..len)?;
    (dots.len() >= 3).then(|| Span::new(cursor.at(), cursor.at() + len))
}

/// The error of an ellipsis in the middle.
fn ellipsis(draft: &Draft<'_>, span: Span) -> NotationError {
    draft.error(span, NotationErrorKind::Ellipsis { could_be_bytes: false })
}

/// The error of a doubtful text.
fn doubt(text: &str, span: Span, doubt: Doubt, candidates: &[Notation]) -> NotationError {
    NotationError::at(text, span, 0, NotationErrorKind::Ambiguous(doubt)).candidates(candidates)
}
