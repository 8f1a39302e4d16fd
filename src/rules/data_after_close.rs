//! C04: a data frame from an end that has already sent a Close frame.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, always, rfc6455};
use crate::lang::{say, text};
use crate::terms::{Opcode, opcode_name};

/// A data frame from an end that has already sent a Close frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DataAfterClose {
    /// Its opcode.
    pub opcode: Opcode,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "C04",
    name: "data-after-close",
    level: Level::Error,
    source: rfc6455(
        "5.5.1",
        "The application MUST NOT send any more data frames after sending a Close frame.",
    ),
    peer: Peer::Does(text("ignores it or drops the connection", "忽略或断开连接")),
    why: text(
        "close says \"I have sent everything\": the peer may already have stopped reading",
        "关闭帧表示“我已发完”，对端可能已不再读取",
    ),
    breaks: Sample(
        "a text after the own Close frame",
        Input::Frames(&[
            "1 000 1000 1 0000010 | 37 fa 21 3d | 03 e8",
            "1 000 0001 1 0000101 | 5d 9e 7e 3a | 'Hello'",
        ]),
    ),
    near_miss: Sample(
        "a text from the other end",
        Input::Frames(&[
            "1 000 1000 1 0000010 | 37 fa 21 3d | 03 e8",
            "1 000 0001 0 0000101 | 'Hello'",
        ]),
    ),
};

pub(super) const WORDS: Words<DataAfterClose> = Words {
    title: |&DataAfterClose { opcode }, lang| {
        let name = opcode_name(lang, opcode);
        say!(
            lang,
            "a data frame ({name}) after this sender's close frame",
            "该发送方发出关闭帧之后又发了数据帧（{name}）"
        )
    },
    caret: Says::Nothing,
    fix: always("send everything first, close last", "先发完数据，最后发关闭帧"),
};
