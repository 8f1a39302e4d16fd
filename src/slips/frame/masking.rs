//! Ways to mask wrongly: they differ from the right way, and often from one another, in some of every
//! four bytes only, so that one may read half well by another.

use super::FrameSuspect;
use super::reading::{proof, readable};
use crate::slips::scale::Bits;
use crate::terms::MaskKey;

/// The payload that a sender meant who made one of the mistakes, of what stands on the wire.
pub(super) type Way = fn(&FrameSuspect<'_>, MaskKey, &[u8]) -> Option<Vec<u8>>;

/// Whether a short frame of the same sender, before this one, was masked well: it knows how to begin.
pub(super) fn began_right(suspect: &FrameSuspect<'_>) -> bool {
    suspect.sender.role().is_some_and(|role| {
        let short = |len: usize| (1..126).contains(&len);
        suspect.recent_of(role).any(|e| short(e.wire().len()) && proof(&e.payload()).is_some())
    })
}

/// The characters of `text` that do not read so without the hypothesis.
fn news(text: &str, read: &[u8]) -> String {
    let is_new = |(at, c): &(usize, char)| {
        let bytes = *at..*at + c.len_utf8();
        read.get(bytes.clone()) != text.as_bytes().get(bytes)
    };
    text.char_indices().filter(is_new).map(|(_, c)| c).collect()
}

/// The frame's key, the text that `way` gives, and what that weighs. A sender could go other ways as
/// often, each of which is asked in its turn.
pub(super) fn text_by(suspect: &FrameSuspect<'_>, way: Way) -> Option<(MaskKey, String, Bits)> {
    const WAYS: u32 = 16;
    let (key, wire) = suspect.wrongly_masked()?;
    let plain = way(suspect, key, wire)?;
    let text = readable(&plain)?;
    let bits = Bits::text(&news(text, suspect.payload)) + suspect.broken() + suspect.in_order()
        - Bits::choice(WAYS);
    Some((key, text.to_owned(), bits))
}
