//! M08: the message refers to earlier ones, which the reader has not got.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, always, rfc7692};
use crate::lang::{say, text};

/// The message refers to earlier ones, which the reader has not got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContextMissing {
    /// Byte of the compressed message behind which it became clear.
    pub at: u64,
    /// Whether an earlier message came, but could not be inflated; else none was seen.
    pub lost: bool,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "M08",
    name: "context-missing",
    level: Level::Incomplete,
    source: rfc7692(
        "7.1.1",
        "the same LZ77 sliding window used by the endpoint to build frames of the previous \
         sent message is reused",
    ),
    peer: Peer::Does(text("has seen those messages, and inflates it", "收到过那些消息，能够解压")),
    why: text(
        "with context takeover a message may point back into the 32 KiB before it",
        "保留上下文时，消息可以引用它之前的 32 KiB 数据",
    ),
    breaks: Sample(
        "the second `Hello`, which refers to the first",
        Input::With("--ext permessage-deflate", &["1 100 0001 0 0000101 | f2 00 11 00 00"]),
    ),
    near_miss: Sample(
        "with the first before it",
        Input::With(
            "--ext permessage-deflate",
            &[
                "1 100 0001 0 0000111 | f2 48 cd c9 c9 07 00",
                "1 100 0001 0 0000101 | f2 00 11 00 00",
            ],
        ),
    ),
};

pub(super) const WORDS: Words<ContextMissing> = Words {
    title: |&ContextMissing { lost, .. }, lang| {
        if lost {
            say!(
                lang,
                "cannot be inflated: the earlier context is missing, because an earlier message did \
                 not inflate",
                "无法解压：缺少此前的压缩上下文，因为前面有消息没能解压"
            )
        } else {
            say!(
                lang,
                "cannot be inflated: the earlier messages are missing: the input starts later",
                "无法解压：缺少此前的压缩上下文，输入是从中途开始的"
            )
        }
    },
    caret: always("about here: a reference to an earlier message", "大约在这里：引用了更早的消息"),
    fix: Says::By(|&ContextMissing { lost, .. }, lang| {
        (!lost).then(|| {
            say!(
                lang,
                "capture from the handshake on, or agree on client_ and server_no_context_takeover",
                "从握手开始抓包，或者协商 client_no_context_takeover 和 \
                 server_no_context_takeover"
            )
        })
    }),
};
