//! What was said in the group, on its way to the members: in steps, so that nobody waits for the end
//! of a delivery. Each kind of compression is done once, for all who take it; only whoever keeps a
//! window of its own is compressed for alone (RFC 7692 section 7.1.1).

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::connection::Connection;
use super::connections::Connections;
use super::group::{Group, Message};
use super::hub::Hub;
use crate::endpoint::{Compressor, Outgoing};
use crate::journal::Happening;
use crate::message::deflate::Deflater;

/// How long one step may hold the lock. What is begun is ended: a piece of compression, a write.
const STEP: Duration = Duration::from_millis(2);
/// Bytes that are compressed between two looks at the clock.
const PIECE: usize = 32 << 10;
/// Frames that stand apart, for one of them is the member's own, are copied together up to so many
/// bytes, to go in one write.
const TOGETHER: usize = 64 << 10;
/// Bytes of memory that a buffer keeps for the next delivery.
const KEPT: usize = 1 << 20;

/// The form in which a member takes messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Plain,
    /// Each compressed for itself, with a window of so many bits.
    Fresh(u8),
    /// With the window of the message before: nobody else's bytes.
    Own,
}

/// A delivery. There is one at a time, and its memory is used again.
#[derive(Debug, Default)]
pub(super) struct Broadcast {
    messages: Vec<Message>,
    plain: Form,
    fresh: BTreeMap<u8, Fresh>,
    /// Keys and numbers of the members: a key may be another's when its turn comes.
    members: Vec<(usize, u64)>,
    /// Members that have got it.
    served: usize,
    /// How far the member at hand is that keeps a window of its own.
    own: Progress,
    /// Who got it in which form, for the log.
    kinds: HashMap<usize, Kind>,
}

/// The frames of a delivery in one form.
#[derive(Debug, Default)]
struct Form {
    bytes: Arc<Vec<u8>>,
    frames: Vec<Range<usize>>,
}

/// The form for one kind of window, and how far it is made.
#[derive(Debug)]
struct Fresh {
    deflater: Deflater,
    form: Form,
    progress: Progress,
    is_made: bool,
}

/// How far some messages are compressed, one after the other.
#[derive(Debug, Default)]
struct Progress {
    message: usize,
    at: usize,
    compressed: Vec<u8>,
}

impl Progress {
    /// Compresses a piece of a message; returns the whole of it when it is done.
    fn step(&mut self, deflater: &mut Deflater, payload: &[u8]) -> Option<Vec<u8>> {
        let end = payload.len().min(self.at + PIECE);
        let piece = payload.get(self.at..end).unwrap_or_default();
        let is_last = end == payload.len();
        deflater.deflate_part(piece, is_last, &mut self.compressed);
        self.at = end;
        if !is_last {
            return None;
        }
        self.at = 0;
        self.message += 1;
        Some(std::mem::take(&mut self.compressed))
    }
}

impl Form {
    /// Forgets the frames; where somebody still waits for their bytes, they are that one's.
    fn clear(&mut self, group: &mut Group) {
        self.frames.clear();
        match Arc::get_mut(&mut self.bytes) {
            Some(bytes) => {
                bytes.clear();
                bytes.shrink_to(KEPT);
            }
            None => group.lend(std::mem::take(&mut self.bytes)),
        }
    }
}

impl Fresh {
    fn new(bits: u8) -> Self {
        Self {
            deflater: Deflater::new(false, bits),
            form: Form::default(),
            progress: Progress::default(),
            is_made: false,
        }
    }

    /// Compresses on, a piece of a message.
    fn step(&mut self, messages: &[Message], plain: &[u8]) {
        let Some(message) = messages.get(self.progress.message) else {
            self.is_made = true;
            return;
        };
        let payload = message.payload(plain);
        let Some(compressed) = self.progress.step(&mut self.deflater, payload) else { return };
        let compressed = (compressed.len() < payload.len()).then_some(compressed.into());
        let outgoing = Outgoing { compressed, ..Outgoing::plain(message.kind, payload) };
        if let Some(bytes) = Arc::get_mut(&mut self.form.bytes) {
            let start = bytes.len();
            outgoing.write(bytes);
            self.form.frames.push(start..bytes.len());
        }
    }
}

