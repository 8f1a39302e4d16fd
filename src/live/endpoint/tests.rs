//! What a client sends, and what it hears: bytes in, bytes out, no socket.

use std::collections::HashMap;

use rstest::rstest;

use super::*;
use crate::frame::{FrameHeader, mask};
use crate::handshake::Agreement;
use crate::journal::Totals;
use crate::live::Output;
use crate::live::group::Group;
use crate::live::log::Log;
use crate::live::outgoing::Shared;
use crate::prose::Lang;
use crate::render::Screen;
use crate::render::live::{Form, Log as Drawer, Look, TimeZone};
use crate::terms::{LengthField, Rsv};

/// An endpoint with all that it needs for its turns.
struct Bench {
    endpoint: Endpoint,
    log: Log,
    group: Group,
    names: HashMap<String, usize>,
    letters: Vec<Letter>,
    shared: Shared,
    totals: Totals,
}

impl Bench {
    fn new(service: Service, extension: Option<&str>) -> Self {
        let deflate = extension.and_then(|text| Agreement::read(text).unwrap().deflate);
        Self {
            endpoint: Endpoint::new(service, deflate, 1000, 0),
            log: log(),
            group: Group::default(),
            names: HashMap::from([("a".into(), 0), ("b".into(), 1)]),
            letters: Vec::new(),
            shared: Shared::default(),
            totals: Totals::default(),
        }
    }

    fn echo() -> Self {
        Self::new(Service::Echo, None)
    }

