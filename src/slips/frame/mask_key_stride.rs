//! Fewer bytes of the mask key used than it has: `key[i % 3]`, `key[i & 1]`.

use super::masking::text_by;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::terms::MaskKey;

pub(super) const NAME: &str = "mask-key-stride";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The first bytes of the key, used in turn, give text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaskKeyStride {
    /// How many of its bytes.
    pub used: usize,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_masked_text()?;
    recipe.needs_len(4, usize::MAX)?;
    Ok(recipe.before(&combined::<3>(recipe.key, &recipe.payload)))
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let two = text_by(suspect, |_, key, wire| Some(combined::<2>(key, wire))).map(|by| (2, by));
    let three = text_by(suspect, |_, key, wire| Some(combined::<3>(key, wire))).map(|by| (3, by));
    let better = two.into_iter().chain(three).max_by_key(|(_, (_, _, bits))| *bits);
    let (used, (_, text, bits)) = better?;
    Some(Evidence::MaskKeyStride(MaskKeyStride { used }).claim(bits, suspect.frame_len, text))
}

/// The bytes, combined with the first `USED` of the key in turn.
fn combined<const USED: usize>(key: MaskKey, bytes: &[u8]) -> Vec<u8> {
    bytes.iter().zip(key.iter().take(USED).cycle()).map(|(byte, key)| byte ^ key).collect()
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the mask index runs over fewer than the four bytes of the key",
        "掩码只循环用了掩码键的前几个字节，应循环用四个",
    )
}

pub(super) fn evidence(lang: Lang, proof: &MaskKeyStride) -> String {
    let MaskKeyStride { used } = proof;
    say!(
        lang,
        "With the first {used} bytes of the key in turn, as of `key[i % {used}]`, the payload is text.",
        "只循环使用掩码键的前 {used} 个字节（即 `key[i % {used}]`），载荷就是文本。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "The key has four bytes: `data[i] ^ key[i % 4]`.",
        "掩码键有四个字节：`data[i] ^ key[i % 4]`。",
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::first_claim;
    use super::*;

    #[test]
    fn chinese_text_is_explained_too() {
        let key = [0xc1, 0xd2, 0xe3, 0xf4];
        let recipe =
            Recipe { key, ..Recipe::from_client("今天天气很不错，我们去公园") };
        let claim = first_claim(&apply(&recipe).expect("suits"));
        assert_eq!(claim.evidence, Evidence::MaskKeyStride(MaskKeyStride { used: 3 }));
    }
}
