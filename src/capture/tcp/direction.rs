//! One direction of a connection: segments in any order in, bytes in the order of the stream out.
//!
//! Positions count bytes of the stream in 64 bits, so that sequence numbers may wrap around.
//! Where segments overlap, the bytes that could be told first count. A hole is given up, and told
//! as a gap, when the other end acknowledged it (and a few packets passed, since captures do not
//! keep packets in strict order), when the waiting bytes fill the buffer, or at the end.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::super::event::Missing;
use super::super::layers::Segment;
use super::super::recognise::FirstBytes;

/// Packets of the connection after which an acknowledged hole is given up.
const PATIENCE: u8 = 4;

/// What a piece costs beside its bytes.
const PIECE_COST: usize = 96;

/// How many bytes wait, of all connections together.
#[derive(Debug)]
pub(super) struct Budget {
    used: Cell<usize>,
    max: usize,
}

impl Budget {
    /// Room for `max` bytes.
    pub(super) fn new(max: usize) -> Self {
        Self { used: Cell::new(0), max }
    }

    /// Whether there is room for so many bytes more.
    pub(super) fn has_room(&self, bytes: usize) -> bool {
        self.used.get() + bytes <= self.max
    }

    pub(super) fn take(&self, bytes: usize) {
        self.used.set(self.used.get() + bytes);
    }

    pub(super) fn give_back(&self, bytes: usize) {
        self.used.set(self.used.get().saturating_sub(bytes));
    }
}

/// The packet that brought some bytes.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Mark {
    pub(in super::super) time: Option<u64>,
    pub(in super::super) packet: u64,
}

/// What comes next in the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Flow<'a> {
    Bytes(&'a [u8]),
    Gap(u64, Missing),
}

impl Flow<'_> {
    /// How many bytes are here.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Bytes(bytes) => bytes.len(),
            Self::Gap(..) => 0,
        }
    }

    /// What a direction is that begins so.
    pub(super) fn first_bytes(&self) -> FirstBytes {
        match self {
            Self::Bytes(bytes) => FirstBytes::of(bytes),
            Self::Gap(..) => FirstBytes::More,
        }
    }
}

/// Bytes that wait for earlier ones.
struct Piece {
    bytes: Vec<u8>,
    cut_bytes: u32,
    mark: Mark,
}

impl Piece {
    fn cost(&self) -> usize {
        self.bytes.len() + PIECE_COST
    }

    fn end(&self, start: u64) -> u64 {
        start + self.bytes.len() as u64 + u64::from(self.cut_bytes)
    }
}

/// The state of one direction.
#[derive(Default)]
pub(super) struct Direction {
    /// Sequence number of the next byte; `None` before the first.
    next: Option<u32>,
    /// The sequence number of its SYN.
    pub(super) initial: Option<u32>,
    /// Position of the next byte.
    at: u64,
    /// By the position of their first byte.
    held: BTreeMap<u64, Piece>,
    /// Position of its end, as FIN says.
    fin_at: Option<u64>,
    /// Position up to which the other end has it.
    acked: u64,
    patience: u8,
}

