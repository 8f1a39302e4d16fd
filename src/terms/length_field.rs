//! The payload length as it is written in the header.

use std::fmt;

/// The payload length in the form that the sender chose (RFC 6455 section 5.2), minimal or not.
///
/// ```
/// use ws_inspect::terms::LengthField;
///
/// assert_eq!(LengthField::minimal(200), LengthField::Bits16(200));
/// assert!(!LengthField::Bits64(200).is_minimal());
/// assert_eq!(LengthField::Bits64(200).to_string(), "200 in 64 bits");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LengthField {
    /// The 7 bits of byte 1, 0 to 125.
    Bits7(u8),
    /// 126 in the 7 bits, then 2 bytes, high byte first.
    Bits16(u16),
    /// 127 in the 7 bits, then 8 bytes, high byte first; the top bit may be (wrongly) set.
    Bits64(u64),
}

impl LengthField {
    /// The shortest form for a payload of `len` bytes, the only one that the RFC allows.
    pub const fn minimal(len: u64) -> Self {
        match len {
            0..=125 => Self::Bits7(len as u8),
            126..=0xffff => Self::Bits16(len as u16),
            _ => Self::Bits64(len),
        }
    }

    /// The length in bytes, as written.
    pub const fn value(self) -> u64 {
        match self {
            Self::Bits7(n) => n as u64,
            Self::Bits16(n) => n as u64,
            Self::Bits64(n) => n,
        }
    }

    /// What stands in the 7 bits of byte 1: the length itself, 126 or 127.
    pub const fn bits7(self) -> u8 {
        match self {
            Self::Bits7(n) => n & 0x7f,
            Self::Bits16(_) => 126,
            Self::Bits64(_) => 127,
        }
    }

    /// Width of the form: 7, 16 or 64 bits.
    pub const fn width_bits(self) -> u8 {
        match self {
            Self::Bits7(_) => 7,
            Self::Bits16(_) => 16,
            Self::Bits64(_) => 64,
        }
    }

    /// How many bytes follow byte 1 for the length: 0, 2 or 8.
    pub const fn extended_bytes(self) -> usize {
        match self {
            Self::Bits7(_) => 0,
            Self::Bits16(_) => 2,
            Self::Bits64(_) => 8,
        }
    }

    /// Whether no shorter form could say the same.
    pub const fn is_minimal(self) -> bool {
        match self {
            Self::Bits7(len) => len <= 125,
            Self::Bits16(len) => len > 125,
            Self::Bits64(len) => len > 0xffff,
        }
    }
}

impl fmt::Display for LengthField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {} bits", self.value(), self.width_bits())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_changes_after_125_and_after_65535() {
        assert_eq!(LengthField::minimal(125), LengthField::Bits7(125));
        assert_eq!(LengthField::minimal(126), LengthField::Bits16(126));
        assert_eq!(LengthField::minimal(65535), LengthField::Bits16(65535));
        assert_eq!(LengthField::minimal(65536), LengthField::Bits64(65536));
    }

    #[test]
    fn a_short_length_in_a_long_form_is_not_minimal() {
        assert!(!LengthField::Bits16(125).is_minimal());
        assert!(!LengthField::Bits64(65535).is_minimal());
        assert!(LengthField::Bits64(65536).is_minimal());
    }
}
