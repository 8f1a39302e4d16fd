//! The four bytes 00 00 ff ff of the flush left on a compressed message; the RFC drops them.

use super::zlib_wrapper::{compressed, compressed_frame, compressed_payload};
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::message::TAIL;
use crate::slips::scale::Bits;
use crate::slips::words::count;
use flate2::{Compress, Compression, FlushCompress};

pub(super) const NAME: &str = "deflate-tail-left-on";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The payload ends with what a flush ends with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeflateTailLeftOn {
    /// The length of the payload without it.
    pub len: usize,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_len(1, usize::MAX)?;
    let raw = Compress::new(Compression::default(), false);
    Ok(compressed_frame(recipe, compressed(&recipe.payload, raw, FlushCompress::Sync)))
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let len = compressed_payload(suspect)?.strip_suffix(&TAIL)?.len();
    let bits = Bits::equal(TAIL.len()) + suspect.broken();
    let proof = DeflateTailLeftOn { len };
    (len > 0).then(|| Evidence::DeflateTailLeftOn(proof).claim(bits, suspect.frame_len, None))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the end of the flush, 00 00 ff ff, was left on the message",
        "压缩刷新产生的末尾 00 00 ff ff 没有去掉",
    )
}

pub(super) fn evidence(lang: Lang, proof: &DeflateTailLeftOn) -> String {
    let DeflateTailLeftOn { len } = proof;
    let length = count(*len, "byte");
    say!(
        lang,
        "Behind {length} of compressed data stand 00 00 ff ff, with which a flush ends and no message should.",
        "{len} 字节压缩数据后面还有 00 00 ff ff：这是刷新的结尾，消息里不应有。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Drop the last four bytes after the flush: `data[:-4]` (RFC 7692 section 7.2.1); the receiver adds them again.", "刷新之后去掉最后四字节：`data[:-4]`（RFC 7692 7.2.1）；接收方会补上。")
}
