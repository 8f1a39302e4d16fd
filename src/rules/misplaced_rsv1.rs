//! M07: RSV1 is set where permessage-deflate has no use for it.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, always, rfc7692};
use crate::lang::{say, text};
use crate::terms::{CloseCode, Opcode, opcode_name};

/// RSV1 is set where permessage-deflate has no use for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MisplacedRsv1 {
    /// The opcode: a continuation, or a control frame.
    pub opcode: Opcode,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "M07",
    name: "misplaced-rsv1",
    level: Level::Error,
    source: rfc7692(
        "6",
        "An endpoint MUST NOT set the \"Per-Message Compressed\" bit of control frames and \
         non-first fragments of a data message.",
    ),
    peer: Peer::Fails(CloseCode::PROTOCOL_ERROR),
    why: text(
        "compression is a property of a whole data message, so its first frame says it once",
        "压缩是整个数据消息的属性，所以只在第一帧说明一次；控制帧从不压缩",
    ),
    breaks: Sample(
        "RSV1 on the second fragment as well",
        Input::With(
            "--ext permessage-deflate",
            &["0 100 0001 0 0000011 | f2 48 cd", "1 100 0000 0 0000100 | c9 c9 07 00"],
        ),
    ),
    near_miss: Sample(
        "on the first alone",
        Input::With(
            "--ext permessage-deflate",
            &["0 100 0001 0 0000011 | f2 48 cd", "1 000 0000 0 0000100 | c9 c9 07 00"],
        ),
    ),
};

pub(super) const WORDS: Words<MisplacedRsv1> = Words {
    title: |&MisplacedRsv1 { opcode }, lang| {
        let name = opcode_name(lang, opcode);
        say!(
            lang,
            "RSV1 set on a {name} frame: it belongs on the first frame of a data message only",
            "{name}帧的 RSV1 为 1：RSV1 只能出现在数据消息的第一帧"
        )
    },
    caret: always("RSV1 is 1, should be 0", "RSV1 为 1，应为 0"),
    fix: Says::By(|&MisplacedRsv1 { opcode: Opcode(opcode) }, lang| {
        Some(say!(
            lang,
            "clear RSV1: byte 0 = {opcode:02x}, or 8{opcode:x} with FIN",
            "把 RSV1 清 0：字节 0 = {opcode:02x}，带 FIN 时为 8{opcode:x}"
        ))
    }),
};
