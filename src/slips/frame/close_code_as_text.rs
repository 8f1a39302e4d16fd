//! The status code of a Close frame written as digits: `b"1000"` for the two bytes `03 e8`.

use super::reading::readable;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::message::CloseBody;
use crate::slips::scale::Bits;
use crate::terms::{CloseCode, Opcode};

pub(super) const NAME: &str = "close-code-as-text";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The payload begins with the digits of a status code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloseCodeAsText {
    /// What the first two digits pass for.
    pub read: CloseCode,
    /// The code that was meant.
    pub meant: CloseCode,
}

const DIGITS: usize = 4;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    let (code, reason) = code_and_reason(recipe)?;
    Ok(recipe.carrying([code.to_string().as_bytes(), reason].concat()).frame())
}

/// The status code, and the reason, of an honest Close frame.
///
/// # Errors
/// [`Unsuited`] where the recipe is something else.
pub(super) fn code_and_reason(recipe: &Recipe) -> Result<(CloseCode, &[u8]), Unsuited> {
    recipe.needs(recipe.opcode == Opcode::CLOSE, Unsuited::Opcode(Opcode::CLOSE))?;
    let body = CloseBody::read(&recipe.payload).filter(|body| body.code.may_be_sent());
    body.map(|body| (body.code, body.reason)).ok_or(Unsuited::CloseCode)
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let payload = suspect.bad_close()?;
    let text = readable(payload)?;
    let digits = text.get(..DIGITS).filter(|digits| digits.bytes().all(|c| c.is_ascii_digit()))?;
    let meant = CloseCode(digits.parse().ok()?);
    let more_digits = text.get(DIGITS..)?.starts_with(|c: char| c.is_ascii_digit());
    let read = CloseBody::read(payload)?.code;
    (meant.may_be_sent() && !more_digits).then(|| {
        let bits = Bits::equal(DIGITS) - Bits::of(11) + suspect.broken();
        let proof = CloseCodeAsText { read, meant };
        Evidence::CloseCodeAsText(proof).claim(bits, suspect.frame_len, None)
    })
}

pub(super) fn demo() -> Recipe {
    Recipe::close(1000, "")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the close code was written as digits", "关闭码写成了数字文本")
}

pub(super) fn evidence(lang: Lang, proof: &CloseCodeAsText) -> String {
    let CloseCodeAsText { read, meant } = proof;
    say!(
        lang,
        "The payload begins with the characters '{meant}'; a receiver takes the first two for the number {read}.",
        "载荷以字符 '{meant}' 开头；接收方把前两个字符当成了数字 {read}。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Write it as a 16-bit number: `struct.pack('!H', 1000)` gives 03 e8.",
        "写成 16 比特数字：`struct.pack('!H', 1000)` 得到 03 e8。",
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};
    use super::*;

    #[test]
    fn a_reason_may_follow() {
        let (read, meant) = (CloseCode(12592), CloseCode::GOING_AWAY);
        let claim = first_claim(b"\x88\x081001 bye");
        assert_eq!(claim.evidence, Evidence::CloseCodeAsText(CloseCodeAsText { read, meant }));
    }

    #[test]
    fn digits_that_are_no_status_code_are_not_claimed() {
        assert_eq!(claims(b"\x88\x041234"), []);
        assert_eq!(claims(b"\x88\x0510000"), []);
    }
}
