//! The live server: it speaks HTTP just enough to upgrade and to serve its page, and every frame
//! that passes is shown. May import any room above; the only room that knows tokio. It never reads
//! a frame on its own: the protocol is `conversation`, and the log is drawn by `render`.
//!
//! One thread, one lock, one turn at a time: whoever has bytes reads all of them into a buffer
//! that all share, answers into another, and writes once. A connection at rest owns no buffer.

mod arrival;
mod delivery;
mod doors;
mod endpoint;
mod group;
mod hub;
mod letter;
mod link;
mod log;
mod outgoing;
pub mod page;
mod parting;
mod record;
mod scales;
mod server;
mod settings;
mod turn;
mod upgrade;
mod writer;

pub use log::Output;
pub use server::{Ended, Journal, Server};
pub use settings::Settings;
