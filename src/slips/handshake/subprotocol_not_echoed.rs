//! Subprotocols offered and none chosen: browsers fail the connection.

use super::{Exchange, HeadSuspect};
use crate::finding::{Fault, Subprotocol};
use crate::lang::Lang;

pub(super) const NAME: &str = "subprotocol-not-echoed";

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    honest.changed_answer(|answer| answer.replace("Sec-WebSocket-Protocol: chat\r\n", ""))
}

pub(super) fn explains(suspect: &HeadSuspect<'_>) -> Option<String> {
    suspect.found(|fault| fault == Fault::Subprotocol(Subprotocol::NotEchoed))
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "subprotocols were offered and the server chose none",
        "客户端提出了子协议，服务端没有回选",
    )
}

pub(super) fn evidence(_: Lang, _: &str) -> Option<String> {
    None
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Send back one of those offered, or open new WebSocket(url) without the second argument.",
        "从列表里选一个发回，或者 new WebSocket(url) 不带第二个参数。",
    )
}
