//! Characters counted instead of bytes: `len(text)` before `text.encode()`.

use super::reading::{readable, unmasked};
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::frame::FrameHeader;
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::slips::words::count;
use crate::terms::LengthField;

pub(super) const NAME: &str = "characters-counted";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// So many characters, not bytes, make the text that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CharactersCounted {
    /// The length in the header.
    pub counted: usize,
    /// The length of the text in bytes.
    pub bytes: usize,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    let text = recipe.as_text()?;
    recipe.needs(!text.is_ascii(), Unsuited::NonAscii)?;
    Ok(recipe.under(FrameHeader {
        length: LengthField::minimal(text.chars().count() as u64),
        ..recipe.header()
    }))
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let (text, counted, end, bits) = counted(suspect, |_| 1)?;
    let bytes = text.len();
    Some(Evidence::CharactersCounted(CharactersCounted { counted, bytes }).claim(bits, end, text))
}

/// The text of as many units as the header says bytes, with that number, where the text ends
/// on the wire, and what that weighs: if it has more bytes than units, and a frame or nothing follows.
pub(super) fn counted(
    suspect: &FrameSuspect<'_>,
    units: impl Fn(char) -> usize,
) -> Option<(String, usize, usize, Bits)> {
    let header = suspect.header.filter(|header| header.fin)?;
    if !suspect.opens_text() || !suspect.is_whole() || !suspect.is_broken() {
        return None;
    }
    let (start, n) = (header.header_len(), suspect.payload.len());
    let longest = suspect.wire.len().min(start.saturating_add(n.saturating_mul(4)));
    let bytes = unmasked(suspect.wire.get(start..longest)?, header.mask_key.unwrap_or_default(), 0);
    let valid = bytes.utf8_chunks().next()?.valid();
    let mut left = n;
    let mut len = 0;
    for c in valid.chars() {
        if left == 0 {
            break;
        }
        left = left.checked_sub(units(c))?;
        len += c.len_utf8();
    }
    let text = readable(valid.get(..len)?.as_bytes())?;
    let end = start + len;
    let bits = Bits::text(text) + suspect.landing(end)? + suspect.broken() - Bits::choice(2);
    (left == 0 && len > n).then(|| (text.into(), n, end, bits))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("今天天气很不错")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the length counts characters instead of bytes", "长度误按字符数计算，应按字节数")
}

pub(super) fn evidence(lang: Lang, proof: &CharactersCounted) -> String {
    let CharactersCounted { counted, bytes } = proof;
    let characters = count(*counted, "character");
    say!(
        lang,
        "The length says {counted}. A text of {characters} is there, and it takes {bytes} bytes.",
        "长度写的是 {counted}。这里的文本有 {counted} 个字符，占 {bytes} 字节。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Encode first, then count: `data = text.encode('utf-8'); n = len(data)`.",
        "先编码再数：`data = text.encode('utf-8'); n = len(data)`。",
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};
    use super::*;

    #[test]
    fn text_that_is_cut_between_characters_is_explained_by_what_follows() {
        let recipe = Recipe::from_client("今天天气不错");
        let claim = first_claim(&apply(&recipe).expect("suits"));
        assert_eq!(
            claim.evidence,
            Evidence::CharactersCounted(CharactersCounted { counted: 6, bytes: 18 })
        );
    }

    #[test]
    fn a_text_of_which_the_end_is_missing_is_not_claimed() {
        let mut wire = apply(&demo()).expect("suits");
        wire.truncate(wire.len() - 3);
        assert_eq!(claims(&wire), []);
    }
}
