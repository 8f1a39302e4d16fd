//! M05: the message is longer than this reader keeps.

use super::over_limit;
use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, always};
use crate::lang::say;
use crate::terms::CloseCode;

/// The message is longer than this reader keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessageTooBig {
    /// The limit in bytes.
    pub limit: u64,
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
    title: |&MessageTooBig { limit }, lang| {
        say!(
            lang,
            "the message is longer than {limit} bytes; the rest is not kept",
            "消息超过 {limit} 字节，超出部分不保留"
        )
    },
    caret: Says::Nothing,
    fix: always("--max-message raises the limit", "用 --max-message 提高上限"),
};
