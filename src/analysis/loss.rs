//! Gaps: bytes that came and are not in the input. What they leave open is nobody's fault.
//!
//! A gap within a payload whose header was read leaves the place of the next frame known. Behind any
//! other, reading goes on only where what came at once plainly begins a frame.

use super::Shared;
use super::connection::{Behind, Connection, Step, Work};
use super::lane::Phase;
use super::told::{Place, Told};
use crate::frame::begins_frames;
use crate::terms::Role;

impl Connection {
    pub(super) fn lost(
        &mut self,
        from: Role,
        missing_bytes: u64,
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) {
        let place = self.place();
        let from = Some(from);
        let in_payload = match self.lane(from).phase {
            Phase::LostPayload(left) => Some(left),
            _ => None,
        };
        if in_payload.is_none() {
            self.with_bytes(from, &[], Behind::Pause, place, shared, on);
        }
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
        lane.phase = match missing.filter(|_| !was_lost) {
            Some(missing) if missing == missing_bytes => Phase::Frames,
            Some(missing) if missing > missing_bytes => Phase::LostPayload(missing - missing_bytes),
            _ => Phase::Lost,
        };
        self.conversation.lose(from, end);
    }

    /// Looks for the next frame behind a gap.
    pub(super) fn read_lost(&mut self, work: &Work<'_>) -> Step {
        let lane = self.lane(work.from);
        let input = work.view.unread(lane.read);
        if input.is_empty() {
            return Step::Wait;
        }
        let skipped = match lane.phase {
            Phase::LostPayload(left) => {
                let skipped = usize::try_from(left).unwrap_or(usize::MAX).min(input.len()) as u64;
                lane.phase = match left - skipped {
                    0 => Phase::Frames,
                    left => Phase::LostPayload(left),
                };
                skipped
            }
            _ if begins_frames(input, work.from) => {
                lane.phase = Phase::Frames;
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
}
