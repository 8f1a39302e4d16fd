//! The handshake of HTTP/2, extended CONNECT (RFC 8441): binary, and with other headers.

use super::{Exchange, HeadSuspect};
use crate::handshake::{Beginning, begins_like_head};
use crate::lang::Lang;
use crate::slips::words::quoted;

pub(super) const NAME: &str = "http2-connect";

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    let host = honest.request.lines().find_map(|line| line.strip_prefix("Host: "));
    let host = host.unwrap_or_default();
    format!(
        ":method: CONNECT\r\n:protocol: websocket\r\n:scheme: http\r\n:path: /chat\r\n\
         :authority: {host}\r\nsec-websocket-version: 13\r\n\r\n"
    )
    .into_bytes()
}

pub(super) fn explains(suspect: &HeadSuspect<'_>) -> Option<String> {
    let head = suspect.heads().find(|head| begins_like_head(&head.bytes) == Beginning::Http2)?;
    let first = head.start.line().text;
    Some(super::suspect::shown(head.part(first)))
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the handshake of HTTP/2: extended CONNECT, not supported here",
        "HTTP/2 的握手（扩展 CONNECT），本工具不支持",
    )
}

pub(super) fn evidence(_: Lang, proof: &str) -> Option<String> {
    quoted(proof)
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Let the server offer http/1.1 alone (ALPN), or look behind the proxy.",
        "让服务端只提供 http/1.1（ALPN），或在代理之后查看。",
    )
}
