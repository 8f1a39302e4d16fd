//! A length that counts the four bytes of the mask key with the payload. Provable only where
//! another frame follows, of which the reader swallows the first four bytes.

use super::length_counts_header::{counting, too_long_by};
use super::{Claim, Evidence, FrameSuspect, Honest, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::words::count;
use crate::terms::Role;

pub(super) const NAME: &str = "length-counts-key";

pub(super) const MARKS: Marks = Marks::SPECIAL.instead_of(Honest::TwoFrames);

/// Without the four bytes of the key in the length, the next frame begins where this one ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LengthCountsKey {
    /// The length as it stands there.
    pub read: usize,
    /// The length of the payload.
    pub len: usize,
}

const KEY_LEN: usize = 4;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_sender(Role::Client)?;
    counting(recipe, KEY_LEN)
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    suspect.header?.mask_key?;
    let (read, len, end, text, bits) = too_long_by(suspect, KEY_LEN)?;
    Some(Evidence::LengthCountsKey(LengthCountsKey { read, len }).claim(bits, end, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the length counts the 4 bytes of the mask key with the payload",
        "长度把 4 字节的掩码键也算进了载荷",
    )
}

pub(super) fn evidence(lang: Lang, proof: &LengthCountsKey) -> String {
    let LengthCountsKey { read, len } = proof;
    let behind = count(*len, "byte");
    say!(
        lang,
        "The length says {read}. After {behind} the text ends and the next frame begins: {read} = {len} + 4 bytes of key.",
        "长度写的是 {read}。但 {len} 字节后文本结束，下一帧开始：{read} = {len} + 4 字节掩码键。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Write `len(payload)`: the length counts neither the header nor the mask key (RFC 6455 section 5.2).", "写 `len(payload)`：长度不含帧头，也不含掩码键（RFC 6455 5.2）。")
}

#[cfg(test)]
mod tests {
    use super::super::tests::claims;
    use super::*;

    #[test]
    fn a_frame_alone_that_lacks_four_bytes_may_as_well_be_cut() {
        let wire = apply(&demo()).expect("suits");
        assert_eq!(claims(&wire[..wire.len() / 2]), []);
    }
}
