//! F02: the payload ends too early.

use super::short_header;
use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, always, rfc6455};
use crate::lang::{say, text};

/// The payload ends too early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShortPayload {
    /// Payload bytes that are here.
    pub have: u64,
    /// Payload bytes that the header announces.
    pub need: u64,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "F02",
    name: "short-payload",
    level: Level::Incomplete,
    source: rfc6455("5.2", "The length of the \"Payload data\", in bytes"),
    peer: Peer::Does(text("waits for the missing bytes", "等待其余字节")),
    why: short_header::ENTRY.why,
    breaks: Sample(
        "4 of 5 payload bytes are here",
        Input::Frames(&["1 000 0001 1 0000101 | 37 fa 21 3d | 'Hell'"]),
    ),
    near_miss: Sample(
        "all 5 are",
        Input::Frames(&["1 000 0001 1 0000101 | 37 fa 21 3d | 'Hello'"]),
    ),
};

pub(super) const WORDS: Words<ShortPayload> = Words {
    title: |&ShortPayload { have, need }, lang| {
        let missing = need - have;
        say!(
            lang,
            "frame is cut short: {have} of {need} payload bytes are here, {missing} missing",
            "帧不完整：载荷应有 {need} 字节，现有 {have} 字节，还缺 {missing} 字节"
        )
    },
    caret: always("input ends here", "输入到此为止"),
    fix: Says::Nothing,
};
