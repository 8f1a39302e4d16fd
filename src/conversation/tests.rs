mod alone;

use super::*;
use crate::message::Trial;
use crate::message::deflate::Deflater;
use proptest::prelude::*;
use rstest::rstest;

/// What a conversation tells, one line an event, so that two can be compared. Where there are
/// several chunks, it rests between them.
fn story(chunks: &[(Option<Role>, &[u8])], options: FrameOptions) -> Vec<String> {
    let mut told = Vec::new();
    let mut conversation = Conversation::new(options);
    let mut on = |event: FrameEvent<'_>| {
        told.push(match event {
            FrameEvent::Finding(frame, finding) => {
                format!("{frame} {} {:?}", finding.fault.rule().code(), finding)
            }
            FrameEvent::Frame(frame) => format!("{frame:?}"),
            FrameEvent::Message(message) => format!("{message:?}"),
            FrameEvent::Ended(ended) => format!("{ended:?}"),
        });
    };
    for (from, bytes) in chunks {
        conversation.read(Chunk { from: *from, bytes }, &mut on);
        if chunks.len() > 1 {
            conversation.release();
        }
    }
    conversation.finish(&mut on);
    told
}

/// The codes of all findings, each with the number of its frame: `2:M01`.
fn codes(hex: &str, from: Option<Role>, options: FrameOptions) -> Vec<String> {
    let bytes = hex::decode(hex.replace(' ', "")).expect("the table holds hex");
    let mut found = Vec::new();
    let mut conversation = Conversation::new(options);
    let mut on =
        |event: FrameEvent<'_>| {
            if let FrameEvent::Frame(frame) = event {
                let of_frame = frame.findings.iter();
                found.extend(of_frame.map(|f| {
                    format!("{}:{}:{}", frame.number, f.fault.rule().code(), f.level.name())
                }));
            }
        };
    conversation.read(Chunk { from, bytes: &bytes }, &mut on);
    conversation.finish(&mut on);
    found
}

#[rstest]
#[case::honest("8105 48656c6c6f", &[])]
#[case::fragments("0103 48656c 8002 6c6f", &[])]
#[case::ping_between_fragments("0103 48656c 8900 8002 6c6f", &[])]
#[case::first_frame_continues("8002 6c6f", &["1:M01:note"])]
#[case::continues_after_a_whole_message("8100 8002 6c6f", &["2:M01:error"])]
#[case::interrupted("0103 48656c 8102 6c6f", &["2:M02:error"])]
#[case::gbk("8104 c4e3bac3", &["1:M03:error"])]
#[case::cut_in_a_character("0101 e6 8001 9c", &["2:M03:error"])]
#[case::character_over_two_fragments("0101 e6 8002 9c80", &[])]
#[case::data_after_close("8802 03e8 8100", &["2:C04:error"])]
#[case::each_end_closes_for_itself("8802 03e8 8880 01020304", &[])]
#[case::ping_after_close("8802 03e8 8900", &[])]
#[case::cut_header("81", &["1:F01:incomplete"])]
#[case::cut_payload("8105 4865", &["1:F02:incomplete"])]
#[case::nothing_is_read_behind_a_refused_frame("827f 8000000000000000 8100", &["1:F10:error"])]
#[case::each_end_has_its_own_message("0101 61 0181 00000001 61 8001 62", &[])]
#[case::same_key_again("8181 01020304 60 8181 01020304 60", &["2:F13:warning"])]
fn a_bare_capture_breaks_exactly_these_rules(#[case] hex: &str, #[case] expected: &[&str]) {
    assert_eq!(codes(hex, None, FrameOptions::default()), expected);
}

const DEFLATE: FrameOptions = FrameOptions {
    opening_seen: true,
    max_frame: 1 << 20,
    max_message: 1 << 20,
    keep: Keep::Payload,
    deflate: Some(DeflateParams {
        server_no_context_takeover: false,
        client_no_context_takeover: false,
        server_max_window_bits: 15,
        client_max_window_bits: 15,
    }),
};

