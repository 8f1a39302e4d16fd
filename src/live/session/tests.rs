//! What a client of each service sends, and what it hears: bytes in, bytes out, no socket.

use super::*;
use crate::journal::ServerTotals;
use crate::live::Output;
use crate::live::group::Group;
use crate::live::log::Log;
use crate::live::names::Names;
use crate::prose::Lang;
use crate::render::Screen;
use crate::render::live::{Form, Log as Drawer, Look, TimeZone};
use std::time::Instant;

/// A session with all that it needs for its turns.
struct Bench {
    session: Session,
    log: Log,
    group: Group,
    names: Names,
    compressors: Compressors,
    totals: ServerTotals,
}

impl Bench {
    fn new(service: Service) -> Self {
        let mut names = Names::default();
        assert!(names.claim("a", 0) && names.claim("b", 1));
        Self {
            session: Session::new(service, None, 1000, 0),
            log: log(),
            group: Group::default(),
            names,
            compressors: Compressors::default(),
            totals: ServerTotals::default(),
        }
    }

    /// Returns what goes to the client in response to `bytes`.
    fn hears(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let Self { session, log, group, names, compressors, totals } = self;
        let mut turn = Turn {
            number: 1,
            key: 0,
            lang: Lang::En,
            start: Instant::now(),
            out: &mut out,
            compressors,
            log,
            group,
            names,
            totals,
        };
        session.read(bytes, &mut turn);
        out
    }
}

/// A log that nobody reads.
fn log() -> Log {
    let screen = Screen { lang: Lang::En, width: 80 };
    let drawer = Drawer::new(Form::Line, Look::default(), screen, TimeZone::UTC);
    Log::new(drawer, false, Output::Direct(Box::new(std::io::sink())), usize::MAX)
}

/// A short frame as a client sends it, masked with zeros.
fn frame(byte0: u8, payload: &[u8]) -> Vec<u8> {
    let byte1 = 0x80 | u8::try_from(payload.len()).unwrap();
    [&[byte0, byte1, 0, 0, 0, 0], payload].concat()
}

#[test]
fn an_echo_comes_back_and_both_ways_are_counted() {
    let mut bench = Bench::new(Service::Echo);
    let out = bench.hears(&[frame(0x01, b"Hel"), frame(0x89, b"x"), frame(0x80, b"lo")].concat());
    assert_eq!(out, b"\x8a\x01x\x81\x05Hello");
    assert_eq!(bench.session.counts(), [3, 2, 0]);
    assert_eq!((bench.totals.came.messages, bench.totals.went.messages), (1, 1));
}

#[test]
fn how_a_session_ended_is_known() {
    let mut bench = Bench::new(Service::Echo);
    bench.hears(&frame(0x83, b""));
    assert!(matches!(bench.session.how(), Some(HowEnded::Failed { .. })));
    assert_eq!(bench.session.counts(), [1, 1, 1]);
    let mut bench = Bench::new(Service::Echo);
    bench.hears(&frame(0x88, b""));
    assert_eq!(bench.session.how(), Some(HowEnded::Closed { by: Role::Client, code: None }));
}

#[test]
fn a_message_to_the_group_is_laid_out_for_the_others() {
    let mut bench = Bench::new(Service::Group);
    assert_eq!(bench.hears(&frame(0x81, "大家好".as_bytes())), b"");
    assert!(!bench.group.is_silent());
}

#[test]
fn a_direct_message_is_laid_out_and_what_is_none_is_refused() {
    let mut bench = Bench::new(Service::Direct("a".into()));
    bench.hears(&frame(0x81, br#"{"to_user":"b","msg":"hi"}"#));
    let waiting = bench.names.take_waiting();
    assert_eq!(waiting.first().map(|message| message.to.as_str()), Some("b"));
    let response = bench.hears(&frame(0x81, b"hi"));
    assert!(String::from_utf8_lossy(&response).contains("bad-json"));
    let response = bench.hears(&frame(0x82, b"hi"));
    assert!(String::from_utf8_lossy(&response).contains("not-text"));
    assert!(bench.session.is_open(), "the connection goes on");
}

#[test]
fn direct_messages_that_go_nowhere_are_refused_in_their_order_and_before_the_close_frame() {
    let mut bench = Bench::new(Service::Direct("a".into()));
    let sent = [
        frame(0x81, br#"{"to_user":"nobody","msg":"1"}"#),
        frame(0x81, br#"{"to_user":"a","from_user":"a","msg":"2"}"#),
        frame(0x81, b"3"),
        frame(0x88, b"\x03\xe8"),
    ];
    let out = bench.hears(&sent.concat());
    let text = String::from_utf8_lossy(&out);
    let places = ["absent", r#""msg":"2""#, "bad-json"].map(|part| text.find(part).unwrap());
    assert!(places.is_sorted());
    assert!(out.ends_with(b"\x88\x02\x03\xe8"), "nothing goes out behind the Close frame");
}
