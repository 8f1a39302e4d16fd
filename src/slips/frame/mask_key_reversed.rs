//! The key used from its other end: read as one 32-bit integer in the machine's own byte order.

use super::masking::text_by;
use super::reading::unmasked;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::words::hex;
use crate::terms::MaskKey;

pub(super) const NAME: &str = "mask-key-reversed";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The key from its other end gives text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaskKeyReversed {
    /// The key as it stands there.
    pub key: MaskKey,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_masked_text()?;
    recipe.needs_len(1, usize::MAX)?;
    Ok(recipe.before(&unmasked(&recipe.payload, reversed(recipe.key), 0)))
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let (key, text, bits) = text_by(suspect, way)?;
    Some(Evidence::MaskKeyReversed(MaskKeyReversed { key }).claim(bits, suspect.frame_len, text))
}

fn way(_: &FrameSuspect<'_>, key: MaskKey, wire: &[u8]) -> Option<Vec<u8>> {
    Some(unmasked(wire, reversed(key), 0))
}

fn reversed([a, b, c, d]: MaskKey) -> MaskKey {
    [d, c, b, a]
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the mask key was used in the wrong byte order", "掩码键的字节顺序用反了")
}

pub(super) fn evidence(lang: Lang, proof: &MaskKeyReversed) -> String {
    let MaskKeyReversed { key } = proof;
    say!(
        lang,
        "With the key {key} the payload is not valid text; with its bytes in the other order it is.",
        "用掩码键 {key} 得不到文本；把它的 4 个字节倒过来，就是文本。",
        key = hex(key)
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Keep the key as four bytes in the order in which they stand in the frame, not as an integer.", "把掩码键当作 4 个字节，按帧里的顺序使用，不要当作整数。")
}
