//! The files in `samples/captures`: made here, and what each tells.
//! `WRITE_SAMPLES=1 cargo test --test capture samples` writes them.

use std::path::PathBuf;

use crate::story;
use crate::wire::{ACK, File, Format, HELLO, Link, RST, Segment, Talk};
use ws_inspect::capture::{Event, Follow, Kind, Options, Selection, har};
use ws_inspect::terms::Role;

/// A sample: its name, what it is, its bytes, and the end of what it tells.
struct Sample {
    name: &'static str,
    what: &'static str,
    bytes: Vec<u8>,
    tells: &'static str,
}

const FROM: &str = "192.0.2.1:40000";
const TO: &str = "192.0.2.2:9001";

fn hello() -> Talk {
    let mut talk = Talk::upgraded(FROM, TO);
    talk.say(0, ACK, HELLO[0]).say(1, ACK, HELLO[1]);
    talk.say(0, ACK, b"\x88\x82\x01\x02\x03\x04\x02\xea").say(1, ACK, b"\x88\x02\x03\xe8").close();
    talk
}

fn link(format: Format, link: Link) -> Vec<u8> {
    File::of(format, link, &hello().segments)
}

fn changed(change: impl FnOnce(&mut Vec<Segment>)) -> Vec<u8> {
    let mut talk = hello();
    change(&mut talk.segments);
    File::of(Format::Micros, Link::Ethernet, &talk.segments)
}

fn sample(name: &'static str, what: &'static str, bytes: Vec<u8>, tells: &'static str) -> Sample {
    Sample { name, what, bytes, tells }
}

fn all() -> Vec<Sample> {
    let (closed, ethernet) = ("0 closed Fin", Link::Ethernet);
    vec![
        sample(
            "hello.pcap",
            "a handshake, `Hello` each way, both Close frames; Ethernet",
            link(Format::Micros, ethernet),
            closed,
        ),
        sample(
            "big-endian.pcap",
            "the same, written high byte first",
            link(Format::MicrosBig, ethernet),
            closed,
        ),
        sample(
            "nanoseconds.pcap",
            "the same, with times in nanoseconds",
            link(Format::Nanos, ethernet),
            closed,
        ),
        sample("hello.pcapng", "the same as pcapng", link(Format::Ng, ethernet), closed),
        sample("vlan.pcap", "the same in a VLAN", link(Format::Micros, Link::Vlan), closed),
        sample(
            "cooked.pcap",
            "the same as Linux's `any` captures it (cooked v1)",
            link(Format::Micros, Link::Cooked),
            closed,
        ),
        sample(
            "cooked-v2.pcapng",
            "the same as Linux's `any` captures it (cooked v2)",
            link(Format::Ng, Link::Cooked2),
            closed,
        ),
        sample(
            "loopback.pcap",
            "the same on a BSD or macOS loopback (null)",
            link(Format::Micros, Link::Null),
            closed,
        ),
        sample(
            "raw-ip.pcap",
            "the same without link headers",
            link(Format::Micros, Link::Raw),
            closed,
        ),
        sample("ipv6.pcapng", "the same over IPv6", ipv6(), closed),
        sample(
            "out-of-order.pcap",
            "the Close frame was captured before the text that it follows",
            changed(|s| s.swap(5, 7)),
            closed,
        ),
        sample(
            "retransmission.pcap",
            "the client's text came twice",
            changed(|s| s.insert(7, s[5].clone())),
            closed,
        ),
        sample(
            "overlap.pcap",
            "the text was sent again together with what follows it",
            changed(|s| overlap(s)),
            closed,
        ),
        sample(
            "wrap-around.pcap",
            "the sequence numbers pass 2^32 within the request",
            wrap_around(),
            closed,
        ),
        sample(
            "loss.pcap",
            "one segment of 600 bytes in a frame of 1008 was not captured",
            loss(),
            closed,
        ),
        sample("snaplen.pcap", "packets cut at 96 bytes (`tcpdump -s 96`)", snaplen(), closed),
        sample("reset.pcap", "broken off with RST after the first text", reset(), "0 closed Rst"),
        sample(
            "many-connections.pcap",
            "eight conversations at once, to ports 9001 to 9008",
            many(),
            "7 closed Fin",
        ),
        sample(
            "midstream.pcap",
            "the capture began after the handshake",
            changed(|s| drop(s.drain(..5))),
            "0 passed over Unknown",
        ),
        sample(
            "tls.pcap",
            "the first bytes of TLS: encrypted, as `wss:` is",
            tls(),
            "0 passed over Tls",
        ),
        sample(
            "fragments.pcap",
            "the client's text came in two fragments of IP",
            fragments(),
            closed,
        ),
        sample(
            "vxlan.pcap",
            "the same in a tunnel of VXLAN",
            crate::layers::vxlan(&hello()),
            closed,
        ),
        sample(
            "socks5.pcap",
            "the same behind the opening of a SOCKS5 proxy",
            crate::proxies::socks5(FROM, TO),
            closed,
        ),
        sample(
            "cut.pcap",
            "the file ends inside its last packet",
            cut(),
            "Truncated { at: 1110, after_packet: 11, missing_bytes: 20 }",
        ),
        sample(
            "recorded.pcapng",
            "three conversations as `serve --record` writes them, IPv4 and IPv6",
            crate::recorded::sample(),
            "2 closed Fin",
        ),
    ]
}

