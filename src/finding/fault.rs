//! Faults with the values that prove them, and findings: a fault, how grave it is, where it stands.

use super::{HandshakeFault, Level, Rule};
use crate::bits::Span;
use crate::terms::{CloseCode, LengthField, MaskKey, Opcode, Role, Rsv};

/// What is wrong, with the values that prove it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// H01 to H20: a fault in the head of a request or a response.
    Handshake(HandshakeFault),
    /// H07: the key does not decode to 16 bytes.
    KeyLength {
        /// How many bytes it decodes to, or why it is no base64.
        decoded: Result<usize, NotBase64>,
    },
    /// H11: the accept value is not the one that belongs to the key.
    AcceptValue,
    /// F01: the header ends too early.
    ShortHeader {
        /// Header bytes that are here.
        have: usize,
        /// Header bytes that are needed, as far as those tell.
        need: usize,
    },
    /// F02: the payload ends too early.
    ShortPayload {
        /// Payload bytes that are here.
        have: u64,
        /// Payload bytes that the header announces.
        need: u64,
    },
    /// F03: reserved bits are set that no agreed extension uses.
    ReservedBits {
        /// The bits that nothing allows.
        rsv: Rsv,
    },
    /// F04: an opcode without a meaning.
    ReservedOpcode {
        /// The opcode.
        opcode: Opcode,
    },
    /// F05: a control frame with more than 125 bytes of payload.
    LongControl {
        /// Its opcode.
        opcode: Opcode,
        /// Its payload length in bytes.
        len: u64,
    },
    /// F06: a control frame with FIN 0.
    FragmentedControl {
        /// Its opcode.
        opcode: Opcode,
    },
    /// F07: a client's frame without a mask.
    ClientUnmasked,
    /// F08: a server's frame with a mask.
    ServerMasked,
    /// F09: a longer length form than the length needs.
    NonMinimalLength {
        /// The length as written.
        length: LengthField,
    },
    /// F10: the top bit of the 64-bit length is 1.
    LengthTopBit {
        /// The length as written.
        len: u64,
    },
    /// F11: the mask key is zero, so that the payload stands on the wire unmasked.
    ZeroMask,
    /// F12: the frame claims more payload than this reader takes.
    OverLimit {
        /// Its payload length in bytes.
        len: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// F13: the mask key of the sender's previous frame again.
    MaskKeyReused {
        /// The key.
        key: MaskKey,
    },
    /// M01: a continuation frame, and no message is open.
    NothingToContinue,
    /// M02: a new data frame while a fragmented message is unfinished.
    Interrupted {
        /// What the unfinished message carries: text or binary.
        open: Opcode,
        /// The opcode of the frame that came instead of a continuation.
        by: Opcode,
    },
    /// M03: the text is not UTF-8.
    BadUtf8 {
        /// Byte of the message at which the bad sequence begins.
        at: u64,
        /// What is bad about it.
        error: Utf8Error,
    },
    /// M04: the input or the connection ends, and the message has had no frame with FIN 1.
    UnfinishedMessage {
        /// What the message carries: text or binary.
        kind: Opcode,
        /// The frame with which it began.
        first_frame: u64,
        /// How many frames of it came.
        frames: u64,
        /// Its length in bytes as far as it came.
        len: u64,
    },
    /// M05: the message is longer than this reader keeps.
    MessageTooBig {
        /// The limit in bytes.
        limit: u64,
    },
    /// M06: the compressed bytes are no DEFLATE data.
    DoesNotInflate {
        /// Byte of the compressed message behind which it became clear.
        at: u64,
        /// What is bad about it.
        error: InflateError,
    },
    /// M07: RSV1 is set where permessage-deflate has no use for it.
    MisplacedRsv1 {
        /// The opcode: a continuation, or a control frame.
        opcode: Opcode,
    },
    /// M08: the message refers to earlier ones, which the reader has not got.
    ContextMissing {
        /// Byte of the compressed message behind which it became clear.
        at: u64,
        /// Whether an earlier message came, but could not be inflated; else none was seen.
        lost: bool,
    },
    /// C01: a Close body of one byte, half a status code.
    CloseBodyOneByte {
        /// That byte.
        byte: u8,
    },
    /// C02: a status code that no endpoint may send.
    CloseCodeNotAllowed {
        /// The code.
        code: CloseCode,
    },
    /// C03: the reason is not UTF-8.
    CloseReasonNotUtf8 {
        /// Byte of the payload at which the bad sequence begins.
        at: u64,
        /// What is bad about it.
        error: Utf8Error,
    },
    /// C04: a data frame from an end that has already sent a Close frame.
    DataAfterClose {
        /// Its opcode.
        opcode: Opcode,
    },
    /// C05: the connection ends, and no Close frame came from that end.
    NoCloseFrame {
        /// Whose Close frame is missing.
        sender: Role,
    },
}

