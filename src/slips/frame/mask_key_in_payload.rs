//! The mask key taken for the start of the payload: code that cuts two bytes of header off a
//! masked frame, and sends the rest on.

use super::reading::{proof, unmasked};
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::slips::words::hex;
use crate::terms::MaskKey;
use crate::terms::Role;

pub(super) const NAME: &str = "mask-key-in-payload";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The payload begins with the key that unmasks the rest of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaskKeyInPayload {
    /// The key.
    pub key: MaskKey,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_sender(Role::Client)?;
    let payload = [&recipe.key[..], &recipe.wire_payload()].concat();
    Ok(recipe.carrying(payload).sent_by(Role::Server).frame())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    suspect.header.filter(|header| header.mask_key.is_none())?;
    if !suspect.is_only_bad_text() {
        return None;
    }
    let (key, masked) = suspect.payload.split_first_chunk::<4>()?;
    let plain = unmasked(masked, *key, 0);
    let came = || {
        suspect
            .recent_of(Role::Client)
            .any(|earlier| earlier.header.mask_key == Some(*key) && earlier.wire() == masked)
    };
    let (text, proven) = match proof(&plain) {
        Some(text) => (Some(text.to_owned()), Bits::text(text)),
        None if came() => (String::from_utf8(plain).ok(), Bits::equal(suspect.payload.len())),
        None => return None,
    };
    let bits = proven + suspect.broken() + suspect.in_order();
    let proof = MaskKeyInPayload { key: *key };
    Some(Evidence::MaskKeyInPayload(proof).claim(bits, suspect.frame_len, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the mask key was taken for the start of the payload", "掩码键被当成了载荷的开头")
}

pub(super) fn evidence(lang: Lang, proof: &MaskKeyInPayload) -> String {
    let MaskKeyInPayload { key } = proof;
    say!(
        lang,
        "The first 4 bytes of the payload, {key}, unmask the rest of it to text.",
        "载荷的前 4 字节 {key} 正是掩码键：用它给其余字节去掩码，得到文本。",
        key = hex(key)
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("If `b[1] & 0x80`, take the 4 bytes behind the length as the key, and unmask what follows before sending it on.", "如果 `b[1] & 0x80`，长度后面的 4 字节是掩码键；先去掩码，再转发。")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};
    use super::*;
    use crate::slips::frame::FrameSlip;

    #[test]
    fn a_short_text_is_proved_by_the_frame_that_came_before() {
        let recipe = Recipe::from_client("hi");
        let relayed = apply(&recipe).expect("suits");
        assert_eq!(claims(&relayed), []);
        let both = [recipe.frame(), relayed].concat();
        assert_eq!(first_claim(&both).evidence.slip(), FrameSlip::MaskKeyInPayload);
    }
}
