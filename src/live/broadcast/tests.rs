//! What goes to whom, in which form.

use super::*;
use crate::message::Inflater;
use crate::terms::Opcode;

/// A delivery of what was said by these.
fn said(messages: &[(usize, &[u8])]) -> Broadcast {
    let mut group = Group::default();
    for (by, payload) in messages {
        group.say(*by, Opcode::TEXT, payload);
    }
    let mut broadcast = Broadcast::default();
    broadcast.begin(&mut group, &Connections::default());
    broadcast
}

/// What a member gets of a form.
fn delivered(broadcast: &Broadcast, key: usize, form: &Form) -> (Vec<u8>, u64) {
    let (parts, count) = broadcast.parts(key, form);
    (parts.into_iter().flat_map(|part| form.bytes[part].to_vec()).collect(), count)
}

#[test]
fn a_message_goes_to_everyone_but_its_sender() {
    let broadcast = said(&[(1, b"one"), (2, b"two"), (1, b"three")]);
    let plain = |key| delivered(&broadcast, key, &broadcast.plain);
    assert_eq!(plain(1), (b"\x81\x03two".to_vec(), 1));
    assert_eq!(plain(2), (b"\x81\x03one\x81\x05three".to_vec(), 2));
    assert_eq!(plain(3), (b"\x81\x03one\x81\x03two\x81\x05three".to_vec(), 3));
    assert!(broadcast.is_speaker(1) && !broadcast.is_speaker(3));
}

#[test]
fn a_form_is_made_in_pieces_and_short_messages_go_as_they_are() {
    let long = b"again and again and again".repeat(10_000);
    assert!(long.len() > 7 * PIECE);
    let broadcast = said(&[(1, b"hi"), (1, &long), (2, b"hi")]);
    for bits in [9, 15] {
        let (mut fresh, mut steps) = (Fresh::new(bits), 0);
        while !fresh.is_made {
            fresh.step(&broadcast.messages, &broadcast.plain.bytes);
            steps += 1;
        }
        assert_eq!(steps, 2 + long.len().div_ceil(PIECE) + 1, "one look at the clock for each");
        let (bytes, count) = delivered(&broadcast, 2, &fresh.form);
        assert_eq!((bytes.first_chunk(), count), (Some(b"\x81\x02hi"), 2));
        assert!(bytes.len() < long.len() / 10);
        let (header, start) = crate::frame::FrameHeader::read(&bytes[4..]).unwrap();
        assert!(header.rsv.is_set(1));
        let mut plain = Vec::new();
        let inflated =
            Inflater::new(false, true).inflate(&bytes[4 + start..], true, 1 << 20, &mut plain);
        assert!(inflated.is_ok() && plain == long);
    }
}

#[test]
fn a_buffer_that_somebody_waits_for_is_left_to_that_one() {
    let mut group = Group::default();
    let mut broadcast = said(&[(1, b"one")]);
    let waits = Arc::clone(&broadcast.plain.bytes);
    broadcast.clear(&mut group);
    assert_eq!(waits.as_slice(), b"\x81\x03one");
    assert!(group.in_flight_bytes() > 0 && !broadcast.is_running());
    group.say(1, Opcode::TEXT, b"two");
    broadcast.begin(&mut group, &Connections::default());
    assert_eq!(broadcast.plain.bytes.as_slice(), b"\x81\x03two");
}
