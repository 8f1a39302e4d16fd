//! The whole frame sent as the text of a literal: `str(frame)` gives `b'\x81\x05Hello'`, and
//! a raw string or a doubled backslash gives `\x81\x05Hello`.

use super::reading::{text_of, whole_frame};
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;

pub(super) const NAME: &str = "frame-as-literal";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The input is the text of a literal of a whole frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameAsLiteral {
    /// The length of the frame.
    pub bytes: usize,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    let mut out = b"b'".to_vec();
    for byte in recipe.frame() {
        match byte {
            b'\'' | b'\\' => out.extend([b'\\', byte]),
            b' '..=b'~' => out.push(byte),
            _ => out.extend(format!("\\x{byte:02x}").into_bytes()),
        }
    }
    out.push(b'\'');
    Ok(out)
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let wire = suspect.wire.trim_ascii_end();
    let inner = match wire {
        [b'b', open @ (b'\'' | b'"'), inner @ .., close] if open == close => inner,
        [b'\\', b'x', ..] => wire,
        _ => return None,
    };
    let bytes = literal(inner)?;
    let (header, payload, len) = whole_frame(&bytes)?;
    let text = text_of(&header, payload);
    // Of an escape at least the backslash is known, and what it begins with.
    let escaped = wire.len().saturating_sub(bytes.len()) / 3;
    let read = text.as_deref().map(Bits::text).unwrap_or_default();
    let bits = Bits::equal(2) * escaped + Bits::LANDS + read + Bits::ENDS;
    (len == bytes.len()).then(|| {
        let proof = FrameAsLiteral { bytes: len };
        Evidence::FrameAsLiteral(proof).claim(bits, suspect.wire.len(), text)
    })
}

/// The bytes that a literal stands for; `None` for an escape that Python's `repr` never writes.
fn literal(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, behind @ ..] = rest {
        rest = behind;
        if *first != b'\\' {
            out.push(*first);
            continue;
        }
        let (escape, behind) = rest.split_first()?;
        rest = behind;
        out.push(match escape {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'\\' | b'\'' | b'"' => *escape,
            b'x' => {
                let (digits, behind) = rest.split_first_chunk::<2>()?;
                rest = behind;
                let mut byte = [0];
                hex::decode_to_slice(digits, &mut byte).ok()?;
                let [byte] = byte;
                byte
            }
            _ => return None,
        });
    }
    Some(out)
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the frame was sent as the text of a literal", "发出去的是字面量的文本，不是字节")
}

pub(super) fn evidence(lang: Lang, proof: &FrameAsLiteral) -> String {
    let FrameAsLiteral { bytes } = proof;
    say!(
        lang,
        "All of it is a literal with escapes, and it stands for a whole frame of {bytes} bytes.",
        "全部是带转义的字面量文本，正好表示一个 {bytes} 字节的完整帧。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Send the bytes: `sock.send(frame)`, not `str(frame).encode()`; and no `r` before the literal.", "直接发字节：`sock.send(frame)`，不要 `str(frame).encode()`；字面量前面也不要加 `r`。")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{first_claim, is_claimed};
    use super::*;
    use crate::slips::frame::FrameSlip;
    use rstest::rstest;

    #[rstest]
    #[case(br"b'\x81\x05Hello'")]
    #[case(br#"b"\x81\x05Hello""#)]
    #[case(br"\x81\x05Hello")]
    #[case(br"\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58")]
    fn a_literal_of_a_frame_is_explained(#[case] wire: &[u8]) {
        let claim = first_claim(wire);
        assert!(matches!(claim.evidence, Evidence::FrameAsLiteral(FrameAsLiteral { .. })));
        assert_eq!(claim.text.as_deref(), Some("Hello"));
    }

    #[test]
    fn a_literal_of_something_else_is_not_claimed() {
        assert!(!is_claimed(FrameSlip::FrameAsLiteral, br"b'Hello, world'"));
    }
}
