//! A length that is one too small: the last index taken for the length, or a byte that was added afterwards.
//! Provable only where another frame follows that is wrong in the same way.

use super::reading::{readable, sound, unmasked};
use super::{Claim, Evidence, FrameSuspect, Honest, Marks, Recipe, Unsuited};
use crate::frame::FrameHeader;
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::terms::LengthField;

pub(super) const NAME: &str = "length-one-short";

pub(super) const MARKS: Marks = Marks::SPECIAL.instead_of(Honest::TwoFrames);

/// One byte more in the length, and the next frame begins where this one ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LengthOneShort {
    /// The length as it stands there.
    pub read: usize,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_len(2, usize::MAX)?;
    let frame = |recipe: &Recipe| {
        let length = LengthField::minimal(recipe.payload.len() as u64 - 1);
        recipe.under(FrameHeader { length, ..recipe.header() })
    };
    Ok([frame(recipe), frame(&recipe.with_fresh_key())].concat())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let read = suspect.payload.len();
    if !suspect.opens_text() || !suspect.is_whole() || !suspect.is_broken() {
        return None;
    }
    let (text, end) = with_one_more(suspect.wire)?;
    let rest = suspect.wire.get(end..)?;
    let (next_text, next_end) = with_one_more(rest)?;
    // The same line end or NUL behind both was added to the frames, whatever a key makes of it.
    let added = |byte: Option<&u8>| byte.is_some_and(|byte| matches!(byte, 0 | b'\n'));
    let last = (suspect.wire.get(end - 1), rest.get(next_end - 1));
    if last.0 == last.1 && added(last.0) {
        return None;
    }
    let again = rest.get(next_end..).is_some_and(|rest| rest.is_empty() || sound(rest).is_some());
    // Both boundaries land, and of this text the last character is news.
    let bits = Bits::text(&next_text)
        + Bits::LANDS
        + Bits::LANDS
        + suspect.broken()
        + Bits::text(text.get(text.len().checked_sub(1)?..).unwrap_or_default())
            .max(Bits::default())
        - Bits::choice(2);
    again.then(|| Evidence::LengthOneShort(LengthOneShort { read }).claim(bits, end, text))
}

/// The text of a sound text frame with one byte more than its length says, and where that ends. A line
/// end or a NUL was not counted for another reason.
pub(super) fn with_one_more(wire: &[u8]) -> Option<(String, usize)> {
    let (header, total) = sound(wire)?;
    let end = total.checked_add(1)?;
    let bytes = wire.get(header.header_len()..end).filter(|_| wire.first() == Some(&0x81))?;
    let plain = unmasked(bytes, header.mask_key.unwrap_or_default(), 0);
    let text = readable(&plain)?;
    (!text.ends_with(['\n', '\r'])).then(|| (text.to_owned(), end))
}

/// Whether the byte at the front of `wire` may as well be the last of the masked text before it, of a
/// sender that counts one too few.
pub(super) fn may_be_left_over(suspect: &FrameSuspect<'_>) -> bool {
    let (Some(before), Some((byte, rest))) = (suspect.earlier.last(), suspect.wire.split_first())
    else {
        return false;
    };
    let longer = [before.whole, &[*byte]].concat();
    let end = |wire: &[u8]| with_one_more(wire).map(|(_, end)| end);
    let again = || end(rest).is_some_and(|end| rest.get(end - 1) != Some(byte));
    before.header.mask_key.is_some() && end(&longer).is_some() && again()
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the length is one too small", "长度少算了 1")
}

pub(super) fn evidence(lang: Lang, proof: &LengthOneShort) -> String {
    let LengthOneShort { read } = proof;
    say!(
        lang,
        "The length says {read}. With one byte more, the text is whole and the next frame begins right behind it, which is wrong in the same way.",
        "长度写的是 {read}。多算一个字节，文本完整，下一帧正好接着开始，而且犯了同样的错误。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("The length is the number of payload bytes, not the index of the last: `len(data)`, counted after everything was added.", "长度是载荷的字节数，不是最后一个下标：等内容都加完再取 `len(data)`。")
}
