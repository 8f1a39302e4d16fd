//! The extended length taken for the start of the payload: code that cuts two bytes of header off
//! whatever the length, and sends the rest on.

use super::reading::{readable, unmasked};
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::terms::{LengthField, MaskKey, Role};

pub(super) const NAME: &str = "extended-length-in-payload";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The payload begins with the extended length of the text behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtendedLengthInPayload {
    /// That length.
    pub length: LengthField,
    /// Whether a mask key and masked bytes follow it.
    pub masked: bool,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_len(126, usize::MAX)?;
    let came = recipe.frame();
    let cut = came.get(2..).unwrap_or_default();
    Ok(recipe.carrying(cut.to_vec()).sent_by(Role::Server).frame())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let fits = suspect.is_text() && suspect.opens_text() && suspect.is_whole();
    if !fits || suspect.payload.len() < 128 {
        return None;
    }
    let (sixteen, behind) = suspect.payload.split_first_chunk::<2>()?;
    let sixteen = LengthField::Bits16(u16::from_be_bytes(*sixteen));
    let claim = |length, behind| behind_length(suspect, length, behind);
    claim(sixteen, behind).or_else(|| {
        let (sixty_four, behind) = suspect.payload.split_first_chunk::<8>()?;
        claim(LengthField::Bits64(u64::from_be_bytes(*sixty_four)), behind)
    })
}

/// The claim that `behind` is a text of that length, perhaps masked and behind its key.
fn behind_length(suspect: &FrameSuspect<'_>, length: LengthField, behind: &[u8]) -> Option<Claim> {
    let len = usize::try_from(length.value()).ok()?;
    let (key, masked): (MaskKey, &[u8]) = match behind.split_first_chunk() {
        _ if behind.len() == len => ([0; 4], behind),
        Some((key, rest)) if rest.len() == len => (*key, rest),
        _ => return None,
    };
    if readable(suspect.payload).is_some() {
        return None; // then the length is only two letters
    }
    let plain = unmasked(masked, key, 0);
    let text = readable(&plain)?.to_owned();
    let evidence = Evidence::ExtendedLengthInPayload(ExtendedLengthInPayload {
        length,
        masked: behind.len() != len,
    });
    let number = if matches!(length, LengthField::Bits16(_)) { 2 } else { 8 };
    let bits = Bits::equal(number) + Bits::text(&text) - Bits::choice(4);
    Some(evidence.claim(bits, suspect.frame_len, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server(&"益州疲弊".repeat(17))
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the extended length was taken for the start of the payload",
        "扩展长度被当成了载荷的开头",
    )
}

pub(super) fn evidence(lang: Lang, proof: &ExtendedLengthInPayload) -> String {
    match proof {
        ExtendedLengthInPayload { length, masked: false } => say!(
            lang,
            "The payload begins with the number {}, and exactly that many bytes of text follow it.",
            "载荷以数字 {} 开头，后面正好是这么多字节的文本。",
            length.value()
        ),
        ExtendedLengthInPayload { length, masked: true } => say!(
            lang,
            "The payload begins with the number {}; then come a mask key and exactly that many bytes, which it unmasks to text.",
            "载荷以数字 {} 开头，接着是掩码键和正好这么多字节，用该键去掩码后是文本。",
            length.value()
        ),
    }
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Cut the header by what byte 1 says: `n = b[1] & 127`; the key or the payload begins at 4 if n is 126, at 10 if it is 127, else at 2.", "按字节 1 决定帧头有多长：`n = b[1] & 127`；n 为 126 时掩码键或载荷从 4 开始，为 127 时从 10 开始，否则从 2 开始。")
}

#[cfg(test)]
mod tests {
    use super::super::tests::first_claim;
    use super::*;

    #[test]
    fn a_masked_frame_is_explained_with_its_key_in_the_payload_too() {
        let text = "益州疲弊".repeat(20);
        let claim = first_claim(&apply(&Recipe::from_client(&text)).expect("suits"));
        let length = LengthField::Bits16(240);
        assert_eq!(
            claim.evidence,
            Evidence::ExtendedLengthInPayload(ExtendedLengthInPayload { length, masked: true })
        );
        assert_eq!(claim.text, Some(text));
    }

    #[test]
    fn ascii_behind_the_length_is_told_by_the_zero_byte() {
        let claim = first_claim(&apply(&Recipe::from_server(&"a".repeat(126))).expect("suits"));
        let length = LengthField::Bits16(126);
        assert_eq!(
            claim.evidence,
            Evidence::ExtendedLengthInPayload(ExtendedLengthInPayload { length, masked: false })
        );
    }
}
