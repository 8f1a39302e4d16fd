//! The first byte written as two digits: `b'81'` for `b'\x81'`.

use super::reading::{text_of, whole_frame_of};
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    let digits = format!("{:02x}", recipe.byte0()).into_bytes();
    let frame = recipe.frame();
    Ok([&digits, frame.get(1..).unwrap_or_default()].concat())
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    let (digits, rest) = suspect.wire.split_first_chunk::<2>()?;
    if rest.iter().all(u8::is_ascii_hexdigit) {
        return None; // then all of it may be digits
    }
    let mut byte = [0];
    hex::decode_to_slice(digits, &mut byte).ok()?;
    let [byte0] = byte;
    let (header, payload, len) = whole_frame_of(byte0, rest)?;
    let after = rest.get(len - 1..)?;
    let fits = after.is_empty() || after.starts_with(digits);
    let text = text_of(&header, payload);
    fits.then(|| Evidence::OpcodeAsDigits { byte0 }.claim(len + 1, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};
    use super::*;

    #[test]
    fn a_masked_frame_is_explained_too() {
        let wire = apply(&Recipe::from_client("hi")).expect("suits");
        assert_eq!(first_claim(&wire).evidence, Evidence::OpcodeAsDigits { byte0: 0x81 });
    }

    #[test]
    fn digits_before_something_else_are_not_claimed() {
        assert_eq!(claims(b"81 reasons to go home"), []);
    }
}
