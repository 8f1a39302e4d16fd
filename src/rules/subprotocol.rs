//! H13: a subprotocol is written, offered or agreed as it must not be.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, rfc6455};
use crate::lang::{say, text};

/// A subprotocol is written, offered or agreed as it must not be.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subprotocol {
    /// An element is not a token, or there is none.
    Grammar,
    /// An element appears twice.
    Repeated,
    /// The server chose one that the client did not offer.
    NotOffered,
    /// The server chose several.
    Several,
    /// The client offered some, and the server chose none.
    NotEchoed,
    /// The server chose one; the request is not here.
    OfferUnseen,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "H13",
    name: "subprotocol",
    level: Level::Error,
    source: rfc6455(
        "4.1",
        "The elements that comprise this value MUST be non-empty strings [...] and MUST all \
         be unique strings.",
    )
    .in_response("4.2.2", "The value chosen MUST be derived from the client's handshake"),
    peer: Peer::Refuses(400),
    why: text(
        "the subprotocol says what the messages mean: both ends must mean the same",
        "子协议决定消息的含义：双方必须一致",
    ),
    breaks: Sample(
        "chosen, but not offered",
        Input::Exchange(&["Sec-WebSocket-Protocol: chat"], &["Sec-WebSocket-Protocol: superchat"]),
    ),
    near_miss: Sample(
        "the second of the two offered",
        Input::Exchange(
            &["Sec-WebSocket-Protocol: superchat, chat"],
            &["Sec-WebSocket-Protocol: chat"],
        ),
    ),
};

pub(super) const WORDS: Words<Subprotocol> = Words {
    title: |it, lang| match it {
        Subprotocol::Grammar => {
            say!(lang, "this is not a subprotocol name", "这不是合法的子协议名")
        }
        Subprotocol::Repeated => {
            say!(lang, "the same subprotocol is offered twice", "同一个子协议提出了两次")
        }
        Subprotocol::NotOffered => say!(
            lang,
            "the server chose a subprotocol that the client did not offer",
            "服务端选了客户端没有提出的子协议"
        ),
        Subprotocol::Several => say!(
            lang,
            "the server chose several subprotocols; it may choose one",
            "服务端选了多个子协议，只能选一个"
        ),
        Subprotocol::NotEchoed => say!(
            lang,
            "the client offered subprotocols and the server chose none",
            "客户端提出了子协议，服务端却没有选择"
        ),
        Subprotocol::OfferUnseen => say!(
            lang,
            "a subprotocol is chosen; whether it was offered, only the request tells",
            "应答选了一个子协议；是否由客户端提出，要看请求"
        ),
    },
    caret: Says::By(|it, lang| {
        Some(match it {
            Subprotocol::NotOffered => say!(lang, "not in the request", "请求里没有"),
            Subprotocol::Grammar
            | Subprotocol::Repeated
            | Subprotocol::Several
            | Subprotocol::NotEchoed
            | Subprotocol::OfferUnseen => return None,
        })
    }),
    fix: Says::By(|it, lang| {
        Some(match it {
            Subprotocol::NotOffered | Subprotocol::Several => say!(
                lang,
                "choose one of those that the request lists, or leave the header out",
                "从请求的列表里选一个，或不发这个头字段"
            ),
            Subprotocol::NotEchoed => say!(
                lang,
                "Sec-WebSocket-Protocol: one of those that the request lists",
                "Sec-WebSocket-Protocol: 请求列表中的一个"
            ),
            Subprotocol::Grammar | Subprotocol::Repeated | Subprotocol::OfferUnseen => return None,
        })
    }),
};
