//! `WebSocket-Location` and `Sec-WebSocket-Origin`, of a draft of 2010, in an answer: copied.

use super::suspect::shown;
use super::{Exchange, HeadSuspect};
use crate::lang::Lang;
use crate::slips::words::quoted;
use crate::terms::HeaderName;

pub(super) const NAME: &str = "obsolete-location";

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    let line = "\r\nWebSocket-Location: ws://127.0.0.1:9527/chat\r\n\r\n";
    honest.changed_answer(|answer| answer.replace("\r\n\r\n", line))
}

pub(super) fn explains(suspect: &HeadSuspect<'_>) -> Option<String> {
    let answer = suspect.answer?;
    let mut names = [HeaderName::ObsoleteLocation, HeaderName::ObsoleteOrigin].into_iter();
    let (field, _) = names.find_map(|name| answer.all(name).next())?;
    Some(shown(answer.part(field.line.text)))
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the response was copied from a tutorial on the draft of 2010",
        "应答照抄了 2010 年草案的写法",
    )
}

pub(super) fn evidence(_: Lang, proof: &str) -> Option<String> {
    quoted(proof)
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Leave it out: 101, Upgrade, Connection and Sec-WebSocket-Accept are all.",
        "去掉它：有 101, Upgrade, Connection 和 Sec-WebSocket-Accept 就够了。",
    )
}
