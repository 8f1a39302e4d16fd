//! Zero bytes between header and payload: a C struct sent as it lies in memory, padding and all.

use super::reading::readable;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::slips::words::count;
use crate::terms::Role;

pub(super) const NAME: &str = "padding-before-payload";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// Behind some zero bytes the payload has the length that the header says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaddingBeforePayload {
    /// How many.
    pub zeros: usize,
}

const MOST: usize = 8;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_sender(Role::Server)?;
    recipe.needs_len(1, 125)?;
    Ok(recipe.before(&[&[0, 0], &recipe.payload[..]].concat()))
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let header = suspect.header.filter(|header| header.mask_key.is_none())?;
    if !suspect.opens_text() || !suspect.is_broken() {
        return None;
    }
    let behind = suspect.wire.get(header.header_len()..)?;
    let zeros = behind.iter().take(MOST).take_while(|byte| **byte == 0).count();
    let len = usize::try_from(header.payload_len()).ok()?;
    let text = readable(behind.get(zeros..)?.get(..len)?).filter(|_| zeros > 0)?;
    let end = header.header_len() + zeros + len;
    let bits = Bits::equal(zeros) + Bits::text(text) + suspect.landing(end)? + suspect.broken()
        - Bits::choice(MOST as u32);
    let proof = PaddingBeforePayload { zeros };
    Some(Evidence::PaddingBeforePayload(proof).claim(bits, end, text.to_owned()))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("padding stands between the header and the payload", "帧头和载荷之间有填充字节")
}

pub(super) fn evidence(lang: Lang, proof: &PaddingBeforePayload) -> String {
    let PaddingBeforePayload { zeros } = proof;
    let bytes = count(*zeros, "zero byte");
    say!(
        lang,
        "Behind the header: {bytes}. What follows is text of exactly the length that the header says.",
        "帧头后面有 {zeros} 个零字节；再往后的文本，长度恰好是帧头写的数。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Write the fields byte by byte, or pack the struct (`__attribute__((packed))`, `#pragma pack(1)`): compilers align its members.", "逐字节写各字段，或让结构体紧凑排列（`__attribute__((packed))`、`#pragma pack(1)`）：编译器会对齐成员。")
}
