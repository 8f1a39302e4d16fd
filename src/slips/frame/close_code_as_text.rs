//! The status code of a Close frame written as digits: `b"1000"` for the two bytes `03 e8`.

use super::reading::readable;
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::message::CloseBody;
use crate::terms::{CloseCode, Opcode};

const DIGITS: usize = 4;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    let (code, reason) = code_and_reason(recipe)?;
    Ok(recipe.carrying([code.to_string().as_bytes(), reason].concat()).frame())
}

/// The status code, and the reason, of an honest Close frame.
///
/// # Errors
/// [`Unsuited`] where the recipe is something else.
pub(super) fn code_and_reason(recipe: &Recipe) -> Result<(CloseCode, &[u8]), Unsuited> {
    recipe.needs(recipe.opcode == Opcode::CLOSE, Unsuited::Opcode(Opcode::CLOSE))?;
    let body = CloseBody::read(&recipe.payload).filter(|body| body.code.may_be_sent());
    body.map(|body| (body.code, body.reason)).ok_or(Unsuited::CloseCode)
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    let payload = suspect.bad_close()?;
    let text = readable(payload)?;
    let digits = text.get(..DIGITS).filter(|digits| digits.bytes().all(|c| c.is_ascii_digit()))?;
    let meant = CloseCode(digits.parse().ok()?);
    let more_digits = text.get(DIGITS..)?.starts_with(|c: char| c.is_ascii_digit());
    let read = CloseBody::read(payload)?.code;
    (meant.may_be_sent() && !more_digits)
        .then(|| Evidence::CloseCodeAsText { read, meant }.claim(suspect.frame_len, None))
}

pub(super) fn demo() -> Recipe {
    Recipe::close(1000, "")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};
    use super::*;

    #[test]
    fn a_reason_may_follow() {
        let (read, meant) = (CloseCode(12592), CloseCode::GOING_AWAY);
        let claim = first_claim(b"\x88\x081001 bye");
        assert_eq!(claim.evidence, Evidence::CloseCodeAsText { read, meant });
    }

    #[test]
    fn digits_that_are_no_status_code_are_not_claimed() {
        assert_eq!(claims(b"\x88\x041234"), []);
        assert_eq!(claims(b"\x88\x0510000"), []);
    }
}
