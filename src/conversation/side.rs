//! The state of one end: the message that it is sending, its last key, whether it has closed.

use crate::bits::Span;
use crate::finding::{DataAfterClose, Finding};
use crate::frame::{FrameHeader, mask};
use crate::message::{Assembler, Compression, Keep, judge_close};
use crate::terms::{MaskKey, Opcode};

/// What one end of the connection has sent so far.
#[derive(Debug)]
pub(super) struct Side {
    pub(super) message: Assembler,
    /// The payload of the control frame at hand; such frames come between fragments.
    pub(super) control: Vec<u8>,
    pub(super) previous_key: Option<MaskKey>,
    pub(super) closed: bool,
    /// Whether any frame has come from there.
    pub(super) spoken: bool,
    /// Whether no more came of the last frame, or no more of it could be read.
    pub(super) cut: bool,
}

impl Side {
    /// An end that has sent nothing; at most `max_message` bytes of a message are taken.
    pub(super) fn new(max_message: u64, keep: Keep, compression: Compression) -> Self {
        Self {
            message: Assembler::new(max_message, keep, compression),
            control: Vec::new(),
            previous_key: None,
            closed: false,
            spoken: false,
            cut: false,
        }
    }

    /// Frees the memory that is not needed until the next frame from there.
    pub(super) fn release(&mut self) {
        self.control = Vec::new();
        self.message.release();
    }

    /// Forgets what this end was saying: some of it is not known.
    pub(super) fn lose(&mut self) {
        self.message.lose();
        self.control.clear();
        (self.previous_key, self.cut) = (None, false);
    }

    #[inline]
    pub(super) fn begin(
        &mut self,
        header: &FrameHeader,
        number: u64,
        opening_seen: bool,
        findings: &mut Vec<Finding>,
    ) {
        (self.spoken, self.cut) = (true, false);
        self.previous_key = header.mask_key;
        if header.opcode.is_control() {
            self.control.clear();
            return;
        }
        if self.closed {
            let fault = DataAfterClose { opcode: header.opcode };
            findings.push(Finding::on_wire(fault, Span::new(0, 1)));
        }
        self.message.begin(header, number, opening_seen, findings);
    }

    #[inline]
    pub(super) fn payload(
        &mut self,
        header: &FrameHeader,
        at: u64,
        wire: &[u8],
        findings: &mut Vec<Finding>,
    ) {
        if !header.opcode.is_control() {
            return self.message.payload(header, at, wire, findings);
        }
        let start = self.control.len();
        self.control.extend_from_slice(wire);
        if let (Some(key), Some(fresh)) = (header.mask_key, self.control.get_mut(start..)) {
            mask::apply(fresh, key, at);
        }
    }

    /// Ends a frame of which no more will come.
    pub(super) fn cut_frame(&mut self, header: &FrameHeader, findings: &mut Vec<Finding>) {
        self.cut = true;
        if !header.opcode.is_control() {
            self.message.cut_frame(header, findings);
        }
    }

    pub(super) fn end_frame(&mut self, header: &FrameHeader, findings: &mut Vec<Finding>) {
        match header.opcode {
            Opcode::CLOSE => {
                self.closed = true;
                judge_close(&self.control, findings);
            }
            opcode if opcode.is_control() => {}
            _ => self.message.end_frame(header, findings),
        }
    }
}
