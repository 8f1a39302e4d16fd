//! The frame header: bytes to value and value to bytes (RFC 6455 section 5.2).
//! Any header can be read and any value can be written, legal or not.

use std::fmt;

use crate::terms::{LengthField, MaskKey, Opcode, Rsv};

/// The longest header in bytes: 2, an 8-byte length, a 4-byte key.
pub const MAX_HEADER_LEN: usize = 14;

/// All that a frame says before its payload (RFC 6455 section 5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameHeader {
    /// Whether this is the last frame of its message.
    pub fin: bool,
    /// The reserved bits.
    pub rsv: Rsv,
    /// What the payload is for.
    pub opcode: Opcode,
    /// The payload length as it is written.
    pub length: LengthField,
    /// The masking key, there exactly if the MASK bit is 1.
    pub mask_key: Option<MaskKey>,
}

/// The bytes end inside the header. A value, not an error: more bytes may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Short {
    /// Bytes that the header needs, as far as the bytes at hand tell; always more than there are.
    pub need: usize,
}

/// In English.
impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the header is not all here: it needs at least {} bytes", self.need)
    }
}

impl std::error::Error for Short {}

impl FrameHeader {
    /// Reads the header at the start of `bytes`; returns it with its length in bytes.
    ///
    /// # Errors
    /// [`Short`] where `bytes` end inside the header.
    ///
    /// ```
    /// use ws_inspect::analysis::{FrameHeader, Short};
    ///
    /// let (header, len) = FrameHeader::read(&[0x81, 0x7e, 0x01, 0x00])?;
    /// assert_eq!((header.payload_len(), len), (256, 4));
    /// assert_eq!(FrameHeader::read(&[0x81, 0x7e]), Err(Short { need: 4 }));
    /// # Ok::<(), Short>(())
    /// ```
    #[inline]
    pub fn read(bytes: &[u8]) -> Result<(Self, usize), Short> {
        let &[byte0, byte1, ref rest @ ..] = bytes else { return Err(Short { need: 2 }) };
        let masked = byte1 & 0x80 != 0;
        let extended = extended_bytes(byte1);
        let need = 2 + extended + if masked { 4 } else { 0 };
        let Some((extension, rest)) = rest.split_at_checked(extended) else {
            return Err(Short { need });
        };
        let mask_key = match (masked, rest.first_chunk::<4>()) {
            (false, _) => None,
            (true, Some(key)) => Some(*key),
            (true, None) => return Err(Short { need }),
        };
        let length = match *extension {
            [high, low] => LengthField::Bits16(u16::from_be_bytes([high, low])),
            [a, b, c, d, e, f, g, h] => {
                LengthField::Bits64(u64::from_be_bytes([a, b, c, d, e, f, g, h]))
            }
            _ => LengthField::Bits7(byte1 & 0x7f),
        };
        let header = Self {
            fin: byte0 & 0x80 != 0,
            rsv: Rsv((byte0 >> 4) & 0b111),
            opcode: Opcode(byte0 & 0x0f),
            length,
            mask_key,
        };
        Ok((header, need))
    }

    /// Appends the header's bytes to `out`, exactly as the value says, legal or not.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(self.fin) << 7 | (self.rsv.0 & 0b111) << 4 | (self.opcode.0 & 0x0f));
        out.push(u8::from(self.mask_key.is_some()) << 7 | self.length.bits7());
        match self.length {
            LengthField::Bits7(_) => {}
            LengthField::Bits16(len) => out.extend_from_slice(&len.to_be_bytes()),
            LengthField::Bits64(len) => out.extend_from_slice(&len.to_be_bytes()),
        }
        out.extend(self.mask_key.into_iter().flatten());
    }

    /// Length of the header itself in bytes, 2 to 14.
    pub const fn header_len(&self) -> usize {
        2 + self.length.extended_bytes() + if self.mask_key.is_some() { 4 } else { 0 }
    }

    /// Length of the payload in bytes, as the header claims.
    pub const fn payload_len(&self) -> u64 {
        self.length.value()
    }
}

