//! F13: the mask key of the sender's previous frame again.

use super::zero_mask;
use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, rfc6455};
use crate::lang::{say, text};
use crate::terms::MaskKey;

/// The mask key of the sender's previous frame again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaskKeyReused {
    /// The key.
    pub key: MaskKey,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "F13",
    name: "mask-key-reused",
    level: Level::Warning,
    source: rfc6455(
        "5.3",
        "the client MUST pick a fresh masking key from the set of allowed 32-bit values.",
    ),
    peer: Peer::Does(text("goes on", "照常继续")),
    why: text(
        "whoever has seen one frame could choose the bytes of the next on the wire",
        "看过一帧的人就能控制下一帧在线路上的字节",
    ),
    breaks: Sample(
        "the same mask key twice",
        Input::Frames(&[
            "1 000 0001 1 0000101 | 37 fa 21 3d | 'Hello'",
            "1 000 0001 1 0000101 | 37 fa 21 3d | 'again'",
        ]),
    ),
    near_miss: Sample(
        "two keys that differ in one bit",
        Input::Frames(&[
            "1 000 0001 1 0000101 | 37 fa 21 3d | 'Hello'",
            "1 000 0001 1 0000101 | 37 fa 21 3c | 'again'",
        ]),
    ),
};

pub(super) const WORDS: Words<MaskKeyReused> = Words {
    title: |&MaskKeyReused { key: [a, b, c, d] }, lang| {
        say!(
            lang,
            "the mask key {a:02x} {b:02x} {c:02x} {d:02x} of this sender's previous frame again",
            "掩码键 {a:02x} {b:02x} {c:02x} {d:02x} 与该发送方上一帧相同"
        )
    },
    caret: Says::Nothing,
    fix: Says::Always(zero_mask::FRESH),
};
