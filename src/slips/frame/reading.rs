//! How a hypothesis is tested: does this read as text, could a frame begin here.

use crate::frame::judge::MAX_CONTROL_PAYLOAD;
use crate::frame::{FrameHeader, MAX_HEADER_LEN, mask};
use crate::slips::scale::Bits;
use crate::terms::{MaskKey, Opcode, Rsv};

/// The text, if the bytes are UTF-8 such as people write: no control characters but tab and line
/// ends, nothing private or unassigned.
pub(super) fn readable(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    (!text.is_empty() && text.chars().all(is_written)).then_some(text)
}

/// Bytes that a proof has at least.
const PROOF_LEN: usize = 5;

/// As [`readable`], and so much like what people write that chance hardly makes it: `hello` is a
/// proof, `PING!` is not.
pub(super) fn proof(bytes: &[u8]) -> Option<&str> {
    readable(bytes).filter(|text| text.len() >= PROOF_LEN && Bits::text(text) >= Bits::of(9))
}

/// Whether people write that character.
pub(super) fn is_written(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{ffff}' => false,
        '\u{30000}'.. => false,
        _ => !c.is_control(),
    }
}

/// A copy of `wire`, unmasked from key byte `phase` on.
pub(super) fn unmasked(wire: &[u8], key: MaskKey, phase: u64) -> Vec<u8> {
    let mut plain = wire.to_vec();
    mask::apply(&mut plain, key, phase);
    plain
}

/// The header of a frame at the start of `bytes` that breaks no rule, and the length in bytes
/// that the whole frame has, whether all of it is there or not.
pub(super) fn sound(bytes: &[u8]) -> Option<(FrameHeader, usize)> {
    let (header, header_len) = FrameHeader::read(bytes).ok()?;
    let total = usize::try_from(header.payload_len()).ok()?.checked_add(header_len)?;
    let control = header.opcode.is_control();
    let legal = header.rsv == Rsv::NONE
        && !header.opcode.is_reserved()
        && header.length.is_minimal()
        && (!control || header.fin && header.payload_len() <= MAX_CONTROL_PAYLOAD);
    legal.then_some((header, total))
}

/// What it says for a boundary that `rest` stands behind it: nothing does, or a sound frame that is
/// all there, or one that is cut and has the first two bytes of the frame before it, so that it may be
/// as wrong as that. `None` where something else does.
pub(super) fn follows(rest: &[u8], frame: &[u8]) -> Option<Bits> {
    if rest.is_empty() {
        return Some(Bits::ENDS);
    }
    let same = rest.get(..2).is_some_and(|start| frame.starts_with(start));
    let (header, total) = sound(rest)?;
    let Some(whole) = rest.get(..total) else {
        return same.then_some(Bits::LANDS + Bits::equal(1));
    };
    let start = header.header_len();
    let unmasked =
        || unmasked(whole.get(start..).unwrap_or_default(), header.mask_key.unwrap_or_default(), 0);
    let text = Some(header.opcode).filter(|opcode| *opcode == Opcode::TEXT).map(|_| unmasked());
    let text = text.as_deref().and_then(readable).map(Bits::text).unwrap_or_default();
    Some(Bits::LANDS + text.max(Bits::default()))
}

/// Whether `rest` is nothing, or could be the start of sound frames, cut anywhere.
pub(super) fn may_follow(rest: &[u8]) -> bool {
    let Some(&byte0) = rest.first() else { return true };
    sound(rest).is_some() || (FrameHeader::read(rest).is_err() && sound(&[byte0, 0]).is_some())
}

/// A sound frame that begins `bytes` and is all there: its header, its payload unmasked, its
/// length in bytes. A text must read as text.
pub(super) fn whole_frame(bytes: &[u8]) -> Option<(FrameHeader, Vec<u8>, usize)> {
    let (&byte0, rest) = bytes.split_first()?;
    whole_frame_of(byte0, rest)
}

/// As [`whole_frame`], of a first byte and of what stands behind it.
pub(super) fn whole_frame_of(byte0: u8, rest: &[u8]) -> Option<(FrameHeader, Vec<u8>, usize)> {
    let start: Vec<u8> = [byte0].iter().chain(rest.iter().take(MAX_HEADER_LEN)).copied().collect();
    let (header, total) = sound(&start)?;
    let wire = rest.get(header.header_len() - 1..total - 1)?;
    let payload = unmasked(wire, header.mask_key.unwrap_or_default(), 0);
    let fits = header.opcode != Opcode::TEXT || payload.is_empty() || readable(&payload).is_some();
    fits.then_some((header, payload, total))
}

/// The payload as text, where it is that.
pub(super) fn text_of(header: &FrameHeader, payload: Vec<u8>) -> Option<String> {
    (header.opcode == Opcode::TEXT).then(|| String::from_utf8(payload).ok()).flatten()
}
