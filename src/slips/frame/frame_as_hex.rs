//! The whole frame sent as the text of its hex digits: `send(frame.hex())`.

use super::reading::{text_of, whole_frame};
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;

pub(super) const NAME: &str = "frame-as-hex";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The input is the hex digits of a whole frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameAsHex {
    /// How many digits.
    pub digits: usize,
    /// The length of the frame.
    pub bytes: usize,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    Ok(hex::encode(recipe.frame()).into_bytes())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let digits = suspect.wire.trim_ascii_end();
    if !digits.get(..4)?.iter().all(|c| c.is_ascii_hexdigit() || is_gap(*c)) {
        return None;
    }
    let bare: Vec<u8> = digits.iter().copied().filter(|c| !is_gap(*c)).collect();
    let bytes = hex::decode(&bare).ok()?;
    let (header, payload, len) = whole_frame(&bytes)?;
    let text = text_of(&header, payload);
    let digits = bare.len();
    // A digit is one of 22 values of 256.
    let read = text.as_deref().map(Bits::text).unwrap_or_default();
    let bits = Bits::of(3) * digits + Bits::LANDS + read + Bits::ENDS;
    (len == bytes.len()).then(|| {
        let proof = FrameAsHex { digits, bytes: len };
        Evidence::FrameAsHex(proof).claim(bits, suspect.wire.len(), text)
    })
}

fn is_gap(c: u8) -> bool {
    matches!(c, b' ' | b':' | b'-')
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the frame was sent as its hex digits", "发出去的是帧的十六进制文本")
}

pub(super) fn evidence(lang: Lang, proof: &FrameAsHex) -> String {
    let FrameAsHex { digits, bytes } = proof;
    say!(
        lang,
        "All of it is {digits} hex digits, and they stand for a whole frame of {bytes} bytes.",
        "全部是 {digits} 个十六进制数字，正好表示一个 {bytes} 字节的完整帧。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Send the bytes: `sock.send(frame)`, not `frame.hex()`.",
        "直接发字节：`sock.send(frame)`，不要 `frame.hex()`。",
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::{first_claim, is_claimed};
    use super::*;
    use crate::slips::frame::FrameSlip;
    use rstest::rstest;

    #[rstest]
    #[case(b"810548656c6c6f")]
    #[case(b"810548656C6C6F\n")]
    #[case(b"81 05 48 65 6c 6c 6f")]
    fn digits_of_a_frame_are_explained(#[case] wire: &[u8]) {
        let claim = first_claim(wire);
        assert_eq!(claim.evidence, Evidence::FrameAsHex(FrameAsHex { digits: 14, bytes: 7 }));
        assert_eq!(claim.text.as_deref(), Some("Hello"));
    }

    #[rstest]
    #[case::no_frame(b"48656c6c6f")]
    #[case::one_byte_short(b"810548656c6c")]
    fn other_digits_are_not_claimed(#[case] wire: &[u8]) {
        assert!(!is_claimed(FrameSlip::FrameAsHex, wire));
    }
}
