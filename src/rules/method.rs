//! H01: the method is not GET.

use super::{Input, Level, Peer, RuleEntry, Sample, Words, always, rfc6455};
use crate::lang::{say, text};

/// The method is not GET.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Method;

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "H01",
    name: "method",
    level: Level::Error,
    source: rfc6455(
        "4.1",
        "The method of the request MUST be GET, and the HTTP version MUST be at least 1.1.",
    ),
    peer: Peer::Refuses(405),
    why: text(
        "a GET without a body is what a page can send and an old server can answer safely",
        "不带消息体的 GET 对旧服务器和代理最安全",
    ),
    breaks: Sample("a POST", Input::Request(&["POST /chat HTTP/1.1"])),
    near_miss: Sample(
        "POST stands in the target",
        Input::Request(&["GET /chat?method=POST HTTP/1.1"]),
    ),
};

pub(super) const WORDS: Words<Method> = Words {
    title: |_, lang| say!(lang, "the method is not GET", "请求方法不是 GET"),
    caret: always("should be GET", "应为 GET"),
    fix: always(
        "use GET; browsers do so by themselves: new WebSocket(url)",
        "用 GET 请求；浏览器里 new WebSocket(url) 会自动这样做",
    ),
};
