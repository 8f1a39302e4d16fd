//! Zero bytes behind a frame: `send(fd, buf, len + 1, 0)`, or the whole buffer sent.

use super::length_one_short::may_be_left_over;
use super::{Claim, Evidence, FrameSuspect, Honest, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::slips::words::count;

pub(super) const NAME: &str = "nul-behind-frame";

pub(super) const MARKS: Marks = Marks::SPECIAL.instead_of(Honest::TwoFrames).between_frames();

/// Zero bytes stand between two frames, or behind the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NulBehindFrame {
    /// How many.
    pub zeros: usize,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    Ok([&recipe.frame()[..], b"\0", &recipe.with_fresh_key().frame(), b"\0"].concat())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    // Zeros may honestly continue an open message.
    let latest = |masked: bool| {
        let mut before = suspect.earlier.iter().rev().map(|earlier| earlier.header);
        before.find(|it| !it.opcode.is_control() && it.mask_key.is_some() == masked)
    };
    let is_open = [true, false].into_iter().filter_map(latest).any(|header| !header.fin);
    let is_sound = suspect.findings.is_empty() && !suspect.is_broken();
    if suspect.earlier.is_empty() || is_open || is_sound || may_be_left_over(suspect) {
        return None;
    }
    let zeros = suspect.wire.iter().take_while(|byte| **byte == 0).count();
    let landing = suspect.landing(zeros).filter(|_| zeros > 0)?;
    let bits = Bits::equal(zeros) + landing + suspect.broken() - Bits::choice(4);
    Some(Evidence::NulBehindFrame(NulBehindFrame { zeros }).claim(bits, zeros, None))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("zero bytes stand behind each frame", "每一帧后面多了零字节")
}

pub(super) fn evidence(lang: Lang, proof: &NulBehindFrame) -> String {
    let NulBehindFrame { zeros } = proof;
    let bytes = count(*zeros, "zero byte");
    say!(
        lang,
        "Behind the frame before: {bytes} that no frame owns. The end of a C string, or of a buffer, was sent along.",
        "上一帧后面有 {zeros} 个零字节，不属于任何帧：把 C 字符串的结尾或缓冲区的剩余部分也发出去了。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Send as many bytes as the frame has: header plus payload, without the NUL; not `len + 1`, not `sizeof buf`.", "只发送帧的长度：帧头加载荷，不含结尾的 NUL；不要用 `len + 1` 或 `sizeof buf`。")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};
    use super::*;

    #[test]
    fn the_rest_of_a_buffer_is_explained() {
        let claim = first_claim(b"\x81\x05Hello\0\0\0\0\0");
        assert_eq!(claim.evidence, Evidence::NulBehindFrame(NulBehindFrame { zeros: 5 }));
    }

    #[test]
    fn the_cut_continuation_of_an_open_message_is_not() {
        assert_eq!(claims(b"\x01\x05Hello\0"), []);
    }
}
