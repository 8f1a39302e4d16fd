//! Which connections are read, and what is said of the others.

use crate::story;
use crate::wire::{ACK, File, Format, HELLO, Link, REQUEST, RESPONSE, Talk};
use ws_inspect::capture::{Options, Selection};

fn told(talk: &Talk, selection: Selection) -> Vec<String> {
    let file = File::of(Format::Micros, Link::Raw, &talk.segments);
    story(&file, Options { selection, ..Options::default() })
}

fn opened() -> Talk {
    Talk::opened("10.0.0.1:40000", "10.0.0.2:9001", [1, 2])
}

#[test]
fn tls_is_said_even_where_websocket_is_assumed() {
    let mut talk = opened();
    talk.say(0, ACK, b"\x16\x03\x01\x02\x00\x01").say(1, ACK, b"\x16\x03\x03\x00\x7a");
    for assume_websocket in [false, true] {
        let selection = Selection { assume_websocket, ..Selection::default() };
        assert_eq!(told(&talk, selection), ["0 passed over Tls"]);
    }
}

#[test]
fn frames_without_a_handshake_are_read_when_assumed() {
    let mut talk = Talk::new("10.0.0.1:40000", "10.0.0.2:9001", [1, 2]);
    talk.say(0, ACK, HELLO[0]);
    assert_eq!(told(&talk, Selection::default()), ["0 passed over Unknown"]);
    let selection = Selection { assume_websocket: true, ..Selection::default() };
    let expected = ["0 opened by ? (Assumed)", r"0 unknown packet 1: \x81\x857\xfa!=\x7f\x9fMQX"];
    assert_eq!(told(&talk, selection)[..2], expected);
}

#[test]
fn a_head_in_many_segments_is_recognised_and_told_as_it_came() {
    let mut talk = opened();
    REQUEST.chunks(7).for_each(|part| {
        talk.say(0, ACK, part);
    });
    let told = told(&talk, Selection::default());
    assert_eq!(told[0], "0 opened by 10.0.0.1:40000 (Handshake)");
    assert_eq!(told.len(), 1 + REQUEST.chunks(7).count() + 1);
}

#[test]
fn an_upgrade_after_other_requests_of_the_same_connection_is_found() {
    let mut talk = opened();
    let get = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    for _ in 0..2 {
        talk.say(0, ACK, get).say(1, ACK, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }
    talk.say(0, ACK, REQUEST).say(1, ACK, RESPONSE);
    let told = told(&talk, Selection::default());
    assert_eq!(told[0], "0 opened by 10.0.0.1:40000 (Handshake)");
    assert!(told[1].starts_with("0 client packet 8: GET /chat"), "{told:?}");
    assert!(!told.iter().any(|line| line.contains("passed over")), "{told:?}");
}

#[test]
fn an_answer_101_to_a_request_without_an_upgrade_is_read() {
    let mut talk = opened();
    talk.say(0, ACK, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").say(1, ACK, RESPONSE);
    let told = told(&talk, Selection::default());
    assert_eq!(told[0], "0 opened by 10.0.0.1:40000 (Handshake)");
}

#[test]
fn a_handshake_of_which_only_the_answer_was_captured_names_the_client() {
    let mut talk = Talk::new("10.0.0.1:40000", "10.0.0.2:9001", [1, 2]);
    talk.say(1, ACK, RESPONSE).say(0, ACK, HELLO[0]);
    let told = told(&talk, Selection::default());
    assert_eq!(told[0], "0 opened by 10.0.0.1:40000 (Handshake)");
}

#[test]
fn a_port_and_a_number_choose() {
    let segments: Vec<_> = (0..3)
        .flat_map(|n| Talk::upgraded("10.0.0.1:40000", &format!("10.0.0.2:{}", 80 + n)).segments)
        .collect();
    let file = File::of(Format::Micros, Link::Raw, &segments);
    let by = |selection| {
        let told = story(&file, Options { selection, ..Options::default() });
        told.iter().map(|line| line[..1].to_owned()).collect::<std::collections::BTreeSet<_>>()
    };
    let port = Selection { port: Some(81), ..Selection::default() };
    assert_eq!(by(port), ["1".to_owned()].into());
    let stream = Selection { stream: Some(2), ..Selection::default() };
    assert_eq!(by(stream), ["2".to_owned()].into());
    assert_eq!(by(Selection { port: Some(82), stream: Some(1), ..port }).len(), 0);
}
