//! JavaScript's `n >> 56`: its shifts work on 32 bits and count mod 32, so that the four high
//! bytes of a 64-bit length repeat the four low ones.

use super::reading::{readable, unmasked};
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::frame::FrameHeader;
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::terms::LengthField;

pub(super) const NAME: &str = "js-shift-wrap";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The high four bytes of the 64-bit length repeat the low four, which fit alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsShiftWrap {
    /// The length as it stands there.
    pub read: u64,
    /// The length that was meant.
    pub len: u64,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_len(126, u32::MAX as usize)?;
    let low = recipe.payload.len() as u64 & 0xffff_ffff;
    let length = LengthField::Bits64(low << 32 | low);
    Ok(recipe.under(FrameHeader { length, ..recipe.header() }))
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let header = suspect.header?;
    let LengthField::Bits64(read) = header.length else { return None };
    let (high, len) = (read >> 32, read & 0xffff_ffff);
    if high != len || len < 126 {
        return None;
    }
    let start = header.header_len();
    let end = start.checked_add(usize::try_from(len).ok()?)?;
    let payload = suspect.wire.get(start..end)?;
    let payload = unmasked(payload, header.mask_key.unwrap_or_default(), 0);
    let text = readable(&payload);
    let bits = Bits::equal(4) + suspect.landing(end)? + suspect.broken();
    let fits = text.is_some() || !suspect.opens_text();
    let text = text.filter(|_| suspect.opens_text()).map(str::to_owned);
    fits.then(|| Evidence::JsShiftWrap(JsShiftWrap { read, len }).claim(bits, end, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server(&"Hello, world! ".repeat(12))
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "JavaScript's >> shifts by n mod 32, so n >> 56 is n >> 24",
        "JavaScript 的 >> 按移位数 mod 32 移位，n >> 56 其实是 n >> 24",
    )
}

pub(super) fn evidence(lang: Lang, proof: &JsShiftWrap) -> String {
    let JsShiftWrap { read, len } = proof;
    say!(
        lang,
        "The 64-bit length {read:016x} is {len:08x} twice over, and {len} bytes are what is there.",
        "64 比特长度 {read:016x} 是 {len:08x} 重复了两遍，而载荷正好是 {len} 字节。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Write the 64 bits with `view.setBigUint64(2, BigInt(n))` or `buffer.writeBigUInt64BE(BigInt(n), 2)`, not with `>>`.", "不要用 `>>`，用 `view.setBigUint64(2, BigInt(n))` 或 `buffer.writeBigUInt64BE(BigInt(n), 2)` 写 64 比特长度。")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};
    use super::*;

    #[test]
    fn it_shows_past_65535_bytes_where_such_code_usually_uses_the_form() {
        let recipe = Recipe::from_client(&"最漂亮".repeat(9000));
        let claim = first_claim(&apply(&recipe).expect("suits"));
        assert_eq!(
            claim.evidence,
            Evidence::JsShiftWrap(JsShiftWrap { read: 0x0001_3c68_0001_3c68, len: 81000 })
        );
    }

    #[test]
    fn a_length_that_repeats_itself_but_does_not_fit_is_not_claimed() {
        let mut wire = apply(&demo()).expect("suits");
        wire.pop();
        assert_eq!(claims(&wire), []);
    }
}
