//! The two bytes of a Close frame's status code in the wrong order: `e8 03` for 1000.

use super::close_code_as_text::code_and_reason;
use super::reading::readable;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::message::CloseBody;
use crate::slips::scale::Bits;
use crate::terms::CloseCode;

pub(super) const NAME: &str = "close-code-little-endian";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The status code read with its low byte first may be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloseCodeLittleEndian {
    /// The code as it stands there.
    pub read: CloseCode,
    /// The code that was meant.
    pub meant: CloseCode,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    let (code, reason) = code_and_reason(recipe)?;
    Ok(recipe.carrying([&code.0.to_le_bytes(), reason].concat()).frame())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let body = CloseBody::read(suspect.bad_close()?)?;
    let (read, meant) = (body.code, CloseCode(body.code.0.swap_bytes()));
    let reason_reads = body.reason.is_empty() || readable(body.reason).is_some();
    let fits = !read.may_be_sent() && meant.may_be_sent() && reason_reads;
    let bits = of_code(meant) + suspect.broken() + suspect.in_order();
    fits.then(|| {
        Evidence::CloseCodeLittleEndian(CloseCodeLittleEndian { read, meant }).claim(
            bits,
            suspect.frame_len,
            None,
        )
    })
}

/// What it says that two bytes are a status code: the dozen that the RFC defines are hardly met by
/// chance, those for applications are.
pub(super) fn of_code(code: CloseCode) -> Bits {
    if code.0 < 3000 { Bits::of(12) } else { Bits::of(6) }
}

pub(super) fn demo() -> Recipe {
    Recipe::close(1000, "bye")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the close code was written low byte first", "关闭码写成了小端序（低字节在前）")
}

pub(super) fn evidence(lang: Lang, proof: &CloseCodeLittleEndian) -> String {
    let CloseCodeLittleEndian { read, meant } = proof;
    say!(
        lang,
        "Read high byte first the code is {read}, which nobody may send; read low byte first it is {meant}.",
        "按大端序读，关闭码是 {read}，不允许发送；按小端序读是 {meant}。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Write it in network byte order: `struct.pack('!H', 1000)` gives 03 e8.",
        "用网络字节序写：`struct.pack('!H', 1000)` 得到 03 e8。",
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::claims;
    use rstest::rstest;

    #[rstest]
    #[case::code_1000_in_order(b"\x88\x02\x03\xe8")]
    #[case::bad_in_both_orders(b"\x88\x02\x00\x00")]
    #[case::no_code(b"\x88\x00")]
    fn other_bodies_are_not_claimed(#[case] wire: &[u8]) {
        assert_eq!(claims(wire), []);
    }
}
