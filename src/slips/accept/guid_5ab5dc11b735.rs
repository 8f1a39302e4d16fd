//! Another mistyped GUID that circulates.

use super::answer;
use crate::lang::Lang;

pub(super) const NAME: &str = "guid-5ab5dc11b735";

pub(super) fn values(key: &str) -> Vec<String> {
    vec![answer(format!("{key}258EAFA5-E914-47DA-95CA-5AB5DC11B735"))]
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the GUID ends in 5AB5DC11B735, a misprint that circulates",
        "GUID 末段写成了 5AB5DC11B735，这是一个流传很广的错误",
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "copy it from RFC 6455 1.3: 258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
        "从 RFC 6455 1.3 复制：258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
    )
}
