//! The opening handshake: what a client asks and what a server answers (RFC 6455 section 4).
//! May import `bits`, `terms` and `finding`. Reads and judges text; knows no network.

pub mod accept;
pub mod key;

pub use accept::{Accept, GUID};
