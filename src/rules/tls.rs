//! H15: these are the bytes of TLS.

use super::{Input, Level, Peer, RuleEntry, Sample, Words, always, rfc6455};
use crate::lang::{say, text};

/// These are the bytes of TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tls;

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "H15",
    name: "tls",
    level: Level::Error,
    source: rfc6455(
        "4.1",
        "If /secure/ is true, the client MUST perform a TLS handshake over the connection \
         after opening the connection and before sending the handshake data",
    ),
    peer: Peer::Does(text("closes the connection", "关闭连接")),
    why: text(
        "wss is WebSocket inside TLS: the HTTP request comes after the TLS handshake",
        "wss 是 TLS 里的 WebSocket：HTTP 请求在 TLS 握手之后才出现",
    ),
    breaks: Sample(
        "the first bytes of TLS",
        Input::Bytes(
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\
              \x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\
              \x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f",
        ),
    ),
    near_miss: Sample("HTTP", Input::Request(&[])),
};

pub(super) const WORDS: Words<Tls> = Words {
    title: |_, lang| {
        say!(
            lang,
            "this is TLS, not HTTP: the other end speaks wss (or https)",
            "这是 TLS，不是 HTTP：对端用的是 wss（或 https）"
        )
    },
    caret: always("a TLS record: 5 bytes of header", "TLS 记录的 5 字节头"),
    fix: always("use wss:// at both ends, or ws:// at both", "两端都用 wss://，或都用 ws://"),
};
