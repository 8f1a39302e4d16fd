//! The group chat: a message goes to everyone but its sender. What is said in one turn of the
//! event loop is encoded once and goes to each member in one write. Knows no sockets.

use std::ops::Range;
use std::sync::Arc;

use tokio::sync::Notify;

use crate::endpoint::{Compressors, Outgoing};
use crate::terms::Opcode;

/// The members, and what was said and not yet delivered.
#[derive(Debug, Default)]
pub(super) struct Group {
    members: Vec<usize>,
    said: Said,
    /// Notified when something waits to be delivered.
    waiting: Arc<Notify>,
}

/// What was said, in the forms in which it goes to most members.
#[derive(Debug, Default)]
pub(super) struct Said {
    messages: Vec<Message>,
    /// The frames of all messages, one behind the other.
    plain: Vec<u8>,
    /// The same for members who take compressed messages; made when the first of them is served.
    compressed: Vec<u8>,
    is_compressed: bool,
}

/// The two forms in which a message goes to most members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As it is.
    Plain,
    /// Compressed for itself, with a window of 15 bits.
    Compressed,
}

/// One message.
#[derive(Clone, Debug)]
struct Message {
    by: usize,
    kind: Opcode,
    /// The frame in `plain`; the payload is its end.
    plain: Range<usize>,
    payload_len: usize,
    /// The frame in `compressed`.
    compressed: Range<usize>,
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

    /// Whether more was said than should wait for the end of the turn.
    pub(super) const fn is_loud(&self) -> bool {
        self.said.plain.len() > 1 << 20
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
        let plain = start..plain.len();
        let message = Message { by, kind, plain, payload_len: payload.len(), compressed: 0..0 };
        self.said.messages.push(message);
    }

    /// Returns what waits, to be delivered, and the members to whom; [`Group::take_back`] takes both
    /// back.
    pub(super) fn take(&mut self) -> (Said, Vec<usize>) {
        (std::mem::take(&mut self.said), std::mem::take(&mut self.members))
    }

    /// Takes the members and the buffers back, and who joined meanwhile.
    pub(super) fn take_back(&mut self, mut delivered: Said, mut members: Vec<usize>) {
        members.append(&mut self.members);
        delivered.clear();
        (self.said, self.members) = (delivered, members);
    }
}

impl Said {
    fn clear(&mut self) {
        self.messages.clear();
        for bytes in [&mut self.plain, &mut self.compressed] {
            bytes.clear();
            bytes.shrink_to(1 << 20);
        }
        self.is_compressed = false;
    }

    /// What goes to a member in that form: the frames, and how many they are. What cannot be shared
    /// with other members is put together in `own`.
    pub(super) fn for_member<'a>(
        &'a mut self,
        key: usize,
        form: Form,
        compressors: &mut Compressors,
        own: &'a mut Vec<u8>,
    ) -> (&'a [u8], usize) {
        if form == Form::Compressed && !self.is_compressed {
            self.compress(compressors);
        }
        let all = if form == Form::Compressed { &self.compressed } else { &self.plain };
        let to_go = self.messages.iter().filter(|said| said.by != key).count();
        if to_go == self.messages.len() {
            return (all, to_go);
        }
        own.clear();
        for said in self.messages.iter().filter(|said| said.by != key) {
            let range = if form == Form::Compressed { &said.compressed } else { &said.plain };
            own.extend_from_slice(all.get(range.clone()).unwrap_or_default());
        }
        (own, to_go)
    }

    /// Compresses all that was said, once.
    fn compress(&mut self, compressors: &mut Compressors) {
        for said in &mut self.messages {
            let payload = payload(&self.plain, said);
            let start = self.compressed.len();
            let compressed = compressors.compress(15, payload);
            let outgoing = Outgoing { compressed, ..Outgoing::plain(said.kind, payload) };
            outgoing.write(&mut self.compressed);
            said.compressed = start..self.compressed.len();
        }
        self.is_compressed = true;
    }

    /// All that was said: by whom, and the frame as it goes out uncompressed.
    pub(super) fn frames(&self) -> impl Iterator<Item = (usize, Outgoing<'_>)> {
        self.messages
            .iter()
            .map(|said| (said.by, Outgoing::plain(said.kind, payload(&self.plain, said))))
    }
}

fn payload<'a>(plain: &'a [u8], said: &Message) -> &'a [u8] {
    plain.get(said.plain.end - said.payload_len..said.plain.end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delivered(group: &mut Group, key: usize, form: Form) -> (Vec<u8>, usize) {
        let mut own = Vec::new();
        let (bytes, frames) =
            group.said.for_member(key, form, &mut Compressors::default(), &mut own);
        (bytes.to_vec(), frames)
    }

    #[test]
    fn a_message_goes_to_everyone_but_its_sender() {
        let mut group = Group::default();
        group.say(1, Opcode::TEXT, b"one");
        group.say(2, Opcode::TEXT, b"two");
        assert_eq!(delivered(&mut group, 1, Form::Plain), (b"\x81\x03two".to_vec(), 1));
        assert_eq!(delivered(&mut group, 2, Form::Plain), (b"\x81\x03one".to_vec(), 1));
        assert_eq!(delivered(&mut group, 3, Form::Plain), (b"\x81\x03one\x81\x03two".to_vec(), 2));
    }

    #[test]
    fn who_takes_compressed_messages_gets_them_where_that_is_shorter() {
        let mut group = Group::default();
        let long = b"again and again and again and again".repeat(4);
        group.say(1, Opcode::TEXT, b"hi");
        group.say(1, Opcode::TEXT, &long);
        let (bytes, frames) = delivered(&mut group, 2, Form::Compressed);
        assert_eq!((frames, bytes.len() < long.len()), (2, true));
        assert_eq!(bytes.first_chunk(), Some(b"\x81\x02hi"), "short messages go as they are");
    }

    #[test]
    fn after_a_delivery_nothing_waits_and_the_members_are_still_there() {
        let mut group = Group::default();
        group.join(7);
        group.say(7, Opcode::TEXT, b"x");
        let (delivered, members) = group.take();
        assert_eq!(members, [7]);
        group.join(8);
        group.take_back(delivered, members);
        assert!(group.is_silent());
        assert_eq!(group.take().1, [7, 8]);
    }
}
