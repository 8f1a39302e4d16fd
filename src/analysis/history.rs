//! The frames before one that is looked at: read again from the bytes that are kept of them, so that
//! a frame in order costs nothing to remember.

use std::borrow::Cow;
use std::collections::VecDeque;

use super::connection::{Connection, Work};
use crate::conversation::Sender;
use crate::frame::FrameHeader;
use crate::slips::frame::Earlier;
use crate::terms::Role;

/// How many frames back is looked.
pub(super) const FRAMES: usize = 256;

impl Connection {
    /// The last frames before the one at `at`, oldest first, at most so many of each stream, those
    /// of the other stream before those of the own; `own` are the bytes that [`Connection::before`]
    /// has.
    pub(super) fn earlier<'a>(
        &'a self,
        from: Option<Role>,
        own: &'a [u8],
        frames: usize,
    ) -> Vec<Earlier<'a>> {
        let [first, second] = &self.lanes;
        let (other, peer) = match from {
            Some(Role::Server) => (first, Some(Role::Client)),
            Some(Role::Client) => (second, Some(Role::Server)),
            None => (second, None),
        };
        let begins_at = other.history_before(other.read).max(other.kept_at);
        let index = |at: u64| usize::try_from(at.saturating_sub(other.kept_at)).unwrap_or(0);
        let others = other.kept.get(index(begins_at)..index(other.read)).unwrap_or_default();
        let mut earlier: Vec<_> = read(others, peer, frames).into();
        earlier.extend(read(own, from, frames));
        earlier
    }

    /// The bytes of frames before the one at `at`, as far as they are kept.
    pub(super) fn before<'a>(&mut self, work: &Work<'a>, at: u64) -> Cow<'a, [u8]> {
        let begins_at = self.lane(work.from).history_before(at);
        work.view.bytes(begins_at, at).unwrap_or_default()
    }
}

/// The last frames of `bytes`, which begin with one.
fn read(mut bytes: &[u8], from: Option<Role>, frames: usize) -> VecDeque<Earlier<'_>> {
    let mut earlier = VecDeque::new();
    while let Ok((header, header_len)) = FrameHeader::read(bytes) {
        let len =
            usize::try_from(header.payload_len()).ok().and_then(|len| len.checked_add(header_len));
        let Some((whole, rest)) = len.and_then(|len| bytes.split_at_checked(len)) else { break };
        let inferred = if header.mask_key.is_some() { Role::Client } else { Role::Server };
        let sender = from.map_or(Sender::Inferred(inferred), Sender::Known);
        if earlier.len() == frames {
            earlier.pop_front();
        }
        earlier.push_back(Earlier { header, whole, sender });
        bytes = rest;
    }
    earlier
}
