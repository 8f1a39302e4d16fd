//! The client's key: what of a paste is the key, and which bytes it encodes (RFC 6455 section 4.1).
//! Nothing is taken off silently: [`Pasted`] says what was.

use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use base64::{DecodeError, Engine};

use crate::bits::Span;
use crate::finding::{Finding, KeyLength, NotBase64};

/// Bytes that a key must encode.
pub const NONCE_BYTES: usize = 16;

/// What surrounded a pasted value and does not belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrapping {
    /// A byte order mark before it, which some editors and shells write.
    ByteOrderMark,
    /// A line end behind it.
    LineEnd,
    /// Spaces or tabs before or behind it.
    Spaces,
    /// Quotes around it, the character given.
    Quotes(char),
    /// The name of the header field and its colon.
    FieldName,
}

impl Wrapping {
    /// The stable English name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ByteOrderMark => "byte-order-mark",
            Self::LineEnd => "line-end",
            Self::Spaces => "spaces",
            Self::Quotes(_) => "quotes",
            Self::FieldName => "field-name",
        }
    }
}

/// A value out of a paste, and what was taken off around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted<'a> {
    /// The value itself.
    pub value: &'a str,
    /// What was taken off, from outside to inside, each kind once.
    pub taken_off: Vec<Wrapping>,
}

impl<'a> Pasted<'a> {
    /// Takes quotes, spaces, a line end and the name of the field `field` off `text`.
    pub fn read(text: &'a str, field: &str) -> Self {
        Self::unwrap(text, field, true)
    }

    /// As [`Pasted::read`], but leaves a line end, which may be the mistake that is looked for.
    pub fn read_with_line_end(text: &'a str, field: &str) -> Self {
        Self::unwrap(text, field, false)
    }

    fn unwrap(text: &'a str, field: &str, line_end_too: bool) -> Self {
        let mut pasted = Self { value: text, taken_off: Vec::new() };
        while let Some((inner, wrapping)) = unwrap_once(pasted.value, field, line_end_too) {
            pasted.value = inner;
            if !pasted.taken_off.contains(&wrapping) {
                pasted.taken_off.push(wrapping);
            }
        }
        pasted
    }
}

fn unwrap_once<'a>(text: &'a str, field: &str, line_end_too: bool) -> Option<(&'a str, Wrapping)> {
    if let Some(inner) = text.strip_prefix('\u{feff}') {
        return Some((inner, Wrapping::ByteOrderMark));
    }
    let inner = text.trim_end_matches(['\r', '\n']);
    if line_end_too && inner.len() < text.len() {
        return Some((inner, Wrapping::LineEnd));
    }
    let inner = text.trim_matches([' ', '\t']);
    if inner.len() < text.len() {
        return Some((inner, Wrapping::Spaces));
    }
    if let Some((name, inner)) = text.split_once(':')
        && name.trim_matches(['"', '\'']).eq_ignore_ascii_case(field)
    {
        return Some((inner, Wrapping::FieldName));
    }
    ['"', '\'', '`'].into_iter().find_map(|quote| {
        let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
        Some((inner, Wrapping::Quotes(quote)))
    })
}

/// The bytes that `key` encodes.
///
/// # Errors
/// Why it encodes none.
pub fn decode(key: &str) -> Result<Vec<u8>, NotBase64> {
    let body = key.trim_end_matches('=');
    let mut characters = body.chars().enumerate();
    if let Some((at, found)) = characters.find(|(_, c)| !is_base64(*c)) {
        return Err(NotBase64::Character { at, found });
    }
    match STANDARD_NO_PAD.decode(body) {
        Ok(bytes) if STANDARD.encode(&bytes) == key => Ok(bytes),
        Ok(bytes) => Err(NotBase64::Padding { bytes: bytes.len() }),
        Err(DecodeError::InvalidLastSymbol { offset, symbol, .. }) => {
            Err(NotBase64::SpareBits { at: offset, found: char::from(symbol) })
        }
        Err(_) => Err(NotBase64::LeftOver { characters: body.len() }),
    }
}

/// H07, where `key` is not the base64 of 16 bytes; its span is in characters of the key.
pub(super) fn judge(key: &str) -> Option<Finding> {
    judge_decoded(key, &decode(key))
}

/// The same for a key that has been decoded.
pub(super) fn judge_decoded(key: &str, decoded: &Result<Vec<u8>, NotBase64>) -> Option<Finding> {
    let decoded = decoded.as_ref().map(Vec::len).map_err(|error| *error);
    if decoded == Ok(NONCE_BYTES) {
        return None;
    }
    let span = match decoded {
        Err(NotBase64::Character { at, .. } | NotBase64::SpareBits { at, .. }) => {
            Span::new(at, at + 1)
        }
        _ => Span::new(0, key.chars().count()),
    };
    Some(Finding::in_key(KeyLength { decoded }, span))
}

const fn is_base64(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/')
}

/// The ASCII character that a full-width character was meant as, if `c` is one (U+FF01 to U+FF5E).
pub fn meant(c: char) -> Option<char> {
    let ascii = u32::from(c).checked_sub(0xfee0)?;
    char::from_u32(ascii).filter(char::is_ascii_graphic)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("abc", &[])]
    #[case("abc\r\n", &[Wrapping::LineEnd])]
    #[case("\u{feff}abc", &[Wrapping::ByteOrderMark])]
    #[case(" abc", &[Wrapping::Spaces])]
    #[case("\"abc\"", &[Wrapping::Quotes('"')])]
    #[case("Sec-WebSocket-Key: abc", &[Wrapping::FieldName, Wrapping::Spaces])]
    #[case("'sec-websocket-key':'abc'\n",
        &[Wrapping::LineEnd, Wrapping::FieldName, Wrapping::Quotes('\'')])]
    fn what_surrounds_a_pasted_key_is_taken_off_and_named(
        #[case] text: &str,
        #[case] taken_off: &[Wrapping],
    ) {
        let pasted = Pasted::read(text, "Sec-WebSocket-Key");
        assert_eq!((pasted.value, &*pasted.taken_off), ("abc", taken_off));
    }

    #[test]
    fn a_full_width_character_is_known_for_what_was_meant() {
        assert_eq!(
            (meant('＝'), meant('ａ'), meant('a'), meant('中')),
            (Some('='), Some('a'), None, None)
        );
    }

    proptest! {
        #[test]
        fn every_sixteen_bytes_are_a_key(nonce: [u8; 16]) {
            prop_assert_eq!(decode(&STANDARD.encode(nonce)), Ok(nonce.to_vec()));
        }

        #[test]
        fn any_text_is_decoded_or_refused_and_never_panics(text: String) {
            if let Ok(bytes) = decode(&text) {
                prop_assert_eq!(STANDARD.encode(bytes), text.clone());
            }
            Pasted::read(&text, "Sec-WebSocket-Key");
        }
    }
}
