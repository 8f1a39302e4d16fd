//! The mistakes that servers make on the way from the key to the accept value.
//!
//! Each slip computes the wrong values to which it leads; a value is ascribed to a slip only where
//! the slip gives exactly that value for that key, and never where it is the right one.

mod digest;
mod guid;
mod key;
mod value;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha1::{Digest, Sha1};

use crate::handshake::Accept;

/// A mistake in computing the accept value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it; prose has a sentence for each")]
pub enum AcceptSlip {
    NoGuid,
    GuidFirst,
    GuidD65b,
    GuidB735,
    GuidLowerCase,
    GuidWithoutDashes,
    KeyLowerCase,
    AllLowerCase,
    KeyDecoded,
    LfAfterKey,
    CrLfAfterKey,
    SpaceWithKey,
    QuotesWithKey,
    FieldNameWithKey,
    NulHashed,
    BytesReprHashed,
    NotHashed,
    Sha256,
    HexEncoded,
    HexAsValue,
    KeyAsValue,
    LfAfterValue,
    CrLfAfterValue,
    Unpadded,
    Base64Url,
    ValueLowerCase,
    BytesReprAsValue,
}

impl AcceptSlip {
    /// Every slip; of two that give the same value, the one that stands first is named.
    pub const ALL: [Self; 27] = [
        Self::NoGuid,
        Self::GuidFirst,
        Self::GuidD65b,
        Self::GuidB735,
        Self::GuidLowerCase,
        Self::GuidWithoutDashes,
        Self::KeyLowerCase,
        Self::AllLowerCase,
        Self::KeyDecoded,
        Self::LfAfterKey,
        Self::CrLfAfterKey,
        Self::SpaceWithKey,
        Self::QuotesWithKey,
        Self::FieldNameWithKey,
        Self::NulHashed,
        Self::BytesReprHashed,
        Self::NotHashed,
        Self::Sha256,
        Self::HexEncoded,
        Self::HexAsValue,
        Self::KeyAsValue,
        Self::LfAfterValue,
        Self::CrLfAfterValue,
        Self::Unpadded,
        Self::Base64Url,
        Self::ValueLowerCase,
        Self::BytesReprAsValue,
    ];

