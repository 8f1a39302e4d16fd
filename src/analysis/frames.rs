//! Reads a stream of frames: the plain ones at once, behind each other one look by look.

use super::connection::{Behind, Connection, Step, Work};
use super::lane::{HISTORY, LONGEST, Last, Phase};
use super::suspects::{Suspect, is_wrong, looks_wrong};
use super::told::{Place, Told};
use super::{Shared, Tally};
use crate::conversation::{FrameEnd, FrameEvent};
use crate::frame::FrameHeader;
use crate::frame::judge::may_begin_frame;
use crate::slips::frame::may_be_slip;
use crate::terms::Role;

/// What an editor or a shell puts behind the last frame; no frame begins with it.
const LINE_ENDS: [&[u8]; 3] = [b"\n", b"\r\n", b"\r"];

impl Connection {
    pub(super) fn read_frames(
        &mut self,
        work: &Work<'_>,
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) -> Step {
        while self.lane(work.from).held.is_some() {
            if self.settle(work, shared, on) == Step::On {
                continue;
            }
            // What waits for evidence keeps what follows waiting, but not somebody who looks on.
            if work.behind == Behind::Pause {
                self.lane(work.from).held.iter_mut().for_each(|held| held.told_ahead = true);
            }
            if self.lane(work.from).held.as_ref().is_some_and(|held| !held.told_ahead) {
                return Step::Wait;
            }
            break;
        }
        if self.conversation.is_refused(work.from) {
            let lane = self.lane(work.from);
            if lane.held.is_none() {
                lane.phase = Phase::Unread;
                return Step::On;
            }
            return Step::Wait;
        }
        if self.conversation.begun_at(work.from).is_none() && self.lane(work.from).unproven > 0 {
            let input = work.view.unread(self.lane(work.from).read);
            if input.is_empty() {
                return Step::Wait;
            }
            return match self.doubt(work, input) {
                Some(step) => step,
                None => self.read_frame(work, input, shared, on),
            };
        }
        self.read_plain_frames(work, shared, on);
        let input = work.view.unread(self.lane(work.from).read);
        if self.conversation.begun_at(work.from).is_some() {
            return self.read_frame(work, input, shared, on);
        }
        if input.is_empty() {
            return Step::Wait;
        }
        self.begin_frame(work, input, shared, on)
    }

    /// Reads the frames that are whole and in order, at once.
    #[inline(never)]
    fn read_plain_frames(
        &mut self,
        work: &Work<'_>,
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) {
        let Self { conversation, lanes: [first, second], .. } = self;
        let lane = if work.from == Some(Role::Server) { second } else { first };
        if lane.held.is_some() || !lane.places.is_empty() {
            return self.read_plain_frames_late(work, shared, on);
        }
        let mut input = work.view.unread(lane.read);
        let (tally, place) = (&mut shared.tally, work.place);
        let (mut last_at, mut marks) = (None, lane.marks);
        let admits = &mut |header: &FrameHeader, wire: &[u8]| !may_be_slip(header, wire);
        if conversation.keeps_suspects_alone() {
            conversation.read_plain(work.from, &mut input, admits, &mut |event| {
                if let FrameEvent::Frame(frame) = event {
                    tally.add(&frame);
                    last_at = Some(frame.at);
                    note(&mut marks, frame.at);
                }
            });
        } else {
            conversation.read_plain(work.from, &mut input, admits, &mut |event| match event {
                FrameEvent::Frame(frame) => {
                    tally.add(&frame);
                    last_at = Some(frame.at);
                    note(&mut marks, frame.at);
                    on(Told::Frame(&frame), place);
                }
                FrameEvent::Message(message) => on(Told::Message(&message), place),
                FrameEvent::Finding(..) | FrameEvent::Ended(_) => {}
            });
        }
        lane.read = work.view.end() - input.len() as u64;
        lane.marks = marks;
        if let Some(at) = last_at {
            let number = conversation.mark().frames();
            lane.last = Some(Last { number, at, kind: None });
        }
    }

    /// The same, where frames are told that may turn out to be none, or bytes waited for evidence.
    #[cold]
    fn read_plain_frames_late(
        &mut self,
        work: &Work<'_>,
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) {
        let Self { conversation, lanes: [first, second], .. } = self;
        let lane = if work.from == Some(Role::Server) { second } else { first };
        let mut input = work.view.unread(lane.read);
        let mut rows = lane.held.as_mut().map(|held| &mut held.rows);
        let (last, marks, places) = (&mut lane.last, &mut lane.marks, &lane.places);
        let mut place = work.place;
        conversation.read_plain(
            work.from,
            &mut input,
            &mut |header, wire| !may_be_slip(header, wire),
            &mut |event| match event {
                FrameEvent::Frame(frame) => {
                    shared.tally.add(&frame);
                    *last = Some(Last { number: frame.number, at: frame.at, kind: None });
                    note(marks, frame.at);
                    if let Some(rows) = &mut rows {
                        rows.push((frame.number, Tally::of(&frame)));
                    }
                    let end = frame.at + frame.len();
                    let known = places.iter().find(|(to, _)| *to >= end);
                    place = known.map_or(work.place, |(_, place)| *place);
                    on(Told::Frame(&frame), place);
                }
                FrameEvent::Message(message) => on(Told::Message(&message), place),
                FrameEvent::Finding(..) | FrameEvent::Ended(_) => {}
            },
        );
        lane.read = work.view.end() - input.len() as u64;
        while lane.places.front().is_some_and(|(to, _)| *to <= lane.read) {
            lane.places.pop_front();
        }
    }

