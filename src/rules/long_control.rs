//! F05: a control frame with more than 125 bytes of payload.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, always, rfc6455};
use crate::lang::{say, text};
use crate::terms::{CloseCode, Opcode};

/// A control frame with more than 125 bytes of payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LongControl {
    /// Its opcode.
    pub opcode: Opcode,
    /// Its payload length in bytes.
    pub len: u64,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "F05",
    name: "control-too-long",
    level: Level::Error,
    source: rfc6455(
        "5.5",
        "All control frames MUST have a payload length of 125 bytes or less and MUST NOT be \
         fragmented.",
    ),
    peer: Peer::Fails(CloseCode::PROTOCOL_ERROR),
    why: text(
        "control frames come between fragments and must be taken in at once, without a buffer",
        "控制帧可能插在分片之间，必须能立即收下，不需要大缓冲区",
    ),
    breaks: Sample(
        "a ping with 126 bytes",
        Input::Frames(&["1 000 1001 1 1111110 | 00 7e | 37 fa 21 3d | 'p' x 126"]),
    ),
    near_miss: Sample(
        "125 bytes are allowed",
        Input::Frames(&["1 000 1001 1 1111101 | 37 fa 21 3d | 'p' x 125"]),
    ),
};

pub(super) const WORDS: Words<LongControl> = Words {
    title: |&LongControl { len, .. }, lang| {
        say!(
            lang,
            "control frame too long: {len} payload bytes, the limit is 125",
            "控制帧过长：载荷 {len} 字节，上限是 125 字节"
        )
    },
    caret: Says::By(|&LongControl { len, .. }, lang| {
        let (marker, bytes) = if len <= 0xffff { (126, 2) } else { (127, 8) };
        Some(say!(
            lang,
            "{marker} says \"read {bytes} more bytes\": they say {len}",
            "{marker} 表示“再读 {bytes} 字节”：得 {len}"
        ))
    }),
    fix: always(
        "send the data as a text or binary frame, or cut it to 125 bytes",
        "改用文本帧或二进制帧发送，或截到 125 字节以内",
    ),
};
