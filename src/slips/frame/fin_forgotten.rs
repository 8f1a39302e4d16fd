//! FIN left 0 on messages that are whole: `0x01` for `0x81`. Provable from the second message on,
//! which begins while the first waits for its end.

use super::reading::sound;
use super::{Claim, Evidence, FrameSuspect, Honest, Marks, Recipe, Unsuited};
use crate::finding::Fault;
use crate::frame::FrameHeader;
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::slips::words::kind_zh;
use crate::terms::Opcode;

pub(super) const NAME: &str = "fin-forgotten";

pub(super) const MARKS: Marks = Marks::GENERAL.instead_of(Honest::TwoFrames);

/// Each message begins while the one before waits for its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinForgotten {
    /// The opcode of both.
    pub opcode: Opcode,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    let frame = |recipe: &Recipe| recipe.under(FrameHeader { fin: false, ..recipe.header() });
    Ok([frame(recipe), frame(&recipe.with_fresh_key())].concat())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let header = suspect.header.filter(|header| !header.fin)?;
    let opcode = begun_again(suspect)?;
    let fits = suspect.is_whole() && suspect.ends_well() && !ends_later(suspect);
    let text = suspect.text();
    debug_assert_eq!(header.opcode, opcode);
    let bits = of_open_message(suspect);
    fits.then(|| {
        Evidence::FinForgotten(FinForgotten { opcode }).claim(bits, suspect.frame_len, text)
    })
}

/// What it says that a message is open and this frame is in order: the boundary before it is right, and
/// that behind it.
pub(super) fn of_open_message(suspect: &FrameSuspect<'_>) -> Bits {
    suspect.broken() + suspect.in_order() + Bits::LANDS
}

/// The opcode with which a message begins while one of the same opcode is open.
pub(super) fn begun_again(suspect: &FrameSuspect<'_>) -> Option<Opcode> {
    suspect.findings.iter().find_map(|finding| match finding.fault {
        Fault::Interrupted(fault) if fault.open == fault.by => Some(fault.by),
        _ => None,
    })
}

/// Whether one of the next frames in the same direction ends a message.
pub(super) fn ends_later(suspect: &FrameSuspect<'_>) -> bool {
    const FRAMES_AHEAD: usize = 64;
    let masked = suspect.header.is_some_and(|header| header.mask_key.is_some());
    let mut rest = suspect.after();
    for _ in 0..FRAMES_AHEAD {
        let Some((header, len)) = sound(rest) else { return false };
        let data = !header.opcode.is_control() && header.mask_key.is_some() == masked;
        if data && header.fin {
            return true;
        }
        rest = rest.get(len..).unwrap_or_default();
    }
    false
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("FIN was left 0 on whole messages", "完整的消息没有把 FIN 置 1")
}

pub(super) fn evidence(lang: Lang, proof: &FinForgotten) -> String {
    let FinForgotten { opcode } = proof;
    let kind = kind_zh(*opcode);
    say!(
        lang,
        "FIN is 0 here and in the {opcode} frame before; both begin a message, and none is ever ended.",
        "这一帧和前一个{kind}帧的 FIN 都是 0；两个都是消息的开头，却都没有结束。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Set the top bit of byte 0 on a message's last or only frame: 0x81 for text, not 0x01.",
        "消息的最后一帧（或唯一一帧）要把字节 0 的最高位置 1：文本是 0x81，不是 0x01。",
    )
}
