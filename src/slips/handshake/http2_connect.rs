//! The handshake of HTTP/2, extended CONNECT (RFC 8441): binary, and with other headers.

use super::{Exchange, Suspect};
use crate::handshake::{Beginning, begins_like_head};

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    let host = honest.request.lines().find_map(|line| line.strip_prefix("Host: "));
    let host = host.unwrap_or_default();
    format!(
        ":method: CONNECT\r\n:protocol: websocket\r\n:scheme: http\r\n:path: /chat\r\n\
         :authority: {host}\r\nsec-websocket-version: 13\r\n\r\n"
    )
    .into_bytes()
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<String> {
    let head = suspect.heads().find(|head| begins_like_head(&head.bytes) == Beginning::Http2)?;
    let first = head.start.line().text;
    Some(super::suspect::shown(head.part(first)))
}
