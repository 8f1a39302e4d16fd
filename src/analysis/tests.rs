//! The same bytes tell the same story, however they come.

mod endings;
mod heads;
mod losses;
mod memory;
mod upgrades;

use super::*;
use crate::conversation::Frame;
use crate::frame::mask;
use crate::slips::frame::{FrameSlip, explain};
use crate::terms::CloseCode;
use proptest::prelude::*;

/// What an analysis tells, a line each, and what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Story {
    pub(super) told: Vec<String>,
    pub(super) verdict: &'static str,
    pub(super) counts: String,
}

/// How bytes come.
#[derive(Clone, Copy, Debug)]
pub(super) enum Come<'a> {
    Bytes(Option<Role>, &'a [u8]),
    Pause,
    Lost(Role, u64),
}

/// What became of the bytes in the end: frames that a cause explained away are none.
pub(super) fn story(come: &[Come<'_>], options: Options) -> Story {
    let mut analysis = Analysis::new(options);
    let mut told: Vec<(Option<u64>, String)> = Vec::new();
    let mut on = |what: Told<'_>, _: Place| match what {
        Told::Frame(frame) => told.push((Some(frame.number), line_of(frame))),
        Told::Message(message) => told.push((Some(message.last_frame), format!("{message:?}"))),
        Told::Cause(Cause::Frame { number, claims, explains, .. }) => {
            told.retain(|(of, _)| of.is_none_or(|of| !explains.contains(&of)));
            let after = told.iter().rposition(|(of, _)| *of == Some(number)).map_or(0, |at| at + 1);
            told.insert(after, (Some(number), format!("cause {number} {claims:?}")));
        }
        Told::Cause(Cause::Heads(claims)) => told.push((None, format!("{claims:?}"))),
        Told::Opening(opening) => {
            told.extend(opening.halves().map(|half| (None, format!("{half:?}"))));
            told.push((None, format!("{:?} {:?}", opening.claims, opening.cause)));
        }
        Told::Body(body) => told.push((None, format!("{body:?}"))),
        Told::Over(ending) => told.push((None, format!("{ending:?}"))),
        Told::Ended(ended) => told.push((None, format!("{ended:?}"))),
    };
    for come in come {
        match *come {
            Come::Bytes(from, bytes) => {
                analysis.read(Chunk { from, bytes, ..Chunk::default() }, &mut on);
            }
            Come::Pause => analysis.pause(&mut on),
            Come::Lost(from, bytes) => analysis.lost(None, from, bytes, &mut on),
        }
    }
    analysis.finish(&mut on);
    let tally = analysis.into_tally();
    let told = told.into_iter().map(|(_, line)| line).filter(|line| line != "[] None").collect();
    Story { told, verdict: tally.verdict().name(), counts: format!("{tally:?}") }
}

fn line_of(frame: &Frame<'_>) -> String {
    format!("{frame:?}")
}

pub(super) fn at_once(bytes: &[u8], from: Option<Role>) -> Story {
    story(&[Come::Bytes(from, bytes)], HEADS)
}

pub(super) const HEADS: Options = Options {
    conversation: FrameOptions {
        opening_seen: false,
        max_frame: 64 << 20,
        max_message: 64 << 20,
        keep: Keep::Payload,
        deflate: None,
    },
    heads: true,
    max_memory: super::MAX_MEMORY,
};

/// The causes of a story, by name.
fn causes(bytes: &[u8]) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut on = |told: Told<'_>, _| {
        if let Told::Cause(Cause::Frame { claims, .. }) = told {
            found.extend(claims.iter().map(|claim| claim.evidence.slip().name()));
        }
    };
    let mut analysis = Analysis::new(HEADS);
    analysis.read(Chunk { bytes, ..Chunk::default() }, &mut on);
    analysis.finish(&mut on);
    found
}

#[test]
fn a_sound_frame_gets_its_cause_from_what_follows_it() {
    let bytes = [b"\x81\xc8".as_slice(), &[b'x'; 200], b"\x81\x02ok"].concat();
    assert_eq!(causes(&bytes), ["length-254"]);
    let told = at_once(&bytes, None).told;
    assert!(told.last().unwrap().contains("last_frame: 2"), "{told:#?}");
    for at in 1..bytes.len() {
        let (head, tail) = bytes.split_at(at);
        let paused = [Come::Bytes(None, head), Come::Pause, Come::Bytes(None, tail)];
        assert_eq!(story(&paused, HEADS), at_once(&bytes, None), "a pause at {at}");
    }
}

#[test]
fn behind_a_slip_an_honest_frame_neither_interrupts_nor_repeats() {
    let bytes = [b"\x81\x7e".as_slice(), &[b'a'; 126], b"\x81\x02\x6f\x6b"].concat();
    let story = at_once(&bytes, None);
    assert!(!story.counts.contains("Interrupted"), "{story:#?}");
    assert_eq!(causes(&bytes), ["length-254"]);
}

#[test]
fn every_demo_of_a_slip_is_explained_by_it_and_the_same_with_a_pause_anywhere() {
    for slip in FrameSlip::ALL {
        let from = slip.shows_only_from();
        let wire = slip.apply(&slip.demo()).unwrap();
        let options = Options { heads: false, ..HEADS };
        let whole = story(&[Come::Bytes(from, &wire)], options);
        assert!(whole.counts.contains(slip.name()), "{} {whole:#?}", slip.name());
        for at in (1..wire.len()).step_by(1 + wire.len() / 300) {
            let (head, tail) = wire.split_at(at);
            let paused = [Come::Bytes(from, head), Come::Pause, Come::Bytes(from, tail)];
            assert_eq!(story(&paused, options), whole, "{} with a pause at {at}", slip.name());
        }
    }
}

