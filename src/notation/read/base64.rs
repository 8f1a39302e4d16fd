//! Base64, in its own alphabet or that of URLs, wrapped over lines or not. Imports this room's
//! values; the decoding is the `base64` crate's.

use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::{DecodeError, Engine};

use super::draft::Draft;
use super::form::{Form, Particular};
use super::sound::{self, Sound};
use super::{part, unwrapped};
use crate::bits::Span;
use crate::notation::{Notation, NotationError, NotationErrorKind};

/// Base64 alone.
pub(super) const BASE64: Form = Form {
    notation: Notation::Base64,
    propose,
    read: |draft, body| {
        let body = unwrapped(draft.text, body);
        read(draft, body)
    },
};

/// Padding that fits speaks for base64, and so do frames; what only looks like it is read so that
/// its slip is named.
fn propose(text: &str, body: Span) -> Option<Particular> {
    if is_unmistakable(text, body) {
        return Some(Particular::Marked);
    }
    if is_near(text, body) {
        return Some(Particular::Plain);
    }
    let whole = part(text, body);
    if is_unpadded(whole) && is_one_frame(whole) {
        return Some(Particular::Plain);
    }
    (whole.len() >= 6 && decodes(text, body)).then_some(Particular::Faint)
}

/// Padding may be missing: a text that was cut by hand often lacks it.
const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Reads base64.
pub(super) fn read(draft: &mut Draft<'_>, body: Span) -> Result<(), NotationError> {
    draft.begin_chunk();
    let body = without_data_url(draft.text, body);
    let mut symbols = Vec::with_capacity(body.len());
    let mut places = Vec::with_capacity(body.len());
    for (offset, c) in part(draft.text, body).char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let place = Span::new(body.start + offset, body.start + offset + c.len_utf8());
        let Some(symbol) = symbol(c) else {
            let kind = NotationErrorKind::Base64Character { found: c };
            return Err(at_symbol(draft, place, symbols.len(), kind));
        };
        symbols.push(symbol);
        places.push(place);
    }
    let bytes =
        ENGINE.decode(&symbols).map_err(|error| refused(draft, error, &symbols, &places))?;
    for (index, byte) in bytes.into_iter().enumerate() {
        let first = index / 3 * 4 + index % 3;
        let span = match (places.get(first), places.get(first + 1)) {
            (Some(first), Some(last)) => Span::new(first.start, last.end),
            _ => body,
        };
        draft.push(byte, span);
    }
    Ok(())
}

/// Whether a text can only be base64: one word or wrapped lines of its alphabet, padded, eight
/// characters or more, one of them no hex digit, and it decodes.
pub(super) fn is_unmistakable(text: &str, body: Span) -> bool {
    let whole = part(text, without_data_url(text, body));
    let padded = whole.ends_with('=') && whole.len() >= 8;
    let beyond_hex = whole.chars().any(|c| c.is_ascii_alphabetic() && !c.is_ascii_hexdigit());
    padded
        && beyond_hex
        && whole.chars().filter(|c| !c.is_whitespace()).count() % 4 == 0
        && decodes(text, body)
}

/// Whether a text decodes as base64, wrapped over lines or not.
pub(super) fn decodes(text: &str, body: Span) -> bool {
    let whole = part(text, without_data_url(text, body));
    let symbols: Option<Vec<u8>> =
        whole.split_ascii_whitespace().flat_map(str::chars).map(symbol).collect();
    symbols.is_some_and(|symbols| ENGINE.decode(symbols).is_ok())
}

/// Whether a word that decodes looks like base64 without its padding and not like a word: eight
/// characters or more, with a capital in its midst.
pub(super) fn is_unpadded(whole: &str) -> bool {
    let capital = whole.chars().skip(1).any(|c| c.is_ascii_uppercase());
    let small = whole.chars().any(|c| c.is_ascii_lowercase());
    whole.len() >= 8 && capital && small
}

/// Whether a text without padding decodes to exactly one frame: no word does so by chance.
pub(super) fn is_one_frame(whole: &str) -> bool {
    let symbols: Option<Vec<u8>> = whole.chars().map(symbol).collect();
    let bytes = symbols.and_then(|symbols| ENGINE.decode(symbols).ok()).unwrap_or_default();
    sound::of(&bytes, false) >= Sound::Framed
}

/// Whether a text decodes and is no frame, nor the beginning of one that ends there.
pub(super) fn holds_no_frame(whole: &str) -> bool {
    let symbols: Option<Vec<u8>> = whole.chars().map(symbol).collect();
    let bytes = symbols.and_then(|symbols| ENGINE.decode(symbols).ok());
    bytes.is_some_and(|bytes| sound::of(&bytes, false) < Sound::Framed)
}

/// Whether a text looks like base64 that lost or gained something: it ends in `=` and is one
/// word, mostly of the alphabet.
pub(super) fn is_near(text: &str, body: Span) -> bool {
    let whole = part(text, body);
    let odd = whole.chars().filter(|c| symbol(*c).is_none()).count();
    let letters = whole.chars().any(|c| c.is_ascii_alphabetic() && !c.is_ascii_hexdigit());
    whole.ends_with('=')
        && letters
        && whole.len() >= 8
        && odd * 8 <= whole.len()
        && !whole.contains(char::is_whitespace)
}

/// The text after `data:...;base64,`.
fn without_data_url(text: &str, body: Span) -> Span {
    let whole = part(text, body);
    let header = whole.starts_with("data:").then(|| whole.find(";base64,")).flatten();
    Span::new(body.start + header.map_or(0, |at| at + ";base64,".len()), body.end)
}

/// A character of base64 in the standard alphabet.
fn symbol(c: char) -> Option<u8> {
    match c {
        '-' => Some(b'+'),
        '_' => Some(b'/'),
        'A'..='Z' | 'a'..='z' | '0'..='9' | '+' | '/' | '=' => u8::try_from(c).ok(),
        _ => None,
    }
}

fn refused(
    draft: &Draft<'_>,
    error: DecodeError,
    symbols: &[u8],
    places: &[Span],
) -> NotationError {
    let last = places.last().copied().unwrap_or_default();
    let place = |index: usize| places.get(index).copied().unwrap_or(last);
    let characters = symbols.iter().filter(|symbol| **symbol != b'=').count();
    match error {
        DecodeError::InvalidByte(index, found) if found != b'=' => {
            let kind = NotationErrorKind::Base64Character { found: char::from(found) };
            at_symbol(draft, place(index), index, kind)
        }
        DecodeError::InvalidLastSymbol { .. } => {
            let index = characters.saturating_sub(1);
            let found = symbols.get(index).copied().unwrap_or_default();
            let kind = NotationErrorKind::Base64LastCharacter { found: char::from(found) };
            at_symbol(draft, place(index), index, kind)
        }
        _ => {
            let index = characters.saturating_sub(1);
            let kind = NotationErrorKind::Base64Length { characters };
            at_symbol(draft, Span::new(place(index).start, last.end), index, kind)
        }
    }
}

fn at_symbol(
    draft: &Draft<'_>,
    span: Span,
    index: usize,
    kind: NotationErrorKind,
) -> NotationError {
    NotationError::at(draft.text, span, index * 3 / 4, kind)
}
