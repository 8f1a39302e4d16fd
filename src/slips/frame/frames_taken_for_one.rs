//! Several frames taken for one: what `recv` gave is cut once at the front and sent on, the
//! header of the next frame in the middle of it.

use super::reading::{readable, whole_frame};
use super::{Claim, Evidence, FrameSuspect, Honest, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::slips::words::count;
use crate::terms::Role;

pub(super) const NAME: &str = "frames-taken-for-one";

pub(super) const MARKS: Marks = Marks::SPECIAL.instead_of(Honest::TwoFrames);

/// The payload holds whole frames behind its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FramesTakenForOne {
    /// Where in the payload the first of them begins.
    pub at: usize,
    /// How many there are.
    pub frames: usize,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_len(1, usize::MAX)?;
    let recipe = recipe.sent_by(Role::Server);
    let glued = [&recipe.payload[..], &recipe.frame()].concat();
    Ok(recipe.carrying(glued).frame())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    if !suspect.is_only_bad_text() {
        return None;
    }
    let at = suspect.payload.utf8_chunks().next()?.valid().len();
    let (text, rest) = suspect.payload.split_at_checked(at)?;
    readable(text)?;
    let (frames, text_behind) = frames_in(rest)?;
    let text = String::from_utf8_lossy(text).into_owned() + &text_behind;
    let bits = Bits::LANDS * frames + Bits::ENDS + Bits::text(&text_behind) + suspect.broken();
    let proof = FramesTakenForOne { at, frames };
    Some(Evidence::FramesTakenForOne(proof).claim(bits, suspect.frame_len, text))
}

/// How many whole frames these bytes are, nothing left over, and their text,
/// of which there is some.
pub(super) fn frames_in(mut bytes: &[u8]) -> Option<(usize, String)> {
    let (mut frames, mut text) = (0, String::new());
    while !bytes.is_empty() {
        let (_, payload, len) = whole_frame(bytes)?;
        bytes = bytes.get(len..)?;
        text.push_str(std::str::from_utf8(&payload).ok()?);
        frames += 1;
    }
    (!text.is_empty()).then_some((frames, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("several frames were taken for one", "几个帧被当成了一个帧")
}

pub(super) fn evidence(lang: Lang, proof: &FramesTakenForOne) -> String {
    let FramesTakenForOne { at, frames } = proof;
    let whole = count(*frames, "whole frame");
    say!(
        lang,
        "The text ends at payload byte {at}. From there on, the payload is {whole}, header and all.",
        "文本到载荷第 {at} 字节为止，从那里起是 {frames} 个完整的帧，连帧头都在。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("One `recv` may give several frames or half a one: keep the bytes in a buffer, and cut frames off it by their length.", "一次 `recv` 可能收到几个帧或半个帧：先放进缓冲区，再按长度一帧一帧地切。")
}

#[cfg(test)]
mod tests {
    use super::super::tests::claims;

    #[test]
    fn a_half_frame_in_the_middle_is_not_claimed() {
        assert_eq!(claims(b"\x81\x0bHello\x81\x05Hell"), []);
    }
}
