//! What an honest sender would send, and why a slip may not be possible with it.

use crate::frame::{FrameHeader, mask, write_frame};
use crate::terms::{LengthField, MaskKey, Opcode, Role, Rsv};

/// What an honest sender would send in one frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// The payload, unmasked.
    pub payload: Vec<u8>,
    /// What it is for.
    pub opcode: Opcode,
    /// Who sends it; a client masks.
    pub sender: Role,
    /// The mask key, used where the frame is masked.
    pub key: MaskKey,
}

/// What a slip would need and the recipe does not give.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsuited {
    /// A payload of so many bytes.
    PayloadLen {
        /// At least.
        min: usize,
        /// At most.
        max: usize,
    },
    /// A payload whose length in bytes is no multiple of four.
    LenNotMultipleOf4,
    /// That opcode.
    Opcode(Opcode),
    /// A payload that is UTF-8 text.
    Text,
    /// A text with a character outside ASCII.
    NonAscii,
    /// A text with a character past U+FFFF, such as an emoji.
    Astral,
    /// A text that this encoding can write, by its name: `GBK`.
    Encodable(&'static str),
    /// A frame of that end of the connection.
    Sender(Role),
    /// A mask key whose four bytes are not all the same, nor the same from both ends.
    UnevenKey,
    /// A length whose bytes are not the same from both ends.
    UnevenLength,
    /// A payload that begins with a status code which may be sent.
    CloseCode,
}

const KEY: MaskKey = [0xa4, 0xc4, 0x22, 0xcd];

impl Recipe {
    /// A text from a client, masked with a key of the tool's own.
    pub fn from_client(text: &str) -> Self {
        Self::text(text, Role::Client)
    }

    /// A text from a server.
    pub fn from_server(text: &str) -> Self {
        Self::text(text, Role::Server)
    }

    /// A Close frame from a server.
    pub(super) fn close(code: u16, reason: &str) -> Self {
        let payload = [&code.to_be_bytes(), reason.as_bytes()].concat();
        Self { payload, opcode: Opcode::CLOSE, sender: Role::Server, key: KEY }
    }

    fn text(text: &str, sender: Role) -> Self {
        Self { payload: text.into(), opcode: Opcode::TEXT, sender, key: KEY }
    }

    /// The payload as text.
    ///
    /// # Errors
    /// [`Unsuited`] where the opcode is not text or the payload is not UTF-8.
    pub(super) fn as_text(&self) -> Result<&str, Unsuited> {
        self.needs(self.opcode == Opcode::TEXT, Unsuited::Opcode(Opcode::TEXT))?;
        std::str::from_utf8(&self.payload).map_err(|_| Unsuited::Text)
    }

    /// # Errors
    /// `unsuited` unless `met`.
    pub(super) fn needs(&self, met: bool, unsuited: Unsuited) -> Result<(), Unsuited> {
        if met { Ok(()) } else { Err(unsuited) }
    }

    /// # Errors
    /// [`Unsuited::PayloadLen`] where the payload has fewer or more bytes.
    pub(super) fn needs_len(&self, min: usize, max: usize) -> Result<(), Unsuited> {
        let met = (min..=max).contains(&self.payload.len());
        self.needs(met, Unsuited::PayloadLen { min, max })
    }

    /// The header of the honest frame.
    pub(super) fn header(&self) -> FrameHeader {
        FrameHeader {
            fin: true,
            rsv: Rsv::NONE,
            opcode: self.opcode,
            length: LengthField::minimal(self.payload.len() as u64),
            mask_key: (self.sender == Role::Client).then_some(self.key),
        }
    }

    /// The first byte of the honest frame.
    pub(super) fn byte0(&self) -> u8 {
        0x80 | self.opcode.0 & 0x0f
    }

    /// The honest frame.
    pub(super) fn frame(&self) -> Vec<u8> {
        let mut out = Vec::new();
        write_frame(&self.header(), &self.payload, &mut out);
        out
    }

    /// The payload, masked where the sender masks.
    pub(super) fn wire_payload(&self) -> Vec<u8> {
        let mut wire = self.payload.clone();
        if let Some(key) = self.header().mask_key {
            mask::apply(&mut wire, key, 0);
        }
        wire
    }

    /// Another header before the payload, which is masked where the sender masks.
    pub(super) fn under(&self, header: FrameHeader) -> Vec<u8> {
        let mut out = Vec::new();
        header.write(&mut out);
        out.extend(self.wire_payload());
        out
    }

    /// The same from a client, and the same from a server.
    pub(super) fn sent_by(&self, sender: Role) -> Self {
        Self { sender, ..self.clone() }
    }

    /// The same with another payload.
    pub fn carrying(&self, payload: Vec<u8>) -> Self {
        Self { payload, ..self.clone() }
    }

    /// The next frame of the same sender, who picks a fresh key for it.
    pub fn with_fresh_key(&self) -> Self {
        let [a, b, c, d] = self.key;
        Self { key: [c ^ 0x5a, d ^ 0x33, a ^ 0x96, b ^ 0x0f], ..self.clone() }
    }

    /// # Errors
    /// [`Unsuited::Sender`] where the other end sends.
    pub(super) fn needs_sender(&self, role: Role) -> Result<(), Unsuited> {
        self.needs(self.sender == role, Unsuited::Sender(role))
    }

    /// A masked text, of which a wrong key or index would not go unseen.
    ///
    /// # Errors
    /// [`Unsuited`] where it is something else.
    pub(super) fn needs_masked_text(&self) -> Result<(), Unsuited> {
        self.as_text()?;
        self.needs_sender(Role::Client)?;
        let [a, b, c, d] = self.key;
        self.needs((a, b) != (d, c) && (a, b) != (c, d), Unsuited::UnevenKey)
    }

    /// The honest header before these payload bytes, as they are.
    pub(super) fn before(&self, wire: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        self.header().write(&mut out);
        out.extend_from_slice(wire);
        out
    }
}
