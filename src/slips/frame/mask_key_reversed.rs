//! The key used from its other end: read as one 32-bit integer in the machine's own byte order.

use super::masking::text_by;
use super::reading::unmasked;
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::terms::MaskKey;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_masked_text()?;
    recipe.needs_len(1, usize::MAX)?;
    Ok(recipe.before(&unmasked(&recipe.payload, reversed(recipe.key), 0)))
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    let (key, text) = text_by(suspect, way)?;
    Some(Evidence::MaskKeyReversed { key }.claim(suspect.frame_len, text))
}

pub(super) fn way(_: &Suspect<'_>, key: MaskKey) -> Option<(MaskKey, u64)> {
    Some((reversed(key), 0))
}

fn reversed([a, b, c, d]: MaskKey) -> MaskKey {
    [d, c, b, a]
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}