/// `f2 48 cd c9 c9 07 00` is a compressed `Hello`, `f2 00 11 00 00` the same once more with
/// references to it (RFC 7692 section 7.2.3).
#[rstest]
#[case::hello("c107 f248cdc9c90700", &[])]
#[case::in_fragments("4103 f248cd 8004 c9c90700", &[])]
#[case::a_fragment_without_payload("4103 f248cd 0000 8004 c9c90700", &[])]
#[case::ping_between_fragments("4103 f248cd 8900 8004 c9c90700", &[])]
#[case::context_kept("c107 f248cdc9c90700 c105 f200110000", &[])]
#[case::plain_message_between("c107 f248cdc9c90700 8102 6f6b c105 f200110000", &[])]
#[case::each_end_has_its_own_context(
    "c107 f248cdc9c90700 c185 00000001 f200110001", &["2:M06:error"]
)]
#[case::rsv1_on_a_continuation("4103 f248cd c004 c9c90700", &["2:M07:error"])]
#[case::rsv1_on_a_ping("c900", &["1:M07:error"])]
#[case::rsv2_beside("e107 f248cdc9c90700", &["1:F03:error"])]
#[case::not_inflating("c105 48656c6c6f", &["1:M06:error"])]
#[case::lost_context("c105 48656c6c6f c105 f200110000", &["1:M06:error", "2:M08:incomplete"])]
#[case::not_utf8("c103 fa0700", &["1:M03:error"])]
#[case::binary_need_not_be_utf8("c203 fa0700", &[])]
#[case::cut_in_a_character("c103 7a0600", &["1:M03:error"])]
#[case::interrupted("4103 f248cd c107 f248cdc9c90700", &["2:M02:error"])]
#[case::cut_frame("c107 f248cd", &["1:F02:incomplete"])]
fn an_agreed_compression_breaks_exactly_these_rules(#[case] hex: &str, #[case] expected: &[&str]) {
    assert_eq!(codes(hex, None, DEFLATE), expected);
}

#[rstest]
#[case::hello("c107 f248cdc9c90700", &["1:F03:note"])]
#[case::context_kept("c107 f248cdc9c90700 c105 f200110000", &["1:F03:note", "2:F03:note"])]
#[case::begins_in_the_middle("c105 f200110000", &["1:F03:note", "1:M08:note"])]
#[case::plain_text_with_rsv1("c105 48656c6c6f", &["1:F03:note"])]
#[case::neither_text_nor_deflate("c102 ffff", &["1:F03:note", "1:M06:note"])]
#[case::some_other_extension("e105 48656c6c6f", &["1:F03:note"])]
#[case::ping_with_rsv1("c900", &["1:F03:note"])]
fn a_bare_rsv1_is_tried(#[case] hex: &str, #[case] expected: &[&str]) {
    assert_eq!(codes(hex, None, FrameOptions::default()), expected);
}

/// Of each message: whether it is compressed and on whose word, and its bytes.
fn messages(hex: &str, options: FrameOptions) -> Vec<(Option<Trial>, Vec<u8>)> {
    let bytes = hex::decode(hex.replace(' ', "")).expect("the table holds hex");
    let mut found = Vec::new();
    let mut on = |event: FrameEvent<'_>| {
        if let FrameEvent::Message(message) = event {
            found.push((message.compressed.map(|c| c.1), message.payload.to_vec()));
        }
    };
    Conversation::new(options).read(Chunk { from: None, bytes: &bytes }, &mut on);
    found
}

#[test]
fn a_message_is_inflated_and_says_on_whose_word() {
    let (hello, again) = ("c107 f248cdc9c90700", "c105 f200110000");
    let both = format!("{hello} {again}");
    let said = |trial| vec![(Some(trial), b"Hello".to_vec()), (Some(trial), b"Hello".to_vec())];
    assert_eq!(messages(&both, DEFLATE), said(Trial::Agreed));
    assert_eq!(messages(&both, FrameOptions::default()), said(Trial::Worked));
    let plain = vec![(Some(Trial::Failed), b"Hello".to_vec())];
    assert_eq!(messages("c105 48656c6c6f", FrameOptions::default()), plain);
    let refused = FrameOptions { opening_seen: true, ..FrameOptions::default() };
    assert_eq!(messages("c105 48656c6c6f", refused), [(None, b"Hello".to_vec())]);
    assert_eq!(messages("8105 48656c6c6f", DEFLATE), [(None, b"Hello".to_vec())]);
}