impl Direction {
    /// Takes a segment; returns how many of its bytes had come before.
    pub(super) fn push(
        &mut self,
        segment: &Segment<'_>,
        mark: Mark,
        budget: &Budget,
        on: &mut impl FnMut(Mark, Flow<'_>),
    ) -> u64 {
        let mut seq = segment.seq;
        if segment.syn {
            self.initial.get_or_insert(seq);
            seq = seq.wrapping_add(1);
            self.next.get_or_insert(seq);
        }
        let whole = segment.payload.len() as u64 + u64::from(segment.cut_bytes);
        if whole == 0 && !segment.fin {
            return 0;
        }
        // Without a SYN the stream begins where it is first seen.
        let next = *self.next.get_or_insert(seq);
        let ahead = i64::from(seq.wrapping_sub(next) as i32);
        let Some(start) = self.at.checked_add_signed(ahead) else {
            return segment.payload.len() as u64;
        };
        if segment.fin {
            self.fin_at.get_or_insert(start + whole);
        }
        if whole == 0 {
            return 0;
        }
        let (payload, cut) = (segment.payload, segment.cut_bytes);
        if start > self.at {
            let piece = Piece { bytes: payload.to_vec(), cut_bytes: cut, mark };
            return self.hold(start, piece, budget, on);
        }
        let repeated = self.tell(start, payload, cut, mark, on);
        if !self.held.is_empty() {
            self.drain(budget, on);
        }
        repeated
    }

    /// Takes an acknowledgement by the other end, of everything before `ack`.
    pub(super) fn acknowledge(
        &mut self,
        ack: u32,
        budget: &Budget,
        on: &mut impl FnMut(Mark, Flow<'_>),
    ) {
        let Some(next) = self.next else { return };
        let ahead = i64::from(ack.wrapping_sub(next) as i32);
        self.acked = self.acked.max(self.at.saturating_add_signed(ahead));
        let Some(first) = self.held.keys().next() else { return };
        if self.acked < *first {
            return;
        }
        self.patience += 1;
        if self.patience >= PATIENCE {
            self.give_up_hole(Missing::NotCaptured, budget, on);
        }
    }

    /// Whether nothing more can come: all up to FIN has been told, or FIN was acknowledged.
    pub(super) fn is_finished(&self) -> bool {
        self.fin_at.is_some_and(|end| end <= self.at || end < self.acked)
    }

    /// Whether a reset with this sequence number can come from this end.
    pub(super) fn believes_reset(&self, seq: u32) -> bool {
        const WINDOW: u32 = 1 << 20;
        self.next.is_none_or(|next| seq.wrapping_sub(next) <= WINDOW)
    }

    /// Whether all bytes before its FIN have been told.
    pub(super) fn is_at_fin(&self) -> bool {
        self.fin_at.is_some_and(|end| end <= self.at)
    }

    /// Whether its first byte is the one behind a SYN of that sequence number.
    pub(super) fn begins_behind(&self, syn: u32) -> bool {
        let first = self.next.map(|next| next.wrapping_sub(self.at as u32));
        first == Some(syn.wrapping_add(1))
    }

    /// Tells what waits, with the gaps before it, and what is known to be missing at the end,
    /// which no packet stands behind: `last` is that of the connection.
    pub(super) fn finish(
        &mut self,
        last: Mark,
        budget: &Budget,
        on: &mut impl FnMut(Mark, Flow<'_>),
    ) {
        while let Some((first, _)) = self.held.first_key_value() {
            let acked = self.acked >= *first;
            let why = if acked { Missing::NotCaptured } else { Missing::NeverCame };
            self.give_up_hole(why, budget, on);
        }
        // An acknowledgement of one byte more may well be that of a FIN that was not captured.
        let acked = self.acked.saturating_sub(1);
        let (end, why) = match self.fin_at {
            Some(end) => (end, Missing::NeverCame),
            None => (acked, Missing::NotCaptured),
        };
        if let Some(missing @ 1..) = end.checked_sub(self.at) {
            let missing = if self.fin_at.is_some() { missing } else { missing + 1 };
            self.skip(missing, why, last, on);
        }
    }

    /// Forgets what waits.
    pub(super) fn clear(&mut self, budget: &Budget) {
        for piece in std::mem::take(&mut self.held).into_values() {
            budget.give_back(piece.cost());
        }
    }

    /// Tells the part of a segment from `start` that is new; the rest had come before.
    fn tell(
        &mut self,
        start: u64,
        payload: &[u8],
        cut: u32,
        mark: Mark,
        on: &mut impl FnMut(Mark, Flow<'_>),
    ) -> u64 {
        let old = self.at.saturating_sub(start);
        let fresh =
            usize::try_from(old).ok().and_then(|old| payload.get(old..)).unwrap_or_default();
        if !fresh.is_empty() {
            self.advance(fresh.len() as u64);
            on(mark, Flow::Bytes(fresh));
        }
        let end = start + payload.len() as u64 + u64::from(cut);
        if let Some(missing @ 1..) = end.checked_sub(self.at) {
            self.skip(missing, Missing::CutPacket, mark, on);
        }
        (payload.len() - fresh.len()) as u64
    }

    fn hold(
        &mut self,
        start: u64,
        piece: Piece,
        budget: &Budget,
        on: &mut impl FnMut(Mark, Flow<'_>),
    ) -> u64 {
        let len = piece.bytes.len() as u64;
        if self.held.get(&start).is_some_and(|held| held.end(start) >= piece.end(start)) {
            return len;
        }
        if !budget.has_room(piece.cost()) {
            while !self.held.is_empty() {
                self.give_up_hole(Missing::BufferFull, budget, on);
            }
            if let Some(missing @ 1..) = start.checked_sub(self.at) {
                self.skip(missing, Missing::BufferFull, piece.mark, on);
            }
            return self.tell(start, &piece.bytes, piece.cut_bytes, piece.mark, on);
        }
        budget.take(piece.cost());
        if let Some(shorter) = self.held.insert(start, piece) {
            budget.give_back(shorter.cost());
        }
        0
    }

    /// Tells what waits and now comes next.
    fn drain(&mut self, budget: &Budget, on: &mut impl FnMut(Mark, Flow<'_>)) {
        while let Some(first) = self.held.first_entry() {
            if *first.key() > self.at {
                return;
            }
            let (start, piece) = first.remove_entry();
            budget.give_back(piece.cost());
            self.tell(start, &piece.bytes, piece.cut_bytes, piece.mark, on);
        }
    }

    fn give_up_hole(&mut self, why: Missing, budget: &Budget, on: &mut impl FnMut(Mark, Flow<'_>)) {
        if let Some((first, piece)) = self.held.first_key_value() {
            let (missing, mark) = (first.saturating_sub(self.at), piece.mark);
            if missing > 0 {
                self.skip(missing, why, mark, on);
            }
        }
        self.drain(budget, on);
    }

    fn skip(
        &mut self,
        missing: u64,
        why: Missing,
        mark: Mark,
        on: &mut impl FnMut(Mark, Flow<'_>),
    ) {
        self.advance(missing);
        on(mark, Flow::Gap(missing, why));
    }

    fn advance(&mut self, bytes: u64) {
        self.at += bytes;
        // Truncation is what sequence numbers do: they count modulo 2^32.
        self.next = self.next.map(|next| next.wrapping_add(bytes as u32));
        self.patience = 0;
    }
}
