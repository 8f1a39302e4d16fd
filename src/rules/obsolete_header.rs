//! H16: a header of a draft that is no longer in use.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, always, rfc6455};
use crate::lang::{say, text};
use crate::terms::HeaderName;

/// A header of a draft that is no longer in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ObsoleteHeader(pub HeaderName);

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "H16",
    name: "obsolete-header",
    level: Level::Warning,
    source: rfc6455("4.2.1", "Unknown header fields are ignored, as per [RFC2616]."),
    peer: Peer::Does(text("goes on", "照常继续")),
    why: text(
        "drafts of 2010 had other headers; tutorials still copy them",
        "2010 年的草案用过别的头字段，很多教程还在照抄",
    ),
    breaks: Sample(
        "a header of a draft",
        Input::Exchange(&[], &["WebSocket-Location: ws://localhost:8888/chat"]),
    ),
    near_miss: Sample(
        "a header of HTTP",
        Input::Exchange(&[], &["Location: ws://localhost:8888/chat"]),
    ),
};

pub(super) const WORDS: Words<ObsoleteHeader> = Words {
    title: |ObsoleteHeader(name), lang| {
        let name = name.spelling();
        say!(
            lang,
            "{name} belongs to a draft of 2010: RFC 6455 has no such header",
            "{name} 属于 2010 年的草案：RFC 6455 没有这个头字段"
        )
    },
    caret: Says::Nothing,
    fix: always("leave it out: nobody reads it", "去掉它：没有人会读"),
};
