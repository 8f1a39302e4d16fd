//! A body behind the head: a framework's answer, or a page, before the first frame.

use super::suspect::shown;
use super::{Exchange, Suspect};
use crate::finding::Fault;

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    let answer = honest.answer.replace("\r\n\r\n", "\r\nContent-Length: 11\r\n\r\n");
    Exchange { answer, rest: b"{\"ok\":true}\x81\x05Hello".to_vec(), ..honest.clone() }.write()
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<String> {
    let announced = suspect.found(|fault| matches!(fault, Fault::Body(_)));
    announced.or_else(|| {
        suspect.answer.filter(|answer| answer.status() == Some(101))?;
        text_that_is_no_frame(suspect.rest)
    })
}

/// The start of text whose first byte cannot begin a frame: a reserved opcode, RSV2 or RSV3.
pub(super) fn text_that_is_no_frame(rest: &[u8]) -> Option<String> {
    let first = *rest.first()?;
    let frame = first & 0x30 == 0 && matches!(first & 0x0f, 0..=2 | 8..=10);
    let start = rest.get(..8).unwrap_or(rest);
    let text = start.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\r' | b'\n' | b'\t'));
    (!frame && text).then(|| shown(start))
}
