//! The first byte written as two digits: `b'81'` for `b'\x81'`.

use super::reading::{text_of, whole_frame_of};
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;

pub(super) const NAME: &str = "opcode-as-digits";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The first two bytes are the digits of a first byte with which the frame fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpcodeAsDigits {
    /// That byte.
    pub byte0: u8,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    let digits = format!("{:02x}", recipe.byte0()).into_bytes();
    let frame = recipe.frame();
    Ok([&digits, frame.get(1..).unwrap_or_default()].concat())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let (digits, rest) = suspect.wire.split_first_chunk::<2>()?;
    if rest.iter().all(u8::is_ascii_hexdigit) {
        return None; // then all of it may be digits
    }
    let mut byte = [0];
    hex::decode_to_slice(digits, &mut byte).ok()?;
    let [byte0] = byte;
    let (header, payload, len) = whole_frame_of(byte0, rest)?;
    let after = rest.get(len - 1..)?;
    let fits = after.is_empty() || after.starts_with(digits);
    let text = text_of(&header, payload);
    let read = text.as_deref().map(Bits::text).unwrap_or_default();
    let bits = Bits::equal(digits.len()) + read + Bits::ENDS + suspect.broken();
    fits.then(|| Evidence::OpcodeAsDigits(OpcodeAsDigits { byte0 }).claim(bits, len + 1, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the first byte was written as two digits", "第一个字节写成了两个数字字符")
}

pub(super) fn evidence(lang: Lang, proof: &OpcodeAsDigits) -> String {
    let OpcodeAsDigits { byte0 } = proof;
    say!(
        lang,
        "The input begins with the characters '{byte0:02x}'. With the one byte {byte0:02x} in their place, the frame fits.",
        "输入以字符 '{byte0:02x}' 开头。换成一个字节 {byte0:02x}，帧就吻合了。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Write `b'\\x81'`: without `\\x`, 81 is two characters.",
        "写 `b'\\x81'`：没有 `\\x`，81 就是两个字符。",
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::{first_claim, is_claimed};
    use super::*;
    use crate::slips::frame::FrameSlip;

    #[test]
    fn a_masked_frame_is_explained_too() {
        let wire = apply(&Recipe::from_client("hi")).expect("suits");
        assert_eq!(
            first_claim(&wire).evidence,
            Evidence::OpcodeAsDigits(OpcodeAsDigits { byte0: 0x81 })
        );
    }

    #[test]
    fn digits_before_something_else_are_not_claimed() {
        assert!(!is_claimed(FrameSlip::OpcodeAsDigits, b"81 reasons to go home"));
    }
}
