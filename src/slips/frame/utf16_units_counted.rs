//! UTF-16 code units counted instead of bytes: JavaScript's and Java's `length`. It shows apart
//! from [`characters_counted`] only where a character takes two units, such as an emoji.
//!
//! [`characters_counted`]: super::characters_counted

use super::characters_counted::counted;
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::frame::FrameHeader;
use crate::terms::LengthField;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    let text = recipe.as_text()?;
    recipe.needs(text.chars().any(|c| c.len_utf16() == 2), Unsuited::Astral)?;
    Ok(recipe.under(FrameHeader {
        length: LengthField::minimal(text.encode_utf16().count() as u64),
        ..recipe.header()
    }))
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    let (text, counted, end) = counted(suspect, char::len_utf16)?;
    let bytes = text.len();
    let apart = text.chars().any(|c| c.len_utf16() == 2);
    apart.then(|| Evidence::Utf16UnitsCounted { counted, bytes }.claim(end, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("今天天气很不错😀😀")
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