/// How many bytes of length follow `byte1`: 0, 2 or 8.
pub(super) const fn extended_bytes(byte1: u8) -> usize {
    match byte1 & 0x7f {
        126 => 2,
        127 => 8,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const KEY: MaskKey = [0x37, 0xfa, 0x21, 0x3d];

    /// Bytes from groups of bits as the RFC draws them: FIN, RSV, opcode, MASK, length, ...
    fn bits(text: &str) -> Vec<u8> {
        let bits: Vec<u8> = text.bytes().filter(|c| *c != b' ').map(|c| c - b'0').collect();
        bits.chunks(8).map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | bit)).collect()
    }

    const fn header(fin: bool, rsv: u8, op: u8, length: LengthField, masked: bool) -> FrameHeader {
        let mask_key = if masked { Some(KEY) } else { None };
        FrameHeader { fin, rsv: Rsv(rsv), opcode: Opcode(op), length, mask_key }
    }

    //   FIN RSV op   MASK length  extended length / mask key
    #[rstest]
    #[case("1 000 0001 0 0000101", header(true, 0, 1, LengthField::Bits7(5), false))]
    #[case("0 000 0001 0 0000011", header(false, 0, 1, LengthField::Bits7(3), false))]
    #[case("1 000 0000 0 0000010", header(true, 0, 0, LengthField::Bits7(2), false))]
    #[case("1 100 0001 0 0000111", header(true, 4, 1, LengthField::Bits7(7), false))]
    #[case("1 000 1001 0 0000000", header(true, 0, 9, LengthField::Bits7(0), false))]
    #[case("0 111 1111 0 1111101", header(false, 7, 15, LengthField::Bits7(125), false))]
    #[case(
        "1 000 0001 1 0000101 00110111 11111010 00100001 00111101",
        header(true, 0, 1, LengthField::Bits7(5), true)
    )]
    #[case(
        "1 000 0010 0 1111110 00000001 00000000",
        header(true, 0, 2, LengthField::Bits16(256), false)
    )]
    #[case(
        "1 000 0010 1 1111110 00000000 00000001 00110111 11111010 00100001 00111101",
        header(true, 0, 2, LengthField::Bits16(1), true)
    )]
    #[case(
        "1 000 0010 0 1111111 10000000 00000000 00000000 00000000 00000000 00000001 00000000 \
         00000000",
        header(true, 0, 2, LengthField::Bits64(0x8000_0000_0001_0000), false)
    )]
    fn a_header_reads_from_its_bits_and_writes_to_them(
        #[case] text: &str,
        #[case] expected: FrameHeader,
    ) {
        let bytes = bits(text);
        assert_eq!(FrameHeader::read(&bytes), Ok((expected, bytes.len())));
        let mut written = Vec::new();
        expected.write(&mut written);
        assert_eq!(written, bytes);
    }

    #[rstest]
    #[case("", 2)]
    #[case("81", 2)]
    #[case("8180", 6)]
    #[case("817e", 4)]
    #[case("81fe01", 8)]
    #[case("81ff0000000000000001", 14)]
    fn a_cut_header_says_how_many_bytes_it_needs(#[case] hex: &str, #[case] need: usize) {
        let bytes = hex::decode(hex).expect("the table holds hex");
        assert_eq!(FrameHeader::read(&bytes), Err(Short { need }));
    }

    proptest! {
        #[test]
        fn writing_what_was_read_gives_the_same_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..20)) {
            if let Ok((header, len)) = FrameHeader::read(&bytes) {
                let mut written = Vec::new();
                header.write(&mut written);
                prop_assert_eq!(&written, &bytes[..len]);
                prop_assert_eq!(header.header_len(), len);
            } else {
                prop_assert!(bytes.len() < MAX_HEADER_LEN);
            }
        }
    }
}
