//! TLS records where a frame should be: one end speaks `wss`, the other reads `ws` (RFC 8446
//! section 5.1 has the record's five bytes).

use super::{Claim, Evidence, Recipe, Suspect, Unsuited};

/// The longest record in bytes that RFC 5246 section 6.2.3 allows.
const LONGEST: usize = (1 << 14) + 2048;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.needs_len(1, LONGEST / 2)?;
    let sealed = recipe.frame();
    let mut out = vec![0x17, 0x03, 0x03];
    out.extend((sealed.len() as u16).to_be_bytes());
    // Stands for the cipher: a reader cannot tell, and no reader here has the key.
    let noise =
        std::iter::successors(Some(0x5d_u8), |n| Some(n.wrapping_mul(0x6b).wrapping_add(0x35)));
    out.extend(sealed.iter().zip(noise).map(|(byte, noise)| byte ^ noise));
    Ok(out)
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<Claim> {
    let (content, minor, len) = record(suspect.wire)?;
    let (mut at, mut records) = (5 + len, 1);
    while let Some((_, _, len)) = suspect.wire.get(at..).and_then(record) {
        at += 5 + len;
        records += 1;
    }
    let fits = at >= suspect.wire.len();
    let covers = suspect.wire.len();
    fits.then(|| Evidence::TlsBytes { content, minor, len, records }.claim(covers, None))
}

/// Content type, minor version and length in bytes of the record whose head begins `bytes`.
fn record(bytes: &[u8]) -> Option<(u8, u8, usize)> {
    let &[content @ 0x14..=0x17, 0x03, minor @ 0..=4, high, low, ..] = bytes else { return None };
    let len = usize::from(u16::from_be_bytes([high, low]));
    (1..=LONGEST).contains(&len).then_some((content, minor, len))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_client("hellossssss")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::alert(b"\x15\x03\x03\x00\x02\x02\x46", 1)]
    #[case::two_records(b"\x15\x03\x03\x00\x02\x02\x46\x15\x03\x03\x00\x02\x01\x00", 2)]
    #[case::cut_client_hello(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 1)]
    fn records_are_explained(#[case] wire: &[u8], #[case] expected: usize) {
        let Evidence::TlsBytes { records, .. } = first_claim(wire).evidence else {
            panic!("another slip")
        };
        assert_eq!(records, expected);
    }

    #[test]
    fn a_record_with_something_else_behind_it_is_not_claimed() {
        assert_eq!(claims(b"\x15\x03\x03\x00\x02\x02\x46Hello"), []);
    }
}
