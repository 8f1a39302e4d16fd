use super::fault::{self, RuleGround};
use super::*;
use crate::finding::Rule;
use crate::slips::frame::FrameSlip;
use crate::terms::{CloseCode, MaskKey, Opcode, Role, Rsv};
use proptest::prelude::*;
use rstest::rstest;

const KEY: MaskKey = [0x37, 0xfa, 0x21, 0x3d];

/// Keys that differ, in place of a random source.
fn keys() -> impl Iterator<Item = MaskKey> {
    (1u32..).map(|n| n.wrapping_mul(0x9e37_79b1).to_be_bytes())
}

fn masked() -> Masking {
    Masking::Masked(vec![KEY])
}

fn unmasked(opcode: Opcode, payload: impl Into<Vec<u8>>) -> Request {
    Request::new(opcode, payload, Masking::Unmasked)
}

fn hex_of(request: &Request) -> String {
    let encoding = request.write(&mut keys()).expect("the table holds what can be written");
    hex::encode(encoding.bytes())
}

fn codes(encoding: &Encoding) -> Vec<&'static str> {
    let readback = read_back(&encoding.bytes(), encoding.sender);
    readback.findings().map(|(_, finding)| finding.fault.rule().code()).collect()
}

// RFC 6455 section 5.7, every example.
#[rstest]
#[case::unmasked_text(unmasked(Opcode::TEXT, "Hello"), "810548656c6c6f")]
#[case::masked_text(Request::new(Opcode::TEXT, "Hello", masked()), "818537fa213d7f9f4d5158")]
#[case::fragments(
    Request { fragment_size: Some(3), ..unmasked(Opcode::TEXT, "Hello") },
    "010348656c80026c6f"
)]
#[case::ping(unmasked(Opcode::PING, "Hello"), "890548656c6c6f")]
#[case::masked_pong(Request::new(Opcode::PONG, "Hello", masked()), "8a8537fa213d7f9f4d5158")]
#[case::bytes_256(
    unmasked(Opcode::BINARY, vec![0xee; 256]),
    &format!("827e0100{}", "ee".repeat(256))
)]
#[case::kibibytes_64(
    unmasked(Opcode::BINARY, vec![0xee; 65536]),
    &format!("827f0000000000010000{}", "ee".repeat(65536))
)]
fn the_examples_of_the_rfc_are_written_and_read_back(
    #[case] request: Request,
    #[case] expected: &str,
) {
    assert_eq!(hex_of(&request), expected);
    let encoding = request.write(&mut keys()).expect("written above");
    let readback = read_back(&encoding.bytes(), None);
    assert!(readback.is_what_was_meant(&encoding));
    assert_eq!(readback.findings().count(), 0);
    let payload: Vec<u8> = readback.frames.iter().flat_map(|f| f.payload.clone()).collect();
    assert_eq!(payload, request.payload);
}

#[rstest]
#[case::half_a_message(Request { fin: false, ..unmasked(Opcode::TEXT, "a") }, "010161")]
#[case::rsv1(Request { rsv: Some(Rsv::RSV1), ..unmasked(Opcode::TEXT, "a") }, "c10161")]
#[case::reserved_opcode(unmasked(Opcode(0x3), "a"), "830161")]
#[case::long_form_16(
    Request { length_form: Some(LengthForm::Bits16), ..unmasked(Opcode::TEXT, "a") },
    "817e000161"
)]
#[case::long_form_64(
    Request { length_form: Some(LengthForm::Bits64), ..unmasked(Opcode::TEXT, "a") },
    "817f000000000000000161"
)]
#[case::a_lie(Request { claimed_length: Some(300), ..unmasked(Opcode::TEXT, "a") }, "817e012c61")]
#[case::c8_in_byte_1(
    Request {
        length_form: Some(LengthForm::Bits7),
        claimed_length: Some(200),
        ..unmasked(Opcode::TEXT, "a")
    },
    "81c861"
)]
#[case::c8_in_byte_1_of_a_masked_frame(
    Request {
        length_form: Some(LengthForm::Bits7),
        claimed_length: Some(200),
        ..Request::new(Opcode::TEXT, "a", masked())
    },
    "81c837fa213d56"
)]
#[case::seven_bits_that_say_126(
    Request {
        length_form: Some(LengthForm::Bits7),
        claimed_length: Some(126),
        ..unmasked(Opcode::TEXT, "a")
    },
    "817e61"
)]
#[case::close(unmasked(Opcode::CLOSE, close_body(CloseCode(1000), "ok").expect("short")), "880403e86f6b")]
#[case::empty(unmasked(Opcode::TEXT, ""), "8100")]
#[case::bits_of_the_first_fragment_alone(
    Request { rsv: Some(Rsv::RSV1), fragment_size: Some(1), ..unmasked(Opcode::TEXT, "ab") },
    "410161800162"
)]
fn a_choice_by_hand_is_written_as_it_is(#[case] request: Request, #[case] expected: &str) {
    assert_eq!(hex_of(&request), expected);
}

