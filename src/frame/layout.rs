//! Where each field of a frame stands, in bits, as in the figure of RFC 6455 section 5.2.
//! Works on any prefix of a frame; knows places only, never values.

use super::header::{FrameHeader, extended_bytes};
use crate::bits::BitRange;

/// A field of the frame, by the RFC's name.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FieldName {
    /// Last frame of the message: 1 bit.
    Fin,
    /// First reserved bit.
    Rsv1,
    /// Second reserved bit.
    Rsv2,
    /// Third reserved bit.
    Rsv3,
    /// What the payload is for: 4 bits.
    Opcode,
    /// Whether a mask key follows: 1 bit.
    Mask,
    /// The length, or 126 or 127: 7 bits.
    Length,
    /// The length in 2 or 8 bytes.
    ExtendedLength,
    /// Four bytes.
    MaskKey,
    /// All that follows the header.
    Payload,
}

/// The fields whose places the first bytes of a frame determine, in order and without a gap.
///
/// A field may reach past the end of `prefix`: its place is known although it is not here yet.
/// From no byte at all follow the seven fields of the first two bytes; from byte 1 follow the
/// extended length and the mask key; from the whole header follows the payload.
pub fn layout(prefix: &[u8]) -> impl Iterator<Item = (FieldName, BitRange)> + use<> {
    use FieldName::{
        ExtendedLength, Fin, Length, Mask, MaskKey, Opcode, Payload, Rsv1, Rsv2, Rsv3,
    };
    let (extended, key) = match prefix.get(1) {
        Some(byte1) => (8 * extended_bytes(*byte1) as u64, if byte1 & 0x80 != 0 { 32 } else { 0 }),
        None => (0, 0),
    };
    let payload = match FrameHeader::read(prefix) {
        Ok((header, _)) => header.payload_len().saturating_mul(8),
        Err(_) => 0,
    };
    let widths = [
        (Fin, 1),
        (Rsv1, 1),
        (Rsv2, 1),
        (Rsv3, 1),
        (Opcode, 4),
        (Mask, 1),
        (Length, 7),
        (ExtendedLength, extended),
        (MaskKey, key),
        (Payload, payload),
    ];
    let mut start = 0u64;
    widths.into_iter().filter(|(_, width)| *width > 0).map(move |(name, width)| {
        let range = BitRange::new(start, start.saturating_add(width));
        start = range.end;
        (name, range)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bits::Span;
    use proptest::prelude::*;

    /// The bytes that hold `field` in a frame that begins with `prefix`; empty where it has none.
    fn place_of(field: FieldName, prefix: &[u8]) -> Span {
        let found = layout(prefix).find(|(name, _)| *name == field);
        found.map_or(Span::default(), |(_, range)| range.bytes())
    }

    /// The number that the bits of `range` make in `bytes`.
    fn number(bytes: &[u8], range: BitRange) -> u64 {
        (range.start..range.end).fold(0, |sum, bit| {
            sum << 1 | u64::from(bytes[(bit / 8) as usize] >> (7 - bit % 8) & 1)
        })
    }

    #[test]
    fn the_first_byte_alone_still_has_its_fields() {
        let names: Vec<FieldName> = layout(&[0x81]).map(|(name, _)| name).collect();
        assert_eq!(names.len(), 7);
        assert_eq!(place_of(FieldName::Opcode, &[0x81]), Span::new(0, 1));
    }

    #[test]
    fn the_mask_key_stands_behind_the_extended_length() {
        assert_eq!(place_of(FieldName::MaskKey, &[0x81, 0xfe]), Span::new(4, 8));
        assert_eq!(place_of(FieldName::MaskKey, &[0x81, 0xff]), Span::new(10, 14));
        assert!(place_of(FieldName::MaskKey, &[0x81, 0x7f]).is_empty());
    }

    proptest! {
        #[test]
        fn fields_tile_the_frame_and_hold_what_read_reads(
            bytes in proptest::collection::vec(any::<u8>(), 14..20)
        ) {
            let fields: Vec<(FieldName, BitRange)> = layout(&bytes).collect();
            let mut end = 0;
            for (_, range) in &fields {
                prop_assert_eq!(range.start, end);
                end = range.end;
            }
            let (header, len) = FrameHeader::read(&bytes).expect("14 bytes hold any header");
            prop_assert_eq!(end, header.payload_len().saturating_mul(8).saturating_add(8 * len as u64));
            let value = |name| fields.iter().find(|f| f.0 == name).map(|f| number(&bytes, f.1));
            prop_assert_eq!(value(FieldName::Fin), Some(u64::from(header.fin)));
            let rsv = [FieldName::Rsv1, FieldName::Rsv2, FieldName::Rsv3]
                .into_iter()
                .fold(0, |sum, name| sum << 1 | value(name).unwrap_or(9));
            prop_assert_eq!(rsv, u64::from(header.rsv.0));
            prop_assert_eq!(value(FieldName::Opcode), Some(u64::from(header.opcode.0)));
            prop_assert_eq!(value(FieldName::Mask), Some(u64::from(header.mask_key.is_some())));
            let long = value(FieldName::ExtendedLength);
            prop_assert_eq!(long.or(value(FieldName::Length)), Some(header.payload_len()));
            let key = header.mask_key.map(|key| u64::from(u32::from_be_bytes(key)));
            prop_assert_eq!(value(FieldName::MaskKey), key);
        }
    }
}
