//! What there was in all: counted frame by frame, so that the frames need not be kept.

use std::collections::BTreeMap;

use crate::conversation::{Frame, Sender};
use crate::dissection::{Opening, Verdict};
use crate::finding::{Finding, Level, Rule};
use crate::slips::accept::AcceptCause;
use crate::slips::frame::Claim;
use crate::slips::handshake::HandshakeClaim;
use crate::terms::Opcode;

/// Counts of everything that was told.
///
/// ```
/// use ws_inspect::terms::Opcode;
/// use ws_inspect::{Analysis, Level, Options, Rule};
///
/// // A Ping, and a text frame that is cut short.
/// let (_, tally) = Analysis::dissect(b"\x89\x00\x81\x05Hel", None, Options::default());
/// assert_eq!((tally.frames, tally.bytes, tally.payload_bytes), (2, 7, 3));
/// assert!(tally.by_opcode().eq([(Opcode::TEXT, 1), (Opcode::PING, 1)]));
/// assert_eq!(tally.findings.get(&(Rule::ShortPayload, Level::Incomplete)), Some(&1));
/// ```
#[non_exhaustive]
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Frames, whole or not.
    pub frames: u64,
    /// Bytes of these frames.
    pub bytes: u64,
    /// Bytes of their payloads.
    pub payload_bytes: u64,
    /// Whole messages.
    pub messages: u64,
    /// Frames by opcode; those cut before the opcode are not in it.
    opcodes: [u64; 16],
    /// Findings by rule and level.
    pub findings: BTreeMap<(Rule, Level), u64>,
    /// Slips by name.
    pub slips: BTreeMap<&'static str, u64>,
    /// Whether the direction of any frame was inferred.
    pub inferred: bool,
    /// Bytes behind a frame that was refused, which nobody can read as frames.
    pub unread_bytes: u64,
    /// A line end behind the last frame, which an editor or a shell put there.
    pub line_end: Option<&'static [u8]>,
    /// Whether the file that held the frames is cut or cannot be read on.
    pub cut_file: bool,
}

impl Tally {
    /// Counts a frame.
    #[inline(always)]
    pub(super) fn add(&mut self, frame: &Frame<'_>) {
        self.frames += 1;
        self.bytes += frame.len();
        self.payload_bytes += frame.have;
        self.messages += u64::from(frame.ends_message());
        let opcode = frame.opcode().map(|opcode| usize::from(opcode.0 & 0x0f));
        if let Some(count) = opcode.and_then(|opcode| self.opcodes.get_mut(opcode)) {
            *count += 1;
        }
        self.inferred |= matches!(frame.sender, Sender::Inferred(_));
        if !frame.findings.is_empty() {
            self.add_findings(frame.findings);
        }
    }

    /// The tally of one frame.
    pub(super) fn of(frame: &Frame<'_>) -> Self {
        let mut tally = Self::default();
        tally.add(frame);
        tally
    }

    /// Takes back what was counted of a frame that is none.
    pub(super) fn take_back(&mut self, row: &Self) {
        self.frames = self.frames.saturating_sub(row.frames);
        self.bytes = self.bytes.saturating_sub(row.bytes);
        self.payload_bytes = self.payload_bytes.saturating_sub(row.payload_bytes);
        self.messages = self.messages.saturating_sub(row.messages);
        for (count, taken) in self.opcodes.iter_mut().zip(row.opcodes) {
            *count = count.saturating_sub(taken);
        }
        for (key, taken) in &row.findings {
            if let Some(count) = self.findings.get_mut(key) {
                *count = count.saturating_sub(*taken);
                if *count == 0 {
                    self.findings.remove(key);
                }
            }
        }
    }

    /// Counts slips in a frame.
    pub(super) fn add_claims(&mut self, claims: &[Claim]) {
        for claim in claims {
            *self.slips.entry(claim.evidence.slip().name()).or_default() += 1;
        }
    }

    /// Counts slips in heads.
    pub(super) fn add_head_claims(&mut self, claims: &[HandshakeClaim]) {
        for claim in claims {
            *self.slips.entry(claim.slip.name()).or_default() += 1;
        }
    }

    /// Counts what is wrong in heads, and the slips behind it.
    pub(super) fn add_opening(&mut self, opening: &Opening) {
        opening.halves().for_each(|half| self.add_findings(&half.findings));
        self.add_head_claims(&opening.claims);
        if let Some(AcceptCause::Slip(slip)) = &opening.cause {
            *self.slips.entry(slip.name()).or_default() += 1;
        }
    }

    /// Counts findings.
    pub fn add_findings(&mut self, findings: &[Finding]) {
        for Finding { fault, level, .. } in findings {
            *self.findings.entry((fault.rule(), *level)).or_default() += 1;
        }
    }

    /// How many frames there are of each opcode, without those of which there are none.
    pub fn by_opcode(&self) -> impl Iterator<Item = (Opcode, u64)> + '_ {
        let counted = (0..).map(Opcode).zip(self.opcodes.iter().copied());
        counted.filter(|(_, count)| *count > 0)
    }

    /// How many findings there are of each rule, at any level.
    pub fn by_rule(&self) -> impl Iterator<Item = (Rule, u64)> {
        let mut counts = BTreeMap::<Rule, u64>::new();
        for ((rule, _), count) in &self.findings {
            *counts.entry(*rule).or_default() += count;
        }
        counts.into_iter()
    }

    /// The gravest level among all findings.
    pub fn level(&self) -> Option<Level> {
        self.findings.keys().map(|(_, level)| *level).max()
    }

    /// How all of it went.
    pub fn verdict(&self) -> Verdict {
        match Verdict::of(self.level(), !self.slips.is_empty()) {
            Verdict::Ok if self.cut_file => Verdict::Incomplete,
            verdict => verdict,
        }
    }
}
