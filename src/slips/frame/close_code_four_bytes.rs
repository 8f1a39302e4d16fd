//! The status code of a Close frame in four bytes, of either order: an `int` where a 16-bit number
//! should be.

use super::close_code_as_text::code_and_reason;
use super::reading::readable;
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::terms::CloseCode;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    let (code, reason) = code_and_reason(recipe)?;
    Ok(recipe.carrying([&u32::from(code.0).to_be_bytes(), reason].concat()).frame())
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    let (bytes, reason) = suspect.bad_close()?.split_first_chunk::<4>()?;
    let (meant, little_endian) = match *bytes {
        [0, 0, high, low] => (CloseCode(u16::from_be_bytes([high, low])), false),
        [low, high, 0, 0] => (CloseCode(u16::from_be_bytes([high, low])), true),
        _ => return None,
    };
    let fits = meant.may_be_sent() && (reason.is_empty() || readable(reason).is_some());
    fits.then(|| {
        Evidence::CloseCodeFourBytes { meant, little_endian }.claim(suspect.frame_len, None)
    })
}

pub(super) fn demo() -> Recipe {
    Recipe::close(1000, "")
}

#[cfg(test)]
mod tests {
    use super::super::tests::first_claim;
    use super::*;

    #[test]
    fn both_byte_orders_are_explained() {
        let meant = CloseCode::NORMAL;
        let of = |wire: &[u8]| first_claim(wire).evidence;
        let evidence = |little_endian| Evidence::CloseCodeFourBytes { meant, little_endian };
        assert_eq!(of(b"\x88\x04\x00\x00\x03\xe8"), evidence(false));
        assert_eq!(of(b"\x88\x07\xe8\x03\x00\x00bye"), evidence(true));
    }
}
