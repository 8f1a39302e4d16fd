//! Frames that a slip may explain: what is remembered of them, how long evidence is waited for, and what
//! follows when there is a cause.

use std::collections::VecDeque;
use std::ops::Range;

use super::connection::{Behind, Connection, Step, Work};
use super::lane::{LONGEST, LOOK_BEHIND, Last, View};
use super::told::{Cause, Place, Told};
use super::{Shared, Tally};
use crate::bits::Span;
use crate::conversation::{Frame, FrameEnd, Mark, Sender};
use crate::finding::{Fault, Finding, Level, ShortPayload};
use crate::frame::judge::may_begin_frame;
use crate::frame::{FrameHeader, mask};
use crate::slips::frame::{Claim, FrameSuspect, explain, may_be_shorter, may_be_slip};
use crate::terms::{Opcode, Role};

/// Frames of one stream that wait for evidence, the first of them first.
#[derive(Debug, Default)]
pub(super) struct Held {
    pub(super) suspects: VecDeque<Suspect>,
    /// Whether frames behind the first are told before it is settled, since a pause.
    pub(super) told_ahead: bool,
    /// The frames told since the first, which may be none: their numbers, and what was counted of
    /// each.
    pub(super) rows: Vec<(u64, Tally)>,
}

impl Held {
    /// How many frames were told behind the one of that number, and from which number to which;
    /// those of the other stream that came between are none of them.
    fn numbers_behind(&self, number: u64) -> (u64, Range<u64>) {
        let rows = || self.rows.iter().map(|(row, _)| *row).filter(|row| *row > number);
        let from = rows().next().unwrap_or(number + 1);
        (rows().count() as u64, from..rows().next_back().map_or(from, |last| last + 1))
    }

    /// What was counted of the frames told behind the one of that number.
    fn behind(&self, number: u64) -> impl Iterator<Item = &Tally> {
        let later = move |(row, _): &&(u64, Tally)| *row > number;
        self.rows.iter().filter(later).map(|(_, tally)| tally)
    }
}

/// A frame as it was told.
#[derive(Clone, Debug)]
pub(super) struct Suspect {
    pub(super) number: u64,
    pub(super) at: u64,
    /// Bytes of it that are here.
    pub(super) len: u64,
    pub(super) header: Option<FrameHeader>,
    pub(super) kind: Option<Opcode>,
    pub(super) sender: Sender,
    pub(super) findings: Vec<Finding>,
    pub(super) end: FrameEnd,
    /// Whether its looks alone tell that a slip may explain it, and no rule that it breaks.
    pub(super) is_by_looks: bool,
    /// Where the conversation stood behind it.
    pub(super) mark: Option<Mark>,
}

impl Suspect {
    pub(super) fn of(frame: &Frame<'_>) -> Self {
        Self {
            number: frame.number,
            at: frame.at,
            len: match frame.end {
                FrameEnd::Refused => frame.header.map_or(0, |header| header.header_len() as u64),
                FrameEnd::Whole | FrameEnd::Cut => frame.len(),
            },
            header: frame.header,
            kind: frame.fragment.map(|fragment| fragment.kind),
            sender: frame.sender,
            findings: frame.findings.to_vec(),
            end: frame.end,
            is_by_looks: false,
            mark: None,
        }
    }

    /// Up to where bytes are evidence about it.
    fn evidence_to(&self) -> u64 {
        match self.end {
            // With it nothing is wrong but its looks: it says all there is to say.
            FrameEnd::Whole if self.is_by_looks => self.at + self.len,
            FrameEnd::Whole => self.at + self.len + LOOK_BEHIND,
            FrameEnd::Cut | FrameEnd::Refused => self.at + LONGEST,
        }
    }
}

/// Whether a frame as it was told breaks a rule by which a slip shows, or is not all here.
pub(super) fn is_wrong(suspect: &Suspect) -> bool {
    suspect.findings.iter().any(|finding| {
        let idle = matches!(finding.fault, Fault::ZeroMask(_) | Fault::MaskKeyReused(_));
        finding.level != Level::Note && !idle
    })
}

/// Whether a frame that breaks no rule looks as if a slip had made it.
pub(super) fn looks_wrong(suspect: &Suspect, view: &View<'_>) -> bool {
    suspect.header.is_some_and(|header| {
        let start = suspect.at + header.header_len() as u64;
        let payload = view.bytes(start, suspect.at + suspect.len);
        payload.is_some_and(|payload| may_be_slip(&header, &payload))
    })
}

