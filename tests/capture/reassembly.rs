//! TCP: segments in every order, twice, overlapping, lost, wrapped around.

use crate::wire::{ACK, FIN, File, Format, Link, RST, START, SYN, Segment, Talk};
use crate::{story, stream};
use proptest::prelude::*;
use ws_inspect::capture::{
    Capture, Closed, ConnectionEnd, Event, Options, Selection, Sign, Signal,
};
use ws_inspect::terms::Role;

const ENDS: (&str, &str) = ("10.0.0.1:40000", "10.0.0.2:9001");

fn assume() -> Options {
    let selection = Selection { assume_websocket: true, ..Selection::default() };
    Options { selection, ..Options::default() }
}

fn client_bytes(segments: &[Segment], options: Options) -> String {
    let file = File::of(Format::Micros, Link::Raw, segments);
    String::from_utf8_lossy(&stream(&file, 0, Role::Client, options)).into_owned()
}

/// A connection that says its letters in segments of these lengths, and the number of segments
/// that open it.
fn letters(initial: u32, lengths: &[usize]) -> (Talk, String) {
    let mut talk = Talk::opened(ENDS.0, ENDS.1, [initial, 77]);
    let mut alphabet = (b'a'..=b'z').cycle();
    let mut text = String::new();
    for len in lengths {
        let part: Vec<u8> = alphabet.by_ref().take(*len).collect();
        talk.say(0, ACK, &part);
        text.push_str(std::str::from_utf8(&part).unwrap());
    }
    (talk, text)
}

#[test]
fn a_swapped_pair_is_put_in_order() {
    let (mut talk, text) = letters(1000, &[3, 4, 5]);
    talk.segments.swap(3, 4);
    assert_eq!(client_bytes(&talk.segments, assume()), text);
}

#[test]
fn sequence_numbers_may_wrap_around() {
    let (mut talk, text) = letters(u32::MAX - 5, &[3, 4, 5]);
    talk.segments.swap(4, 5);
    assert_eq!(client_bytes(&talk.segments, assume()), text);
}

#[test]
fn only_the_new_part_of_an_overlapping_segment_is_told() {
    let (mut talk, text) = letters(1000, &[4, 4]);
    let mut both = talk.segments[3].clone();
    both.payload.extend(&talk.segments[4].payload);
    both.payload.extend(b"XY");
    talk.segments.push(both);
    assert_eq!(client_bytes(&talk.segments, assume()), text + "XY");
}

#[test]
fn a_loss_that_was_acknowledged_is_a_gap_before_the_capture_ends() {
    let mut talk = Talk::upgraded(ENDS.0, ENDS.1);
    talk.lose(0, 1460).say(0, ACK, b"after");
    for _ in 0..5 {
        talk.say(1, ACK, b"");
    }
    talk.say(0, ACK, b"more");
    let told = story(&File::of(Format::Micros, Link::Raw, &talk.segments), assume());
    assert_eq!(
        told[3..],
        [
            "0 client gap 1460 NotCaptured",
            "0 client packet 6: after",
            "0 client packet 12: more",
            "0 closed End"
        ]
    );
}

#[test]
fn a_loss_that_nobody_acknowledged_is_a_gap_at_the_end() {
    let mut talk = Talk::upgraded(ENDS.0, ENDS.1);
    talk.lose(0, 10).say(0, ACK, b"after");
    let told = story(&File::of(Format::Micros, Link::Raw, &talk.segments), assume());
    assert_eq!(
        told[3..],
        ["0 client gap 10 NeverCame", "0 client packet 6: after", "0 closed End"]
    );
}

#[test]
fn bytes_that_were_only_acknowledged_are_a_gap_at_the_end() {
    let mut talk = Talk::upgraded(ENDS.0, ENDS.1);
    talk.lose(0, 10).say(1, ACK, b"answer");
    let told = story(&File::of(Format::Micros, Link::Raw, &talk.segments), assume());
    assert_eq!(told[4..], ["0 client gap 10 NotCaptured", "0 closed End"]);
}

#[test]
fn a_loss_right_before_the_end_is_a_gap_and_then_what_came_behind_it() {
    let mut talk = Talk::upgraded(ENDS.0, ENDS.1);
    talk.lose(0, 10).say(0, ACK, b"after").close();
    let told = story(&File::of(Format::Micros, Link::Raw, &talk.segments), assume());
    assert_eq!(
        told[3..],
        [
            "0 server packet 8: Fin",
            "0 client gap 10 NotCaptured",
            "0 client packet 6: after",
            "0 client packet 7: Fin",
            "0 closed Fin"
        ]
    );
}

