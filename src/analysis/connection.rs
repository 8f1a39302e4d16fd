//! One connection: its two streams, the frames and the heads in them, and how it ends.

use std::collections::VecDeque;

use super::ending::Ending;
use super::lane::{Lane, Phase, View};
use super::openings::Asked;
use super::told::{Place, Told};
use super::upgrade::Upgrade;
use super::{Options, Shared};
use crate::conversation::{Conversation, FrameEvent};
use crate::terms::Role;

/// One connection.
#[derive(Debug)]
pub(super) struct Connection {
    pub(super) number: Option<u64>,
    pub(super) conversation: Conversation,
    /// Whether both ends share the first stream, and nobody knows who sent what.
    is_shared: bool,
    /// The stream of the client, or of both, and that of the server.
    pub(super) lanes: [Lane; 2],
    /// How it ends.
    pub(super) ending: Ending,
    /// Requests that wait for their responses.
    pub(super) asked: VecDeque<Asked>,
    /// Whether bytes are missing from the input: what a cut head lacks is then no slip.
    pub(super) has_gap: bool,
    /// What came of asking for an upgrade.
    pub(super) upgrade: Upgrade,
    /// Bytes that its messages held when they were weighed last.
    pub(super) message_bytes: usize,
}

/// What is known of the bytes behind those that are at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behind {
    /// More may come.
    Open,
    /// More may come, and nobody waits for it: what is here is told.
    Pause,
    /// The stream ends with them.
    End,
    /// What came next is not in the input.
    Gap,
}

impl Behind {
    /// Whether nothing more will be known.
    pub(super) const fn is_final(self) -> bool {
        matches!(self, Self::End | Self::Gap)
    }
}

/// What is at work: a stream, and what it is read with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Work<'a> {
    /// Who sent the bytes.
    pub(super) from: Option<Role>,
    /// The bytes at hand.
    pub(super) view: View<'a>,
    /// What is known of those behind them.
    pub(super) behind: Behind,
    /// Where and when the last of them came.
    pub(super) place: Place,
}

/// Whether there is more to do with the bytes at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// There may be.
    On,
    /// Not until more of them come.
    Wait,
}

impl Connection {
    pub(super) fn new(number: Option<u64>, options: Options) -> Self {
        let lane = || Lane {
            phase: if options.heads { Phase::Head(0) } else { Phase::Frames },
            ..Lane::default()
        };
        Self {
            number,
            conversation: Conversation::new(options.conversation),
            is_shared: false,
            lanes: [lane(), lane()],
            ending: Ending::default(),
            asked: VecDeque::new(),
            has_gap: false,
            upgrade: Upgrade::default(),
            message_bytes: 0,
        }
    }

    /// The stream that brings what `from` sends; bytes of unknown origin share the client's.
    pub(super) const fn lane(&mut self, from: Option<Role>) -> &mut Lane {
        let [first, second] = &mut self.lanes;
        match from {
            Some(Role::Server) => second,
            Some(Role::Client) | None => first,
        }
    }

    pub(super) fn read(
        &mut self,
        from: Option<Role>,
        bytes: &[u8],
        place: Place,
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) {
        self.is_shared |= from.is_none();
        self.with_bytes(from, bytes, Behind::Open, place, shared, on);
        // Whose turn it is may follow from what the other end said.
        if let Some(role) = from
            && self.waits_for_other(role.peer())
        {
            self.with_bytes(Some(role.peer()), &[], Behind::Open, place, shared, on);
        }
        if shared.held_bytes > super::MEMORY {
            self.give_up_waiting(from, place, shared, on);
        }
    }

    /// Where too much waits for evidence, this stream waits no longer.
    #[cold]
    fn give_up_waiting(
        &mut self,
        from: Option<Role>,
        place: Place,
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) {
        while self.lane(from).held.is_some() {
            let before = self.lane(from).read;
            self.with_bytes(from, &[], Behind::Gap, place, shared, on);
            if self.lane(from).read == before {
                return;
            }
        }
    }

