//! A length that counts the header with the payload: `len(frame)` for `len(payload)`. Provable
//! only where another frame follows, of which the reader swallows the first bytes.

use super::reading::{readable, sound, unmasked};
use super::{Claim, Evidence, FrameSuspect, Honest, Marks, Recipe, Unsuited};
use crate::frame::FrameHeader;
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::slips::words::count;
use crate::terms::LengthField;

pub(super) const NAME: &str = "length-counts-header";

pub(super) const MARKS: Marks = Marks::SPECIAL.instead_of(Honest::TwoFrames);

/// Without the header in the length, the next frame begins where this one ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LengthCountsHeader {
    /// The length as it stands there.
    pub read: usize,
    /// The length of the payload.
    pub len: usize,
    /// The length of the header.
    pub extra: usize,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    counting(recipe, recipe.header().header_len())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let extra = suspect.header?.header_len();
    let (read, len, end, text, bits) = too_long_by(suspect, extra)?;
    let proof = LengthCountsHeader { read, len, extra };
    Some(Evidence::LengthCountsHeader(proof).claim(bits, end, text))
}

/// Two frames, each with a length that is `extra` bytes too long.
pub(super) fn counting(recipe: &Recipe, extra: usize) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_len(1, 125 - 6)?;
    let length = LengthField::Bits7((recipe.payload.len() + extra) as u8);
    let frame = |recipe: &Recipe| recipe.under(FrameHeader { length, ..recipe.header() });
    Ok([frame(recipe), frame(&recipe.with_fresh_key())].concat())
}

/// The length as read, the length without `extra` bytes, where the frame then ends, its text, and
/// what that weighs:
/// if that reads as text and another frame follows where the reader sees none, which is wrong in
/// the same way. Both texts together must be proof: a sound header alone is made by chance.
pub(super) fn too_long_by(
    suspect: &FrameSuspect<'_>,
    extra: usize,
) -> Option<(usize, usize, usize, String, Bits)> {
    let header = suspect.header?;
    let read = usize::try_from(header.payload_len()).ok()?;
    let len = read.checked_sub(extra)?;
    let start = header.header_len();
    let end = start.checked_add(len)?;
    if !suspect.opens_text() || suspect.reads_well() || !suspect.is_whole() {
        return None;
    }
    let bytes = suspect.wire.get(start..end)?;
    let bytes = unmasked(bytes, header.mask_key.unwrap_or_default(), 0);
    let text = readable(&bytes)?;
    let rest = suspect.wire.get(end..)?;
    let (next, total) = sound(rest)?;
    let next_wire = rest.get(next.header_len()..total.checked_sub(extra)?)?;
    let behind = rest.get(total.checked_sub(extra)?..)?;
    let again = behind.is_empty() || sound(behind).is_some();
    let same_code =
        next.opcode == header.opcode && next.mask_key.is_some() == header.mask_key.is_some();
    let next_bytes = unmasked(next_wire, next.mask_key.unwrap_or_default(), 0);
    let texts = Bits::text(text) + Bits::text(readable(&next_bytes)?);
    // Both boundaries land.
    let bits = texts + Bits::LANDS + Bits::LANDS + suspect.broken() - Bits::choice(3);
    (again && same_code).then(|| (read, len, end, text.to_owned(), bits))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the length counts the header with the payload", "长度把帧头也算进了载荷")
}

pub(super) fn evidence(lang: Lang, proof: &LengthCountsHeader) -> String {
    let LengthCountsHeader { read, len, extra } = proof;
    let behind = count(*len, "byte");
    say!(
        lang,
        "The length says {read}. After {behind} the text ends and the next frame begins: {read} = {len} + {extra} bytes of header.",
        "长度写的是 {read}。但 {len} 字节后文本结束，下一帧开始：{read} = {len} + {extra} 字节帧头。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Write `len(payload)`, not `len(frame)`: the length does not count the header (RFC 6455 section 5.2).", "写 `len(payload)`，不是 `len(frame)`：长度不含帧头（RFC 6455 5.2）。")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};
    use super::*;

    #[test]
    fn a_masked_header_counts_six_bytes() {
        let wire = apply(&Recipe::from_client("hellossssss")).expect("suits");
        let expected =
            Evidence::LengthCountsHeader(LengthCountsHeader { read: 17, len: 11, extra: 6 });
        assert_eq!(first_claim(&wire).evidence, expected);
    }

    #[test]
    fn a_sound_frame_behind_that_is_not_wrong_in_the_same_way_moves_no_boundary() {
        assert_eq!(claims(b"\x81\x03a\x81\x00\x81\x05Hello"), []);
        assert_eq!(claims(b"\x81\x07Hello\x88\x00"), []);
    }

    #[test]
    fn a_frame_alone_that_lacks_two_bytes_may_as_well_be_cut() {
        assert_eq!(claims(b"\x81\x07Hello"), []);
    }
}
