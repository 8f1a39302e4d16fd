//! The slips that show in a frame with which nothing is wrong: a first look, which costs next to
//! nothing and passes over what no slip explains.

use crate::frame::FrameHeader;
use crate::terms::{Opcode, Rsv};

/// Whether a frame that breaks no rule, and behind which a sound one follows, may be the work of a
/// slip; `wire` is its payload as it stands on the wire.
#[inline(always)]
pub fn may_be_slip(header: &FrameHeader, wire: &[u8]) -> bool {
    match header.opcode {
        Opcode::TEXT => {
            (wire.len() >= 128 && begins_with_length(header, wire))
                || (header.mask_key.is_none() && is_unwritten(wire))
        }
        Opcode::BINARY => header.rsv == Rsv::RSV1 && is_header_as_utf8(header),
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

/// Whether a text begins with the number of the bytes behind, as an extended length would.
fn begins_with_length(header: &FrameHeader, wire: &[u8]) -> bool {
    let key = header.mask_key.unwrap_or_default();
    let plain = |index: usize| -> u64 {
        let byte = wire.get(index).copied().unwrap_or_default();
        u64::from(byte ^ key.get(index % 4).copied().unwrap_or_default())
    };
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