    /// Reads what is kept of a stream and was not read, and `bytes` behind it.
    pub(super) fn with_bytes(
        &mut self,
        from: Option<Role>,
        bytes: &[u8],
        behind: Behind,
        place: Place,
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) {
        let lane = self.lane(from);
        if !bytes.is_empty() {
            lane.latest = (place.time, place.packet);
        }
        let (time, packet) = lane.latest;
        let place = Place { time, packet, ..place };
        let mut kept = std::mem::take(&mut lane.kept);
        let waits = lane.read < lane.end || lane.held.is_some();
        lane.end += bytes.len() as u64;
        let mut chunk = bytes;
        if waits && !bytes.is_empty() {
            let before = kept.capacity();
            kept.extend_from_slice(bytes);
            shared.held_bytes += kept.capacity() - before;
            chunk = &[];
        }
        let view = View { kept: &kept, kept_at: lane.kept_at, chunk };
        let work = Work { from, view, behind, place };
        while self.step(&work, shared, on) == Step::On {}
        let begun_at = self.begun_at(from);
        let lane = self.lane(from);
        lane.begun_at = begun_at;
        lane.remember_place(place);
        lane.keep(kept, chunk, &mut shared.held_bytes);
    }

    /// The first byte of the frame at hand, where it is short enough to be explained.
    fn begun_at(&mut self, from: Option<Role>) -> Option<u64> {
        let at = self.conversation.begun_at(from)?;
        let lane = self.lane(from);
        let fits = lane.end - at <= super::lane::LONGEST && at >= lane.kept_at;
        // What was given up once is not there to come back to.
        let kept = lane.begun_at == Some(at) || at >= lane.kept_at;
        (fits && kept && matches!(lane.phase, Phase::Frames)).then_some(at)
    }

    fn step(
        &mut self,
        work: &Work<'_>,
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) -> Step {
        match &self.lane(work.from).phase {
            Phase::Frames => self.read_frames(work, shared, on),
            Phase::Head(_) => self.read_head(work, shared, on),
            Phase::BehindHead(..) => self.read_behind_head(work, shared, on),
            Phase::Body(_) => self.read_body(work, on),
            Phase::LostPayload(_) | Phase::Lost => self.read_lost(work),
            Phase::Unread => {
                let lane = self.lane(work.from);
                shared.tally.unread_bytes += work.view.end() - lane.read;
                lane.read = work.view.end();
                Step::Wait
            }
        }
    }

    /// Tells what waits for evidence.
    pub(super) fn pause(&mut self, shared: &mut Shared, on: &mut impl FnMut(Told<'_>, Place)) {
        let place = self.place();
        for from in self.streams() {
            if self.lane(from).waits() {
                self.with_bytes(from, &[], Behind::Pause, place, shared, on);
            }
        }
        self.tell_asked(shared, place, on);
    }

    /// The streams that there are.
    const fn streams(&self) -> [Option<Role>; 2] {
        [self.origin(Role::Client), Some(Role::Server)]
    }

    /// The origin of what comes in the stream of that end.
    const fn origin(&self, role: Role) -> Option<Role> {
        match role {
            Role::Client if self.is_shared => None,
            role => Some(role),
        }
    }

    pub(super) const fn place(&self) -> Place {
        Place { connection: self.number, time: None, packet: None }
    }

    /// Ends a stream: what is cut at its end is told.
    pub(super) fn end_of(
        &mut self,
        from: Role,
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) {
        let place = self.place();
        self.lane(Some(from)).ended = true;
        self.with_bytes(self.origin(from), &[], Behind::End, place, shared, on);
        let peer = from.peer();
        if self.waits_for_other(peer) {
            self.with_bytes(Some(peer), &[], Behind::Open, place, shared, on);
        }
    }

    pub(super) fn close(
        &mut self,
        seen: bool,
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) {
        let place = self.place();
        for role in [Role::Client, Role::Server] {
            if !self.lane(Some(role)).ended {
                self.end_of(role, shared, on);
            }
        }
        self.tell_asked(shared, place, on);
        self.end_of_upgrade(seen, shared, on);
        for role in [Role::Client, Role::Server] {
            // Where the end of a stream is not known, nobody knows how it ended.
            let lane = self.lane(Some(role));
            let seen = seen && !lane.gap && matches!(lane.phase, Phase::Frames | Phase::Unread);
            if lane.unproven > 0 {
                let read = lane.read;
                self.conversation.lose(Some(role), read);
            }
            let mut told = |event: FrameEvent<'_>| {
                if let FrameEvent::Ended(ended) = event {
                    shared.tally.add_findings(ended.findings);
                    on(Told::Ended(ended), place);
                }
            };
            self.conversation.end_of(role, seen, &mut told);
        }
        if seen && self.conversation.mark().frames() > 0 {
            on(Told::Over(self.ending), place);
        }
        for lane in &mut self.lanes {
            shared.held_bytes = shared.held_bytes.saturating_sub(lane.kept.capacity());
        }
        shared.message_bytes = shared.message_bytes.saturating_sub(self.message_bytes);
    }
}
