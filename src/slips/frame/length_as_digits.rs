//! The length written as decimal digits: `b"\x81" + str(len(data)).encode() + data`.

use super::reading::readable;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::terms::Role;

pub(super) const NAME: &str = "length-as-digits";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The length stands in digits, and the text has that length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LengthAsDigits {
    /// The length.
    pub len: usize,
    /// What its first digit passes for.
    pub read: u8,
}

const MOST_DIGITS: usize = 6;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_sender(Role::Server)?;
    recipe.needs_len(1, 999_999)?;
    let digits = recipe.payload.len().to_string();
    Ok([&[recipe.byte0()], digits.as_bytes(), &recipe.payload].concat())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let &[_, read @ b'1'..=b'9', ..] = suspect.wire else { return None };
    if !suspect.opens_text() || !suspect.is_broken() {
        return None;
    }
    let mut fits = (1..=MOST_DIGITS).filter_map(|digits| fitting(suspect, read, digits));
    let claim = fits.next()?;
    fits.next().is_none().then_some(claim)
}

fn fitting(suspect: &FrameSuspect<'_>, read: u8, digits: usize) -> Option<Claim> {
    let start = 1 + digits;
    let number = suspect.wire.get(1..start)?;
    let number =
        std::str::from_utf8(number).ok().filter(|n| n.bytes().all(|c| c.is_ascii_digit()))?;
    let len: usize = number.parse().ok()?;
    let end = start + len;
    let text = readable(suspect.wire.get(start..end)?)?;
    // A frame that is cut here reads as well without it: then the number alone is news.
    let is_cut = !suspect.is_whole() && readable(suspect.payload).is_some();
    let news = if is_cut { Bits::default() - Bits::LEAD } else { Bits::text(text) };
    let bits = Bits::equal(digits) + news + suspect.landing(end)? + suspect.broken();
    let proof = LengthAsDigits { len, read: read & 0x7f };
    Some(Evidence::LengthAsDigits(proof).claim(bits, end, text.to_owned()))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("hellossssss")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the length was written as digits", "长度写成了数字文本")
}

pub(super) fn evidence(lang: Lang, proof: &LengthAsDigits) -> String {
    let LengthAsDigits { len, read } = proof;
    let digit = char::from(*read);
    say!(
        lang,
        "Byte 1 is the character '{digit}', which a receiver takes for the number {read}. The digits say {len}, and that much text follows them.",
        "字节 1 是字符 '{digit}'，接收方当成数字 {read}。按数字文本读，长度是 {len}，后面正好有这么多文本。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Write the number itself: `bytes([n])`, `struct.pack('!B', n)`, not `str(n)`.",
        "写数字本身：`bytes([n])` 或 `struct.pack('!B', n)`，不要写 `str(n)`。",
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};
    use super::*;

    #[test]
    fn one_digit_is_proved_by_a_second_frame_alone() {
        assert_eq!(claims(b"\x815Hello"), []);
        let proof = LengthAsDigits { len: 5, read: b'5' };
        assert_eq!(first_claim(b"\x815Hello\x815world").evidence, Evidence::LengthAsDigits(proof));
    }
}
