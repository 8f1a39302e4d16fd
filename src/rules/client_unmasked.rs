//! F07: a client's frame without a mask.

use super::{Input, Level, Peer, RuleEntry, Sample, Words, always, rfc6455};
use crate::lang::{say, text};
use crate::terms::CloseCode;

/// A client's frame without a mask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientUnmasked;

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "F07",
    name: "client-unmasked",
    level: Level::Error,
    source: rfc6455(
        "5.1",
        "The server MUST close the connection upon receiving a frame that is not masked.",
    ),
    peer: Peer::Fails(CloseCode::PROTOCOL_ERROR),
    why: text(
        "a random mask keeps a web page from choosing the bytes that a proxy sees, and so \
         from poisoning its cache (RFC 6455 10.3)",
        "随机掩码使网页无法决定代理看到的字节，从而不能毒化代理缓存（RFC 6455 10.3）",
    ),
    breaks: Sample(
        "a client sends without a mask",
        Input::With("--from client", &["1 000 0001 0 0000101 | 'Hello'"]),
    ),
    near_miss: Sample(
        "with one",
        Input::With("--from client", &["1 000 0001 1 0000101 | 37 fa 21 3d | 'Hello'"]),
    ),
};

pub(super) const WORDS: Words<ClientUnmasked> = Words {
    title: |_, lang| {
        say!(
            lang,
            "a client's frame without a mask: MASK is 0",
            "客户端发出的帧没有掩码：MASK 为 0"
        )
    },
    caret: always("MASK is 0, should be 1", "MASK 为 0，应为 1"),
    fix: always(
        "set the MASK bit, send 4 random bytes, XOR the payload with them",
        "把 MASK 位置 1，写入 4 个随机字节，再用它们与载荷异或",
    ),
};
