//! M05: the message is longer than this reader keeps, or all that are unfinished are.

use super::over_limit;
use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words};
use crate::lang::say;
use crate::terms::CloseCode;

/// The message is longer than this reader keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessageTooBig {
    /// The limit in bytes.
    pub limit: u64,
    /// Whether that is the limit of all connections together, and this message was among those that
    /// held most.
    pub shared: bool,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "M05",
    name: "message-too-big",
    level: Level::Error,
    source: over_limit::ENTRY.source,
    peer: Peer::Fails(CloseCode::MESSAGE_TOO_BIG),
    why: over_limit::ENTRY.why,
    breaks: Sample(
        "9 bytes in two frames where 8 are the limit",
        Input::With(
            "--max-message 8",
            &[
                "0 000 0001 1 0000101 | 37 fa 21 3d | 'Hello'",
                "1 000 0000 1 0000100 | 5d 9e 7e 3a | 'more'",
            ],
        ),
    ),
    near_miss: Sample(
        "8 bytes",
        Input::With(
            "--max-message 8",
            &[
                "0 000 0001 1 0000100 | 37 fa 21 3d | 'Hell'",
                "1 000 0000 1 0000100 | 5d 9e 7e 3a | 'more'",
            ],
        ),
    ),
};

pub(super) const WORDS: Words<MessageTooBig> = Words {
    title: |&MessageTooBig { limit, shared }, lang| {
        if shared {
            return say!(
                lang,
                "all connections together hold more than {limit} bytes; this message, one of the largest, is not kept",
                "所有连接共占用超过 {limit} 字节内存；本消息是其中较大的一条，内容不保留"
            );
        }
        say!(
            lang,
            "the message is longer than {limit} bytes; the rest is not kept",
            "消息超过 {limit} 字节，超出部分不保留"
        )
    },
    caret: Says::Nothing,
    fix: Says::By(|&MessageTooBig { shared, .. }, lang| {
        let option = if shared { "--max-memory" } else { "--max-message" };
        Some(say!(lang, "{option} raises the limit", "用 {option} 提高上限"))
    }),
};
