//! The live server: it speaks HTTP just enough to upgrade and to serve its page, and every frame
//! that passes is shown. May import any room above; the only room that knows tokio. It never reads
//! a frame on its own: the protocol is `endpoint`, and the log is drawn by `render`.
//!
//! One thread, one lock, one turn at a time: whoever has bytes reads all of them into a buffer
//! that all share, writes responses into another, and sends once. A connection at rest owns no
//! buffer.

mod arrival;
mod broadcast;
mod buffers;
mod clock;
mod closing;
mod connection;
mod connections;
mod delivery;
mod direct_message;
mod group;
mod hub;
mod log;
mod memory;
mod names;
mod origin_policy;
pub mod page;
mod recording;
mod server;
mod session;
mod settings;
mod turn;
mod unsent;
mod upgrade;
mod writer;

pub use log::Output;
pub use server::{Ended, Journal, Server};
pub use settings::Settings;
