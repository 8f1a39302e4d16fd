//! F08: a server's frame with a mask.

use super::{Input, Level, Peer, RuleEntry, Sample, Words, always, rfc6455};
use crate::lang::{say, text};
use crate::terms::CloseCode;

/// A server's frame with a mask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerMasked;

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "F08",
    name: "server-masked",
    level: Level::Error,
    source: rfc6455("5.1", "A client MUST close a connection if it detects a masked frame."),
    peer: Peer::Fails(CloseCode::PROTOCOL_ERROR),
    why: text(
        "a server chooses its own bytes, so a mask would only cost time",
        "服务端的字节由自己决定，掩码只会浪费时间",
    ),
    breaks: Sample(
        "a server masks",
        Input::With("--from server", &["1 000 0001 1 0000101 | 37 fa 21 3d | 'Hello'"]),
    ),
    near_miss: Sample(
        "it does not",
        Input::With("--from server", &["1 000 0001 0 0000101 | 'Hello'"]),
    ),
};

pub(super) const WORDS: Words<ServerMasked> = Words {
    title: |_, lang| {
        say!(lang, "a server's frame with a mask: MASK is 1", "服务端发出的帧带了掩码：MASK 为 1")
    },
    caret: always("MASK is 1, should be 0", "MASK 为 1，应为 0"),
    fix: always(
        "clear the MASK bit, send no key and the payload as it is",
        "把 MASK 位清 0，不写掩码键，载荷原样发送",
    ),
};
