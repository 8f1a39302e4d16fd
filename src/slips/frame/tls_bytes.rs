//! TLS records where a frame should be: one end speaks `wss`, the other reads `ws` (RFC 8446
//! section 5.1 has the record's five bytes).

use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::slips::words::count;

pub(super) const NAME: &str = "tls-bytes";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The input is TLS records to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsBytes {
    /// The content type of the first, 0x14 to 0x17.
    pub content: u8,
    /// The second byte of its version: 1 for TLS 1.0, 3 for 1.2 and 1.3.
    pub minor: u8,
    /// Its length without its head.
    pub len: usize,
    /// How many there are.
    pub records: usize,
}

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

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let (content, minor, len) = record(suspect.wire)?;
    let (mut at, mut records) = (5 + len, 1);
    while let Some((_, _, len)) = suspect.wire.get(at..).and_then(record) {
        at += 5 + len;
        records += 1;
    }
    let fits = at >= suspect.wire.len();
    let covers = suspect.wire.len();
    // Content type, version and length of a head are 22 bits that chance must meet.
    let bits = Bits::of(22) * records + suspect.broken();
    let proof = TlsBytes { content, minor, len, records };
    fits.then(|| Evidence::TlsBytes(proof).claim(bits, covers, None))
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

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("these bytes are TLS, not a frame", "本应是帧的位置出现了 TLS 数据")
}

pub(super) fn evidence(lang: Lang, proof: &TlsBytes) -> String {
    let TlsBytes { content, minor, len, records } = proof;
    let fill =
        if *records == 1 { "it fills".to_owned() } else { format!("{records} such records fill") };
    let (kind_en, kind_zh) = record_type(*content);
    let long = count(*len, "byte");
    say!(
        lang,
        "{content:02x} 03 {minor:02x} begins a TLS record ({kind_en}) of {long}; {fill} the input.",
        "{content:02x} 03 {minor:02x} 是 TLS 记录的开头（{kind_zh}），长 {len} 字节；整个输入是 {records} 个这样的记录。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Use `wss://` at both ends or `ws://` at both; to look inside, capture after TLS termination.", "两端都用 `wss://` 或都用 `ws://`；要看内容，请在 TLS 终止之后抓包。")
}

/// What a TLS record carries (RFC 8446 section 5.1), in each language.
const fn record_type(content: u8) -> (&'static str, &'static str) {
    match content {
        0x14 => ("change of cipher", "更换密码规范"),
        0x15 => ("alert", "警报"),
        0x16 => ("handshake", "握手"),
        _ => ("application data", "应用数据"),
    }
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
        let Evidence::TlsBytes(TlsBytes { records, .. }) = first_claim(wire).evidence else {
            panic!("another slip")
        };
        assert_eq!(records, expected);
    }

    #[test]
    fn a_record_with_something_else_behind_it_is_not_claimed() {
        assert_eq!(claims(b"\x15\x03\x03\x00\x02\x02\x46Hello"), []);
    }
}
