//! Subprotocols offered and none chosen: browsers fail the connection.

use super::{Exchange, Suspect};
use crate::finding::{Fault, Subprotocol};

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    honest.changed_answer(|answer| answer.replace("Sec-WebSocket-Protocol: chat\r\n", ""))
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<String> {
    suspect.found(|fault| fault == Fault::Subprotocol(Subprotocol::NotEchoed))
}
