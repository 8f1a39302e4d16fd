//! Masked bytes taken for the text: an echo that sends a client's payload back without unmasking
//! it. Provable where the client's frame is in the input.

use super::reading::readable;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::slips::words::hex;
use crate::terms::MaskKey;
use crate::terms::Role;

pub(super) const NAME: &str = "masked-bytes-as-text";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The payload is that of a client's earlier frame, still masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaskedBytesAsText {
    /// The key of that frame.
    pub key: MaskKey,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_sender(Role::Client)?;
    recipe.needs_len(PROOF_LEN, usize::MAX)?;
    let echo = recipe.carrying(recipe.wire_payload()).sent_by(Role::Server).frame();
    Ok([recipe.frame(), echo].concat())
}

/// So many bytes are not the same by chance.
const PROOF_LEN: usize = 4;

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    suspect.header.filter(|header| header.mask_key.is_none())?;
    if !suspect.is_whole() || !suspect.is_text() || suspect.payload.len() < PROOF_LEN {
        return None;
    }
    let came = suspect.recent_of(Role::Client).find(|earlier| earlier.wire() == suspect.payload)?;
    let meant = came.payload();
    let key = came.header.mask_key.filter(|_| meant != came.wire())?;
    let text = readable(&meant)?.to_owned();
    let bits = Bits::equal(suspect.payload.len());
    Some(Evidence::MaskedBytesAsText(MaskedBytesAsText { key }).claim(
        bits,
        suspect.frame_len,
        text,
    ))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the masked bytes were sent back as the text", "没有去掩码，就把字节当文本发了回去")
}

pub(super) fn evidence(lang: Lang, proof: &MaskedBytesAsText) -> String {
    let MaskedBytesAsText { key } = proof;
    say!(
        lang,
        "The payload is byte for byte what a client sent before, still masked with its key {key}.",
        "载荷与客户端先前发来的逐字节相同，仍带着掩码（键 {key}）。",
        key = hex(key)
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Unmask before use: `bytes(c ^ key[i % 4] for i, c in enumerate(payload))`.",
        "使用前先去掩码：`bytes(c ^ key[i % 4] for i, c in enumerate(payload))`。",
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::claims;
    use super::*;

    #[test]
    fn an_honest_echo_is_not_claimed() {
        let recipe = demo();
        let echo = recipe.sent_by(Role::Server).frame();
        assert_eq!(claims(&[recipe.frame(), echo].concat()), []);
    }
}
