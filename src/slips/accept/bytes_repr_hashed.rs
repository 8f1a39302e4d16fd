//! `str()` of a Python bytes object where `.decode()` was meant.

use super::{answer, joined};
use crate::handshake::GUID;
use crate::lang::Lang;

pub(super) const NAME: &str = "bytes-repr-hashed";

pub(super) fn values(key: &str) -> Vec<String> {
    let mut values = joined(&format!("b'{key}'"));
    values.push(answer(format!("b'{key}{GUID}'")));
    values
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the text b'...' of a Python bytes object was hashed",
        "对 Python bytes 对象的文本 b'...' 求了摘要",
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "decode the bytes: key.decode('ascii'), not str(key)",
        "用 key.decode('ascii')，不要用 str(key)",
    )
}
