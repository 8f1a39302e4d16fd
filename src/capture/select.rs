//! Which connections of a capture are read, and how much of them is kept.

use super::event::Ends;

/// Which connections are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only those with this port at one of their ends.
    pub port: Option<u16>,
    /// Only the one of this number, as in `tcp.stream` of tshark.
    pub stream: Option<u64>,
    /// Also those whose handshake is not in the capture, as if they carried frames. TLS is
    /// passed over all the same: no frame begins as a TLS record does.
    pub assume_websocket: bool,
}

impl Selection {
    /// Whether the connection of that number between those ends may be read.
    pub(super) fn admits(&self, stream: u64, ends: &Ends) -> bool {
        let port =
            self.port.is_none_or(|port| [ends.first.port(), ends.second.port()].contains(&port));
        port && self.stream.is_none_or(|chosen| chosen == stream)
    }
}

/// What is read of a capture, and how much is kept of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Which connections are read.
    pub selection: Selection,
    /// How many connections are kept at once; beyond it the longest idle are given up.
    pub max_connections: usize,
    /// How many bytes are kept, of all connections together, that wait for earlier ones or for
    /// the end of a request's head; beyond it a gap is told.
    pub max_held: usize,
}

impl Default for Options {
    /// Every connection with a handshake; 16384 connections, 8 MiB of waiting bytes.
    fn default() -> Self {
        Self { selection: Selection::default(), max_connections: 16 << 10, max_held: 8 << 20 }
    }
}
