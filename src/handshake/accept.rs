//! The accept value that belongs to a key, with every step on the way (RFC 6455 section 4.2.2).
//! Computes for any text, as a server does; whether the text is a proper key, `judge` says.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha1::{Digest, Sha1};

use super::key;
use crate::bits::Span;
use crate::finding::{AcceptValue, Finding, NotBase64};

/// The value of `Sec-WebSocket-Accept` that belongs to `key`, which is taken as it stands.
pub(super) fn value(key: &str) -> String {
    let digest = Sha1::new().chain_update(key).chain_update(GUID).finalize();
    STANDARD.encode(digest)
}

/// The fixed text that every server puts behind the key (RFC 6455 section 1.3).
pub const GUID: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/// A key and what a server makes of it, step by step (RFC 6455 section 4.2.2).
///
/// ```
/// use ws_inspect::Accept;
///
/// let accept = Accept::of("dGhlIHNhbXBsZSBub25jZQ==");
/// assert_eq!(accept.value, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
/// assert!(accept.compare("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=").is_none());
///
/// let finding = accept.compare("hHLtf2V1k8aDQZfNjw3Ia1hCwt0=").ok_or("it is wrong")?;
/// assert_eq!(finding.fault.rule().code(), "H11");
/// # Ok::<(), &str>(())
/// ```
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accept {
    /// The key, as text.
    pub key: String,
    /// The bytes that the key encodes, or why it encodes none. Only a check: no step uses them.
    pub nonce: Result<Vec<u8>, NotBase64>,
    /// The key as text, then the GUID.
    pub joined: String,
    /// The SHA-1 digest of the joined text.
    pub digest: [u8; 20],
    /// The base64 of the digest, 28 characters: the value of `Sec-WebSocket-Accept`.
    pub value: String,
}

impl Accept {
    /// All steps for `key`, which is taken as it stands.
    pub fn of(key: &str) -> Self {
        let joined = format!("{key}{GUID}");
        let digest = Sha1::digest(joined.as_bytes()).into();
        Self {
            key: key.to_owned(),
            nonce: key::decode(key),
            value: STANDARD.encode(digest),
            joined,
            digest,
        }
    }

    /// H07, where the key is not the base64 of 16 bytes; its span is in characters of the key.
    pub fn judge(&self) -> Option<Finding> {
        key::judge_decoded(&self.key, &self.nonce)
    }

    /// H11, where `value` is not the one that belongs to the key; its span is the first character
    /// of `value` that differs, or the place behind its end where it is cut short.
    pub fn compare(&self, value: &str) -> Option<Finding> {
        if value == self.value {
            return None;
        }
        let same = value.chars().zip(self.value.chars()).take_while(|(a, b)| a == b).count();
        Some(Finding::in_accept(AcceptValue::Wrong, Span::new(same, same + 1)))
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::finding::KeyLength;

    #[rstest]
    #[case("dGhlIHNhbXBsZSBub25jZQ==", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")]
    #[case("M/EoWjDzXy+RqE798wx4WA==", "dp5EfotV/BKd8c58hFUJH3Pc0pk=")]
    fn a_key_has_the_value_that_browsers_check(#[case] key: &str, #[case] value: &str) {
        let accept = Accept::of(key);
        assert_eq!(accept.value, value);
        assert_eq!(accept.judge(), None);
        assert_eq!(accept.compare(value), None);
    }

    #[rstest]
    #[case::fifteen_bytes("dGhlIHNhbXBsZSBub25j", Ok(15), Span::new(0, 20))]
    #[case::empty("", Ok(0), Span::new(0, 0))]
    #[case::full_width("M/EoWjDzXy＋RqE798wx4WA==",
        Err(NotBase64::Character { at: 10, found: '＋' }), Span::new(10, 11))]
    #[case::no_padding("dGhlIHNhbXBsZSBub25jZQ", Err(NotBase64::Padding { bytes: 16 }), Span::new(0, 22))]
    #[case::one_left_over("dGhlIHNhbXBsZSBub25jZ",
        Err(NotBase64::LeftOver { characters: 21 }), Span::new(0, 21))]
    #[case::spare_bits("dGhlIHNhbXBsZSBub25jZR==",
        Err(NotBase64::SpareBits { at: 21, found: 'R' }), Span::new(21, 22))]
    fn a_bad_key_is_a_finding_and_has_a_value_all_the_same(
        #[case] key: &str,
        #[case] decoded: Result<usize, NotBase64>,
        #[case] span: Span,
    ) {
        let accept = Accept::of(key);
        assert_eq!(accept.judge(), Some(Finding::in_key(KeyLength { decoded }, span)));
        assert_eq!(accept.value.len(), 28);
    }

    #[test]
    fn a_wrong_value_is_a_finding_at_the_first_character_that_differs() {
        let accept = Accept::of("dGhlIHNhbXBsZSBub25jZQ==");
        let place = |value| accept.compare(value).map(|finding| finding.place.span);
        assert_eq!(place("s3pPLMBixxxx"), Some(Span::new(8, 9)));
        assert_eq!(place("s3pPLMBiTxaQ9kYGzzhZRbK+xOo"), Some(Span::new(27, 28)));
        assert_eq!(place("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\n"), Some(Span::new(28, 29)));
    }
}
