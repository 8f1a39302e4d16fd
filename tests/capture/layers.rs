//! What a packet is wrapped in: links, tunnels, tags, fragments; and what of it is not read.

use crate::story;
use crate::wire::{ACK, File, Format, HELLO, Link, Talk};
use ws_inspect::capture::{Capture, CaptureRemark, CaptureTotals, Event, Options};

const ENDS: [(&str, &str); 2] =
    [("10.0.0.1:40000", "10.0.0.2:9001"), ("[fe80::1]:40000", "[::1]:80")];

fn hello((client, server): (&str, &str)) -> Talk {
    let mut talk = Talk::upgraded(client, server);
    talk.say(0, ACK, HELLO[0]).say(1, ACK, HELLO[1]).close();
    talk
}

/// The EtherType of an IP packet.
fn kind(ip: &[u8]) -> [u8; 2] {
    if ip[0] >> 4 == 6 { [0x86, 0xdd] } else { [8, 0] }
}

const MACS: [u8; 12] = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2];

fn ethernet(kind: [u8; 2], inner: &[u8]) -> Vec<u8> {
    [&MACS[..], &kind, inner].concat()
}

fn ethernet_of(ip: &[u8]) -> Vec<u8> {
    ethernet(kind(ip), ip)
}

/// An IPv4 packet of that protocol.
fn ipv4(protocol: u8, payload: &[u8]) -> Vec<u8> {
    let len = (20 + payload.len() as u16).to_be_bytes();
    let head =
        [0x45, 0, len[0], len[1], 0, 1, 0, 0, 64, protocol, 0, 0, 192, 0, 2, 8, 192, 0, 2, 9];
    [&head[..], payload].concat()
}

fn ipv6(protocol: u8, payload: &[u8]) -> Vec<u8> {
    let len = (payload.len() as u16).to_be_bytes();
    let addresses = [[0x20; 16], [0x21; 16]].concat();
    [&[0x60, 0, 0, 0, len[0], len[1], protocol, 64][..], &addresses, payload].concat()
}

fn udp(port: u16, payload: &[u8]) -> Vec<u8> {
    let (port, len) = (port.to_be_bytes(), (8 + payload.len() as u16).to_be_bytes());
    let udp = [&[0xc0, 0, port[0], port[1], len[0], len[1], 0, 0][..], payload].concat();
    ethernet_of(&ipv4(17, &udp))
}

fn ppp(ip: &[u8]) -> Vec<u8> {
    [if ip[0] >> 4 == 6 { &[0, 0x57][..] } else { &[0, 0x21] }, ip].concat()
}

fn pppoe(ip: &[u8]) -> Vec<u8> {
    let inner = ppp(ip);
    let len = (inner.len() as u16).to_be_bytes();
    [&[0x11, 0, 0, 7, len[0], len[1]][..], &inner].concat()
}

fn snap(ip: &[u8]) -> Vec<u8> {
    let inner = [&[0xaa, 0xaa, 3, 0, 0, 0][..], &kind(ip), ip].concat();
    ethernet((inner.len() as u16).to_be_bytes(), &inner)
}

/// Two labels, of which the second is the bottom one.
fn mpls(inner: &[u8]) -> Vec<u8> {
    [&[0, 1, 0, 64, 0, 2, 1, 64][..], inner].concat()
}

fn gre(flags: u16, optional: usize, kind: [u8; 2], inner: &[u8]) -> Vec<u8> {
    let optional = vec![7; optional];
    ipv4(47, &[&flags.to_be_bytes()[..], &kind, &optional, inner].concat())
}

