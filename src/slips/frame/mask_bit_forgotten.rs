//! The MASK bit is 0 although a key and a masked payload follow.

use super::reading::{proof, unmasked};
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::frame::FrameHeader;
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::slips::words::hex;
use crate::terms::MaskKey;
use crate::terms::Role;

pub(super) const NAME: &str = "mask-bit-forgotten";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// A key stands behind the length, and unmasks what follows to text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaskBitForgotten {
    /// The key.
    pub key: MaskKey,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_sender(Role::Client)?;
    let mut out = Vec::new();
    FrameHeader { mask_key: None, ..recipe.header() }.write(&mut out);
    out.extend(recipe.key);
    out.extend(recipe.wire_payload());
    Ok(out)
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let header = suspect.header.filter(|header| header.mask_key.is_none())?;
    if !suspect.opens_text() || !suspect.is_broken() {
        return None;
    }
    let (key, rest) = suspect.wire.get(header.header_len()..)?.split_first_chunk::<4>()?;
    let payload = rest.get(..usize::try_from(header.payload_len()).ok()?)?;
    let end = header.header_len() + key.len() + payload.len();
    if *key == [0; 4] {
        return None;
    }
    let plain = unmasked(payload, *key, 0);
    let text = proof(&plain)?.to_owned();
    let bits = Bits::text(&text) + suspect.landing(end)? + suspect.broken();
    Some(Evidence::MaskBitForgotten(MaskBitForgotten { key: *key }).claim(bits, end, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the MASK bit is 0, but a key and a masked payload follow",
        "MASK 位为 0，后面却有掩码键和已掩码的载荷",
    )
}

pub(super) fn evidence(lang: Lang, proof: &MaskBitForgotten) -> String {
    let MaskBitForgotten { key } = proof;
    say!(
        lang,
        "The 4 bytes behind the length, {key}, unmask the bytes after them to text that fits the length.",
        "长度后面的 4 字节 {key} 正是掩码键：用它去掩码，后面是长度相符的文本。",
        key = hex(key)
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Set the top bit of byte 1 where a key follows: `0x80 | n`, or `0x80 | 126` with an extended length.", "有掩码键时把字节 1 的最高位置 1：`0x80 | n`，用扩展长度时是 `0x80 | 126`。")
}

#[cfg(test)]
mod tests {
    use super::super::tests::claims;

    #[test]
    fn a_short_text_proves_nothing() {
        assert_eq!(claims(b"\x81\x02\xa4\xc4\x22\xcd\xcc\xad"), []);
    }
}
