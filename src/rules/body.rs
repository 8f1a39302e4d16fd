//! H20: a body is announced.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, always, rfc6455};
use crate::lang::{say, text};

/// A body is announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Body;

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "H20",
    name: "body",
    level: Level::Error,
    source: rfc6455(
        "4.1",
        "Once the client's opening handshake has been sent, the client MUST wait for a \
         response from the server before sending any further data.",
    )
    .in_response(
        "4.1",
        "If the server's response does not conform to the requirements for the server's \
         handshake [...], the client MUST _Fail the WebSocket Connection_.",
    ),
    peer: Peer::Refuses(400),
    why: text(
        "behind the blank line the first byte is the first byte of a frame",
        "空行之后的第一个字节就是帧的第一个字节",
    ),
    breaks: Sample(
        "a body",
        Input::Bytes(
            b"GET /chat HTTP/1.1\r\n\
              Host: localhost:8888\r\n\
              Upgrade: websocket\r\n\
              Connection: Upgrade\r\n\
              Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
              Sec-WebSocket-Version: 13\r\n\
              Content-Length: 5\r\n\
              \r\nHello",
        ),
    ),
    near_miss: Sample("an empty one", Input::Request(&["Content-Length: 0"])),
};

pub(super) const WORDS: Words<Body> = Words {
    title: |_, lang| {
        say!(lang, "a body is announced: a handshake has none", "声明了消息体：握手不带消息体")
    },
    caret: Says::Nothing,
    fix: always(
        "leave Content-Length and Transfer-Encoding out; what follows is frames",
        "去掉 Content-Length 和 Transfer-Encoding；后面是帧",
    ),
};
