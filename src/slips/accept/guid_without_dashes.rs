//! The GUID without its dashes.

use super::answer;
use crate::handshake::GUID;
use crate::lang::Lang;

pub(super) const NAME: &str = "guid-without-dashes";

pub(super) fn values(key: &str) -> Vec<String> {
    vec![answer(format!("{key}{}", GUID.replace('-', "")))]
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the GUID was written without its dashes", "GUID 少了连字符")
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "copy it from RFC 6455 1.3: 258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
        "从 RFC 6455 1.3 复制：258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
    )
}