impl Connection {
    /// Waits for evidence about a frame that was told.
    pub(super) fn hold(&mut self, from: Option<Role>, suspect: Suspect) {
        let held = self.lane(from).held.get_or_insert_default();
        if held.suspects.is_empty() {
            held.rows.clear();
        }
        held.suspects.push_back(suspect);
    }

    /// The frame before, which was in order, as one to be explained by what follows it.
    pub(super) fn suspect_last(&mut self, work: &Work<'_>, last: Last) -> Option<Suspect> {
        let read = self.lane(work.from).read;
        let wire = work.view.bytes(last.at, read)?;
        let (header, _) = FrameHeader::read(&wire).ok()?;
        let inferred = if header.mask_key.is_some() { Role::Client } else { Role::Server };
        Some(Suspect {
            number: last.number,
            at: last.at,
            len: read - last.at,
            header: Some(header),
            kind: last.kind.or(Some(header.opcode)).filter(|kind| !kind.is_control()),
            sender: work.from.map_or(Sender::Inferred(inferred), Sender::Known),
            findings: Vec::new(),
            end: FrameEnd::Whole,
            is_by_looks: false,
            mark: Some(self.conversation.mark()),
        })
    }

    /// Asks the slips about the first frame that waits, if there is evidence enough.
    pub(super) fn settle(
        &mut self,
        work: &Work<'_>,
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) -> Step {
        let lane = self.lane(work.from);
        let Some(held) = &mut lane.held else { return Step::Wait };
        let Some(front) = held.suspects.front() else {
            lane.held = None;
            return Step::On;
        };
        if !work.behind.is_final() && work.view.end() < front.evidence_to() {
            return Step::Wait;
        }
        let behind = front.at + front.len;
        let is_read_on = front.is_by_looks && lane.read > behind;
        let next = work.view.bytes(behind, (behind + 14).min(work.view.end())).unwrap_or_default();
        if is_read_on && work.behind != Behind::End && FrameHeader::read(&next).is_err() {
            return Step::Wait;
        }
        let Some(mut suspect) = held.suspects.pop_front() else { return Step::On };
        let mut claims = self.ask(&suspect, work);
        // Across a gap only what the frame itself shows counts.
        if work.behind == Behind::Gap {
            let whole = suspect.end == FrameEnd::Whole;
            claims.retain(|claim| whole && claim.covers as u64 == suspect.len);
        }
        // What was read behind it since a pause may be no frame: it is asked again, with that.
        let allowed = self.conversation.possible_rsv();
        if is_read_on && claims.is_empty() && !may_begin_frame(&next, allowed) {
            suspect.is_by_looks = false;
            suspect.findings.clear();
            self.lane(work.from).held.get_or_insert_default().suspects.push_front(suspect);
            return Step::On;
        }
        self.conclude(&suspect, &claims, work, shared, on);
        let lane = self.lane(work.from);
        if suspect.is_by_looks && claims.is_empty() && lane.read == suspect.at + suspect.len {
            let Suspect { number, at, kind, .. } = suspect;
            lane.last = Some(Last { number, at, kind });
        }
        lane.held.take_if(|held| held.suspects.is_empty());
        Step::On
    }

    /// Tells the cause of a frame, and goes back to where the sender's next frame begins.
    fn conclude(
        &mut self,
        suspect: &Suspect,
        claims: &[Claim],
        work: &Work<'_>,
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) {
        let Some(claim) = claims.first() else { return };
        let (covers, connection_place) = (claim.covers as u64, work.place);
        let is_moved = covers != suspect.len;
        let (misread, explains) = match &self.lane(work.from).held {
            Some(held) if is_moved => held.numbers_behind(suspect.number),
            _ => (0, suspect.number + 1..suspect.number + 1),
        };
        shared.tally.add_claims(claims);
        on(
            Told::Cause(Cause::Frame {
                number: suspect.number,
                at: suspect.at,
                sender: suspect.sender,
                claims,
                explains: &explains,
            }),
            connection_place,
        );
        if !is_moved {
            return;
        }
        let at = suspect.at + covers;
        shared.tally.bytes = (shared.tally.bytes + covers).saturating_sub(suspect.len);
        if let Some(mark) = &suspect.mark {
            self.conversation.resync(work.from, mark, misread, at);
        }
        let lane = self.lane(work.from);
        if let Some(held) = lane.held.take() {
            held.behind(suspect.number).for_each(|row| shared.tally.take_back(row));
        }
        (lane.read, lane.last, lane.marks) = (at, None, [at; 2]);
    }

