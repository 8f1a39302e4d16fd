//! H07: the key does not decode to 16 bytes.

use std::fmt;

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, rfc6455};
use crate::lang::{Lang, say, text};

/// The key does not decode to 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyLength {
    /// How many bytes it decodes to, or why it is not base64.
    pub decoded: Result<usize, NotBase64>,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "H07",
    name: "key-length",
    level: Level::Error,
    source: rfc6455(
        "4.1",
        "The value of this header field MUST be a nonce consisting of a randomly selected \
         16-byte value that has been base64-encoded",
    ),
    peer: Peer::Refuses(400),
    why: text(
        "the server only copies the key, but 16 random bytes make sure that no cache answers \
         for it",
        "服务端只是原样使用 Key 值，但 16 个随机字节能保证不会有缓存冒充应答",
    ),
    breaks: Sample(
        "15 bytes in base64",
        Input::Request(&["Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j"]),
    ),
    near_miss: Sample(
        "16 bytes, all zero",
        Input::Request(&["Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="]),
    ),
};

pub(super) const WORDS: Words<KeyLength> = Words {
    title: |it, lang| match it.decoded {
        Ok(0) => say!(lang, "the key is empty", "Key 值是空的"),
        Ok(bytes) => say!(
            lang,
            "this key is {bytes} byte{}, a WebSocket key is 16 (24 base64 characters)",
            "这个 Key 值是 {bytes} 字节{}，应为 16 字节（24 个 base64 字符）",
            lang.pick(if bytes == 1 { "" } else { "s" }, "")
        ),
        Err(NotBase64::Character { found: '=', .. }) => say!(
            lang,
            "'=' is in the middle of the key: in base64 it only ends a text",
            "'=' 出现在 Key 值中间：在 base64 里它只能在末尾"
        ),
        Err(NotBase64::Character { found, .. }) => {
            let found = name_of(found);
            say!(lang, "{found} is not a base64 character", "{found} 不是 base64 字符")
        }
        Err(NotBase64::LeftOver { .. }) => say!(
            lang,
            "this key is not base64: one character is left over",
            "这个 Key 值不是 base64：多出一个字符"
        ),
        Err(NotBase64::Padding { .. }) => say!(
            lang,
            "the = signs at the end of this key are too few or too many",
            "这个 Key 值末尾的 = 个数不对"
        ),
        Err(NotBase64::SpareBits { found, .. }) => say!(
            lang,
            "no base64 encoder ends a key in '{found}': it has bits that belong to no byte",
            "base64 编码器不会以 '{found}' 结尾：它含有不属于任何字节的比特"
        ),
    },
    caret: Says::Nothing,
    fix: Says::Nothing,
};

/// Why a key is not the base64 of any bytes (RFC 4648 section 4).
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotBase64 {
    /// A character that base64 does not have, or a `=` before the end.
    Character {
        /// Which character of the key, from 0.
        at: usize,
        /// The character.
        found: char,
    },
    /// One character is left over: one character holds 6 bits, no byte.
    LeftOver {
        /// Characters without the padding, one more than a multiple of 4.
        characters: usize,
    },
    /// The `=` signs at the end are too few or too many.
    Padding {
        /// Bytes that the rest holds.
        bytes: usize,
    },
    /// The last character before the padding has bits that belong to no byte.
    SpareBits {
        /// Which character of the key, from 0.
        at: usize,
        /// The character.
        found: char,
    },
}

/// A character that cannot be taken for what it looks like.
fn name_of(c: char) -> String {
    match c {
        ' ' => "' '".to_owned(),
        '!'..='~' => format!("'{c}'"),
        _ if c.is_alphanumeric() || ('\u{ff01}'..='\u{ff5e}').contains(&c) => {
            format!("'{c}' (U+{:04X})", u32::from(c))
        }
        _ => format!("U+{:04X}", u32::from(c)),
    }
}

/// In English.
impl fmt::Display for NotBase64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&(WORDS.title)(&KeyLength { decoded: Err(*self) }, Lang::En))
    }
}

impl std::error::Error for NotBase64 {}
