use super::*;
use proptest::prelude::*;
use rstest::rstest;

/// What a conversation tells, one line an event, so that two can be compared.
fn story(chunks: &[(Option<Role>, &[u8])], options: Options) -> Vec<String> {
    let mut told = Vec::new();
    let mut conversation = Conversation::new(options);
    let mut on = |event: Event<'_>| {
        told.push(match event {
            Event::Finding(frame, finding) => {
                format!("{frame} {} {:?}", finding.fault.rule().code(), finding)
            }
            Event::Frame(frame) => format!("{frame:?}"),
            Event::Message(message) => format!("{message:?}"),
        });
    };
    for (from, bytes) in chunks {
        conversation.read(Chunk { from: *from, bytes }, &mut on);
    }
    conversation.finish(&mut on);
    told
}

/// The codes of all findings, each with the number of its frame: `2:M01`.
fn codes(hex: &str, from: Option<Role>, options: Options) -> Vec<String> {
    let bytes = hex::decode(hex.replace(' ', "")).expect("the table holds hex");
    let mut found = Vec::new();
    let mut conversation = Conversation::new(options);
    let mut on =
        |event: Event<'_>| {
            if let Event::Frame(frame) = event {
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
    assert_eq!(codes(hex, None, Options::default()), expected);
}

#[test]
fn what_only_a_handshake_settles_is_an_error_behind_one() {
    let seen = Options { opening_seen: true, ..Options::default() };
    assert_eq!(codes("8002 6c6f", None, seen), ["1:M01:error"]);
    assert_eq!(codes("c102 6c6f", None, seen), ["1:F03:error"]);
    assert_eq!(codes("c102 6c6f", None, Options::default()), ["1:F03:note"]);
}

#[test]
fn a_message_past_the_limit_is_a_finding_and_is_kept_only_up_to_it() {
    let options = Options { max_message: 3, ..Options::default() };
    let mut conversation = Conversation::new(options);
    let mut kept = Vec::new();
    let mut found = Vec::new();
    let chunk = Chunk { from: None, bytes: b"\x82\x05Hello\x82\x02ok" };
    conversation.read(chunk, &mut |event| match event {
        Event::Finding(frame, finding) => found.push((frame, finding.fault.rule().code())),
        Event::Message(message) => kept.push((message.len, message.payload.to_vec())),
        Event::Frame(_) => {}
    });
    assert_eq!(found, [(1, "M05")]);
    assert_eq!(kept, [(5, b"Hel".to_vec()), (2, b"ok".to_vec())]);
}

#[test]
fn bad_text_is_told_before_its_frame_ends() {
    let mut conversation = Conversation::new(Options::default());
    let mut found = Vec::new();
    let bytes = b"\x81\x05a\xff";
    conversation.read(Chunk { from: None, bytes }, &mut |event| {
        if let Event::Finding(1, finding) = event {
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
        let options = Options { max_message: 12, ..Options::default() };
        prop_assert_eq!(story(&pieces, options), story(&[(from, &bytes)], options));
    }

    #[test]
    fn the_two_directions_do_not_disturb_each_other(ours in stream(), theirs in stream()) {
        let (client, server) = (Some(Role::Client), Some(Role::Server));
        let alone = story(&[(client, &ours)], Options::default());
        let beside = story(&[(server, &theirs), (client, &ours)], Options::default());
        let of_client = |told: Vec<String>| -> Vec<String> {
            told.into_iter()
                .filter(|line| line.contains("Known(Client)"))
                .map(|line| line.replace(|c: char| c.is_ascii_digit(), ""))
                .collect()
        };
        prop_assert_eq!(of_client(alone), of_client(beside));
    }
}
