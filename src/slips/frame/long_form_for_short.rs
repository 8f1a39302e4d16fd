//! A long form for lengths that fit the 7 bits.

use super::sixty_four_bit_form::not_minimal;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::frame::FrameHeader;
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::terms::LengthField;

pub(super) const NAME: &str = "long-form-for-short";

pub(super) const MARKS: Marks = Marks::GENERAL;

/// A length up to 125 in a longer form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LongFormForShort {
    /// The length as written.
    pub length: LengthField,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_len(0, 125)?;
    let length = LengthField::Bits16(recipe.payload.len() as u16);
    Ok(recipe.under(FrameHeader { length, ..recipe.header() }))
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let length = not_minimal(suspect)?;
    let short = length.value() <= 125;
    let zeros = if matches!(length, LengthField::Bits64(_)) { 7 } else { 1 };
    let bits = Bits::equal(zeros) + suspect.broken() + suspect.in_order();
    short.then(|| {
        let proof = LongFormForShort { length };
        Evidence::LongFormForShort(proof).claim(bits, suspect.frame_len, None)
    })
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("a long length form was used for a length up to 125", "不超过 125 的长度用了扩展形式")
}

pub(super) fn evidence(lang: Lang, proof: &LongFormForShort) -> String {
    let LongFormForShort { length } = proof;
    say!(
        lang,
        "The length {} stands in {} more bytes, and all else is in order. A length up to 125 belongs in byte 1 itself.",
        "长度 {} 另用了 {} 字节，其余都正确。不超过 125 的长度应当直接写在字节 1。",
        length.value(),
        length.extended_bytes()
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Use the shortest form: `struct.pack('!BB', 0x81, n)` up to 125.",
        "用最短的形式：不超过 125 用 `struct.pack('!BB', 0x81, n)`。",
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
