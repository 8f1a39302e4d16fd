//! The mask index counted from the frame's first byte instead of the payload's: `frame[i] ^
//! key[i % 4]`. It shows wherever the header's length is no multiple of four.

use super::masking::text_by;
use super::reading::{proof, unmasked};
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::terms::MaskKey;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_masked_text()?;
    recipe.needs_len(1, 125)?;
    let phase = recipe.header().header_len() as u64;
    Ok(recipe.before(&unmasked(&recipe.payload, recipe.key, phase)))
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    let (_, text) = text_by(suspect, way)?;
    let header_len = suspect.header?.header_len();
    Some(Evidence::MaskIndexFromFrameStart { header_len }.claim(suspect.frame_len, text))
}

/// None after a short frame of the same sender that was masked well.
pub(super) fn way(suspect: &Suspect<'_>, key: MaskKey) -> Option<(MaskKey, u64)> {
    let header_len = suspect.header?.header_len();
    let began_right = suspect.sender.role().is_some_and(|role| {
        let short = |len: usize| (1..126).contains(&len);
        suspect.recent_of(role).any(|e| short(e.wire().len()) && proof(&e.payload()).is_some())
    });
    (header_len % 4 != 0 && !began_right).then_some((key, header_len as u64))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}
