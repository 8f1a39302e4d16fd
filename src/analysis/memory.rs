//! One budget of memory for all connections: what their unfinished messages hold, and what is kept for
//! evidence. Where it is passed, the messages that hold most are dropped, and that is told.

use super::connection::Connection;
use super::{Analysis, Shared};

/// How many bytes all connections together hold where nothing else was asked for.
pub const MAX_MEMORY: usize = 256 << 20;

impl Analysis {
    /// Bytes that all connections hold, of messages and for evidence.
    pub const fn held_bytes(&self) -> usize {
        self.shared.held_bytes + self.shared.message_bytes
    }

    /// Sees to it that the connections hold no more than they may. To be called behind each chunk: a
    /// single one can inflate to one message more.
    #[inline]
    pub(super) fn bound_memory(&mut self) {
        if self.held_bytes() > self.options.max_memory {
            self.shed();
        }
    }

    /// Makes room, and a quarter more than is needed: so the connections are gone through seldom, not
    /// with each chunk.
    #[cold]
    fn shed(&mut self) {
        let Self { options, connections, shared } = self;
        let limit = options.max_memory;
        let goal = (limit - limit / 4).saturating_sub(shared.held_bytes);
        // Messages that have ended hold their room until the next one.
        for connection in connections.values_mut() {
            connection.conversation.release();
            connection.weigh(shared);
        }
        let mut heaviest: Vec<&mut Box<Connection>> = connections.values_mut().collect();
        heaviest.sort_unstable_by_key(|one| (std::cmp::Reverse(one.message_bytes), one.number));
        for connection in heaviest {
            if shared.message_bytes <= goal {
                return;
            }
            connection.conversation.shed(limit as u64);
            connection.weigh(shared);
        }
    }
}

impl Connection {
    /// Counts what its messages hold now.
    #[inline]
    pub(super) fn weigh(&mut self, shared: &mut Shared) {
        let held_bytes = self.conversation.held_bytes();
        shared.message_bytes =
            (shared.message_bytes + held_bytes).saturating_sub(self.message_bytes);
        self.message_bytes = held_bytes;
    }
}
