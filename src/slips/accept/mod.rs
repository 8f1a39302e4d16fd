//! The mistakes that servers make on the way from the key to the accept value: one file per slip,
//! with all that is said about it.
//!
//! Each slip computes the wrong values to which it leads; a value is ascribed to a slip only where
//! the slip makes exactly that value of that key, and never where it is the right one.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha1::{Digest, Sha1};

use crate::handshake::{Accept, GUID};
use crate::slips::list::slips;

/// As [`slips`], and what only a slip of the accept value has: the values that it makes of a key.
macro_rules! accept_slips {
    ($($Slip:ident $file:ident,)*) => {
        slips! {
            /// A mistake in computing the accept value. Of two that make the same value, the one
            /// that stands first is named.
            AcceptSlip { $($Slip $file,)* }
        }

        impl AcceptSlip {
            /// Every value to which the slip leads, the likeliest first.
            fn values(self, key: &str) -> Vec<String> {
                match self { $(Self::$Slip => $file::values(key),)* }
            }
        }
    };
}

accept_slips! {
    NoGuid no_guid,
    GuidFirst guid_first,
    GuidD65b guid_5ab5dc11d65b,
    GuidB735 guid_5ab5dc11b735,
    GuidLowerCase guid_lower_case,
    GuidWithoutDashes guid_without_dashes,
    KeyLowerCase key_lower_case,
    AllLowerCase all_lower_case,
    KeyDecoded key_decoded,
    LfAfterKey lf_after_key,
    CrLfAfterKey crlf_after_key,
    CrAfterKey cr_after_key,
    KeyEmpty key_empty,
    ExampleValue example_value,
    SpaceWithKey space_with_key,
    QuotesWithKey quotes_with_key,
    FieldNameWithKey field_name_with_key,
    NulHashed nul_hashed,
    BytesReprHashed bytes_repr_hashed,
    NotHashed not_hashed,
    Sha256 sha_256,
    HexEncoded hex_encoded,
    HexAsValue hex_as_value,
    KeyAsValue key_as_value,
    LfAfterValue lf_after_value,
    CrLfAfterValue crlf_after_value,
    Unpadded unpadded,
    Base64Url base64url,
    ValueLowerCase value_lower_case,
    BytesReprAsValue bytes_repr_as_value,
}

impl AcceptSlip {
    /// The value that a server with this slip answers to `key`; `None` where the slip needs bytes
    /// of the key and it has none.
    pub fn apply(self, key: &str) -> Option<String> {
        self.values(key).into_iter().next()
    }
}

/// Where a wrong accept value comes from, as far as the value tells.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AcceptCause {
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

impl AcceptCause {
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

fn by_shape(value: &str) -> AcceptCause {
    let characters = value.chars().count();
    match STANDARD.decode(value).ok().map(|bytes| bytes.len()) {
        Some(20) => AcceptCause::MaybeOtherKey,
        bytes => AcceptCause::NoAcceptValue { characters, bytes },
    }
}

/// What a server responds that hashes this key and the GUID, and does all else right.
fn joined(key: &str) -> Vec<String> {
    vec![answer(format!("{key}{GUID}"))]
}

/// What a server responds that hashes `text` and does all else right.
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
            // The value of the RFC's example is right for the key of that example.
            let is_right = slip == AcceptSlip::ExampleValue && key.starts_with("dGhl");
            assert!(slip.apply(key).is_some() != is_right, "{slip:?}");
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
        let given = AcceptCause::of(value, &accept, std::slice::from_ref(&other));
        assert_eq!(given, Some(AcceptCause::OtherKey(other)));
        assert_eq!(AcceptCause::of(value, &accept, &[]), Some(AcceptCause::MaybeOtherKey));
        assert_eq!(AcceptCause::of(&accept.value, &accept, &[]), None);
    }

    #[test]
    fn what_cannot_be_an_accept_value_is_not_ascribed_to_another_key() {
        let accept = Accept::of("dGhlIHNhbXBsZSBub25jZQ==");
        let cause = AcceptCause::of("aGVsbG8=", &accept, &[]);
        assert_eq!(cause, Some(AcceptCause::NoAcceptValue { characters: 8, bytes: Some(5) }));
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
