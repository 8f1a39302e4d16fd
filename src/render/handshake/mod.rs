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
use crate::analysis::Place;
use crate::dissection::Half;

/// Where and when a head came: of the two heads of an opening each has a time of its own.
const fn place_of(half: &Half, opening: Place) -> Place {
    match (half.time, half.packet) {
        (None, None) => opening,
        (time, packet) => Place { connection: opening.connection, time, packet },
    }
}

#[cfg(test)]
mod tests;
