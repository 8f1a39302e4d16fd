//! H02: the HTTP version is not 1.1.

use super::method;
use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, rfc6455};
use crate::lang::say;

/// The HTTP version is not 1.1.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HttpVersion {
    /// 1.0 or 0.9.
    Old,
    /// None that can be read.
    Unreadable,
    /// HTTP/2 or later, whose handshake is another one (RFC 8441).
    Two,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "H02",
    name: "http-version",
    level: Level::Error,
    source: rfc6455(
        "4.1",
        "The method of the request MUST be GET, and the HTTP version MUST be at least 1.1.",
    )
    .in_response(
        "4.1",
        "If the server's response does not conform to the requirements for the server's \
         handshake [...], the client MUST _Fail the WebSocket Connection_.",
    ),
    peer: Peer::Refuses(400),
    why: method::ENTRY.why,
    breaks: Sample("HTTP/1.0", Input::Request(&["GET /chat HTTP/1.0"])),
    near_miss: Sample("HTTP/1.1", Input::Request(&[])),
};

pub(super) const WORDS: Words<HttpVersion> = Words {
    title: |it, lang| match it {
        HttpVersion::Old => say!(
            lang,
            "the HTTP version is older than 1.1: it knows no Upgrade",
            "HTTP 版本低于 1.1：它没有 Upgrade 机制"
        ),
        HttpVersion::Unreadable => {
            say!(lang, "the first line names no HTTP version", "首行没有可识别的 HTTP 版本")
        }
        HttpVersion::Two => say!(
            lang,
            "this is HTTP/2: its WebSocket handshake (RFC 8441) is not supported here",
            "这是 HTTP/2：本工具不支持它的 WebSocket 握手（RFC 8441）"
        ),
    },
    caret: Says::By(|it, lang| {
        Some(match it {
            HttpVersion::Old | HttpVersion::Unreadable => {
                say!(lang, "should be HTTP/1.1", "应为 HTTP/1.1")
            }
            HttpVersion::Two => say!(lang, "HTTP/2 begins like this", "HTTP/2 的开头"),
        })
    }),
    fix: Says::By(|it, lang| {
        Some(match it {
            HttpVersion::Old | HttpVersion::Unreadable => {
                say!(lang, "write HTTP/1.1", "写 HTTP/1.1")
            }
            HttpVersion::Two => say!(
                lang,
                "let the server offer http/1.1 alone in ALPN, or capture behind the proxy",
                "让服务端在 ALPN 里只提供 http/1.1，或在代理之后抓包"
            ),
        })
    }),
};