/// Frames of which many are wrong: bad lengths, reserved bits, slips among them.
pub(super) fn stream() -> impl Strategy<Value = Vec<u8>> {
    let slip = prop::sample::select(FrameSlip::ALL.to_vec())
        .prop_map(|slip| slip.apply(&slip.demo()).unwrap());
    let text = prop_oneof!["[a-z ]{0,30}", "[你好最é😀a-z]{0,20}", "[a-z]{120,140}"];
    let honest =
        (text, any::<bool>(), any::<[u8; 4]>(), 0u8..8).prop_map(|(text, masked, key, how)| {
            let mut payload = text.into_bytes();
            let mut frame = vec![match how {
                0 => 0x01,
                1 => 0x80,
                2 => 0x89,
                3 => 0x88,
                _ => 0x81,
            }];
            if frame[0] & 8 != 0 {
                payload.truncate(60);
            }
            let bit = if masked { 0x80 } else { 0 };
            match payload.len() {
                len @ 0..126 => frame.push(bit | len as u8),
                len => frame.extend([bit | 126, (len >> 8) as u8, len as u8]),
            }
            if masked {
                frame.extend(key);
                mask::apply(&mut payload, key, 0);
            }
            [frame, payload].concat()
        });
    let noise = prop::collection::vec(any::<u8>(), 0..20);
    let part = prop_oneof![5 => honest, 3 => slip, 1 => noise];
    prop::collection::vec(part, 0..6).prop_map(|parts| parts.concat())
}

pub(super) fn pieces<'a>(bytes: &'a [u8], cuts: &[prop::sample::Index]) -> Vec<&'a [u8]> {
    let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
    cuts.extend([0, bytes.len()]);
    cuts.sort_unstable();
    cuts.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect()
}

fn role() -> impl Strategy<Value = Option<Role>> {
    prop_oneof![3 => Just(None), 1 => Just(Some(Role::Client)), 1 => Just(Some(Role::Server))]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_chunking_tells_the_same_story(
        bytes in stream(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..8), from in role(),
    ) {
        let options = Options { heads: false, ..HEADS };
        let whole = story(&[Come::Bytes(from, &bytes)], options);
        let parts: Vec<_> = pieces(&bytes, &cuts).into_iter().map(|part| Come::Bytes(from, part)).collect();
        prop_assert_eq!(&story(&parts, options), &whole);
        let single: Vec<_> = bytes.chunks(1).map(|part| Come::Bytes(from, part)).collect();
        prop_assert_eq!(story(&single, options), whole);
    }

    #[test]
    fn with_pauses_the_end_is_the_same(
        bytes in stream(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..5), from in role(),
    ) {
        let options = Options { heads: false, ..HEADS };
        let whole = story(&[Come::Bytes(from, &bytes)], options);
        let parts = pieces(&bytes, &cuts).into_iter();
        let come: Vec<_> = parts.flat_map(|part| [Come::Bytes(from, part), Come::Pause]).collect();
        prop_assert_eq!(story(&come, options), whole);
    }

    #[test]
    fn what_only_counts_counts_the_same(bytes in stream(), from in role()) {
        let options = Options { heads: false, ..HEADS };
        let conversation = FrameOptions {
            keep: Keep::Suspects, ..options.conversation
        };
        let counting = Options { conversation, ..options };
        let whole = story(&[Come::Bytes(from, &bytes)], options);
        prop_assert_eq!(story(&[Come::Bytes(from, &bytes)], counting).counts, whole.counts);
    }
}

#[test]
fn a_long_frame_that_comes_in_pieces_of_any_size_is_read_once() {
    let len = 3 << 20;
    let bytes = [b"\x82\x7f".as_slice(), &u64::to_be_bytes(len), &vec![7; len as usize]].concat();
    let options = Options { heads: false, ..HEADS };
    let counts = story(&[Come::Bytes(None, &bytes)], options).counts;
    for size in [1 << 16, 1 << 20, (1 << 20) + 1] {
        let pieces: Vec<_> = bytes.chunks(size).map(|piece| Come::Bytes(None, piece)).collect();
        assert_eq!(story(&pieces, options).counts, counts);
    }
}

/// What the slips say of each frame where all bytes are at hand and no first look passes any over.
fn asked_of_each(bytes: &[u8]) -> Vec<String> {
    use crate::conversation::{Chunk as Bytes, Conversation, FrameEvent};
    let mut found = Vec::new();
    let mut conversation = Conversation::new(FrameOptions::default());
    conversation.read(Bytes { from: None, bytes }, &mut |event| {
        if let FrameEvent::Frame(frame) = event
            && frame.findings.is_empty()
        {
            let at = frame.at as usize;
            found.extend(
                explain(&crate::slips::frame::FrameSuspect {
                    wire: &bytes[at..],
                    frame_len: frame.len() as usize,
                    header: frame.header,
                    payload: frame.payload,
                    kind: frame.fragment.map(|fragment| fragment.kind),
                    findings: &[],
                    sender: frame.sender,
                    earlier: &[],
                })
                .into_iter()
                .map(|claim| format!("{} {claim:?}", frame.number)),
            );
        }
    });
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_first_look_passes_over_nothing_that_a_slip_explains(bytes in stream()) {
        let told = at_once(&bytes, None).told.concat();
        if let Some(first) = asked_of_each(&bytes).first() {
            let claim = first.split_once(' ').unwrap().1;
            prop_assert!(told.contains(claim), "{first} is not in {told}");
        }
    }
}