fn ipv6() -> Vec<u8> {
    let mut talk = Talk::upgraded("[2001:db8::1]:40000", "[2001:db8::2]:9001");
    talk.say(0, ACK, HELLO[0]).say(1, ACK, HELLO[1]).close();
    File::of(Format::Ng, Link::Ethernet, &talk.segments)
}

fn overlap(segments: &mut [Segment]) {
    let mut both = segments[5].clone();
    both.payload.extend(segments[7].payload.clone());
    segments[7] = both;
}

fn wrap_around() -> Vec<u8> {
    let mut talk = Talk::opened(FROM, TO, [u32::MAX - 50, u32::MAX - 10]);
    talk.say(0, ACK, crate::wire::REQUEST).say(1, ACK, crate::wire::RESPONSE);
    talk.say(0, ACK, HELLO[0]).say(1, ACK, HELLO[1]).close();
    File::of(Format::Micros, Link::Ethernet, &talk.segments)
}

fn loss() -> Vec<u8> {
    let mut talk = Talk::upgraded(FROM, TO);
    let frame = [&b"\x82\x7e\x03\xf0"[..], &[0x41; 0x3f0]].concat();
    talk.say(1, ACK, &frame[..200]).lose(1, 600).say(1, ACK, &frame[800..]).say(0, ACK, b"");
    talk.say(1, ACK, HELLO[1]);
    for _ in 0..4 {
        talk.say(0, ACK, b"");
    }
    talk.close();
    File::of(Format::Micros, Link::Ethernet, &talk.segments)
}

fn snaplen() -> Vec<u8> {
    let mut file = File::with_snaplen(Format::Micros, Link::Ethernet, 96);
    for segment in &hello().segments {
        let packet = segment.packet(Link::Ethernet);
        file.cut_packet(&packet, packet.len().min(96));
    }
    file.bytes
}

fn reset() -> Vec<u8> {
    let mut talk = Talk::upgraded(FROM, TO);
    talk.say(0, ACK, HELLO[0]).say(1, RST | ACK, b"");
    File::of(Format::Micros, Link::Ethernet, &talk.segments)
}

fn many() -> Vec<u8> {
    let talks: Vec<Talk> = (1..=8)
        .map(|n| {
            let mut talk = Talk::upgraded(FROM, &format!("192.0.2.2:{}", 9000 + n));
            let text = format!("\u{1}Room{n}");
            talk.say(1, ACK, &[&[0x81, 6][..], text.as_bytes()].concat()).close();
            talk
        })
        .collect();
    let rounds = talks[0].segments.len();
    let segments: Vec<&Segment> =
        (0..rounds).flat_map(|round| talks.iter().map(move |talk| &talk.segments[round])).collect();
    File::of(Format::Micros, Link::Ethernet, segments)
}

fn tls() -> Vec<u8> {
    let mut talk = Talk::opened(FROM, "192.0.2.2:443", [1000, 5000]);
    talk.say(0, ACK, b"\x16\x03\x01\x00\x04\x01\x00\x00\x00");
    talk.say(1, ACK, b"\x16\x03\x03\x00\x04\x02\x00\x00\x00").close();
    File::of(Format::Micros, Link::Ethernet, &talk.segments)
}

fn fragments() -> Vec<u8> {
    let mut file = File::new(Format::Micros, Link::Raw);
    for (n, segment) in hello().segments.iter().enumerate() {
        let packet = segment.packet(Link::Raw);
        if n == 5 {
            // Offsets count in units of eight bytes.
            let (first, second) = packet.split_at(20 + 24);
            file.packet(&fragment(first, 0x2000));
            file.packet(&fragment(&[&packet[..20], second].concat(), 24 / 8));
        } else {
            file.packet(&packet);
        }
    }
    file.bytes
}

