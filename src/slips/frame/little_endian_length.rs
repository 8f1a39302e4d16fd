//! The extended length with its low byte first: `struct.pack('<H', n)`, or a C integer copied
//! into the frame without `htons`.

use super::reading::{readable, unmasked};
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::frame::FrameHeader;
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::terms::{LengthField, Opcode};

pub(super) const NAME: &str = "little-endian-length";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The length with its bytes in the other order fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LittleEndianLength {
    /// The length as it stands there.
    pub read: u64,
    /// The length that was meant.
    pub meant: u64,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_len(126, usize::MAX)?;
    let honest = recipe.header();
    let length = swapped(honest.length).ok_or(Unsuited::UnevenLength)?;
    recipe.needs(length != honest.length, Unsuited::UnevenLength)?;
    Ok(recipe.under(FrameHeader { length, ..honest }))
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let header = suspect.header?;
    let (read, meant) = (header.length, swapped(header.length)?);
    if read == meant || !meant.is_minimal() || !suspect.is_broken() {
        return None;
    }
    let start = header.header_len();
    let end = start.checked_add(usize::try_from(meant.value()).ok()?)?;
    let payload = suspect.wire.get(start..end)?;
    let claim = Evidence::LittleEndianLength(LittleEndianLength {
        read: read.value(),
        meant: meant.value(),
    });
    if suspect.opens_text() {
        let payload = unmasked(payload, header.mask_key.unwrap_or_default(), 0);
        let text = readable(&payload)?;
        let bits = Bits::text(text) + suspect.landing(end)? + suspect.broken() - Bits::choice(2);
        return Some(claim.claim(bits, end, text.to_owned()));
    }
    let plain = suspect.byte0() & 0x7f == Opcode::BINARY.0;
    // Where it lands on the end, the number is that of the bytes that are there.
    let number = Bits::equal(start.saturating_sub(2 + header.mask_key.map_or(0, |key| key.len())));
    let bits = number + Bits::LANDS + suspect.broken() - Bits::choice(2);
    (plain && end == suspect.wire.len()).then(|| claim.claim(bits, end, None))
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

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the extended length was written low byte first",
        "扩展长度写成了小端序（低字节在前）",
    )
}

pub(super) fn evidence(lang: Lang, proof: &LittleEndianLength) -> String {
    let LittleEndianLength { read, meant } = proof;
    say!(
        lang,
        "Read high byte first the length is {read}, which does not fit; read low byte first it is {meant}, which does.",
        "按大端序读长度是 {read}，不吻合；按小端序读是 {meant}，正好吻合。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Write it in network byte order: `struct.pack('!H', n)` in Python, `htons(n)` in C, `setUint16(2, n)` in JavaScript.", "用网络字节序写：Python `struct.pack('!H', n)`，C `htons(n)`，JavaScript `setUint16(2, n)`。")
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
