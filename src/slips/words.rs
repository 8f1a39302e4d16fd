//! Phrases that the sentences of several slips share. May import `lang` and `terms`; knows no slip.

use crate::lang::{Lang, plural};
use crate::terms::{MaskKey, Opcode};

/// The kind of a data frame in Chinese.
pub(super) fn kind_zh(opcode: Opcode) -> String {
    match opcode {
        Opcode::TEXT => "文本".to_owned(),
        Opcode::BINARY => "二进制".to_owned(),
        _ => opcode.to_string(),
    }
}

/// A number of things in English: `1 whole frame`, `2 whole frames`.
pub(super) fn count(n: usize, thing: &str) -> String {
    format!("{n} {thing}{}", plural(n as u64))
}

/// The key's bytes with spaces between: `a4 c4 22 cd`.
pub(super) fn hex([a, b, c, d]: &MaskKey) -> String {
    format!("{a:02x} {b:02x} {c:02x} {d:02x}")
}

/// The order of the bytes of a number, in words.
pub(super) fn order(lang: Lang, little_endian: bool) -> &'static str {
    if little_endian {
        lang.pick("low byte first", "小端序")
    } else {
        lang.pick("high byte first", "大端序")
    }
}

/// A part of a head, in quotes; `None` where there is no part to show.
pub(super) fn quoted(part: &str) -> Option<String> {
    (!part.is_empty()).then(|| format!("\"{part}\""))
}
