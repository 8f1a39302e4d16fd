//! Five ways to mask wrongly, weighed against each other: they differ from the right way, and often
//! from one another, in some of every four bytes only, so that one may read half well by another.

use super::reading::{ENOUGH, proof, readable, unmasked, weight};
use super::{
    FrameSuspect, first_key_byte_only, mask_index_from_frame_start, mask_index_not_restarted,
    mask_key_reversed, payload_not_masked,
};
use crate::terms::MaskKey;

/// The key and its first index that give the text, if a sender made one of the mistakes. A key of
/// zeros leaves the payload as it is.
pub(super) type Way = fn(&FrameSuspect<'_>, MaskKey) -> Option<(MaskKey, u64)>;

const WAYS: [Way; 5] = [
    first_key_byte_only::way,
    mask_index_not_restarted::way,
    mask_index_from_frame_start::way,
    mask_key_reversed::way,
    payload_not_masked::way,
];

/// The frame's key and the text that `own` way gives, if it is proof and no other way comes near.
pub(super) fn text_by(suspect: &FrameSuspect<'_>, own: Way) -> Option<(MaskKey, String)> {
    let (key, wire) = suspect.wrongly_masked()?;
    let by = |way: Way| way(suspect, key).map(|(key, phase)| unmasked(wire, key, phase));
    let plain = by(own)?;
    let text = proof(&plain)?;
    let near = weight(text) - ENOUGH;
    let rivals = WAYS.into_iter().filter_map(by).filter(|rival| *rival != plain);
    let mut near = rivals.filter(|rival| readable(rival).is_some_and(|text| weight(text) > near));
    near.next().is_none().then(|| (key, text.to_owned()))
}
