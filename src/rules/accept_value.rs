//! H11: the accept value is not the one that belongs to the key.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, rfc6455};
use crate::lang::{say, text};

/// The accept value is not the one that belongs to the key.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptValue {
    /// It belongs to another key, or to none.
    Wrong,
    /// There is no Sec-WebSocket-Accept.
    Missing,
    /// The request is not here, so it cannot be checked.
    Unchecked,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "H11",
    name: "accept-value",
    level: Level::Error,
    source: rfc6455(
        "4.1",
        "If [...] the |Sec-WebSocket-Accept| contains a value other than the base64-encoded \
         SHA-1 of the concatenation [...] the client MUST _Fail the WebSocket Connection_.",
    ),
    peer: Peer::Does(text(
        "the client fails the connection; no frame is ever sent",
        "客户端判定连接失败，不会发送任何帧",
    )),
    why: text(
        "the value proves that the server understood a WebSocket request and did not just \
         echo",
        "这个值证明服务端真正理解了 WebSocket 请求，而不是照搬回显",
    ),
    breaks: Sample(
        "one letter is another",
        Input::Exchange(&[], &["Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOO="]),
    ),
    near_miss: Sample("the value for the key", Input::Exchange(&[], &[])),
};

pub(super) const WORDS: Words<AcceptValue> = Words {
    title: |it, lang| match it {
        AcceptValue::Wrong => say!(
            lang,
            "this accept value does not belong to the key",
            "这个 accept 值与 Key 值不对应"
        ),
        AcceptValue::Missing => {
            say!(lang, "there is no Sec-WebSocket-Accept", "缺少 Sec-WebSocket-Accept")
        }
        AcceptValue::Unchecked => say!(
            lang,
            "the accept value is not checked: the request with its key is not here",
            "无法核对 accept 值：输入里没有带 Key 值的请求"
        ),
    },
    caret: Says::Nothing,
    fix: Says::By(|it, lang| {
        Some(match it {
            AcceptValue::Missing => say!(
                lang,
                "Sec-WebSocket-Accept: what ws-inspect accept KEY gives",
                "Sec-WebSocket-Accept: 用 ws-inspect accept KEY 计算"
            ),
            AcceptValue::Wrong | AcceptValue::Unchecked => return None,
        })
    }),
};
