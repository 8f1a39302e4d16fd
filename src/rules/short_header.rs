//! F01: the header ends too early.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, always, rfc6455};
use crate::lang::{say, text};

/// The header ends too early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShortHeader {
    /// Header bytes that are here.
    pub have: usize,
    /// Header bytes that are needed, as far as those tell.
    pub need: usize,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "F01",
    name: "short-header",
    level: Level::Incomplete,
    source: rfc6455("5.2", "Payload length: 7 bits, 7+16 bits, or 7+64 bits"),
    peer: Peer::Does(text("waits for the missing bytes", "等待其余字节")),
    why: text(
        "TCP delivers bytes, not frames: one recv() may end anywhere, the rest comes later",
        "TCP 传的是字节流，不是帧：一次 recv() 可能停在任何位置，其余的稍后才到",
    ),
    breaks: Sample(
        "the third byte of the mask key is the last",
        Input::Frames(&["1 000 0001 1 0000101 | 37 fa 21"]),
    ),
    near_miss: Sample(
        "the header is all there is: the payload is empty",
        Input::Frames(&["1 000 0001 1 0000000 | 37 fa 21 3d"]),
    ),
};

pub(super) const WORDS: Words<ShortHeader> = Words {
    title: |&ShortHeader { have, need }, lang| {
        let missing = need - have;
        say!(
            lang,
            "header is cut short: {have} of at least {need} bytes are here, {missing} missing",
            "帧头不完整：至少需要 {need} 字节，现有 {have} 字节，还缺 {missing} 字节"
        )
    },
    caret: always("input ends here", "输入到此为止"),
    fix: Says::Nothing,
};
