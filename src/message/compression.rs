//! The compressed messages of one sender: collects a frame's payload, and inflates it when the
//! frame ends, so that what is told does not depend on how the bytes arrived.

use super::inflate::{Inflater, Stop};
use super::open::Open;
use super::utf8::Utf8;
use crate::bits::Span;
use crate::finding::{ContextMissing, DoesNotInflate, Fault, Finding};
use crate::frame::{FrameHeader, mask};
use crate::terms::Rsv;

/// What is known of how a sender compresses (RFC 7692 section 7.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compression {
    /// Nothing: RSV1 is taken at its word, and what comes of it is a trial.
    #[default]
    Unknown,
    /// The handshake did not agree on it: RSV1 means nothing.
    Off,
    /// It was agreed on.
    On {
        /// Whether a message may refer to earlier ones.
        takeover: bool,
        /// Whether all messages will be seen, from the first.
        from_start: bool,
    },
}

impl Compression {
    /// The same, where not all messages were seen.
    pub(super) const fn seen_from_here(self) -> Self {
        match self {
            Self::On { takeover, .. } => Self::On { takeover, from_start: false },
            other => other,
        }
    }

    /// Whether a message that begins with a frame that has RSV bits set is a compressed one.
    /// Without an agreement only RSV1 alone is tried: with others it is some other extension.
    pub(super) fn trial(self, header: &FrameHeader) -> Option<Trial> {
        match self {
            Self::On { .. } if header.rsv.is_set(1) => Some(Trial::Agreed),
            Self::Unknown if header.rsv == Rsv::RSV1 => Some(Trial::Worked),
            _ => None,
        }
    }
}

/// On whose word a message was taken for a compressed one, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trial {
    /// On that of the handshake, or of the user.
    Agreed,
    /// On that of RSV1 alone, and it inflates so far.
    Worked,
    /// On that of RSV1 alone, and it does not: the bytes stand as they came.
    Failed,
}

/// What became of a frame of a compressed message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compressed<'a> {
    /// Why it was inflated, and whether it could be.
    pub trial: Trial,
    /// What its payload inflates to, as far as it does and was kept; empty where it failed.
    pub plain: &'a [u8],
    /// Compressed length in bytes of the message so far, this frame included.
    pub message_len: u64,
}

/// How many bytes a message of `len` bytes can become by being compressed: what does not compress
/// is stored in blocks with a header each (RFC 1951 section 3.2.4).
pub const fn most_compressed(len: u64) -> u64 {
    len.saturating_add((len >> 10) + 64)
}

/// The state of one sender's compression.
#[derive(Debug)]
pub(super) struct Packed {
    inflater: Inflater,
    /// The compressed bytes of the frame at hand.
    fragment: Vec<u8>,
    /// Compressed length of the message before that frame.
    before: u64,
    /// Compressed length of that frame.
    len: u64,
    /// Whether the message at hand is given up.
    stuck: bool,
}

impl Packed {
    pub(super) fn new(compression: Compression) -> Self {
        let inflater = match compression {
            Compression::On { takeover, from_start } => Inflater::new(takeover, from_start),
            Compression::Unknown | Compression::Off => Inflater::new(true, false),
        };
        Self { inflater, fragment: Vec::new(), before: 0, len: 0, stuck: false }
    }

    /// Begins a message.
    pub(super) fn begin(&mut self) {
        (self.before, self.len, self.stuck) = (0, 0, false);
        self.fragment.clear();
    }

    /// Frees the memory that is not needed until the next frame.
    pub(super) fn release(&mut self) {
        self.fragment = Vec::new();
    }

    /// Bytes of memory that hold the compressed frame at hand.
    pub(super) const fn held_bytes(&self) -> usize {
        self.fragment.capacity()
    }

    /// Bytes of memory with which the message at hand is inflated.
    pub(super) fn engine_bytes(&self) -> usize {
        self.inflater.held_bytes()
    }

    /// Leaves the message at hand unfinished.
    #[cold]
    pub(super) fn interrupted(&mut self) {
        self.inflater.lose();
    }

