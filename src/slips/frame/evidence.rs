//! What a slip claims, and the values that prove it.

use super::FrameSlip;
use crate::terms::{CloseCode, LengthField, MaskKey, Opcode};

/// A hypothesis that accounts for what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What proves it.
    pub evidence: Evidence,
    /// How many bytes of the input, from the frame's first byte on, it accounts for.
    pub covers: usize,
    /// The text that the sender meant, where the hypothesis yields it.
    pub text: Option<String>,
}

/// The values that prove a slip; lengths are in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Byte 1 itself as the length makes the rest fit.
    Length254 {
        /// The length.
        len: u8,
        /// Whether a mask key stands behind byte 1.
        masked: bool,
    },
    /// The high four bytes of the 64-bit length repeat the low four, which fit alone.
    JsShiftWrap {
        /// The length as it stands there.
        read: u64,
        /// The length that was meant.
        len: u64,
    },
    /// The length with its bytes in the other order fits.
    LittleEndianLength {
        /// The length as it stands there.
        read: u64,
        /// The length that was meant.
        meant: u64,
    },
    /// So many characters, not bytes, make the text that is there.
    CharactersCounted {
        /// The length in the header.
        counted: usize,
        /// The length of the text in bytes.
        bytes: usize,
    },
    /// So many UTF-16 code units, not bytes, make the text that is there.
    Utf16UnitsCounted {
        /// The length in the header.
        counted: usize,
        /// The length of the text in bytes.
        bytes: usize,
    },
    /// Without the four bytes of the key in the length, the next frame begins where this one ends.
    LengthCountsKey {
        /// The length as it stands there.
        read: usize,
        /// The length of the payload.
        len: usize,
    },
    /// Without the header in the length, the next frame begins where this one ends.
    LengthCountsHeader {
        /// The length as it stands there.
        read: usize,
        /// The length of the payload.
        len: usize,
        /// The length of the header.
        extra: usize,
    },
    /// A key stands behind the length, and unmasks what follows to text.
    MaskBitForgotten {
        /// The key.
        key: MaskKey,
    },
    /// The payload begins with the extended length of the text behind it.
    ExtendedLengthInPayload {
        /// That length.
        length: LengthField,
        /// Whether a mask key and masked bytes follow it.
        masked: bool,
    },
    /// The payload begins with the key that unmasks the rest of it.
    MaskKeyInPayload {
        /// The key.
        key: MaskKey,
    },
    /// The payload holds whole frames behind its text.
    FramesTakenForOne {
        /// Where in the payload the first of them begins.
        at: usize,
        /// How many there are.
        frames: usize,
    },
    /// The payload is nothing but whole frames.
    FramedTwice {
        /// How many.
        frames: usize,
    },
    /// The payload is that of a client's earlier frame, still masked.
    MaskedBytesAsText {
        /// The key of that frame.
        key: MaskKey,
    },
    /// The first byte of the key, used for every byte, gives text.
    FirstKeyByteOnly {
        /// The key.
        key: MaskKey,
    },
    /// The key gives text if its index goes on from the frames before.
    MaskIndexNotRestarted {
        /// How many payload bytes those had.
        before: usize,
    },
    /// The key gives text if its index counts from the frame's first byte.
    MaskIndexFromFrameStart {
        /// The length of the header, at which the index then stands.
        header_len: usize,
    },
    /// The key from its other end gives text.
    MaskKeyReversed {
        /// The key as it stands there.
        key: MaskKey,
    },
    /// The payload is text as it stands on the wire.
    PayloadNotMasked {
        /// The key that was not used.
        key: MaskKey,
    },
    /// The first two bytes are the digits of a first byte with which the frame fits.
    OpcodeAsDigits {
        /// That byte.
        byte0: u8,
    },
    /// The input is the hex digits of a whole frame.
    FrameAsHex {
        /// How many digits.
        digits: usize,
        /// The length of the frame.
        bytes: usize,
    },
    /// The input is the text of a literal of a whole frame.
    FrameAsLiteral {
        /// The length of the frame.
        bytes: usize,
    },
    /// The input begins with 81 as a character of UTF-8, and the length behind it fits.
    HeaderAsUtf8 {
        /// That length.
        len: usize,
    },
    /// The input begins with a line of HTTP.
    HttpText {
        /// The line, at most 60 characters of it.
        line: String,
    },
    /// The input is TLS records to its end.
    TlsBytes {
        /// The content type of the first, 0x14 to 0x17.
        content: u8,
        /// The second byte of its version: 1 for TLS 1.0, 3 for 1.2 and 1.3.
        minor: u8,
        /// Its length without its head.
        len: usize,
        /// How many there are.
        records: usize,
    },
    /// All bytes outside ASCII are pairs that are common characters in GBK.
    GbkText {
        /// How many pairs.
        pairs: usize,
    },
    /// The payload is text in UTF-16.
    Utf16Text {
        /// Whether the low byte stands first.
        little_endian: bool,
        /// Whether a byte order mark stands before it.
        marked: bool,
        /// How many zero bytes there are.
        zeros: usize,
    },
    /// The bytes outside ASCII are accented letters among ASCII ones.
    Latin1Text {
        /// How many.
        accented: usize,
    },
    /// The status code read with its low byte first may be sent.
    CloseCodeLittleEndian {
        /// The code as it stands there.
        read: CloseCode,
        /// The code that was meant.
        meant: CloseCode,
    },
    /// The payload begins with the digits of a status code.
    CloseCodeAsText {
        /// What the first two digits pass for.
        read: CloseCode,
        /// The code that was meant.
        meant: CloseCode,
    },
    /// The status code stands in four bytes.
    CloseCodeFourBytes {
        /// The code that was meant.
        meant: CloseCode,
        /// Whether the low byte stands first.
        little_endian: bool,
    },
    /// The whole payload is text.
    CloseReasonWithoutCode {
        /// What its first two bytes pass for.
        read: CloseCode,
    },
    /// A length of 126 to 65535 in the 64-bit form.
    SixtyFourBitForm {
        /// The length.
        len: u64,
    },
    /// A length up to 125 in a longer form.
    LongFormForShort {
        /// The length as written.
        length: LengthField,
    },
    /// The frame is in order but for its mask.
    ServerMasks {
        /// The key.
        key: MaskKey,
    },
    /// The frame is in order but for the mask that it lacks.
    ClientDoesNotMask,
    /// Each message begins while the one before waits for its end.
    FinForgotten {
        /// The opcode of both.
        opcode: Opcode,
    },
    /// A fragment repeats the opcode with which its message began.
    OpcodeRepeated {
        /// That opcode.
        opcode: Opcode,
    },
}

