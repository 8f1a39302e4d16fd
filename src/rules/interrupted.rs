//! M02: a new data frame while a fragmented message is unfinished.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, always, rfc6455};
use crate::lang::{say, text};
use crate::terms::{CloseCode, Opcode, opcode_name};

/// A new data frame while a fragmented message is unfinished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interrupted {
    /// What the unfinished message carries: text or binary.
    pub open: Opcode,
    /// The opcode of the frame that came instead of a continuation.
    pub by: Opcode,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "M02",
    name: "interrupted-message",
    level: Level::Error,
    source: rfc6455(
        "5.4",
        "The fragments of one message MUST NOT be interleaved between the fragments of \
         another message",
    ),
    peer: Peer::Fails(CloseCode::PROTOCOL_ERROR),
    why: text(
        "fragments carry no message number: a receiver has only one place to put them",
        "分片没有消息编号，接收方只能把它们放进同一个消息",
    ),
    breaks: Sample(
        "a new text inside a fragmented one",
        Input::Frames(&[
            "0 000 0001 1 0000101 | 37 fa 21 3d | 'Hello'",
            "1 000 0001 1 0000011 | 5d 9e 7e 3a | 'new'",
        ]),
    ),
    near_miss: Sample(
        "the new text comes from the other end",
        Input::Frames(&[
            "0 000 0001 1 0000101 | 37 fa 21 3d | 'Hello'",
            "1 000 0001 0 0000011 | 'new'",
            "1 000 0000 1 0000001 | 5d 9e 7e 3a | '!'",
        ]),
    ),
};

pub(super) const WORDS: Words<Interrupted> = Words {
    title: |&Interrupted { open, by }, lang| {
        let (open, by) = (opcode_name(lang, open), opcode_name(lang, by));
        say!(
            lang,
            "a new {by} frame while a fragmented {open} message is unfinished",
            "分片的{open}消息还没结束，就来了新的{by}帧"
        )
    },
    caret: Says::Nothing,
    fix: always(
        "send the rest of the message with opcode 0, FIN 1 on the last, then the new one",
        "先用操作码 0 发完剩余分片（最后一片 FIN 置 1），再发新消息",
    ),
};
