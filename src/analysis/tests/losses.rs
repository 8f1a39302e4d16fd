//! Two ends and gaps: honest conversations of both directions, cut anywhere, with bytes that the input
//! does not have.

use super::super::*;
use super::heads::{REQUEST, RESPONSE};
use super::{Come, HEADS, pieces, story, stream};
use crate::finding::{Finding, Level};
use crate::frame::mask;
use crate::message::deflate::Deflater;
use proptest::prelude::*;
use proptest::sample::Index;

/// What one end does next.
#[derive(Clone, Debug)]
enum Act {
    /// A message in as many fragments as there are cuts and one, with a ping between if `true`.
    Say {
        binary: bool,
        payload: Vec<u8>,
        cuts: Vec<Index>,
        ping: bool,
    },
    Ping(Vec<u8>),
    Pong(Vec<u8>),
}

/// The turns of a conversation: who sends what, in order.
type Turns = Vec<(Role, Vec<u8>)>;

fn act() -> impl Strategy<Value = Act> {
    let payload = prop_oneof![
        "[a-zA-Z ]{0,40}".prop_map(|text| (false, text.into_bytes())),
        "[你好最é😀A-Z]{0,60}".prop_map(|text| (false, text.into_bytes())),
        "(the same words )[0-9]{1,3}(the same words ){1,20}"
            .prop_map(|text| (false, text.into_bytes())),
        prop::collection::vec(any::<u8>(), 0..300).prop_map(|bytes| (true, bytes)),
    ];
    let cuts = prop_oneof![3 => Just(vec![]), 1 => prop::collection::vec(any::<Index>(), 1..4)];
    let control = prop::collection::vec(any::<u8>(), 0..20);
    prop_oneof![
        6 => (payload, cuts, any::<bool>()).prop_map(|((binary, payload), cuts, ping)| {
            Act::Say { binary, payload, cuts, ping }
        }),
        1 => control.clone().prop_map(Act::Ping),
        1 => control.prop_map(Act::Pong),
    ]
}

/// One end that writes honest frames.
struct Writer {
    role: Role,
    deflater: Option<Deflater>,
    key: u32,
}

impl Writer {
    fn frame(&mut self, byte0: u8, payload: &[u8]) -> Vec<u8> {
        let bit = if self.role == Role::Client { 0x80 } else { 0 };
        let mut frame = vec![byte0];
        match payload.len() {
            len @ 0..126 => frame.push(bit | len as u8),
            len => frame.extend([bit | 126, (len >> 8) as u8, len as u8]),
        }
        let start = frame.len() + usize::from(bit / 0x20);
        if self.role == Role::Client {
            self.key = self.key.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            frame.extend(self.key.to_be_bytes());
        }
        frame.extend(payload);
        if self.role == Role::Client {
            mask::apply(&mut frame[start..], self.key.to_be_bytes(), 0);
        }
        frame
    }

    fn act(&mut self, act: &Act) -> Vec<u8> {
        let Act::Say { binary, payload, cuts, ping } = act else {
            return match act {
                Act::Ping(payload) => self.frame(0x89, payload),
                Act::Pong(payload) | Act::Say { payload, .. } => self.frame(0x8a, payload),
            };
        };
        let (rsv, payload) = match &mut self.deflater {
            Some(deflater) => (0x40, deflater.deflate(payload)),
            None => (0, payload.clone()),
        };
        let parts = pieces(&payload, cuts);
        let last = parts.len() - 1;
        let mut bytes = Vec::new();
        for (index, part) in parts.into_iter().enumerate() {
            let fin = if index == last { 0x80 } else { 0 };
            let opcode = if index > 0 { 0 } else { rsv | if *binary { 2 } else { 1 } };
            bytes.extend(self.frame(fin | opcode, part));
            if *ping && index < last {
                bytes.extend(self.frame(0x89, b"between"));
            }
        }
        bytes
    }
}

/// An honest conversation, from its request to both Close frames.
fn conversation() -> impl Strategy<Value = Turns> {
    let extension = prop::sample::select(vec![
        "",
        "Sec-WebSocket-Extensions: permessage-deflate\r\n",
        "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; \
         client_no_context_takeover\r\n",
    ]);
    let acts = prop::collection::vec((any::<bool>(), act()), 0..12);
    (extension, acts, any::<u32>()).prop_map(|(extension, acts, key)| {
        let takeover = !extension.contains("no_context");
        let writer = |role| Writer {
            role,
            key,
            deflater: (!extension.is_empty()).then(|| Deflater::new(takeover, 15)),
        };
        let (mut client, mut server) = (writer(Role::Client), writer(Role::Server));
        let response = [RESPONSE, extension, "\r\n"].concat().into_bytes();
        let mut turns = vec![(Role::Client, REQUEST.into()), (Role::Server, response)];
        for (is_client, act) in acts {
            let writer = if is_client { &mut client } else { &mut server };
            turns.push((writer.role, writer.act(&act)));
        }
        turns.push((Role::Client, client.frame(0x88, b"\x03\xe8")));
        turns.push((Role::Server, server.frame(0x88, b"\x03\xe8")));
        turns
    })
}

