//! M01: a continuation frame, and no message is open.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, rfc6455};
use crate::lang::{say, text};
use crate::terms::CloseCode;

/// A continuation frame, and no message is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NothingToContinue;

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "M01",
    name: "nothing-to-continue",
    level: Level::Error,
    source: rfc6455(
        "5.4",
        "A fragmented message consists of a single frame with the FIN bit clear and an opcode \
         other than 0, followed by zero or more frames with the FIN bit clear and the opcode \
         set to 0",
    ),
    peer: Peer::Fails(CloseCode::PROTOCOL_ERROR),
    why: text(
        "only the opcode of a message's first frame says whether it is text or binary",
        "消息类型只写在第一帧的操作码里，没有它就不知道是文本还是二进制",
    ),
    breaks: Sample(
        "a continuation after a whole message",
        Input::Frames(&[
            "1 000 0001 1 0000101 | 37 fa 21 3d | 'Hello'",
            "1 000 0000 1 0000100 | 5d 9e 7e 3a | 'more'",
        ]),
    ),
    near_miss: Sample(
        "after the first part of one",
        Input::Frames(&[
            "0 000 0001 1 0000101 | 37 fa 21 3d | 'Hello'",
            "1 000 0000 1 0000100 | 5d 9e 7e 3a | 'more'",
        ]),
    ),
};

pub(super) const WORDS: Words<NothingToContinue> = Words {
    title: |_, lang| {
        say!(
            lang,
            "a continuation frame, but no message has begun",
            "这是延续帧，但没有已开始的消息"
        )
    },
    caret: Says::Nothing,
    fix: Says::Nothing,
};
