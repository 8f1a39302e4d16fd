//! What is asked for: a payload, and the header's values where they are chosen by hand.

use super::{Deflation, EncodeError, Encoding, KeyOrigin, WrittenFrame};
use crate::frame::FrameHeader;
use crate::frame::judge::MAX_CONTROL_PAYLOAD;
use crate::terms::{CloseCode, LengthField, MaskKey, Opcode, Role, Rsv};

/// One message or control frame to write, legal or not. An open structure: [`Request::new`] is
/// honest, and any field can be set by hand.
///
/// ```
/// use ws_inspect::Request;
/// use ws_inspect::encode::Masking;
/// use ws_inspect::terms::Opcode;
///
/// // RFC 6455 section 5.7: a single-frame masked text message.
/// let key = [0x37, 0xfa, 0x21, 0x3d];
/// let request = Request::new(Opcode::TEXT, "Hello", Masking::Masked(vec![key]));
/// let written = request.write(&mut std::iter::empty())?;
/// assert_eq!(
///     written.bytes(),
///     [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58],
/// );
///
/// // The same in fragments of two bytes, without a mask.
/// let fragment_size = Some(2);
/// let request = Request { fragment_size, masking: Masking::Unmasked, ..request };
/// assert_eq!(request.write(&mut std::iter::empty())?.frames.len(), 3);
/// # Ok::<(), ws_inspect::EncodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The payload before masking; the body of a Close frame is [`close_body`].
    pub payload: Vec<u8>,
    /// What the payload is for.
    pub opcode: Opcode,
    /// Whether the last frame is the last of its message.
    pub fin: bool,
    /// The reserved bits of the first frame; those of its continuations are 0. `None` sets RSV1 on
    /// a compressed message and no other.
    pub rsv: Option<Rsv>,
    /// Whether and with which keys the frames are masked.
    pub masking: Masking,
    /// The form of the length; `None` takes the shortest.
    pub length_form: Option<LengthForm>,
    /// The length to claim, in bytes, whatever the payload's own is.
    pub claimed_length: Option<u64>,
    /// The longest payload in bytes of one frame; a longer message is cut. 0 counts as 1.
    pub fragment_size: Option<usize>,
    /// Who sends it, where that is said.
    pub sender: Option<Role>,
    /// Whether the message is compressed.
    pub deflate: Option<Deflate>,
}

/// How a message is to be compressed with permessage-deflate (RFC 7692).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deflate {
    /// The message that the same sender sent before, for context takeover.
    pub before: Option<Vec<u8>>,
}

/// Whether and with which keys frames are masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Masking {
    /// MASK is 0, there is no key.
    Unmasked,
    /// MASK is 1. The first frames take these keys in their order, all others a fresh one each,
    /// for every frame needs a key of its own (RFC 6455 section 5.3).
    Masked(Vec<MaskKey>),
}

/// A form of the length (RFC 6455 section 5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LengthForm {
    /// In the 7 bits of byte 1.
    Bits7,
    /// In 2 bytes after byte 1.
    Bits16,
    /// In 8 bytes after byte 1.
    Bits64,
}

impl Request {
    /// An honest message or control frame: shortest length form, one frame, masked or not.
    pub fn new(opcode: Opcode, payload: impl Into<Vec<u8>>, masking: Masking) -> Self {
        Self {
            payload: payload.into(),
            opcode,
            fin: true,
            rsv: None,
            masking,
            length_form: None,
            claimed_length: None,
            fragment_size: None,
            sender: None,
            deflate: None,
        }
    }

    /// Writes the frames. `fresh_keys` is asked once for each masked frame that no key was given
    /// for, and again where it gives a zero key or the key of the frame before.
    ///
    /// # Errors
    /// [`EncodeError::LengthTooBig`], [`EncodeError::FragmentedControl`],
    /// [`EncodeError::CompressedControl`], and
    /// [`EncodeError::NoFreshKey`] where `fresh_keys` ends.
    pub fn write(
        &self,
        fresh_keys: &mut dyn Iterator<Item = MaskKey>,
    ) -> Result<Encoding, EncodeError> {
        let deflation = self.deflation()?;
        let payload = deflation.as_ref().map_or(&self.payload, |deflation| &deflation.compressed);
        let suits = if deflation.is_some() { Rsv::RSV1 } else { Rsv::NONE };
        let first_rsv = self.rsv.unwrap_or(suits);
        let pieces = self.pieces(payload)?;
        let last = pieces.len() - 1;
        let mut keyring = Keyring::new(&self.masking, fresh_keys);
        let mut frames = Vec::with_capacity(pieces.len());
        for (index, piece) in pieces.into_iter().enumerate() {
            let (mask_key, key_origin) = keyring.key_of(index)?;
            let header = FrameHeader {
                fin: self.fin && index == last,
                rsv: if index == 0 { first_rsv } else { Rsv::NONE },
                opcode: if index == 0 { self.opcode } else { Opcode::CONTINUATION },
                length: self.length(piece.len() as u64)?,
                mask_key,
            };
            frames.push(WrittenFrame { header, payload: piece.to_vec(), key_origin });
        }
        Ok(Encoding { frames, cut_to: None, sender: self.sender, deflation })
    }

