//! The MASK bit is 1 and a key is there, but the payload was never combined with it, or twice.

use super::masking::text_by;
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::terms::MaskKey;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_masked_text()?;
    recipe.needs_len(1, usize::MAX)?;
    Ok(recipe.before(&recipe.payload))
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    let (key, text) = text_by(suspect, way)?;
    Some(Evidence::PayloadNotMasked { key }.claim(suspect.frame_len, text))
}

pub(super) fn way(_: &Suspect<'_>, _: MaskKey) -> Option<(MaskKey, u64)> {
    Some(([0; 4], 0))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}
