//! C03: the reason is not UTF-8.

use super::bad_utf8;
use super::{Input, Level, Peer, RuleEntry, Sample, Says, Utf8Error, Words};
use crate::lang::say;
use crate::terms::CloseCode;

/// The reason is not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CloseReasonNotUtf8 {
    /// Byte of the payload at which the bad sequence begins.
    pub at: u64,
    /// What is bad about it.
    pub error: Utf8Error,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "C03",
    name: "close-reason-not-utf8",
    level: Level::Error,
    source: bad_utf8::ENTRY.source,
    peer: Peer::Fails(CloseCode::INVALID_PAYLOAD),
    why: bad_utf8::ENTRY.why,
    breaks: Sample(
        "the reason ends inside a character",
        Input::Frames(&["1 000 1000 1 0000100 | 37 fa 21 3d | 03 e8 e5 86"]),
    ),
    near_miss: Sample(
        "it is whole",
        Input::Frames(&["1 000 1000 1 0001000 | 37 fa 21 3d | 03 e8 '再见'"]),
    ),
};

pub(super) const WORDS: Words<CloseReasonNotUtf8> = Words {
    title: |&CloseReasonNotUtf8 { at, .. }, lang| {
        say!(
            lang,
            "the close reason is not valid UTF-8, from payload byte {at}",
            "关闭原因不是合法的 UTF-8，从载荷第 {at} 字节起（从 0 计）"
        )
    },
    caret: Says::By(|it, lang| Some(it.error.caret(lang))),
    fix: Says::Nothing,
};