#[test]
fn a_frame_holds_the_compressed_bytes_and_what_they_inflate_to() {
    let mut seen = Vec::new();
    let bytes = b"\x41\x03\xf2\x48\xcd\x80\x04\xc9\xc9\x07\x00";
    Conversation::new(DEFLATE).read(Chunk { from: None, bytes }, &mut |event| {
        if let FrameEvent::Frame(frame) = event {
            let compressed = frame.compressed.expect("a compressed frame");
            seen.push((frame.payload.to_vec(), compressed.plain.to_vec(), compressed.message_len));
        }
    });
    let expected = [(&b"\xf2\x48\xcd"[..], &b"He"[..], 3), (b"\xc9\xc9\x07\x00", b"llo", 7)];
    assert_eq!(seen, expected.map(|(a, b, len)| (a.to_vec(), b.to_vec(), len)));
}

#[test]
fn a_bomb_is_a_finding_and_what_is_kept_stops_at_the_limit() {
    let bomb = Deflater::new(true, 15).deflate(&vec![b'a'; 5 << 20]);
    let mut bytes = vec![0xc1, 126];
    bytes.extend(u16::try_from(bomb.len()).expect("a short bomb").to_be_bytes());
    bytes.extend(bomb);
    let mut found = Vec::new();
    let options = FrameOptions { max_message: 100, ..DEFLATE };
    let mut on = |event: FrameEvent<'_>| match event {
        FrameEvent::Finding(_, finding) => found.push(finding.fault.rule().code().to_owned()),
        FrameEvent::Message(message) => found.push(format!("{} kept", message.payload.len())),
        _ => {}
    };
    Conversation::new(options).read(Chunk { from: None, bytes: &bytes }, &mut on);
    assert_eq!(found, ["M05", "0 kept"]);
    let options = FrameOptions { max_message: 10_000, ..DEFLATE };
    let mut found = Vec::new();
    let mut on = |event: FrameEvent<'_>| match event {
        FrameEvent::Finding(_, finding) => found.push(finding.fault.rule().code().to_owned()),
        FrameEvent::Message(message) => found.push(format!("{} kept", message.payload.len())),
        _ => {}
    };
    Conversation::new(options).read(Chunk { from: None, bytes: &bytes }, &mut on);
    assert_eq!(found, ["M05", "10000 kept"]);
}

/// The findings at the end, as `client:M04`.
fn at_the_end(hex: &str, options: FrameOptions, close: Option<Option<Role>>) -> Vec<String> {
    let bytes = hex::decode(hex.replace(' ', "")).expect("the table holds hex");
    let mut found = Vec::new();
    let mut on = |event: FrameEvent<'_>| {
        if let FrameEvent::Ended(ended) = event {
            let told = ended.findings.iter();
            found.extend(told.map(|f| format!("{}:{}", ended.role.name(), f.fault.rule().code())));
        }
    };
    let mut conversation = Conversation::new(options);
    conversation.read(Chunk { from: None, bytes: &bytes }, &mut on);
    if let Some(from) = close {
        conversation.close(from, &mut on);
    }
    conversation.finish(&mut on);
    found
}

#[rstest]
#[case::whole("8100", None, &[])]
#[case::unfinished("0101 61", None, &["server:M04"])]
#[case::unfinished_on_both_ends("0101 61 0180 00000001", None, &["client:M04", "server:M04"])]
#[case::unfinished_and_cut("0105 61", None, &[])]
#[case::unfinished_and_refused("01ff 8000000000000005", None, &[])]
#[case::closed("8802 03e8 8882 00000001 03e8", Some(None), &[])]
#[case::the_end_was_not_seen("8100", None, &[])]
#[case::not_closed("8100 8180 00000001", Some(None), &["client:C05", "server:C05"])]
#[case::one_end_closed("8802 03e8 8180 00000001", Some(None), &["client:C05"])]
#[case::one_direction_ended("8100 8180 00000001", Some(Some(Role::Client)), &["client:C05"])]
#[case::unfinished_and_not_closed("0101 61", Some(None), &["server:M04", "server:C05"])]
#[case::nothing_came("", Some(None), &[])]
fn an_end_breaks_exactly_these_rules(
    #[case] hex: &str,
    #[case] close: Option<Option<Role>>,
    #[case] expected: &[&str],
) {
    assert_eq!(at_the_end(hex, FrameOptions::default(), close), expected);
}

