//! The mask index counted from the frame's first byte instead of the payload's: `frame[i] ^
//! key[i % 4]`. It shows wherever the header's length is no multiple of four.

use super::masking::{began_right, text_by};
use super::reading::unmasked;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::terms::MaskKey;

pub(super) const NAME: &str = "mask-index-from-frame-start";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The key gives text if its index counts from the frame's first byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaskIndexFromFrameStart {
    /// The length of the header, at which the index then stands.
    pub header_len: usize,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_masked_text()?;
    recipe.needs_len(1, 125)?;
    let phase = recipe.header().header_len() as u64;
    Ok(recipe.before(&unmasked(&recipe.payload, recipe.key, phase)))
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let (_, text, bits) = text_by(suspect, way)?;
    let header_len = suspect.header?.header_len();
    Some(Evidence::MaskIndexFromFrameStart(MaskIndexFromFrameStart { header_len }).claim(
        bits,
        suspect.frame_len,
        text,
    ))
}

/// None after a short frame of the same sender that was masked well.
fn way(suspect: &FrameSuspect<'_>, key: MaskKey, wire: &[u8]) -> Option<Vec<u8>> {
    let header_len = suspect.header?.header_len();
    let shows = header_len % 4 != 0 && !began_right(suspect);
    shows.then(|| unmasked(wire, key, header_len as u64))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the mask index counts from the start of the frame, not of the payload",
        "掩码下标应从载荷开头计，却从帧头计",
    )
}

pub(super) fn evidence(lang: Lang, proof: &MaskIndexFromFrameStart) -> String {
    let MaskIndexFromFrameStart { header_len } = proof;
    say!(
        lang,
        "The header has {header_len} bytes. If the mask index starts at {header_len} mod 4 = {} instead of 0, the payload is text.",
        "帧头有 {header_len} 字节。掩码下标从 {header_len} mod 4 = {} 而不是 0 开始，载荷就是文本。",
        header_len % 4
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Count from the payload's first byte: `frame[start + i] ^= key[i % 4]`.",
        "从载荷的第一个字节数起：`frame[start + i] ^= key[i % 4]`。",
    )
}