type Wrap = (&'static str, u32, fn(&[u8]) -> Vec<u8>);

/// Ways to wrap an IP packet, with the link type of the result.
const WRAPS: [Wrap; 38] = [
    ("pppoe", 1, |ip| ethernet([0x88, 0x64], &pppoe(ip))),
    ("pppoe in a vlan", 1, |ip| {
        ethernet([0x81, 0], &[&[0, 7, 0x88, 0x64][..], &pppoe(ip)].concat())
    }),
    ("pppoe as a link", 51, pppoe),
    ("ppp", 9, ppp),
    ("ppp with a short protocol", 9, |ip| ppp(ip)[1..].to_vec()),
    ("ppp in hdlc", 50, |ip| [&[0xff, 3][..], &ppp(ip)].concat()),
    ("ppp with a direction", 204, |ip| [&[1, 0xff, 3][..], &ppp(ip)].concat()),
    ("cisco hdlc", 104, |ip| [&[0x0f, 0][..], &kind(ip), ip].concat()),
    ("snap", 1, snap),
    ("llc", 1, |ip| {
        let inner = [&[6, 6, 3][..], ip].concat();
        ethernet((inner.len() as u16).to_be_bytes(), &inner)
    }),
    ("loop", 108, |ip| [&[0, 0, 0, 2][..], ip].concat()),
    ("enc", 109, |ip| [&[0; 12][..], ip].concat()),
    ("ppi", 192, |ip| [&[0, 0, 12, 0, 1, 0, 0, 0, 9, 9, 9, 9][..], &ethernet_of(ip)].concat()),
    ("pktap", 258, |ip| {
        let head = [16, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 9, 9, 9, 9];
        [&head[..], &ethernet_of(ip)].concat()
    }),
    ("four vlans", 1, |ip| {
        let tags = [0, 1, 0x91, 0, 0, 2, 0x81, 0, 0, 3, 0x81, 0, 0, 4];
        ethernet([0x88, 0xa8], &[&tags[..], &kind(ip), ip].concat())
    }),
    ("provider backbone", 1, |ip| {
        ethernet([0x88, 0xe7], &[&[0, 0, 0, 7][..], &ethernet_of(ip)].concat())
    }),
    ("mpls", 1, |ip| ethernet([0x88, 0x47], &mpls(ip))),
    ("mpls as a link", 219, mpls),
    ("ethernet in mpls", 1, |ip| ethernet([0x88, 0x47], &mpls(&ethernet_of(ip)))),
    ("ethernet in mpls with a control word", 1, |ip| {
        ethernet([0x88, 0x48], &mpls(&[&[0; 4][..], &ethernet_of(ip)].concat()))
    }),
    ("mpls in ip", 101, |ip| ipv4(137, &mpls(ip))),
    ("ip in ip", 101, |ip| ipv4(if ip[0] >> 4 == 6 { 41 } else { 4 }, ip)),
    ("ip in ipv6", 101, |ip| ipv6(if ip[0] >> 4 == 6 { 41 } else { 4 }, ip)),
    ("ip in ip in ip", 101, |ip| ipv4(4, &ipv4(if ip[0] >> 4 == 6 { 41 } else { 4 }, ip))),
    ("ethernet in ip", 101, |ip| ipv4(97, &[&[0x30, 0][..], &ethernet_of(ip)].concat())),
    ("gre", 101, |ip| gre(0, 0, kind(ip), ip)),
    ("gre with a checksum, a key and a sequence", 101, |ip| gre(0xb000, 12, kind(ip), ip)),
    ("ethernet in gre", 101, |ip| gre(0x2000, 4, [0x65, 0x58], &ethernet_of(ip))),
    ("erspan 1", 101, |ip| gre(0, 0, [0x88, 0xbe], &ethernet_of(ip))),
    ("erspan 2", 101, |ip| gre(0x1000, 4, [0x88, 0xbe], &[&[0; 8][..], &ethernet_of(ip)].concat())),
    ("pptp", 101, |ip| gre(0x3081, 12, [0x88, 0x0b], &[&[0xff, 3][..], &ppp(ip)].concat())),
    ("vxlan", 1, |ip| udp(4789, &[&[8, 0, 0, 0, 0, 0, 7, 0][..], &ethernet_of(ip)].concat())),
    ("vxlan of linux", 1, |ip| {
        udp(8472, &[&[8, 0, 0, 0, 0, 0, 7, 0][..], &ethernet_of(ip)].concat())
    }),
    ("geneve", 1, |ip| {
        udp(6081, &[&[0, 0, 0x65, 0x58, 0, 0, 7, 0][..], &ethernet_of(ip)].concat())
    }),
    ("geneve with options", 1, |ip| {
        let head = [2, 0, kind(ip)[0], kind(ip)[1], 0, 0, 7, 0, 1, 2, 3, 0, 0, 0, 0, 0];
        udp(6081, &[&head[..], ip].concat())
    }),
    ("gtp-u", 1, |ip| udp(2152, &[&[0x30, 255, 0, 9, 0, 0, 0, 7][..], ip].concat())),
    ("gtp-u with a sequence", 1, |ip| {
        udp(2152, &[&[0x32, 255, 0, 9, 0, 0, 0, 7, 0, 1, 0, 0][..], ip].concat())
    }),
    ("gtp-u with an extension", 1, |ip| {
        let head = [0x34, 255, 0, 9, 0, 0, 0, 7, 0, 0, 0, 0x85, 1, 0x10, 9, 0];
        udp(2152, &[&head[..], ip].concat())
    }),
];

/// A conversation in a tunnel of VXLAN.
pub fn vxlan(talk: &Talk) -> Vec<u8> {
    let mut file = File::new(Format::Micros, Link::Ethernet);
    for segment in &talk.segments {
        let inner = ethernet_of(&segment.ip());
        file.packet(&udp(4789, &[&[8, 0, 0, 0, 0, 0, 7, 0][..], &inner].concat()));
    }
    file.bytes
}

#[test]
fn what_a_packet_is_wrapped_in_changes_nothing() {
    for ends in ENDS {
        let talk = hello(ends);
        let plain = File::of(Format::Micros, Link::Raw, &talk.segments);
        let expected = story(&plain, Options::default());
        assert_eq!(expected.last().unwrap(), "0 closed Fin");
        for (name, link, wrap) in WRAPS {
            let mut file = File::new(Format::Micros, Link::Number(link));
            talk.segments.iter().for_each(|segment| file.packet(&wrap(&segment.ip())));
            assert_eq!(story(&file.bytes, Options::default()), expected, "{name} {ends:?}");
        }
    }
}

#[test]
fn a_packet_that_is_cut_anywhere_is_no_panic_and_no_other_connection() {
    let talk = hello(ENDS[0]);
    for (name, link, wrap) in WRAPS {
        let mut file = File::new(Format::Micros, Link::Number(link));
        let packet = wrap(&talk.segments[3].ip());
        for captured in 0..packet.len() {
            file.cut_packet(&packet, captured);
        }
        for line in story(&file.bytes, Options::default()) {
            assert!(!line.starts_with("1 "), "{name}: {line}");
        }
    }
}

/// An IP packet in fragments of so many bytes of payload, a multiple of 8.
fn fragments(ip: &[u8], size: usize, id: u16) -> Vec<Vec<u8>> {
    let id = id.to_be_bytes();
    let is_v6 = ip[0] >> 4 == 6;
    let payload = &ip[if is_v6 { 40 } else { 20 }..];
    let count = payload.len().div_ceil(size);
    let piece = |(index, part): (usize, &[u8])| {
        let (at, more) = (index * size, index + 1 < count);
        let mut piece = ip[..if is_v6 { 40 } else { 20 }].to_vec();
        if is_v6 {
            piece[4..6].copy_from_slice(&(8 + part.len() as u16).to_be_bytes());
            piece[6] = 44;
            let offset = (at as u16 | u16::from(more)).to_be_bytes();
            piece.extend([6, 0, offset[0], offset[1], 0, 0, id[0], id[1]]);
        } else {
            piece[2..4].copy_from_slice(&(20 + part.len() as u16).to_be_bytes());
            piece[4..6].copy_from_slice(&id);
            let offset = (at / 8) as u16 | if more { 0x2000 } else { 0 };
            piece[6..8].copy_from_slice(&offset.to_be_bytes());
        }
        piece.extend(part);
        piece
    };
    payload.chunks(size).enumerate().map(piece).collect()
}

/// What a capture tells of connections, without the numbers of packets, and what it counts.
fn bytes_and_totals(file: &[u8]) -> (Vec<Vec<u8>>, Vec<CaptureRemark>, CaptureTotals) {
    let mut capture = Capture::new(Options::default());
    let (mut bytes, mut remarks) = (Vec::new(), Vec::new());
    let mut on = |event: Event<'_>| match event {
        Event::Data(data) => bytes.push(data.bytes.to_vec()),
        Event::Remark(remark) => remarks.push(remark),
        _ => {}
    };
    capture.read(file, &mut on);
    capture.finish(&mut on);
    (bytes, remarks, capture.totals())
}

