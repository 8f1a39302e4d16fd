//! A frame taken apart: every field with its place and its value, every finding, every cause.
//!
//! The one value from which all deep views draw, so that they cannot disagree. May import every
//! room above; never makes a sentence and never draws.

mod handshake;
mod single;
mod verdict;

pub use handshake::{Half, Opening};
pub use single::write_wire;
pub use verdict::Verdict;

use crate::conversation::{Frame, FrameEnd, Message, Sender};
use crate::finding::{Finding, Level};
use crate::frame::FrameHeader;
use crate::message::{Compressed, Fragment, Trial};
use crate::slips::frame::Claim;
use crate::terms::Opcode;

/// One frame, as far as it came.
#[non_exhaustive]
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
    /// What the payload inflates to, where its message is compressed.
    pub inflated: Option<Inflated>,
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

/// What became of the payload of a frame whose message is compressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inflated {
    /// On whose word it was inflated, and whether it could be.
    pub trial: Trial,
    /// What it inflates to, as far as it does and was kept.
    pub bytes: Vec<u8>,
    /// Compressed length in bytes of its message so far, this frame included.
    pub message_len: u64,
}

impl Dissection {
    /// The frame as a conversation tells it.
    pub fn as_frame(&self) -> Frame<'_> {
        Frame {
            number: self.number,
            at: self.at as u64,
            sender: self.sender,
            header: self.header,
            cut_header: if self.header.is_some() { &[] } else { &self.wire },
            have: self.have,
            payload: &self.payload,
            compressed: self.inflated.as_ref().map(|inflated| Compressed {
                trial: inflated.trial,
                plain: &inflated.bytes,
                message_len: inflated.message_len,
            }),
            fragment: self.fragment,
            findings: &self.findings,
            end: self.end,
        }
    }

    /// The message that was joined from several frames and ends with this one.
    pub fn as_message(&self) -> Option<Message<'_>> {
        let (fragment, payload) = (self.fragment?, self.message.as_ref()?);
        Some(Message {
            sender: self.sender,
            kind: fragment.kind,
            first_frame: fragment.first_frame,
            last_frame: self.number,
            len: payload.len() as u64,
            payload,
            compressed: self.inflated.as_ref().map(|part| (part.message_len, part.trial)),
        })
    }

    /// The opcode, which the first byte holds; `None` only for an empty frame.
    pub fn opcode(&self) -> Option<Opcode> {
        self.as_frame().opcode()
    }

    /// What the payload is: the opcode of a control frame, else what the message carries.
    pub fn kind(&self) -> Option<Opcode> {
        self.as_frame().kind()
    }

    /// Length of the header in bytes, as far as it is here.
    pub fn header_len(&self) -> usize {
        self.header.map_or(self.wire.len(), |header| header.header_len())
    }

    /// Payload bytes that the header announces and that are not here.
    pub fn missing_bytes(&self) -> u64 {
        self.as_frame().missing_bytes()
    }

    /// The whole message that ends with this frame, unmasked and inflated, or the payload of any
    /// other frame.
    pub fn message_or_payload(&self) -> &[u8] {
        let inflated = self.inflated.as_ref().filter(|inflated| inflated.trial != Trial::Failed);
        let whole = self.message.as_ref().or(inflated.map(|inflated| &inflated.bytes));
        whole.unwrap_or(&self.payload)
    }

    /// The gravest level among the findings.
    pub fn level(&self) -> Option<Level> {
        self.findings.iter().map(|finding| finding.level).max()
    }
}