    /// Begins a frame that is not plain, once its header is here.
    fn begin_frame(
        &mut self,
        work: &Work<'_>,
        input: &[u8],
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) -> Step {
        let read = self.lane(work.from).read;
        let is_header_here = FrameHeader::read(input).is_ok();
        let ends = work.behind.is_final();
        if let Some(line_end) = LINE_ENDS.into_iter().find(|end| read > 0 && *end == input) {
            if work.behind == Behind::End {
                shared.tally.line_end = Some(line_end);
                self.lane(work.from).read = work.view.end();
            }
            return Step::Wait;
        }
        if !is_header_here && !ends {
            return Step::Wait;
        }
        let allowed = self.conversation.possible_rsv();
        if !may_begin_frame(input, allowed)
            && let Some(last) = self.lane(work.from).last.take()
            && let Some(suspect) = self.suspect_last(work, last)
        {
            self.hold(work.from, suspect);
            return Step::On;
        }
        self.read_frame(work, input, shared, on)
    }

    /// Reads one frame, or the rest of it, as far as it is here.
    fn read_frame(
        &mut self,
        work: &Work<'_>,
        input: &[u8],
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) -> Step {
        // So far a frame is read before it is asked what it is.
        let read = self.lane(work.from).read;
        let at = self.conversation.begun_at(work.from).unwrap_or(read);
        let ahead = (at + LONGEST).checked_sub(read).filter(|ahead| *ahead > 0);
        let ahead = ahead.map_or(input.len(), |ahead| usize::try_from(ahead).unwrap_or(usize::MAX));
        let (mut rest, later) = input.split_at_checked(ahead).unwrap_or((input, &[]));
        let mut told = None;
        let place = self.place_ahead(work, input);
        let Self { conversation, lanes: [first, second], ending, .. } = self;
        let lane = if work.from == Some(Role::Server) { second } else { first };
        let mut tell = |event: FrameEvent<'_>| match event {
            FrameEvent::Frame(frame) => {
                shared.tally.add(&frame);
                if let Some(held) = &mut lane.held {
                    held.rows.push((frame.number, Tally::of(&frame)));
                }
                note(&mut lane.marks, frame.at);
                ending.see(&frame);
                told = Some(Suspect::of(&frame));
                on(Told::Frame(&frame), place);
            }
            FrameEvent::Message(message) => on(Told::Message(&message), place),
            FrameEvent::Finding(..) | FrameEvent::Ended(_) => {}
        };
        let is_whole = conversation.read_frame(work.from, &mut rest, &mut tell);
        let is_cut = !is_whole && work.behind.is_final() && later.is_empty();
        if is_cut {
            conversation.cut(work.from, &mut tell);
        }
        lane.read = work.view.end() - (rest.len() + later.len()) as u64;
        let Some(mut suspect) = told else {
            let is_due = read < at + LONGEST && lane.read == at + LONGEST;
            return match (is_due, later.is_empty()) {
                (true, _) => self.settle_unfinished(at, work, shared, on),
                (_, true) => Step::Wait,
                (_, false) => Step::On,
            };
        };
        suspect.mark = Some(conversation.mark());
        if suspect.end == FrameEnd::Refused {
            lane.read = suspect.at + suspect.len;
        }
        lane.last = None;
        suspect.is_by_looks = !is_wrong(&suspect) && looks_wrong(&suspect, &work.view);
        if suspect.is_by_looks || is_wrong(&suspect) {
            if suspect.end != FrameEnd::Cut || work.behind == Behind::End {
                self.hold(work.from, suspect);
            }
        } else {
            let Suspect { number, at, kind, .. } = suspect;
            lane.last = Some(Last { number, at, kind });
        }
        if is_cut && self.lane(work.from).held.is_none() { Step::Wait } else { Step::On }
    }

    /// When the frame that begins `input` is all here: as its last byte came.
    fn place_ahead(&mut self, work: &Work<'_>, input: &[u8]) -> Place {
        if self.lane(work.from).places.is_empty() {
            return work.place;
        }
        let at = work.view.end() - input.len() as u64;
        let missing = match self.conversation.missing_bytes(work.from) {
            Some(missing) => missing,
            None => FrameHeader::read(input).map_or(0, |(header, header_len)| {
                header.payload_len().saturating_add(header_len as u64)
            }),
        };
        self.lane(work.from).place(at.saturating_add(missing).min(work.view.end()), work.place)
    }
}

/// Remembers where a frame begins, from which on earlier frames may be wanted.
#[inline(always)]
fn note(marks: &mut [u64; 2], at: u64) {
    let [older, newer] = marks;
    if at.saturating_sub(*newer) > HISTORY / 2 {
        (*older, *newer) = (*newer, at);
    }
}