    /// What the slips say of a frame.
    fn ask(&mut self, suspect: &Suspect, work: &Work<'_>) -> Vec<Claim> {
        let to = suspect.evidence_to().min(work.view.end());
        let Some(wire) = work.view.bytes(suspect.at, to) else { return Vec::new() };
        let frame_len = usize::try_from(suspect.len).unwrap_or(usize::MAX);
        let Some(frame) = wire.get(..frame_len).filter(|_| suspect.len <= LONGEST) else {
            return Vec::new();
        };
        if !self.has_patience(work.from, suspect.at, frame, &wire) {
            return Vec::new();
        }
        let payload = suspect.header.map_or_else(Vec::new, |header| {
            let mut payload = frame.get(header.header_len()..).unwrap_or_default().to_vec();
            if let Some(key) = header.mask_key {
                mask::apply(&mut payload, key, 0);
            }
            payload
        });
        // Where nothing is wrong, what came long before explains nothing.
        let frames = if suspect.findings.is_empty() { 4 } else { super::history::FRAMES };
        let before = self.before(work, suspect.at);
        let earlier = self.earlier(work.from, &before, frames);
        explain(&FrameSuspect {
            wire: &wire,
            frame_len,
            header: suspect.header,
            payload: &payload,
            kind: suspect.kind,
            findings: &suspect.findings,
            sender: suspect.sender,
            earlier: &earlier,
        })
    }

    /// Whether as much was shown to slips as the length of the stream allows: reading damaged bytes
    /// stays linear. What is all digits may be looked at to its end, other bytes are not.
    fn has_patience(&mut self, from: Option<Role>, at: u64, frame: &[u8], wire: &[u8]) -> bool {
        const LOOKED_AT: usize = 2048;
        let is_text = wire.iter().take(4).all(|byte| matches!(byte, b' '..=b'~'));
        let behind = wire.len() - frame.len();
        let shown = frame.len() + if is_text { behind } else { behind.min(LOOKED_AT) };
        let lane = self.lane(from);
        let spent = lane.shown.saturating_add(shown as u64);
        let allowed = at.saturating_add(wire.len() as u64).saturating_mul(16) + LONGEST;
        if spent > allowed {
            return false;
        }
        lane.shown = spent;
        true
    }

    /// Asks about a frame of which so much has come and that is not at its end: if a slip explains
    /// it, it ends here.
    pub(super) fn settle_unfinished(
        &mut self,
        at: u64,
        work: &Work<'_>,
        shared: &mut Shared,
        on: &mut impl FnMut(Told<'_>, Place),
    ) -> Step {
        let Some((mut suspect, findings)) = self.unfinished(at, work) else { return Step::On };
        suspect.findings = findings;
        let claims = self.ask(&suspect, work);
        if claims.is_empty() {
            return Step::On;
        }
        let mut told = None;
        self.conversation.cut(work.from, &mut |event| {
            if let crate::conversation::FrameEvent::Frame(frame) = event {
                shared.tally.add(&frame);
                told = Some(Suspect::of(&frame));
                on(Told::Frame(&frame), work.place);
            }
        });
        if let Some(mut suspect) = told {
            suspect.mark = Some(self.conversation.mark());
            self.conclude(&suspect, &claims, work, shared, on);
        }
        Step::On
    }

    /// The frame at hand as if it ended here.
    fn unfinished(&mut self, at: u64, work: &Work<'_>) -> Option<(Suspect, Vec<Finding>)> {
        let wire = work.view.bytes(at, at + LONGEST)?;
        let (header, header_len) = FrameHeader::read(&wire).ok()?;
        let is_sound = may_begin_frame(&wire, self.conversation.possible_rsv());
        if is_sound && !may_be_shorter(&header) {
            return None;
        }
        let have = LONGEST - header_len as u64;
        let fault = ShortPayload { have, need: header.payload_len() };
        let short = Finding::on_wire(fault, Span::new(header_len, wire.len()));
        let inferred = if header.mask_key.is_some() { Role::Client } else { Role::Server };
        let suspect = Suspect {
            number: self.conversation.mark().frames(),
            at,
            len: LONGEST,
            header: Some(header),
            kind: Some(header.opcode).filter(|opcode| !opcode.is_control()),
            sender: work.from.map_or(Sender::Inferred(inferred), Sender::Known),
            findings: Vec::new(),
            end: FrameEnd::Cut,
            is_by_looks: false,
            mark: None,
        };
        Some((suspect, vec![short]))
    }
}
