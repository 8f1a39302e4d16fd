//! What there was in all: counted frame by frame, so that the frames need not be kept.

use std::collections::BTreeMap;

use super::Dissection;
use crate::conversation::Sender;
use crate::finding::{Finding, Level, Rule};
use crate::terms::Opcode;

/// Counts of everything that a walk handed over.
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
    pub by_opcode: BTreeMap<Opcode, u64>,
    /// Findings by rule and level.
    pub findings: BTreeMap<(Rule, Level), u64>,
    /// Slips by name.
    pub slips: BTreeMap<&'static str, u64>,
    /// Whether the direction of any frame was inferred.
    pub inferred: bool,
    /// Bytes that the last frame still needs, as far as it tells.
    pub missing_bytes: u64,
}

impl Tally {
    /// Counts a frame.
    pub fn add(&mut self, frame: &Dissection) {
        self.frames += 1;
        self.bytes += frame.wire.len() as u64;
        self.payload_bytes += frame.have;
        self.messages += u64::from(frame.ends_message());
        if let Some(opcode) = frame.opcode() {
            *self.by_opcode.entry(opcode).or_default() += 1;
        }
        for Finding { fault, level, .. } in &frame.findings {
            *self.findings.entry((fault.rule(), *level)).or_default() += 1;
        }
        for claim in &frame.claims {
            *self.slips.entry(claim.evidence.slip().name()).or_default() += 1;
        }
        self.inferred |= matches!(frame.sender, Sender::Inferred(_));
        self.missing_bytes = frame.missing_bytes();
    }

    /// The gravest level among all findings.
    pub fn level(&self) -> Option<Level> {
        self.findings.keys().map(|(_, level)| *level).max()
    }
}
