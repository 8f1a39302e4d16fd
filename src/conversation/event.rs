//! What a conversation tells: broken rules at once, frames and messages when they are whole.

use crate::finding::Finding;
use crate::frame::FrameHeader;
use crate::message::Fragment;
use crate::terms::{Opcode, Role};

/// What happened.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// A rule is broken, in the frame of that number; told at once, before the frame ends.
    Finding(u64, &'a Finding),
    /// A frame is whole, or will never be.
    Frame(Frame<'a>),
    /// A message of one or more frames is whole.
    Message(Message<'a>),
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
    /// Payload bytes that came.
    pub have: u64,
    /// The payload, unmasked, as far as it was kept.
    pub payload: &'a [u8],
    /// What it is to its message; `None` for a control frame.
    pub fragment: Option<Fragment>,
    /// Every rule that it breaks.
    pub findings: &'a [Finding],
    /// How it ended.
    pub end: FrameEnd,
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
    /// Its length in bytes.
    pub len: u64,
    /// Its bytes, as far as they were kept.
    pub payload: &'a [u8],
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
