//! The fragments of a message all with its opcode, instead of continuation (0) from the second on.

use super::fin_forgotten::{begun_again, ends_later};
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::frame::FrameHeader;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_len(2, usize::MAX)?;
    let (head, tail) =
        recipe.payload.split_at_checked(recipe.payload.len() / 2).unwrap_or_default();
    let head = recipe.carrying(head.to_vec());
    let tail = recipe.carrying(tail.to_vec()).with_fresh_key();
    Ok([head.under(FrameHeader { fin: false, ..head.header() }), tail.frame()].concat())
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    let fin = suspect.header?.fin;
    let opcode = begun_again(suspect)?;
    let fits = suspect.is_whole() && suspect.ends_well() && (fin || ends_later(suspect));
    fits.then(|| Evidence::OpcodeRepeated { opcode }.claim(suspect.frame_len, None))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

#[cfg(test)]
mod tests {
    use super::super::tests::claims;

    #[test]
    fn a_message_of_another_opcode_in_between_is_not_claimed() {
        assert_eq!(claims(b"\x01\x02He\x82\x02\x01\x02"), []);
    }
}
