//! Frames as they were written, and the bytes that they make.

use super::Deflation;
use crate::bits::Span;
use crate::frame::{FrameHeader, write_frame};
use crate::terms::{LengthField, Role};

/// Frames that were written one after another.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// The frames, at least one.
    pub frames: Vec<WrittenFrame>,
    /// Only so many bytes of them are sent, where the end is cut off on purpose.
    pub cut_to: Option<usize>,
    /// Who sends them, where a reader must know it: it was said, or the fault is about it.
    pub sender: Option<Role>,
    /// How the message was compressed, where it was.
    pub deflation: Option<Deflation>,
}

impl Encoding {
    /// The bytes of all frames, as they go over the wire.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.frames.iter().for_each(|frame| frame.write(&mut bytes));
        bytes.truncate(self.cut_to.unwrap_or(usize::MAX));
        bytes
    }

    /// The bytes of each frame, as far as they are sent.
    pub fn bytes_by_frame(&self) -> Vec<Vec<u8>> {
        let mut left = self.cut_to.unwrap_or(usize::MAX);
        let written = self.frames.iter().map(|frame| {
            let mut bytes = Vec::new();
            frame.write(&mut bytes);
            bytes.truncate(left);
            left -= bytes.len();
            bytes
        });
        written.collect()
    }
}

/// One frame: its header as the writer means it, and its payload before masking.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFrame {
    /// The header. A 7-bit length past 127 is one that does not fit: see [`WrittenFrame::write`].
    pub header: FrameHeader,
    /// The payload, unmasked; its length need not be the one that the header claims.
    pub payload: Vec<u8>,
    /// Where the mask key comes from.
    pub key_origin: KeyOrigin,
}

/// Where a mask key comes from.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyOrigin {
    /// There is none.
    Unmasked,
    /// It was given.
    Given,
    /// It was picked at random.
    Random,
    /// The fault that was asked for is about it.
    Fault,
    /// It belongs to an example.
    Example,
}

impl WrittenFrame {
    /// Appends the frame's bytes to `out`.
    ///
    /// A length of 128 to 255 in the 7-bit form is written as the sender's mistake writes it: all
    /// eight bits go into byte 1, so that the top one stands where MASK belongs.
    pub fn write(&self, out: &mut Vec<u8>) {
        let start = out.len();
        write_frame(&self.header, &self.payload, out);
        if let Some(byte1) = out.get_mut(start + 1) {
            *byte1 = self.byte1();
        }
    }

    /// Byte 0: FIN, RSV1 to RSV3, opcode.
    pub fn byte0(&self) -> u8 {
        let header = &self.header;
        u8::from(header.fin) << 7 | (header.rsv.0 & 0b111) << 4 | (header.opcode.0 & 0x0f)
    }

    /// Byte 1: MASK and the 7 bits of the length, with the overflow of [`WrittenFrame::write`].
    pub fn byte1(&self) -> u8 {
        let mask = u8::from(self.header.mask_key.is_some()) << 7;
        match self.header.length {
            LengthField::Bits7(length) => mask | length,
            length => mask | length.bits7(),
        }
    }

    /// Where the mask key stands in the frame; empty where there is none.
    pub fn key_place(&self) -> Span {
        let end = self.header.header_len();
        Span::new(end - self.header.mask_key.map_or(0, |key| key.len()), end)
    }
}
