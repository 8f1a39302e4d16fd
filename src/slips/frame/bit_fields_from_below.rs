//! The header as bit fields of a C struct, which compilers for x86 and ARM lay out from the lowest bit on:
//! `struct { uint8_t fin:1, rsv:3, opcode:4, mask:1, len:7; }`.

use super::reading::readable;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::terms::{Opcode, Role};

pub(super) const NAME: &str = "bit-fields-from-below";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// With the fields read from the lowest bit on, the header is that of the text behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BitFieldsFromBelow {
    /// Byte 1 as it stands there.
    pub byte1: u8,
    /// The length in its high 7 bits.
    pub len: usize,
}

/// FIN in the lowest bit, the opcode of a text in the highest four.
const BYTE0: u8 = Opcode::TEXT.0 << 4 | 1;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_sender(Role::Server)?;
    recipe.needs_len(1, 125)?;
    Ok([&[BYTE0, (recipe.payload.len() as u8) << 1], &recipe.payload[..]].concat())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let (&[byte0, byte1], behind) = suspect.wire.split_first_chunk::<2>()?;
    let len = usize::from(byte1 >> 1);
    if byte0 != BYTE0 || byte1 & 1 != 0 || len > 125 {
        return None;
    }
    let (text, after) = behind.split_at_checked(len)?;
    let text = readable(text)?;
    let again = || after.starts_with(&[BYTE0]).then_some(Bits::LANDS + Bits::equal(1));
    let landing = suspect.landing(2 + len).or_else(again)?;
    let bits = Bits::equal(1) + Bits::text(text) + landing + suspect.broken();
    let proof = BitFieldsFromBelow { byte1, len };
    Some(Evidence::BitFieldsFromBelow(proof).claim(bits, 2 + len, text.to_owned()))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the bit fields of the header begin at the lowest bit",
        "帧头用了位域，各字段从最低位排起",
    )
}

pub(super) fn evidence(lang: Lang, proof: &BitFieldsFromBelow) -> String {
    let BitFieldsFromBelow { byte1, len } = proof;
    say!(
        lang,
        "Byte 0 is 11: the opcode stands in the high half and FIN in the lowest bit. Byte 1 is {byte1:02x}, which is {len} shifted by one; and that much text follows.",
        "字节 0 是 11：操作码在高四位，FIN 在最低位。字节 1 是 {byte1:02x}，即 {len} 左移一位；后面正好有 {len} 字节文本。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Compilers lay bit fields out as they like: build the bytes with shifts, `fin << 7 | opcode`, `mask << 7 | len`.",
        "位域的排列由编译器决定：用移位拼字节，`fin << 7 | opcode`、`mask << 7 | len`。",
    )
}
