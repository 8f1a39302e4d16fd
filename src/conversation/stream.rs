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
    pub(super) phase: Phase,
    /// Whether its end was seen.
    pub(super) closed: bool,
}

/// What a stream of bytes is at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Phase {
    /// Frames, to the end.
    #[default]
    Frames,
    /// Perhaps a head, of which these bytes are here.
    Head(Vec<u8>),
    /// What follows a response that refuses: where that begins, and how much has come.
    Body { at: u64, len: u64 },
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
    /// A stream of frames, or of heads and frames.
    pub(super) fn new(heads: bool) -> Self {
        let phase = if heads { Phase::Head(Vec::new()) } else { Phase::Frames };
        Self { phase, ..Self::default() }
    }

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
        if let Phase::Head(held) = &mut self.phase {
            held.shrink_to_fit();
        }
    }
}
