//! A finished frame given to code that frames once more, such as a library's `send`.

use super::frames_taken_for_one::frames_in;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::slips::words::count;

pub(super) const NAME: &str = "framed-twice";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The payload is nothing but whole frames.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FramedTwice {
    /// How many.
    pub frames: usize,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    Ok(recipe.carrying(recipe.frame()).with_fresh_key().frame())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    if !suspect.is_only_bad_text() {
        return None;
    }
    let (frames, text) = frames_in(suspect.payload)?;
    let bits = Bits::LANDS * frames + Bits::ENDS + Bits::text(&text) + suspect.broken();
    Some(Evidence::FramedTwice(FramedTwice { frames }).claim(bits, suspect.frame_len, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("a finished frame was framed again", "已经成帧的数据又封装了一次")
}

pub(super) fn evidence(lang: Lang, proof: &FramedTwice) -> String {
    let FramedTwice { frames } = proof;
    let whole = count(*frames, "whole frame");
    say!(
        lang,
        "The payload is itself {whole}, header and all, with nothing left over.",
        "载荷本身就是 {frames} 个完整的帧，连帧头都在，一个字节不多。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Give a library's `send` the text alone, or write the finished frame to the socket itself; not both.", "调用库的 `send` 时只给文本；自己成帧就直接写套接字。两者只选其一。")
}
