//! H05: the Connection header does not say `Upgrade`.

use super::upgrade;
use super::{Input, Level, Peer, RuleEntry, Sample, Words, always, rfc6455};
use crate::lang::say;

/// The Connection header does not say `Upgrade`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// It is not there.
    Missing,
    /// It does not list `Upgrade`.
    Other,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "H05",
    name: "connection",
    level: Level::Error,
    source: rfc6455(
        "4.1",
        "The request MUST contain a |Connection| header field whose value MUST include the \
         \"Upgrade\" token.",
    )
    .in_response(
        "4.1",
        "If the response lacks a |Connection| header field or the |Connection| header field \
         doesn't contain a token that is an ASCII case-insensitive match for the value \
         \"Upgrade\", the client MUST _Fail the WebSocket Connection_.",
    ),
    peer: Peer::Refuses(426),
    why: upgrade::ENTRY.why,
    breaks: Sample("Upgrade is not in the list", Input::Request(&["Connection: keep-alive"])),
    near_miss: Sample(
        "it is, behind another",
        Input::Request(&["Connection: keep-alive, Upgrade"]),
    ),
};

pub(super) const WORDS: Words<Connection> = Words {
    title: |it, lang| match it {
        Connection::Missing => {
            say!(lang, "there is no Connection header", "缺少 Connection 头字段")
        }
        Connection::Other => say!(
            lang,
            "the Connection header does not list Upgrade",
            "Connection 头字段的列表里没有 Upgrade"
        ),
    },
    caret: always("Upgrade is not among these", "其中没有 Upgrade"),
    fix: always("Connection: Upgrade", "Connection: Upgrade"),
};
