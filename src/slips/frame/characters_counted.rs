//! Characters counted instead of bytes: `len(text)` before `text.encode()`.

use super::reading::{readable, unmasked};
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::frame::FrameHeader;
use crate::terms::LengthField;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    let text = recipe.as_text()?;
    recipe.needs(!text.is_ascii(), Unsuited::NonAscii)?;
    Ok(recipe.under(FrameHeader {
        length: LengthField::minimal(text.chars().count() as u64),
        ..recipe.header()
    }))
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    let (text, counted, end) = counted(suspect, |_| 1)?;
    let bytes = text.len();
    Some(Evidence::CharactersCounted { counted, bytes }.claim(end, text))
}

/// The text of as many units as the header says bytes, with that number and where the text ends
/// on the wire, if it has more bytes than units and a frame or nothing follows.
pub(super) fn counted(
    suspect: &Suspect<'_>,
    units: impl Fn(char) -> usize,
) -> Option<(String, usize, usize)> {
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
    (left == 0 && len > n && suspect.may_end_at(start + len)).then(|| (text.into(), n, start + len))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("今天天气很不错")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};
    use super::*;

    #[test]
    fn text_that_is_cut_between_characters_is_explained_by_what_follows() {
        let recipe = Recipe::from_client("今天天气不错");
        let claim = first_claim(&apply(&recipe).expect("suits"));
        assert_eq!(claim.evidence, Evidence::CharactersCounted { counted: 6, bytes: 18 });
    }

    #[test]
    fn a_text_of_which_the_end_is_missing_is_not_claimed() {
        let mut wire = apply(&demo()).expect("suits");
        wire.truncate(wire.len() - 3);
        assert_eq!(claims(&wire), []);
    }
}
