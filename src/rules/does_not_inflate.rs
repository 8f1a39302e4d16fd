//! M06: the compressed bytes are not DEFLATE data.

use std::fmt;

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, always, rfc7692};
use crate::lang::{Lang, say, text};
use crate::terms::CloseCode;

/// The compressed bytes are not DEFLATE data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoesNotInflate {
    /// Byte of the compressed message behind which it became clear.
    pub at: u64,
    /// What is bad about it.
    pub error: InflateError,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "M06",
    name: "does-not-inflate",
    level: Level::Error,
    source: rfc7692("7.2.2", "Decompress the resulting data using DEFLATE."),
    peer: Peer::Fails(CloseCode::INVALID_PAYLOAD),
    why: text(
        "RSV1 says that the payload is DEFLATE data without its last four bytes 00 00 ff ff",
        "RSV1 表示载荷是去掉末尾 00 00 ff ff 四字节的 DEFLATE 数据",
    ),
    breaks: Sample(
        "a block of a type that DEFLATE does not have",
        Input::With("--ext permessage-deflate", &["1 100 0001 0 0000010 | 07 ff"]),
    ),
    near_miss: Sample(
        "`Hello`",
        Input::With("--ext permessage-deflate", &["1 100 0001 0 0000111 | f2 48 cd c9 c9 07 00"]),
    ),
};

pub(super) const WORDS: Words<DoesNotInflate> = Words {
    title: |&DoesNotInflate { at, error }, lang| {
        let what = error.words(lang);
        say!(
            lang,
            "the message does not inflate, from about byte {at} of the compressed bytes: {what}",
            "消息无法解压，大约从压缩数据的第 {at} 字节起（从 0 计）：{what}"
        )
    },
    caret: always("inflating stops about here", "解压大约停在这里"),
    fix: Says::By(|it, lang| {
        Some(match it.error {
            InflateError::TailKept => say!(
                lang,
                "drop the last four bytes 00 00 ff ff after the flush",
                "刷新（flush）之后去掉末尾的 00 00 ff ff 四字节"
            ),
            InflateError::BlockType
            | InflateError::StoredLength
            | InflateError::CodeTable
            | InflateError::Symbol
            | InflateError::TooFarBack
            | InflateError::EndsInside
            | InflateError::Other => say!(
                lang,
                "raw DEFLATE (zlib wbits=-15), a sync flush, minus 00 00 ff ff; or RSV1 0 for plain data",
                "用裸 DEFLATE（zlib wbits=-15），同步刷新，去掉 00 00 ff ff；\
                 不压缩就把 RSV1 置 0"
            ),
        })
    }),
};

/// Why bytes are not DEFLATE data (RFC 1951), or not those of a whole message (RFC 7692).
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InflateError {
    /// A block of type `11`, which is none of the three.
    BlockType,
    /// A stored block whose length and its complement do not fit.
    StoredLength,
    /// A table of codes that no compressor makes.
    CodeTable,
    /// A code that stands for no byte, length or distance.
    Symbol,
    /// A reference to bytes before the first one.
    TooFarBack,
    /// The message ends inside a block.
    EndsInside,
    /// The message ends inside a block because the sender kept the `00 00 ff ff` at its end.
    TailKept,
    /// Something else.
    Other,
}

impl InflateError {
    /// The error in a few words.
    pub const fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::BlockType => {
                lang.pick("a block of type 11, which is none of the three", "块类型 11 没有定义")
            }
            Self::StoredLength => lang.pick(
                "a stored block whose length does not match its complement",
                "未压缩块的长度与它的反码不一致",
            ),
            Self::CodeTable => lang.pick("a table of codes that makes no sense", "编码表不合法"),
            Self::Symbol => lang.pick("a code that stands for nothing", "出现没有定义的编码"),
            Self::TooFarBack => {
                lang.pick("a reference to bytes before the first one", "引用了开头之前的数据")
            }
            Self::EndsInside => lang.pick("the message ends inside a block", "消息在块的中间结束"),
            Self::TailKept => lang.pick(
                "its last four bytes 00 00 ff ff should have been dropped",
                "末尾的 00 00 ff ff 四字节应该去掉",
            ),
            Self::Other => lang.pick("not DEFLATE data", "不是 DEFLATE 数据"),
        }
    }
}

/// In English.
impl fmt::Display for InflateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words(Lang::En))
    }
}

impl std::error::Error for InflateError {}
