//! H17: lines end otherwise than with CR LF.

use super::{Input, Level, Peer, RuleEntry, Sample, Words, always, rfc6455};
use crate::lang::{say, text};

/// Lines end otherwise than with CR LF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineEnds {
    /// How many of the lines end so.
    pub bare: usize,
    /// How many lines there are.
    pub lines: usize,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "H17",
    name: "line-ends",
    level: Level::Error,
    source: rfc6455(
        "4.2.1",
        "including but not limited to any violations of the ABNF grammar specified for the \
         components of the handshake, the server MUST stop processing the client's handshake \
         and return an HTTP response with an appropriate error code (such as 400 Bad \
         Request).",
    )
    .in_response(
        "4.1",
        "If the server's response does not conform to the requirements for the server's \
         handshake [...], the client MUST _Fail the WebSocket Connection_.",
    ),
    peer: Peer::Refuses(400),
    why: text(
        "HTTP ends lines with CR LF; many peers bear LF alone, strict ones do not",
        "HTTP 每行以 CR LF 结尾；很多程序容忍单独的 LF，严格的会拒绝",
    ),
    breaks: Sample(
        "LF alone",
        Input::Bytes(
            b"GET /chat HTTP/1.1\n\
              Host: localhost:8888\n\
              Upgrade: websocket\n\
              Connection: Upgrade\n\
              Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n\
              Sec-WebSocket-Version: 13\n\
              \n",
        ),
    ),
    near_miss: Sample("CR LF", Input::Request(&[])),
};

pub(super) const WORDS: Words<LineEnds> = Words {
    title: |&LineEnds { bare, lines }, lang| {
        say!(
            lang,
            "{bare} of {lines} lines end with LF alone, without CR",
            "{lines} 行里有 {bare} 行只以 LF 结尾，缺少 CR"
        )
    },
    caret: always("\\n alone; should be \\r\\n", "只有 \\n；应为 \\r\\n"),
    fix: always("end each line with \\r\\n", "每行都以 \\r\\n 结尾"),
};
