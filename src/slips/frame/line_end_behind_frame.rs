//! A line end behind each frame: `println`, `writeln!` or `frame + "\n"` for a plain write.
//!
//! Only one between frames is claimed: behind the last, an editor or a shell may have added it.

use super::length_one_short::may_be_left_over;
use super::{Claim, Evidence, FrameSuspect, Honest, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;

pub(super) const NAME: &str = "line-end-behind-frame";

pub(super) const MARKS: Marks = Marks::SPECIAL.instead_of(Honest::TwoFrames).between_frames();

/// A line end stands between two frames.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineEndBehindFrame {
    /// Whether it is CR LF, else LF alone.
    pub crlf: bool,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    Ok([&recipe.frame()[..], b"\n", &recipe.with_fresh_key().frame(), b"\n"].concat())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let is_doubtful = suspect.findings.is_empty() || may_be_left_over(suspect);
    if suspect.earlier.is_empty() || is_doubtful {
        return None;
    }
    let len = [&b"\n"[..], b"\r\n"].into_iter().find(|end| suspect.wire.starts_with(end))?.len();
    let landing = suspect.landing(len)?;
    let bits = Bits::equal(len) + landing + suspect.broken() - Bits::choice(4);
    let proof = LineEndBehindFrame { crlf: len == 2 };
    Some(Evidence::LineEndBehindFrame(proof).claim(bits, len, None))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("a line end stands behind each frame", "每一帧后面多了换行符")
}

pub(super) fn evidence(lang: Lang, proof: &LineEndBehindFrame) -> String {
    let bytes = if proof.crlf { "0d 0a" } else { "0a" };
    say!(
        lang,
        "Behind the frame before stands {bytes}, a line end; without it the next frame begins where it should.",
        "上一帧后面是 {bytes}，即换行符；去掉它，下一帧的开头就对上了。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Write the frame alone: `out.write(frame)`, not `println` or `frame + '\\n'`; a frame ends by its length.", "只写帧本身：用 `out.write(frame)`，不用 `println` 或 `frame + '\\n'`；帧靠长度结束。")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};
    use super::*;

    #[test]
    fn cr_lf_is_explained_too() {
        let claim = first_claim(b"\x81\x05Hello\r\n\x81\x05Hello\r\n");
        let proof = LineEndBehindFrame { crlf: true };
        assert_eq!(claim.evidence, Evidence::LineEndBehindFrame(proof));
    }

    #[test]
    fn a_line_end_before_something_else_is_not() {
        assert_eq!(claims(b"\x81\x05Hello\n\xff\xff"), []);
    }
}
