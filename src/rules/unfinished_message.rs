//! M04: the input or the connection ends, and the message has had no frame with FIN 1.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, always, rfc6455};
use crate::lang::{plural, say, text};
use crate::terms::{Opcode, opcode_name};

/// The input or the connection ends, and the message has had no frame with FIN 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnfinishedMessage {
    /// What the message carries: text or binary.
    pub kind: Opcode,
    /// The frame with which it began.
    pub first_frame: u64,
    /// How many frames of it came.
    pub frames: u64,
    /// Its length in bytes as far as it came.
    pub len: u64,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "M04",
    name: "unfinished-message",
    level: Level::Incomplete,
    source: rfc6455(
        "5.4",
        "and terminated by a single frame with the FIN bit set and an opcode of 0",
    ),
    peer: Peer::Does(text("waits for the missing bytes", "等待其余字节")),
    why: text(
        "only FIN 1 says that a message is whole; until then the receiver must wait",
        "只有 FIN 为 1 才表示消息完整，在那之前接收方只能等待",
    ),
    breaks: Sample("no frame with FIN 1", Input::Frames(&["0 000 0001 0 0000011 | 'Hel'"])),
    near_miss: Sample(
        "the last one has it",
        Input::Frames(&["0 000 0001 0 0000011 | 'Hel'", "1 000 0000 0 0000010 | 'lo'"]),
    ),
};

pub(super) const WORDS: Words<UnfinishedMessage> = Words {
    title: |&UnfinishedMessage { kind, first_frame, frames, len }, lang| {
        let name = opcode_name(lang, kind);
        let (f, b) = (plural(frames), plural(len));
        say!(
            lang,
            "the {name} message that began with frame {first_frame} has no end: {frames} \
             frame{f}, {len} byte{b}, none with FIN 1",
            "从第 {first_frame} 帧开始的{name}消息没有结束：共 {frames} 帧，{len} 字节，没有 FIN \
             为 1 的帧"
        )
    },
    caret: Says::Nothing,
    fix: always(
        "send the last fragment with FIN 1 (80 ...), or a message of one frame with FIN 1",
        "最后一个分片的 FIN 置 1（80 ...），或者整个消息只用一帧且 FIN 为 1",
    ),
};
