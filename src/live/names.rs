//! Who is where in the one-to-one chat, and the messages that wait to be delivered. Knows no
//! sockets.

use std::collections::HashMap;

use super::direct_message::DirectMessage;

/// The names in use, and what was written to them in the turn at hand.
#[derive(Debug, Default)]
pub(super) struct Names {
    owners: HashMap<String, usize>,
    waiting: Vec<DirectMessage>,
}

impl Names {
    /// Gives a name to a connection; returns whether it was free.
    pub(super) fn claim(&mut self, name: &str, key: usize) -> bool {
        let is_free = !self.owners.contains_key(name);
        if is_free {
            self.owners.insert(name.to_owned(), key);
        }
        is_free
    }

    /// Returns the connection that has the name.
    pub(super) fn owner(&self, name: &str) -> Option<usize> {
        self.owners.get(name).copied()
    }

    /// Lets others have the name, if it is this connection's.
    pub(super) fn release(&mut self, name: &str, key: usize) {
        if self.owner(name) == Some(key) {
            self.owners.remove(name);
        }
    }

    /// Lays a message where it is delivered from, once the turn at hand has been read.
    pub(super) fn post(&mut self, message: DirectMessage) {
        self.waiting.push(message);
    }

    /// Takes what waits.
    pub(super) fn take_waiting(&mut self) -> Vec<DirectMessage> {
        std::mem::take(&mut self.waiting)
    }
}
