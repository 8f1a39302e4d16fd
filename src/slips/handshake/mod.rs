//! Slips of those who write handshakes: one file per slip, forward (`apply`) and back (`explains`).
//!
//! [`HandshakeSlip`] names them, an [`Exchange`] is what is spoiled, a [`Suspect`] is what came. Some
//! slips are made by who reads a request, and show in the answer alone.

mod exchange;
mod slip;
mod suspect;

mod bare_lf;
mod body_before_frames;
mod case_sensitive_names;
mod connection_as_one_word;
mod cut_by_recv;
mod extension_not_offered;
mod header_twice;
mod hixie_keys;
mod http2_connect;
mod key_with_newline;
mod no_blank_line;
mod obsolete_location;
mod ordinary_request;
mod space_before_colon;
mod split_at_every_colon;
mod subprotocol_not_echoed;
mod subprotocol_not_offered;
mod tls_for_http;

pub use exchange::Exchange;
pub use slip::HandshakeSlip;
pub use suspect::Suspect;

use crate::handshake::Head;

/// That a slip accounts for what came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandshakeClaim {
    /// The slip.
    pub slip: HandshakeSlip,
    /// The part of the head that proves it, as it came; empty where the whole does.
    pub proof: String,
}

/// What may have gone wrong in the code that wrote, or read, the heads.
pub fn explain(suspect: &Suspect<'_>) -> Vec<HandshakeClaim> {
    HandshakeSlip::ALL.into_iter().filter_map(|slip| slip.explains(suspect)).collect()
}

/// What the bytes behind a head show, where no frame begins with them: behind `request`, or else
/// behind a response that opens the connection.
pub fn explain_behind(request: Option<&Head>, rest: &[u8]) -> Vec<HandshakeClaim> {
    let (slip, proof) = match request {
        Some(request) => (HandshakeSlip::KeyWithNewline, key_with_newline::behind(request, rest)),
        None => (HandshakeSlip::BodyBeforeFrames, body_before_frames::text_that_is_no_frame(rest)),
    };
    proof.map(|proof| HandshakeClaim { slip, proof }).into_iter().collect()
}

#[cfg(test)]
mod tests;
