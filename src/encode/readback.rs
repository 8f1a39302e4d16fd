//! Reads bytes back as a peer would, so that what was written can be held against what arrives.

use super::Encoding;
use crate::conversation::{Chunk, Conversation, Event, FrameEnd, Options, Sender};
use crate::finding::Finding;
use crate::frame::FrameHeader;
use crate::terms::Role;

/// What a reader finds in some bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readback {
    /// The frames, in order, the last one perhaps cut.
    pub frames: Vec<ReadFrame>,
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
    let mut frames = Vec::new();
    let mut conversation = Conversation::new(Options::default());
    let mut on = |event: Event<'_>| {
        let Event::Frame(frame) = event else { return };
        frames.push(ReadFrame {
            sender: frame.sender,
            header: frame.header,
            have: frame.have,
            payload: frame.payload.to_vec(),
            findings: frame.findings.to_vec(),
            end: frame.end,
        });
    };
    conversation.read(Chunk { from: sender, bytes }, &mut on);
    conversation.finish(&mut on);
    Readback { frames, unread: conversation.unread() }
}

impl Readback {
    /// Every broken rule, with the number of its frame, from 1.
    pub fn findings(&self) -> impl Iterator<Item = (usize, &Finding)> {
        let numbered = self.frames.iter().enumerate();
        numbered.flat_map(|(index, frame)| frame.findings.iter().map(move |f| (index + 1, f)))
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