#[rstest]
fn a_fault_decodes_to_exactly_its_code(
    #[values("Hello", "", "今天天气很不错")] text: &str,
    #[values(None, Some(Role::Client), Some(Role::Server))] sender: Option<Role>,
) {
    for rule in fault::RULES {
        let ground = RuleGround { text: text.to_owned(), masking: None, sender };
        match fault::write(rule, &ground, &mut keys()) {
            Ok(encoding) => assert_eq!(codes(&encoding), [rule.code()], "{text:?} {sender:?}"),
            Err(EncodeError::WrongSender { sender: only, .. }) => {
                assert_eq!(sender, Some(only.peer()), "{rule:?}");
            }
            Err(error) => panic!("{rule:?}: {error}"),
        }
    }
}

#[test]
fn every_rule_of_frames_fragments_and_closing_has_its_fault() {
    let missing = Rule::ALL.iter().copied().filter(|rule| !fault::RULES.contains(rule));
    let missing = missing.map(Rule::code).filter(|code| !code.starts_with('H'));
    let missing: Vec<&str> = missing.collect();
    let expected = ["M05", "M06", "M07", "M08", "C05"];
    assert_eq!(missing, expected, "`fault::RULES` says why");
}

#[rstest]
#[case(Rule::MessageTooBig, None, None, EncodeError::NoBytesBreak { rule: Rule::MessageTooBig })]
#[case(
    Rule::ClientUnmasked,
    Some(masked()),
    None,
    EncodeError::MaskAgainstFault { rule: Rule::ClientUnmasked }
)]
#[case(
    Rule::ZeroMask,
    Some(masked()),
    None,
    EncodeError::MaskAgainstFault { rule: Rule::ZeroMask }
)]
#[case(
    Rule::MaskKeyReused,
    Some(Masking::Unmasked),
    None,
    EncodeError::MaskAgainstFault { rule: Rule::MaskKeyReused }
)]
#[case(
    Rule::ReservedBits,
    Some(Masking::Unmasked),
    Some(Role::Client),
    EncodeError::MaskAgainstFault { rule: Rule::ReservedBits }
)]
fn a_fault_that_the_request_contradicts_is_refused(
    #[case] rule: Rule,
    #[case] masking: Option<Masking>,
    #[case] sender: Option<Role>,
    #[case] expected: EncodeError,
) {
    let ground = RuleGround { text: "a".to_owned(), masking, sender };
    assert_eq!(fault::write(rule, &ground, &mut keys()), Err(expected));
}

#[test]
fn a_text_too_long_for_its_fault_is_refused() {
    for (rule, limit) in [
        (Rule::FragmentedControl, 125),
        (Rule::CloseReasonNotUtf8, 122),
        (Rule::NonMinimalLength, 65535),
    ] {
        let ground = |len| RuleGround { text: "a".repeat(len), masking: None, sender: None };
        let encoding = fault::write(rule, &ground(limit), &mut keys()).expect("it fits");
        assert_eq!(codes(&encoding), [rule.code()]);
        let error = fault::write(rule, &ground(limit + 1), &mut keys());
        assert_eq!(error, Err(EncodeError::PayloadTooLong { rule, len: limit + 1, limit }));
    }
}

#[test]
fn a_request_that_cannot_be_written_says_why() {
    let ping = Request { fragment_size: Some(2), ..unmasked(Opcode::PING, "abc") };
    let error = EncodeError::FragmentedControl { opcode: Opcode::PING };
    assert_eq!(ping.write(&mut keys()), Err(error));
    let form = LengthForm::Bits7;
    let long = Request { length_form: Some(form), ..unmasked(Opcode::TEXT, vec![b'a'; 256]) };
    assert_eq!(long.write(&mut keys()), Err(EncodeError::LengthTooBig { len: 256, form }));
    let no_key = Request::new(Opcode::TEXT, "a", Masking::Masked(Vec::new()));
    assert_eq!(no_key.write(&mut std::iter::empty()), Err(EncodeError::NoFreshKey));
    let reason = "a".repeat(124);
    assert_eq!(
        close_body(CloseCode::NORMAL, &reason),
        Err(EncodeError::ReasonTooLong { len: 124 })
    );
}