impl Fault {
    /// The rule that is broken.
    pub const fn rule(&self) -> Rule {
        match self {
            Self::Handshake(fault) => fault.rule(),
            Self::KeyLength { .. } => Rule::KeyLength,
            Self::AcceptValue => Rule::AcceptValue,
            Self::ShortHeader { .. } => Rule::ShortHeader,
            Self::ShortPayload { .. } => Rule::ShortPayload,
            Self::ReservedBits { .. } => Rule::ReservedBits,
            Self::ReservedOpcode { .. } => Rule::ReservedOpcode,
            Self::LongControl { .. } => Rule::LongControl,
            Self::FragmentedControl { .. } => Rule::FragmentedControl,
            Self::ClientUnmasked => Rule::ClientUnmasked,
            Self::ServerMasked => Rule::ServerMasked,
            Self::NonMinimalLength { .. } => Rule::NonMinimalLength,
            Self::LengthTopBit { .. } => Rule::LengthTopBit,
            Self::ZeroMask => Rule::ZeroMask,
            Self::OverLimit { .. } => Rule::OverLimit,
            Self::MaskKeyReused { .. } => Rule::MaskKeyReused,
            Self::NothingToContinue => Rule::NothingToContinue,
            Self::Interrupted { .. } => Rule::Interrupted,
            Self::BadUtf8 { .. } => Rule::BadUtf8,
            Self::UnfinishedMessage { .. } => Rule::UnfinishedMessage,
            Self::MessageTooBig { .. } => Rule::MessageTooBig,
            Self::DoesNotInflate { .. } => Rule::DoesNotInflate,
            Self::MisplacedRsv1 { .. } => Rule::MisplacedRsv1,
            Self::ContextMissing { .. } => Rule::ContextMissing,
            Self::CloseBodyOneByte { .. } => Rule::CloseBodyOneByte,
            Self::CloseCodeNotAllowed { .. } => Rule::CloseCodeNotAllowed,
            Self::CloseReasonNotUtf8 { .. } => Rule::CloseReasonNotUtf8,
            Self::DataAfterClose { .. } => Rule::DataAfterClose,
            Self::NoCloseFrame { .. } => Rule::NoCloseFrame,
        }
    }
}

/// Why a sequence of bytes is not UTF-8 (RFC 3629 section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Utf8Error {
    /// A byte of the form `10xxxxxx` where a character should begin.
    StrayContinuation(u8),
    /// A byte that never stands in UTF-8: c0, c1 and f5 to ff.
    NeverValid(u8),
    /// The lead byte wants more, and this byte does not go on.
    NotContinued {
        /// The byte that began the character.
        lead: u8,
        /// The byte that does not have the form `10xxxxxx`.
        then: u8,
        /// How many bytes of the character were right.
        after: u8,
    },
    /// A longer form than the character needs: e0 before 80-9f, f0 before 80-8f.
    Overlong(u8),
    /// A UTF-16 surrogate, U+D800 to U+DFFF: ed before a0-bf.
    Surrogate,
    /// Past the last code point U+10FFFF: f4 before 90-bf.
    TooLarge,
    /// The text ends inside a character.
    CutShort {
        /// The byte that began the character.
        lead: u8,
    },
}