#[test]
fn waiting_bytes_beyond_the_limit_are_told_behind_a_gap() {
    let mut talk = Talk::upgraded(ENDS.0, ENDS.1);
    talk.lose(0, 10);
    (0..30).for_each(|_| {
        talk.say(0, ACK, &[b'x'; 100]);
    });
    let options = Options { max_held: 2000, ..Options::default() };
    let told = story(&File::of(Format::Micros, Link::Raw, &talk.segments), options);
    assert!(told[3].ends_with("gap 10 BufferFull"), "{told:?}");
    assert_eq!(told.len(), 3 + 1 + 30 + 1);
}

#[test]
fn a_reset_closes_and_a_stray_one_does_not() {
    let mut talk = Talk::upgraded(ENDS.0, ENDS.1);
    let mut stray = talk.clone();
    stray.lose(1, 1 << 30).say(1, RST, b"");
    talk.segments.push(stray.segments.last().unwrap().clone());
    talk.say(0, ACK, b"still here").say(1, RST | ACK, b"").say(0, ACK, b"too late");
    let told = story(&File::of(Format::Micros, Link::Raw, &talk.segments), Options::default());
    assert_eq!(
        told[3..],
        ["0 client packet 7: still here", "0 server packet 8: Rst", "0 closed Rst"]
    );
}

#[test]
fn a_keep_alive_probe_brings_nothing() {
    let mut talk = Talk::upgraded(ENDS.0, ENDS.1);
    let mut probe = talk.clone();
    probe.next[0] = probe.next[0].wrapping_sub(1);
    probe.say(0, ACK, b"\0");
    talk.segments.push(probe.segments.last().unwrap().clone());
    talk.close();
    let told = story(&File::of(Format::Micros, Link::Raw, &talk.segments), Options::default());
    assert_eq!(told[3..], ["0 client packet 7: Fin", "0 server packet 8: Fin", "0 closed Fin"]);
}

#[test]
fn who_ends_first_and_how_is_told_behind_the_last_bytes() {
    for (flags, by) in [(FIN | ACK, "Fin"), (RST | ACK, "Rst")] {
        for (who, name) in [(0, "client"), (1, "server")] {
            let mut talk = Talk::upgraded(ENDS.0, ENDS.1);
            talk.say(who, ACK, b"\x81\x05He").say(who, flags, b"");
            let file = File::of(Format::Micros, Link::Raw, &talk.segments);
            let told = story(&file, Options::default());
            let how = if by == "Fin" { "0 closed End" } else { "0 closed Rst" };
            let expected =
                [format!("0 {name} packet 6: \\x81\\x05He"), format!("0 {name} packet 7: {by}")];
            assert_eq!(told[3..5], expected, "{told:?}");
            assert_eq!(told[5], how);
        }
    }
}

#[test]
fn the_end_of_a_connection_says_its_last_packet_and_the_sign_of_each_end() {
    let mut talk = Talk::upgraded(ENDS.0, ENDS.1);
    talk.say(0, FIN | ACK, b"").say(1, ACK, b"late").say(0, RST, b"");
    let file = File::of(Format::Micros, Link::Raw, &talk.segments);
    let mut capture = Capture::new(Options::default());
    let mut closed = None;
    capture.read(&file, &mut |event| {
        if let Event::Closed(end) = event {
            closed = Some(end);
        }
    });
    let time = Some(START + 7000);
    let sign = Sign { by: Signal::Rst, time, packet: 8 };
    let how = ConnectionEnd::Rst;
    let expected = Closed { stream: 0, how, time, packet: 8, signs: [Some(sign), None] };
    assert_eq!(closed, Some(expected));
}

#[test]
fn what_was_said_of_an_end_before_a_hole_is_filled_waits_for_its_bytes() {
    let mut talk = Talk::upgraded(ENDS.0, ENDS.1);
    talk.say(0, ACK, b"one").say(0, FIN | ACK, b"two");
    talk.segments.swap(5, 6);
    let told = story(&File::of(Format::Micros, Link::Raw, &talk.segments), Options::default());
    assert_eq!(
        told[3..6],
        ["0 client packet 7: one", "0 client packet 6: two", "0 client packet 6: Fin"]
    );
}

#[test]
fn a_gap_has_the_packet_behind_it_and_a_piece_that_waited_its_own() {
    let mut talk = Talk::upgraded(ENDS.0, ENDS.1);
    talk.say(0, ACK, b"a").lose(0, 1).say(0, ACK, b"c").say(0, ACK, b"d");
    let file = File::of(Format::Micros, Link::Raw, &talk.segments);
    let mut told = Vec::new();
    let mut on = |event: Event<'_>| match event {
        Event::Data(data) => told.push((data.packet, data.time)),
        Event::Gap(gap) => told.push((gap.packet, gap.time)),
        _ => {}
    };
    let mut capture = Capture::new(Options::default());
    capture.read(&file, &mut on);
    capture.finish(&mut on);
    let expected = [4, 5, 6, 7, 7, 8].map(|packet| (packet, Some(START + (packet - 1) * 1000)));
    assert_eq!(told, expected);
}

