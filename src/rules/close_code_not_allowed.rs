//! C02: a status code that no endpoint may send.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Source, Words, always, rfc6455};
use crate::lang::{say, text};
use crate::terms::CloseCode;

/// A status code that no endpoint may send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CloseCodeNotAllowed {
    /// The code.
    pub code: CloseCode,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "C02",
    name: "close-code-not-allowed",
    level: Level::Error,
    source: rfc6455(
        "7.4.1",
        "[...] is a reserved value and MUST NOT be set as a status code in a Close control \
         frame by an endpoint.",
    ),
    peer: Peer::Fails(CloseCode::PROTOCOL_ERROR),
    why: text(
        "1005, 1006 and 1015 tell a program what happened when no code came, 1004 is \
         reserved; the others are unassigned",
        "1005、1006、1015 不得写入关闭帧，1004 保留；其余的尚未分配",
    ),
    breaks: Sample(
        "code 1005, which means that there was none",
        Input::Frames(&["1 000 1000 1 0000010 | 37 fa 21 3d | 03 ed"]),
    ),
    near_miss: Sample(
        "4999, the last code that an application may use",
        Input::Frames(&["1 000 1000 1 0000010 | 37 fa 21 3d | 13 87"]),
    ),
};

pub(super) const WORDS: Words<CloseCodeNotAllowed> = Words {
    title: |&CloseCodeNotAllowed { code }, lang| {
        say!(lang, "close code {code} must not be sent", "关闭码 {code} 不允许发送")
    },
    caret: Says::By(|&CloseCodeNotAllowed { code }, lang| {
        let [high, low] = code.0.to_be_bytes();
        Some(say!(lang, "{high:02x} {low:02x} = {code}", "{high:02x} {low:02x} = {code}"))
    }),
    fix: always(
        "1000 for a normal end, 4000 to 4999 for your own; or no body at all",
        "正常结束用 1000，自定义用 4000 到 4999；也可以不带载荷",
    ),
};

impl CloseCodeNotAllowed {
    /// Returns the clause that forbids this very code: 1005, 1006 and 1015 by a sentence of their
    /// own, the others because nobody has defined them.
    pub(super) const fn source(self) -> Source {
        match self.code.0 {
            1005 | 1006 | 1015 => ENTRY.source,
            0..=999 => rfc6455("7.4.2", "Status codes in the range 0-999 are not used."),
            _ => rfc6455(
                "7.4",
                "Endpoints MAY use the following pre-defined status codes when sending a Close frame.",
            ),
        }
    }
}
