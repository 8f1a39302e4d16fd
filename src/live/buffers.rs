//! The memory in which turns work: one input and one output for all connections, and the
//! compressors that begin anew with each message. Knows no connection.

use crate::endpoint::Compressors;

/// What is read in one turn at most, and what an empty output keeps for the next.
pub(super) const INPUT: usize = 256 << 10;

/// The buffers of a server.
pub(super) struct Buffers {
    /// Where sockets are read into.
    pub(super) input: Vec<u8>,
    /// What a turn writes to its client, in one write when it ends.
    pub(super) out: Vec<u8>,
    pub(super) compressors: Compressors,
}

impl Buffers {
    pub(super) fn new() -> Self {
        Self { input: vec![0; INPUT], out: Vec::new(), compressors: Compressors::default() }
    }

    /// Takes the output back once it is sent, and releases what is more than usual.
    pub(super) fn take_back(&mut self, mut out: Vec<u8>) {
        out.clear();
        out.shrink_to(INPUT);
        self.out = out;
    }
}
