//! FIN and opcode in the wrong halves of byte 0: `opcode << 4 | fin << 3`.

use super::reading::readable;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::terms::Opcode;

pub(super) const NAME: &str = "byte0-nibbles-swapped";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// With its halves swapped, byte 0 begins a sound text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Byte0NibblesSwapped {
    /// The byte as it stands there.
    pub byte0: u8,
}

const TEXT: u8 = 0x80 | Opcode::TEXT.0;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_len(1, usize::MAX)?;
    let mut wire = recipe.frame();
    wire.iter_mut().take(1).for_each(|byte0| *byte0 = byte0.rotate_left(4));
    Ok(wire)
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let byte0 = suspect.byte0();
    let again = suspect.after().first() == Some(&byte0);
    let fits = byte0 == TEXT.rotate_left(4) && suspect.is_whole();
    if !fits || !(again || suspect.ends_well()) {
        return None;
    }
    let text = readable(suspect.payload)?;
    let bits = Bits::text(text) + Bits::LANDS + suspect.broken();
    let proof = Byte0NibblesSwapped { byte0 };
    Some(Evidence::Byte0NibblesSwapped(proof).claim(bits, suspect.frame_len, text.to_owned()))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the halves of byte 0 are swapped", "字节 0 的高四位和低四位写反了")
}

pub(super) fn evidence(lang: Lang, proof: &Byte0NibblesSwapped) -> String {
    let Byte0NibblesSwapped { byte0 } = proof;
    let meant = byte0.rotate_left(4);
    say!(
        lang,
        "Byte 0 is {byte0:02x}. With its halves swapped it is {meant:02x}, which begins a text; and a text it is.",
        "字节 0 是 {byte0:02x}；高低四位互换得 {meant:02x}，即文本帧，载荷也确实是文本。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "FIN and the reserved bits are the high half, the opcode the low one: `fin << 7 | opcode`.",
        "FIN 和保留位在高四位，操作码在低四位：`fin << 7 | opcode`。",
    )
}
