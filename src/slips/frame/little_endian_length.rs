//! The extended length with its low byte first: `struct.pack('<H', n)`, or a C integer copied
//! into the frame without `htons`.

use super::reading::{readable, unmasked};
use super::{Claim, Evidence, Recipe, Suspect, Unsuited};
use crate::frame::FrameHeader;
use crate::terms::{LengthField, Opcode};

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_len(126, usize::MAX)?;
    let honest = recipe.header();
    let length = swapped(honest.length).ok_or(Unsuited::UnevenLength)?;
    recipe.needs(length != honest.length, Unsuited::UnevenLength)?;
    Ok(recipe.under(FrameHeader { length, ..honest }))
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    let header = suspect.header?;
    let (read, meant) = (header.length, swapped(header.length)?);
    if read == meant || !meant.is_minimal() || !suspect.is_broken() {
        return None;
    }
    let start = header.header_len();
    let end = start.checked_add(usize::try_from(meant.value()).ok()?)?;
    let payload = suspect.wire.get(start..end)?;
    let claim = Evidence::LittleEndianLength { read: read.value(), meant: meant.value() };
    if suspect.opens_text() {
        let payload = unmasked(payload, header.mask_key.unwrap_or_default(), 0);
        let text = readable(&payload).filter(|_| suspect.may_end_at(end))?;
        return Some(claim.claim(end, text.to_owned()));
    }
    let plain = suspect.byte0() & 0x7f == Opcode::BINARY.0;
    (plain && end == suspect.wire.len()).then(|| claim.claim(end, None))
}

/// The length with its bytes in the other order; `None` where it has only one.
fn swapped(length: LengthField) -> Option<LengthField> {
    match length {
        LengthField::Bits7(_) => None,
        LengthField::Bits16(n) => Some(LengthField::Bits16(n.swap_bytes())),
        LengthField::Bits64(n) => Some(LengthField::Bits64(n.swap_bytes())),
    }
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server(&"Hello, world! ".repeat(20))
}

#[cfg(test)]
mod tests {
    use super::super::tests::first_claim;
    use super::*;
    use crate::slips::frame::FrameSlip;
    use crate::terms::Role;
    use rstest::rstest;

    #[rstest]
    fn both_forms_are_explained(
        #[values(126, 200, 256, 513, 65535 - 1, 65536, 100_000)] len: usize,
        #[values(Role::Client, Role::Server)] role: Role,
        #[values(Opcode::TEXT, Opcode::BINARY)] opcode: Opcode,
    ) {
        let recipe = Recipe { opcode, ..Recipe::from_server(&"a".repeat(len)).sent_by(role) };
        let claim = first_claim(&apply(&recipe).expect("suits"));
        assert_eq!(claim.evidence.slip(), FrameSlip::LittleEndianLength);
    }

    #[test]
    fn a_length_that_is_the_same_from_both_ends_does_not_suit() {
        let recipe = Recipe::from_server(&"a".repeat(0x0202));
        assert_eq!(apply(&recipe), Err(Unsuited::UnevenLength));
    }
}
