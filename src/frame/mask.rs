//! Masking: every payload byte is combined with one of the key's four bytes by exclusive or
//! (RFC 6455 section 5.3). Doing it twice gives the first bytes again.
//!
//! By words of eight bytes in safe Rust; the compiler makes vector code of it. Imports `terms`.

use crate::terms::MaskKey;

/// Masks or unmasks `bytes` in place. `phase` is the index in the payload of the first of them:
/// byte `i` of the payload meets byte `i mod 4` of the key.
pub fn apply(bytes: &mut [u8], key: MaskKey, phase: u64) {
    let key = rotated(key, phase);
    let word = word_of(key);
    let (chunks, rest) = bytes.as_chunks_mut::<8>();
    for chunk in chunks {
        *chunk = (u64::from_ne_bytes(*chunk) ^ word).to_ne_bytes();
    }
    for (byte, mask) in rest.iter_mut().zip(key.iter().cycle()) {
        *byte ^= mask;
    }
}

/// Appends `wire`, unmasked, to `out`; `phase` as in [`apply`]. Gives whether every byte is ASCII,
/// for then the text needs no further look to be UTF-8.
pub fn unmask_onto(out: &mut Vec<u8>, wire: &[u8], key: MaskKey, phase: u64) -> bool {
    let key = rotated(key, phase);
    let word = word_of(key);
    let start = out.len();
    out.extend_from_slice(wire);
    let Some(fresh) = out.get_mut(start..) else { return true };
    let mut high = 0;
    let (chunks, rest) = fresh.as_chunks_mut::<8>();
    for chunk in chunks {
        let plain = u64::from_ne_bytes(*chunk) ^ word;
        high |= plain;
        *chunk = plain.to_ne_bytes();
    }
    for (byte, mask) in rest.iter_mut().zip(key.iter().cycle()) {
        *byte ^= mask;
        high |= u64::from(*byte);
    }
    high & 0x8080_8080_8080_8080 == 0
}

/// The key as it meets the bytes from payload index `phase` on.
pub fn rotated(mut key: MaskKey, phase: u64) -> MaskKey {
    key.rotate_left((phase % 4) as usize);
    key
}

const fn word_of(key: MaskKey) -> u64 {
    let [a, b, c, d] = key;
    u64::from_ne_bytes([a, b, c, d, a, b, c, d])
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
            bytes in proptest::collection::vec(any::<u8>(), 0..70), key: [u8; 4], phase in 0u64..9
        ) {
            let expected = by_the_book(&bytes, key, phase);
            let mut in_place = bytes.clone();
            apply(&mut in_place, key, phase);
            prop_assert_eq!(&in_place, &expected);
            let mut appended = vec![1];
            let ascii = unmask_onto(&mut appended, &bytes, key, phase);
            prop_assert_eq!(&appended[1..], &expected[..]);
            prop_assert_eq!(ascii, expected.is_ascii());
            apply(&mut in_place, key, phase);
            prop_assert_eq!(in_place, bytes);
        }
    }
}
