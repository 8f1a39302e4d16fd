//! What the recorder writes is read back as it passed.

use std::net::SocketAddr;

use etherparse::{NetSlice, SlicedPacket, TransportSlice};
use proptest::prelude::*;
use ws_inspect::capture::{Capture, ConnectionEnd, Event, Kind, Options, Recorder, Selection};
use ws_inspect::terms::Role;

use crate::wire::{HELLO, REQUEST, RESPONSE, START};

/// Three conversations at once, over IPv4 and IPv6, one of them broken off; with a message that
/// takes more than one segment.
pub fn sample() -> Vec<u8> {
    let mut recorder = Recorder::new();
    let mut out = Vec::new();
    recorder.begin(&mut out);
    let mut at = START;
    let mut later = || {
        at += 1_000_003;
        at
    };
    let ends = [
        ("192.0.2.1:40000", "192.0.2.2:9001"),
        ("[2001:db8::1]:40001", "[2001:db8::2]:9002"),
        ("[::ffff:192.0.2.1]:40002", "[::ffff:192.0.2.2]:9003"),
    ];
    for (number, (client, server)) in (1..).zip(ends) {
        recorder.open(number, address(client), address(server), later(), &mut out);
    }
    for number in 1..=3 {
        recorder.data(number, Role::Client, REQUEST, later(), &mut out);
        recorder.data(number, Role::Server, RESPONSE, later(), &mut out);
    }
    let long = [&b"\x82\x7e\x4e\x20"[..], &[0x5a; 20_000]].concat();
    for number in 1..=3 {
        recorder.data(number, Role::Client, HELLO[0], later(), &mut out);
        recorder.data(number, Role::Server, HELLO[1], later(), &mut out);
    }
    recorder.data(2, Role::Server, &long, later(), &mut out);
    recorder.close(2, Role::Client, true, later(), &mut out);
    for number in [1, 3] {
        let closing = b"\x88\x82\x01\x02\x03\x04\x02\xea";
        recorder.data(number, Role::Client, closing, later(), &mut out);
        recorder.data(number, Role::Server, b"\x88\x02\x03\xe8", later(), &mut out);
        recorder.close(number, Role::Server, false, later(), &mut out);
        recorder.close(number, Role::Client, false, later(), &mut out);
        recorder.forget(number);
    }
    out
}

fn address(text: &str) -> SocketAddr {
    text.parse().unwrap()
}

/// What the reader makes of a file: for each connection its client, the bytes of both ends with
/// the times of their packets, and how it ended.
#[derive(Debug, Default, PartialEq, Eq)]
struct Heard {
    client: String,
    bytes: [Vec<u8>; 2],
    times: Vec<u64>,
    how: Option<ConnectionEnd>,
}

fn read_back(file: &[u8], count: usize) -> Vec<Heard> {
    let selection = Selection { assume_websocket: true, ..Selection::default() };
    let mut capture = Capture::new(Options { selection, ..Options::default() });
    let mut heard: Vec<Heard> = std::iter::repeat_with(Heard::default).take(count).collect();
    let mut on = |event: Event<'_>| match event {
        Event::Opened(opened) => {
            heard[opened.stream as usize].client = opened.client_addr().unwrap().to_string();
        }
        Event::Data(data) => {
            let one = &mut heard[data.stream as usize];
            one.bytes[usize::from(data.from == Some(Role::Server))].extend(data.bytes);
            one.times.push(data.time.unwrap());
        }
        Event::Closed(closed) => heard[closed.stream as usize].how = Some(closed.how),
        Event::Finished(_) => {}
        other => panic!("{other:?}"),
    };
    capture.read(file, &mut on);
    capture.finish(&mut on);
    heard
}

/// The IP packets of a file.
fn packets(file: &[u8]) -> Vec<&[u8]> {
    let number = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap()) as usize;
    let mut packets = Vec::new();
    let mut at = 0;
    while at < file.len() {
        let len = number(at + 4);
        assert_eq!((len % 4, number(at + len - 4)), (0, len));
        if number(at) == 6 {
            packets.push(&file[at + 28..at + 28 + number(at + 20)]);
        }
        at += len;
    }
    packets
}