    /// Runs `act` in a turn; gives what goes to the client.
    fn turn(&mut self, act: impl FnOnce(&mut Endpoint, &mut Turn<'_>)) -> Vec<u8> {
        let mut out = Vec::new();
        let Self { endpoint, log, group, names, letters, shared, totals } = self;
        let mut turn = Turn {
            number: 1,
            key: 0,
            lang: Lang::En,
            out: &mut out,
            log,
            group,
            names,
            letters,
            shared,
            totals,
        };
        act(endpoint, &mut turn);
        out
    }

    fn hears(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.turn(|endpoint, turn| endpoint.read(bytes, turn))
    }
}

/// A log that nobody reads.
fn log() -> Log {
    let screen = Screen { lang: Lang::En, width: 80 };
    let drawer = Drawer::new(Form::Line, Look::default(), screen, TimeZone::UTC);
    Log::new(drawer, false, Output::Direct(Box::new(std::io::sink())))
}

/// A frame as a client sends it.
fn frame(byte0: u8, payload: &[u8]) -> Vec<u8> {
    let key = [1, 2, 3, 4];
    let header = FrameHeader {
        fin: byte0 & 0x80 != 0,
        rsv: Rsv(byte0 >> 4 & 7),
        opcode: Opcode(byte0 & 15),
        length: LengthField::minimal(payload.len() as u64),
        mask_key: Some(key),
    };
    let mut bytes = Vec::new();
    header.write(&mut bytes);
    let start = bytes.len();
    bytes.extend_from_slice(payload);
    mask::apply(&mut bytes[start..], key, 0);
    bytes
}

/// The code of the Close frame with which `out` ends.
fn close_code(out: &[u8]) -> Option<u16> {
    let at = out.iter().rposition(|byte| *byte == 0x88)?;
    Some(u16::from_be_bytes([out[at + 2], out[at + 3]]))
}

#[test]
fn messages_come_back_whole_with_pings_answered_between_their_fragments() {
    let sent = [frame(0x01, b"Hel"), frame(0x89, b"x"), frame(0x80, b"lo"), frame(0x82, b"\xff")];
    let expected = b"\x8a\x01x\x81\x05Hello\x82\x01\xff";
    assert_eq!(Bench::echo().hears(&sent.concat()), expected);
    let mut bytewise = Bench::echo();
    let heard: Vec<u8> = sent.concat().iter().flat_map(|byte| bytewise.hears(&[*byte])).collect();
    assert_eq!(heard, expected);
}

#[rstest]
#[case::unmasked(b"\x81\x01a".to_vec(), 1002)]
#[case::reserved_bits(frame(0xb1, b"a"), 1002)]
#[case::reserved_opcode(frame(0x83, b""), 1002)]
#[case::long_control(frame(0x89, &[b'a'; 126]), 1002)]
#[case::nothing_to_continue(frame(0x80, b"a"), 1002)]
#[case::two_to_the_63(b"\x82\xff\x80\0\0\0\0\0\0\0\x01\x02\x03\x04".to_vec(), 1002)]
#[case::too_big(frame(0x82, &[0; 1001]), 1009)]
#[case::no_utf8(frame(0x81, b"\xc3\x28"), 1007)]
#[case::one_byte_close(frame(0x88, b"\x03"), 1002)]
#[case::forbidden_code(frame(0x88, &1005_u16.to_be_bytes()), 1002)]
#[case::bad_reason(frame(0x88, b"\x03\xe8\xff"), 1007)]
fn a_broken_rule_fails_the_connection_with_its_code(#[case] bytes: Vec<u8>, #[case] code: u16) {
    let mut bench = Bench::echo();
    let before = frame(0x81, b"before");
    let out = bench.hears(&[before, bytes, frame(0x81, b"behind")].concat());
    assert_eq!(out.get(..8), Some(&b"\x81\x06before"[..]), "what came before is answered first");
    assert_eq!(close_code(&out), Some(code));
    assert!(!out.windows(6).any(|part| part == b"behind"));
    let ours = bench.endpoint.ours();
    assert!(ours.is_closed() && ours.errors > 0);
    assert!(matches!(ours.how, Some(How::Failed { .. })));
}

#[test]
fn bad_text_fails_inside_a_frame_that_goes_on() {
    let mut bench = Bench::echo();
    let bytes = frame(0x81, &[b"good \xff".as_slice(), &[b'x'; 500]].concat());
    let out = bench.hears(&bytes[..20]);
    assert_eq!(close_code(&out), Some(1007));
    assert_eq!(bench.endpoint.ours().frames_in, 1, "it is told as far as it came");
}

#[rstest]
#[case(b"", b"\x88\0")]
#[case(b"\x03\xe8bye", b"\x88\x02\x03\xe8")]
#[case(b"\x0f\xa0", b"\x88\x02\x0f\xa0")]
fn a_close_frame_is_answered_with_its_code(#[case] body: &[u8], #[case] answer: &[u8]) {
    let mut bench = Bench::echo();
    let out = bench.hears(&[frame(0x88, body), frame(0x81, b"late")].concat());
    assert_eq!(out, answer);
    let how = bench.endpoint.ours().how;
    assert!(matches!(how, Some(How::Closed { by: Role::Client, .. })));
}

#[test]
fn after_our_close_frame_nothing_is_sent_and_the_clients_ends_it() {
    let mut bench = Bench::echo();
    let out = bench.turn(|endpoint, turn| {
        endpoint.ours_mut().close(CloseCode::GOING_AWAY, "", turn);
        endpoint.ours_mut().close(CloseCode::NORMAL, "", turn);
    });
    assert_eq!(out, b"\x88\x02\x03\xe9");
    assert_eq!(bench.hears(&[frame(0x81, b"a"), frame(0x89, b"")].concat()), b"");
    assert_eq!(bench.hears(&frame(0x88, b"\x03\xe9")), b"");
    let expected = How::Closed { by: Role::Server, code: Some(CloseCode::GOING_AWAY) };
    assert_eq!(bench.endpoint.ours().how, Some(expected));
}

#[test]
fn a_ping_waits_for_its_pong_before_the_next_one() {
    let mut bench = Bench::echo();
    let every = Duration::from_secs(20);
    let ping =
        |bench: &mut Bench| bench.turn(|endpoint, turn| endpoint.ours_mut().ping(every, turn));
    assert_eq!(ping(&mut bench), b"\x89\x04\0\0\0\x01");
    assert_eq!(ping(&mut bench), b"");
    bench.hears(&frame(0x8a, b"other"));
    assert_eq!(ping(&mut bench), b"");
    bench.hears(&frame(0x8a, b"\0\0\0\x01"));
    assert_eq!(ping(&mut bench), b"\x89\x04\0\0\0\x02");
}

#[test]
fn a_compressed_message_comes_back_compressed() {
    let mut bench = Bench::new(Service::Echo, Some("permessage-deflate"));
    let hello = [0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00];
    let out = bench.hears(&frame(0xc1, &hello));
    assert_eq!(out, [&b"\xc1\x07"[..], &hello].concat());
}

#[test]
fn a_message_of_the_greatest_length_is_taken_though_it_does_not_compress() {
    let mut state = 1_u32;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_be_bytes()[0]
    };
    let noise: Vec<u8> = (0..1000).map(|_| next()).collect();
    let mut bench =
        Bench::new(Service::Echo, Some("permessage-deflate; server_no_context_takeover"));
    let packed = crate::message::deflate::Deflater::new(false, 15).deflate(&noise);
    assert!(packed.len() > noise.len(), "{}", packed.len());
    let out = bench.hears(&frame(0xc2, &packed));
    assert!(out.ends_with(&noise), "it comes back as it is");
    let out = bench.hears(&frame(0x82, &[0; 1001]));
    assert_eq!(close_code(&out), Some(1009));
}