#[test]
fn fragments_in_any_order_are_put_together() {
    for ends in ENDS {
        let talk = hello(ends);
        let plain = File::of(Format::Micros, Link::Raw, &talk.segments);
        for size in [8, 24, 64] {
            for order in [false, true] {
                let mut file = File::new(Format::Micros, Link::Raw);
                for (id, segment) in talk.segments.iter().enumerate() {
                    let mut pieces = fragments(&segment.ip(), size, id as u16);
                    if order {
                        pieces.reverse();
                    }
                    pieces.iter().for_each(|piece| file.packet(piece));
                }
                let (bytes, remarks, totals) = bytes_and_totals(&file.bytes);
                assert_eq!(bytes, bytes_and_totals(&plain).0, "{ends:?} {size} {order}");
                assert_eq!((remarks.len(), totals.left_out()), (0, 0));
            }
        }
    }
}

#[test]
fn fragments_inside_a_tunnel_and_a_tunnel_in_fragments_are_read() {
    let talk = hello(ENDS[0]);
    let plain = bytes_and_totals(&File::of(Format::Micros, Link::Raw, &talk.segments)).0;
    let (mut inside, mut outside) =
        (File::new(Format::Micros, Link::Raw), File::new(Format::Micros, Link::Raw));
    for (id, segment) in talk.segments.iter().enumerate() {
        let (ip, id) = (segment.ip(), id as u16);
        fragments(&ip, 16, id).iter().for_each(|piece| inside.packet(&ipv4(4, piece)));
        fragments(&ipv4(4, &ip), 16, id).iter().for_each(|piece| outside.packet(piece));
    }
    assert_eq!(bytes_and_totals(&inside.bytes).0, plain);
    assert_eq!(bytes_and_totals(&outside.bytes).0, plain);
}