/// The findings and the causes of what comes, each with its level.
fn blamed(come: &[Come<'_>]) -> Vec<String> {
    let mut blamed = Vec::new();
    let mut add = |findings: &[Finding]| {
        let grave = findings.iter().filter(|finding| finding.level != Level::Note);
        blamed.extend(
            grave.map(|f| format!("{} {} {:?}", f.level.name(), f.fault.rule().code(), f.fault)),
        );
    };
    let mut causes = Vec::new();
    let mut on = |told: Told<'_>, _: Place| match told {
        Told::Frame(frame) => add(frame.findings),
        Told::Opening(opening) => {
            opening.halves().for_each(|half| add(&half.findings));
            causes.extend(opening.claims.iter().map(|claim| format!("cause {claim:?}")));
        }
        Told::Ended(ended) => add(ended.findings),
        Told::Cause(cause) => causes.push(format!("cause {cause:?}")),
        Told::Message(_) | Told::Body(_) | Told::Over(_) => {}
    };
    let mut analysis = Analysis::new(HEADS);
    for come in come {
        match *come {
            Come::Bytes(from, bytes) => {
                let chunk = Chunk { connection: Some(0), from, bytes, ..Chunk::default() };
                analysis.read(chunk, &mut on);
            }
            Come::Pause => analysis.pause(&mut on),
            Come::Lost(from, bytes) => analysis.lost(Some(0), from, bytes, &mut on),
        }
    }
    analysis.close(Some(0), true, &mut on);
    [blamed, causes].concat()
}

/// Each turn, whole.
fn whole(turns: &Turns) -> Vec<Come<'_>> {
    turns.iter().map(|(role, bytes)| Come::Bytes(Some(*role), bytes)).collect()
}

/// Each turn, cut at these places of it.
fn cut<'a>(turns: &'a Turns, cuts: &[Index]) -> Vec<Come<'a>> {
    let parts = |(role, bytes): &'a (Role, Vec<u8>)| {
        pieces(bytes, cuts).into_iter().map(move |part| Come::Bytes(Some(*role), part))
    };
    turns.iter().flat_map(parts).collect()
}

/// The turns without the bytes from `lost.0` up to `lost.1` of what `role` sends, and what came of
/// it behind them cut at these places.
fn with_gap<'a>(
    turns: &'a Turns,
    role: Role,
    lost: (usize, usize),
    cuts: &[Index],
) -> Vec<Come<'a>> {
    let (mut at, mut come) = (0, Vec::new());
    for (from, bytes) in turns {
        if *from != role {
            come.push(Come::Bytes(Some(*from), bytes));
            continue;
        }
        let index = |place: usize| place.saturating_sub(at).min(bytes.len());
        let (before, behind) = (&bytes[..index(lost.0)], &bytes[index(lost.1)..]);
        if !before.is_empty() {
            come.push(Come::Bytes(Some(role), before));
        }
        if at + bytes.len() >= lost.1 && at < lost.1 {
            come.push(Come::Lost(role, (lost.1 - lost.0) as u64));
        }
        let parts = pieces(behind, cuts).into_iter().filter(|part| !part.is_empty());
        come.extend(parts.map(|part| Come::Bytes(Some(role), part)));
        at += bytes.len();
    }
    come
}

fn role() -> impl Strategy<Value = Role> {
    prop::sample::select(vec![Role::Client, Role::Server])
}

fn cuts() -> impl Strategy<Value = Vec<Index>> {
    prop::collection::vec(any::<Index>(), 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn two_ends_tell_the_same_story_however_their_bytes_are_cut(
        mut turns in conversation(),
        damage in prop::collection::vec((role(), any::<Index>(), stream()), 0..3),
        halves in cuts(),
        cuts in cuts(),
    ) {
        for (role, at, bytes) in damage {
            turns.insert(at.index(turns.len() + 1), (role, bytes));
        }
        // What one end sends may come in the middle of a frame of the other.
        let turns: Turns = cut(&turns, &halves).into_iter().filter_map(|come| match come {
            Come::Bytes(Some(role), bytes) => Some((role, bytes.to_vec())),
            _ => None,
        }).collect();
        let expected = story(&whole(&turns), HEADS);
        prop_assert_eq!(&story(&cut(&turns, &cuts), HEADS), &expected);
        let single: Vec<_> = turns.iter().flat_map(|(role, bytes)| {
            bytes.chunks(1).map(|byte| Come::Bytes(Some(*role), byte))
        }).collect();
        prop_assert_eq!(story(&single, HEADS), expected);
    }

    #[test]
    fn honest_ends_are_blamed_for_nothing(turns in conversation(), cuts in cuts()) {
        prop_assert_eq!(blamed(&cut(&turns, &cuts)), [""; 0]);
    }

    #[test]
    fn what_a_capture_lost_is_blamed_on_nobody(
        turns in conversation(),
        role in role(),
        from in any::<Index>(),
        to in any::<Index>(),
        cuts in cuts(),
    ) {
        let sent = turns.iter().filter(|(from, _)| *from == role);
        let len: usize = sent.map(|(_, bytes)| bytes.len()).sum();
        let (from, to) = (from.index(len), to.index(len));
        let (from, to) = (from.min(to), from.max(to) + 1);
        let come = with_gap(&turns, role, (from, to), &cuts);
        let missing = ["incomplete F01", "incomplete F02", "incomplete H14", "incomplete M08"];
        let is_missing = |blamed: &String| missing.iter().any(|missing| blamed.starts_with(missing));
        let blamed: Vec<_> = blamed(&come).into_iter().filter(|blamed| !is_missing(blamed)).collect();
        prop_assert_eq!(blamed, [""; 0], "{} of {} to {}, {:?}", role.name(), from, to, come);
    }
}
