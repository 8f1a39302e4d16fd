//! The state of one stream of bytes: where its decoder stands, and the frame that it is in.

use super::event::Sender;
use crate::finding::Finding;
use crate::frame::{Decoder, Standing};
use crate::terms::Role;

/// Bytes that come one after another: one direction, or both where they were captured as one.
#[derive(Clone, Debug, Default)]
pub(super) struct Stream {
    pub(super) decoder: Decoder,
    /// Bytes that came before the piece at hand.
    pub(super) at: u64,
    /// The frame at hand; `None` between two frames and in a header.
    pub(super) begun: Option<Begun>,
    pub(super) findings: Vec<Finding>,
    pub(super) refused: bool,
    pub(super) unread: u64,
    /// Whether its end was seen.
    pub(super) closed: bool,
}

/// A frame that has begun: its number, its place, who sent it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Begun {
    pub(super) number: u64,
    pub(super) at: u64,
    pub(super) sender: Sender,
    pub(super) role: Role,
}

impl Stream {
    /// Header bytes that came in earlier chunks, of the header at hand.
    pub(super) fn held(&self) -> u64 {
        match self.decoder.standing() {
            Standing::Header(held) => held.len() as u64,
            Standing::Payload { .. } => 0,
        }
    }

    /// Frees the memory that is not needed until the next byte.
    pub(super) fn release(&mut self) {
        if self.begun.is_none() {
            self.findings = Vec::new();
        }
    }
}
