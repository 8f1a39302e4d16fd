//! Messages to frames: what a server sends is never masked and never fragmented, and compressed
//! only where both ends have agreed on it (RFC 6455 section 5.1, RFC 7692 section 7.2.1).

use std::collections::BTreeMap;

use crate::conversation::{Frame, FrameEnd, Sender};
use crate::frame::FrameHeader;
use crate::handshake::DeflateParams;
use crate::message::deflate::Deflater;
use crate::message::{Compressed, Fragment, Trial};
use crate::terms::{LengthField, Opcode, Role, Rsv};

/// How messages to one client are compressed.
#[derive(Debug)]
pub(super) enum Packing {
    /// Not at all.
    Plain,
    /// Each for itself, with a window of so many bits: by a compressor that all share.
    Fresh(u8),
    /// With the window of the message before: by a compressor of this connection's own.
    Kept(Box<Deflater>),
}

impl Packing {
    pub(super) fn new(agreed: Option<DeflateParams>) -> Self {
        match agreed {
            None => Self::Plain,
            Some(agreed) if agreed.server_no_context_takeover => {
                Self::Fresh(agreed.server_max_window_bits)
            }
            Some(agreed) => {
                Self::Kept(Box::new(Deflater::new(true, agreed.server_max_window_bits)))
            }
        }
    }

    /// Compresses a message; `None` where it goes as it is: not agreed on, or not shorter.
    pub(super) fn pack(&mut self, shared: &mut Shared, message: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Plain => None,
            Self::Fresh(bits) => {
                let packed = shared.of(*bits).deflate(message);
                (packed.len() < message.len()).then_some(packed)
            }
            // The window has seen the message: it must go, however long it became.
            Self::Kept(deflater) => Some(deflater.deflate(message)),
        }
    }
}

/// The compressors that begin anew with each message, by their windows; made when they are needed.
#[derive(Debug, Default)]
pub(super) struct Shared(BTreeMap<u8, Deflater>);

impl Shared {
    /// The one for a window of so many bits.
    pub(super) fn of(&mut self, bits: u8) -> &mut Deflater {
        self.0.entry(bits).or_insert_with(|| Deflater::new(false, bits))
    }
}

/// A frame on its way out: a whole message, or a control frame.
#[derive(Clone, Debug)]
pub(super) struct Outgoing<'a> {
    pub(super) opcode: Opcode,
    pub(super) payload: &'a [u8],
    /// The payload compressed, where it goes so.
    pub(super) packed: Option<Vec<u8>>,
}

impl<'a> Outgoing<'a> {
    /// A frame that is not compressed.
    pub(super) const fn plain(opcode: Opcode, payload: &'a [u8]) -> Self {
        Self { opcode, payload, packed: None }
    }

    /// A message that is compressed for itself with a window of 15 bits, where that makes it
    /// shorter.
    pub(super) fn fresh(opcode: Opcode, payload: &'a [u8], shared: &mut Shared) -> Self {
        Self { opcode, payload, packed: Packing::Fresh(15).pack(shared, payload) }
    }

    /// The payload as it goes.
    fn wire(&self) -> &[u8] {
        self.packed.as_deref().unwrap_or(self.payload)
    }

    fn header(&self) -> FrameHeader {
        FrameHeader {
            fin: true,
            rsv: if self.packed.is_some() { Rsv::RSV1 } else { Rsv::NONE },
            opcode: self.opcode,
            length: LengthField::minimal(self.wire().len() as u64),
            mask_key: None,
        }
    }

    /// Appends the frame's bytes.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        self.header().write(out);
        out.extend_from_slice(self.wire());
    }

    /// The frame as a conversation would tell it: the `number`-th that goes there, from its byte
    /// `at` on.
    pub(super) fn as_frame(&self, number: u64, at: u64) -> Frame<'_> {
        let wire = self.wire();
        let len = wire.len() as u64;
        Frame {
            number,
            at,
            sender: Sender::Known(Role::Server),
            header: Some(self.header()),
            cut_header: &[],
            have: len,
            payload: wire,
            compressed: self.packed.as_ref().map(|packed| Compressed {
                trial: Trial::Agreed,
                plain: self.payload,
                message_len: packed.len() as u64,
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
    use crate::handshake::Agreement;
    use crate::message::Inflater;

    fn packing(extension: &str) -> Packing {
        Packing::new(Agreement::read(extension).unwrap().deflate)
    }

    #[test]
    fn what_goes_out_is_read_back_with_the_same_fields() {
        for len in [0, 125, 126, 65_535, 65_536] {
            let payload = vec![b'a'; len];
            let outgoing = Outgoing::plain(Opcode::TEXT, &payload);
            let mut wire = Vec::new();
            outgoing.write(&mut wire);
            let (header, header_len) = FrameHeader::read(&wire).unwrap();
            assert_eq!(Some(header), outgoing.as_frame(1, 0).header);
            assert_eq!(&wire[header_len..], payload);
            assert!(header.length.is_minimal() && header.mask_key.is_none());
        }
    }

    #[test]
    fn without_takeover_a_message_goes_compressed_only_where_that_is_shorter() {
        let mut fresh = packing("permessage-deflate; server_no_context_takeover");
        let mut shared = Shared::default();
        assert_eq!(fresh.pack(&mut shared, b"ab"), None);
        let message = b"Hello, Hello, Hello, Hello".repeat(9);
        for _ in 0..2 {
            let packed = fresh.pack(&mut shared, &message).unwrap();
            let mut plain = Vec::new();
            Inflater::new(false, true).inflate(&packed, true, 1 << 20, &mut plain).unwrap();
            assert_eq!(plain, message);
        }
    }

    #[test]
    fn with_takeover_the_second_message_refers_to_the_first() {
        let mut kept = packing("permessage-deflate");
        let mut shared = Shared::default();
        let first = kept.pack(&mut shared, b"a message of some length").unwrap();
        let second = kept.pack(&mut shared, b"a message of some length").unwrap();
        assert!(second.len() < first.len());
        assert!(Packing::Plain.pack(&mut shared, b"aaaaaaaaaaaaaaaaaa").is_none());
    }
}
