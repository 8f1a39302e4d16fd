//! What a conversation tells: broken rules at once, frames and messages when they are whole.

use crate::finding::Finding;
use crate::frame::FrameHeader;
use crate::message::{Compressed, Fragment, Trial};
use crate::terms::{Opcode, Role};

/// What happened.
#[derive(Clone, Copy, Debug)]
pub enum FrameEvent<'a> {
    /// A rule is broken, in the frame of that number; told at once, before the frame ends.
    Finding(u64, &'a Finding),
    /// A frame is whole, or will never be.
    Frame(Frame<'a>),
    /// A message of one or more frames is whole.
    Message(Message<'a>),
    /// One end will send no more, and that breaks rules.
    Ended(SideEnd<'a>),
}

/// What follows a head that opens no WebSocket connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Body {
    /// Who sent the bytes, where that is known.
    pub from: Option<Role>,
    /// Index in its stream of the first byte.
    pub at: u64,
    /// How many they are.
    pub len: u64,
}

/// The end of what one end sends.
#[derive(Clone, Copy, Debug)]
pub struct SideEnd<'a> {
    /// Which end, known or inferred as its frames were.
    pub role: Role,
    /// M04 and C05; not empty.
    pub findings: &'a [Finding],
}

/// A frame as far as it came.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Its number in the conversation, from 1.
    pub number: u64,
    /// Index in its stream of its first byte.
    pub at: u64,
    /// Who sent it.
    pub sender: Sender,
    /// Its header; `None` where the input ends inside it.
    pub header: Option<FrameHeader>,
    /// The bytes of a header that is cut short; empty where there is a header.
    pub cut_header: &'a [u8],
    /// Payload bytes that came.
    pub have: u64,
    /// The payload, unmasked, as far as it was kept; where it is compressed, compressed.
    pub payload: &'a [u8],
    /// What it inflates to, where its message is compressed.
    pub compressed: Option<Compressed<'a>>,
    /// What it is to its message; `None` for a control frame.
    pub fragment: Option<Fragment>,
    /// Every rule that it breaks.
    pub findings: &'a [Finding],
    /// How it ended.
    pub end: FrameEnd,
}

impl Frame<'_> {
    /// The opcode, which the first byte holds.
    pub fn opcode(&self) -> Option<Opcode> {
        let byte0 = self.cut_header.first().map(|byte0| Opcode(byte0 & 0x0f));
        self.header.map(|header| header.opcode).or(byte0)
    }

    /// What the payload is: the opcode of a control frame, else what the message carries.
    pub fn kind(&self) -> Option<Opcode> {
        self.fragment.map(|fragment| fragment.kind).or_else(|| self.opcode())
    }

    /// Bytes of the frame that came, header and payload.
    pub fn len(&self) -> u64 {
        let header = self.header.map_or(self.cut_header.len(), |header| header.header_len());
        header as u64 + self.have
    }

    /// Whether no byte of it came, which does not happen.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Payload bytes that the header announces and that did not come.
    pub fn missing_bytes(&self) -> u64 {
        self.header.map_or(0, |header| header.payload_len().saturating_sub(self.have))
    }

    /// Whether a message ends with this frame.
    pub fn ends_message(&self) -> bool {
        self.end == FrameEnd::Whole
            && self.header.is_some_and(|header| header.fin)
            && self.fragment.is_some()
    }

    /// The payload, unmasked and, where its message is compressed and inflates, inflated.
    pub fn plain(&self) -> &[u8] {
        match self.compressed {
            Some(compressed) if compressed.trial != Trial::Failed => compressed.plain,
            _ => self.payload,
        }
    }
}

/// How a frame ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameEnd {
    /// All of it came.
    Whole,
    /// The input ends inside it.
    Cut,
    /// Its length cannot be read on: F10 or F12. Nothing after it was read.
    Refused,
}

/// A whole message.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// Who sent it.
    pub sender: Sender,
    /// Text or binary; continuation where its beginning is not known.
    pub kind: Opcode,
    /// The frame with which it began.
    pub first_frame: u64,
    /// The frame with which it ended.
    pub last_frame: u64,
    /// Its length in bytes; of a compressed one as far as it was inflated.
    pub len: u64,
    /// Its bytes, inflated, as far as they were kept.
    pub payload: &'a [u8],
    /// Its length on the wire and on whose word it was inflated, where it is compressed.
    pub compressed: Option<(u64, Trial)>,
}

/// Who sent a frame, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// The input or the user says so.
    Known(Role),
    /// The MASK bit says so: clients mask, servers do not (RFC 6455 section 5.1).
    Inferred(Role),
    /// The MASK bit is not here yet.
    Unknown,
}

impl Sender {
    /// The end of the connection, if there is one to name.
    pub const fn role(self) -> Option<Role> {
        match self {
            Self::Known(role) | Self::Inferred(role) => Some(role),
            Self::Unknown => None,
        }
    }
}