impl Broadcast {
    const fn is_running(&self) -> bool {
        !self.messages.is_empty()
    }

    /// Begins to deliver what was said.
    fn begin(&mut self, group: &mut Group, connections: &Connections) {
        let number = |key| connections.get(key).map_or(0, |connection| connection.number);
        self.members.extend(group.members().map(|key| (key, number(key))));
        // Nobody has a part of a buffer that was cleared.
        if let Some(plain) = Arc::get_mut(&mut self.plain.bytes) {
            group.take(&mut self.messages, plain);
        }
        self.plain.frames.extend(self.messages.iter().map(|message| message.frame.clone()));
    }

    /// Ends a delivery; its memory is kept for the next.
    fn clear(&mut self, group: &mut Group) {
        self.messages.clear();
        self.members.clear();
        self.served = 0;
        self.own = Progress::default();
        self.kinds.clear();
        self.plain.clear(group);
        // Whose members left in the middle has a compressor in the middle of a message.
        self.fresh.retain(|_, fresh| fresh.is_made);
        for fresh in self.fresh.values_mut() {
            fresh.form.clear(group);
            fresh.progress = Progress::default();
            fresh.is_made = false;
        }
        group.count_in_flight();
    }

    /// Returns the frames of that form, once they are made.
    fn form(&self, kind: Kind) -> Option<&Form> {
        match kind {
            Kind::Plain => Some(&self.plain),
            Kind::Fresh(bits) => {
                self.fresh.get(&bits).filter(|fresh| fresh.is_made).map(|fresh| &fresh.form)
            }
            Kind::Own => None,
        }
    }

    fn is_speaker(&self, key: usize) -> bool {
        self.messages.iter().any(|message| message.by == key)
    }

    /// The parts of a form that go to a member who has spoken: all but its own, neighbours as one;
    /// and how many frames they are.
    fn parts(&self, key: usize, form: &Form) -> (Vec<Range<usize>>, u64) {
        let (mut parts, mut count): (Vec<Range<usize>>, u64) = (Vec::new(), 0);
        for (message, frame) in self.messages.iter().zip(&form.frames) {
            if message.by != key {
                count += 1;
                match parts.last_mut() {
                    Some(last) if last.end == frame.start => last.end = frame.end,
                    _ => parts.push(frame.clone()),
                }
            }
        }
        (parts, count)
    }
}

impl Hub {
    /// Delivers what was said in the group, for a while; returns whether all is delivered.
    pub(super) fn deliver_group(&mut self) -> bool {
        let until = Instant::now() + STEP;
        let Some(mut broadcast) = self.broadcast.take() else { return true };
        if !broadcast.is_running() && !self.group.is_silent() {
            broadcast.begin(&mut self.group, &self.connections);
        }
        let mut is_done = true;
        while let Some(member) = broadcast.members.get(broadcast.served).copied() {
            if self.serve_member(&mut broadcast, member) {
                broadcast.served += 1;
            }
            if Instant::now() >= until {
                is_done = false;
                break;
            }
        }
        if is_done {
            if self.log.is_on() {
                self.log_broadcast(&broadcast);
            }
            broadcast.clear(&mut self.group);
        }
        self.broadcast = Some(broadcast);
        self.log.turn_ended();
        is_done && self.group.is_silent()
    }

    /// Goes on with one member; returns whether that one has got everything.
    fn serve_member(&mut self, broadcast: &mut Broadcast, (key, number): (usize, u64)) -> bool {
        let Some(kind) = self.kind_of(key, number) else {
            // It may have left in the middle of a message.
            broadcast.own = Progress::default();
            return true;
        };
        if let Kind::Fresh(bits) = kind {
            let fresh = broadcast.fresh.entry(bits).or_insert_with(|| Fresh::new(bits));
            if !fresh.is_made {
                fresh.step(&broadcast.messages, &broadcast.plain.bytes);
                return false;
            }
        }
        let Some(form) = broadcast.form(kind) else { return self.serve_own(broadcast, key) };
        self.close_if_too_slow(key);
        if broadcast.is_speaker(key) {
            let (parts, frames) = broadcast.parts(key, form);
            self.send_shared(key, &form.bytes, &parts, frames);
        } else {
            let all = 0..form.bytes.len();
            self.send_shared(key, &form.bytes, &[all], broadcast.messages.len() as u64);
        }
        if self.log.is_on() {
            broadcast.kinds.insert(key, kind);
        }
        true
    }

