//! Joins the fragments of one sender into messages, and judges their order and their text.

use super::compression::{Compressed, Compression, Packed, Trial};
use super::open::Open;
use super::utf8::Utf8;
use crate::bits::Span;
use crate::finding::{
    Fault, Finding, Interrupted, MessageTooBig, NothingToContinue, UnfinishedMessage,
};
use crate::frame::{FrameHeader, mask};
use crate::terms::{Opcode, Rsv};

/// Joins the data frames of one sender (RFC 6455 section 5.4); keeps at most `limit` bytes.
#[derive(Debug)]
pub struct Assembler {
    limit: u64,
    keep: Keep,
    open: Option<Open>,
    /// Whether any data frame has come from this sender.
    seen_data: bool,
    /// Whether a continuation may belong to a message whose beginning was lost.
    lost: bool,
    /// Whether bytes were lost at any time: what they held may be referred to.
    gap: bool,
    /// The unmasked bytes of the open message, or of the one that ended last.
    bytes: Vec<u8>,
    compression: Compression,
    /// There once a message came that is compressed.
    packed: Option<Box<Packed>>,
}

/// Whether payload is wanted, or only what is wrong with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// All of it, up to the limit.
    #[default]
    Payload,
    /// Only that of frames that break a rule, at most [`Keep::FOR_SUSPECTS`] bytes of a message: for
    /// those who count. What is judged, and what lengths are told, is the same.
    Suspects,
}

impl Keep {
    /// Bytes of a message that are enough to see what is wrong with it.
    pub const FOR_SUSPECTS: u64 = 1 << 16;

    /// Bytes of a message that are kept where its limit is `limit`.
    fn most(self, limit: u64) -> usize {
        let most = match self {
            Self::Payload => limit,
            Self::Suspects => limit.min(Self::FOR_SUSPECTS),
        };
        usize::try_from(most).unwrap_or(usize::MAX)
    }
}

/// What a frame is to its message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// What the message carries: text or binary; continuation where its beginning is not known.
    pub kind: Opcode,
    /// Number of the frame with which the message began.
    pub first_frame: u64,
    /// Which fragment of its message the frame is, from 0.
    pub index: u64,
    /// Length in bytes of the message as far as it has come, this fragment included.
    pub message_len: u64,
}

impl Assembler {
    /// An assembler that takes at most `limit` bytes of a message, and keeps of them what is wanted.
    pub fn new(limit: u64, keep: Keep, compression: Compression) -> Self {
        let (bytes, packed) = (Vec::new(), None);
        Self {
            limit,
            keep,
            open: None,
            seen_data: false,
            lost: false,
            gap: false,
            bytes,
            compression,
            packed,
        }
    }

    /// Forgets the open message, and that there was one: bytes of this sender are not known. What
    /// earlier messages held is lost for those that refer to it.
    pub fn lose(&mut self) {
        if matches!(self.compression, Compression::Unknown) {
            // What was only tried may have been no message: nothing of it is known.
            self.packed = None;
        } else if let Some(packed) = &mut self.packed {
            packed.interrupted();
        } else if matches!(self.compression, Compression::On { takeover: true, .. }) {
            self.compression = self.compression.seen_from_here();
        }
        (self.open, self.lost, self.gap) = (None, true, true);
        self.bytes.clear();
    }

    /// Whether a message has begun and not ended.
    pub const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Learns how this sender compresses. To be called between two messages.
    pub fn agree(&mut self, compression: Compression) {
        let seen = if self.gap { compression.seen_from_here() } else { compression };
        (self.compression, self.packed) = (seen, None);
    }

    /// Frees the memory that is not needed until the next frame: all but what was kept of a
    /// message that is open, and what later ones may refer to. To be called between two frames.
    pub fn release(&mut self) {
        if self.open.is_none() {
            self.bytes = Vec::new();
        }
        if let Some(packed) = &mut self.packed {
            packed.release();
        }
    }

    /// Bytes of memory that hold an unfinished message, and the frame of it that is coming.
    /// The window of a sender between two messages is not counted.
    pub fn held_bytes(&self) -> usize {
        let of_packed = self.packed.as_ref().map_or(0, |packed| {
            let engine = if self.open.is_some() { packed.engine_bytes() } else { 0 };
            packed.held_bytes() + engine
        });
        self.bytes.capacity() + of_packed
    }

