//! One budget for all connections, whatever the messages are.

use super::*;
use crate::conversation::SideEnd;
use crate::finding::{Fault, Finding, Level};
use flate2::{Compress, Compression, FlushCompress};

const BUDGET: usize = 16 << 20;
/// What one message inflates to, or is.
const MESSAGE: usize = 1 << 20;

/// A message of zeros that is compressed or not, in a frame that leaves it unfinished.
fn unfinished(compressed: bool) -> Vec<u8> {
    let zeros = vec![0; MESSAGE];
    let payload = if compressed {
        let mut out = Vec::with_capacity(1 << 16);
        let mut deflate = Compress::new(Compression::best(), false);
        deflate.compress_vec(&zeros, &mut out, FlushCompress::Sync).unwrap();
        out
    } else {
        zeros
    };
    let byte0 = if compressed { 0x42 } else { 0x02 };
    [&[byte0, 127], &(payload.len() as u64).to_be_bytes()[..], &payload].concat()
}

fn shared_limit(finding: &Finding) -> Option<(u64, Level)> {
    match &finding.fault {
        Fault::MessageTooBig(fault) if fault.shared => Some((fault.limit, finding.level)),
        _ => None,
    }
}

#[test]
fn unfinished_messages_of_many_connections_share_one_budget_and_each_that_is_dropped_says_so() {
    for compressed in [false, true] {
        let frame = unfinished(compressed);
        let mut analysis = Analysis::new(Options { max_memory: BUDGET, ..Options::default() });
        let mut notes = Vec::new();
        let mut on = |told: Told<'_>, place: Place| {
            let findings = match told {
                Told::Frame(frame) => frame.findings,
                Told::Ended(SideEnd { findings, .. }) => findings,
                _ => &[],
            };
            let found = findings.iter().filter_map(shared_limit);
            notes.extend(found.map(|found| (place.connection, found)));
        };
        for number in 0..60 {
            let from = Some(Role::Server);
            for bytes in frame.chunks(60_000) {
                let chunk = Chunk { connection: Some(number), from, bytes, ..Chunk::default() };
                analysis.read(chunk, &mut on);
            }
            let held: usize =
                analysis.connections.values().map(|one| one.conversation.held_bytes()).sum();
            assert_eq!(held, analysis.shared.message_bytes);
            let held = held + analysis.shared.held_bytes;
            assert!(held <= BUDGET, "{held} bytes are held, compressed: {compressed}");
        }
        let kept = analysis.connections.values().filter(|one| one.message_bytes >= MESSAGE);
        let kept = kept.count();
        assert!(kept >= 4, "what fits is kept: {kept}");
        analysis.finish(&mut on);
        assert_eq!(notes.len(), 60 - kept, "each of them once: {notes:?}");
        assert!(notes.iter().all(|(_, found)| *found == (BUDGET as u64, Level::Note)));
    }
}

#[test]
fn a_message_that_was_dropped_is_counted_on_and_the_next_one_is_whole() {
    let budget = 3 * MESSAGE;
    let mut analysis = Analysis::new(Options { max_memory: budget, ..Options::default() });
    let (mut messages, mut notes) = (Vec::new(), 0);
    let mut on = |told: Told<'_>, place: Place| match told {
        Told::Message(message) => {
            messages.push((place.connection, message.len, message.payload.len()));
        }
        Told::Frame(frame) => notes += frame.findings.iter().filter_map(shared_limit).count(),
        _ => {}
    };
    let mut read = |connection, bytes: &[u8]| {
        let chunk = Chunk {
            connection: Some(connection),
            from: Some(Role::Server),
            bytes,
            ..Chunk::default()
        };
        analysis.read(chunk, &mut on);
    };
    for connection in 0..4 {
        read(connection, &unfinished(false));
    }
    for connection in 0..4 {
        read(connection, b"\x80\x05Hello\x81\x02Hi");
    }
    let dropped: Vec<_> = messages.iter().filter(|(_, len, kept)| *len != *kept as u64).collect();
    assert!(!dropped.is_empty());
    assert!(dropped.iter().all(|(_, len, kept)| (*len, *kept) == (MESSAGE as u64 + 5, 0)));
    assert_eq!(messages.iter().filter(|(_, len, kept)| (*len, *kept) == (2, 2)).count(), 4);
    assert_eq!(notes, dropped.len());
}
