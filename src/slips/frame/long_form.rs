//! A longer form than the length needs: the 64-bit form for every length past 125, or a long form
//! for lengths that fit the 7 bits. Two slips that differ only in the length that they touch.

use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::finding::Fault;
use crate::frame::FrameHeader;
use crate::terms::LengthField;

pub(super) fn apply_64(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_len(126, 65535)?;
    let length = LengthField::Bits64(recipe.payload.len() as u64);
    Ok(recipe.under(FrameHeader { length, ..recipe.header() }))
}

pub(super) fn apply_short(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_len(0, 125)?;
    let length = LengthField::Bits16(recipe.payload.len() as u16);
    Ok(recipe.under(FrameHeader { length, ..recipe.header() }))
}

pub(super) fn explains_64(suspect: &Suspect<'_>) -> Option<Claim> {
    let length = not_minimal(suspect)?;
    let len = length.value();
    (len > 125).then(|| Evidence::SixtyFourBitForm { len }.claim(suspect.frame_len, None))
}

pub(super) fn explains_short(suspect: &Suspect<'_>) -> Option<Claim> {
    let length = not_minimal(suspect)?;
    let short = length.value() <= 125;
    short.then(|| Evidence::LongFormForShort { length }.claim(suspect.frame_len, None))
}

/// The length that breaks F09, of a frame that is otherwise in order.
fn not_minimal(suspect: &Suspect<'_>) -> Option<LengthField> {
    if suspect.is_bad_text() || !suspect.is_whole() || !suspect.ends_well() {
        return None;
    }
    suspect.findings.iter().find_map(|finding| match finding.fault {
        Fault::NonMinimalLength(fault) => Some(fault.length),
        _ => None,
    })
}

pub(super) fn demo_64() -> Recipe {
    Recipe::from_server(&"先帝创业未半而中道崩殂。".repeat(4))
}

pub(super) fn demo_short() -> Recipe {
    Recipe::from_server("Hello")
}

#[cfg(test)]
mod tests {
    use super::super::tests::claims;
    use super::*;

    #[test]
    fn the_minimal_form_is_not_claimed() {
        assert_eq!(claims(&demo_64().frame()), []);
        assert_eq!(claims(&demo_short().frame()), []);
    }
}
