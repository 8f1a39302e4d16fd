//! The mask index begun at 1: `for i in range(1, n + 1): out.append(data[i - 1] ^ key[i % 4])`.

use super::masking::{began_right, text_by};
use super::reading::unmasked;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::words::hex;
use crate::terms::MaskKey;

pub(super) const NAME: &str = "mask-index-from-one";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The key gives text if its index begins at 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaskIndexFromOne {
    /// The key.
    pub key: MaskKey,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_masked_text()?;
    recipe.needs_len(1, usize::MAX)?;
    Ok(recipe.before(&unmasked(&recipe.payload, recipe.key, 1)))
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let (key, text, bits) = text_by(suspect, way)?;
    let proof = MaskIndexFromOne { key };
    Some(Evidence::MaskIndexFromOne(proof).claim(bits, suspect.frame_len, text))
}

/// None after a short frame of the same sender that was masked well.
fn way(suspect: &FrameSuspect<'_>, key: MaskKey, wire: &[u8]) -> Option<Vec<u8>> {
    (!began_right(suspect)).then(|| unmasked(wire, key, 1))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("今天天气很不错")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the mask index begins at 1 instead of 0", "掩码下标从 1 开始，应从 0 开始")
}

pub(super) fn evidence(lang: Lang, proof: &MaskIndexFromOne) -> String {
    let MaskIndexFromOne { key } = proof;
    say!(
        lang,
        "With the key {key} taken from its second byte on, the payload is text.",
        "掩码键 {key} 从第二个字节用起，载荷就是文本。",
        key = hex(key)
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("The payload's first byte is combined with the key's first: `data[i] ^ key[i % 4]` with i from 0.", "载荷的第一个字节用掩码键的第一个字节：`data[i] ^ key[i % 4]`，i 从 0 开始。")
}
