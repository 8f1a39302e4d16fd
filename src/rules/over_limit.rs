//! F12: the frame claims more payload than this reader takes.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, rfc6455};
use crate::lang::{say, text};
use crate::terms::CloseCode;

/// The frame claims more payload than this reader takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverLimit {
    /// Its payload length in bytes.
    pub len: u64,
    /// The limit in bytes.
    pub limit: u64,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "F12",
    name: "over-limit",
    level: Level::Error,
    source: rfc6455(
        "10.4",
        "Implementations that have implementation- and/or platform-specific limitations \
         regarding the frame size or total message size [...] MUST protect themselves against \
         exceeding those limits.",
    ),
    peer: Peer::Fails(CloseCode::MESSAGE_TOO_BIG),
    why: text(
        "a length costs the sender a few bytes to claim and the receiver memory to believe",
        "声明一个长度只要几个字节，接收方若信以为真，内存会被耗尽",
    ),
    breaks: Sample(
        "17 payload bytes where 16 are the limit",
        Input::With(
            "--max-frame 16",
            &["1 000 0001 1 0010001 | 37 fa 21 3d | 'seventeen letters'"],
        ),
    ),
    near_miss: Sample(
        "16 bytes",
        Input::With("--max-frame 16", &["1 000 0001 1 0010000 | 37 fa 21 3d | 'sixteen letters!'"]),
    ),
};

pub(super) const WORDS: Words<OverLimit> = Words {
    title: |&OverLimit { len, limit }, lang| {
        say!(
            lang,
            "the frame claims {len} payload bytes, this reader takes {limit}",
            "该帧声明载荷 {len} 字节，超过本程序的上限 {limit} 字节"
        )
    },
    caret: Says::By(|&OverLimit { len, .. }, lang| {
        Some(say!(lang, "length = {len}", "长度 = {len}"))
    }),
    fix: Says::By(|&OverLimit { len, .. }, lang| {
        Some(say!(
            lang,
            "if the length is right: --max-frame {len} reads it",
            "如果长度无误：用 --max-frame {len} 读取"
        ))
    }),
};
