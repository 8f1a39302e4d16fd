//! Slips of those who write frames: one file per slip, with all that is said about it.
//!
//! The list below names them, those that explain most first. A slip's file makes the mistake
//! (`apply`, `demo`), recognises it (`explains`) and words it (`title`, `evidence`, `cure`).
//! [`FrameSuspect`] is a frame under suspicion, [`explain`] asks every slip about it, a [`Claim`] is
//! what a slip answers. Reading is linear in what is there, allocates no more than a copy of it,
//! and trusts no number in it.

mod evidence;
mod looks;
mod marks;
mod masking;
mod reading;
mod recipe;
mod suspect;

use crate::lang::Lang;
use crate::slips::list::slips;
use crate::slips::scale::{is_proven, leading};
use crate::terms::Role;

pub use evidence::Claim;
pub use looks::{may_be_shorter, may_be_slip};
pub use marks::Honest;
use marks::Marks;
pub use recipe::{Recipe, Unsuited};
pub use suspect::{Earlier, FrameSuspect};

/// As [`slips`], and what only a slip in frames has: the proof of each, in [`Evidence`].
macro_rules! frame_slips {
    ($($Slip:ident $file:ident,)*) => {
        slips! {
            /// A mistake in code that writes frames.
            FrameSlip { $($Slip $file,)* }
        }

        /// The values that prove a slip; lengths are in bytes. [`Evidence::sentence`] words them.
        #[non_exhaustive]
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Evidence {
            $(#[doc(hidden)] $Slip($file::$Slip),)*
        }

        impl Evidence {
            /// The slip that it proves.
            pub const fn slip(&self) -> FrameSlip {
                match self { $(Self::$Slip(_) => FrameSlip::$Slip,)* }
            }

            /// What in these bytes proves the slip, with its numbers: one to three sentences.
            pub fn sentence(&self, lang: Lang) -> String {
                match self { $(Self::$Slip(proof) => $file::evidence(lang, proof),)* }
            }
        }

        impl FrameSlip {
            /// The bytes that the mistake makes of `recipe`: a frame, or a stream of several where
            /// the mistake needs them to show.
            ///
            /// # Errors
            /// [`Unsuited`] where the mistake makes no difference to such a frame, or is not
            /// possible.
            #[doc(hidden)]
            pub fn apply(self, recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
                match self { $(Self::$Slip => $file::apply(recipe),)* }
            }

            /// The claim that this mistake made the suspect, where it accounts for what is there.
            #[doc(hidden)]
            pub fn explains(self, suspect: &FrameSuspect<'_>) -> Option<Claim> {
                match self { $(Self::$Slip => $file::explains(suspect),)* }
            }

            /// A recipe on which the slip shows.
            #[doc(hidden)]
            pub fn demo(self) -> Recipe {
                match self { $(Self::$Slip => $file::demo(),)* }
            }

            const fn marks(self) -> Marks {
                match self { $(Self::$Slip => $file::MARKS,)* }
            }
        }
    };
}

frame_slips! {
    Length254 length_254,
    JsShiftWrap js_shift_wrap,
    LittleEndianLength little_endian_length,
    CharactersCounted characters_counted,
    Utf16UnitsCounted utf16_units_counted,
    LengthCountsKey length_counts_key,
    LengthCountsHeader length_counts_header,
    LengthOneLong length_one_long,
    LengthOneShort length_one_short,
    LengthAsDigits length_as_digits,
    LengthOfWrongWidth length_of_wrong_width,
    PaddingBeforePayload padding_before_payload,
    MaskBitForgotten mask_bit_forgotten,
    ExtendedLengthInPayload extended_length_in_payload,
    MaskKeyInPayload mask_key_in_payload,
    FramesTakenForOne frames_taken_for_one,
    FramedTwice framed_twice,
    MaskedBytesAsText masked_bytes_as_text,
    FirstKeyByteOnly first_key_byte_only,
    MaskIndexNotRestarted mask_index_not_restarted,
    MaskIndexFromFrameStart mask_index_from_frame_start,
    MaskIndexFromOne mask_index_from_one,
    MaskKeyStride mask_key_stride,
    MaskKeyReversed mask_key_reversed,
    PayloadNotMasked payload_not_masked,
    MaskKeyBehindPayload mask_key_behind_payload,
    FinInWrongBit fin_in_wrong_bit,
    Byte0NibblesSwapped byte0_nibbles_swapped,
    BitFieldsFromBelow bit_fields_from_below,
    OpcodeAsDigits opcode_as_digits,
    FrameAsHex frame_as_hex,
    FrameAsLiteral frame_as_literal,
    HeaderAsUtf8 header_as_utf8,
    HttpText http_text,
    TlsBytes tls_bytes,
    TextWithoutFrame text_without_frame,
    HixieFraming hixie_framing,
    LineEndBehindFrame line_end_behind_frame,
    NulBehindFrame nul_behind_frame,
    GbkText gbk_text,
    Utf16Text utf16_text,
    Latin1Text latin1_text,
    ZlibWrapper zlib_wrapper,
    GzipWrapper gzip_wrapper,
    DeflateTailLeftOn deflate_tail_left_on,
    CloseCodeLittleEndian close_code_little_endian,
    CloseCodeAsText close_code_as_text,
    CloseCodeFourBytes close_code_four_bytes,
    CloseReasonWithoutCode close_reason_without_code,
    SixtyFourBitForm sixty_four_bit_form,
    LongFormForShort long_form_for_short,
    ServerMasks server_masks,
    ClientDoesNotMask client_does_not_mask,
    FinForgotten fin_forgotten,
    OpcodeRepeated opcode_repeated,
    LastFragmentNotFinal last_fragment_not_final,
}

impl FrameSlip {
    /// Whether the slip says little more than the rule that is broken.
    pub(super) const fn is_general(self) -> bool {
        self.marks().general
    }

    /// The sender that a reader must know for the slip to show, where the bytes alone do not tell.
    pub const fn shows_only_from(self) -> Option<Role> {
        self.marks().only_from
    }

    /// What an honest sender would have sent.
    #[doc(hidden)]
    pub const fn honest(self) -> Honest {
        self.marks().honest
    }
}

/// What may have gone wrong in the sender's code: nothing or one claim, as a rule.
///
/// Claims that explain more than the rule that is broken exclude each other: one leads, or none is made.
/// Those that only restate it are heard where there is none of the others; of those, two may be true
/// at once.
pub fn explain(suspect: &FrameSuspect<'_>) -> Vec<Claim> {
    let heard = |general: bool| -> Vec<Claim> {
        let slips = FrameSlip::ALL.into_iter().filter(|slip| slip.is_general() == general);
        slips.filter_map(|slip| slip.explains(suspect)).collect()
    };
    let weigh = |claim: &Claim| {
        let between = claim.evidence.slip().marks().between;
        (claim.bits, claim.covers != suspect.frame_len && !between)
    };
    let special = heard(false);
    let doubtful = special.iter().any(|claim| is_proven(weigh(claim)));
    match leading(special, weigh) {
        Some(claim) => vec![claim],
        None if doubtful => Vec::new(),
        None => heard(true).into_iter().filter(|claim| is_proven(weigh(claim))).collect(),
    }
}

#[cfg(test)]
mod honest;
#[cfg(test)]
mod tests;
