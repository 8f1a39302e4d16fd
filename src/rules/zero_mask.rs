//! F11: the mask key is zero, so that the payload stands on the wire unmasked.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, rfc6455};
use crate::lang::{Text, say, text};

/// The mask key is zero, so that the payload stands on the wire unmasked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ZeroMask;

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "F11",
    name: "zero-mask",
    level: Level::Warning,
    source: rfc6455("5.3", "the masking key MUST be derived from a strong source of entropy"),
    peer: Peer::Does(text("goes on", "照常继续")),
    why: text(
        "a key that can be guessed protects a proxy no better than none (RFC 6455 10.3)",
        "能被猜到的掩码键和没有掩码一样，保护不了代理（RFC 6455 10.3）",
    ),
    breaks: Sample(
        "the mask key is 00 00 00 00",
        Input::Frames(&["1 000 0001 1 0000101 | 00 00 00 00 | 'Hello'"]),
    ),
    near_miss: Sample(
        "it is 00 00 00 01",
        Input::Frames(&["1 000 0001 1 0000101 | 00 00 00 01 | 'Hello'"]),
    ),
};

pub(super) const WORDS: Words<ZeroMask> = Words {
    title: |_, lang| {
        say!(
            lang,
            "the mask key is 00 00 00 00: the payload is not masked at all",
            "掩码键是 00 00 00 00：载荷等于没有掩码"
        )
    },
    caret: Says::Nothing,
    fix: Says::Always(FRESH),
};

/// How a key is chosen.
pub(super) const FRESH: Text = text(
    "take 4 fresh random bytes for each frame (Python: os.urandom(4))",
    "每帧都取 4 个新的随机字节（Python：os.urandom(4)）",
);
