//! A length that counts the four bytes of the mask key with the payload. Provable only where
//! another frame follows, of which the reader swallows the first four bytes.

use super::length_counts_header::{counting, too_long_by};
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::terms::Role;

const KEY_LEN: usize = 4;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_sender(Role::Client)?;
    counting(recipe, KEY_LEN)
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    suspect.header?.mask_key?;
    let (read, len, end, text) = too_long_by(suspect, KEY_LEN)?;
    Some(Evidence::LengthCountsKey { read, len }.claim(end, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}

#[cfg(test)]
mod tests {
    use super::super::tests::claims;
    use super::*;

    #[test]
    fn a_frame_alone_that_lacks_four_bytes_may_as_well_be_cut() {
        let wire = apply(&demo()).expect("suits");
        assert_eq!(claims(&wire[..wire.len() / 2]), []);
    }
}