    /// Takes a message that is whole in one frame, whose header breaks no rule. Returns its payload,
    /// unmasked, where that is wanted. `None`: this is for the steps to judge, and nothing has
    /// happened yet.
    #[inline]
    pub fn take_alone<'a>(&'a mut self, header: &FrameHeader, wire: &'a [u8]) -> Option<&'a [u8]> {
        if self.open.is_some() || wire.len() as u64 > self.limit {
            return None;
        }
        let text = header.opcode == Opcode::TEXT;
        let payload = match (self.keep, header.mask_key) {
            (_, None) if text && std::str::from_utf8(wire).is_err() => return None,
            (Keep::Payload, None) => wire,
            (Keep::Suspects, None) => &[],
            (Keep::Suspects, Some(key)) if !text || mask::hides_ascii(wire, key) => &[],
            (keep, Some(key)) => {
                self.bytes.clear();
                let ascii = mask::unmask_onto(&mut self.bytes, wire, key, 0);
                if text && !ascii && std::str::from_utf8(&self.bytes).is_err() {
                    return None;
                }
                if keep == Keep::Payload { self.bytes.as_slice() } else { &[] }
            }
        };
        (self.seen_data, self.lost) = (true, false);
        Some(payload)
    }

    /// Takes the header of a data frame, the frame of that `number`. A continuation without a
    /// beginning is only a note where earlier frames may be missing (`opening_seen` is false).
    pub fn begin(
        &mut self,
        header: &FrameHeader,
        number: u64,
        opening_seen: bool,
        findings: &mut Vec<Finding>,
    ) {
        let continues = header.opcode == Opcode::CONTINUATION;
        match (&self.open, continues) {
            (None, true) if self.lost => {}
            (None, true) => {
                let finding = Finding::on_wire(NothingToContinue, Span::new(0, 1));
                let settled = opening_seen || self.seen_data;
                findings.push(if settled { finding } else { finding.as_note() });
            }
            (Some(open), false) => {
                let fault = Interrupted { open: open.opcode, by: header.opcode };
                findings.push(Finding::on_wire(fault, Span::new(0, 1)));
                if let (true, Some(packed)) = (open.is_packed(), &mut self.packed) {
                    packed.interrupted();
                }
                self.open = None;
            }
            _ => {}
        }
        self.seen_data = true;
        self.lost &= continues;
        match &mut self.open {
            Some(open) => {
                open.frames += 1;
                open.fragment_start = open.len;
                if let (true, Some(packed)) = (open.is_packed(), &mut self.packed) {
                    packed.next_frame();
                }
            }
            None => self.open_message(header, number),
        }
    }

    fn open_message(&mut self, header: &FrameHeader, number: u64) {
        self.bytes.clear();
        let opcode = header.opcode;
        let packed = if header.rsv == Rsv::NONE { None } else { self.open_packed(header) };
        self.open = Some(Open {
            opcode,
            first_frame: number,
            frames: 1,
            len: 0,
            fragment_start: 0,
            text: (opcode == Opcode::TEXT).then(Utf8::new),
            too_big: false,
            dropped: None,
            packed,
        });
    }

    /// Whether a message that begins with RSV bits set is a compressed one, and on whose word.
    #[cold]
    fn open_packed(&mut self, header: &FrameHeader) -> Option<Trial> {
        let trial = self.compression.trial(header)?;
        let packed = self.packed.get_or_insert_with(|| Box::new(Packed::new(self.compression)));
        packed.begin();
        Some(trial)
    }

    /// Takes payload of the frame whose header came last; `at` is its index in that payload.
    #[inline]
    pub fn payload(
        &mut self,
        header: &FrameHeader,
        at: u64,
        wire: &[u8],
        findings: &mut Vec<Finding>,
    ) {
        let Some(open) = &mut self.open else { return };
        if let (true, Some(packed)) = (open.is_packed(), &mut self.packed) {
            let limit = if open.dropped.is_some() { 0 } else { self.limit };
            return packed.payload(header, at, wire, limit);
        }
        if self.limit.saturating_sub(open.len) < wire.len() as u64 && !open.too_big {
            return self.crossing(header, at, wire, findings);
        }
        let most = if open.dropped.is_some() { 0 } else { self.keep.most(self.limit) };
        let start = self.bytes.len();
        open.len += wire.len() as u64;
        if open.text.is_none() && start >= most {
            return;
        }
        let ascii = match header.mask_key {
            Some(key) => mask::unmask_onto(&mut self.bytes, wire, key, at),
            None => {
                self.bytes.extend_from_slice(wire);
                false
            }
        };
        let fresh = self.bytes.get(start..).unwrap_or_default();
        if let Some(text) = &mut open.text {
            let verdict = if ascii { text.feed_ascii(fresh) } else { text.feed(fresh) };
            if let Err(bad) = verdict {
                findings.push(open.bad_utf8(bad));
                open.text = None;
            }
        }
        self.bytes.truncate(most);
    }

