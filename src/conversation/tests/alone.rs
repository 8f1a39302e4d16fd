use super::super::*;
use super::{story, stream};
use proptest::prelude::*;

proptest! {
    /// One byte at a time no frame comes in one piece, so that each is read by the steps.
    #[test]
    fn a_frame_read_in_one_step_is_told_as_by_the_steps(
        bytes in honest_stream(),
        known in prop_oneof![Just(None), Just(Some(Role::Client)), Just(Some(Role::Server))],
        keep in prop_oneof![Just(Keep::Payload), Just(Keep::Suspects)],
        limit in 2u64..70,
        max_frame in 2u64..70,
    ) {
        let options = FrameOptions { keep, max_frame, max_message: limit, ..FrameOptions::default() };
        let bytewise: Vec<_> = bytes.chunks(1).map(|byte| (known, byte)).collect();
        prop_assert_eq!(story(&[(known, &bytes)], options), story(&bytewise, options));
    }

    #[test]
    fn whether_payload_is_wanted_changes_neither_findings_nor_lengths(
        bytes in prop_oneof![stream(), honest_stream()],
        at in 0usize..400,
        known in prop_oneof![Just(None), Just(Some(Role::Client))],
        limit in 2u64..70,
    ) {
        let (head, tail) = bytes.split_at(at.min(bytes.len()));
        let told = |keep| {
            let options = FrameOptions { keep, max_message: limit, ..FrameOptions::default() };
            figures(&[(known, head), (known, tail)], options)
        };
        prop_assert_eq!(told(Keep::Suspects), told(Keep::Payload));
    }
}

/// Streams of which most frames break no rule: with keys, text of one or more bytes a character.
fn honest_stream() -> impl Strategy<Value = Vec<u8>> {
    let text =
        prop_oneof![4 => "[a-z]{0,24}", 2 => "[a-zé最😀]{0,20}"].prop_map(String::into_bytes);
    let payload = prop_oneof![6 => text, 1 => prop::collection::vec(any::<u8>(), 0..20)];
    let byte0 = prop_oneof![
        8 => Just(0x81u8), 3 => Just(0x82), 1 => Just(0x01), 1 => Just(0x80), 1 => Just(0x88),
        1 => Just(0x89), 1 => Just(0xc1), 1 => any::<u8>(),
    ];
    let key = prop_oneof![
        2 => Just(None), 4 => any::<[u8; 4]>().prop_map(Some), 1 => Just(Some([0, 0, 0, 7])),
        1 => Just(Some([0; 4])),
    ];
    let frame = (byte0, key, payload).prop_map(|(byte0, key, payload)| {
        let masked = if key.is_some() { 0x80 } else { 0 };
        let mut bytes = vec![byte0, masked | payload.len() as u8];
        bytes.extend(key.into_iter().flatten());
        let start = bytes.len();
        bytes.extend(payload);
        crate::frame::mask::apply(&mut bytes[start..], key.unwrap_or_default(), 0);
        bytes
    });
    prop::collection::vec(frame, 0..8).prop_map(|frames| frames.concat())
}

/// What is told beside the payload: findings, headers, lengths, and the payload of what is wrong.
fn figures(chunks: &[(Option<Role>, &[u8])], options: FrameOptions) -> Vec<String> {
    let mut told = Vec::new();
    let mut conversation = Conversation::new(options);
    let mut on = |event: FrameEvent<'_>| {
        told.push(match event {
            FrameEvent::Frame(mut frame) => {
                if frame.findings.is_empty() {
                    frame.payload = &[];
                }
                format!("{frame:?}")
            }
            FrameEvent::Message(message) => format!("{:?}", Message { payload: &[], ..message }),
            other => format!("{other:?}"),
        });
    };
    for (from, bytes) in chunks {
        conversation.read(Chunk { from: *from, bytes }, &mut on);
    }
    conversation.finish(&mut on);
    told
}

#[test]
fn payload_that_nobody_wants_is_neither_told_nor_kept() {
    let options = FrameOptions { keep: Keep::Suspects, ..FrameOptions::default() };
    let mut conversation = Conversation::new(options);
    let mut told = Vec::new();
    let mut on = |event: FrameEvent<'_>| match event {
        FrameEvent::Frame(frame) => {
            told.push((frame.have, frame.payload.len(), frame.findings.len()))
        }
        FrameEvent::Message(message) => told.push((message.len, message.payload.len(), 0)),
        _ => {}
    };
    let long = [&b"\x82\x7f\0\0\0\0\0\x10\0\0"[..], &vec![7; 1 << 20]].concat();
    let bad = [&b"\x81\x7f\0\0\0\0\0\x10\0\0"[..], &vec![0xff; 1 << 20]].concat();
    for bytes in [long, bad].iter().flat_map(|bytes| bytes.chunks(100_000)) {
        conversation.read(Chunk { from: None, bytes }, &mut on);
    }
    let some = usize::try_from(Keep::FOR_SUSPECTS).expect("a small number");
    let long = 1 << 20;
    assert_eq!(told, [(long, 0, 0), (long, 0, 0), (long, some, 1), (long, 0, 0)]);
}

/// A server holds ten thousand of them.
#[test]
fn a_conversation_at_rest_is_small() {
    assert!(size_of::<Conversation>() <= 700, "{}", size_of::<Conversation>());
}