    /// The stable name: `no-guid`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoGuid => "no-guid",
            Self::GuidFirst => "guid-first",
            Self::GuidD65b => "guid-5ab5dc11d65b",
            Self::GuidB735 => "guid-5ab5dc11b735",
            Self::GuidLowerCase => "guid-lower-case",
            Self::GuidWithoutDashes => "guid-without-dashes",
            Self::KeyLowerCase => "key-lower-case",
            Self::AllLowerCase => "all-lower-case",
            Self::KeyDecoded => "key-decoded",
            Self::LfAfterKey => "lf-after-key",
            Self::CrLfAfterKey => "crlf-after-key",
            Self::SpaceWithKey => "space-with-key",
            Self::QuotesWithKey => "quotes-with-key",
            Self::FieldNameWithKey => "field-name-with-key",
            Self::NulHashed => "nul-hashed",
            Self::BytesReprHashed => "bytes-repr-hashed",
            Self::NotHashed => "not-hashed",
            Self::Sha256 => "sha-256",
            Self::HexEncoded => "hex-encoded",
            Self::HexAsValue => "hex-as-value",
            Self::KeyAsValue => "key-as-value",
            Self::LfAfterValue => "lf-after-value",
            Self::CrLfAfterValue => "crlf-after-value",
            Self::Unpadded => "unpadded",
            Self::Base64Url => "base64url",
            Self::ValueLowerCase => "value-lower-case",
            Self::BytesReprAsValue => "bytes-repr-as-value",
        }
    }

    /// The slip with that name, or `None`.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|slip| slip.name() == name)
    }

    /// The value that a server with this slip answers to `key`; `None` where the slip needs bytes
    /// of the key and it has none.
    pub fn apply(self, key: &str) -> Option<String> {
        self.values(key).into_iter().next()
    }

    /// Every value to which the slip leads, the likeliest first.
    fn values(self, key: &str) -> Vec<String> {
        match self {
            Self::NoGuid => guid::left_out(key),
            Self::GuidFirst => guid::first(key),
            Self::GuidD65b => guid::other(key, guid::D65B),
            Self::GuidB735 => guid::other(key, guid::B735),
            Self::GuidLowerCase => guid::lower_case(key),
            Self::GuidWithoutDashes => guid::without_dashes(key),
            Self::KeyLowerCase => key::lower_case(key),
            Self::AllLowerCase => key::lower_case_with_guid(key),
            Self::KeyDecoded => key::decoded(key),
            Self::LfAfterKey => key::followed_by(key, "\n"),
            Self::CrLfAfterKey => key::followed_by(key, "\r\n"),
            Self::SpaceWithKey => key::with_space(key),
            Self::QuotesWithKey => key::in_quotes(key),
            Self::FieldNameWithKey => key::with_field_name(key),
            Self::NulHashed => key::with_nul(key),
            Self::BytesReprHashed => key::bytes_repr(key),
            Self::NotHashed => digest::not_taken(key),
            Self::Sha256 => digest::sha256(key),
            Self::HexEncoded => digest::hex_encoded(key),
            Self::HexAsValue => digest::hex(key),
            Self::KeyAsValue => vec![key.to_owned()],
            Self::LfAfterValue => value::followed_by(key, "\n"),
            Self::CrLfAfterValue => value::followed_by(key, "\r\n"),
            Self::Unpadded => value::unpadded(key),
            Self::Base64Url => value::base64url(key),
            Self::ValueLowerCase => value::lower_case(key),
            Self::BytesReprAsValue => value::bytes_repr(key),
        }
    }
}

/// Where a wrong accept value comes from, as far as the value tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The slip gives exactly this value.
    Slip(AcceptSlip),
    /// It is the right value for that other key, which was given.
    OtherKey(String),
    /// It has the shape of an accept value; perhaps it belongs to the key of another request.
    MaybeOtherKey,
    /// It does not have the shape: so many characters, so many bytes where it is base64.
    NoAcceptValue {
        /// Characters of the value.
        characters: usize,
        /// Bytes that it encodes, where it is base64.
        bytes: Option<usize>,
    },
}

impl Cause {
    /// Why `value` is not the accept value of `key`; `None` where it is.
    pub fn of(value: &str, accept: &Accept, other_keys: &[String]) -> Option<Self> {
        if value == accept.value {
            return None;
        }
        let slip = recognise(value, accept).map(Self::Slip);
        let other = || other_keys.iter().find(|other| Accept::of(other).value == value);
        slip.or_else(|| other().cloned().map(Self::OtherKey)).or_else(|| Some(by_shape(value)))
    }
}

/// The slip that makes exactly `value` out of the key; `None` for the right value.
pub fn recognise(value: &str, accept: &Accept) -> Option<AcceptSlip> {
    if value == accept.value {
        return None;
    }
    AcceptSlip::ALL.into_iter().find(|slip| slip.values(&accept.key).iter().any(|v| v == value))
}

fn by_shape(value: &str) -> Cause {
    let characters = value.chars().count();
    match STANDARD.decode(value).ok().map(|bytes| bytes.len()) {
        Some(20) => Cause::MaybeOtherKey,
        bytes => Cause::NoAcceptValue { characters, bytes },
    }
}

