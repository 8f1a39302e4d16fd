//! What a socket did not take: bytes of a connection's own, and parts of buffers that it shares with
//! others, in their order. Empty, it owns no memory. Knows no socket.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

/// Bytes that wait to be sent.
#[derive(Debug, Default)]
pub(super) struct Unsent {
    pieces: VecDeque<Piece>,
    /// Bytes of the first piece that were sent.
    sent: usize,
    /// Bytes that wait, of all pieces.
    len: usize,
    /// Bytes of memory that only this connection holds.
    own: usize,
}

#[derive(Debug)]
enum Piece {
    Own(Vec<u8>),
    Shared(Arc<Vec<u8>>, Range<usize>),
}

impl Piece {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Own(bytes) => bytes,
            Self::Shared(bytes, range) => bytes.get(range.clone()).unwrap_or_default(),
        }
    }
}

impl Unsent {
    pub(super) const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns how many bytes wait.
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// Returns how many bytes of memory only this connection holds.
    pub(super) const fn own_bytes(&self) -> usize {
        self.own
    }

    /// Appends bytes of the connection's own.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        let is_first = self.pieces.len() == 1;
        if let Some(Piece::Own(last)) = self.pieces.back_mut() {
            if is_first && self.sent > last.len() / 2 {
                last.drain(..self.sent);
                self.own -= self.sent;
                self.sent = 0;
            }
            last.extend_from_slice(bytes);
        } else {
            self.pieces.push_back(Piece::Own(bytes.to_vec()));
        }
        self.own += bytes.len();
        self.len += bytes.len();
    }

    /// Appends a part of a buffer that others share.
    pub(super) fn push_shared(&mut self, bytes: &Arc<Vec<u8>>, range: Range<usize>) {
        self.len += range.len();
        self.pieces.push_back(Piece::Shared(Arc::clone(bytes), range));
    }

    /// Returns the bytes that come next, as far as they stand together.
    pub(super) fn next(&self) -> &[u8] {
        let first = self.pieces.front().map(Piece::bytes).unwrap_or_default();
        first.get(self.sent..).unwrap_or_default()
    }

    /// Takes note that so many of the next bytes were sent.
    pub(super) fn advance(&mut self, taken: usize) {
        self.sent += taken;
        self.len -= taken;
        let Some(first) = self.pieces.front() else { return };
        if self.sent >= first.bytes().len() {
            if let Piece::Own(bytes) = first {
                self.own -= bytes.len();
            }
            self.pieces.pop_front();
            self.sent = 0;
        }
        if self.pieces.is_empty() {
            *self = Self::default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes all that waits, so many bytes at a time.
    fn drained(unsent: &mut Unsent, at_once: usize) -> Vec<u8> {
        let mut all = Vec::new();
        while !unsent.is_empty() {
            let taken = unsent.next().len().min(at_once);
            all.extend_from_slice(&unsent.next()[..taken]);
            unsent.advance(taken);
        }
        all
    }

    #[test]
    fn bytes_come_out_in_the_order_in_which_they_went_in() {
        for at_once in 1..9 {
            let mut unsent = Unsent::default();
            let shared = Arc::new(b"0123456789".to_vec());
            unsent.push(b"ab");
            unsent.push(b"cd");
            unsent.push_shared(&shared, 2..6);
            unsent.push_shared(&shared, 0..1);
            unsent.push(b"ef");
            assert_eq!((unsent.len(), unsent.own_bytes()), (11, 6));
            unsent.advance(unsent.next().len().min(3));
            unsent.push(b"g");
            assert_eq!(drained(&mut unsent, at_once), b"d23450efg");
            assert_eq!((unsent.own_bytes(), Arc::strong_count(&shared)), (0, 1));
        }
    }

    #[test]
    fn what_was_sent_of_a_long_queue_is_freed() {
        let mut unsent = Unsent::default();
        unsent.push(&[0; 1000]);
        unsent.advance(900);
        unsent.push(&[0; 10]);
        assert_eq!((unsent.len(), unsent.own_bytes()), (110, 110));
    }
}
