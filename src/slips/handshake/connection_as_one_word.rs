//! `Connection: keep-alive, Upgrade`, as Firefox writes it, compared with `Upgrade` as a whole.

use super::suspect::shown;
use super::{Exchange, HeadSuspect};
use crate::lang::{Lang, say};
use crate::terms::HeaderName;

pub(super) const NAME: &str = "connection-as-one-word";

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    honest.changed_answer(|_| {
        "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned()
    })
}

pub(super) fn explains(suspect: &HeadSuspect<'_>) -> Option<String> {
    let (request, answer) = (suspect.request?, suspect.answer?);
    let refused = matches!(answer.status(), Some(200 | 400 | 426));
    let listed = request.elements(HeaderName::Connection).count() > 1;
    let usual = request.bytes.windows(18).any(|part| part == b"Sec-WebSocket-Key:");
    let (text, _) = request.value(HeaderName::Connection)?;
    // The request is right, so the reader of it is not.
    (refused && listed && usual && suspect.of_request.is_empty()).then(|| shown(text))
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the server compares Connection as a whole, but it is a list",
        "服务端把 Connection 当成一个词比较，而它是列表",
    )
}

pub(super) fn evidence(lang: Lang, proof: &str) -> Option<String> {
    Some(say!(
        lang,
        "the request is right and was refused; its Connection is \"{proof}\"",
        "请求没有错却被拒绝；它的 Connection 是 \"{proof}\""
    ))
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Split it: 'upgrade' in [x.strip().lower() for x in connection.split(',')].",
        "先切开再比：'upgrade' in [x.strip().lower() for x in connection.split(',')]。",
    )
}