    /// How a member takes what is said; `None` where nothing more can be said to it.
    fn kind_of(&mut self, key: usize, number: u64) -> Option<Kind> {
        let connection = self.connections.get_mut(key)?;
        let session = connection.session_of(number)?;
        session.is_open().then(|| match session.compressor() {
            Compressor::Off => Kind::Plain,
            Compressor::Fresh(bits) => Kind::Fresh(*bits),
            Compressor::Kept(_) => Kind::Own,
        })
    }

    /// Sends parts of a buffer to a member, and takes note of it.
    fn send_shared(
        &mut self,
        key: usize,
        bytes: &Arc<Vec<u8>>,
        parts: &[Range<usize>],
        frames: u64,
    ) {
        let session = self.connections.get_mut(key).and_then(Connection::session);
        let Some(session) = session.filter(|session| frames > 0 && session.is_open()) else {
            return;
        };
        let len = parts.iter().map(Range::len).sum::<usize>();
        session.count_sent(frames, len as u64);
        self.totals.went.frames += frames;
        self.totals.went.messages += frames;
        if parts.len() > 1 && len <= TOGETHER {
            for part in parts {
                self.buffers.out.extend_from_slice(bytes.get(part.clone()).unwrap_or_default());
            }
            return self.send(key);
        }
        for part in parts {
            self.note_sending(key, bytes.get(part.clone()).unwrap_or_default());
            if let Some(connection) = self.connections.get_mut(key) {
                connection.push_shared(bytes, part.clone());
            }
        }
        self.weigh(key);
    }

    /// Goes on compressing for a member that keeps a window of its own; returns whether it has got
    /// everything.
    fn serve_own(&mut self, broadcast: &mut Broadcast, key: usize) -> bool {
        let Broadcast { messages, plain, own, .. } = broadcast;
        if own.message == 0 && own.at == 0 {
            self.close_if_too_slow(key);
        }
        let Some(message) = messages.get(own.message) else {
            *own = Progress::default();
            return true;
        };
        if message.by == key {
            own.message += 1;
            return false;
        }
        let payload = message.payload(&plain.bytes);
        self.turn(key, |connection, turn| {
            let Some(session) = connection.session() else { return };
            let Compressor::Kept(deflater) = session.compressor_mut() else { return };
            if let Some(compressed) = own.step(deflater, payload) {
                session.message_compressed(message.kind, payload, compressed, turn);
            }
        });
        self.send(key);
        false
    }

    /// Tells the log each frame once, with the number of members who got just these bytes.
    fn log_broadcast(&mut self, broadcast: &Broadcast) {
        let mut takers: HashMap<Kind, usize> = HashMap::new();
        for kind in broadcast.kinds.values() {
            *takers.entry(*kind).or_default() += 1;
        }
        let forms = broadcast.fresh.keys().rev().map(|bits| Kind::Fresh(*bits));
        let kinds: Vec<Kind> = std::iter::once(Kind::Plain).chain(forms).collect();
        for (index, message) in broadcast.messages.iter().enumerate() {
            let sender = self.connections.get(message.by).map_or(0, |by| by.number);
            for kind in &kinds {
                let own = broadcast.kinds.get(&message.by) == Some(kind);
                let count = takers.get(kind).copied().unwrap_or_default() - usize::from(own);
                let form = broadcast.form(*kind).filter(|_| count > 0);
                let Some(frame) =
                    form.and_then(|form| form.bytes.get(form.frames.get(index)?.clone()))
                else {
                    continue;
                };
                let payload = message.payload(&broadcast.plain.bytes);
                let plain = Outgoing::plain(message.kind, payload);
                let outgoing = plain.as_written(frame);
                let frame = outgoing.as_frame(index as u64 + 1, 0);
                self.log.tell(sender, Happening::Broadcast(&frame, count));
            }
        }
    }
}

#[cfg(test)]
mod tests;
