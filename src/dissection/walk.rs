//! Walks through bytes that are all here: the opening handshake if they begin with one, then frame
//! by frame, with the slips asked at each.
//!
//! Where a slip accounts for more bytes than the reader took for the frame, or for fewer, the walk
//! goes on where the sender's next frame begins: what a reader makes of the wrong bytes is no news.

use std::collections::VecDeque;

use super::{Dissection, Opening};
use crate::bits::Span;
use crate::conversation::{Body, Chunk, Conversation, Event, FrameEnd, Options};
use crate::finding::Finding;
use crate::frame::FrameHeader;
use crate::handshake::{Beginning, begins_like_head};
use crate::slips::frame::{Claim, Earlier, FrameSuspect, explain};
use crate::terms::Role;

/// How to read the bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct WalkOptions {
    /// Who sent them; `None` infers it from the MASK bit of each frame.
    pub from: Option<Role>,
    /// What the conversation is to know and to take.
    pub conversation: Options,
}

/// What a walk comes by.
#[derive(Clone, Debug)]
pub enum Item {
    /// The opening handshake, as far as it is here.
    Opening(Box<Opening>),
    /// A frame.
    Frame(Box<Dissection>),
    /// Bytes behind an answer that opens no connection: they are no frames.
    Body(Body),
    /// What the end of the input leaves unfinished, and whose it is.
    Ended(Role, Vec<Finding>),
}

/// What is left behind the last frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Nothing.
    Clean,
    /// A line end, which an editor or a shell put there: no frame begins with it.
    LineEnd(Span),
    /// Bytes behind a frame that was refused, which nobody can read as frames.
    Unread(Span),
}

/// How many frames back a slip may look, and how many bytes these frames may have.
const MEMORY_FRAMES: usize = 256;
const MEMORY_BYTES: usize = 4 << 20;
/// The most bytes that a slip is shown behind a frame that is whole. Behind a frame that is not,
/// it is shown all of them: they may well belong to it.
const LOOKAHEAD: usize = 1 << 16;

/// Dissects `bytes` in order and hands over each item; gives what is left behind them. Time is
/// linear in `bytes`: damaged input is searched for slips only as far as that allows.
pub fn walk(bytes: &[u8], options: WalkOptions, mut on: impl FnMut(Item)) -> Ending {
    let mut walker = Walker {
        bytes,
        from: options.from,
        conversation: Conversation::new(options.conversation),
        earlier: VecDeque::new(),
        earlier_bytes: 0,
        patience: bytes.len().saturating_mul(16).saturating_add(1 << 20),
    };
    let heads = options.conversation.heads && begins_with_head(bytes);
    let mut at = if heads { walker.opening(&mut on) } else { 0 };
    let mut ending = Ending::Clean;
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        if at > 0 && matches!(rest, b"\n" | b"\r\n" | b"\r") {
            ending = Ending::LineEnd(Span::new(at, bytes.len()));
            break;
        }
        let Some(frame) = walker.step(at) else { break };
        let (end, refused) = (frame.span().end, frame.end == FrameEnd::Refused);
        let explained = frame.covered() > 0;
        on(Item::Frame(Box::new(frame)));
        if refused && !explained && end < bytes.len() {
            ending = Ending::Unread(Span::new(end, bytes.len()));
            break;
        }
        at = end;
    }
    walker.conversation.finish(&mut |event| match event {
        Event::Ended(ended) => on(Item::Ended(ended.role, ended.findings.to_vec())),
        Event::Body(body) => on(Item::Body(body)),
        _ => {}
    });
    ending
}

/// The frames of `bytes` alone, as [`walk`] dissects them; all are held at once.
pub fn frames(bytes: &[u8], options: WalkOptions) -> Vec<Dissection> {
    let mut frames = Vec::new();
    walk(bytes, options, |item| {
        if let Item::Frame(frame) = item {
            frames.push(*frame);
        }
    });
    frames
}

/// Whether the bytes begin with an HTTP head. TLS is shown best where frames are read.
fn begins_with_head(bytes: &[u8]) -> bool {
    let beginning = begins_like_head(bytes);
    matches!(beginning, Beginning::Request | Beginning::Answer | Beginning::Http2)
}

struct Walker<'a> {
    bytes: &'a [u8],
    from: Option<Role>,
    conversation: Conversation,
    earlier: VecDeque<Dissection>,
    earlier_bytes: usize,
    /// Bytes that slips may still be shown.
    patience: usize,
}

