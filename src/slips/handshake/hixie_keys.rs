//! `Sec-WebSocket-Key1` and `Key2`: the handshake of a draft of 2010, which no browser speaks.

use super::suspect::shown;
use super::{Exchange, HeadSuspect};
use crate::lang::Lang;
use crate::slips::words::quoted;
use crate::terms::HeaderName;

pub(super) const NAME: &str = "hixie-keys";

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    honest.only_request(|request| {
        let line = request.lines().find(|line| line.starts_with("Sec-WebSocket-Key"));
        let keys = "Sec-WebSocket-Key1: 4 @1  46546xW%0l 1 5\r\n\
                    Sec-WebSocket-Key2: 12998 5 Y3 1  .P00";
        request.replace(line.unwrap_or_default(), keys)
    })
}

pub(super) fn explains(suspect: &HeadSuspect<'_>) -> Option<String> {
    let request = suspect.request?;
    let mut names = [HeaderName::Key1, HeaderName::Key2].into_iter();
    let (field, _) = names.find_map(|name| request.all(name).next())?;
    Some(shown(request.part(field.line.text)))
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the client speaks the draft of 2010 (hixie-76)",
        "客户端用的是 2010 年的草案（hixie-76）",
    )
}

pub(super) fn evidence(_: Lang, proof: &str) -> Option<String> {
    quoted(proof)
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Use a client of RFC 6455; every browser since 2012 is one.",
        "换用支持 RFC 6455 的客户端；2012 年以后的浏览器都支持。",
    )
}
