//! H10: the status code is not 101.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, always, rfc6455};
use crate::lang::{say, text};

/// The status code is not 101.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The response refuses or redirects, as a server may.
    Refused(u16),
    /// The response has the headers of an agreement, but another status code.
    MeantToAgree(u16),
    /// No status code can be read.
    Unreadable,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "H10",
    name: "status",
    level: Level::Error,
    source: rfc6455(
        "1.3",
        "Any status code other than 101 indicates that the WebSocket handshake has not \
         completed and that the semantics of HTTP still apply.",
    ),
    peer: Peer::Does(text("stays with HTTP and sends no frame", "仍按 HTTP 处理，不发送帧")),
    why: text(
        "up to the 101 the connection is HTTP, with all that HTTP may answer",
        "在 101 之前连接还是 HTTP，可以有任何 HTTP 应答",
    ),
    breaks: Sample(
        "200",
        Input::Exchange(
            &[],
            &["HTTP/1.1 200 OK", "-Upgrade", "-Connection", "-Sec-WebSocket-Accept"],
        ),
    ),
    near_miss: Sample("101, in other words", Input::Exchange(&[], &["HTTP/1.1 101 OK"])),
};

pub(super) const WORDS: Words<Status> = Words {
    title: |it, lang| match it {
        Status::Refused(code) => say!(
            lang,
            "status {code}, not 101: the connection stays HTTP, no frames follow",
            "状态码是 {code} 而不是 101：连接仍是 HTTP，后面没有帧"
        ),
        Status::MeantToAgree(code) => say!(
            lang,
            "status {code} on a response that agrees: only 101 opens the connection",
            "应答表示同意，状态码却是 {code}：只有 101 才会建立连接"
        ),
        Status::Unreadable => say!(lang, "the first line has no status code", "首行没有状态码"),
    },
    caret: always("101 would open the connection", "101 才会建立连接"),
    fix: Says::By(|it, _| match it {
        Status::MeantToAgree(_) | Status::Unreadable => {
            Some("HTTP/1.1 101 Switching Protocols".to_owned())
        }
        Status::Refused(_) => None,
    }),
};