impl Walker<'_> {
    /// Reads the handshake at the beginning; gives where the frames begin.
    fn opening(&mut self, on: &mut impl FnMut(Item)) -> usize {
        let opening = Opening::read(self.bytes);
        let (used, frames_follow) = (opening.used, opening.frames_follow());
        on(Item::Opening(Box::new(opening)));
        let heads = self.bytes.get(..used).unwrap_or(self.bytes);
        self.conversation.read(Chunk { from: self.from, bytes: heads }, &mut |_| {});
        if frames_follow && used < self.bytes.len() {
            self.conversation.resume(self.from);
            return used;
        }
        let rest = self.bytes.get(used..).unwrap_or_default();
        if !rest.is_empty() {
            let len = rest.len() as u64;
            on(Item::Body(Body { from: self.from, at: used as u64, len }));
        }
        self.bytes.len()
    }

    /// Dissects the frame that begins at `at`.
    fn step(&mut self, at: usize) -> Option<Dissection> {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let len = frame_len(rest);
        let wire = rest.get(..len).unwrap_or(rest);
        let mut frame = None;
        let mut message = None;
        let mut on = |event: Event<'_>| match event {
            Event::Frame(seen) => frame = Some(Dissection::unexplained(&seen, at, wire.to_vec())),
            Event::Message(whole) if whole.first_frame != whole.last_frame => {
                message = Some(whole.payload.to_vec());
            }
            _ => {}
        };
        self.conversation.read(Chunk { from: self.from, bytes: wire }, &mut on);
        self.conversation.cut(self.from, &mut on);
        let mut frame = frame?;
        frame.message = message;
        if frame.end == FrameEnd::Refused {
            frame.wire.truncate(frame.header_len());
        }
        frame.claims = self.explain(&frame, rest);
        if frame.end != FrameEnd::Whole {
            self.conversation.resume(self.from);
        }
        self.remember(&frame);
        Some(frame)
    }
    /// Asks the slips what made the frame.
    fn explain(&mut self, frame: &Dissection, rest: &[u8]) -> Vec<Claim> {
        let shown = match frame.end {
            FrameEnd::Whole => rest.len().min(frame.wire.len().saturating_add(LOOKAHEAD)),
            FrameEnd::Cut | FrameEnd::Refused => rest.len(),
        };
        let Some(patience) = self.patience.checked_sub(shown) else { return Vec::new() };
        if !frame.findings.is_empty() {
            self.patience = patience;
        }
        // Where nothing is wrong, what came long before explains nothing.
        let memory = if frame.findings.is_empty() { 4 } else { MEMORY_FRAMES };
        let from = self.earlier.len().saturating_sub(memory);
        let earlier: Vec<Earlier<'_>> = self.earlier.range(from..).filter_map(as_earlier).collect();
        explain(&FrameSuspect {
            wire: rest.get(..shown).unwrap_or(rest),
            frame_len: frame.wire.len(),
            header: frame.header,
            payload: &frame.payload,
            kind: frame.fragment.map(|fragment| fragment.kind),
            findings: &frame.findings,
            sender: frame.sender,
            earlier: &earlier,
        })
    }

    fn remember(&mut self, frame: &Dissection) {
        self.earlier_bytes += frame.wire.len();
        self.earlier.push_back(frame.clone());
        while self.earlier.len() > MEMORY_FRAMES || self.earlier_bytes > MEMORY_BYTES {
            let Some(oldest) = self.earlier.pop_front() else { break };
            self.earlier_bytes = self.earlier_bytes.saturating_sub(oldest.wire.len());
        }
    }
}

/// Length in bytes of the frame at the start of `bytes`, as far as it is here.
fn frame_len(bytes: &[u8]) -> usize {
    FrameHeader::read(bytes).map_or(bytes.len(), |(header, header_len)| {
        let payload = usize::try_from(header.payload_len()).unwrap_or(usize::MAX);
        header_len.saturating_add(payload).min(bytes.len())
    })
}

fn as_earlier(frame: &Dissection) -> Option<Earlier<'_>> {
    let header = frame.header?;
    Some(Earlier {
        header,
        whole: &frame.wire,
        wire: frame.wire.get(header.header_len()..).unwrap_or_default(),
        payload: &frame.payload,
        sender: frame.sender,
    })
}
