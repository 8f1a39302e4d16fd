//! The slips that show in a frame with which nothing is wrong: a first look, which costs next to
//! nothing and passes over what no slip explains.

use crate::frame::FrameHeader;
use crate::message::TAIL;
use crate::terms::{Opcode, Rsv};

/// Whether a frame that breaks no rule, and behind which a sound one follows, may be the work of a
/// slip; `wire` is its payload as it stands on the wire.
#[inline(always)]
pub fn may_be_slip(header: &FrameHeader, wire: &[u8]) -> bool {
    match header.opcode {
        Opcode::TEXT | Opcode::BINARY if header.rsv != Rsv::NONE => {
            is_oddly_compressed(header, wire)
        }
        Opcode::TEXT => {
            (wire.len() >= 128 && begins_with_length(header, wire))
                || (header.mask_key.is_none() && is_unwritten(wire))
        }
        _ => false,
    }
}

/// Whether a frame that seems to be very long may be one whose length was written wrongly: its bytes
/// in the other order, or its high half the low half once more.
pub fn may_be_shorter(header: &FrameHeader) -> bool {
    let length = header.length.value();
    let (high, low) = (length >> 32, length & 0xffff_ffff);
    length.swap_bytes() < length || (high > 0 && high == low)
}

/// Whether a message that is to be compressed begins or ends as no raw DEFLATE should, or does not look
/// compressed at all.
fn is_oddly_compressed(header: &FrameHeader, wire: &[u8]) -> bool {
    let first: [u8; 4] = std::array::from_fn(|index| plain(header, wire, index));
    let from = wire.len().saturating_sub(4);
    let last: [u8; 4] = std::array::from_fn(|index| plain(header, wire, from + index));
    let is_zlib = first.starts_with(&[0x78]);
    let is_gzip = first.starts_with(&[0x1f, 0x8b]);
    let is_text = !header.fin && first.iter().take(wire.len()).all(|byte| *byte >= b' ');
    is_zlib || is_gzip || last == TAIL || is_text || is_header_as_utf8(header)
}

/// A byte of the payload, unmasked.
#[inline]
fn plain(header: &FrameHeader, wire: &[u8], index: usize) -> u8 {
    let key = header.mask_key.unwrap_or_default();
    let byte = wire.get(index).copied().unwrap_or_default();
    byte ^ key.get(index % 4).copied().unwrap_or_default()
}

/// Whether a text begins with the number of the bytes behind, as an extended length would.
fn begins_with_length(header: &FrameHeader, wire: &[u8]) -> bool {
    let plain = |index: usize| u64::from(plain(header, wire, index));
    let number =
        |bytes: std::ops::Range<usize>| bytes.fold(0, |sum, index| sum << 8 | plain(index));
    let behind = |len: usize| [len as u64, (len as u64).saturating_sub(4)];
    behind(wire.len() - 2).contains(&number(0..2)) || behind(wire.len() - 8).contains(&number(0..8))
}

/// Whether a text begins with control characters, as one does that was not unmasked.
fn is_unwritten(wire: &[u8]) -> bool {
    const LOOKED_AT: usize = 16;
    let start = wire.get(..LOOKED_AT).unwrap_or(wire);
    start
        .iter()
        .any(|byte| (*byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) || *byte == 0x7f)
}

/// `81` encoded as UTF-8, before a length of up to 125.
fn is_header_as_utf8(header: &FrameHeader) -> bool {
    let mut bytes = Vec::new();
    header.write(&mut bytes);
    bytes.starts_with(&[0xc2, 0x81])
}
