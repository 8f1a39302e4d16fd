//! Reads bytes back as `decode` does, so that what was written can be held against what arrives.

use super::{Deflation, Encoding};
use crate::analysis::{Analysis, Chunk, Options, Told};
use crate::conversation::{FrameEnd, FrameOptions, Sender};
use crate::finding::Finding;
use crate::frame::{FrameHeader, write_frame};
use crate::handshake::DeflateParams;
use crate::terms::{LengthField, Opcode, Role, Rsv};

/// What a reader finds in some bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readback {
    /// The frames, in order, the last one perhaps cut.
    pub frames: Vec<ReadFrame>,
    /// What the end of the bytes breaks, with the number of the sender's last frame, from 1.
    pub at_end: Vec<(usize, Finding)>,
    /// Bytes behind a frame that could not be read on.
    pub unread: u64,
}

/// A frame that a reader found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFrame {
    /// Who sent it, and how that is known.
    pub sender: Sender,
    /// Its header; `None` where the bytes end inside it.
    pub header: Option<FrameHeader>,
    /// Payload bytes that came.
    pub have: u64,
    /// The payload, unmasked, as far as it came.
    pub payload: Vec<u8>,
    /// Every rule that it breaks.
    pub findings: Vec<Finding>,
    /// How it ended.
    pub end: FrameEnd,
}

/// Reads `bytes` as one stream of a bare capture; `sender` where it is known who sent them.
pub fn read_back(bytes: &[u8], sender: Option<Role>) -> Readback {
    read(None, &[], bytes, sender)
}

/// Reads `bytes` as one who agreed on compression and has seen the message before.
pub fn read_back_deflated(bytes: &[u8], sender: Option<Role>, deflation: &Deflation) -> Readback {
    let masked = bytes.get(1).is_some_and(|byte1| byte1 & 0x80 != 0);
    let before = deflation.before.as_ref().map(|(_, compressed)| frame(compressed, masked));
    read(Some(DeflateParams::default()), &before.unwrap_or_default(), bytes, sender)
}

/// A frame with a compressed message, of the end that masks or of the one that does not.
fn frame(compressed: &[u8], masked: bool) -> Vec<u8> {
    let mask_key = masked.then_some([0; 4]);
    let length = LengthField::minimal(compressed.len() as u64);
    let header =
        FrameHeader { fin: true, rsv: Rsv::RSV1, opcode: Opcode::BINARY, length, mask_key };
    let mut bytes = Vec::new();
    write_frame(&header, compressed, &mut bytes);
    bytes
}

/// Reads `bytes` behind those that came `before`, which are not told.
fn read(
    deflate: Option<DeflateParams>,
    before: &[u8],
    bytes: &[u8],
    sender: Option<Role>,
) -> Readback {
    let conversation = FrameOptions { deflate, ..FrameOptions::default() };
    let mut analysis = Analysis::new(Options { conversation, ..Options::default() });
    let chunk = |bytes| Chunk { from: sender, bytes, ..Chunk::default() };
    analysis.read(chunk(before), &mut |_, _| {});
    let mut frames: Vec<ReadFrame> = Vec::new();
    let mut at_end = Vec::new();
    let mut on = |told: Told<'_>, _| match told {
        Told::Frame(frame) => frames.push(ReadFrame {
            sender: frame.sender,
            header: frame.header,
            have: frame.have,
            payload: frame.payload.to_vec(),
            findings: frame.findings.to_vec(),
            end: frame.end,
        }),
        Told::Ended(ended) => {
            let last = frames.iter().rposition(|read| read.sender.role() == Some(ended.role));
            let number = last.map_or(frames.len(), |index| index + 1);
            at_end.extend(ended.findings.iter().map(|finding| (number, *finding)));
        }
        _ => {}
    };
    analysis.read(chunk(bytes), &mut on);
    analysis.finish(&mut on);
    Readback { frames, at_end, unread: analysis.tally().unread_bytes }
}

impl Readback {
    /// Every broken rule, with the number of its frame, from 1.
    pub fn findings(&self) -> impl Iterator<Item = (usize, &Finding)> {
        let numbered = self.frames.iter().enumerate();
        let in_frames =
            numbered.flat_map(|(index, frame)| frame.findings.iter().map(move |f| (index + 1, f)));
        in_frames.chain(self.at_end.iter().map(|(number, finding)| (*number, finding)))
    }

    /// Whether the reader found the very frames that were meant: same headers, same payloads.
    pub fn is_what_was_meant(&self, encoding: &Encoding) -> bool {
        self.unread == 0
            && self.frames.len() == encoding.frames.len()
            && self.frames.iter().zip(&encoding.frames).all(|(read, meant)| {
                read.end == FrameEnd::Whole
                    && read.header == Some(meant.header)
                    && read.payload == meant.payload
            })
    }
}
