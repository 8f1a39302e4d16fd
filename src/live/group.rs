//! The group chat: a message goes to everyone but its sender. What is said in one turn of the
//! event loop is encoded once, and goes to each member in one write. Knows no sockets.

use std::ops::Range;
use std::sync::{Arc, Weak};
use std::task::Waker;

use tokio::sync::Notify;

use crate::endpoint::Outgoing;
use crate::terms::Opcode;

/// More than this is not said before the others have heard it.
const LOUD: usize = 1 << 20;

/// The members, and what was said and not yet delivered.
#[derive(Debug, Default)]
pub(super) struct Group {
    members: Vec<usize>,
    said: Said,
    /// Notified when something waits to be delivered.
    waiting: Arc<Notify>,
    /// Members who are not read while too much waits.
    held_back: Vec<Waker>,
    /// Buffers that were delivered, and may be waiting for somebody who reads slowly.
    in_flight: Vec<Weak<Vec<u8>>>,
    /// Bytes of those that somebody waits for.
    in_flight_bytes: usize,
}

/// What was said: messages, and their frames as they go uncompressed, one behind the other.
#[derive(Debug, Default)]
struct Said {
    messages: Vec<Message>,
    plain: Vec<u8>,
}

/// One message.
#[derive(Clone, Debug)]
pub(super) struct Message {
    pub(super) by: usize,
    pub(super) kind: Opcode,
    /// The frame in `plain`; the payload is its end.
    pub(super) frame: Range<usize>,
    payload_len: usize,
}

impl Message {
    /// Returns its payload, given the frames of all.
    pub(super) fn payload<'a>(&self, plain: &'a [u8]) -> &'a [u8] {
        plain.get(self.frame.end - self.payload_len..self.frame.end).unwrap_or_default()
    }
}

impl Group {
    pub(super) fn join(&mut self, key: usize) {
        self.members.push(key);
    }

    pub(super) fn leave(&mut self, key: usize) {
        self.members.retain(|member| *member != key);
    }

    /// Whether there is anything to deliver.
    pub(super) const fn is_silent(&self) -> bool {
        self.said.messages.is_empty()
    }

    /// Whether so much waits that no member is read.
    pub(super) const fn is_loud(&self) -> bool {
        self.said.plain.len() > LOUD
    }

    /// Remembers a member that is not read, to be woken when less waits.
    pub(super) fn hold_back(&mut self, waker: &Waker) {
        self.held_back.push(waker.clone());
    }

    /// Asks for what was said to be delivered, once everybody had a turn.
    pub(super) fn ask_for_delivery(&self) {
        self.waiting.notify_one();
    }

    /// Returns what is notified when something waits to be delivered.
    pub(super) fn waiting(&self) -> Arc<Notify> {
        Arc::clone(&self.waiting)
    }

    /// Takes a message of a member.
    pub(super) fn say(&mut self, by: usize, kind: Opcode, payload: &[u8]) {
        let plain = &mut self.said.plain;
        let start = plain.len();
        Outgoing::plain(kind, payload).write(plain);
        let frame = start..plain.len();
        self.said.messages.push(Message { by, kind, frame, payload_len: payload.len() });
    }

    /// Returns the keys of the members.
    pub(super) fn members(&self) -> impl Iterator<Item = usize> {
        self.members.iter().copied()
    }

    /// Moves what waits into these two, which are empty and whose memory is used next. Whoever was
    /// held back is read again.
    pub(super) fn take(&mut self, messages: &mut Vec<Message>, plain: &mut Vec<u8>) {
        self.held_back.drain(..).for_each(Waker::wake);
        std::mem::swap(&mut self.said.messages, messages);
        std::mem::swap(&mut self.said.plain, plain);
    }

    /// Takes note of a buffer for which somebody still waits.
    pub(super) fn lend(&mut self, bytes: Arc<Vec<u8>>) {
        self.in_flight.push(Arc::downgrade(&bytes));
    }

    /// Counts anew what slow readers wait for.
    pub(super) fn count_in_flight(&mut self) {
        let lens = |bytes: &Weak<Vec<u8>>| bytes.upgrade().map(|bytes| bytes.capacity());
        self.in_flight.retain(|bytes| bytes.strong_count() > 0);
        self.in_flight_bytes = self.in_flight.iter().filter_map(lens).sum();
    }

    /// Returns how many bytes of buffers are held for those who read slowly, each counted once.
    pub(super) const fn in_flight_bytes(&self) -> usize {
        self.in_flight_bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_is_taken_once_and_the_members_stay() {
        let mut group = Group::default();
        group.join(7);
        group.join(8);
        group.say(7, Opcode::TEXT, b"one");
        group.say(8, Opcode::TEXT, b"two");
        let (mut messages, mut plain) = (Vec::new(), Vec::new());
        group.take(&mut messages, &mut plain);
        assert_eq!(plain, b"\x81\x03one\x81\x03two");
        let payloads = messages.iter().map(|message| message.payload(&plain));
        assert_eq!(payloads.collect::<Vec<_>>(), [b"one", b"two"]);
        assert!(group.is_silent());
        group.leave(7);
        assert_eq!(group.members().collect::<Vec<_>>(), [8]);
    }

    #[test]
    fn a_buffer_counts_once_while_anybody_waits_for_it() {
        let mut group = Group::default();
        let bytes = Arc::new(vec![0; 1000]);
        let others = [Arc::clone(&bytes), Arc::clone(&bytes)];
        group.lend(bytes);
        group.count_in_flight();
        assert_eq!(group.in_flight_bytes(), 1000);
        drop(others);
        group.count_in_flight();
        assert_eq!(group.in_flight_bytes(), 0);
    }
}
