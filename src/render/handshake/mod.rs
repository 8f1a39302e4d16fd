//! A handshake on the screen: in full, on a line, as sentences, as JSON. Values that open doors
//! (Cookie, Authorization) are hidden unless [`Detail::secrets`] asks for them.

mod excerpt;
mod findings;
mod full;
mod json;
mod line;
mod plain;
mod rows;

pub use full::{full, reply};
pub use json::{json, json_of};
pub use line::line;
pub use plain::plain;

/// How much to show.
#[derive(Clone, Copy, Debug, Default)]
pub struct Detail {
    /// Whether to show the values of Cookie, Set-Cookie and Authorization.
    pub secrets: bool,
}

#[cfg(test)]
mod tests;
