//! H08: a header that may stand only once stands again.

use super::{Input, Level, Peer, RuleEntry, Sample, Words, always, rfc6455};
use crate::lang::{say, text};
use crate::terms::HeaderName;

/// A header that may stand only once stands again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DuplicateHeader(pub HeaderName);

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "H08",
    name: "duplicate-header",
    level: Level::Error,
    source: rfc6455(
        "11.3.1",
        "The |Sec-WebSocket-Key| header field MUST NOT appear more than once in an HTTP \
         request.",
    )
    .in_response(
        "11.3.3",
        "The |Sec-WebSocket-Accept| header MUST NOT appear more than once in an HTTP \
         response.",
    ),
    peer: Peer::Refuses(400),
    why: text(
        "of two values, one program takes the first and the next the last",
        "同一个头字段有两个值时，有的程序取第一个，有的取最后一个",
    ),
    breaks: Sample("the version twice", Input::Request(&["+Sec-WebSocket-Version: 13"])),
    near_miss: Sample(
        "the subprotocols may stand in two lines",
        Input::Request(&["Sec-WebSocket-Protocol: chat", "+Sec-WebSocket-Protocol: superchat"]),
    ),
};

pub(super) const WORDS: Words<DuplicateHeader> = Words {
    title: |DuplicateHeader(name), lang| {
        let name = name.spelling();
        say!(lang, "{name} appears a second time", "{name} 重复出现")
    },
    caret: always("the second one", "第二次出现"),
    fix: always("send it once", "只发一次"),
};