impl Evidence {
    /// The slip that it proves.
    pub const fn slip(&self) -> FrameSlip {
        match self {
            Self::Length254 { .. } => FrameSlip::Length254,
            Self::JsShiftWrap { .. } => FrameSlip::JsShiftWrap,
            Self::LittleEndianLength { .. } => FrameSlip::LittleEndianLength,
            Self::CharactersCounted { .. } => FrameSlip::CharactersCounted,
            Self::Utf16UnitsCounted { .. } => FrameSlip::Utf16UnitsCounted,
            Self::LengthCountsKey { .. } => FrameSlip::LengthCountsKey,
            Self::LengthCountsHeader { .. } => FrameSlip::LengthCountsHeader,
            Self::MaskBitForgotten { .. } => FrameSlip::MaskBitForgotten,
            Self::ExtendedLengthInPayload { .. } => FrameSlip::ExtendedLengthInPayload,
            Self::MaskKeyInPayload { .. } => FrameSlip::MaskKeyInPayload,
            Self::FramesTakenForOne { .. } => FrameSlip::FramesTakenForOne,
            Self::FramedTwice { .. } => FrameSlip::FramedTwice,
            Self::MaskedBytesAsText { .. } => FrameSlip::MaskedBytesAsText,
            Self::FirstKeyByteOnly { .. } => FrameSlip::FirstKeyByteOnly,
            Self::MaskIndexNotRestarted { .. } => FrameSlip::MaskIndexNotRestarted,
            Self::MaskIndexFromFrameStart { .. } => FrameSlip::MaskIndexFromFrameStart,
            Self::MaskKeyReversed { .. } => FrameSlip::MaskKeyReversed,
            Self::PayloadNotMasked { .. } => FrameSlip::PayloadNotMasked,
            Self::OpcodeAsDigits { .. } => FrameSlip::OpcodeAsDigits,
            Self::FrameAsHex { .. } => FrameSlip::FrameAsHex,
            Self::FrameAsLiteral { .. } => FrameSlip::FrameAsLiteral,
            Self::HeaderAsUtf8 { .. } => FrameSlip::HeaderAsUtf8,
            Self::HttpText { .. } => FrameSlip::HttpText,
            Self::TlsBytes { .. } => FrameSlip::TlsBytes,
            Self::GbkText { .. } => FrameSlip::GbkText,
            Self::Utf16Text { .. } => FrameSlip::Utf16Text,
            Self::Latin1Text { .. } => FrameSlip::Latin1Text,
            Self::CloseCodeLittleEndian { .. } => FrameSlip::CloseCodeLittleEndian,
            Self::CloseCodeAsText { .. } => FrameSlip::CloseCodeAsText,
            Self::CloseCodeFourBytes { .. } => FrameSlip::CloseCodeFourBytes,
            Self::CloseReasonWithoutCode { .. } => FrameSlip::CloseReasonWithoutCode,
            Self::SixtyFourBitForm { .. } => FrameSlip::SixtyFourBitForm,
            Self::LongFormForShort { .. } => FrameSlip::LongFormForShort,
            Self::ServerMasks { .. } => FrameSlip::ServerMasks,
            Self::ClientDoesNotMask => FrameSlip::ClientDoesNotMask,
            Self::FinForgotten { .. } => FrameSlip::FinForgotten,
            Self::OpcodeRepeated { .. } => FrameSlip::OpcodeRepeated,
        }
    }

    /// A claim that accounts for `covers` bytes, with the text that was meant.
    pub(super) fn claim(self, covers: usize, text: impl Into<Option<String>>) -> Claim {
        Claim { evidence: self, covers, text: text.into() }
    }
}
