//! What a part says, with the way in which a person would work it out from the bytes.

use std::fmt::{self, Display, Formatter};

/// The value of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing of its own: its parts say it.
    Parts,
    /// The place is known, the bytes are not here, or not all of them.
    Missing {
        /// Those that are.
        here: &'a [u8],
        /// How many are not.
        missing: usize,
    },
    /// One bit.
    Flag(bool),
    /// A few bits that are flags side by side.
    Flags {
        /// The bits as a number.
        bits: u8,
        /// How many they are.
        width: usize,
    },
    /// Four bits that are a number of a table.
    Nibble(u8),
    /// The low seven bits of this byte as a number.
    LowSeven(u8),
    /// Bytes that are a number, the high byte first.
    BigEndian(&'a [u8]),
    /// Bytes as they are.
    Bytes(&'a [u8]),
    /// Bytes that are text, if they are good.
    Text(&'a [u8]),
    /// So many bytes, which its parts show.
    Size(u64),
    /// A secret of so many bytes.
    Hidden(usize),
}

impl Value<'_> {
    /// The number that it is, if it is one.
    pub fn number(&self) -> Option<u64> {
        match *self {
            Self::Flag(bit) => Some(u64::from(bit)),
            Self::Flags { bits, .. } => Some(u64::from(bits)),
            Self::Nibble(number) => Some(u64::from(number)),
            Self::LowSeven(byte) => Some(u64::from(byte & 0x7f)),
            Self::BigEndian(bytes) | Self::Bytes(bytes) if bytes.len() <= 8 => {
                Some(bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
            }
            _ => None,
        }
    }

    /// The bytes that it is, if it is some.
    pub const fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::BigEndian(bytes) | Self::Bytes(bytes) | Self::Text(bytes) => Some(bytes),
            _ => None,
        }
    }
}

/// A number as it is worked out: `0001 = 0x1`, `0x8b & 127 = 11`, `02 dc = 2 x 256 + 220 = 732`.
/// Empty for all that is no number.
impl Display for Value<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Flag(bit) => write!(f, "{}", u8::from(bit)),
            Self::Flags { bits, width } => write!(f, "{bits:0width$b}"),
            Self::Nibble(number) => write!(f, "{number:04b} = 0x{number:x}"),
            Self::LowSeven(byte) => write!(f, "0x{byte:02x} & 127 = {}", byte & 0x7f),
            Self::BigEndian(bytes) => big_endian(f, bytes, self.number().unwrap_or(0)),
            _ => Ok(()),
        }
    }
}

/// The most terms of a sum that are written out.
const TERMS: usize = 3;

fn big_endian(f: &mut Formatter<'_>, bytes: &[u8], number: u64) -> fmt::Result {
    match bytes {
        [high, low] => write!(f, "{high:02x} {low:02x}")?,
        _ => write!(f, "{number:#x}")?,
    }
    let places = (0..bytes.len() as u32).rev();
    let terms: Vec<String> = bytes
        .iter()
        .zip(places)
        .filter(|(byte, place)| **byte > 0 || *place == 0)
        .map(|(byte, place)| match place {
            0 => byte.to_string(),
            _ => format!("{byte} x {}", 1u64 << (8 * place)),
        })
        .collect();
    if terms.len() > 1 && terms.len() <= TERMS {
        write!(f, " = {}", terms.join(" + "))?;
    }
    write!(f, " = {number}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(Value::Flag(true), "1")]
    #[case(Value::Flags { bits: 0b100, width: 3 }, "100")]
    #[case(Value::Nibble(1), "0001 = 0x1")]
    #[case(Value::LowSeven(0x8b), "0x8b & 127 = 11")]
    #[case(Value::BigEndian(&[2, 0xdc]), "02 dc = 2 x 256 + 220 = 732")]
    #[case(Value::BigEndian(&[0, 5]), "00 05 = 5")]
    #[case(Value::BigEndian(&[0, 0, 0, 0, 0, 1, 0, 1]), "0x10001 = 1 x 65536 + 1 = 65537")]
    #[case(Value::BigEndian(&[1; 8]), "0x101010101010101 = 72340172838076673")]
    #[case(Value::Bytes(&[2]), "")]
    fn a_number_is_shown_as_it_is_worked_out(#[case] value: Value<'_>, #[case] shown: &str) {
        assert_eq!(value.to_string(), shown);
    }

    #[test]
    fn the_number_is_that_of_the_bits() {
        assert_eq!(Value::LowSeven(0xfe).number(), Some(126));
        assert_eq!(Value::BigEndian(&[2, 0xdc]).number(), Some(732));
        assert_eq!(Value::Bytes(&[0; 9]).number(), None);
        assert_eq!(Value::Text(b"1").number(), None);
    }
}
