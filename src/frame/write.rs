//! The one writer of frames: a header as it is, and the payload behind it, masked with the header's
//! key (RFC 6455 sections 5.2 and 5.3). May import `terms`. Judges nothing: whoever breaks a rule on
//! purpose writes here too.

use super::{FrameHeader, mask};

/// Appends a frame to `out`. The header is written as it is, whatever the payload's length;
/// `payload` is unmasked, and masked on its way where the header has a key.
#[inline]
pub fn write_frame(header: &FrameHeader, payload: &[u8], out: &mut Vec<u8>) {
    header.write(out);
    let start = out.len();
    out.extend_from_slice(payload);
    if let (Some(key), Some(masked)) = (header.mask_key, out.get_mut(start..)) {
        mask::apply(masked, key, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::{LengthField, Opcode, Rsv};

    #[test]
    fn the_masked_example_of_section_5_7_is_written() {
        let header = FrameHeader {
            fin: true,
            rsv: Rsv::NONE,
            opcode: Opcode::TEXT,
            length: LengthField::minimal(5),
            mask_key: Some([0x37, 0xfa, 0x21, 0x3d]),
        };
        let mut out = b"before".to_vec();
        write_frame(&header, b"Hello", &mut out);
        assert_eq!(out, b"before\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58");
    }
}