#[test]
fn what_only_a_handshake_settles_is_an_error_behind_one() {
    let seen = FrameOptions { opening_seen: true, ..FrameOptions::default() };
    assert_eq!(codes("8002 6c6f", None, seen), ["1:M01:error"]);
    assert_eq!(codes("c102 6c6f", None, seen), ["1:F03:error"]);
    assert_eq!(codes("c102 6c6f", None, FrameOptions::default()), ["1:F03:note"]);
}

#[test]
fn a_message_past_the_limit_is_a_finding_and_is_kept_only_up_to_it() {
    let options = FrameOptions { max_message: 3, ..FrameOptions::default() };
    let mut conversation = Conversation::new(options);
    let mut kept = Vec::new();
    let mut found = Vec::new();
    let chunk = Chunk { from: None, bytes: b"\x82\x05Hello\x82\x02ok" };
    conversation.read(chunk, &mut |event| match event {
        FrameEvent::Finding(frame, finding) => found.push((frame, finding.fault.rule().code())),
        FrameEvent::Message(message) => kept.push((message.len, message.payload.to_vec())),
        _ => {}
    });
    assert_eq!(found, [(1, "M05")]);
    assert_eq!(kept, [(5, b"Hel".to_vec()), (2, b"ok".to_vec())]);
}

#[test]
fn bad_text_is_told_before_its_frame_ends() {
    let mut conversation = Conversation::new(FrameOptions::default());
    let mut found = Vec::new();
    let bytes = b"\x81\x05a\xff";
    conversation.read(Chunk { from: None, bytes }, &mut |event| {
        if let FrameEvent::Finding(1, finding) = event {
            found.push(finding.fault.rule().code());
        }
    });
    assert_eq!(found, ["M03"]);
}

/// Streams that hold frames rather than noise: real headers, short payloads, rules broken.
fn stream() -> impl Strategy<Value = Vec<u8>> {
    let frame =
        (any::<u8>(), prop::option::of(any::<[u8; 4]>()), prop::collection::vec(any::<u8>(), 0..9));
    let frame = frame.prop_map(|(byte0, key, payload)| {
        let masked = if key.is_some() { 0x80 } else { 0 };
        let mut bytes = vec![byte0, masked | payload.len() as u8];
        bytes.extend(key.into_iter().flatten());
        bytes.extend(payload);
        bytes
    });
    let noise = prop::collection::vec(any::<u8>(), 0..12);
    (prop::collection::vec(frame, 0..8), noise)
        .prop_map(|(frames, noise)| [frames.concat(), noise].concat())
}

proptest! {
    #[test]
    fn any_split_of_the_bytes_tells_the_same_story(
        bytes in stream(),
        cuts in prop::collection::vec(0usize..80, 0..6),
        known: bool,
    ) {
        let from = known.then_some(Role::Client);
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort_unstable();
        let pieces: Vec<_> = cuts.windows(2).map(|pair| (from, &bytes[pair[0]..pair[1]])).collect();
        let options = FrameOptions { max_message: 12, ..FrameOptions::default() };
        prop_assert_eq!(story(&pieces, options), story(&[(from, &bytes)], options));
    }

    #[test]
    fn the_two_directions_do_not_disturb_each_other(ours in stream(), theirs in stream()) {
        let (client, server) = (Some(Role::Client), Some(Role::Server));
        let alone = story(&[(client, &ours)], FrameOptions::default());
        let beside = story(&[(server, &theirs), (client, &ours)], FrameOptions::default());
        let of_client = |told: Vec<String>| -> Vec<String> {
            told.into_iter()
                .filter(|line| line.contains("Known(Client)"))
                .map(|line| line.replace(|c: char| c.is_ascii_digit(), ""))
                .collect()
        };
        prop_assert_eq!(of_client(alone), of_client(beside));
    }
}
