//! One key byte for every payload byte: `payload[i] ^ key[0]`.

use super::masking::text_by;
use super::reading::unmasked;
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::terms::MaskKey;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_masked_text()?;
    recipe.needs_len(2, usize::MAX)?;
    let [first, ..] = recipe.key;
    Ok(recipe.before(&unmasked(&recipe.payload, [first; 4], 0)))
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    let (key, text) = text_by(suspect, way)?;
    Some(Evidence::FirstKeyByteOnly { key }.claim(suspect.frame_len, text))
}

pub(super) fn way(_: &Suspect<'_>, [first, ..]: MaskKey) -> Option<(MaskKey, u64)> {
    (first != 0).then_some(([first; 4], 0))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}