#[test]
fn a_key_that_is_zero_or_was_used_just_now_is_not_picked() {
    let mut source = [[0; 4], KEY, KEY, [1; 4]].into_iter();
    let masking = Masking::Masked(Vec::new());
    let request = Request { fragment_size: Some(1), ..Request::new(Opcode::TEXT, "ab", masking) };
    let encoding = request.write(&mut source).expect("two good keys are there");
    let picked: Vec<_> = encoding.frames.iter().map(|frame| frame.header.mask_key).collect();
    assert_eq!(picked, [Some(KEY), Some([1; 4])]);
}

#[test]
fn a_length_that_overflows_is_not_read_as_it_was_meant() {
    let request =
        Request { length_form: Some(LengthForm::Bits7), ..unmasked(Opcode::TEXT, vec![b'a'; 200]) };
    let encoding = request.write(&mut keys()).expect("a byte holds 200");
    assert_eq!(encoding.frames[0].byte1(), 200);
    let readback = read_back(&encoding.bytes(), None);
    assert!(!readback.is_what_was_meant(&encoding));
    let header = readback.frames[0].header.expect("it is whole");
    assert_eq!((header.mask_key, header.payload_len()), (Some([b'a'; 4]), 72));
}

proptest! {
    #[test]
    fn what_is_encoded_is_read_back(
        payload in prop::collection::vec(any::<u8>(), 0..400),
        given in prop::option::of(prop::collection::vec(any::<[u8; 4]>(), 0..3)),
        fragment_size in prop::option::of(1usize..200),
        known: bool,
    ) {
        let masking = given.map_or(Masking::Unmasked, Masking::Masked);
        let role = if masking == Masking::Unmasked { Role::Server } else { Role::Client };
        let sender = known.then_some(role);
        let request = Request {
            fragment_size, sender, ..Request::new(Opcode::BINARY, payload.clone(), masking)
        };
        let encoding = request.write(&mut keys()).expect("nothing is asked that cannot be");
        let bytes = encoding.bytes();
        prop_assert_eq!(encoding.bytes_by_frame().concat(), bytes.clone());
        let readback = read_back(&bytes, sender);
        prop_assert!(readback.is_what_was_meant(&encoding));
        let read: Vec<u8> = readback.frames.iter().flat_map(|f| f.payload.clone()).collect();
        prop_assert_eq!(read, payload);
        let grave = |code: &&str| !["F11", "F13"].contains(code);
        prop_assert_eq!(codes(&encoding).into_iter().find(grave), None);
    }

    #[test]
    fn a_fault_is_alone_in_any_text(text in ".{0,40}", index in 0..fault::RULES.len()) {
        let rule = fault::RULES[index];
        if text.len() <= 122 {
            let ground = RuleGround { text, masking: None, sender: None };
            let encoding = fault::write(rule, &ground, &mut keys()).expect("it is short");
            prop_assert_eq!(codes(&encoding), [rule.code()]);
        }
    }
}

#[test]
fn what_is_meant_by_a_slip_of_two_frames_are_two_frames() {
    let two = ["fin-forgotten", "opcode-repeated", "mask-index-not-restarted"];
    for name in two.into_iter().chain(["length-counts-header", "length-counts-key"]) {
        let slip = FrameSlip::by_name(name).unwrap();
        let slipped = slip::write(slip, &slip::SlipGround::default(), &mut keys()).unwrap();
        assert_eq!(slipped.honest.frames.len(), 2, "{name}");
        let back = read_back(&slipped.honest.bytes(), slipped.sender);
        assert!(back.is_what_was_meant(&slipped.honest), "{name}");
        assert_eq!(back.findings().count(), 0, "{name}");
    }
}

#[test]
fn reserved_bits_that_are_given_stand_also_on_a_compressed_message() {
    let deflate = Some(Deflate::default());
    let asked = Request { deflate, ..unmasked(Opcode::TEXT, "aaaa") };
    let rsv_of = |request: &Request| request.write(&mut keys()).unwrap().frames[0].header.rsv;
    assert_eq!(rsv_of(&asked), Rsv::RSV1);
    assert_eq!(rsv_of(&Request { rsv: Some(Rsv::NONE), ..asked }), Rsv::NONE);
}
