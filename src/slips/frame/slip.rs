//! The names of the slips, and the table that leads from a name to its file.

use super::{Claim, Recipe, Suspect, Unsuited};
use super::{
    characters_counted, client_does_not_mask, close_code_as_text, close_code_four_bytes,
    close_code_little_endian, close_reason_without_code, extended_length_in_payload, fin_forgotten,
    first_key_byte_only, frame_as_hex, frame_as_literal, framed_twice, frames_taken_for_one,
    gbk_text, header_as_utf8, http_text, js_shift_wrap, latin1_text, length_254,
    length_counts_header, length_counts_key, little_endian_length, long_form, mask_bit_forgotten,
    mask_index_from_frame_start, mask_index_not_restarted, mask_key_in_payload, mask_key_reversed,
    masked_bytes_as_text, opcode_as_digits, opcode_repeated, payload_not_masked, server_masks,
    tls_bytes, utf16_text, utf16_units_counted,
};
use crate::terms::Role;

/// A mistake in code that writes frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FrameSlip {
    /// The 7-bit form for lengths up to 254.
    Length254,
    /// JavaScript's `n >> 56`, which shifts by 24.
    JsShiftWrap,
    /// The extended length with its low byte first.
    LittleEndianLength,
    /// Characters counted instead of bytes.
    CharactersCounted,
    /// UTF-16 code units counted instead of bytes.
    Utf16UnitsCounted,
    /// A length that counts the mask key.
    LengthCountsKey,
    /// A length that counts the header.
    LengthCountsHeader,
    /// The MASK bit 0 before a key and a masked payload.
    MaskBitForgotten,
    /// The extended length taken for payload.
    ExtendedLengthInPayload,
    /// The mask key taken for payload.
    MaskKeyInPayload,
    /// Several frames taken for one.
    FramesTakenForOne,
    /// A frame framed once more.
    FramedTwice,
    /// Masked bytes taken for the text.
    MaskedBytesAsText,
    /// `key[0]` for every byte.
    FirstKeyByteOnly,
    /// A mask index that goes on from frame to frame.
    MaskIndexNotRestarted,
    /// A mask index that counts from the frame's first byte.
    MaskIndexFromFrameStart,
    /// The mask key from its other end.
    MaskKeyReversed,
    /// A key, and a payload that was not combined with it.
    PayloadNotMasked,
    /// `b'81'` for `b'\x81'`.
    OpcodeAsDigits,
    /// The frame sent as its hex digits.
    FrameAsHex,
    /// The frame sent as the text of a literal.
    FrameAsLiteral,
    /// The header encoded as text.
    HeaderAsUtf8,
    /// HTTP where a frame should be.
    HttpText,
    /// TLS where a frame should be.
    TlsBytes,
    /// GBK instead of UTF-8.
    GbkText,
    /// UTF-16 instead of UTF-8.
    Utf16Text,
    /// Latin-1 instead of UTF-8.
    Latin1Text,
    /// The two bytes of a status code in the wrong order.
    CloseCodeLittleEndian,
    /// A status code as digits.
    CloseCodeAsText,
    /// A status code in four bytes.
    CloseCodeFourBytes,
    /// A reason without a status code.
    CloseReasonWithoutCode,
    /// The 64-bit form for lengths that fit 16 bits.
    SixtyFourBitForm,
    /// A long form for lengths that fit 7 bits.
    LongFormForShort,
    /// A server that masks.
    ServerMasks,
    /// A client that does not mask.
    ClientDoesNotMask,
    /// FIN left 0 on whole messages.
    FinForgotten,
    /// Fragments that repeat their message's opcode.
    OpcodeRepeated,
}

/// One line of the table.
struct Entry {
    /// Stable name.
    name: &'static str,
    /// The mistake forward.
    apply: fn(&Recipe) -> Result<Vec<u8>, Unsuited>,
    /// The mistake back.
    explains: fn(&Suspect<'_>) -> Option<Claim>,
    /// What to try it on.
    demo: fn() -> Recipe,
}

/// The line of a slip whose file has the three functions under their usual names.
macro_rules! line {
    ($name:literal, $file:ident) => {
        Entry { name: $name, apply: $file::apply, explains: $file::explains, demo: $file::demo }
    };
}

impl FrameSlip {
    /// Every slip; those that explain most come first.
    pub const ALL: [Self; 37] = [
        Self::Length254,
        Self::JsShiftWrap,
        Self::LittleEndianLength,
        Self::CharactersCounted,
        Self::Utf16UnitsCounted,
        Self::LengthCountsKey,
        Self::LengthCountsHeader,
        Self::MaskBitForgotten,
        Self::ExtendedLengthInPayload,
        Self::MaskKeyInPayload,
        Self::FramesTakenForOne,
        Self::FramedTwice,
        Self::MaskedBytesAsText,
        Self::FirstKeyByteOnly,
        Self::MaskIndexNotRestarted,
        Self::MaskIndexFromFrameStart,
        Self::MaskKeyReversed,
        Self::PayloadNotMasked,
        Self::OpcodeAsDigits,
        Self::FrameAsHex,
        Self::FrameAsLiteral,
        Self::HeaderAsUtf8,
        Self::HttpText,
        Self::TlsBytes,
        Self::GbkText,
        Self::Utf16Text,
        Self::Latin1Text,
        Self::CloseCodeLittleEndian,
        Self::CloseCodeAsText,
        Self::CloseCodeFourBytes,
        Self::CloseReasonWithoutCode,
        Self::SixtyFourBitForm,
        Self::LongFormForShort,
        Self::ServerMasks,
        Self::ClientDoesNotMask,
        Self::FinForgotten,
        Self::OpcodeRepeated,
    ];

