//! The 64-bit form for every length past 125, though 16 bits are enough up to 65535.

use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::finding::Fault;
use crate::frame::FrameHeader;
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::terms::LengthField;

pub(super) const NAME: &str = "sixty-four-bit-form";

pub(super) const MARKS: Marks = Marks::GENERAL;

/// A length of 126 to 65535 in the 64-bit form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SixtyFourBitForm {
    /// The length.
    pub len: u64,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_len(126, 65535)?;
    let length = LengthField::Bits64(recipe.payload.len() as u64);
    Ok(recipe.under(FrameHeader { length, ..recipe.header() }))
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let length = not_minimal(suspect)?;
    let len = length.value();
    let bits = Bits::equal(6) + suspect.broken();
    (len > 125).then(|| {
        Evidence::SixtyFourBitForm(SixtyFourBitForm { len }).claim(bits, suspect.frame_len, None)
    })
}

/// The length that breaks F09, of a frame that is otherwise in order.
pub(super) fn not_minimal(suspect: &FrameSuspect<'_>) -> Option<LengthField> {
    if suspect.is_bad_text() || !suspect.is_whole() || !suspect.ends_well() {
        return None;
    }
    suspect.findings.iter().find_map(|finding| match finding.fault {
        Fault::NonMinimalLength(fault) => Some(fault.length),
        _ => None,
    })
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server(&"先帝创业未半而中道崩殂。".repeat(4))
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the 64-bit length form was used where 16 bits are enough",
        "16 比特就够的长度用了 64 比特形式",
    )
}

pub(super) fn evidence(lang: Lang, proof: &SixtyFourBitForm) -> String {
    let SixtyFourBitForm { len } = proof;
    say!(
        lang,
        "The length {len} stands in 8 bytes, and all else is in order. Any length from 126 to 65535 belongs in 2 bytes.",
        "长度 {len} 用了 8 字节，其余都正确。126 到 65535 的长度应当用 2 字节。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Use the shortest form: `struct.pack('!BBH', 0x81, 126, n)` for 126 to 65535.",
        "用最短的形式：126 到 65535 用 `struct.pack('!BBH', 0x81, 126, n)`。",
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::claims;
    use super::*;

    #[test]
    fn the_minimal_form_is_not_claimed() {
        assert_eq!(claims(&demo().frame()), []);
    }
}
