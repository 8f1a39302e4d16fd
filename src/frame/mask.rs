//! Masking: every payload byte is combined with one of the key's four bytes by exclusive or
//! (RFC 6455 section 5.3). Doing it twice gives the first bytes again.
//!
//! By words of eight bytes in safe Rust; the compiler makes vector code of it. Imports `terms`.

use crate::terms::MaskKey;

/// Masks or unmasks `bytes` in place. `phase` is the index in the payload of the first of them:
/// byte `i` of the payload meets byte `i mod 4` of the key.
pub fn apply(bytes: &mut [u8], key: MaskKey, phase: u64) {
    let word = word_of(rotated(key, phase));
    let (words, rest) = bytes.as_chunks_mut::<8>();
    for bytes in words {
        *bytes = (u64::from_le_bytes(*bytes) ^ word).to_le_bytes();
    }
    for (byte, mask) in rest.iter_mut().zip(word.to_le_bytes()) {
        *byte ^= mask;
    }
}

/// Appends `wire`, unmasked, to `out`; `phase` as in [`apply`]. Returns whether every byte is ASCII,
/// for then the text needs no further look to be UTF-8.
pub fn unmask_onto(out: &mut Vec<u8>, wire: &[u8], key: MaskKey, phase: u64) -> bool {
    let word = word_of(rotated(key, phase));
    let start = out.len();
    out.extend_from_slice(wire);
    let Some(fresh) = out.get_mut(start..) else { return true };
    let mut high = 0;
    let (words, rest) = fresh.as_chunks_mut::<8>();
    for bytes in words {
        let plain = u64::from_le_bytes(*bytes) ^ word;
        high |= plain;
        *bytes = plain.to_le_bytes();
    }
    let rest_len = rest.len();
    if let Some(last) = fresh.last_chunk_mut::<8>() {
        // The last bytes together with some before them, which are done and meet zeros.
        let plain = u64::from_le_bytes(*last) ^ behind(word, rest_len);
        high |= plain;
        *last = plain.to_le_bytes();
    } else {
        for (byte, mask) in fresh.iter_mut().zip(word.to_le_bytes()) {
            *byte ^= mask;
            high |= u64::from(*byte);
        }
    }
    high & HIGH_BITS == 0
}

/// Whether `wire`, a whole payload, is ASCII once it is unmasked; nothing is written.
pub fn hides_ascii(wire: &[u8], key: MaskKey) -> bool {
    let word = word_of(key);
    let (words, rest) = wire.as_chunks::<8>();
    let high = words.iter().fold(0, |high, bytes| high | (u64::from_le_bytes(*bytes) ^ word));
    let last = match (rest.len(), wire.last_chunk::<8>()) {
        (0, _) => 0,
        (len, Some(last)) => {
            ((u64::from_le_bytes(*last) >> (64 - 8 * len)) ^ word) << (64 - 8 * len)
        }
        (_, None) => {
            let plain = rest.iter().zip(word.to_le_bytes()).map(|(byte, mask)| byte ^ mask);
            plain.fold(0, |high, byte| high | u64::from(byte))
        }
    };
    (high | last) & HIGH_BITS == 0
}

/// The bits that no ASCII byte has.
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

/// The first `len` bytes of the key's word, at its end, with zeros before them; `len` below 8.
const fn behind(word: u64, len: usize) -> u64 {
    if len == 0 { 0 } else { word << (8 * (8 - len)) }
}

/// The key as it meets the bytes from payload index `phase` on.
pub fn rotated(mut key: MaskKey, phase: u64) -> MaskKey {
    key.rotate_left((phase % 4) as usize);
    key
}

const fn word_of(key: MaskKey) -> u64 {
    let [a, b, c, d] = key;
    u64::from_le_bytes([a, b, c, d, a, b, c, d])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The RFC's own formula, one byte at a time.
    fn by_the_book(bytes: &[u8], key: MaskKey, phase: u64) -> Vec<u8> {
        bytes.iter().enumerate().map(|(i, b)| b ^ key[(i + phase as usize) % 4]).collect()
    }

    #[test]
    fn the_example_of_the_rfc_unmasks_to_hello() {
        let mut bytes = [0x7f, 0x9f, 0x4d, 0x51, 0x58];
        apply(&mut bytes, [0x37, 0xfa, 0x21, 0x3d], 0);
        assert_eq!(&bytes, b"Hello");
    }

    proptest! {
        #[test]
        fn words_give_what_the_formula_gives(
            bytes in prop_oneof![
                proptest::collection::vec(any::<u8>(), 0..70),
                proptest::collection::vec(0u8..130, 0..20),
            ],
            key in prop_oneof![any::<[u8; 4]>(), Just([0, 1, 2, 3])],
            phase in 0u64..9
        ) {
            let expected = by_the_book(&bytes, key, phase);
            let mut in_place = bytes.clone();
            apply(&mut in_place, key, phase);
            prop_assert_eq!(&in_place, &expected);
            let mut appended = vec![1];
            let ascii = unmask_onto(&mut appended, &bytes, key, phase);
            prop_assert_eq!(&appended[1..], &expected[..]);
            prop_assert_eq!(ascii, expected.is_ascii());
            prop_assert_eq!(hides_ascii(&bytes, rotated(key, phase)), expected.is_ascii());
            apply(&mut in_place, key, phase);
            prop_assert_eq!(in_place, bytes);
        }
    }
}