    /// The stable English name: `length-254`.
    pub const fn name(self) -> &'static str {
        self.entry().name
    }

    /// The slip of that name, or `None`.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|slip| slip.name() == name)
    }

    /// The bytes that the mistake makes of `recipe`: a frame, or a stream of several where the
    /// mistake needs them to show.
    ///
    /// # Errors
    /// [`Unsuited`] where the mistake makes no difference to such a frame, or is not possible.
    pub fn apply(self, recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
        (self.entry().apply)(recipe)
    }

    /// The claim that this mistake made the suspect, where it accounts for what is there.
    pub fn explains(self, suspect: &Suspect<'_>) -> Option<Claim> {
        (self.entry().explains)(suspect)
    }

    /// A recipe on which the slip shows.
    pub fn demo(self) -> Recipe {
        (self.entry().demo)()
    }

    /// Whether the slip says little more than the rule that is broken.
    pub(super) const fn is_general(self) -> bool {
        use FrameSlip::{
            ClientDoesNotMask, FinForgotten, LongFormForShort, OpcodeRepeated, ServerMasks,
            SixtyFourBitForm,
        };
        matches!(
            self,
            SixtyFourBitForm
                | LongFormForShort
                | ServerMasks
                | ClientDoesNotMask
                | FinForgotten
                | OpcodeRepeated
        )
    }

    /// The sender that a reader must know for the slip to show, where the bytes alone do not tell.
    pub const fn shows_only_from(self) -> Option<Role> {
        match self {
            Self::ServerMasks => Some(Role::Server),
            Self::ClientDoesNotMask => Some(Role::Client),
            _ => None,
        }
    }

    const fn entry(self) -> Entry {
        match self {
            Self::Length254 => line!("length-254", length_254),
            Self::JsShiftWrap => line!("js-shift-wrap", js_shift_wrap),
            Self::LittleEndianLength => line!("little-endian-length", little_endian_length),
            Self::CharactersCounted => line!("characters-counted", characters_counted),
            Self::Utf16UnitsCounted => line!("utf16-units-counted", utf16_units_counted),
            Self::LengthCountsKey => line!("length-counts-key", length_counts_key),
            Self::LengthCountsHeader => line!("length-counts-header", length_counts_header),
            Self::MaskBitForgotten => line!("mask-bit-forgotten", mask_bit_forgotten),
            Self::ExtendedLengthInPayload => {
                line!("extended-length-in-payload", extended_length_in_payload)
            }
            Self::MaskKeyInPayload => line!("mask-key-in-payload", mask_key_in_payload),
            Self::FramesTakenForOne => line!("frames-taken-for-one", frames_taken_for_one),
            Self::FramedTwice => line!("framed-twice", framed_twice),
            Self::MaskedBytesAsText => line!("masked-bytes-as-text", masked_bytes_as_text),
            Self::FirstKeyByteOnly => line!("first-key-byte-only", first_key_byte_only),
            Self::MaskIndexNotRestarted => {
                line!("mask-index-not-restarted", mask_index_not_restarted)
            }
            Self::MaskIndexFromFrameStart => {
                line!("mask-index-from-frame-start", mask_index_from_frame_start)
            }
            Self::MaskKeyReversed => line!("mask-key-reversed", mask_key_reversed),
            Self::PayloadNotMasked => line!("payload-not-masked", payload_not_masked),
            Self::OpcodeAsDigits => line!("opcode-as-digits", opcode_as_digits),
            Self::FrameAsHex => line!("frame-as-hex", frame_as_hex),
            Self::FrameAsLiteral => line!("frame-as-literal", frame_as_literal),
            Self::HeaderAsUtf8 => line!("header-as-utf8", header_as_utf8),
            Self::HttpText => line!("http-text", http_text),
            Self::TlsBytes => line!("tls-bytes", tls_bytes),
            Self::GbkText => line!("gbk-text", gbk_text),
            Self::Utf16Text => line!("utf16-text", utf16_text),
            Self::Latin1Text => line!("latin1-text", latin1_text),
            Self::CloseCodeLittleEndian => {
                line!("close-code-little-endian", close_code_little_endian)
            }
            Self::CloseCodeAsText => line!("close-code-as-text", close_code_as_text),
            Self::CloseCodeFourBytes => line!("close-code-four-bytes", close_code_four_bytes),
            Self::CloseReasonWithoutCode => {
                line!("close-reason-without-code", close_reason_without_code)
            }
            Self::SixtyFourBitForm => Entry {
                name: "sixty-four-bit-form",
                apply: long_form::apply_64,
                explains: long_form::explains_64,
                demo: long_form::demo_64,
            },
            Self::LongFormForShort => Entry {
                name: "long-form-for-short",
                apply: long_form::apply_short,
                explains: long_form::explains_short,
                demo: long_form::demo_short,
            },
            Self::ServerMasks => line!("server-masks", server_masks),
            Self::ClientDoesNotMask => line!("client-does-not-mask", client_does_not_mask),
            Self::FinForgotten => line!("fin-forgotten", fin_forgotten),
            Self::OpcodeRepeated => line!("opcode-repeated", opcode_repeated),
        }
    }
}
