//! A frame on its way out: a whole message or a control frame. Nothing that we send is fragmented.
//! May import `conversation`, `frame`, `message` and `terms`. Decides nothing: what may be sent is
//! said by `end`.

use std::borrow::Cow;

use crate::conversation::{Frame, FrameEnd, Sender};
use crate::frame::{FrameHeader, write_frame};
use crate::message::{Compressed, Fragment, Trial};
use crate::terms::{LengthField, MaskKey, Opcode, Role, Rsv};

/// A frame that is sent.
#[derive(Clone, Debug)]
pub struct Outgoing<'a> {
    /// What the payload is for.
    pub opcode: Opcode,
    /// The payload before it is compressed and masked.
    pub payload: &'a [u8],
    /// The payload compressed, where it goes so.
    pub compressed: Option<Cow<'a, [u8]>>,
    /// The key of a client; a server has none (RFC 6455 section 5.1).
    pub mask_key: Option<MaskKey>,
}

impl<'a> Outgoing<'a> {
    /// A frame of a server, not compressed.
    pub const fn plain(opcode: Opcode, payload: &'a [u8]) -> Self {
        Self { opcode, payload, compressed: None, mask_key: None }
    }

    /// The payload as it goes, before masking.
    fn wire(&self) -> &[u8] {
        self.compressed.as_deref().unwrap_or(self.payload)
    }

    #[inline]
    fn header(&self) -> FrameHeader {
        FrameHeader {
            fin: true,
            rsv: if self.compressed.is_some() { Rsv::RSV1 } else { Rsv::NONE },
            opcode: self.opcode,
            length: LengthField::minimal(self.wire().len() as u64),
            mask_key: self.mask_key,
        }
    }

    /// The same frame as it was written: where RSV1 is set in `frame`, its payload is the compressed
    /// one. Of a server.
    pub fn as_written(&self, frame: &'a [u8]) -> Self {
        let read = FrameHeader::read(frame).ok().filter(|(header, _)| header.rsv.is_set(1));
        let compressed = read.and_then(|(_, header_len)| frame.get(header_len..));
        Self { compressed: compressed.map(Cow::Borrowed), ..self.clone() }
    }

    /// Appends the frame's bytes.
    #[inline]
    pub fn write(&self, out: &mut Vec<u8>) {
        write_frame(&self.header(), self.wire(), out);
    }

    /// The frame as a conversation would tell it: the `number`-th that goes there, from its byte
    /// `at` on.
    #[inline]
    pub fn as_frame(&self, number: u64, at: u64) -> Frame<'_> {
        let wire = self.wire();
        let len = wire.len() as u64;
        let role = if self.mask_key.is_some() { Role::Client } else { Role::Server };
        Frame {
            number,
            at,
            sender: Sender::Known(role),
            header: Some(self.header()),
            cut_header: &[],
            have: len,
            payload: wire,
            compressed: self.compressed.as_ref().map(|compressed| Compressed {
                trial: Trial::Agreed,
                plain: self.payload,
                message_len: compressed.len() as u64,
            }),
            fragment: (!self.opcode.is_control()).then_some(Fragment {
                kind: self.opcode,
                first_frame: number,
                index: 0,
                message_len: self.payload.len() as u64,
            }),
            findings: &[],
            end: FrameEnd::Whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::mask;

    #[test]
    fn what_goes_out_is_read_back_with_the_same_fields() {
        for mask_key in [None, Some([1, 2, 3, 4])] {
            for len in [0, 125, 126, 65_535, 65_536] {
                let payload = vec![b'a'; len];
                let outgoing = Outgoing { mask_key, ..Outgoing::plain(Opcode::TEXT, &payload) };
                let mut wire = Vec::new();
                outgoing.write(&mut wire);
                let (header, header_len) = FrameHeader::read(&wire).unwrap();
                assert_eq!(Some(header), outgoing.as_frame(1, 0).header);
                assert!(header.length.is_minimal() && header.mask_key == mask_key);
                mask::apply(&mut wire[header_len..], mask_key.unwrap_or_default(), 0);
                assert_eq!(&wire[header_len..], payload);
            }
        }
    }
}
