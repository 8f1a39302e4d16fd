//! The extended length in as many bytes as the number behind 126 or 127 does not have: 4 bytes behind 127, as of
//! `struct.pack("!I", n)`.

use super::reading::{readable, unmasked};
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::slips::words::count;
use crate::terms::{MaskKey, Role};

pub(super) const NAME: &str = "length-of-wrong-width";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The length stands in so many bytes, and the text has that length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LengthOfWrongWidth {
    /// The 7 bits before it: 126 or 127.
    pub announced: u8,
    /// How many bytes the length has.
    pub width: usize,
    /// The length.
    pub len: usize,
}

/// What stands in the 7 bits, and the widths that are wrong behind it, likely ones first.
const WIDTHS: [(u8, usize); 5] = [(127, 4), (127, 2), (126, 4), (126, 8), (126, 1)];

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_len(126, u32::MAX as usize)?;
    let masks = recipe.sender == Role::Client;
    let byte1 = 127 | if masks { 0x80 } else { 0 };
    let len = recipe.payload.len() as u32;
    let key: &[u8] = if masks { &recipe.key } else { &[] };
    Ok([&[recipe.byte0(), byte1], &len.to_be_bytes()[..], key, &recipe.wire_payload()].concat())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let &[_, byte1, ..] = suspect.wire else { return None };
    if !suspect.opens_text() || !suspect.is_broken() {
        return None;
    }
    let behind = WIDTHS.into_iter().filter(|(announced, _)| *announced == byte1 & 0x7f);
    let mut fits = behind.filter_map(|(announced, width)| fitting(suspect, announced, width));
    let claim = fits.next()?;
    fits.next().is_none().then_some(claim)
}

fn fitting(suspect: &FrameSuspect<'_>, announced: u8, width: usize) -> Option<Claim> {
    let masks = suspect.wire.get(1)? & 0x80 != 0;
    let number = suspect.wire.get(2..2 + width)?;
    let len = number.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let len = usize::try_from(len).ok().filter(|len| *len > 125)?;
    let at = 2 + width;
    let key: MaskKey = if masks { *suspect.wire.get(at..)?.first_chunk()? } else { [0; 4] };
    let start = at + if masks { key.len() } else { 0 };
    let end = start.checked_add(len)?;
    let plain = unmasked(suspect.wire.get(start..end)?, key, 0);
    let text = readable(&plain)?.to_owned();
    let bits = Bits::text(&text) + suspect.landing(end)? + suspect.broken()
        - Bits::choice(WIDTHS.len() as u32);
    let proof = LengthOfWrongWidth { announced, width, len };
    Some(Evidence::LengthOfWrongWidth(proof).claim(bits, end, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server(&"Hello, world! ".repeat(12))
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the extended length has the wrong number of bytes", "扩展长度的字节数不对")
}

pub(super) fn evidence(lang: Lang, proof: &LengthOfWrongWidth) -> String {
    let LengthOfWrongWidth { announced, width, len } = proof;
    let right = if *announced == 126 { 2 } else { 8 };
    let bytes = count(*width, "byte");
    say!(
        lang,
        "Behind {announced} belong {right} bytes of length. Read in {bytes}, the length is {len}, and that much text follows.",
        "{announced} 后面应有 {right} 字节长度。按 {width} 字节读，长度是 {len}，后面正好有这么多文本。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("126 is followed by exactly 2 bytes (`'!H'`), 127 by exactly 8 (`'!Q'`); up to 125 there are none (RFC 6455 section 5.2).", "126 后面恰好 2 字节（`'!H'`），127 后面恰好 8 字节（`'!Q'`）；125 以内没有扩展长度（RFC 6455 5.2）。")
}

#[cfg(test)]
mod tests {
    use super::super::tests::first_claim;
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(127, 4, false)]
    #[case(127, 2, true)]
    #[case(126, 4, true)]
    #[case(126, 8, false)]
    #[case(126, 1, false)]
    fn each_width_is_explained(#[case] announced: u8, #[case] width: usize, #[case] masks: bool) {
        let text = "the quick brown fox ".repeat(10);
        let sender = if masks { Role::Client } else { Role::Server };
        let recipe = Recipe::from_server(&text).sent_by(sender);
        let number = (text.len() as u64).to_be_bytes();
        let byte1 = announced | if masks { 0x80 } else { 0 };
        let key: &[u8] = if masks { &recipe.key } else { &[] };
        let wire = [&[0x81, byte1], &number[8 - width..], key, &recipe.wire_payload()].concat();
        let proof = LengthOfWrongWidth { announced, width, len: text.len() };
        assert_eq!(first_claim(&wire).evidence, Evidence::LengthOfWrongWidth(proof));
    }
}
