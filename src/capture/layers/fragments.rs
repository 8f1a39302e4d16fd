//! Fragments of IP packets put together (RFC 791 section 3.2, RFC 8200 section 4.5), in bounded
//! memory: of too many packets whose rest has not come, the oldest is given up.

use std::collections::VecDeque;
use std::net::IpAddr;

use etherparse::{IpFragOffset, IpNumber, defrag::IpDefragBuf};

use super::ip::Packet;

/// Packets that are put together at once. Each has 64 KiB at most.
const MAX_PACKETS: usize = 64;

/// A fragment.
#[derive(Clone, Copy)]
pub(in crate::capture) struct Part<'a> {
    /// The packet that it is in, with addresses, protocol and bytes.
    pub(super) of: Packet<'a>,
    pub(super) id: u32,
    pub(super) offset: IpFragOffset,
    /// Whether others follow it.
    pub(super) more: bool,
}

/// What the fragments of one packet have in common.
type Key = (IpAddr, IpAddr, IpNumber, u32);

/// The packets of which fragments have come, the oldest first.
#[derive(Default)]
pub(in crate::capture) struct Fragments {
    begun: VecDeque<(Key, IpDefragBuf, Lost)>,
}

/// Fragments that were left out: how many, and the number of the first one's packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::capture) struct Lost {
    pub(in crate::capture) count: u64,
    pub(in crate::capture) packet: u64,
}

impl Fragments {
    /// Takes a fragment out of that packet. Returns the whole payload where it is complete;
    /// otherwise what had to be left out, if anything had.
    pub(in crate::capture) fn add(
        &mut self,
        part: &Part<'_>,
        packet: u64,
    ) -> Result<Vec<u8>, Option<Lost>> {
        let Packet { from, to, number, payload, cut_bytes } = part.of;
        let key = (from, to, number, part.id);
        let mut given_up = None;
        let at = self.begun.iter().position(|(known, ..)| *known == key).unwrap_or_else(|| {
            if self.begun.len() == MAX_PACKETS {
                given_up = self.begun.pop_front().map(|(.., lost)| lost);
            }
            let buffer = IpDefragBuf::new(number, Vec::new(), Vec::new());
            self.begun.push_back((key, buffer, Lost { count: 0, packet }));
            self.begun.len() - 1
        });
        let Some((_, buffer, lost)) = self.begun.get_mut(at) else { return Err(given_up) };
        lost.count += 1;
        let fits = cut_bytes == 0 && buffer.add(part.offset, part.more, payload).is_ok();
        if fits && !buffer.is_complete() {
            return Err(given_up);
        }
        match self.begun.remove(at) {
            Some((_, buffer, _)) if fits => Ok(buffer.take_bufs().0),
            // One that is cut or contradicts the others spoils the packet.
            Some((.., lost)) => Err(Some(lost)),
            None => Err(given_up),
        }
    }

    /// Drops the oldest packet whose rest has not come.
    pub(in crate::capture) fn give_up(&mut self) -> Option<Lost> {
        self.begun.pop_front().map(|(.., lost)| lost)
    }
}
