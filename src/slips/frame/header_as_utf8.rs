//! The header put together as text and encoded with it: `('\x81' + chr(n) + text).encode()`, so
//! that the byte 81 becomes the two bytes c2 81.

use super::reading::readable;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::terms::Role;

pub(super) const NAME: &str = "header-as-utf8";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The input begins with 81 as a character of UTF-8, and the length behind it fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderAsUtf8 {
    /// That length.
    pub len: usize,
}

const BYTE0: &[u8] = &[0xc2, 0x81];

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_sender(Role::Server)?;
    recipe.needs_len(1, 125)?;
    Ok([BYTE0, &[recipe.payload.len() as u8], &recipe.payload].concat())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let (&len, rest) = suspect.wire.strip_prefix(BYTE0)?.split_first()?;
    let len = usize::from(len);
    if !(1..=125).contains(&len) {
        return None;
    }
    let bytes = rest.get(..len).and_then(readable);
    let characters = || {
        let text = rest.get(..rest.len().min(4 * len))?.utf8_chunks().next()?.valid();
        let end = text.char_indices().map(|(at, c)| at + c.len_utf8()).nth(len - 1)?;
        readable(text.get(..end)?.as_bytes())
    };
    let follows = |text: &&str| {
        let after = rest.get(text.len()..).unwrap_or_default();
        after.is_empty() || after.starts_with(BYTE0)
    };
    let text = bytes.filter(follows).or_else(|| characters().filter(follows))?;
    let end = BYTE0.len() + 1 + text.len();
    let bits = Bits::equal(BYTE0.len()) + Bits::text(text) + Bits::ENDS;
    Some(Evidence::HeaderAsUtf8(HeaderAsUtf8 { len }).claim(bits, end, text.to_owned()))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the header was encoded as UTF-8 text: 81 became c2 81",
        "帧头被当成文本做了 UTF-8 编码：81 变成了 c2 81",
    )
}

pub(super) fn evidence(lang: Lang, proof: &HeaderAsUtf8) -> String {
    let HeaderAsUtf8 { len } = proof;
    say!(
        lang,
        "c2 81 is U+0081 in UTF-8. Read as the byte 81, with {len} behind it as the length, the text fits.",
        "c2 81 是 U+0081 的 UTF-8 编码。当作字节 81，后面的 {len} 当作长度，文本就吻合了。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Put the header together as bytes: `bytes([0x81, n]) + text.encode('utf-8')`, or `Buffer.from([0x81, n])`.", "帧头要用字节拼：`bytes([0x81, n]) + text.encode('utf-8')`，或 `Buffer.from([0x81, n])`。")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};

    #[test]
    fn a_length_in_characters_fits_as_well() {
        let wire = [b"\xc2\x81\x02", "最漂".as_bytes()].concat();
        assert_eq!(first_claim(&wire).text.as_deref(), Some("最漂"));
    }

    #[test]
    fn a_length_that_fits_neither_way_is_not_claimed() {
        assert_eq!(claims(b"\xc2\x81\x04Hello"), []);
    }
}