/// What a server answers that hashes `text` and does all else right.
fn answer(text: impl AsRef<[u8]>) -> String {
    STANDARD.encode(Sha1::digest(text))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    fn every_slip_is_made_and_recognised_by_exactly_its_name(
        #[values("dGhlIHNhbXBsZSBub25jZQ==", "M/EoWjDzXy+RqE798wx4WA==")] key: &str,
    ) {
        let accept = Accept::of(key);
        for slip in AcceptSlip::ALL {
            for value in slip.values(key) {
                assert_eq!(recognise(&value, &accept), Some(slip), "{value:?}");
            }
            assert!(slip.apply(key).is_some(), "{slip:?}");
            assert_eq!(AcceptSlip::by_name(slip.name()), Some(slip));
        }
    }

    // Computed once with OpenSSL, so that the slips do not only agree with themselves.
    #[rstest]
    #[case(AcceptSlip::NoGuid, "hHLtf2V1k8aDQZfNjw3Ia1hCwt0=")]
    #[case(AcceptSlip::GuidD65b, "oTYf8w8uN9dmWLQsgPa0ssJjDCY=")]
    #[case(AcceptSlip::GuidB735, "tZwqUKNUDhpXnWH23C+uw8Gp/3E=")]
    #[case(AcceptSlip::GuidLowerCase, "WJfwerbIozKsJXHxxI0JTO1SQgU=")]
    #[case(AcceptSlip::KeyDecoded, "BXhwxM0SZasKmCD9S4BfpPmCnEw=")]
    #[case(AcceptSlip::CrLfAfterKey, "kex8Ji4w0ek1Mc3Dwcf4mOpf5b4=")]
    #[case(AcceptSlip::HexEncoded, "YjM3YTRmMmNjMDYyNGYxNjkwZjY0NjA2Y2YzODU5NDViMmJlYzRlYQ==")]
    #[case(AcceptSlip::Sha256, "c8qeCxwB8sJPxkSckeL76bKL7f642+KYzDiR7EbKyTY=")]
    fn slips_give_the_values_that_circulate(#[case] slip: AcceptSlip, #[case] value: &str) {
        assert_eq!(slip.apply("dGhlIHNhbXBsZSBub25jZQ==").as_deref(), Some(value));
    }

    #[test]
    fn the_key_of_another_request_is_certain_only_where_that_key_is_given() {
        let accept = Accept::of("dGhlIHNhbXBsZSBub25jZQ==");
        let other = "M/EoWjDzXy+RqE798wx4WA==".to_owned();
        let value = "dp5EfotV/BKd8c58hFUJH3Pc0pk=";
        let given = Cause::of(value, &accept, std::slice::from_ref(&other));
        assert_eq!(given, Some(Cause::OtherKey(other)));
        assert_eq!(Cause::of(value, &accept, &[]), Some(Cause::MaybeOtherKey));
        assert_eq!(Cause::of(&accept.value, &accept, &[]), None);
    }

    #[test]
    fn what_cannot_be_an_accept_value_is_not_ascribed_to_another_key() {
        let accept = Accept::of("dGhlIHNhbXBsZSBub25jZQ==");
        let cause = Cause::of("aGVsbG8=", &accept, &[]);
        assert_eq!(cause, Some(Cause::NoAcceptValue { characters: 8, bytes: Some(5) }));
    }

    proptest! {
        #[test]
        fn an_honest_value_is_never_ascribed_to_a_slip(nonce: [u8; 16], other: [u8; 16]) {
            prop_assume!(nonce != other);
            let accept = Accept::of(&STANDARD.encode(nonce));
            let others = Accept::of(&STANDARD.encode(other));
            prop_assert_eq!(recognise(&accept.value, &accept), None);
            prop_assert_eq!(recognise(&others.value, &accept), None);
        }

        #[test]
        fn a_slip_that_changes_nothing_is_not_claimed(key in "[a-z0-9]{22}==") {
            let accept = Accept::of(&key);
            for slip in AcceptSlip::ALL {
                let value = slip.apply(&key).unwrap_or_default();
                let claimed = recognise(&value, &accept);
                prop_assert_eq!(claimed.is_none(), value.is_empty() || value == accept.value);
            }
        }
    }
}
