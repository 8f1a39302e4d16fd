//! The framing of the draft before the RFC (hixie-76): a text between the bytes `00` and `ff`.

use super::reading::readable;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::slips::words::count;

pub(super) const NAME: &str = "hixie-framing";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// A text stands between 00 and ff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HixieFraming {
    /// Its length in bytes.
    pub len: usize,
}

const FIRST: u8 = 0x00;
const LAST: u8 = 0xff;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_len(1, usize::MAX)?;
    Ok([&[FIRST], &recipe.payload[..], &[LAST]].concat())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    if suspect.findings.is_empty() {
        return None;
    }
    let behind = suspect.wire.strip_prefix(&[FIRST])?;
    let len = behind.utf8_chunks().next()?.valid().len();
    let (text, end) = (readable(behind.get(..len)?)?, len + 2);
    let after = behind.get(len..)?.strip_prefix(&[LAST])?;
    let again = || after.starts_with(&[FIRST]).then_some(Bits::LANDS);
    let landing = suspect.landing(end).or_else(again)?;
    let bits = Bits::equal(2) + Bits::text(text) + landing + suspect.broken();
    Some(Evidence::HixieFraming(HixieFraming { len }).claim(bits, end, text.to_owned()))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the text stands between 00 and ff, as in a draft before the RFC",
        "文本夹在 00 和 ff 之间，这是 RFC 之前草案的格式",
    )
}

pub(super) fn evidence(lang: Lang, proof: &HixieFraming) -> String {
    let HixieFraming { len } = proof;
    let length = count(*len, "byte");
    say!(
        lang,
        "Between 00 and ff stand {length} of text. The draft hixie-76 (2010) framed so; RFC 6455 replaced it.",
        "00 与 ff 之间是 {len} 字节文本。hixie-76 草案（2010 年）这样成帧，RFC 6455 已改用帧头。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Write a header with opcode and length instead: `81 05` before `Hello` (RFC 6455 section 5.2).", "改用带操作码和长度的帧头：`Hello` 前面写 `81 05`（RFC 6455 5.2）。")
}

#[cfg(test)]
mod tests {
    use super::super::tests::claims;

    #[test]
    fn several_in_a_row_are_explained() {
        let found = claims(b"\x00Hello\xff\x00world\xff");
        assert_eq!(found.iter().map(|claim| claim.covers).collect::<Vec<_>>(), [7, 7]);
    }

    #[test]
    fn a_continuation_is_not() {
        assert_eq!(claims(b"\x01\x01H\x00\x04ello\x80\x01!"), []);
    }
}
