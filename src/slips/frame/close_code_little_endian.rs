//! The two bytes of a Close frame's status code in the wrong order: `e8 03` for 1000.

use super::close_code_as_text::code_and_reason;
use super::reading::readable;
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::message::CloseBody;
use crate::terms::CloseCode;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    let (code, reason) = code_and_reason(recipe)?;
    Ok(recipe.carrying([&code.0.to_le_bytes(), reason].concat()).frame())
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    let body = CloseBody::read(suspect.bad_close()?)?;
    let (read, meant) = (body.code, CloseCode(body.code.0.swap_bytes()));
    let reason_reads = body.reason.is_empty() || readable(body.reason).is_some();
    let fits = !read.may_be_sent() && meant.may_be_sent() && reason_reads;
    fits.then(|| Evidence::CloseCodeLittleEndian { read, meant }.claim(suspect.frame_len, None))
}

pub(super) fn demo() -> Recipe {
    Recipe::close(1000, "bye")
}

#[cfg(test)]
mod tests {
    use super::super::tests::claims;
    use rstest::rstest;

    #[rstest]
    #[case::code_1000_in_order(b"\x88\x02\x03\xe8")]
    #[case::bad_in_both_orders(b"\x88\x02\x00\x00")]
    #[case::no_code(b"\x88\x00")]
    fn other_bodies_are_not_claimed(#[case] wire: &[u8]) {
        assert_eq!(claims(wire), []);
    }
}
