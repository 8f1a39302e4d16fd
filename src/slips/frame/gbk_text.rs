//! Text in GBK instead of UTF-8: `text.encode('gbk')`, or a Windows default in China.
//!
//! Nearly any bytes can be read as GBK, and EUC-KR, KOI8-R and others give whole pairs of it. So the
//! claim asks for what people write: pairs from the rows of GB 2312, and among them the characters that
//! stand in every Chinese text, far oftener than in what is something else.

use super::reading::readable;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::{Bits, ascii_reads_well, is_common_chinese};
use crate::slips::words::count;
use encoding_rs::{EUC_KR, GBK};

pub(super) const NAME: &str = "gbk-text";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// All bytes outside ASCII are pairs that are common characters in GBK.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GbkText {
    /// How many pairs.
    pub pairs: usize,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    let text = recipe.as_text()?;
    recipe.needs(!text.is_ascii(), Unsuited::NonAscii)?;
    let (bytes, _, lost) = GBK.encode(text);
    recipe.needs(!lost, Unsuited::Encodable("GBK"))?;
    Ok(recipe.carrying(bytes.into_owned()).frame())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    if !suspect.is_only_bad_text() {
        return None;
    }
    let pairs = natural_pairs(suspect.payload)?;
    let text = GBK.decode_without_bom_handling_and_without_replacement(suspect.payload)?;
    let text = readable(text.as_bytes()).filter(|text| ascii_reads_well(text, 1.5))?.to_owned();
    let chinese = frequency(&text, is_common_chinese);
    let korean = EUC_KR.decode_without_bom_handling_and_without_replacement(suspect.payload);
    let korean = korean.map(|text| frequency(&text, |c| KOREAN.contains(c))).unwrap_or_default();
    // In KOI8-R and Windows-1251 all letters are bytes from c0 on.
    const PAIRS_OF_LETTERS: usize = 3;
    let letters = suspect.payload.iter().all(|byte| byte.is_ascii() || *byte >= 0xc0);
    if letters && pairs >= PAIRS_OF_LETTERS || korean + Bits::LEAD > chinese {
        return None;
    }
    let bits = chinese + suspect.broken();
    Some(Evidence::GbkText(GbkText { pairs }).claim(bits, suspect.frame_len, text))
}

/// The commonest syllables of Korean.
const KOREAN: &str = "이다는에가을의고하지어로기사리나서아자대시도인그한은해일들있정수스니보라장제전부구상게과를았던것여러면원\
    요주안비동거유소성모문만으우조신마생경오와공무선관세실습까합세녕반갑당감했었않없좋좀말내너저네여각";

/// What it says for a language how often its common characters stand in a text, and how often others.
fn frequency(text: &str, is_common: impl Fn(char) -> bool) -> Bits {
    let others = text.chars().filter(|c| !c.is_ascii());
    let half = |c: char| if is_common(c) { Bits::of(6) } else { Bits::default() - Bits::of(1) };
    others.map(half).sum()
}

/// How many pairs of bytes are characters of GB 2312, if the rest is ASCII and the characters are
/// mostly common ones.
fn natural_pairs(mut bytes: &[u8]) -> Option<usize> {
    let (mut common, mut rare, mut signs) = (0, 0, 0);
    while let [first, behind @ ..] = bytes {
        bytes = behind;
        if first.is_ascii() {
            continue;
        }
        let (second, behind) = bytes.split_first()?;
        bytes = behind;
        match (first, second) {
            (0xb0..=0xd7, 0xa1..=0xfe) => common += 1,
            (0xa1..=0xa3, 0xa1..=0xfe) => signs += 1,
            (0x81..=0xfe, 0x40..=0xfe) => rare += 1,
            _ => return None,
        }
    }
    (common >= 2 && common >= 3 * rare).then_some(common + rare + signs)
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("今天天气很不错")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the text is GBK instead of UTF-8", "文本用的是 GBK，不是 UTF-8")
}

pub(super) fn evidence(lang: Lang, proof: &GbkText) -> String {
    let GbkText { pairs } = proof;
    let pairs_en = count(*pairs, "pair");
    say!(
        lang,
        "Not UTF-8, but all bytes outside ASCII are {pairs_en} that GBK knows, nearly all of them common characters.",
        "不是 UTF-8，但 ASCII 以外的字节正好是 {pairs} 对 GBK 编码，几乎都是常用字。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Encode in UTF-8: `text.encode('utf-8')`, not `text.encode('gbk')`.",
        "用 UTF-8 编码：`text.encode('utf-8')`，不要 `text.encode('gbk')`。",
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("你好")]
    #[case("先帝创业未半而中道崩殂，今天下三分")]
    #[case("name=张三, age=20")]
    fn what_people_write_is_explained(#[case] text: &str) {
        let claim = first_claim(&apply(&Recipe::from_server(text)).expect("suits"));
        assert!(matches!(claim.evidence, Evidence::GbkText(GbkText { .. })));
        assert_eq!(claim.text.as_deref(), Some(text));
    }

    #[rstest]
    #[case::noise(b"\x81\x06\xff\xfe\xff\xfe\xff\xff")]
    #[case::one_pair(b"\x81\x04ab\xc4\xe3")]
    #[case::half_a_pair(b"\x81\x05\xc4\xe3\xba\xc3\xc4")]
    fn other_bytes_are_not_claimed(#[case] wire: &[u8]) {
        assert_eq!(claims(wire), []);
    }
}
