//! The group chat: a message goes to everyone but its sender. What is said in one turn of the
//! event loop is encoded once and goes to each member in one write. Knows no sockets.

use std::ops::Range;

use super::outgoing::{Outgoing, Shared};
use crate::terms::Opcode;

/// The members, and what was said and not yet delivered.
#[derive(Debug, Default)]
pub(super) struct Group {
    members: Vec<usize>,
    said: Vec<Said>,
    /// The frames of all that was said, one behind the other, as they go to most members.
    plain: Vec<u8>,
    /// The same for members who take compressed messages; made when the first of them is served.
    packed: Vec<u8>,
    packed_is_made: bool,
}

/// The two forms in which a message goes to most members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As it is.
    Plain,
    /// Compressed for itself, with a window of 15 bits.
    Packed,
}

/// One message.
#[derive(Clone, Debug)]
struct Said {
    by: usize,
    kind: Opcode,
    /// The frame in `plain`; the payload is its end.
    plain: Range<usize>,
    payload_len: usize,
    /// The frame in `packed`.
    packed: Range<usize>,
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
        self.said.is_empty()
    }

    /// Whether more was said than should wait for the end of the turn.
    pub(super) const fn is_loud(&self) -> bool {
        self.plain.len() > 1 << 20
    }

    /// Takes a message of a member.
    pub(super) fn say(&mut self, by: usize, kind: Opcode, payload: &[u8]) {
        let start = self.plain.len();
        Outgoing::plain(kind, payload).write(&mut self.plain);
        let plain = start..self.plain.len();
        self.said.push(Said { by, kind, plain, payload_len: payload.len(), packed: 0..0 });
    }

    /// Gives what waits, to be delivered, and the members to whom; [`Group::take_back`] returns it.
    pub(super) fn take(&mut self) -> (Self, Vec<usize>) {
        let members = std::mem::take(&mut self.members);
        (std::mem::take(self), members)
    }

    /// Takes the members and the empty buffers back, and who joined meanwhile.
    pub(super) fn take_back(&mut self, mut delivered: Self, mut members: Vec<usize>) {
        members.append(&mut self.members);
        delivered.said.clear();
        delivered.plain.clear();
        delivered.packed.clear();
        delivered.packed_is_made = false;
        delivered.plain.shrink_to(1 << 20);
        delivered.packed.shrink_to(1 << 20);
        *self = Self { members, ..delivered };
    }

    /// What goes to a member in that form: the frames, and how many they are. What cannot be shared
    /// with other members is put together in `own`.
    pub(super) fn for_member<'a>(
        &'a mut self,
        key: usize,
        form: Form,
        shared: &mut Shared,
        own: &'a mut Vec<u8>,
    ) -> (&'a [u8], usize) {
        if form == Form::Packed && !self.packed_is_made {
            self.pack(shared);
        }
        let all = if form == Form::Packed { &self.packed } else { &self.plain };
        let to_go = self.said.iter().filter(|said| said.by != key).count();
        if to_go == self.said.len() {
            return (all, to_go);
        }
        own.clear();
        for said in self.said.iter().filter(|said| said.by != key) {
            let range = if form == Form::Packed { &said.packed } else { &said.plain };
            own.extend_from_slice(all.get(range.clone()).unwrap_or_default());
        }
        (own, to_go)
    }

    /// Compresses all that was said, once.
    fn pack(&mut self, shared: &mut Shared) {
        for said in &mut self.said {
            let payload = payload(&self.plain, said);
            let start = self.packed.len();
            Outgoing::fresh(said.kind, payload, shared).write(&mut self.packed);
            said.packed = start..self.packed.len();
        }
        self.packed_is_made = true;
    }

    /// All that was said: by whom, and the frame as it goes out uncompressed.
    pub(super) fn said(&self) -> impl Iterator<Item = (usize, Outgoing<'_>)> {
        self.said
            .iter()
            .map(|said| (said.by, Outgoing::plain(said.kind, payload(&self.plain, said))))
    }
}

fn payload<'a>(plain: &'a [u8], said: &Said) -> &'a [u8] {
    plain.get(said.plain.end - said.payload_len..said.plain.end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delivered(group: &mut Group, key: usize, form: Form) -> (Vec<u8>, usize) {
        let mut own = Vec::new();
        let (bytes, frames) = group.for_member(key, form, &mut Shared::default(), &mut own);
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
        let (bytes, frames) = delivered(&mut group, 2, Form::Packed);
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
