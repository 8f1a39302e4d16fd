//! A Close frame with a reason and no status code before it: its first two letters pass for one.

use super::close_code_as_text::code_and_reason;
use super::reading::readable;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::message::CloseBody;
use crate::slips::scale::Bits;
use crate::terms::CloseCode;

pub(super) const NAME: &str = "close-reason-without-code";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The whole payload is text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloseReasonWithoutCode {
    /// What its first two bytes pass for.
    pub read: CloseCode,
}

/// Two letters alone could be any two bytes.
const PROOF_LEN: usize = 3;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    let (_, reason) = code_and_reason(recipe)?;
    let long_enough = Unsuited::PayloadLen { min: 2 + PROOF_LEN, max: 125 };
    recipe.needs(reason.len() >= PROOF_LEN, long_enough)?;
    Ok(recipe.carrying(reason.to_vec()).frame())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let payload = suspect.bad_close()?;
    let text = readable(payload).filter(|text| text.len() >= PROOF_LEN)?;
    let words = !text.starts_with(|c: char| c.is_ascii_digit());
    let read = CloseBody::read(payload)?.code;
    words.then(|| {
        let bits = Bits::text(text) + suspect.broken() + suspect.in_order();
        Evidence::CloseReasonWithoutCode(CloseReasonWithoutCode { read }).claim(
            bits,
            suspect.frame_len,
            text.to_owned(),
        )
    })
}

pub(super) fn demo() -> Recipe {
    Recipe::close(1000, "bye")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the close frame has a reason but no code before it",
        "关闭帧只有原因文本，前面没有关闭码",
    )
}

pub(super) fn evidence(lang: Lang, proof: &CloseReasonWithoutCode) -> String {
    let CloseReasonWithoutCode { read } = proof;
    say!(
        lang,
        "The whole payload is text; a receiver takes its first two bytes for the code {read}.",
        "整个载荷都是文本；接收方把前两个字节当成了关闭码 {read}。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Put the code before the reason: `struct.pack('!H', 1000) + reason.encode('utf-8')`.",
        "原因前面要有关闭码：`struct.pack('!H', 1000) + reason.encode('utf-8')`。",
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};

    #[test]
    fn a_chinese_reason_is_explained_too() {
        let wire = [b"\x88\x06", "再见".as_bytes()].concat();
        assert_eq!(first_claim(&wire).text.as_deref(), Some("再见"));
    }

    #[test]
    fn two_letters_prove_nothing() {
        assert_eq!(claims(b"\x88\x02by"), []);
    }
}