    fn deflation(&self) -> Result<Option<Deflation>, EncodeError> {
        let Some(deflate) = &self.deflate else { return Ok(None) };
        if self.opcode.is_control() {
            return Err(EncodeError::CompressedControl { opcode: self.opcode });
        }
        Ok(Some(Deflation::new(deflate.before.as_deref(), &self.payload)))
    }

    /// The payloads of the frames; one that is empty where there is nothing to cut.
    fn pieces<'a>(&self, payload: &'a [u8]) -> Result<Vec<&'a [u8]>, EncodeError> {
        let size = self.fragment_size.unwrap_or(usize::MAX).max(1);
        if self.fragment_size.is_some() && self.opcode.is_control() {
            return Err(EncodeError::FragmentedControl { opcode: self.opcode });
        }
        if payload.is_empty() {
            return Ok(vec![&[]]);
        }
        Ok(payload.chunks(size).collect())
    }

    fn length(&self, payload_len: u64) -> Result<LengthField, EncodeError> {
        let len = self.claimed_length.unwrap_or(payload_len);
        let Some(form) = self.length_form else { return Ok(LengthField::minimal(len)) };
        form.of(len).ok_or(EncodeError::LengthTooBig { len, form })
    }
}

impl LengthForm {
    /// `len` bytes in this form, minimal or not; up to 255 in the 7-bit form, where a mistaken
    /// sender writes them into the whole of byte 1. `None` where it does not fit.
    pub fn of(self, len: u64) -> Option<LengthField> {
        Some(match self {
            Self::Bits7 => LengthField::Bits7(u8::try_from(len).ok()?),
            Self::Bits16 => LengthField::Bits16(u16::try_from(len).ok()?),
            Self::Bits64 => LengthField::Bits64(len),
        })
    }

    /// The biggest length in bytes that can be written in the form.
    pub const fn max(self) -> u64 {
        match self {
            Self::Bits7 => u8::MAX as u64,
            Self::Bits16 => u16::MAX as u64,
            Self::Bits64 => u64::MAX,
        }
    }

    /// Width of the form in bits.
    pub const fn width_bits(self) -> u8 {
        match self {
            Self::Bits7 => 7,
            Self::Bits16 => 16,
            Self::Bits64 => 64,
        }
    }
}

/// The body of a Close frame: the status code, high byte first, and the reason (RFC 6455 section
/// 5.5.1). Any code will do, allowed or not.
///
/// # Errors
/// [`EncodeError::ReasonTooLong`] where the body would be longer than a control frame's 125 bytes.
///
/// ```
/// use ws_inspect::encode::close_body;
/// use ws_inspect::terms::CloseCode;
///
/// assert_eq!(close_body(CloseCode::NORMAL, "bye")?, b"\x03\xe8bye");
/// let error = close_body(CloseCode::NORMAL, &"long ".repeat(40)).map_err(|it| it.to_string());
/// let expected = "the reason is 200 bytes, a Close frame has room for 123".to_owned();
/// assert_eq!(error, Err(expected));
/// # Ok::<(), ws_inspect::EncodeError>(())
/// ```
pub fn close_body(code: CloseCode, reason: &str) -> Result<Vec<u8>, EncodeError> {
    if reason.len() as u64 + 2 > MAX_CONTROL_PAYLOAD {
        return Err(EncodeError::ReasonTooLong { len: reason.len() });
    }
    Ok([&code.0.to_be_bytes(), reason.as_bytes()].concat())
}

/// The keys of the frames: those that were given, then fresh ones.
pub(super) struct Keyring<'a> {
    masking: &'a Masking,
    fresh_keys: &'a mut dyn Iterator<Item = MaskKey>,
    previous: Option<MaskKey>,
}

impl<'a> Keyring<'a> {
    pub(super) fn new(
        masking: &'a Masking,
        fresh_keys: &'a mut dyn Iterator<Item = MaskKey>,
    ) -> Self {
        Self { masking, fresh_keys, previous: None }
    }

    /// The key of the frame of that index, from 0; to be asked in order.
    pub(super) fn key_of(
        &mut self,
        index: usize,
    ) -> Result<(Option<MaskKey>, KeyOrigin), EncodeError> {
        let Masking::Masked(given) = self.masking else { return Ok((None, KeyOrigin::Unmasked)) };
        let (key, origin) = match given.get(index) {
            Some(key) => (*key, KeyOrigin::Given),
            None => {
                let previous = self.previous;
                let good = |key: &MaskKey| *key != [0; 4] && Some(*key) != previous;
                let key = Iterator::find(&mut self.fresh_keys, good);
                let key = key.ok_or(EncodeError::NoFreshKey)?;
                (key, KeyOrigin::Random)
            }
        };
        self.previous = Some(key);
        Ok((Some(key), origin))
    }
}
