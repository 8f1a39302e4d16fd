//! A handshake on the screen: in full, on a line, as sentences, as JSON. Secrets
//! (`handshake::secrets`) are hidden unless [`Detail::secrets`] asks for them.

mod excerpt;
mod findings;
mod full;
mod json;
mod line;
mod plain;

pub use full::{full, reply};
pub use json::{json, json_of};
pub use line::line;
pub use plain::plain;

use super::Detail;

#[cfg(test)]
mod tests;
