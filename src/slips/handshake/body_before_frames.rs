//! A body behind the head: a framework's answer, or a page, before the first frame.

use super::suspect::shown;
use super::{Exchange, HeadSuspect};
use crate::finding::Fault;
use crate::lang::Lang;
use crate::slips::words::quoted;

pub(super) const NAME: &str = "body-before-frames";

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    let answer = honest.answer.replace("\r\n\r\n", "\r\nContent-Length: 11\r\n\r\n");
    Exchange { answer, rest: b"{\"ok\":true}\x81\x05Hello".to_vec(), ..honest.clone() }.write()
}

pub(super) fn explains(suspect: &HeadSuspect<'_>) -> Option<String> {
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

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "a body was sent between the head and the first frame",
        "在头部和第一帧之间发送了消息体",
    )
}

pub(super) fn evidence(_: Lang, proof: &str) -> Option<String> {
    quoted(proof)
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Send nothing behind the blank line but frames.", "空行之后除了帧什么也不要发。")
}
