//! A subprotocol chosen that the client did not offer: one that is always written.

use super::{Exchange, Suspect};
use crate::finding::{Fault, Subprotocol};

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    honest.changed_answer(|answer| answer.replace("Protocol: chat", "Protocol: echo"))
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<String> {
    suspect.found(|fault| fault == Fault::Subprotocol(Subprotocol::NotOffered))
}