    /// Takes payload with which the message passes the limit: in two parts, so that what is told
    /// first does not depend on how the bytes arrived.
    #[cold]
    fn crossing(
        &mut self,
        header: &FrameHeader,
        at: u64,
        wire: &[u8],
        findings: &mut Vec<Finding>,
    ) {
        let Some(open) = &self.open else { return };
        let room = self.limit.saturating_sub(open.len);
        let room_in_wire = usize::try_from(room).unwrap_or(usize::MAX);
        let (kept, rest) = wire.split_at_checked(room_in_wire).unwrap_or((wire, &[]));
        self.payload(header, at, kept, findings);
        if let Some(open) = &mut self.open {
            open.too_big(self.limit, findings);
        }
        self.payload(header, at + room, rest, findings);
    }

    /// Ends the frame whose header came last. A compressed one is inflated. Where it is the last
    /// of its message, the text is judged as a whole; [`Assembler::close`] then ends the message.
    pub fn end_frame(&mut self, header: &FrameHeader, findings: &mut Vec<Finding>) {
        let Some(open) = &mut self.open else { return };
        open.tell_dropped(findings);
        if let (true, Some(packed)) = (open.is_packed(), &mut self.packed) {
            packed.end_frame(open, header, true, self.limit, &mut self.bytes, findings);
        }
        if header.fin
            && let Some(text) = open.text.take()
            && let Err(bad) = text.finish()
        {
            findings.push(open.bad_utf8(bad));
        }
    }

    /// Ends a frame of which no more will come: what is there of a compressed one is inflated.
    pub fn cut_frame(&mut self, header: &FrameHeader, findings: &mut Vec<Finding>) {
        let Some(open) = &mut self.open else { return };
        open.tell_dropped(findings);
        if let (true, Some(packed)) = (open.is_packed(), &mut self.packed) {
            packed.end_frame(open, header, false, self.limit, &mut self.bytes, findings);
        }
    }

    /// Drops what is kept of a message, because all that are open hold more than `limit` bytes. The
    /// next frame of an open one says so, or its end; its length goes on being counted.
    #[cold]
    pub fn shed(&mut self, limit: u64) {
        self.bytes = Vec::new();
        let Some(open) = &mut self.open else { return };
        open.dropped = Some(limit);
        if let (true, Some(packed)) = (open.is_packed(), &mut self.packed) {
            open.text = None;
            packed.shed();
        }
    }

    /// The fault that what was kept of a message was dropped, where no frame came to say so.
    pub fn shed_untold(&self) -> Option<Fault> {
        let open = self.open.as_ref().filter(|open| !open.too_big)?;
        open.dropped.map(|limit| MessageTooBig { limit, shared: true }.into())
    }

    /// The fault that a message is open, where one is whose beginning is not lost.
    pub fn unfinished(&self) -> Option<Fault> {
        let open = self.open.as_ref().filter(|_| !self.lost)?;
        let (kind, first_frame) = (open.opcode, open.first_frame);
        Some(UnfinishedMessage { kind, first_frame, frames: open.frames, len: open.len }.into())
    }

    /// What the frame whose header came last is to its message.
    pub fn fragment(&self) -> Option<Fragment> {
        self.open.as_ref().map(|open| Fragment {
            kind: open.opcode,
            first_frame: open.first_frame,
            index: open.frames - 1,
            message_len: open.len,
        })
    }

    /// The unmasked payload of the frame whose header came last, as far as it was kept; that of a
    /// compressed one as it came, compressed.
    pub fn fragment_bytes(&self) -> &[u8] {
        match (&self.open, &self.packed) {
            (Some(open), _) if open.dropped.is_some() => &[],
            (Some(open), Some(packed)) if open.is_packed() => packed.fragment(),
            _ => self.plain_fragment(),
        }
    }

    /// What became of the frame whose header came last, where it was compressed.
    pub fn compressed(&self) -> Option<Compressed<'_>> {
        let open = self.open.as_ref()?;
        let trial = open.packed?;
        let plain = if trial == Trial::Failed { &[] } else { self.plain_fragment() };
        let message_len = self.packed.as_ref().map_or(0, |packed| packed.message_len());
        Some(Compressed { trial, plain, message_len })
    }

    fn plain_fragment(&self) -> &[u8] {
        let start = self.open.as_ref().map_or(0, |open| open.fragment_start);
        self.bytes.get(usize::try_from(start).unwrap_or(usize::MAX)..).unwrap_or_default()
    }

    /// The unmasked bytes of the open message, as far as they were kept.
    pub fn message_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Ends the message, so that the next data frame begins one.
    pub fn close(&mut self) {
        self.open = None;
    }
}
