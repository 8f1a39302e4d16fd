//! A length that is one too large: `len + 1` for the NUL of a C string that is then not sent.
//! Provable only where another frame follows, of which the reader swallows the first byte.

use super::length_counts_header::{counting, too_long_by};
use super::{Claim, Evidence, FrameSuspect, Honest, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};

pub(super) const NAME: &str = "length-one-long";

pub(super) const MARKS: Marks = Marks::SPECIAL.instead_of(Honest::TwoFrames);

/// One byte less in the length, and the next frame begins where this one ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LengthOneLong {
    /// The length as it stands there.
    pub read: usize,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    counting(recipe, 1)
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let (read, _, end, text, bits) = too_long_by(suspect, 1)?;
    Some(Evidence::LengthOneLong(LengthOneLong { read }).claim(bits, end, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the length is one too large", "长度多算了 1")
}

pub(super) fn evidence(lang: Lang, proof: &LengthOneLong) -> String {
    let LengthOneLong { read } = proof;
    say!(
        lang,
        "The length says {read}. With one byte less, the text is whole and the next frame begins right behind it, which is wrong in the same way.",
        "长度写的是 {read}。少算一个字节，文本完整，下一帧正好接着开始，而且犯了同样的错误。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Count the bytes that are sent as payload: `strlen(text)`, not `strlen(text) + 1` or `sizeof`.", "只数作为载荷发送的字节：用 `strlen(text)`，不用 `strlen(text) + 1` 或 `sizeof`。")
}
