//! H06: there is no Sec-WebSocket-Key.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, always, rfc6455};
use crate::lang::{say, text};

/// There is no Sec-WebSocket-Key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoKey;

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "H06",
    name: "no-key",
    level: Level::Error,
    source: rfc6455(
        "4.1",
        "The request MUST include a header field with the name |Sec-WebSocket-Key|.",
    ),
    peer: Peer::Refuses(400),
    why: text(
        "the response proves by the key that it is a response to this very request",
        "应答要靠 Key 值证明它对应的正是这个请求",
    ),
    breaks: Sample("no key", Input::Request(&["-Sec-WebSocket-Key"])),
    near_miss: Sample(
        "its name in lower case",
        Input::Request(&["sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ=="]),
    ),
};

pub(super) const WORDS: Words<NoKey> = Words {
    title: |_, lang| say!(lang, "there is no Sec-WebSocket-Key", "缺少 Sec-WebSocket-Key"),
    caret: Says::Nothing,
    fix: always(
        "Sec-WebSocket-Key: 16 random bytes in base64 (24 characters)",
        "Sec-WebSocket-Key: 16 个随机字节的 base64（24 个字符）",
    ),
};
