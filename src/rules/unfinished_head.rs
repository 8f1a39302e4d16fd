//! H14: the head does not end as it should.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, always, rfc6455};
use crate::lang::{say, text};

/// The head does not end as it should.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnfinishedHead {
    /// Behind a whole line: the blank line is missing.
    BlankLine,
    /// In the middle of a line.
    InLine,
    /// With bytes that are no header line, where the blank line should be.
    FramesFollow,
    /// Not before the reader's limits.
    TooLong,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "H14",
    name: "unfinished-head",
    level: Level::Incomplete,
    source: rfc6455("4.1", "The handshake MUST be a valid HTTP request as specified by [RFC2616].")
        .in_response(
            "4.1",
            "If the server's response does not conform to the requirements for the server's \
             handshake [...], the client MUST _Fail the WebSocket Connection_.",
        ),
    peer: Peer::Refuses(400),
    why: text(
        "only the blank line says that no more headers come and frames begin",
        "只有空行才能说明头部结束，后面开始是帧",
    ),
    breaks: Sample(
        "the last blank line is missing",
        Input::Bytes(
            b"GET /chat HTTP/1.1\r\n\
              Host: localhost:8888\r\n\
              Upgrade: websocket\r\n\
              Connection: Upgrade\r\n\
              Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
              Sec-WebSocket-Version: 13\r\n",
        ),
    ),
    near_miss: Sample("it is here", Input::Request(&[])),
};

pub(super) const WORDS: Words<UnfinishedHead> = Words {
    title: |it, lang| match it {
        UnfinishedHead::BlankLine => say!(
            lang,
            "the head is not finished: the blank line is missing",
            "头部没有结束：缺少末尾的空行"
        ),
        UnfinishedHead::InLine => {
            say!(lang, "the head is cut in the middle of a line", "头部在一行中间被截断")
        }
        UnfinishedHead::FramesFollow => say!(
            lang,
            "bytes that are not a header line come where the blank line should be",
            "本应是空行的位置出现了不属于头部的字节"
        ),
        UnfinishedHead::TooLong => say!(
            lang,
            "the head is longer than 64 KiB or has more than 256 fields",
            "头部超过 64 KiB，或超过 256 个字段"
        ),
    },
    caret: always("input ends here", "输入到此为止"),
    fix: Says::By(|it, lang| {
        Some(match it {
            UnfinishedHead::BlankLine | UnfinishedHead::FramesFollow => {
                say!(lang, "end the head with \\r\\n\\r\\n", "头部以 \\r\\n\\r\\n 结束")
            }
            UnfinishedHead::InLine => {
                say!(lang, "read on until \\r\\n\\r\\n has come", "继续读，直到收到 \\r\\n\\r\\n")
            }
            UnfinishedHead::TooLong => return None,
        })
    }),
};
