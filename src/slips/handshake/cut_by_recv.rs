//! One `recv(1024)` taken for the whole head: a browser's cookies make it longer.

use super::{Exchange, Suspect};
use crate::handshake::{Head, HeadEnd};

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    let cookie = format!("\r\nCookie: session={}\r\n", "0123456789abcdef".repeat(60));
    let long = honest.request.replacen("\r\n", &cookie, 1);
    long.into_bytes().into_iter().take(1024).collect()
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<String> {
    let cut = suspect.heads().last().filter(|head| fits(head))?;
    Some(cut.bytes.len().to_string())
}

/// Whether a head ends where a buffer of a usual size ends.
pub(super) fn fits(head: &Head) -> bool {
    let len = head.bytes.len();
    head.end == HeadEnd::Cut && len.is_power_of_two() && (128..=32768).contains(&len)
}
