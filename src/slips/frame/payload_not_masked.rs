//! The MASK bit is 1 and a key is there, but the payload was never combined with it, or twice.

use super::masking::text_by;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::words::hex;
use crate::terms::MaskKey;

pub(super) const NAME: &str = "payload-not-masked";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The payload is text as it stands on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayloadNotMasked {
    /// The key that was not used.
    pub key: MaskKey,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_masked_text()?;
    recipe.needs_len(1, usize::MAX)?;
    Ok(recipe.before(&recipe.payload))
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let (key, text, bits) = text_by(suspect, way)?;
    Some(Evidence::PayloadNotMasked(PayloadNotMasked { key }).claim(bits, suspect.frame_len, text))
}

fn way(_: &FrameSuspect<'_>, _: MaskKey, wire: &[u8]) -> Option<Vec<u8>> {
    Some(wire.to_vec())
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "a mask key was sent, but the payload was not masked with it",
        "发了掩码键，载荷却没有用它做掩码",
    )
}

pub(super) fn evidence(lang: Lang, proof: &PayloadNotMasked) -> String {
    let PayloadNotMasked { key } = proof;
    say!(
        lang,
        "The payload is text as it stands on the wire; the key {key} only spoils it. (Masking twice gives the same bytes.)",
        "载荷不去掩码就已经是文本，用掩码键 {key} 反而弄乱了。（做两次掩码也是这个结果。）",
        key = hex(key)
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Send the result of the XOR: `masked = bytes(c ^ key[i % 4] for i, c in enumerate(data))`.",
        "发送异或后的结果：`masked = bytes(c ^ key[i % 4] for i, c in enumerate(data))`。",
    )
}
