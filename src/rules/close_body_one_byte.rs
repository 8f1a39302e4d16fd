//! C01: a Close body of one byte, half a status code.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, always, rfc6455};
use crate::lang::{say, text};
use crate::terms::CloseCode;

/// A Close body of one byte, half a status code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CloseBodyOneByte {
    /// That byte.
    pub byte: u8,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "C01",
    name: "close-body-one-byte",
    level: Level::Error,
    source: rfc6455(
        "5.5.1",
        "If there is a body, the first two bytes of the body MUST be a 2-byte unsigned \
         integer",
    ),
    peer: Peer::Fails(CloseCode::PROTOCOL_ERROR),
    why: text(
        "the status code is a 16-bit number, high byte first",
        "状态码是 16 位整数，高字节在前",
    ),
    breaks: Sample(
        "half a status code",
        Input::Frames(&["1 000 1000 1 0000001 | 37 fa 21 3d | 03"]),
    ),
    near_miss: Sample("no body at all", Input::Frames(&["1 000 1000 1 0000000 | 37 fa 21 3d"])),
};

pub(super) const WORDS: Words<CloseBodyOneByte> = Words {
    title: |&CloseBodyOneByte { byte }, lang| {
        say!(
            lang,
            "a close body of one byte ({byte:02x}): a status code has two",
            "关闭帧的载荷只有 1 字节（{byte:02x}）：状态码需要 2 字节"
        )
    },
    caret: Says::Nothing,
    fix: always(
        "send no body, or two bytes: 03 e8 for 1000",
        "不带载荷，或写两个字节：03 e8 即 1000",
    ),
};
