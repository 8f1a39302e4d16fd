//! One key byte for every payload byte: `payload[i] ^ key[0]`.

use super::masking::text_by;
use super::reading::unmasked;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::terms::MaskKey;

pub(super) const NAME: &str = "first-key-byte-only";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The first byte of the key, used for every byte, gives text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstKeyByteOnly {
    /// The key.
    pub key: MaskKey,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_masked_text()?;
    recipe.needs_len(2, usize::MAX)?;
    let [first, ..] = recipe.key;
    Ok(recipe.before(&unmasked(&recipe.payload, [first; 4], 0)))
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let (key, text, bits) = text_by(suspect, way)?;
    Some(Evidence::FirstKeyByteOnly(FirstKeyByteOnly { key }).claim(bits, suspect.frame_len, text))
}

fn way(_: &FrameSuspect<'_>, [first, ..]: MaskKey, wire: &[u8]) -> Option<Vec<u8>> {
    (first != 0).then(|| unmasked(wire, [first; 4], 0))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("key[0] was used for every byte", "每个字节都只用了 key[0]")
}

pub(super) fn evidence(lang: Lang, proof: &FirstKeyByteOnly) -> String {
    let FirstKeyByteOnly { key: [first, ..] } = proof;
    say!(
        lang,
        "With key[i mod 4] the payload is not valid text; with {first:02x}, the first key byte, for every byte it is.",
        "用 key[i mod 4] 去掩码得不到文本；每个字节都用第一个键字节 {first:02x}，就是文本。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Write `payload[i] ^ key[i % 4]`.", "应当写 `payload[i] ^ key[i % 4]`。")
}
