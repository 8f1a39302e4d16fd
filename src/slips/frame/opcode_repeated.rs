//! The fragments of a message all with its opcode, instead of continuation (0) from the second on.

use super::fin_forgotten::{begun_again, ends_later, of_open_message};
use super::{Claim, Evidence, FrameSuspect, Honest, Marks, Recipe, Unsuited};
use crate::frame::FrameHeader;
use crate::lang::{Lang, say};
use crate::slips::words::kind_zh;
use crate::terms::Opcode;

pub(super) const NAME: &str = "opcode-repeated";

pub(super) const MARKS: Marks = Marks::GENERAL.instead_of(Honest::TwoFragments);

/// A fragment repeats the opcode with which its message began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpcodeRepeated {
    /// That opcode.
    pub opcode: Opcode,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_len(2, usize::MAX)?;
    let (head, tail) =
        recipe.payload.split_at_checked(recipe.payload.len() / 2).unwrap_or_default();
    let head = recipe.carrying(head.to_vec());
    let tail = recipe.carrying(tail.to_vec()).with_fresh_key();
    Ok([head.under(FrameHeader { fin: false, ..head.header() }), tail.frame()].concat())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let fin = suspect.header?.fin;
    let opcode = begun_again(suspect)?;
    let fits = suspect.is_whole() && suspect.ends_well() && (fin || ends_later(suspect));
    let bits = of_open_message(suspect);
    (fits && !continued(suspect)).then(|| {
        Evidence::OpcodeRepeated(OpcodeRepeated { opcode }).claim(bits, suspect.frame_len, None)
    })
}

/// Whether the open message has a continuation already: its sender knows opcode 0, and rather left
/// FIN 0 on the last fragment.
pub(super) fn continued(suspect: &FrameSuspect<'_>) -> bool {
    let masked = suspect.header.is_some_and(|header| header.mask_key.is_some());
    let mut before = suspect.earlier.iter().rev().map(|earlier| earlier.header);
    let latest =
        before.find(|header| !header.opcode.is_control() && header.mask_key.is_some() == masked);
    latest.is_some_and(|header| header.opcode == Opcode::CONTINUATION)
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "a later fragment repeats the opcode instead of continuation (0)",
        "后续分片重复了操作码，应当用延续帧（0）",
    )
}

pub(super) fn evidence(lang: Lang, proof: &OpcodeRepeated) -> String {
    let OpcodeRepeated { opcode } = proof;
    let kind = kind_zh(*opcode);
    say!(
        lang,
        "The frame before has FIN 0, so this one goes on with its message; but its opcode is {opcode} again, not 0.",
        "前一帧的 FIN 是 0，这一帧是同一消息的后续，操作码却又是{kind}，不是 0。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("From the second fragment on the opcode is 0: 0x01 for the first, 0x00 for those between, 0x80 for the last.", "从第二个分片起操作码是 0：第一个 0x01，中间 0x00，最后 0x80。")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, is_claimed};
    use crate::slips::frame::FrameSlip;

    #[test]
    fn a_message_of_another_opcode_in_between_is_not_claimed() {
        assert_eq!(claims(b"\x01\x02He\x82\x02\x01\x02"), []);
    }

    #[test]
    fn a_sender_that_has_continued_its_message_knows_how() {
        assert!(!is_claimed(FrameSlip::OpcodeRepeated, b"\x01\x02He\x00\x03llo\x81\x02ok"));
    }
}
