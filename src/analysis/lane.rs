//! One stream of bytes of a connection: what of it is kept, how far it was read, what it is at. The
//! bytes themselves are borrowed from whoever brings them; what must outlast that is copied, at the
//! end of a chunk.

use std::borrow::Cow;
use std::collections::VecDeque;

use super::body::BodyReader;
use super::suspects::Held;
use super::told::Place;
use crate::terms::{Opcode, Role};

/// How many bytes behind a whole frame may be evidence about it.
pub const LOOK_BEHIND: u64 = 64 << 10;
/// How many bytes from its first a frame may have that is cut, refused, or explained at all.
pub(super) const LONGEST: u64 = 1 << 20;
/// How many bytes of earlier frames are kept, about.
pub(super) const HISTORY: u64 = 16 << 10;
/// How many bytes all connections together keep for evidence.
pub const MEMORY: usize = 8 << 20;

/// A stream of bytes: one direction, or both where they were captured as one.
#[derive(Debug, Default)]
pub(super) struct Lane {
    pub(super) phase: Phase,
    /// Bytes that came before the chunk at hand, from `kept_at` on.
    pub(super) kept: Vec<u8>,
    pub(super) kept_at: u64,
    /// How many bytes have come.
    pub(super) end: u64,
    /// How many of them were read.
    pub(super) read: u64,
    /// Where earlier frames begin of which the bytes are kept.
    pub(super) marks: [u64; 2],
    /// The frame before, where nothing is wrong with it and nothing came between.
    pub(super) last: Option<Last>,
    /// The first byte of the frame at hand, where it can still be explained.
    pub(super) begun_at: Option<u64>,
    /// Frames that may be explained by what comes.
    pub(super) held: Option<Box<Held>>,
    /// When the bytes came that are kept and were not read: up to where, and when.
    pub(super) places: VecDeque<(u64, Place)>,
    /// When its last bytes came.
    pub(super) latest: (Option<u64>, Option<u64>),
    /// Bytes that were shown to slips.
    pub(super) shown: u64,
    /// Whether its end was seen.
    pub(super) ended: bool,
    /// Whether frames may be missing, a Close frame among them.
    pub(super) gap: bool,
    /// How many more frames must be in order before it is sure that they began where reading went on
    /// behind a gap.
    pub(super) unproven: u8,
}

/// A frame that was told and with which nothing is wrong.
#[derive(Clone, Copy, Debug)]
pub(super) struct Last {
    pub(super) number: u64,
    pub(super) at: u64,
    /// What its message carries, where its opcode does not say so.
    pub(super) kind: Option<Opcode>,
}

/// What a stream is at.
#[derive(Debug, Default)]
pub(super) enum Phase {
    /// Frames.
    #[default]
    Frames,
    /// Perhaps a head, of which so many bytes were looked at.
    Head(usize),
    /// Bytes behind the head of that end, which may show what is wrong with it; `true` where its own
    /// lines have shown that.
    BehindHead(Role, bool),
    /// The body of an HTTP message, or another protocol.
    Body(Box<BodyReader>),
    /// So many bytes of a payload that a gap fell into; frames follow.
    LostPayload(u64),
    /// Bytes behind a gap, where nobody knows where a frame begins.
    Lost,
    /// What stands behind a frame that was refused.
    Unread,
}

/// The bytes of a stream that are at hand: those kept of earlier chunks, and the chunk. All bytes
/// that were not read stand in one of the two.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a> {
    pub(super) kept: &'a [u8],
    pub(super) kept_at: u64,
    pub(super) chunk: &'a [u8],
}

impl<'a> View<'a> {
    /// The place in the stream of the chunk's first byte.
    pub(super) const fn chunk_at(&self) -> u64 {
        self.kept_at + self.kept.len() as u64
    }

    /// The place in the stream behind the last byte.
    pub(super) const fn end(&self) -> u64 {
        self.chunk_at() + self.chunk.len() as u64
    }

