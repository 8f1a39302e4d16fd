//! `WebSocket-Location` and `Sec-WebSocket-Origin`, of a draft of 2010, in an answer: copied.

use super::suspect::shown;
use super::{Exchange, Suspect};
use crate::terms::HeaderName;

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    let line = "\r\nWebSocket-Location: ws://127.0.0.1:9527/chat\r\n\r\n";
    honest.changed_answer(|answer| answer.replace("\r\n\r\n", line))
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<String> {
    let answer = suspect.answer?;
    let mut names = [HeaderName::ObsoleteLocation, HeaderName::ObsoleteOrigin].into_iter();
    let (field, _) = names.find_map(|name| answer.all(name).next())?;
    Some(shown(answer.part(field.line.text)))
}