    /// Takes payload of the frame at hand; no more of it is kept than a message of `limit` bytes
    /// can become.
    pub(super) fn payload(&mut self, header: &FrameHeader, at: u64, wire: &[u8], limit: u64) {
        self.len += wire.len() as u64;
        let room = most_compressed(limit).saturating_sub(self.fragment.len() as u64);
        let kept = wire.get(..usize::try_from(room).unwrap_or(usize::MAX)).unwrap_or(wire);
        let start = self.fragment.len();
        self.fragment.extend_from_slice(kept);
        if let (Some(key), Some(fresh)) = (header.mask_key, self.fragment.get_mut(start..)) {
            mask::apply(fresh, key, at);
        }
    }

    /// Begins the next frame of the message.
    pub(super) fn next_frame(&mut self) {
        self.before += self.len;
        self.len = 0;
        self.fragment.clear();
    }

    /// Inflates the frame at hand onto `bytes`, the message so far, and judges the text.
    pub(super) fn end_frame(
        &mut self,
        open: &mut Open,
        header: &FrameHeader,
        whole: bool,
        limit: u64,
        bytes: &mut Vec<u8>,
        findings: &mut Vec<Finding>,
    ) {
        if self.stuck {
            return;
        }
        if self.len > self.fragment.len() as u64 {
            return self.give_up(open, limit, findings);
        }
        let start = bytes.len();
        let (last, most) = (whole && header.fin, usize::try_from(limit).unwrap_or(usize::MAX));
        let result = self.inflater.inflate(&self.fragment, last, most, bytes);
        if let Err(stop) = result
            && open.packed == Some(Trial::Worked)
            && self.before == 0
            && let Some(text) = as_it_came(open, stop, &self.fragment, last)
        {
            bytes.clear();
            bytes.extend_from_slice(&self.fragment);
            (open.text, open.packed) = (text, Some(Trial::Failed));
            open.len = self.len;
            return;
        }
        let fresh = bytes.get(start..).unwrap_or_default();
        open.len += fresh.len() as u64;
        if let Some(text) = &mut open.text
            && let Err(bad) = text.feed(fresh)
        {
            findings.push(open.bad_utf8(bad));
            open.text = None;
        }
        match result {
            Ok(()) => {}
            Err(Stop::TooBig) => self.give_up(open, limit, findings),
            Err(Stop::Broken { at, error }) => {
                self.broken(open, DoesNotInflate { at, error }, at, findings);
            }
            Err(Stop::ContextMissing { at, lost }) => {
                self.broken(open, ContextMissing { at, lost }, at, findings);
            }
        }
    }

    /// Drops the message at hand, and frees what it holds.
    pub(super) fn shed(&mut self) {
        self.stuck = true;
        self.fragment = Vec::new();
        self.inflater.lose();
    }

    fn give_up(&mut self, open: &mut Open, limit: u64, findings: &mut Vec<Finding>) {
        self.stuck = true;
        self.inflater.lose();
        open.text = None;
        open.too_big(limit, findings);
    }

    fn broken(
        &mut self,
        open: &mut Open,
        fault: impl Into<Fault>,
        at: u64,
        findings: &mut Vec<Finding>,
    ) {
        self.stuck = true;
        open.text = None;
        let at = usize::try_from(at.saturating_sub(self.before)).unwrap_or(0);
        let at = at.clamp(1, self.fragment.len().max(1)) - 1;
        let finding = Finding::in_payload(fault, Span::new(at, at + 1));
        let settled = open.packed == Some(Trial::Agreed);
        findings.push(if settled { finding } else { finding.as_note() });
    }

    /// The compressed bytes of the frame at hand, as far as they were kept.
    pub(super) fn fragment(&self) -> &[u8] {
        &self.fragment
    }

    pub(super) fn message_len(&self) -> u64 {
        self.before + self.len
    }
}

/// The check of the text, if a payload that does not inflate can be what its opcode says: UTF-8,
/// or any bytes, unless they look like compressed ones of which only the context is missing.
fn as_it_came(open: &Open, stop: Stop, payload: &[u8], last: bool) -> Option<Option<Utf8>> {
    match (stop, &open.text) {
        (Stop::TooBig, _) | (Stop::ContextMissing { .. }, None) => return None,
        (Stop::Broken { .. }, None) => return Some(None),
        (_, Some(_)) => {}
    }
    let mut text = Utf8::new();
    text.feed(payload).ok()?;
    (!last || text.finish().is_ok()).then_some(Some(text))
}
