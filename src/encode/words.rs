//! The words in which a request is put: opcodes, bits and codes, from text to value.

use super::{EncodeError, Masking};
use crate::finding::Rule;
use crate::notation::{self, Notation, ReadOptions};
use crate::slips::frame::FrameSlip;
use crate::terms::{CloseCode, MaskKey, Opcode, Rsv};

/// An opcode by its name, or as a number of 4 bits: `ping`, `9`, `0x9`.
///
/// # Errors
/// [`EncodeError::BadOpcode`].
pub fn read_opcode(text: &str) -> Result<Opcode, EncodeError> {
    let lower = text.to_ascii_lowercase();
    let number = match lower.strip_prefix("0x") {
        Some(digits) => u8::from_str_radix(digits, 16),
        None => lower.parse(),
    };
    let by_number = number.ok().filter(|number| *number < 16).map(Opcode);
    Opcode::by_name(&lower)
        .or(by_number)
        .ok_or_else(|| EncodeError::BadOpcode { given: text.to_owned() })
}

/// RSV1 to RSV3 as three digits 0 or 1: `100` sets RSV1.
///
/// # Errors
/// [`EncodeError::BadRsv`].
pub fn read_rsv(text: &str) -> Result<Rsv, EncodeError> {
    let is_bits = text.len() == 3 && text.bytes().all(|digit| matches!(digit, b'0' | b'1'));
    let bits = if is_bits { u8::from_str_radix(text, 2).ok() } else { None };
    bits.map(Rsv).ok_or_else(|| EncodeError::BadRsv { given: text.to_owned() })
}

/// `none`, `random`, or the keys of the first frames in any notation of hex.
///
/// # Errors
/// [`EncodeError::BadMask`], for what is neither, and for `none` or `random` beside a key.
pub fn read_masking<'a>(
    texts: impl IntoIterator<Item = &'a str>,
) -> Result<Option<Masking>, EncodeError> {
    let texts: Vec<&str> = texts.into_iter().collect();
    Ok(match texts.as_slice() {
        [] => None,
        ["none"] => Some(Masking::Unmasked),
        ["random"] => Some(Masking::Masked(Vec::new())),
        keys => {
            Some(Masking::Masked(keys.iter().map(|key| read_key(key)).collect::<Result<_, _>>()?))
        }
    })
}

fn read_key(text: &str) -> Result<MaskKey, EncodeError> {
    let hex = ReadOptions { pin: Some(Notation::Hex), ..ReadOptions::default() };
    let bytes = notation::read(text, &hex).ok().map(|reading| reading.bytes);
    let key = bytes.as_deref().and_then(|bytes| MaskKey::try_from(bytes).ok());
    let bytes = bytes.map(|bytes| bytes.len());
    key.ok_or_else(|| EncodeError::BadMask { given: text.to_owned(), bytes })
}

/// A close code in decimal, 0 to 65535, allowed or not.
///
/// # Errors
/// [`EncodeError::BadCloseCode`].
pub fn read_close_code(text: &str) -> Result<CloseCode, EncodeError> {
    let code = text.parse().map(CloseCode);
    code.map_err(|_| EncodeError::BadCloseCode { given: text.to_owned() })
}

/// A rule by its code or its name.
///
/// # Errors
/// [`EncodeError::UnknownRule`].
pub fn read_rule(text: &str) -> Result<Rule, EncodeError> {
    Rule::by_name(text).ok_or_else(|| EncodeError::UnknownRule { given: text.to_owned() })
}

/// A slip by its name.
///
/// # Errors
/// [`EncodeError::UnknownSlip`].
pub fn read_slip(text: &str) -> Result<FrameSlip, EncodeError> {
    FrameSlip::by_name(text).ok_or_else(|| EncodeError::UnknownSlip { given: text.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opcode_has_a_name_and_two_spellings_of_its_number() {
        for text in ["ping", "PING", "9", "0x9", "0X9"] {
            assert_eq!(read_opcode(text), Ok(Opcode::PING), "{text}");
        }
        for text in ["0x10", "16", "pingg", "", "0x", "-1"] {
            assert!(read_opcode(text).is_err(), "{text}");
        }
    }

    #[test]
    fn reserved_bits_are_three_digits() {
        assert_eq!(read_rsv("100"), Ok(Rsv::RSV1));
        for text in ["1", "0100", "102", "+10", ""] {
            assert!(read_rsv(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_mask_key_is_four_bytes_in_any_hex() {
        let key = Masking::Masked(vec![[0x37, 0xfa, 0x21, 0x3d]]);
        for text in ["37fa213d", "37 fa 21 3d", "37:FA:21:3D", "0x37fa213d", "0x37,0xfa,0x21,0x3d"]
        {
            assert_eq!(read_masking([text]), Ok(Some(key.clone())), "{text}");
        }
        assert_eq!(read_masking(["none"]), Ok(Some(Masking::Unmasked)));
        assert_eq!(read_masking(["random"]), Ok(Some(Masking::Masked(Vec::new()))));
        assert_eq!(read_masking([]), Ok(None));
        let bad = |given: &str, bytes| Err(EncodeError::BadMask { given: given.to_owned(), bytes });
        assert_eq!(read_masking(["37fa21"]), bad("37fa21", Some(3)));
        assert_eq!(read_masking(["key"]), bad("key", None));
        assert_eq!(read_masking(["37fa213d", "none"]), bad("none", None));
    }

    #[test]
    fn a_close_code_may_be_one_that_is_not_allowed() {
        assert_eq!(read_close_code("1005"), Ok(CloseCode(1005)));
        assert!(read_close_code("65536").is_err());
        assert!(read_close_code("normal").is_err());
    }
}
