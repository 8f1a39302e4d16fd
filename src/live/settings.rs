//! All that a server can be told before it starts. Plain values; judged where they are used.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use crate::handshake::Takeover;
use crate::prose::Lang;

/// What a server does and how much it takes.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address that it listens on.
    pub host: IpAddr,
    /// The port; 0 lets the system choose.
    pub port: u16,
    /// The subprotocols that it speaks, the one it likes best first.
    pub subprotocols: Vec<String>,
    /// Origins that it serves besides those of its own machine, as `https://example.com`.
    pub origins: Vec<String>,
    /// How it compresses where a client offers it; `None` declines.
    pub deflate: Option<Takeover>,
    /// How often it sends a Ping to a connection on which nothing came.
    pub ping: Option<Duration>,
    /// After how long without a sign of life it drops a connection.
    pub idle: Option<Duration>,
    /// How long a client may take for its request.
    pub handshake: Duration,
    /// How many bytes of a message it takes.
    pub max_message: u64,
    /// How many connections it holds at once.
    pub max_connections: usize,
    /// The language of what it says to clients.
    pub lang: Lang,
}

impl Settings {
    /// How many bytes may wait for a reader. While more do, nothing is read from it; and where it
    /// takes nothing for [`Self::STANDING`] either, it reads too slowly for messages of others.
    pub const MAX_WAITING: usize = 256 << 10;
    /// How many bytes of short messages may wait for a reader that goes on taking them.
    const MAX_BEHIND: usize = 8 << 20;
    /// For how long a reader may take nothing of what waits for it.
    pub const STANDING: Duration = Duration::from_secs(3);
    /// How much unfinished messages and unsent responses may take of all connections together; where
    /// they take more, who holds most is let go.
    pub const MAX_HELD: usize = 256 << 20;
    /// How much may come from a client after all was said to it: what was on its way.
    pub const MAX_DRAINED: usize = 8 << 20;
    /// The longest request in bytes.
    pub const MAX_REQUEST: usize = 16 << 10;
    /// How long a peer has to answer a Close frame, and to take what was sent before it.
    pub const CLOSING: Duration = Duration::from_secs(3);
}

impl Settings {
    /// How many bytes may wait for a reader that goes on taking them, when the next message of
    /// others comes: two of the longest, and some short ones. How fast it reads is not judged by
    /// one message.
    pub(super) fn max_behind(&self) -> usize {
        let longest = usize::try_from(self.max_message).unwrap_or(usize::MAX);
        Self::MAX_BEHIND.saturating_add(longest.saturating_mul(2))
    }
}

impl Default for Settings {
    /// On this computer alone, at port 9527, as the tutorial's server.
    fn default() -> Self {
        Self {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 9527,
            subprotocols: Vec::new(),
            origins: Vec::new(),
            deflate: Some(Takeover::Fresh),
            ping: Some(Duration::from_secs(20)),
            idle: Some(Duration::from_secs(60)),
            handshake: Duration::from_secs(10),
            max_message: 16 << 20,
            max_connections: 10_000,
            lang: Lang::En,
        }
    }
}
