//! The mask index goes on from one frame to the next instead of starting at 0 with each.
//! Provable where the frames before are in the input.

use super::masking::text_by;
use super::reading::unmasked;
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::terms::MaskKey;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_masked_text()?;
    recipe.needs_len(1, usize::MAX)?;
    let phase = recipe.payload.len() as u64;
    recipe.needs(!phase.is_multiple_of(4), Unsuited::LenNotMultipleOf4)?;
    let next = recipe.with_fresh_key();
    Ok([recipe.frame(), next.before(&unmasked(&next.payload, next.key, phase))].concat())
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    let (_, text) = text_by(suspect, way)?;
    let before = bytes_before(suspect)?;
    Some(Evidence::MaskIndexNotRestarted { before }.claim(suspect.frame_len, text))
}

pub(super) fn way(suspect: &Suspect<'_>, key: MaskKey) -> Option<(MaskKey, u64)> {
    let before = bytes_before(suspect)?;
    (before % 4 != 0).then_some((key, before as u64))
}

/// How many payload bytes the same sender sent before, if the first of its frames is text.
fn bytes_before(suspect: &Suspect<'_>) -> Option<usize> {
    const MOST: usize = 4096;
    if suspect.earlier.len() > MOST {
        return None; // so that a long conversation stays cheap
    }
    let role = suspect.sender.role()?;
    let mut own = suspect.earlier.iter().filter(|earlier| earlier.sender.role() == Some(role));
    let first = own.next().filter(|first| std::str::from_utf8(&first.payload()).is_ok())?;
    Some(own.fold(first.wire().len(), |sum, e| sum.saturating_add(e.wire().len())))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}

#[cfg(test)]
mod tests {
    use super::super::tests::claims;
    use super::*;

    #[test]
    fn without_the_frame_before_nothing_proves_it() {
        let recipe = Recipe::from_client("hello");
        let both = apply(&recipe).expect("suits");
        assert_eq!(claims(&both[recipe.frame().len()..]), []);
    }
}
