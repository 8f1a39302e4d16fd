//! H21: the client asked for WebSocket, and the connection never became one.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, rfc6455};
use crate::lang::{say, text};

/// The client asked for WebSocket, and the connection never became one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UpgradeUnanswered {
    /// No final response came.
    Silent,
    /// The response ends before its blank line.
    Half,
    /// Every response refused; the last one with this status.
    Refused(u16),
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "H21",
    name: "upgrade-unanswered",
    level: Level::Error,
    source: rfc6455(
        "4.1",
        "Once the client's opening handshake has been sent, the client MUST wait for a \
         response from the server before sending any further data.",
    ),
    peer: Peer::Does(text(
        "reports close code 1006 (abnormal closure), and fires error before close in a browser",
        "报告关闭码 1006（异常关闭）；在浏览器里先触发 error 事件，再触发 close 事件",
    )),
    why: text(
        "without a whole 101 the client never learns that it may send frames",
        "没有收到完整的 101，客户端就不知道可以发送帧",
    ),
    breaks: Sample("the server ends the connection and says nothing", Input::Answer(b"")),
    near_miss: Sample(
        "it agrees",
        Input::Capture(&[
            "1 000 1000 1 0000010 | 01 02 03 04 | 03 e8",
            "1 000 1000 0 0000010 | 03 e8",
        ]),
    ),
};

pub(super) const WORDS: Words<UpgradeUnanswered> = Words {
    title: |it, lang| match it {
        UpgradeUnanswered::Silent => say!(
            lang,
            "the client asked for WebSocket and got no response",
            "客户端请求升级到 WebSocket，但没有收到应答"
        ),
        UpgradeUnanswered::Half => say!(
            lang,
            "the client asked for WebSocket and got only half of a response",
            "客户端请求升级到 WebSocket，但只收到半个应答"
        ),
        UpgradeUnanswered::Refused(status) => say!(
            lang,
            "the client asked for WebSocket and was refused, last with status {status}",
            "客户端请求升级到 WebSocket，但被拒绝，最后的状态码是 {status}"
        ),
    },
    caret: Says::Nothing,
    fix: Says::By(|it, lang| match it {
        UpgradeUnanswered::Silent => Some(say!(
            lang,
            "send HTTP/1.1 101 Switching Protocols, or a status that says why not",
            "发送 HTTP/1.1 101 Switching Protocols，或者用别的状态码说明拒绝的原因"
        )),
        UpgradeUnanswered::Half => Some(say!(
            lang,
            "end the response with a blank line, and send all of it before closing TCP",
            "应答以空行结尾，全部发完再断开 TCP"
        )),
        UpgradeUnanswered::Refused(_) => None,
    }),
};
