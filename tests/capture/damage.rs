//! Damaged files: what is readable is told, then where and why it stops.

use crate::wire::{ACK, File, Format, HELLO, Link, Talk};
use crate::{story, story_of_pieces};
use proptest::prelude::*;
use ws_inspect::capture::Options;

fn file(format: Format) -> Vec<u8> {
    let mut talk = Talk::upgraded("10.0.0.1:40000", "10.0.0.2:9001");
    talk.say(0, ACK, HELLO[0]).say(1, ACK, HELLO[1]).close();
    File::of(format, Link::Ethernet, &talk.segments)
}

#[test]
fn a_file_that_is_cut_says_where_and_how_much_is_missing() {
    let whole = file(Format::Micros);
    let told = story(&whole[..whole.len() - 10], Options::default());
    let expected = format!(
        "Truncated {{ at: {}, after_packet: 9, missing_bytes: 10 }}",
        whole.len() - 16 - 54
    );
    assert_eq!(told.last(), Some(&expected));
    assert_eq!(told.len(), 9);
}

#[test]
fn a_packet_longer_than_any_ends_the_reading() {
    let mut bytes = file(Format::Micros);
    bytes[24 + 8..24 + 12].fill(0xff);
    assert_eq!(
        story(&bytes, Options::default()),
        ["Unreadable { at: 24, after_packet: 0, why: TooLong { limit: 1048576 } }"]
    );
}

#[test]
fn a_block_whose_two_lengths_differ_ends_the_reading() {
    let mut bytes = file(Format::Ng);
    let end = bytes.len();
    bytes[end - 4] ^= 1;
    let told = story(&bytes, Options::default());
    assert!(
        told.iter().any(|line| line.starts_with("Unreadable") && line.contains("after_packet: 9")),
        "{told:?}"
    );
}

#[test]
fn a_packet_of_an_interface_that_is_not_described_is_left_out() {
    let mut file = File::new(Format::Ng, Link::Raw);
    file.block(6, &[9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let told = story(&file.bytes, Options::default());
    assert!(told[0].starts_with("BlockSkipped"), "{told:?}");
}

#[test]
fn other_bytes_are_no_capture() {
    for bytes in [&b""[..], b"\xd4", b"\x81\x05Hello"] {
        let told = story(bytes, Options::default());
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("NotACapture"), "{told:?}");
    }
}

fn any_format() -> impl Strategy<Value = Format> {
    prop::sample::select(Format::ALL.to_vec())
}

proptest! {
    #[test]
    fn a_file_in_pieces_tells_the_same_as_in_one(
        format in any_format(),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
    ) {
        let bytes = file(format);
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len())).collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort_unstable();
        let pieces: Vec<_> = cuts.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
        prop_assert_eq!(
            story_of_pieces(&pieces, Options::default()),
            story(&bytes, Options::default())
        );
    }

    #[test]
    fn the_beginning_of_a_file_tells_the_beginning_of_its_story(
        format in any_format(),
        cut: prop::sample::Index,
    ) {
        let bytes = file(format);
        let whole = story(&bytes, Options::default());
        let mut part = story(&bytes[..cut.index(bytes.len())], Options::default());
        // The last lines say that and where the file ends.
        part.retain(|line| {
            let ends = ["Truncated", "Unreadable", "0 closed End", "0 passed over"];
            !ends.iter().any(|end| line.starts_with(end)) && !line.contains(" gap ")
        });
        prop_assert!(whole.starts_with(&part), "{part:#?}\n{whole:#?}");
    }

    #[test]
    fn changed_bytes_never_panic_and_tell_the_same_in_pieces(
        format in any_format(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20),
        tail in prop::collection::vec(any::<u8>(), 0..64),
    ) {
        let mut bytes = file(format);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.extend(tail);
        let pieces: Vec<&[u8]> = bytes.chunks(7).collect();
        prop_assert_eq!(
            story_of_pieces(&pieces, Options::default()),
            story(&bytes, Options::default())
        );
    }
}
