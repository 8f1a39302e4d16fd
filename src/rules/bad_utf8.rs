//! M03: the text is not UTF-8.

use std::fmt;

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, rfc6455};
use crate::lang::{Lang, say, text};
use crate::terms::CloseCode;

/// The text is not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadUtf8 {
    /// Byte of the message at which the bad sequence begins.
    pub at: u64,
    /// What is bad about it.
    pub error: Utf8Error,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "M03",
    name: "bad-utf8",
    level: Level::Error,
    source: rfc6455(
        "8.1",
        "When an endpoint is to interpret a byte stream as UTF-8 but finds that the byte \
         stream is not, in fact, a valid UTF-8 stream, that endpoint MUST _Fail the WebSocket \
         Connection_.",
    ),
    peer: Peer::Fails(CloseCode::INVALID_PAYLOAD),
    why: text(
        "one encoding, checked by both ends, so that nobody has to guess which it is",
        "只用一种编码，双方都校验，无须猜测编码",
    ),
    breaks: Sample(
        "byte ff, which is never UTF-8",
        Input::Frames(&["1 000 0001 1 0000110 | 37 fa 21 3d | 'Hello' ff"]),
    ),
    near_miss: Sample(
        "a character cut in two by the frames",
        Input::Frames(&[
            "0 000 0001 1 0000010 | 37 fa 21 3d | e6 9c",
            "1 000 0000 1 0000001 | 5d 9e 7e 3a | 80",
        ]),
    ),
};

pub(super) const WORDS: Words<BadUtf8> = Words {
    title: |&BadUtf8 { at, .. }, lang| {
        say!(
            lang,
            "text is not valid UTF-8, from byte {at} of the message",
            "文本不是合法的 UTF-8，从消息的第 {at} 字节起（从 0 计）"
        )
    },
    caret: Says::By(|it, lang| Some(it.error.caret(lang))),
    fix: Says::Nothing,
};

/// Why a sequence of bytes is not UTF-8 (RFC 3629 section 3).
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Utf8Error {
    /// A byte of the form `10xxxxxx` where a character should begin.
    StrayContinuation(u8),
    /// A byte that never stands in UTF-8: c0, c1 and f5 to ff.
    NeverValid(u8),
    /// The lead byte wants more, and this byte does not go on.
    NotContinued {
        /// The byte that began the character.
        lead: u8,
        /// The byte that does not have the form `10xxxxxx`.
        then: u8,
        /// How many bytes of the character were right.
        after: u8,
    },
    /// A longer form than the character needs: e0 before 80-9f, f0 before 80-8f.
    Overlong(u8),
    /// A UTF-16 surrogate, U+D800 to U+DFFF: ed before a0-bf.
    Surrogate,
    /// Past the last code point U+10FFFF: f4 before 90-bf.
    TooLarge,
    /// The text ends inside a character.
    CutShort {
        /// The byte that began the character.
        lead: u8,
    },
}

impl Utf8Error {
    /// What to see at the bad bytes.
    pub(super) fn caret(self, lang: Lang) -> String {
        match self {
            Self::StrayContinuation(byte) => say!(
                lang,
                "{byte:02x} = {byte:08b}: continuation byte with no character started",
                "{byte:02x} = {byte:08b}：是后续字节，但前面没有首字节"
            ),
            Self::NeverValid(byte) => {
                say!(lang, "{byte:02x} never occurs in UTF-8", "{byte:02x} 在 UTF-8 中永远不会出现")
            }
            Self::NotContinued { lead, then, .. } => {
                let wants = lead.leading_ones();
                say!(
                    lang,
                    "{lead:02x} = {lead:08b} starts a {wants}-byte character; {then:02x} = \
                     {then:08b} should start with 10",
                    "{lead:02x} = {lead:08b} 开始一个 {wants} 字节字符；\
                     {then:02x} = {then:08b} 应以 10 开头"
                )
            }
            Self::Overlong(lead) => say!(
                lang,
                "{lead:02x} here makes a longer form than the character needs",
                "{lead:02x} 在这里构成了过长编码"
            ),
            Self::Surrogate => say!(
                lang,
                "a UTF-16 surrogate (U+D800 to U+DFFF): not a character",
                "这是 UTF-16 代理项（U+D800 到 U+DFFF），不是字符"
            ),
            Self::TooLarge => {
                say!(lang, "past the last code point, U+10FFFF", "超出最大码点 U+10FFFF")
            }
            Self::CutShort { lead } => {
                let wants = lead.leading_ones();
                say!(
                    lang,
                    "{lead:02x} starts a {wants}-byte character, and the text ends inside it",
                    "{lead:02x} 开始一个 {wants} 字节字符，文本却在其中结束"
                )
            }
        }
    }
}

/// In English.
impl fmt::Display for Utf8Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.caret(Lang::En))
    }
}

impl std::error::Error for Utf8Error {}
