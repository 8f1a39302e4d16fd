//! Gaps: bytes that came and are not in the input. What they leave open is nobody's fault.
//!
//! A gap within a payload whose header was read leaves the place of the next frame known. Behind any
//! other, reading goes on only where what came at once plainly begins a frame. That is a guess, which
//! the next frames must bear out: where one of them would break a rule, the guess was wrong, and that
//! end is not blamed for it.

use super::Shared;
use super::connection::{Behind, Connection, Step, Work};
use super::lane::LOOK_BEHIND;
use super::lane::Phase;
use super::told::{Place, Told};
use super::upgrade::Upgrade;
use crate::conversation::{self, Conversation, FrameEvent};
use crate::finding::Level;
use crate::frame::{FrameHeader, begins_frames};
use crate::terms::{Opcode, Role};

/// How many frames must be in order before the place where they began is taken for sure.
const PROOF: u8 = 4;

/// A Close frame without a body and a mask.
const EMPTY_CLOSE: &[u8] = b"\x88\0";

impl Connection {
    pub(super) fn lost(
        &mut self,
        from: Role,
        missing_bytes: u64,
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) {
        (self.has_gap, self.upgrade) = (true, Upgrade::Settled);
        let place = self.place();
        let from = Some(from);
        let in_payload = match self.lane(from).phase {
            Phase::LostPayload(left) => Some(left),
            _ => None,
        };
        if in_payload.is_none() {
            self.with_bytes(from, &[], Behind::Pause, place, shared, on);
        }
        let is_closing = self.conversation.is_closing(from);
        let missing = in_payload.or_else(|| self.conversation.missing_bytes(from));
        if in_payload.is_none() {
            self.with_bytes(from, &[], Behind::Gap, place, shared, on);
        }
        let lane = self.lane(from);
        let end = lane.end + missing_bytes;
        let was_lost = matches!(lane.phase, Phase::Lost);
        (lane.end, lane.read, lane.kept_at) = (end, end, end);
        shared.held_bytes = shared.held_bytes.saturating_sub(lane.kept.capacity());
        (lane.kept, lane.held, lane.last, lane.begun_at) = (Vec::new(), None, None, None);
        lane.marks = [end; 2];
        lane.unproven = 0;
        lane.phase = match missing.filter(|_| !was_lost) {
            Some(missing) if missing == missing_bytes => Phase::Frames,
            Some(missing) if missing > missing_bytes => Phase::LostPayload(missing - missing_bytes),
            _ => Phase::Lost,
        };
        lane.gap |= is_closing || matches!(lane.phase, Phase::Lost);
        self.conversation.lose(from, end);
    }

    /// Looks for the next frame behind a gap.
    pub(super) fn read_lost(&mut self, work: &Work<'_>) -> Step {
        let input = work.view.unread(self.lane(work.from).read);
        if input.is_empty() {
            return Step::Wait;
        }
        // Two bytes that look like an empty Close show too little, and nothing may follow to bear it out.
        let begins = begins_frames(input, work.from)
            && !input.starts_with(EMPTY_CLOSE)
            && self.is_sound(input, work.from);
        let lane = self.lane(work.from);
        let skipped = match lane.phase {
            Phase::LostPayload(left) => {
                let skipped = usize::try_from(left).unwrap_or(usize::MAX).min(input.len()) as u64;
                lane.phase = match left - skipped {
                    0 => Phase::Frames,
                    left => Phase::LostPayload(left),
                };
                skipped
            }
            _ if begins => {
                lane.phase = Phase::Frames;
                lane.unproven = PROOF;
                0
            }
            _ => input.len() as u64,
        };
        lane.read += skipped;
        let read = lane.read;
        lane.marks = [read; 2];
        self.conversation.lose(work.from, read);
        Step::On
    }

    /// Whether no frame of `input` breaks a rule, as far as they are here.
    fn is_sound(&self, input: &[u8], from: Option<Role>) -> bool {
        let options =
            conversation::FrameOptions { opening_seen: false, ..*self.conversation.options() };
        let mut trial = Conversation::new(options);
        trial.lose(from, 0);
        let mut sound = true;
        trial.read(conversation::Chunk { from, bytes: input }, &mut |event| {
            if let FrameEvent::Finding(_, finding) = event {
                sound &= finding.level != Level::Error;
            }
        });
        sound
    }

    /// Holds the place where reading went on behind a gap against the frame that begins `input`. `None`:
    /// it bears that out, as far as it is asked.
    pub(super) fn doubt(&mut self, work: &Work<'_>, input: &[u8]) -> Option<Step> {
        if self.lane(work.from).unproven == 0 {
            return None;
        }
        let header = FrameHeader::read(input).ok();
        let is_short = header.is_none_or(|(header, header_len)| {
            (input.len() as u64) < header.payload_len().saturating_add(header_len as u64)
        });
        // So long a length is no accident; and in front of another gap no more of it will come.
        let is_long = header.is_some_and(|(header, _)| header.payload_len() > LOOK_BEHIND);
        let waits = is_short && work.behind == Behind::Open && !is_long;
        let is_cut = header.is_none() && work.behind.is_final();
        if !self.is_sound(input, work.from) || is_cut {
            let lane = self.lane(work.from);
            (lane.phase, lane.unproven, lane.last) = (Phase::Lost, 0, None);
            lane.read = work.view.end();
            let read = lane.read;
            self.conversation.lose(work.from, read);
            return Some(Step::Wait);
        }
        if waits || header.is_none() {
            return Some(Step::Wait);
        }
        let begins = header.is_some_and(|(header, _)| {
            !header.opcode.is_control() && header.opcode != Opcode::CONTINUATION
        });
        let lane = self.lane(work.from);
        lane.unproven -= 1;
        let (read, is_proven) = (lane.read, lane.unproven == 0);
        // What began before it was sure may be no message.
        if (begins || is_proven) && self.conversation.is_open(work.from) {
            self.conversation.lose(work.from, read);
        }
        None
    }
}
