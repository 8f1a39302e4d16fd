//! F04: an opcode without a meaning.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, always, rfc6455};
use crate::lang::{say, text};
use crate::terms::{CloseCode, Opcode};

/// An opcode without a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReservedOpcode {
    /// The opcode.
    pub opcode: Opcode,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "F04",
    name: "reserved-opcode",
    level: Level::Error,
    source: rfc6455(
        "5.2",
        "If an unknown opcode is received, the receiving endpoint MUST _Fail the WebSocket \
         Connection_.",
    ),
    peer: Peer::Fails(CloseCode::PROTOCOL_ERROR),
    why: text(
        "receivers that guess what an unknown frame means would each guess differently",
        "接收方若猜测未知帧的含义，各家会猜得不一样",
    ),
    breaks: Sample("opcode 0xb", Input::Frames(&["1 000 1011 1 0000101 | 37 fa 21 3d | 'Hello'"])),
    near_miss: Sample(
        "opcode 0xa is pong",
        Input::Frames(&["1 000 1010 1 0000101 | 37 fa 21 3d | 'Hello'"]),
    ),
};

pub(super) const WORDS: Words<ReservedOpcode> = Words {
    title: |&ReservedOpcode { opcode: Opcode(opcode) }, lang| {
        say!(
            lang,
            "opcode 0x{opcode:x} is reserved: it has no meaning",
            "操作码 0x{opcode:x} 是保留值，没有定义含义"
        )
    },
    caret: Says::By(|&ReservedOpcode { opcode: Opcode(opcode) }, lang| {
        Some(say!(
            lang,
            "opcode = {opcode:04b} = 0x{opcode:x}",
            "操作码 = {opcode:04b} = 0x{opcode:x}"
        ))
    }),
    fix: always(
        "use 1 text, 2 binary, 0 continuation, 8 close, 9 ping or a pong",
        "可用的操作码：1 文本，2 二进制，0 延续，8 关闭，9 ping，a pong",
    ),
};