#[test]
fn a_handshake_whose_packets_were_captured_in_another_order_is_one_connection() {
    let talk = Talk::upgraded(ENDS.0, ENDS.1);
    for order in [[1, 0, 2, 3, 4], [1, 2, 3, 0, 4], [2, 3, 0, 1, 4], [3, 1, 0, 2, 4]] {
        let segments: Vec<_> = order.iter().map(|at| talk.segments[*at].clone()).collect();
        let told = story(&File::of(Format::Micros, Link::Raw, &segments), Options::default());
        assert_eq!(told[0], format!("0 opened by {} (Handshake)", ENDS.0), "{order:?}");
        assert_eq!(told.len(), 4, "{told:?}");
    }
}

#[test]
fn a_new_connection_between_the_same_ports_has_a_number_of_its_own() {
    let mut first = Talk::upgraded(ENDS.0, ENDS.1);
    let mut second = Talk::opened(ENDS.0, ENDS.1, [9_000_000, 1]);
    second.say(0, ACK, crate::wire::REQUEST);
    first.segments.append(&mut second.segments);
    let told = story(&File::of(Format::Micros, Link::Raw, &first.segments), Options::default());
    assert_eq!(told[3], "0 closed Replaced");
    assert!(told[4].starts_with("1 opened"), "{told:?}");
}

#[test]
fn a_repeated_syn_begins_nothing_new() {
    let mut talk = Talk::upgraded(ENDS.0, ENDS.1);
    let again = talk.segments[0].clone();
    talk.segments.insert(1, again);
    assert_eq!(talk.segments[1].flags, SYN);
    let told = story(&File::of(Format::Micros, Link::Raw, &talk.segments), Options::default());
    assert_eq!(told.len(), 4, "{told:?}");
}

#[test]
fn many_connections_at_once_do_not_mix() {
    let mut talks: Vec<Talk> = (0..200)
        .map(|n| Talk::upgraded(&format!("10.0.0.1:{}", 40_000 + n), "10.0.0.2:9001"))
        .collect();
    for (n, talk) in talks.iter_mut().enumerate() {
        talk.say(0, ACK, format!("c{n}").as_bytes()).say(1, ACK, format!("s{n}").as_bytes());
    }
    let rounds = talks[0].segments.len();
    let segments: Vec<&Segment> =
        (0..rounds).flat_map(|round| talks.iter().map(move |talk| &talk.segments[round])).collect();
    let file = File::of(Format::Ng, Link::Ethernet, segments);
    for n in [0, 1, 117, 199] {
        let client = stream(&file, n, Role::Client, Options::default());
        assert!(client.ends_with(format!("\r\n\r\nc{n}").as_bytes()));
        let server = stream(&file, n, Role::Server, Options::default());
        assert!(server.ends_with(format!("\r\n\r\ns{n}").as_bytes()));
    }
}

#[test]
fn of_too_many_connections_the_idle_are_given_up_and_it_is_said() {
    let mut file = File::new(Format::Micros, Link::Raw);
    for n in 0..10 {
        let talk = Talk::upgraded(&format!("10.0.0.1:{}", 40_000 + n), "10.0.0.2:9001");
        talk.segments.iter().for_each(|segment| file.segment(segment));
    }
    let options = Options { max_connections: 8, ..Options::default() };
    let told = story(&file.bytes, options);
    assert!(told.contains(&"TooManyConnections { limit: 8 }".into()), "{told:?}");
    assert!(told.contains(&"0 closed Evicted".into()), "{told:?}");
    assert_eq!(told.iter().filter(|line| line.contains("opened")).count(), 10);
}

proptest! {
    #[test]
    fn any_order_and_repetition_of_segments_gives_the_same_bytes(
        initial: u32,
        lengths in prop::collection::vec(1usize..9, 1..20),
        shuffle in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..30),
        again in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..8),
        joined in prop::collection::vec((any::<prop::sample::Index>(), 1usize..30), 0..4),
    ) {
        let (talk, text) = letters(initial, &lengths);
        let (opening, data) = talk.segments.split_at(3);
        let mut data = data.to_vec();
        // Retransmissions that overlap: some bytes of the text from somewhere.
        for (at, len) in joined {
            let at = at.index(text.len());
            let end = (at + len).min(text.len());
            let seq = initial.wrapping_add(1 + at as u32);
            let payload = text.as_bytes()[at..end].to_vec();
            data.push(Segment { seq, payload, ..data[0].clone() });
        }
        for (from, to) in again {
            let segment = data[from.index(data.len())].clone();
            data.insert(to.index(data.len()), segment);
        }
        for (a, b) in shuffle {
            let (a, b) = (a.index(data.len()), b.index(data.len()));
            data.swap(a, b);
        }
        let segments = [opening, &data].concat();
        prop_assert_eq!(client_bytes(&segments, assume()), text);
    }
}
