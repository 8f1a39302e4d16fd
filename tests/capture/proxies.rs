//! What a proxy asks for before the handshake is stepped over, and said.

use crate::wire::{ACK, File, Format, HELLO, Link, REQUEST, RESPONSE, Talk};
use ws_inspect::capture::{Capture, Carries, Event, Options, Preamble};
use ws_inspect::terms::Role;

/// What the ends say in turn, the client first.
type Turns = Vec<(usize, Vec<u8>)>;

fn turns(parts: &[(usize, &[u8])]) -> Turns {
    parts.iter().map(|(who, bytes)| (*who, bytes.to_vec())).collect()
}

fn all() -> Vec<(Preamble, Turns)> {
    let v2 = b"\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\xc0\0\x02\x09\xc0\0\x02\x02\x15\xb3\0\x50";
    vec![
        (
            Preamble::Socks5,
            turns(&[
                (0, b"\x05\x01\0"),
                (1, b"\x05\0"),
                (0, b"\x05\x01\0\x01\xc0\0\x02\x02\0\x50"),
                (1, b"\x05\0\0\x01\0\0\0\0\0\0"),
            ]),
        ),
        (
            Preamble::Socks5,
            turns(&[
                (0, b"\x05\x02\0\x02"),
                (1, b"\x05\x02"),
                (0, b"\x01\x03tom\x03pwd"),
                (1, b"\x01\0"),
                (0, b"\x05\x01\0\x03\x0bexample.com\0\x50"),
                (1, b"\x05\0\0\x04\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x01\0\0"),
            ]),
        ),
        (
            Preamble::Socks4,
            turns(&[(0, b"\x04\x01\0\x50\xc0\0\x02\x02tom\0"), (1, b"\0\x5a\0\0\0\0\0\0")]),
        ),
        (
            Preamble::Socks4,
            turns(&[(0, b"\x04\x01\0\x50\0\0\0\x01\0example.com\0"), (1, b"\0\x5a\0\0\0\0\0\0")]),
        ),
        (
            Preamble::Connect,
            turns(&[
                (0, b"CONNECT example.com:80 HTTP/1.1\r\nHost: example.com:80\r\n\r\n"),
                (1, b"HTTP/1.1 200 Connection established\r\n\r\n"),
            ]),
        ),
        (Preamble::ProxyV1, turns(&[(0, b"PROXY TCP4 192.0.2.9 192.0.2.2 5555 80\r\n")])),
        (Preamble::ProxyV1, turns(&[(0, b"PROXY UNKNOWN\r\n")])),
        (Preamble::ProxyV2, turns(&[(0, v2)])),
    ]
}

/// The ways of what was opened, and the bytes of both ends.
fn heard(talk: &Talk) -> (Vec<Option<Preamble>>, [Vec<u8>; 2], Vec<Carries>) {
    let file = File::of(Format::Micros, Link::Raw, &talk.segments);
    let mut capture = Capture::new(Options::default());
    let (mut opened, mut bytes, mut passed) = (Vec::new(), [Vec::new(), Vec::new()], Vec::new());
    let mut on = |event: Event<'_>| match event {
        Event::Opened(one) => opened.push(one.behind),
        Event::Data(data) => {
            bytes[usize::from(data.from == Some(Role::Server))].extend(data.bytes);
        }
        Event::PassedOver(over) => passed.push(over.carries),
        _ => {}
    };
    capture.read(&file, &mut on);
    capture.finish(&mut on);
    assert_eq!(capture.totals().connections, opened.len() as u64 + passed.len() as u64);
    (opened, bytes, passed)
}

/// A short conversation behind the opening of a SOCKS5 proxy.
pub fn socks5(client: &str, server: &str) -> Vec<u8> {
    let mut talk = Talk::opened(client, server, [1, 2]);
    for (who, bytes) in &all()[0].1 {
        talk.say(*who, ACK, bytes);
    }
    upgrade(&mut talk);
    talk.close();
    File::of(Format::Micros, Link::Ethernet, &talk.segments)
}

fn opened() -> Talk {
    Talk::opened("10.0.0.1:40000", "10.0.0.2:1080", [1, 2])
}

fn upgrade(talk: &mut Talk) -> [Vec<u8>; 2] {
    talk.say(0, ACK, REQUEST).say(1, ACK, RESPONSE).say(0, ACK, HELLO[0]).say(1, ACK, HELLO[1]);
    [[REQUEST, HELLO[0]].concat(), [RESPONSE, HELLO[1]].concat()]
}

#[test]
fn every_preamble_is_stepped_over_however_its_bytes_are_cut() {
    for (preamble, turns) in all() {
        for size in [1, 2, 5, 1000] {
            let mut talk = opened();
            for (who, bytes) in &turns {
                bytes.chunks(size).for_each(|part| {
                    talk.say(*who, ACK, part);
                });
            }
            let expected = upgrade(&mut talk);
            let (opened, bytes, passed) = heard(&talk);
            assert_eq!((opened, passed), (vec![Some(preamble)], vec![]), "{turns:?} {size}");
            assert_eq!(bytes, expected, "{turns:?} {size}");
        }
    }
}

#[test]
fn a_header_of_the_proxy_protocol_may_share_its_packet_with_the_request() {
    let mut talk = opened();
    talk.say(0, ACK, &[b"PROXY TCP4 192.0.2.9 192.0.2.2 5555 80\r\n", REQUEST].concat());
    talk.say(1, ACK, RESPONSE);
    let (opened, bytes, _) = heard(&talk);
    assert_eq!(opened, [Some(Preamble::ProxyV1)]);
    assert_eq!(bytes, [REQUEST, RESPONSE]);
}

#[test]
fn a_proxy_that_refuses_first_is_no_second_connection() {
    let mut talk = opened();
    let (_, turns) = all().remove(4);
    talk.say(0, ACK, &turns[0].1);
    talk.say(1, ACK, b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
    for (who, bytes) in &turns {
        talk.say(*who, ACK, bytes);
    }
    let expected = upgrade(&mut talk);
    let (opened, bytes, passed) = heard(&talk);
    assert_eq!((opened, passed), (vec![Some(Preamble::Connect)], vec![]));
    assert_eq!(bytes, expected);
}

#[test]
fn tls_behind_a_proxy_is_said_to_be_tls() {
    for (preamble, turns) in all() {
        let mut talk = opened();
        for (who, bytes) in &turns {
            talk.say(*who, ACK, bytes);
        }
        talk.say(0, ACK, b"\x16\x03\x01\x02\x00\x01").say(1, ACK, b"\x16\x03\x03\x00\x7a");
        assert_eq!(heard(&talk).2, [Carries::Tls], "{preamble:?}");
    }
}

#[test]
fn what_only_begins_as_a_proxy_would_is_not_one() {
    for start in [&b"\x05\0\x07"[..], b"\x04\x07ab", b"\x05\x01\0\x05\x01\x01abc"] {
        let mut talk = opened();
        talk.say(0, ACK, start).say(1, ACK, b"hello");
        assert_eq!(heard(&talk).2, [Carries::Unknown], "{start:?}");
    }
}
