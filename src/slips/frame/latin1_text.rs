//! Text in Latin-1 (or Windows-1252, which holds it) instead of UTF-8.
//!
//! Any bytes can be read as Latin-1, so the claim asks for what people write: accented letters
//! that stand alone among ASCII letters, and one of them with ASCII behind it, for at the very end
//! it could as well begin a UTF-8 character that was cut. A single one is no proof either: a bit that
//! flips in an ASCII letter makes just such a byte.

use super::reading::readable;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::{Bits, ascii_reads_well};
use encoding_rs::WINDOWS_1252;

pub(super) const NAME: &str = "latin1-text";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The bytes outside ASCII are accented letters among ASCII ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Latin1Text {
    /// How many.
    pub accented: usize,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    let text = recipe.as_text()?;
    recipe.needs(!text.is_ascii(), Unsuited::NonAscii)?;
    let (bytes, _, lost) = WINDOWS_1252.encode(text);
    recipe.needs(!lost, Unsuited::Encodable("Latin-1"))?;
    Ok(recipe.carrying(bytes.into_owned()).frame())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    if !suspect.is_only_bad_text() {
        return None;
    }
    let accented = natural_letters(suspect.payload)?;
    let common = suspect.payload.iter().filter(|byte| COMMON.contains(byte)).count();
    let rare = accented.saturating_sub(common);
    let text = WINDOWS_1252.decode_without_bom_handling(suspect.payload).0;
    let text = readable(text.as_bytes()).filter(|text| ascii_reads_well(text, 2.5))?.to_owned();
    // ASCII reads without it as well.
    let bits = Bits::of(6) * common + suspect.broken() - Bits::of(2) * rare;
    Some(Evidence::Latin1Text(Latin1Text { accented }).claim(bits, suspect.frame_len, text))
}

/// The letters that French, German, Spanish, Portuguese, Italian and the Nordic languages write often:
/// `à á â ã ä å æ ç è é ê í î ñ ó ô õ ö ø ú û ü ß Ä Å É Ö Ü`.
const COMMON: &[u8] = b"\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xed\xee\xf1\xf3\xf4\xf5\xf6\xf8\xfa\xfb\xfc\xdf\xc4\xc5\xc9\xd6\xdc";

/// How many accented letters there are, if they and their neighbours are what people write.
fn natural_letters(bytes: &[u8]) -> Option<usize> {
    let plain = bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let accented = bytes.iter().filter(|byte| is_letter(**byte)).count();
    let others = bytes.iter().any(|byte| !byte.is_ascii() && !is_letter(*byte) && !is_sign(*byte));
    let alone = bytes.windows(2).all(stands_apart);
    let inside = bytes.windows(2).any(|pair| match pair {
        [letter, behind] => is_letter(*letter) && behind.is_ascii(),
        _ => false,
    });
    let several = accented >= 2;
    (!others && alone && inside && several && plain >= 3 && plain >= 2 * accented)
        .then_some(accented)
}

/// Whether two bytes are not both outside ASCII, or such as German and French words have them:
/// `üß`, `éé`. Other two could as well be one character of GBK.
fn stands_apart(pair: &[u8]) -> bool {
    match *pair {
        [first, second] if !first.is_ascii() && !second.is_ascii() => {
            second == 0xdf || first == second && first >= 0xe0 || is_sign(first) || is_sign(second)
        }
        _ => true,
    }
}

fn is_letter(byte: u8) -> bool {
    matches!(byte, 0xc0..=0xd6 | 0xd8..=0xf6 | 0xf8..=0xff)
}

/// The signs that stand in such texts: euro, quotes, dashes, ellipsis, guillemets, degree, pound.
fn is_sign(byte: u8) -> bool {
    matches!(
        byte,
        0x80 | 0x85 | 0x91..=0x94 | 0x96 | 0x97 | 0xa1 | 0xa3 | 0xa7 | 0xab | 0xb0 | 0xbb | 0xbf
    )
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("crème brûlée, s'il vous plaît")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the text is Latin-1 instead of UTF-8", "文本用的是 Latin-1，不是 UTF-8")
}

pub(super) fn evidence(lang: Lang, proof: &Latin1Text) -> String {
    let Latin1Text { accented } = proof;
    say!(
        lang,
        "Not UTF-8, but the bytes outside ASCII are accented letters of Latin-1, {accented} of them, among plain letters.",
        "不是 UTF-8，但 ASCII 以外的字节都是 Latin-1 的带附加符号的字母（{accented} 个），夹在普通字母之间。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Encode in UTF-8: `text.encode('utf-8')`, not `'latin-1'`; in Node `Buffer.from(text)`, not with 'binary'.", "用 UTF-8 编码：`text.encode('utf-8')`，不要 `'latin-1'`；Node 用 `Buffer.from(text)`，不要加 'binary'。")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Grüße aus Köln")]
    #[case("¿Dónde está el niño?")]
    #[case("déjà vu")]
    fn what_people_write_is_explained(#[case] text: &str) {
        let claim = first_claim(&apply(&Recipe::from_client(text)).expect("suits"));
        assert!(matches!(claim.evidence, Evidence::Latin1Text(Latin1Text { .. })));
        assert_eq!(claim.text.as_deref(), Some(text));
    }

    #[rstest]
    #[case::perhaps_a_cut_character(b"\x81\x04caf\xe9")]
    #[case::one_chinese_character_in_gbk(b"\x81\x07ab\xc4\xe3 cd")]
    #[case::one_letter_alone(b"\x81\x05\xe9cole")]
    #[case::a_bit_that_flipped(b"\x81\x0bhello w\xefrld")]
    #[case::control_characters(b"\x81\x06a\xe9b\x01cd")]
    fn other_bytes_are_not_claimed(#[case] wire: &[u8]) {
        assert_eq!(claims(wire), []);
    }
}
