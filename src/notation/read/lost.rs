//! Bytes that a program could not show and that are gone: U+FFFD, dots, question marks. Imports this
//! room's values.

use super::part;
use crate::bits::Span;
use crate::notation::{NotationError, NotationErrorKind, Reading};

/// The character that stands for bytes that were no UTF-8 (U+FFFD), in UTF-8.
const REPLACEMENT: [u8; 3] = [0xef, 0xbf, 0xbd];

/// Whether bytes begin with the replacement character: no frame does, and no head.
pub(super) fn begins_replaced(bytes: &[u8]) -> bool {
    bytes.starts_with(&REPLACEMENT)
}

/// The error of bytes that begin with U+FFFD; `text` is empty where they did not come of one.
pub(super) fn of_bytes(text: &str, span: Span, bytes: &[u8]) -> NotationError {
    let count = bytes.windows(REPLACEMENT.len()).filter(|three| **three == REPLACEMENT).count();
    let kind = NotationErrorKind::BytesLost { found: '\u{fffd}', count };
    NotationError::at(text, span, 0, kind)
}

/// The error of a reading that has a replacement character in it: written out, or at its start,
/// where its UTF-8 was printed as bytes.
pub(super) fn of_reading(text: &str, body: Span, reading: &Reading) -> Option<NotationError> {
    let is_lost = |span: Span| part(text, span) == "\u{fffd}";
    if part(text, body).contains('\u{fffd}') && reading.origin.iter().any(is_lost) {
        return replaced(text, body);
    }
    begins_replaced(&reading.bytes).then(|| of_bytes(text, body, &reading.bytes))
}

/// The first replacement character of a text.
pub(super) fn replaced(text: &str, body: Span) -> Option<NotationError> {
    let whole = part(text, body);
    let count = whole.matches('\u{fffd}').count();
    let (at, _) = whole.match_indices('\u{fffd}').next()?;
    let at = body.start + at;
    let kind = NotationErrorKind::BytesLost { found: '\u{fffd}', count };
    Some(NotationError::at(text, Span::new(at, at + '\u{fffd}'.len_utf8()), 0, kind))
}

/// Whether a text is what tcpdump or ngrep print.
pub(super) fn is_sniffed(whole: &str) -> bool {
    whole.contains(": Flags [") || whole.contains(" [AP]")
}

/// Dots or question marks that stand for bytes, in a text that no notation reads: what `tcpdump -A`
/// and `ngrep` print, and terminals.
pub(super) fn shown_as(text: &str, body: Span) -> Option<NotationError> {
    let whole = part(text, body);
    let sniffed = is_sniffed(whole);
    let all = whole.chars().filter(|c| !c.is_whitespace()).count();
    ['.', '?'].into_iter().find_map(|found| {
        let count = whole.matches(found).count();
        let runs = whole.matches([found, found].iter().collect::<String>().as_str()).count();
        let many = count >= 3 && count * 5 >= all;
        if !(many || sniffed && runs > 0) {
            return None;
        }
        let at = body.start + whole.find([found, found].iter().collect::<String>().as_str())?;
        let kind = NotationErrorKind::BytesLost { found, count };
        Some(NotationError::at(text, Span::new(at, at + 1), 0, kind))
    })
}
