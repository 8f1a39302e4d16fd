//! A Close frame with a reason and no status code before it: its first two letters pass for one.

use super::close_code_as_text::code_and_reason;
use super::reading::readable;
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::message::CloseBody;

/// Two letters alone could be any two bytes.
const PROOF_LEN: usize = 3;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    let (_, reason) = code_and_reason(recipe)?;
    let long_enough = Unsuited::PayloadLen { min: 2 + PROOF_LEN, max: 125 };
    recipe.needs(reason.len() >= PROOF_LEN, long_enough)?;
    Ok(recipe.carrying(reason.to_vec()).frame())
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    let payload = suspect.bad_close()?;
    let text = readable(payload).filter(|text| text.len() >= PROOF_LEN)?;
    let words = !text.starts_with(|c: char| c.is_ascii_digit());
    let read = CloseBody::read(payload)?.code;
    words.then(|| {
        Evidence::CloseReasonWithoutCode { read }.claim(suspect.frame_len, text.to_owned())
    })
}

pub(super) fn demo() -> Recipe {
    Recipe::close(1000, "bye")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};

    #[test]
    fn a_chinese_reason_is_explained_too() {
        let wire = [b"\x88\x06", "再见".as_bytes()].concat();
        assert_eq!(first_claim(&wire).text.as_deref(), Some("再见"));
    }

    #[test]
    fn two_letters_prove_nothing() {
        assert_eq!(claims(b"\x88\x02by"), []);
    }
}
