//! A zlib stream where raw DEFLATE belongs: `zlib.compress(data)`, with its two bytes of head and its
//! checksum.

use super::reading::readable;
use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::frame::FrameHeader;
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::terms::{LengthField, Rsv};
use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

pub(super) const NAME: &str = "zlib-wrapper";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The payload is a zlib stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZlibWrapper {
    /// Its first two bytes.
    pub head: [u8; 2],
    /// Whether its checksum stands at its end.
    pub ended: bool,
}

/// No more than that is inflated: it is for the proof.
const MOST: usize = 1 << 20;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    let stream = compressed(
        &recipe.payload,
        Compress::new(Compression::default(), true),
        FlushCompress::Finish,
    );
    Ok(compressed_frame(recipe, stream))
}

/// What `how` makes of `bytes`.
pub(super) fn compressed(bytes: &[u8], mut how: Compress, flush: FlushCompress) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 1024);
    // With that much room nothing is left to do; and no such state is an error.
    let _ = how.compress_vec(bytes, &mut out, flush);
    out
}

/// A frame with RSV1 and that payload.
pub(super) fn compressed_frame(recipe: &Recipe, payload: Vec<u8>) -> Vec<u8> {
    let length = LengthField::minimal(payload.len() as u64);
    let recipe = recipe.carrying(payload);
    recipe.under(FrameHeader { rsv: Rsv::RSV1, length, ..recipe.header() })
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let payload = compressed_payload(suspect)?;
    let (head, _) = payload.split_first_chunk::<2>()?;
    let [method, _] = head;
    if method & 0x0f != 8 || !u16::from_be_bytes(*head).is_multiple_of(31) {
        return None;
    }
    let (plain, used) = inflated(payload, Decompress::new(true))?;
    let text = readable(&plain).map(str::to_owned);
    // The head, and the checksum; or the head, and a text that is flushed without an end.
    let bits = match used {
        Some(used) if used == payload.len() => Bits::equal(2 + 4),
        None => Bits::equal(2) + Bits::text(text.as_deref()?),
        Some(_) => return None,
    } + suspect.broken();
    let proof = ZlibWrapper { head: *head, ended: used.is_some() };
    Some(Evidence::ZlibWrapper(proof).claim(bits, suspect.frame_len, text))
}

/// The payload of a whole compressed message in one frame with which something is wrong.
pub(super) fn compressed_payload<'a>(suspect: &FrameSuspect<'a>) -> Option<&'a [u8]> {
    let header = suspect.header.filter(|header| header.fin && header.rsv == Rsv::RSV1)?;
    let fits = !header.opcode.is_control() && suspect.is_whole() && !suspect.findings.is_empty();
    fits.then_some(suspect.payload)
}

/// What a compressed stream holds, and how many bytes it has if it comes to its end.
pub(super) fn inflated(stream: &[u8], mut how: Decompress) -> Option<(Vec<u8>, Option<usize>)> {
    let room = stream.len().saturating_mul(64).clamp(1024, MOST);
    let mut out = Vec::with_capacity(room);
    let status = how.decompress_vec(stream, &mut out, FlushDecompress::Sync).ok()?;
    let used = usize::try_from(how.total_in()).ok()?;
    Some((out, (status == Status::StreamEnd).then_some(used)))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the payload is a zlib stream, where raw DEFLATE belongs",
        "载荷是 zlib 格式，应是裸 DEFLATE 数据",
    )
}

pub(super) fn evidence(lang: Lang, proof: &ZlibWrapper) -> String {
    let ZlibWrapper { head: [first, second], ended } = proof;
    if *ended {
        return say!(
            lang,
            "The payload begins with {first:02x} {second:02x}, the head of zlib, and its last 4 bytes are the checksum of what it holds.",
            "载荷以 zlib 头 {first:02x} {second:02x} 开头，最后 4 字节正是内容的校验和。"
        );
    }
    say!(
        lang,
        "The payload begins with {first:02x} {second:02x}, the head of zlib; what stands behind it inflates to text.",
        "载荷以 zlib 头 {first:02x} {second:02x} 开头，后面的数据可以解压成文本。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Compress raw (zlib `wbits=-15`), flush with Z_SYNC_FLUSH, and drop the last 00 00 ff ff (RFC 7692 section 7.2.1).", "用裸 DEFLATE（zlib `wbits=-15`）压缩，以 Z_SYNC_FLUSH 刷新，再去掉末尾的 00 00 ff ff（RFC 7692 7.2.1）。")
}

#[cfg(test)]
mod tests {
    use super::super::tests::claims;
    use super::*;

    #[test]
    fn a_stream_with_a_wrong_checksum_is_not_claimed() {
        let mut wire = apply(&demo()).expect("suits");
        *wire.last_mut().expect("it has bytes") ^= 1;
        assert_eq!(claims(&wire), []);
    }
}