    /// The bytes from `at` on, which were not read yet.
    pub(super) fn unread(&self, at: u64) -> &'a [u8] {
        let (bytes, start) = match at.checked_sub(self.chunk_at()) {
            Some(start) => (self.chunk, start),
            None => (self.kept, at.saturating_sub(self.kept_at)),
        };
        usize::try_from(start).ok().and_then(|start| bytes.get(start..)).unwrap_or_default()
    }

    /// The bytes from `from` up to `to`, as far as they came; `None` where the first are not kept.
    pub(super) fn bytes(&self, from: u64, to: u64) -> Option<Cow<'a, [u8]>> {
        let chunk_at = self.chunk_at();
        let in_chunk = |at: u64| {
            let index = usize::try_from(at.saturating_sub(chunk_at)).unwrap_or(usize::MAX);
            index.min(self.chunk.len())
        };
        let behind = self.chunk.get(in_chunk(from)..in_chunk(to)).unwrap_or_default();
        if from >= chunk_at {
            return Some(Cow::Borrowed(behind));
        }
        let index = |at: u64| usize::try_from(at.checked_sub(self.kept_at)?).ok();
        let kept = self.kept.get(index(from)?..index(to.min(chunk_at))?)?;
        match behind {
            [] => Some(Cow::Borrowed(kept)),
            behind => Some(Cow::Owned([kept, behind].concat())),
        }
    }
}

impl Lane {
    /// Keeps what is needed of the bytes at hand, and gives back the rest; `kept` are those that were
    /// kept before.
    pub(super) fn keep(&mut self, mut kept: Vec<u8>, chunk: &[u8], held_bytes: &mut usize) {
        let before = kept.capacity();
        let from = self.needed_from(*held_bytes);
        let chunk_at = self.kept_at + kept.len() as u64;
        if from >= chunk_at {
            kept.clear();
        } else {
            let gone = usize::try_from(from.saturating_sub(self.kept_at)).unwrap_or(usize::MAX);
            kept.drain(..gone.min(kept.len()));
        }
        let skipped = usize::try_from(from.saturating_sub(chunk_at)).unwrap_or(usize::MAX);
        let needed = chunk.get(skipped..).unwrap_or_default();
        // Much that was needed once is not held for ever.
        if kept.capacity() > 4096 && kept.capacity() / 4 > kept.len() + needed.len() {
            kept.shrink_to(kept.len() + needed.len());
        }
        kept.extend_from_slice(needed);
        if kept.is_empty() && kept.capacity() > 0 {
            kept = Vec::new();
        }
        (self.kept_at, self.kept) = (self.end - kept.len() as u64, kept);
        *held_bytes = (*held_bytes + self.kept.capacity()).saturating_sub(before);
    }

    /// The first byte that may still be needed.
    fn needed_from(&mut self, held_bytes: usize) -> u64 {
        let mut from = self.read;
        if let Some(first) = self.held.as_ref().and_then(|held| held.suspects.front()) {
            from = from.min(first.at);
        }
        if held_bytes > MEMORY {
            (self.last, self.begun_at) = (None, None);
            return from;
        }
        if let Some(at) = self.begun_at {
            from = from.min(at);
        }
        if self.last.is_some_and(|last| self.read - last.at > LOOK_BEHIND) {
            self.last = None;
        }
        if let Some(last) = self.last {
            from = from.min(last.at);
        }
        if matches!(self.phase, Phase::Frames) { self.history_before(from) } else { from }
    }

    /// Where the earliest frame before the one at `at` begins that may be wanted.
    pub(super) fn history_before(&self, at: u64) -> u64 {
        let near = |mark: &u64| *mark <= at && at - *mark <= HISTORY;
        self.marks.into_iter().find(near).unwrap_or(at)
    }

    /// Whether anything came that was not told.
    pub(super) const fn waits(&self) -> bool {
        self.read < self.end || self.held.is_some()
    }

    /// When the byte before `end` came; `now` if with the chunk at hand.
    pub(super) fn place(&mut self, end: u64, now: Place) -> Place {
        while self.places.front().is_some_and(|(to, _)| *to < end) {
            self.places.pop_front();
        }
        self.places.front().map_or(now, |(_, place)| *place)
    }

    /// Remembers when the bytes came that wait to be read.
    pub(super) fn remember_place(&mut self, place: Place) {
        let known = place.time.is_some() || place.packet.is_some();
        if known && (self.read < self.end || self.held.is_some()) {
            self.places.push_back((self.end, place));
        }
    }
}
