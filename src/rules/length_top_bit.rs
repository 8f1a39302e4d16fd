//! F10: the top bit of the 64-bit length is 1.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, always, rfc6455};
use crate::lang::{say, text};
use crate::terms::CloseCode;

/// The top bit of the 64-bit length is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LengthTopBit {
    /// The length as written.
    pub len: u64,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "F10",
    name: "length-top-bit",
    level: Level::Error,
    source: rfc6455("5.2", "the most significant bit MUST be 0"),
    peer: Peer::Fails(CloseCode::PROTOCOL_ERROR),
    why: text(
        "the length then fits a signed 64-bit number, the largest that many languages have",
        "这样长度就能放进有符号 64 位整数，这是很多语言的最大整数",
    ),
    breaks: Sample(
        "bit 63 of the length is 1",
        Input::Frames(&["1 000 0010 1 1111111 | 80 00 00 00 00 00 00 05 | 37 fa 21 3d | 'Hello'"]),
    ),
    near_miss: Sample(
        "65536 bytes, the least that needs the 64-bit form",
        Input::Frames(&["1 000 0010 0 1111111 | 00 00 00 00 00 01 00 00 | 00 x 65536"]),
    ),
};

pub(super) const WORDS: Words<LengthTopBit> = Words {
    title: |&LengthTopBit { len }, lang| {
        say!(
            lang,
            "the top bit of the 64-bit length is 1: {len:#018x} is not a length",
            "64 位长度的最高位是 1：{len:#018x} 不是合法长度"
        )
    },
    caret: always("the bit of value 2^63", "这是值为 2^63 的位"),
    fix: Says::Nothing,
};
