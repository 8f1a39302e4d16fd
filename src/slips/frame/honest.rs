//! Honest bytes, and any bytes: no slip is claimed where there is none, and nothing panics.

use super::tests::claims_from;
use super::{FrameSlip, Recipe};
use crate::terms::{LengthField, MaskKey, Opcode, Role};
use proptest::prelude::*;

/// Text as people write it, in several scripts; no U+0000.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9 ,.!?'\"{}:]{0,40}",
        "[\u{4e00}-\u{9fff}，。！？]{0,30}",
        "[а-яА-Я ]{0,30}",
        "[a-z éèüßñçøÅ¿]{0,30}",
        "[😀-😏👍 a-z你好]{0,20}",
        "[ -~\t\n\r]{0,60}",
        "[0-9a-f]{0,40}",
        "\\PC{0,40}",
        Just(r"b'\x81\x05Hello'".to_owned()),
        Just("810548656c6c6f".to_owned()),
        Just("GET / HTTP/1.1\r\nHost: a\r\n\r\n".to_owned()),
        Just("81\u{5}Hello".to_owned()),
    ]
}

/// Text or bytes of the lengths around which forms change.
fn payload() -> impl Strategy<Value = (Opcode, Vec<u8>)> {
    let lens = prop::sample::select(vec![124, 125, 126, 127, 128, 200, 253, 254, 255, 256, 1000]);
    let long = ("[a-z]{1,9}|[\u{4e00}-\u{9fff}]{1,3}", lens).prop_map(|(unit, len)| {
        let mut text = unit.repeat(len / unit.len());
        text.push_str(&"!".repeat(len - text.len()));
        text
    });
    prop_oneof![
        4 => text().prop_map(|text| (Opcode::TEXT, text.into_bytes())),
        2 => long.prop_map(|text| (Opcode::TEXT, text.into_bytes())),
        2 => prop::collection::vec(any::<u8>(), 0..300).prop_map(|bytes| (Opcode::BINARY, bytes)),
        1 => text().prop_map(|text| (Opcode::BINARY, text.encode_utf16().flat_map(u16::to_le_bytes).collect())),
        1 => prop::collection::vec(any::<u8>(), 0..125).prop_map(|bytes| (Opcode::PING, bytes)),
        1 => prop::collection::vec(any::<u8>(), 0..125).prop_map(|bytes| (Opcode::PONG, bytes)),
        1 => "[a-z ]{0,20}".prop_map(|reason| {
            (Opcode::CLOSE, [&1000_u16.to_be_bytes()[..], reason.as_bytes()].concat())
        }),
    ]
}

fn frame() -> impl Strategy<Value = Recipe> {
    let key = any::<MaskKey>();
    (payload(), any::<bool>(), key).prop_map(|((opcode, payload), client, key)| Recipe {
        payload,
        opcode,
        sender: if client { Role::Client } else { Role::Server },
        key,
    })
}

/// A message in fragments, cut anywhere, inside characters too.
fn fragments(recipe: &Recipe, size: usize) -> Vec<u8> {
    let chunks: Vec<&[u8]> = recipe.payload.chunks(size.max(1)).collect();
    let mut out = Vec::new();
    for (i, chunk) in chunks.iter().enumerate() {
        let part = recipe.carrying(chunk.to_vec());
        let opcode = if i == 0 { recipe.opcode } else { Opcode::CONTINUATION };
        let header = crate::frame::FrameHeader {
            fin: i + 1 == chunks.len(),
            opcode,
            length: LengthField::minimal(chunk.len() as u64),
            ..part.header()
        };
        out.extend(part.under(header));
    }
    out
}

fn stream() -> impl Strategy<Value = Vec<u8>> {
    let one = (frame(), prop::option::of(1_usize..40)).prop_map(|(recipe, size)| match size {
        Some(size) if !recipe.opcode.is_control() && !recipe.payload.is_empty() => {
            fragments(&recipe, size)
        }
        _ => recipe.frame(),
    });
    prop::collection::vec(one, 1..5).prop_map(|frames| frames.concat())
}

fn silent(bytes: &[u8], from: Option<Role>) -> Result<(), TestCaseError> {
    let claims = claims_from(bytes, from).concat();
    prop_assert!(claims.is_empty(), "{claims:?} of {}", hex::encode(bytes));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn honest_frames_are_not_claimed(bytes in stream()) {
        silent(&bytes, None)?;
    }

    #[test]
    fn honest_frames_of_a_known_sender_are_not_claimed(recipe in frame()) {
        silent(&recipe.frame(), Some(recipe.sender))?;
    }

    #[test]
    fn honest_frames_that_are_cut_are_not_claimed(bytes in stream(), cut in any::<prop::sample::Index>()) {
        silent(&bytes[..cut.index(bytes.len())], None)?;
    }

    #[test]
    fn nothing_panics_and_no_claim_covers_more_than_there_is(
        start in prop::sample::select(vec![&b""[..], b"\x81", b"\x88", b"81", b"\\x81", b"b'", b"\xc2\x81", b"\x17\x03\x03", b"GET "]),
        bytes in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let bytes = [start, &bytes].concat();
        for claim in claims_from(&bytes, None).concat() {
            prop_assert!(claim.covers <= bytes.len());
        }
    }

    #[test]
    fn whatever_suits_a_slip_is_never_explained_by_the_wrong_text(
        slip in prop::sample::select(FrameSlip::ALL.to_vec()), text in text(), key: MaskKey, client: bool,
    ) {
        let sender = if client { Role::Client } else { Role::Server };
        let recipe = Recipe { key, ..Recipe::from_server(&text).sent_by(sender) };
        let Ok(wire) = slip.apply(&recipe) else { return Ok(()) };
        let claims = claims_from(&wire, slip.shows_only_from()).concat();
        if let Some(claim) = claims.iter().find(|claim| claim.evidence.slip() == slip)
            && let Some(found) = &claim.text
        {
            prop_assert!(found.contains(text.trim_start_matches('\u{feff}')), "{claim:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn a_long_honest_frame_is_not_claimed(
        len in prop::sample::select(vec![65535_usize, 65536, 70000]), client: bool, key: MaskKey,
    ) {
        let sender = if client { Role::Client } else { Role::Server };
        silent(&Recipe { key, ..Recipe::from_server(&"a".repeat(len)).sent_by(sender) }.frame(), None)?;
    }
}
