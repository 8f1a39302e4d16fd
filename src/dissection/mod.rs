//! A frame taken apart: every field with its place and its value, every finding, every cause.
//!
//! The one value from which all deep views draw, so that they cannot disagree. May import every
//! room above; never makes a sentence and never draws.

mod tally;
mod verdict;
mod walk;

pub use tally::Tally;
pub use verdict::Verdict;
pub use walk::{Ending, WalkOptions, walk};

use crate::bits::{BitRange, Span};
use crate::conversation::{FrameEnd, Sender};
use crate::finding::{Finding, Level};
use crate::frame::{FieldName, FrameHeader, layout};
use crate::message::Fragment;
use crate::slips::frame::Claim;
use crate::terms::Opcode;

/// One frame, as far as it came.
#[derive(Clone, Debug)]
pub struct Dissection {
    /// Its number in the input, from 1.
    pub number: u64,
    /// Index in the input of its first byte.
    pub at: usize,
    /// Who sent it, and how that is known.
    pub sender: Sender,
    /// Its bytes as they stand on the wire, as far as they are here.
    pub wire: Vec<u8>,
    /// Its header; `None` where the input ends inside it.
    pub header: Option<FrameHeader>,
    /// Its payload, unmasked, as far as it is here and was kept.
    pub payload: Vec<u8>,
    /// Payload bytes that are here; more than `payload` holds where the message is too big.
    pub have: u64,
    /// What it is to its message; `None` for a control frame.
    pub fragment: Option<Fragment>,
    /// The whole message, unmasked, where the frame ends one that began in an earlier frame.
    pub message: Option<Vec<u8>>,
    /// Every rule that it breaks.
    pub findings: Vec<Finding>,
    /// The slips that make such bytes, likeliest first.
    pub claims: Vec<Claim>,
    /// How it ended.
    pub end: FrameEnd,
}

/// A field of a frame, with its place and as much of its value as fits a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: FieldName,
    /// Where it stands, from the first bit of the frame.
    pub bits: BitRange,
    /// Its bits as a number, where all of them are here and there are at most 64.
    pub value: Option<u64>,
}

impl Dissection {
    /// The fields in the order of the wire, those included that are not here yet but whose place
    /// the first bytes determine. They tile the frame.
    pub fn fields(&self) -> impl Iterator<Item = Field> + '_ {
        layout(&self.wire).map(|(name, bits)| Field { name, bits, value: number(&self.wire, bits) })
    }

    /// The opcode, which the first byte holds; `None` only for an empty frame.
    pub fn opcode(&self) -> Option<Opcode> {
        self.wire.first().map(|byte0| Opcode(byte0 & 0x0f))
    }

    /// What the payload is: the opcode of a control frame, else what the message carries.
    pub fn kind(&self) -> Option<Opcode> {
        self.fragment.map(|fragment| fragment.kind).or_else(|| self.opcode())
    }

    /// Length of the header in bytes, as far as it is here.
    pub fn header_len(&self) -> usize {
        self.header.map_or(self.wire.len(), |header| header.header_len())
    }

    /// Payload bytes that the header announces and that are not here.
    pub fn missing_bytes(&self) -> u64 {
        self.header.map_or(0, |header| header.payload_len().saturating_sub(self.have))
    }

    /// The bytes of the input that the frame takes, or that its cause accounts for: where the
    /// sender's next frame begins, the span ends.
    pub fn span(&self) -> Span {
        let len = match self.covered() {
            0 => self.wire.len(),
            covered => covered,
        };
        Span::new(self.at, self.at + len)
    }

    /// Whether a message ends with this frame.
    pub fn ends_message(&self) -> bool {
        self.end == FrameEnd::Whole
            && self.header.is_some_and(|header| header.fin)
            && self.fragment.is_some()
    }

    /// The whole message that ends with this frame, unmasked, or the payload of any other frame.
    pub fn message_or_payload(&self) -> &[u8] {
        self.message.as_ref().unwrap_or(&self.payload)
    }

    /// Bytes from the frame's first that its likeliest cause accounts for; 0 without a cause.
    pub fn covered(&self) -> usize {
        self.claims.first().map_or(0, |claim| claim.covers)
    }

    /// The gravest level among the findings.
    pub fn level(&self) -> Option<Level> {
        self.findings.iter().map(|finding| finding.level).max()
    }
}

/// The bits of `range` as a number, if all are there and there are at most 64.
fn number(bytes: &[u8], range: BitRange) -> Option<u64> {
    if range.len() > 64 {
        return None;
    }
    (range.start..range.end).try_fold(0, |sum, bit| {
        let byte = bytes.get(usize::try_from(bit / 8).ok()?)?;
        Some(sum << 1 | u64::from(byte >> (7 - bit % 8) & 1))
    })
}
