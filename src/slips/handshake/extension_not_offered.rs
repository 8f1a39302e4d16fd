//! An extension agreed to that the client did not offer: an answer that was copied.

use super::{Exchange, Suspect};
use crate::finding::{Extension, Fault};

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    let line = "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n";
    honest.changed_answer(|answer| answer.replace("\r\n\r\n", line))
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<String> {
    suspect.found(|fault| fault == Fault::Extension(Extension::NotOffered))
}