#[test]
fn the_sums_of_every_packet_are_right() {
    let file = sample();
    let packets = packets(&file);
    assert_eq!(packets.len(), 34);
    for packet in packets {
        let sliced = SlicedPacket::from_ip(packet).unwrap();
        let Some(TransportSlice::Tcp(tcp)) = sliced.transport else { panic!("no TCP") };
        let (header, payload) = (tcp.to_header(), tcp.payload());
        let expected = match sliced.net.unwrap() {
            NetSlice::Ipv4(ip) => {
                let ip = ip.header().to_header();
                assert_eq!(ip.header_checksum, ip.calc_header_checksum());
                header.calc_checksum_ipv4(&ip, payload)
            }
            NetSlice::Ipv6(ip) => header.calc_checksum_ipv6(&ip.header().to_header(), payload),
            NetSlice::Arp(_) => panic!("no IP"),
        };
        assert_eq!(header.checksum, expected.unwrap());
    }
}

#[test]
fn the_file_says_that_its_segments_are_made() {
    let file = sample();
    assert_eq!(Kind::of(&file), Kind::Pcapng);
    let said = String::from_utf8_lossy(&file[..400]).into_owned();
    assert!(said.contains("the TCP and IP headers around them are made"), "{said}");
}

#[test]
fn a_port_that_is_used_again_is_another_connection() {
    let (client, server) = (address("192.0.2.1:40000"), address("192.0.2.2:9001"));
    let mut recorder = Recorder::new();
    let mut out = Vec::new();
    recorder.begin(&mut out);
    for number in [1, 2] {
        recorder.open(number, client, server, START, &mut out);
        recorder.data(number, Role::Client, REQUEST, START, &mut out);
        recorder.close(number, Role::Client, number == 1, START, &mut out);
        recorder.forget(number);
    }
    let heard = read_back(&out, 2);
    assert!(heard.iter().all(|one| one.bytes[0] == REQUEST), "{heard:?}");
    assert_eq!((heard[0].how, heard[1].how), (Some(ConnectionEnd::Rst), Some(ConnectionEnd::End)));
}

#[test]
fn nothing_is_recorded_of_what_was_not_opened_or_is_over() {
    let mut recorder = Recorder::new();
    let mut out = Vec::new();
    recorder.data(7, Role::Client, REQUEST, START, &mut out);
    recorder.close(7, Role::Client, false, START, &mut out);
    assert_eq!(out, b"");
    recorder.open(7, address("192.0.2.1:1"), address("192.0.2.2:2"), START, &mut out);
    recorder.close(7, Role::Client, true, START, &mut out);
    let len = out.len();
    recorder.data(7, Role::Client, REQUEST, START, &mut out);
    recorder.data(7, Role::Server, REQUEST, START, &mut out);
    recorder.close(7, Role::Server, false, START, &mut out);
    recorder.close(7, Role::Client, true, START, &mut out);
    assert_eq!(out.len(), len);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_passed_is_read_back(
        sent in prop::collection::vec((0_usize..4, any::<bool>(), 0_usize..40_000, any::<u8>()), 0..20),
        first: u32,
        reset in prop::collection::vec(any::<bool>(), 4),
    ) {
        let mut recorder = Recorder::new();
        let mut out = Vec::new();
        recorder.begin(&mut out);
        let number = |index: usize| u64::from(first) + index as u64;
        let mut expected = Vec::new();
        let mut at = START;
        for index in 0..4 {
            let client = match index % 2 {
                0 => format!("192.0.2.1:{}", 40_000 + index),
                _ => format!("[2001:db8::1]:{}", 40_000 + index),
            };
            let server = ["192.0.2.2:9001", "[2001:db8::2]:9001"][index % 2];
            recorder.open(number(index), address(&client), address(server), at, &mut out);
            // A connection of which nothing is known is told only once it carries something.
            recorder.data(number(index), Role::Client, b"\x81\x80abcd", at, &mut out);
            expected.push(Heard {
                client,
                bytes: [b"\x81\x80abcd".to_vec(), Vec::new()],
                times: Vec::new(),
                how: Some(if reset[index] { ConnectionEnd::Rst } else { ConnectionEnd::Fin }),
            });
        }
        for (index, by_server, len, byte) in sent {
            at += 1;
            let bytes = vec![byte; len];
            let from = if by_server { Role::Server } else { Role::Client };
            recorder.data(number(index), from, &bytes, at, &mut out);
            expected[index].bytes[usize::from(by_server)].extend(bytes);
        }
        for (index, reset) in reset.into_iter().enumerate() {
            recorder.close(number(index), Role::Server, reset, at, &mut out);
            recorder.close(number(index), Role::Client, false, at, &mut out);
            recorder.forget(number(index));
        }
        let mut heard = read_back(&out, 4);
        for one in &mut heard {
            prop_assert!(one.times.iter().all(|time| (START..=at).contains(time)));
            one.times.clear();
        }
        prop_assert_eq!(heard, expected);
    }
}
