//! The mask index goes on from one frame to the next instead of starting at 0 with each.
//! Provable where the frames before are in the input.

use super::masking::text_by;
use super::reading::unmasked;
use super::{Claim, Evidence, FrameSuspect, Honest, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::words::count;
use crate::terms::MaskKey;

pub(super) const NAME: &str = "mask-index-not-restarted";

pub(super) const MARKS: Marks = Marks::SPECIAL.instead_of(Honest::TwoFrames);

/// The key gives text if its index goes on from the frames before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaskIndexNotRestarted {
    /// How many payload bytes those had.
    pub before: usize,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_masked_text()?;
    recipe.needs_len(1, usize::MAX)?;
    let phase = recipe.payload.len() as u64;
    recipe.needs(!phase.is_multiple_of(4), Unsuited::LenNotMultipleOf4)?;
    let next = recipe.with_fresh_key();
    Ok([recipe.frame(), next.before(&unmasked(&next.payload, next.key, phase))].concat())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let (_, text, bits) = text_by(suspect, way)?;
    let before = bytes_before(suspect)?;
    Some(Evidence::MaskIndexNotRestarted(MaskIndexNotRestarted { before }).claim(
        bits,
        suspect.frame_len,
        text,
    ))
}

fn way(suspect: &FrameSuspect<'_>, key: MaskKey, wire: &[u8]) -> Option<Vec<u8>> {
    let before = bytes_before(suspect)?;
    (before % 4 != 0).then(|| unmasked(wire, key, before as u64))
}

/// How many payload bytes the same sender sent before, if the first of its frames is text.
fn bytes_before(suspect: &FrameSuspect<'_>) -> Option<usize> {
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

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the mask index went on from the frame before",
        "掩码下标接着上一帧往下数，没有从 0 重新开始",
    )
}

pub(super) fn evidence(lang: Lang, proof: &MaskIndexNotRestarted) -> String {
    let MaskIndexNotRestarted { before } = proof;
    let payload = count(*before, "payload byte");
    say!(
        lang,
        "The frames before have {payload}. If the mask index starts at {} instead of 0, the payload is text.",
        "前面各帧的载荷共 {before} 字节。掩码下标从 {} 而不是 0 开始，载荷就是文本。",
        before % 4
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Set the index to 0 at the start of each frame's payload.",
        "每一帧的载荷开始时，把下标重新置 0。",
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::claims;
    use super::*;

    #[test]
    fn without_the_frame_before_nothing_proves_it() {
        // Of five bytes the index would go on at 1, as one that begins there does.
        let recipe = Recipe::from_client("hello w");
        let both = apply(&recipe).expect("suits");
        assert_eq!(claims(&both[recipe.frame().len()..]), []);
    }
}
