//! The mask key behind the payload instead of before it.

use super::reading::{readable, unmasked};
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::slips::words::hex;
use crate::terms::MaskKey;

pub(super) const NAME: &str = "mask-key-behind-payload";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The last four bytes of the frame unmask those before to text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaskKeyBehindPayload {
    /// Those bytes.
    pub key: MaskKey,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_masked_text()?;
    recipe.needs_len(1, usize::MAX)?;
    let honest = recipe.before(&[]);
    let start = honest.get(..honest.len() - recipe.key.len()).unwrap_or_default();
    Ok([start, &recipe.wire_payload(), &recipe.key].concat())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let (read, _) = suspect.wrongly_masked()?;
    let start = suspect.header?.header_len().checked_sub(read.len())?;
    let behind = suspect.wire.get(start..suspect.frame_len)?;
    let (masked, key) = behind.split_last_chunk::<4>()?;
    let plain = unmasked(masked, *key, 0);
    let text = readable(&plain)?.to_owned();
    let bits = Bits::text(&text) + suspect.broken() + suspect.in_order() - Bits::choice(8);
    let proof = MaskKeyBehindPayload { key: *key };
    Some(Evidence::MaskKeyBehindPayload(proof).claim(bits, suspect.frame_len, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the mask key stands behind the payload", "掩码键写到了载荷后面")
}

pub(super) fn evidence(lang: Lang, proof: &MaskKeyBehindPayload) -> String {
    let MaskKeyBehindPayload { key } = proof;
    say!(
        lang,
        "The last 4 bytes of the frame, {key}, unmask those before them to text.",
        "帧的最后 4 字节 {key} 正是掩码键：用它给前面的字节去掩码，得到文本。",
        key = hex(key)
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "The key stands between the length and the payload (RFC 6455 section 5.2).",
        "掩码键在长度和载荷之间（RFC 6455 5.2）。",
    )
}