/// A fragment whose offset field is this. Its checksum is left as it was.
fn fragment(packet: &[u8], offset: u16) -> Vec<u8> {
    let mut packet = packet.to_vec();
    let len = packet.len() as u16;
    packet[2..4].copy_from_slice(&len.to_be_bytes());
    packet[6..8].copy_from_slice(&offset.to_be_bytes());
    packet
}

fn cut() -> Vec<u8> {
    let mut bytes = link(Format::Micros, Link::Ethernet);
    bytes.truncate(bytes.len() - 20);
    bytes
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples/captures")
}

#[test]
fn every_sample_is_as_it_is_made_here_and_has_its_line() {
    let readme = std::fs::read_to_string(folder().join("README.md")).unwrap_or_default();
    for Sample { name, what, bytes, .. } in all() {
        let path = folder().join(name);
        if std::env::var_os("WRITE_SAMPLES").is_some() {
            std::fs::write(&path, &bytes).unwrap();
            println!("| `{name}` | {what} |");
            continue;
        }
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "{name}");
        assert!(readme.contains(&format!("| `{name}` | {what} |")), "{name} has no line");
    }
}

#[test]
fn every_sample_tells_what_it_is() {
    for Sample { name, bytes, tells, .. } in all() {
        let told = story(&bytes, Options::default());
        assert_eq!(told.last().map(String::as_str), Some(tells), "{name}: {told:#?}");
        assert!(matches!(Kind::of(&bytes), Kind::Pcap | Kind::Pcapng), "{name}");
    }
}

#[test]
fn samples_that_differ_only_in_form_tell_the_same() {
    let expected = story(&link(Format::Micros, Link::Ethernet), Options::default());
    let data = |told: &[String]| {
        let of = |role: &str| -> String {
            let mine = told.iter().filter(|line| line.starts_with(role));
            mine.map(|line| line.split(": ").nth(1).unwrap().to_owned()).collect()
        };
        (of("0 client packet"), of("0 server packet"))
    };
    for name in ["out-of-order.pcap", "retransmission.pcap", "overlap.pcap", "cut.pcap"] {
        let file = std::fs::read(folder().join(name)).unwrap();
        assert_eq!(data(&story(&file, Options::default())), data(&expected), "{name}");
    }
}

#[test]
fn the_sample_without_a_handshake_is_read_when_asked() {
    let selection = Selection { assume_websocket: true, ..Selection::default() };
    let file = std::fs::read(folder().join("midstream.pcap")).unwrap();
    let told = story(&file, Options { selection, ..Options::default() });
    assert_eq!(told[0], "0 opened by ? (Assumed)");
    assert_eq!(told.last().unwrap(), "0 closed Fin");
}

#[test]
fn the_followed_text_tells_the_bytes_of_the_capture_it_was_made_of() {
    let text = std::fs::read(folder().join("follow-tcp-raw.txt")).unwrap();
    assert_eq!(Kind::of(&text), Kind::Follow);
    let mut follow = Follow::new(Selection::default());
    let mut bytes: [Vec<u8>; 2] = Default::default();
    let mut on = |event: Event<'_>| match event {
        Event::Data(data) => bytes[usize::from(data.from == Some(Role::Server))].extend(data.bytes),
        Event::Opened(opened) => assert_eq!(opened.client_addr().unwrap().to_string(), FROM),
        Event::Closed(_) => {}
        other => panic!("{other:?}"),
    };
    follow.read(&text, &mut on);
    follow.finish(&mut on);
    let capture = link(Format::Micros, Link::Ethernet);
    for (role, bytes) in [Role::Client, Role::Server].into_iter().zip(bytes) {
        assert_eq!(bytes, crate::stream(&capture, 0, role, Options::default()));
    }
}

#[test]
fn the_har_has_its_messages() {
    let document = std::fs::read(folder().join("chrome.har")).unwrap();
    assert_eq!(Kind::of(&document), Kind::Har);
    let har = har::read(&document).unwrap();
    let payloads = har.entries[0].messages.iter().map(|message| message.payload.as_slice());
    let expected = ["Hello".as_bytes(), "今天天气很不错".as_bytes(), b"\0\x01\xff"];
    assert_eq!(payloads.collect::<Vec<_>>(), expected);
}
