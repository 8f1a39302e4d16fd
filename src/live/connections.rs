//! The table of all connections, and what is counted over it: how many are open, and the memory
//! that they hold for messages. Knows nothing of what is said on them.

use std::sync::Arc;

use slab::Slab;
use tokio::sync::Notify;

use super::connection::{Connection, Stage};

/// The connections of a server, by their keys.
#[derive(Default)]
pub(super) struct Connections {
    table: Slab<Connection>,
    /// The weights of all connections together, in bytes.
    held_bytes: usize,
    /// WebSocket connections that are open.
    open: u64,
    /// Notified when the last connection is gone.
    emptied: Arc<Notify>,
}

impl Connections {
    /// Adds a connection; returns its key.
    pub(super) fn insert(&mut self, connection: Connection) -> usize {
        self.table.insert(connection)
    }

    pub(super) fn get(&self, key: usize) -> Option<&Connection> {
        self.table.get(key)
    }

    pub(super) fn get_mut(&mut self, key: usize) -> Option<&mut Connection> {
        self.table.get_mut(key)
    }

    /// Removes a connection and returns what it holds.
    pub(super) fn remove(&mut self, key: usize) -> Option<Connection> {
        let connection = self.table.try_remove(key)?;
        self.held_bytes -= connection.weight;
        if self.table.is_empty() {
            self.emptied.notify_one();
        }
        Some(connection)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Connection)> {
        self.table.iter()
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Connection> {
        self.table.iter_mut().map(|(_, connection)| connection)
    }

    /// Returns all keys, for a walk that changes the table.
    pub(super) fn keys(&self) -> Vec<usize> {
        self.table.iter().map(|(key, _)| key).collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// Returns what is notified when the last connection is gone.
    pub(super) fn emptied(&self) -> Arc<Notify> {
        Arc::clone(&self.emptied)
    }

    /// Whether there are fewer than `most`. Those who were turned away or failed, and only have not
    /// left yet, do not count: else a crowd that comes again and again would keep others out.
    pub(super) fn has_room(&self, most: usize) -> bool {
        let stays = |connection: &Connection| !matches!(connection.stage, Stage::Draining);
        self.table.len() < most
            || self.table.iter().filter(|(_, connection)| stays(connection)).count() < most
    }

    /// Counts a connection that has opened; returns how many are open now.
    pub(super) fn opened(&mut self) -> u64 {
        self.open += 1;
        self.open
    }

    /// Counts a connection that is no longer open.
    pub(super) fn closed(&mut self) {
        self.open = self.open.saturating_sub(1);
    }

    /// Counts anew what a connection holds; returns the bytes of all together.
    pub(super) fn weigh(&mut self, key: usize) -> usize {
        if let Some(connection) = self.table.get_mut(key) {
            let weight = connection.weigh();
            self.held_bytes = self.held_bytes + weight - connection.weight;
            connection.weight = weight;
        }
        self.held_bytes
    }

    /// Returns the key of the connection that holds most, shared buffers counted in full; `None`
    /// where nobody holds anything.
    pub(super) fn heaviest(&self) -> Option<usize> {
        let burden = |connection: &Connection| connection.weight.max(connection.waiting_bytes());
        let heaviest = self.table.iter().max_by_key(|(_, connection)| burden(connection))?;
        (burden(heaviest.1) > 0).then_some(heaviest.0)
    }

    /// Drops a connection, and what it holds.
    pub(super) fn release(&mut self, key: usize) {
        if let Some(connection) = self.table.get_mut(key) {
            self.held_bytes -= std::mem::take(&mut connection.weight);
            connection.drop_now();
        }
    }
}
