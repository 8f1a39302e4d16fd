//! A message that has begun: what is known of it, and what is said of it once. May import `bits`,
//! `finding` and `terms`.

use super::close::bad_span;
use super::compression::Trial;
use super::utf8::Utf8;
use crate::bits::Span;
use crate::finding::{BadUtf8, Finding, MessageTooBig, Utf8Error};
use crate::terms::Opcode;

/// A message that has begun.
#[derive(Clone, Debug)]
pub(super) struct Open {
    pub(super) opcode: Opcode,
    pub(super) first_frame: u64,
    pub(super) frames: u64,
    pub(super) len: u64,
    pub(super) fragment_start: u64,
    /// Whether no rule has ended the check of its text and its length.
    pub(super) text: Option<Utf8>,
    pub(super) too_big: bool,
    /// The limit of all connections together for which what was kept was dropped.
    pub(super) dropped: Option<u64>,
    /// Whether the message is compressed, and on whose word.
    pub(super) packed: Option<Trial>,
}

impl Open {
    /// The finding for a bad sequence at a byte of the message; its place is in this fragment's
    /// payload, at its start where the sequence began in an earlier fragment.
    pub(super) fn bad_utf8(&self, (at, error): (u64, Utf8Error)) -> Finding {
        let in_fragment = usize::try_from(at.saturating_sub(self.fragment_start)).unwrap_or(0);
        let (fault, span) = (BadUtf8 { at, error }, bad_span(in_fragment, error));
        match self.packed {
            None => Finding::in_payload(fault, span),
            Some(Trial::Agreed) => Finding::in_inflated(fault, span),
            // Whether this is text at all, only a handshake could tell.
            Some(Trial::Worked) => Finding::in_inflated(fault, span).as_note(),
            Some(Trial::Failed) => Finding::in_payload(fault, span).as_note(),
        }
    }

    /// Whether its payload is to be inflated.
    pub(super) fn is_packed(&self) -> bool {
        matches!(self.packed, Some(Trial::Agreed | Trial::Worked))
    }

    /// Says, once, that the message is longer than is kept.
    pub(super) fn too_big(&mut self, limit: u64, findings: &mut Vec<Finding>) {
        if !self.too_big {
            self.too_big = true;
            let fault = MessageTooBig { limit, shared: false };
            findings.push(Finding::in_payload(fault, Span::default()));
        }
    }

    /// Says, once, that what was kept of the message was dropped. That is not its sender's fault.
    #[inline]
    pub(super) fn tell_dropped(&mut self, findings: &mut Vec<Finding>) {
        if let (Some(limit), false) = (self.dropped, self.too_big) {
            self.too_big = true;
            let fault = MessageTooBig { limit, shared: true };
            findings.push(Finding::in_payload(fault, Span::default()).as_note());
        }
    }
}
