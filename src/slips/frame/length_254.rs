//! The 7-bit form for lengths up to 254, as in `if length <= 254: struct.pack("B", length)`.
//!
//! Three symptoms: 126 makes a reader take the next two bytes for a length, 127 the next eight,
//! and 128 to 254 set the MASK bit, so that the next four bytes pass for a key.

use super::reading::{readable, unmasked};
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::terms::{Opcode, Role};

pub(super) const NAME: &str = "length-254";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// Byte 1 itself as the length makes the rest fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Length254 {
    /// The length.
    pub len: u8,
    /// Whether a mask key stands behind byte 1.
    pub masked: bool,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs(recipe.opcode == Opcode::TEXT, Unsuited::Opcode(Opcode::TEXT))?;
    recipe.needs_len(126, 254)?;
    let masks = recipe.sender == Role::Client;
    let byte1 = recipe.payload.len() as u8 | if masks { 0x80 } else { 0 };
    let key = if masks { recipe.key.to_vec() } else { Vec::new() };
    Ok([vec![recipe.byte0(), byte1], key, recipe.wire_payload()].concat())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let &[_, byte1 @ 126..=255, ..] = suspect.wire else { return None };
    if !suspect.opens_text() || !suspect.is_broken() {
        return None;
    }
    let bare = (byte1 <= 254).then_some((byte1, false));
    let masked = (128..=254).contains(&byte1).then_some((byte1, true));
    let masked_low = (byte1 & 0x7f >= 126 && byte1 >= 128).then_some((byte1 & 0x7f, true));
    let mut fits = [bare, masked, masked_low]
        .into_iter()
        .flatten()
        .filter(|(_, masked)| !(*masked && reads_as_cut(suspect)))
        .filter_map(|(len, masked)| fitting(suspect, len, masked));
    let claim = fits.next()?;
    fits.next().is_none().then_some(claim)
}

/// Whether the reader's own key gives text to the end of the input: then it is only cut.
fn reads_as_cut(suspect: &FrameSuspect<'_>) -> bool {
    let valid = suspect.payload.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    suspect.after().is_empty()
        && suspect.payload.len() - valid.len() < 4
        && readable(valid.as_bytes()).is_some()
}

/// The claim that `len` bytes of text follow byte 1, behind a key if `masked`.
fn fitting(suspect: &FrameSuspect<'_>, len: u8, masked: bool) -> Option<Claim> {
    let start = if masked { 6 } else { 2 };
    let end = start + usize::from(len);
    let key = if masked { *suspect.wire.get(2..)?.first_chunk()? } else { [0; 4] };
    let payload = unmasked(suspect.wire.get(start..end)?, key, 0);
    let text = readable(&payload)?;
    let bits = Bits::text(text) + suspect.landing(end)? + suspect.broken() - Bits::choice(3);
    Some(Evidence::Length254(Length254 { len, masked }).claim(bits, end, text.to_owned()))
}

pub(super) fn demo() -> Recipe {
    let text = "先帝创业未半而中道崩殂，今天下三分，益州疲弊，此诚危急存亡之秋也。\
                然侍卫之臣不懈于内，忠志之士忘身于外者，盖追先帝之殊遇，欲报之于陛下也。";
    Recipe::from_server(text)
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the one-byte length was used up to 254; it ends at 125",
        "单字节长度用到了 254，它只能表示到 125",
    )
}

pub(super) fn evidence(lang: Lang, proof: &Length254) -> String {
    match proof {
        Length254 { len, masked: false } => {
            let symptom = symptom(lang, *len);
            say!(
                lang,
                "Byte 1 is {len:02x} = {len}. Taken for the length itself, it makes everything fit: {len} bytes of text follow. {symptom}",
                "字节 1 是 {len:02x} = {len}。直接把它当作长度，一切就吻合了：后面正好是 {len} 字节文本。{symptom}"
            )
        }
        Length254 { len, masked: true } => say!(
            lang,
            "With {len} as the length and a mask key behind byte 1, everything fits: {len} bytes unmask to text. A receiver sees only the low 7 bits of byte 1.",
            "以 {len} 为长度，字节 1 后面是掩码键，一切就吻合了：{len} 字节去掩码后是文本。接收方只看字节 1 的低 7 位。"
        ),
    }
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Use one byte up to 125 only, then 16 bits: `if n <= 125: struct.pack('!BB', 0x81, n)`, `elif n <= 65535: struct.pack('!BBH', 0x81, 126, n)`.", "单字节只用到 125，再长就用 16 比特：`if n <= 125: struct.pack('!BB', 0x81, n)`，`elif n <= 65535: struct.pack('!BBH', 0x81, 126, n)`。")
}

/// What a receiver makes of a one-byte length past 125.
fn symptom(lang: Lang, len: u8) -> &'static str {
    match len {
        126 => lang.pick(
            "A receiver takes 126 for \"the length is in the next 2 bytes\", and these are text.",
            "接收方把 126 理解成 \"长度在后面 2 字节\"，而那是文本。",
        ),
        127 => lang.pick(
            "A receiver takes 127 for \"the length is in the next 8 bytes\", and these are text.",
            "接收方把 127 理解成 \"长度在后面 8 字节\"，而那是文本。",
        ),
        _ => lang.pick(
            "A receiver takes its top bit for MASK, and the first 4 bytes of text for the key.",
            "接收方把最高位当成 MASK 位，把文本的前 4 字节当成掩码键。",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};
    use super::*;
    use crate::slips::frame::FrameSlip;
    use rstest::rstest;

    #[rstest]
    fn each_symptom_is_explained(
        #[values(126, 127, 128, 200, 253, 254)] len: usize,
        #[values(Role::Client, Role::Server)] role: Role,
        #[values("a", "最", "the quick brown fox ")] unit: &str,
    ) {
        let mut text = unit.repeat(len / unit.len());
        text.push_str(&"!".repeat(len - text.len()));
        let recipe = Recipe::from_server(&text).sent_by(role);
        let claim = first_claim(&apply(&recipe).expect("suits"));
        assert_eq!(claim.evidence.slip(), FrameSlip::Length254);
        assert_eq!(claim.text, Some(text));
    }

    #[test]
    fn two_such_frames_in_a_row_are_both_explained() {
        let one = apply(&demo()).expect("suits");
        let claim = first_claim(&[one.clone(), one.clone()].concat());
        assert_eq!(claim.covers, one.len());
    }

    #[test]
    fn a_frame_that_is_one_byte_short_is_not_claimed() {
        let mut wire = apply(&demo()).expect("suits");
        wire.pop();
        assert_eq!(claims(&wire), []);
    }
}
