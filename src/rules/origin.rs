//! H19: the origin is missing or is not an origin.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, rfc6455};
use crate::lang::{say, text};

/// The origin is missing or is not an origin.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A browser's request without one.
    Missing,
    /// It is no `scheme://host[:port]` and not `null`.
    NoOrigin,
    /// The server does not serve it.
    NotAllowed,
    /// It is `null`, of a page from a file and of a sandboxed frame on any page, and the server does
    /// not serve that.
    Null,
    /// The Host header names this server by a name that it does not know, as where a foreign page
    /// has its own name point to this machine (DNS rebinding).
    UnknownHost,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "H19",
    name: "origin",
    level: Level::Warning,
    source: rfc6455(
        "4.1",
        "The request MUST include a header field with the name |Origin| [RFC6454] if the \
         request is coming from a browser client.",
    ),
    peer: Peer::Refuses(403),
    why: text(
        "it tells the server which page opened the connection: any page may try",
        "它告诉服务端是哪个网页发起的连接：任何网页都可以尝试",
    ),
    breaks: Sample("an origin without a scheme", Input::Request(&["Origin: localhost:8888"])),
    near_miss: Sample("with one", Input::Request(&["Origin: http://localhost:8888"])),
};

pub(super) const WORDS: Words<Origin> = Words {
    title: |it, lang| match it {
        Origin::Missing => say!(
            lang,
            "a browser's request without an Origin header",
            "浏览器的请求却没有 Origin 头字段"
        ),
        Origin::NoOrigin => say!(
            lang,
            "this is not an origin: scheme://host, with a port where it is not the usual one",
            "这不是合法的 origin：应为 scheme://主机[:端口]，不带路径"
        ),
        Origin::NotAllowed => {
            say!(lang, "the server does not serve this origin", "服务端不接受这个 origin")
        }
        Origin::Null => say!(
            lang,
            "the origin null can be a local file, and a sandboxed frame on any page: the server does \
             not serve it",
            "来源为 null，可能是本地文件，也可能是任意网页中的沙箱框架，服务端不接受"
        ),
        Origin::UnknownHost => say!(
            lang,
            "the server does not go by this name: its address or localhost is needed",
            "服务端不认识这个主机名：请用它的 IP 地址或 localhost"
        ),
    },
    caret: Says::Nothing,
    fix: Says::Nothing,
};