#[test]
fn fragments_whose_others_never_come_are_said_counted_and_bounded() {
    let talk = hello(ENDS[0]);
    let mut file = File::new(Format::Micros, Link::Raw);
    for id in 0..1000 {
        file.packet(&fragments(&talk.segments[3].ip(), 64, id)[0]);
    }
    let (bytes, remarks, totals) = bytes_and_totals(&file.bytes);
    assert!(bytes.is_empty());
    assert_eq!(remarks, [CaptureRemark::Fragments { packet: 1 }]);
    assert_eq!((totals.fragments, totals.left_out()), (1000, 1000));
}

#[test]
fn what_may_hold_connections_and_is_not_read_is_named_and_counted() {
    let mut file = File::new(Format::Micros, Link::Raw);
    for _ in 0..3 {
        file.packet(&ipv4(50, &[7; 40]));
        file.packet(&ipv4(115, &[7; 40]));
        file.packet(&ipv4(17, &[0xc0, 0, 0, 53, 0, 12, 0, 0, 1, 2, 3, 4]));
    }
    let told = story(&file.bytes, Options::default());
    assert_eq!(
        told,
        ["Unread { packet: 1, protocol: Esp }", "Unread { packet: 2, protocol: L2tp }"]
    );
    let (.., totals) = bytes_and_totals(&file.bytes);
    assert_eq!((totals.unread, totals.left_out(), totals.packets), (6, 6, 9));
}

#[test]
fn packets_within_packets_beyond_reason_are_bad_not_endless() {
    let mut packet = hello(ENDS[0]).segments[3].ip();
    for _ in 0..40 {
        packet = ipv4(4, &packet);
    }
    let mut file = File::new(Format::Micros, Link::Raw);
    file.packet(&packet);
    assert_eq!(story(&file.bytes, Options::default()), ["BadPackets { packet: 1 }"]);
}
