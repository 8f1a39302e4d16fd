//! The status code of a Close frame in four bytes, of either order: an `int` where a 16-bit number
//! should be.

use super::close_code_as_text::code_and_reason;
use super::close_code_little_endian::of_code;
use super::reading::readable;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::slips::words::order;
use crate::terms::CloseCode;

pub(super) const NAME: &str = "close-code-four-bytes";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The status code stands in four bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloseCodeFourBytes {
    /// The code that was meant.
    pub meant: CloseCode,
    /// Whether the low byte stands first.
    pub little_endian: bool,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    let (code, reason) = code_and_reason(recipe)?;
    Ok(recipe.carrying([&u32::from(code.0).to_be_bytes(), reason].concat()).frame())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let (bytes, reason) = suspect.bad_close()?.split_first_chunk::<4>()?;
    let (meant, little_endian) = match *bytes {
        [0, 0, high, low] => (CloseCode(u16::from_be_bytes([high, low])), false),
        [low, high, 0, 0] => (CloseCode(u16::from_be_bytes([high, low])), true),
        _ => return None,
    };
    let fits = meant.may_be_sent() && (reason.is_empty() || readable(reason).is_some());
    let bits = Bits::equal(2) + of_code(meant) + suspect.broken() - Bits::choice(2);
    fits.then(|| {
        Evidence::CloseCodeFourBytes(CloseCodeFourBytes { meant, little_endian }).claim(
            bits,
            suspect.frame_len,
            None,
        )
    })
}

pub(super) fn demo() -> Recipe {
    Recipe::close(1000, "")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the close code was written in four bytes", "关闭码写成了 4 字节")
}

pub(super) fn evidence(lang: Lang, proof: &CloseCodeFourBytes) -> String {
    let CloseCodeFourBytes { meant, little_endian } = proof;
    say!(
        lang,
        "The first 4 bytes are {meant} as a 32-bit number, {}; a close code has 2 bytes.",
        "前 4 字节是 32 比特的 {meant}（{}）；关闭码只有 2 字节。",
        order(lang, *little_endian)
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Write it as a 16-bit number: `struct.pack('!H', 1000)`, with H, not I.",
        "写成 16 比特数字：`struct.pack('!H', 1000)`，用 H 不用 I。",
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::first_claim;
    use super::*;

    #[test]
    fn both_byte_orders_are_explained() {
        let meant = CloseCode::NORMAL;
        let of = |wire: &[u8]| first_claim(wire).evidence;
        let evidence = |little_endian| {
            Evidence::CloseCodeFourBytes(CloseCodeFourBytes { meant, little_endian })
        };
        assert_eq!(of(b"\x88\x04\x00\x00\x03\xe8"), evidence(false));
        assert_eq!(of(b"\x88\x07\xe8\x03\x00\x00bye"), evidence(true));
    }
}
