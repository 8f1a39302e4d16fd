//! Where a conversation stands, for those who ask: what is at hand, and what is known. Changes nothing.

use super::{Conversation, FrameOptions};
use crate::frame::Standing;
use crate::message::Keep;
use crate::terms::{Opcode, Role, Rsv};

impl Conversation {
    /// How many bytes the payload of the frame at hand still lacks, where the stream from there
    /// stands inside one.
    pub fn missing_bytes(&mut self, from: Option<Role>) -> Option<u64> {
        match self.stream(from).decoder.standing() {
            Standing::Payload { header, have } => Some(header.payload_len().saturating_sub(have)),
            Standing::Header(_) => None,
        }
    }

    /// Whether the stream from there stands inside a Close frame.
    pub fn is_closing(&mut self, from: Option<Role>) -> bool {
        match self.stream(from).decoder.standing() {
            Standing::Payload { header, .. } => header.opcode == Opcode::CLOSE,
            Standing::Header(_) => false,
        }
    }

    /// Where the frame begins in which the stream from there stands; `None` between two frames.
    pub fn begun_at(&self, from: Option<Role>) -> Option<u64> {
        self.stream_of(from.unwrap_or(Role::Client)).begun.map(|begun| begun.at)
    }

    /// What is known beforehand, and what the opening handshake told.
    pub const fn options(&self) -> &FrameOptions {
        &self.options
    }

    /// Whether a message from there has begun and not ended.
    pub fn is_open(&self, from: Option<Role>) -> bool {
        [Role::Client, Role::Server]
            .into_iter()
            .any(|role| from.is_none_or(|from| from == role) && self.side(role).message.is_open())
    }

    /// Whether a frame from there was refused, so that nothing behind it is read.
    pub fn is_refused(&self, from: Option<Role>) -> bool {
        self.stream_of(from.unwrap_or(Role::Client)).refused
    }

    /// Whether payload is wanted only where a rule is broken.
    pub fn keeps_suspects_alone(&self) -> bool {
        self.options.keep == Keep::Suspects
    }

    /// The RSV bits that may mean something: what was agreed on, and what nobody knows.
    pub fn possible_rsv(&self) -> Rsv {
        if self.options.opening_seen { self.allowed_rsv } else { Rsv::RSV1 }
    }

    /// Bytes that came behind a frame that was refused, and were not read.
    pub fn unread(&self) -> u64 {
        self.streams.iter().map(|stream| stream.unread).sum()
    }
}
