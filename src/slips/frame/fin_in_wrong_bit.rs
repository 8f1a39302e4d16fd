//! FIN written one to three bits too low: `0x41`, `0x21` or `0x11` for `0x81`.

use super::reading::readable;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::finding::Fault;
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::terms::Opcode;

pub(super) const NAME: &str = "fin-in-wrong-bit";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// One reserved bit is 1 and FIN is 0; with the two swapped, the frame is a sound text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinInWrongBit {
    /// Which one: 1 to 3.
    pub rsv: u8,
    /// The byte as it stands there.
    pub byte0: u8,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_len(1, usize::MAX)?;
    let mut wire = recipe.frame();
    wire.iter_mut().take(1).for_each(|byte0| *byte0 = 0x40 | Opcode::TEXT.0);
    Ok(wire)
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let byte0 = suspect.byte0();
    let rsv = (1..=3).find(|rsv| byte0 == 0x80 >> rsv | Opcode::TEXT.0)?;
    let reserved = suspect.has(|fault| matches!(fault, Fault::ReservedBits(_)));
    let again = suspect.after().first() == Some(&byte0);
    if !reserved || !suspect.is_whole() || !(again || suspect.ends_well()) {
        return None;
    }
    let text = readable(suspect.payload)?;
    let bits = Bits::text(text) + Bits::LANDS + suspect.broken();
    let proof = FinInWrongBit { rsv, byte0 };
    Some(Evidence::FinInWrongBit(proof).claim(bits, suspect.frame_len, text.to_owned()))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("FIN stands in the place of a reserved bit", "FIN 写到了保留位上")
}

pub(super) fn evidence(lang: Lang, proof: &FinInWrongBit) -> String {
    let FinInWrongBit { rsv, byte0 } = proof;
    say!(
        lang,
        "Byte 0 is {byte0:02x}: RSV{rsv} 1 and FIN 0. The payload is a whole, uncompressed text, so it is FIN that was meant.",
        "字节 0 是 {byte0:02x}：RSV{rsv} 为 1，FIN 为 0。载荷是完整的未压缩文本，所以想置的是 FIN。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("FIN is the highest bit: `0x80 | opcode`, which makes 81 for a text (RFC 6455 section 5.2).", "FIN 是最高位：`0x80 | opcode`，文本帧是 81（RFC 6455 5.2）。")
}
