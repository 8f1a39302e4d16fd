//! Text in UTF-16 instead of UTF-8: a Windows or Java string sent as it lies in memory.
//!
//! Three proofs, each for one byte order only: a byte order mark; zero bytes beside ASCII letters,
//! which break no rule but stand in no text; at least four Chinese characters and little else.

use super::reading::is_written;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::words::order;
use encoding_rs::GBK;

pub(super) const NAME: &str = "utf16-text";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The payload is text in UTF-16.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utf16Text {
    /// Whether the low byte stands first.
    pub little_endian: bool,
    /// Whether a byte order mark stands before it.
    pub marked: bool,
    /// How many zero bytes there are.
    pub zeros: usize,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    let text = recipe.as_text()?;
    recipe.needs_len(1, usize::MAX)?;
    let payload = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    Ok(recipe.carrying(payload).frame())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let (evidence, text) = explained(suspect)?;
    Some(evidence.claim(suspect.frame_len, text))
}

fn explained(suspect: &FrameSuspect<'_>) -> Option<(Evidence, String)> {
    let whole = suspect.opens_text() && suspect.header?.fin && suspect.is_whole();
    if !whole || !suspect.is_text() || !suspect.ends_well() {
        return None;
    }
    if !suspect.is_bad_text() && !suspect.payload.contains(&0) {
        return None;
    }
    meant(suspect.payload)
}

/// The text that these bytes are in UTF-16, with the proof.
pub(super) fn meant(bytes: &[u8]) -> Option<(Evidence, String)> {
    let (marked, little, body) = match bytes {
        [0xff, 0xfe, body @ ..] => (true, Some(true), body),
        [0xfe, 0xff, body @ ..] => (true, Some(false), body),
        _ => (false, None, bytes),
    };
    let (little_endian, text) = match little {
        Some(little) => (little, decoded(body, little)?),
        None => only_order(body, is_mostly_ascii).or_else(|| only_order(body, is_chinese))?,
    };
    Some((Evidence::Utf16Text(Utf16Text { little_endian, marked, zeros: zeros(bytes) }), text))
}

fn decoded(bytes: &[u8], little: bool) -> Option<String> {
    let (units, []) = bytes.as_chunks::<2>() else { return None };
    let order = if little { u16::from_le_bytes } else { u16::from_be_bytes };
    let text: Result<String, _> = char::decode_utf16(units.iter().copied().map(order)).collect();
    text.ok().filter(|text| !text.is_empty() && text.chars().all(is_written))
}

/// The byte order, with the text, that gives such a text, if the other order does not.
fn only_order(bytes: &[u8], is_such: fn(&str) -> bool) -> Option<(bool, String)> {
    let read = |little| decoded(bytes, little).filter(|text| is_such(text));
    match (read(true), read(false)) {
        (Some(text), None) => Some((true, text)),
        (None, Some(text)) => Some((false, text)),
        _ => None,
    }
}

/// Letters in one order are zeros, and Chinese characters by chance, in the other: so this is
/// asked first.
fn is_mostly_ascii(text: &str) -> bool {
    let ascii = text.chars().filter(char::is_ascii).count();
    ascii >= 2 && 2 * ascii >= text.chars().count()
}

/// Whether at least four characters and nearly all are Chinese, and most of those of GB 2312; of a
/// long text its beginning tells, because looking a character up in GBK is slow.
fn is_chinese(text: &str) -> bool {
    const LOOKED_AT: usize = 256;
    let end = text.char_indices().nth(LOOKED_AT).map_or(text.len(), |(at, _)| at);
    let text = text.get(..end).unwrap_or(text);
    let common = text.chars().filter(|c| is_common(*c)).count();
    let ascii = text.chars().filter(char::is_ascii).count();
    let all = text.chars().count();
    let chinese = text.chars().filter(|c| !c.is_ascii() && is_east_asian(*c)).count();
    chinese >= 4 && 4 * common >= 3 * chinese && 10 * (chinese + ascii) >= 9 * all
}

/// Whether GB 2312 has it: a pair of these rows and cells in GBK.
fn is_common(c: char) -> bool {
    let mut utf8 = [0; 4];
    let (bytes, _, lost) = GBK.encode(c.encode_utf8(&mut utf8));
    !lost && matches!(*bytes, [0xa1..=0xa3 | 0xb0..=0xf7, 0xa1..=0xfe])
}

fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff5e}')
}

fn zeros(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == 0).count()
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the text is UTF-16 instead of UTF-8", "文本用的是 UTF-16，不是 UTF-8")
}

pub(super) fn evidence(lang: Lang, proof: &Utf16Text) -> String {
    match proof {
        Utf16Text { little_endian, marked: true, zeros: _ } => say!(
            lang,
            "The payload begins with a byte order mark of UTF-16, {}, and all of it reads so.",
            "载荷以 UTF-16 的字节序标记 {} 开头，全部按 UTF-16 读得通。",
            if *little_endian { "ff fe" } else { "fe ff" }
        ),
        Utf16Text { little_endian, marked: false, zeros: 0 } => say!(
            lang,
            "In pairs of bytes, {}, the payload is UTF-16: nearly all Chinese characters.",
            "两字节一组（{}），载荷按 UTF-16 读几乎全是汉字。",
            order(lang, *little_endian)
        ),
        Utf16Text { little_endian, marked: false, zeros } => say!(
            lang,
            "{zeros} of the bytes are zero, as UTF-16 has them beside ASCII letters ({}).",
            "有 {zeros} 个字节是 0，正是 UTF-16 中 ASCII 字母的样子（{}）。",
            order(lang, *little_endian)
        ),
    }
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Encode in UTF-8: `text.encode('utf-8')`, in Java `text.getBytes(StandardCharsets.UTF_8)`, in C# `Encoding.UTF8.GetBytes(text)`.", "用 UTF-8 编码：`text.encode('utf-8')`，Java `text.getBytes(StandardCharsets.UTF_8)`，C# `Encoding.UTF8.GetBytes(text)`。")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};
    use super::*;
    use rstest::rstest;

    #[rstest]
    fn either_byte_order_with_or_without_a_mark_is_explained(
        #[values("Hello", "hellossssss", "今天天气很不错", "Hi 最漂亮")] text: &str,
        #[values(true, false)] little: bool,
        #[values(true, false)] mark: bool,
    ) {
        let marked = if mark { format!("\u{feff}{text}") } else { text.to_owned() };
        let order = if little { u16::to_le_bytes } else { u16::to_be_bytes };
        let payload: Vec<u8> = marked.encode_utf16().flat_map(order).collect();
        let claim = first_claim(&demo().carrying(payload).frame());
        assert_eq!(claim.text.as_deref(), Some(text));
        let Evidence::Utf16Text(Utf16Text { little_endian, marked, .. }) = claim.evidence else {
            panic!("another slip")
        };
        assert_eq!((little_endian, marked), (little, mark));
    }

    #[rstest]
    #[case::a_zero_that_ends_a_message(b"\x81\x06MSG\n\n\0")]
    #[case::zeros_alone(b"\x81\x04\0\0\0\0")]
    #[case::text_of_even_length(b"\x81\x06Hello!")]
    #[case::binary(b"\x82\x04H\0i\0")]
    fn other_zeros_are_not_claimed(#[case] wire: &[u8]) {
        assert_eq!(claims(wire), []);
    }
}
