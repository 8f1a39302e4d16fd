//! Our end of a connection, client or server (RFC 6455 sections 4 to 7). Sans I/O: bytes come in
//! and go out as slices and buffers, mask keys and the time are arguments.
//!
//! [`ClientOpening`] asks for a connection and judges the response; a server's response is
//! [`handshake::Response`](crate::handshake::Response). Once it is open, an [`Endpoint`] reads with
//! `conversation`, fails at the byte that breaks a rule, answers Ping and Close frames, and says
//! what may still be sent. What the messages are for is up to the [`Application`] above it.
//!
//! May import `bits` to `message` and `conversation`. It knows no socket, no clock and no random
//! source, and nothing of what is served with it.

mod application;
mod client;
mod compressor;
mod end;
mod outgoing;

pub use application::{Application, Heard};
pub use client::{ClientOpening, ClientRequest, NotOpened, Opened};
pub use compressor::{Compressor, Compressors};
pub use end::{Ending, Endpoint, Options, Sending};
pub use outgoing::Outgoing;

#[cfg(test)]
mod tests;
