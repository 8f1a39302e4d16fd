//! The 7-bit form for lengths up to 254, as in `if length <= 254: struct.pack("B", length)`.
//!
//! Three symptoms: 126 makes a reader take the next two bytes for a length, 127 the next eight,
//! and 128 to 254 set the MASK bit, so that the next four bytes pass for a key.

use super::reading::{readable, unmasked};
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::terms::{Opcode, Role};

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs(recipe.opcode == Opcode::TEXT, Unsuited::Opcode(Opcode::TEXT))?;
    recipe.needs_len(126, 254)?;
    let masks = recipe.sender == Role::Client;
    let byte1 = recipe.payload.len() as u8 | if masks { 0x80 } else { 0 };
    let key = if masks { recipe.key.to_vec() } else { Vec::new() };
    Ok([vec![recipe.byte0(), byte1], key, recipe.wire_payload()].concat())
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    let &[_, byte1 @ 126..=255, ..] = suspect.wire else { return None };
    if !suspect.opens_text() || !suspect.is_broken() {
        return None;
    }
    let bare = (byte1 <= 254).then_some((byte1, false));
    let masked = (128..=254).contains(&byte1).then_some((byte1, true));
    let masked_low = (byte1 & 0x7f >= 126 && byte1 >= 128).then_some((byte1 & 0x7f, true));
    let mut fits = [bare, masked, masked_low]
        .into_iter()
        .flatten()
        .filter(|(_, masked)| !(*masked && reads_as_cut(suspect)))
        .filter_map(|(len, masked)| fitting(suspect, len, masked));
    let claim = fits.next()?;
    fits.next().is_none().then_some(claim)
}

/// Whether the reader's own key gives text to the end of the input: then it is only cut.
fn reads_as_cut(suspect: &Suspect<'_>) -> bool {
    let valid = suspect.payload.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    suspect.after().is_empty()
        && suspect.payload.len() - valid.len() < 4
        && readable(valid.as_bytes()).is_some()
}

/// The claim that `len` bytes of text follow byte 1, behind a key if `masked`.
fn fitting(suspect: &Suspect<'_>, len: u8, masked: bool) -> Option<Claim> {
    let start = if masked { 6 } else { 2 };
    let end = start + usize::from(len);
    let key = if masked { *suspect.wire.get(2..)?.first_chunk()? } else { [0; 4] };
    let payload = unmasked(suspect.wire.get(start..end)?, key, 0);
    let text = readable(&payload).filter(|_| suspect.may_end_at(end))?;
    Some(Evidence::Length254 { len, masked }.claim(end, text.to_owned()))
}

pub(super) fn demo() -> Recipe {
    let text = "先帝创业未半而中道崩殂，今天下三分，益州疲弊，此诚危急存亡之秋也。\
                然侍卫之臣不懈于内，忠志之士忘身于外者，盖追先帝之殊遇，欲报之于陛下也。";
    Recipe::from_server(text)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};
    use super::*;
    use crate::slips::frame::FrameSlip;
    use rstest::rstest;

    #[rstest]
    fn each_symptom_is_explained(
        #[values(126, 127, 128, 200, 253, 254)] len: usize,
        #[values(Role::Client, Role::Server)] role: Role,
        #[values("a", "最", "the quick brown fox ")] unit: &str,
    ) {
        let mut text = unit.repeat(len / unit.len());
        text.push_str(&"!".repeat(len - text.len()));
        let recipe = Recipe::from_server(&text).sent_by(role);
        let claim = first_claim(&apply(&recipe).expect("suits"));
        assert_eq!(claim.evidence.slip(), FrameSlip::Length254);
        assert_eq!(claim.text, Some(text));
    }

    #[test]
    fn two_such_frames_in_a_row_are_both_explained() {
        let one = apply(&demo()).expect("suits");
        let claim = first_claim(&[one.clone(), one.clone()].concat());
        assert_eq!(claim.covers, one.len());
    }

    #[test]
    fn a_frame_that_is_one_byte_short_is_not_claimed() {
        let mut wire = apply(&demo()).expect("suits");
        wire.pop();
        assert_eq!(claims(&wire), []);
    }
}
