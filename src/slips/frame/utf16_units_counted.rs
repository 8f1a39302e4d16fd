//! UTF-16 code units counted instead of bytes: JavaScript's and Java's `length`. It shows apart
//! from [`characters_counted`] only where a character takes two units, such as an emoji.
//!
//! [`characters_counted`]: super::characters_counted

use super::characters_counted::counted;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::frame::FrameHeader;
use crate::lang::{Lang, say};
use crate::slips::words::count;
use crate::terms::LengthField;

pub(super) const NAME: &str = "utf16-units-counted";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// So many UTF-16 code units, not bytes, make the text that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utf16UnitsCounted {
    /// The length in the header.
    pub counted: usize,
    /// The length of the text in bytes.
    pub bytes: usize,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    let text = recipe.as_text()?;
    recipe.needs(text.chars().any(|c| c.len_utf16() == 2), Unsuited::Astral)?;
    Ok(recipe.under(FrameHeader {
        length: LengthField::minimal(text.encode_utf16().count() as u64),
        ..recipe.header()
    }))
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let (text, counted, end, bits) = counted(suspect, char::len_utf16)?;
    let bytes = text.len();
    let apart = text.chars().any(|c| c.len_utf16() == 2);
    apart.then(|| {
        Evidence::Utf16UnitsCounted(Utf16UnitsCounted { counted, bytes }).claim(bits, end, text)
    })
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("今天天气很不错😀😀")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the length counts UTF-16 units instead of bytes",
        "长度误按 UTF-16 码元数计算，应按字节数",
    )
}

pub(super) fn evidence(lang: Lang, proof: &Utf16UnitsCounted) -> String {
    let Utf16UnitsCounted { counted, bytes } = proof;
    let units = count(*counted, "UTF-16 unit");
    say!(
        lang,
        "The length says {counted}. A text of {units} is there, and it takes {bytes} bytes.",
        "长度写的是 {counted}。这里的文本有 {counted} 个 UTF-16 码元，占 {bytes} 字节。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Encode first, then count: `Buffer.byteLength(text)` or `new TextEncoder().encode(text).length`, not `text.length`.", "先编码再数：`Buffer.byteLength(text)` 或 `new TextEncoder().encode(text).length`，不要用 `text.length`。")
}

#[cfg(test)]
mod tests {
    use super::super::characters_counted;
    use super::super::tests::first_claim;
    use super::*;
    use crate::slips::frame::FrameSlip;

    #[test]
    fn where_the_two_counts_differ_each_is_told_from_the_other() {
        let characters = characters_counted::apply(&demo()).expect("suits");
        assert_eq!(first_claim(&characters).evidence.slip(), FrameSlip::CharactersCounted);
        let units = apply(&demo()).expect("suits");
        assert_eq!(first_claim(&units).evidence.slip(), FrameSlip::Utf16UnitsCounted);
    }
}
