//! H09: the version of the WebSocket protocol is not 13.

use super::{Input, Level, Peer, RuleEntry, Sample, Words, always, rfc6455};
use crate::lang::{say, text};

/// The version of the WebSocket protocol is not 13.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProtocolVersion {
    /// It is not there.
    Missing,
    /// It is another one.
    Other,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "H09",
    name: "protocol-version",
    level: Level::Error,
    source: rfc6455(
        "4.1",
        "The request MUST include a header field with the name |Sec-WebSocket-Version|. The \
         value of this header field MUST be 13.",
    ),
    peer: Peer::Refuses(426),
    why: text(
        "earlier drafts framed otherwise; 13 is RFC 6455",
        "早期草案的帧格式不同；13 就是 RFC 6455",
    ),
    breaks: Sample("version 8, of a draft", Input::Request(&["Sec-WebSocket-Version: 8"])),
    near_miss: Sample("version 13", Input::Request(&[])),
};

pub(super) const WORDS: Words<ProtocolVersion> = Words {
    title: |it, lang| match it {
        ProtocolVersion::Missing => {
            say!(lang, "there is no Sec-WebSocket-Version", "缺少 Sec-WebSocket-Version")
        }
        ProtocolVersion::Other => say!(
            lang,
            "the WebSocket version is not 13, the only one that is in use",
            "WebSocket 版本不是 13，而 13 是唯一在用的版本"
        ),
    },
    caret: always("should be 13", "应为 13"),
    fix: always("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 13"),
};
