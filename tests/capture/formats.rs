//! Formats of files, link types, addresses.

use crate::wire::{ACK, File, Format, HELLO, Link, START, Talk};
use crate::{story, stream};
use ws_inspect::capture::{Capture, Event, Kind, Options};
use ws_inspect::terms::Role;

fn hello(client: &str, server: &str) -> Talk {
    let mut talk = Talk::upgraded(client, server);
    talk.say(0, ACK, HELLO[0]).say(1, ACK, HELLO[1]).close();
    talk
}

#[test]
fn every_format_and_link_type_gives_the_same_conversation() {
    for (client, server) in [("10.0.0.1:40000", "10.0.0.2:9001"), ("[fe80::1]:40000", "[::1]:80")] {
        let talk = hello(client, server);
        let expected =
            story(&File::of(Format::Micros, Link::Ethernet, &talk.segments), Options::default());
        assert_eq!(expected.len(), 8, "{expected:?}");
        assert_eq!(expected[0], format!("0 opened by {client} (Handshake)"));
        assert_eq!(expected[3], r"0 client packet 6: \x81\x857\xfa!=\x7f\x9fMQX");
        assert_eq!(
            expected[5..],
            ["0 client packet 8: Fin", "0 server packet 9: Fin", "0 closed Fin"]
        );
        for format in Format::ALL {
            for link in Link::READ {
                let file = File::of(format, link, &talk.segments);
                assert_eq!(story(&file, Options::default()), expected, "{format:?} {link:?}");
            }
        }
    }
}

#[test]
fn the_kind_of_each_format_is_known_by_its_content() {
    for format in Format::ALL {
        let kind = Kind::of(&File::new(format, Link::Raw).bytes);
        let ng = matches!(format, Format::Ng | Format::NgBig);
        assert_eq!(kind, if ng { Kind::Pcapng } else { Kind::Pcap });
    }
}

#[test]
fn times_are_nanoseconds_since_1970_in_every_format() {
    let talk = hello("10.0.0.1:40000", "10.0.0.2:9001");
    for format in Format::ALL {
        let mut times = Vec::new();
        let mut capture = Capture::new(Options::default());
        let file = File::of(format, Link::Raw, &talk.segments);
        capture.read(&file, &mut |event| match event {
            Event::Opened(opened) => times.push(opened.time),
            Event::Data(data) => times.push(data.time),
            _ => {}
        });
        let expected = [0, 3, 4, 5, 6].map(|packet| Some(START + packet * 1000));
        assert_eq!(times, expected, "{format:?}");
    }
}

#[test]
fn padding_of_short_ethernet_frames_is_no_payload() {
    let talk = hello("10.0.0.1:40000", "10.0.0.2:9001");
    let mut file = File::new(Format::Micros, Link::Ethernet);
    for segment in &talk.segments {
        let mut packet = segment.packet(Link::Ethernet);
        packet.resize(packet.len().max(80), 0xee);
        file.packet(&packet);
    }
    let whole = File::of(Format::Micros, Link::Ethernet, &talk.segments);
    assert_eq!(story(&file.bytes, Options::default()), story(&whole, Options::default()));
}

#[test]
fn a_packet_without_an_ip_length_is_read_to_its_end() {
    let talk = hello("10.0.0.1:40000", "10.0.0.2:9001");
    let mut file = File::new(Format::Micros, Link::Raw);
    for segment in &talk.segments {
        let mut packet = segment.packet(Link::Raw);
        packet[2..4].fill(0);
        file.packet(&packet);
    }
    let whole = File::of(Format::Micros, Link::Raw, &talk.segments);
    assert_eq!(story(&file.bytes, Options::default()), story(&whole, Options::default()));
}

#[test]
fn an_unknown_link_type_is_said() {
    let talk = hello("10.0.0.1:40000", "10.0.0.2:9001");
    let file = File::of(Format::Ng, Link::Wireless, &talk.segments);
    assert_eq!(story(&file, Options::default()), ["UnsupportedLink { packet: 1, link: 105 }"]);
}

#[test]
fn bytes_that_the_snaplen_cut_off_are_a_gap() {
    for format in [Format::Micros, Format::Ng] {
        let talk = hello("10.0.0.1:40000", "10.0.0.2:9001");
        let mut file = File::new(format, Link::Ethernet);
        for segment in &talk.segments {
            let packet = segment.packet(Link::Ethernet);
            file.cut_packet(&packet, packet.len().min(58));
        }
        let options = Options {
            selection: ws_inspect::capture::Selection {
                assume_websocket: true,
                ..Default::default()
            },
            ..Options::default()
        };
        let client = stream(&file.bytes, 0, Role::Client, options);
        let lost = crate::wire::REQUEST.len() - 4;
        let expected = [format!("GET [{lost}]").as_bytes(), &HELLO[0][..4], b"[7]"].concat();
        assert_eq!(client, expected, "{format:?}");
        let told = story(&file.bytes, options);
        assert!(told[0].starts_with("CutPackets { packet: 4"), "{told:?}");
    }
}

#[test]
fn the_obsolete_packet_block_is_read_as_the_enhanced_one() {
    let talk = hello("10.0.0.1:40000", "10.0.0.2:9001");
    for (format, zero) in [(Format::Ng, [0, 0]), (Format::NgBig, [0, 0])] {
        let mut file = File::new(format, Link::Raw);
        for segment in &talk.segments {
            let packet = segment.packet(Link::Raw);
            let number = |number: u32| match format {
                Format::NgBig => number.to_be_bytes(),
                _ => number.to_le_bytes(),
            };
            let len = number(packet.len() as u32);
            let padding = vec![0; packet.len().next_multiple_of(4) - packet.len()];
            let head = [&zero[..], &[0xff; 2], &number(0), &number(7), &len, &len].concat();
            file.block(2, &[head, packet, padding].concat());
        }
        let plain = File::of(format, Link::Raw, &talk.segments);
        assert_eq!(story(&file.bytes, Options::default()), story(&plain, Options::default()));
    }
}

#[test]
fn blocks_without_packets_are_skipped() {
    let talk = hello("10.0.0.1:40000", "10.0.0.2:9001");
    let mut file = File::new(Format::Ng, Link::Raw);
    for segment in &talk.segments {
        file.block(0x0bad, &[7; 40]);
        file.segment(segment);
    }
    file.block(5, &[0; 12]);
    let plain = File::of(Format::Ng, Link::Raw, &talk.segments);
    assert_eq!(story(&file.bytes, Options::default()), story(&plain, Options::default()));
}
