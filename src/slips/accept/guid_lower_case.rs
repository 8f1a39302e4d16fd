//! The GUID in lower case.

use super::answer;
use crate::handshake::GUID;
use crate::lang::Lang;

pub(super) const NAME: &str = "guid-lower-case";

pub(super) fn values(key: &str) -> Vec<String> {
    vec![answer(format!("{key}{}", GUID.to_ascii_lowercase()))]
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the GUID was written in lower case", "GUID 写成了小写")
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "copy it from RFC 6455 1.3: 258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
        "从 RFC 6455 1.3 复制：258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
    )
}
