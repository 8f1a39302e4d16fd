//! H12: an extension is written, offered or agreed as it must not be.

use std::fmt;

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, rfc6455};
use crate::lang::{Lang, say, text};

/// An extension is written, offered or agreed as it must not be.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extension {
    /// The list does not fit its grammar.
    Grammar(BadExtension),
    /// A parameter of permessage-deflate is not allowed (RFC 7692 section 7.1).
    Deflate(BadDeflate),
    /// The server agreed to an extension that the client did not offer.
    NotOffered,
    /// The server agreed to an extension; the request is not here.
    OfferUnseen,
    /// The server agreed to permessage-deflate twice.
    AgreedTwice,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "H12",
    name: "extension",
    level: Level::Error,
    source: rfc6455(
        "9.1",
        "If a value is received by either the client or the server during negotiation that \
         does not conform to the ABNF below, the recipient of such malformed data MUST \
         immediately _Fail the WebSocket Connection_.",
    )
    .in_response("4.2.2", "Extensions not listed by the client MUST NOT be listed."),
    peer: Peer::Refuses(400),
    why: text(
        "an extension changes the frames: both ends must use the same one in the same way",
        "扩展会改变帧：双方必须以相同方式使用同一个扩展",
    ),
    breaks: Sample(
        "agreed on, but not offered",
        Input::Exchange(&[], &["Sec-WebSocket-Extensions: permessage-deflate"]),
    ),
    near_miss: Sample(
        "offered, but not agreed on",
        Input::Exchange(&["Sec-WebSocket-Extensions: permessage-deflate"], &[]),
    ),
};

pub(super) const WORDS: Words<Extension> = Words {
    title: |it, lang| match it {
        Extension::Grammar(bad) => bad.title(lang).to_owned(),
        Extension::Deflate(bad) => bad.title(lang).to_owned(),
        Extension::NotOffered => say!(
            lang,
            "the server agreed to an extension that the client did not offer",
            "服务端同意了客户端没有提出的扩展"
        ),
        Extension::OfferUnseen => say!(
            lang,
            "an extension is agreed; whether it was offered, only the request tells",
            "应答同意了一个扩展；是否由客户端提出，要看请求"
        ),
        Extension::AgreedTwice => {
            say!(lang, "permessage-deflate is agreed twice", "permessage-deflate 被同意了两次")
        }
    },
    caret: Says::By(|it, lang| {
        Some(match it {
            Extension::NotOffered => say!(lang, "not in the request", "请求里没有"),
            Extension::Grammar(_)
            | Extension::Deflate(_)
            | Extension::OfferUnseen
            | Extension::AgreedTwice => return None,
        })
    }),
    fix: Says::By(|it, lang| {
        Some(match it {
            Extension::NotOffered => say!(
                lang,
                "leave Sec-WebSocket-Extensions out unless the request has it",
                "请求里没有时，不要发 Sec-WebSocket-Extensions"
            ),
            Extension::AgreedTwice => say!(lang, "agree to one offer", "只同意一次"),
            Extension::Grammar(_) | Extension::Deflate(_) | Extension::OfferUnseen => return None,
        })
    }),
};

/// Why a list of extensions does not fit its grammar (RFC 6455 section 9.1).
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadExtension {
    /// The header is there and names no extension.
    Empty,
    /// A name is empty or holds what no token may.
    NoToken,
    /// A value is no token and no quoted token.
    BadValue,
}

impl BadExtension {
    const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Empty => lang.pick(
                "Sec-WebSocket-Extensions is there and names no extension",
                "Sec-WebSocket-Extensions 里没有任何扩展",
            ),
            Self::NoToken => lang.pick(
                "this does not fit the list of extensions: a name is expected here",
                "不符合扩展列表的语法：这里应是一个名称",
            ),
            Self::BadValue => lang.pick(
                "this does not fit the list of extensions: the value is not a token",
                "不符合扩展列表的语法：这个值不是 token",
            ),
        }
    }
}

/// Why the parameters of permessage-deflate are not allowed (RFC 7692 section 7.1).
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadDeflate {
    /// A parameter that the extension does not define.
    Unknown,
    /// A parameter twice.
    Repeated,
    /// A value where none belongs, none where one belongs, or no number from 8 to 15.
    Value,
    /// The response limits the client's window, and the client did not offer that.
    ClientWindowNotOffered,
    /// The response gives the client a larger window than it offered.
    ClientWindowTooLarge,
    /// The response does not limit the server's window as far as the client asked.
    ServerWindowIgnored,
    /// The response keeps the server's context, which the client asked it not to.
    ServerContextIgnored,
}

impl BadDeflate {
    /// What is wrong, with its section of RFC 7692.
    pub const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Unknown => lang.pick(
                "permessage-deflate has no such parameter (RFC 7692 7.1)",
                "permessage-deflate 没有这个参数（RFC 7692 7.1）",
            ),
            Self::Repeated => lang.pick(
                "a parameter of permessage-deflate is repeated (RFC 7692 7.1)",
                "permessage-deflate 的参数重复了（RFC 7692 7.1）",
            ),
            Self::Value => lang.pick(
                "a value that this parameter cannot have: windows are 8 to 15 bits (RFC 7692 7.1)",
                "这个参数不能取这个值：窗口是 8 到 15 比特（RFC 7692 7.1）",
            ),
            Self::ClientWindowNotOffered => lang.pick(
                "client_max_window_bits is agreed, but the client did not offer it (RFC 7692 \
                 7.1.2.2)",
                "同意了 client_max_window_bits，但客户端没有提出（RFC 7692 7.1.2.2）",
            ),
            Self::ClientWindowTooLarge => lang.pick(
                "client_max_window_bits is larger than the client offered (RFC 7692 7.1.2.2)",
                "client_max_window_bits 大于客户端提出的值（RFC 7692 7.1.2.2）",
            ),
            Self::ServerWindowIgnored => lang.pick(
                "the client asked for a smaller server_max_window_bits (RFC 7692 7.1.2.1)",
                "客户端要求更小的 server_max_window_bits（RFC 7692 7.1.2.1）",
            ),
            Self::ServerContextIgnored => lang.pick(
                "the client asked for server_no_context_takeover (RFC 7692 7.1.1.1)",
                "客户端要求了 server_no_context_takeover（RFC 7692 7.1.1.1）",
            ),
        }
    }
}

/// In English.
impl fmt::Display for BadExtension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title(Lang::En))
    }
}

impl std::error::Error for BadExtension {}

/// In English.
impl fmt::Display for BadDeflate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title(Lang::En))
    }
}

impl std::error::Error for BadDeflate {}