#[test]
fn a_message_to_the_group_is_laid_out_for_the_others() {
    let mut bench = Bench::new(Service::Group, None);
    assert_eq!(bench.hears(&frame(0x81, "大家好".as_bytes())), b"");
    assert_eq!(bench.group.said().count(), 1);
}

#[test]
fn a_letter_is_laid_out_and_what_is_none_is_answered() {
    let mut bench = Bench::new(Service::Direct("a".into()), None);
    bench.hears(&frame(0x81, br#"{"to_user":"b","msg":"hi"}"#));
    assert_eq!(bench.letters.pop().map(|letter| letter.to).as_deref(), Some("b"));
    let answer = bench.hears(&frame(0x81, b"hi"));
    assert!(String::from_utf8_lossy(&answer).contains("bad-json"));
    let answer = bench.hears(&frame(0x82, b"hi"));
    assert!(String::from_utf8_lossy(&answer).contains("not-text"));
    assert!(bench.endpoint.ours().is_open(), "the connection goes on");
}

#[test]
fn a_client_that_answers_pings_wrongly_is_pinged_again_when_it_is_time() {
    let mut bench = Bench::echo();
    let now = Duration::ZERO;
    let ping = |bench: &mut Bench| bench.turn(|endpoint, turn| endpoint.ours_mut().ping(now, turn));
    assert_eq!(ping(&mut bench), b"\x89\x04\0\0\0\x01");
    bench.hears(&frame(0x8a, b""));
    assert_eq!(ping(&mut bench), b"\x89\x04\0\0\0\x02");
}

#[test]
fn letters_that_go_nowhere_are_answered_in_their_order_and_before_the_close_frame() {
    let mut bench = Bench::new(Service::Direct("a".into()), None);
    let letters = [
        frame(0x81, br#"{"to_user":"nobody","msg":"1"}"#),
        frame(0x81, br#"{"to_user":"a","from_user":"a","msg":"2"}"#),
        frame(0x81, b"3"),
        frame(0x88, b"\x03\xe8"),
    ];
    let out = bench.hears(&letters.concat());
    let text = String::from_utf8_lossy(&out);
    let places = ["absent", r#""msg":"2""#, "bad-json"].map(|part| text.find(part).unwrap());
    assert!(places.is_sorted());
    assert!(out.ends_with(b"\x88\x02\x03\xe8"), "nothing goes out behind the Close frame");
}
