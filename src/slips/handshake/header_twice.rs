//! A second `Host` or key: added by a library and by hand, or by a proxy.

use super::{Exchange, Suspect};
use crate::finding::Fault;

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    honest.only_request(|request| request.replacen("Host:", "Host: localhost\r\nHost:", 1))
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<String> {
    suspect.found(|fault| matches!(fault, Fault::DuplicateHeader(_)))
}
