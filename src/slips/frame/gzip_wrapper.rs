//! A gzip file where raw DEFLATE belongs: `gzip.compress(data)`, `GZIPOutputStream`.

use super::reading::readable;
use super::zlib_wrapper::{compressed, compressed_frame, compressed_payload, inflated};
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use flate2::{Compress, Compression, Crc, Decompress, FlushCompress};

pub(super) const NAME: &str = "gzip-wrapper";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The payload is a whole gzip file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GzipWrapper {
    /// The length in bytes of what it holds.
    pub len: usize,
}

/// The head without name or time: magic, DEFLATE, no flags, of a system unknown.
const HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
/// Magic, DEFLATE, no flags.
const FIXED: usize = 4;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    let raw = Compress::new(Compression::default(), false);
    let stream = compressed(&recipe.payload, raw, FlushCompress::Finish);
    let file = [&HEAD[..], &stream, &trailer(&recipe.payload)].concat();
    Ok(compressed_frame(recipe, file))
}

/// The checksum and the length with which a file ends.
fn trailer(plain: &[u8]) -> [u8; 8] {
    let mut crc = Crc::new();
    crc.update(plain);
    (u64::from(crc.sum()) | u64::from(crc.amount()) << 32).to_le_bytes()
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let payload = compressed_payload(suspect)?;
    let (head, behind) = payload.split_first_chunk::<{ HEAD.len() }>()?;
    if head.get(..FIXED) != HEAD.get(..FIXED) {
        return None;
    }
    let (plain, used) = inflated(behind, Decompress::new(false))?;
    let fits = behind.get(used?..)? == trailer(&plain);
    let bits = Bits::equal(FIXED + 8) + suspect.broken();
    let text = readable(&plain).map(str::to_owned);
    let proof = GzipWrapper { len: plain.len() };
    fits.then(|| Evidence::GzipWrapper(proof).claim(bits, suspect.frame_len, text))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the payload is a gzip file, where raw DEFLATE belongs",
        "载荷是 gzip 格式，应是裸 DEFLATE 数据",
    )
}

pub(super) fn evidence(lang: Lang, proof: &GzipWrapper) -> String {
    let GzipWrapper { len } = proof;
    say!(
        lang,
        "The payload begins with 1f 8b, the mark of gzip, and ends with the checksum and the length, {len}, of what it holds.",
        "载荷以 gzip 标志 1f 8b 开头，末尾是内容的校验和与长度 {len}。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Compress raw (zlib `wbits=-15`, Java `new Deflater(level, true)`), flush with Z_SYNC_FLUSH, and drop the last 00 00 ff ff.", "用裸 DEFLATE（zlib `wbits=-15`，Java `new Deflater(level, true)`）压缩，以 Z_SYNC_FLUSH 刷新，再去掉末尾的 00 00 ff ff。")
}