/// Why bytes are no DEFLATE data (RFC 1951), or not those of a whole message (RFC 7692).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InflateError {
    /// A block of type `11`, which is none of the three.
    BlockType,
    /// A stored block whose length and its complement do not fit.
    StoredLength,
    /// A table of codes that no compressor makes.
    CodeTable,
    /// A code that stands for no byte, length or distance.
    Symbol,
    /// A reference to bytes before the first one.
    TooFarBack,
    /// The message ends inside a block.
    EndsInside,
    /// The message ends inside a block because the sender kept the `00 00 ff ff` at its end.
    TailKept,
    /// Something else.
    Other,
}

/// Why a key is not the base64 of any bytes (RFC 4648 section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotBase64 {
    /// A character that base64 does not have, or a `=` before the end.
    Character {
        /// Which character of the key, from 0.
        at: usize,
        /// The character.
        found: char,
    },
    /// One character is left over: one character holds 6 bits, no byte.
    LeftOver {
        /// Characters without the padding, one more than a multiple of 4.
        characters: usize,
    },
    /// The `=` signs at the end are too few or too many.
    Padding {
        /// Bytes that the rest holds.
        bytes: usize,
    },
    /// The last character before the padding has bits that belong to no byte.
    SpareBits {
        /// Which character of the key, from 0.
        at: usize,
        /// The character.
        found: char,
    },
}

/// A fault at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub fault: Fault,
    /// How grave it is here; the rule's own level, or less where only a handshake could settle it.
    pub level: Level,
    /// Which bytes show it.
    pub place: Place,
}

impl Finding {
    /// A finding at the level of its rule; `span` counts from the first byte of the frame.
    pub const fn on_wire(fault: Fault, span: Span) -> Self {
        Self::new(fault, Buffer::Wire, span)
    }

    /// A finding at the level of its rule; `span` counts from the first byte of the payload.
    pub const fn in_payload(fault: Fault, span: Span) -> Self {
        Self::new(fault, Buffer::Payload, span)
    }

    /// A finding at the level of its rule; `span` counts from the first byte of the inflated
    /// payload of the frame.
    pub const fn in_inflated(fault: Fault, span: Span) -> Self {
        Self::new(fault, Buffer::Inflated, span)
    }

    /// A finding at the level of its rule; `span` counts characters of the handshake's key.
    pub const fn in_key(fault: Fault, span: Span) -> Self {
        Self::new(fault, Buffer::Key, span)
    }

    /// A finding at the level of its rule; `span` counts characters of the accept value.
    pub const fn in_accept(fault: Fault, span: Span) -> Self {
        Self::new(fault, Buffer::Accept, span)
    }

    /// A finding at the level of its rule; `span` counts from the first byte of the head.
    pub const fn in_head(fault: Fault, span: Span) -> Self {
        Self::new(fault, Buffer::Head, span)
    }

    const fn new(fault: Fault, buffer: Buffer, span: Span) -> Self {
        Self { fault, level: fault.rule().entry().level, place: Place { buffer, span } }
    }

    /// The same finding as a note, where the input cannot settle it.
    pub const fn as_note(self) -> Self {
        self.at_level(Level::Note)
    }

    /// The same finding, more or less grave than its rule as such.
    pub const fn at_level(self, level: Level) -> Self {
        Self { level, ..self }
    }
}

/// Some bytes of one of the buffers that a frame gives rise to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which buffer.
    pub buffer: Buffer,
    /// Which bytes of it.
    pub span: Span,
}

/// The buffers into which places point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Buffer {
    /// The frame as it stands on the wire, from its first header byte.
    Wire,
    /// The frame's payload, unmasked.
    Payload,
    /// The frame's payload, inflated.
    Inflated,
    /// The head of a request or a response, from its first byte.
    Head,
    /// The text of a handshake's `Sec-WebSocket-Key`, counted in characters.
    Key,
    /// The text of a handshake's `Sec-WebSocket-Accept`, counted in characters.
    Accept,
}
