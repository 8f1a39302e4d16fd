//! H04: the Upgrade header does not say `websocket`.

use super::{Input, Level, Peer, RuleEntry, Sample, Words, always, rfc6455};
use crate::lang::{say, text};

/// The Upgrade header does not say `websocket`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Upgrade {
    /// It is not there.
    Missing,
    /// It names another protocol.
    Other,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "H04",
    name: "upgrade",
    level: Level::Error,
    source: rfc6455(
        "4.1",
        "The request MUST contain an |Upgrade| header field whose value MUST include the \
         \"websocket\" keyword.",
    )
    .in_response(
        "4.1",
        "If the response lacks an |Upgrade| header field or the |Upgrade| header field \
         contains a value that is not an ASCII case-insensitive match for the value \
         \"websocket\", the client MUST _Fail the WebSocket Connection_.",
    ),
    peer: Peer::Refuses(426),
    why: text(
        "Upgrade names the new protocol; Connection says that it is meant for the next hop, \
         so that an old proxy does not pass it on unread",
        "Upgrade 说明要换成什么协议；Connection 说明它只对下一跳有效，旧代理不会误传",
    ),
    breaks: Sample("another protocol", Input::Request(&["Upgrade: h2c"])),
    near_miss: Sample("the case does not matter", Input::Request(&["Upgrade: WebSocket"])),
};

pub(super) const WORDS: Words<Upgrade> = Words {
    title: |it, lang| match it {
        Upgrade::Missing => say!(lang, "there is no Upgrade header", "缺少 Upgrade 头字段"),
        Upgrade::Other => say!(
            lang,
            "the Upgrade header does not say websocket",
            "Upgrade 头字段的值不是 websocket"
        ),
    },
    caret: always("should be websocket", "应为 websocket"),
    fix: always("Upgrade: websocket", "Upgrade: websocket"),
};
