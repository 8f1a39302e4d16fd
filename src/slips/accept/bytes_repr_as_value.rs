//! `str()` of a Python bytes object sent for its text.

use crate::handshake::Accept;
use crate::lang::Lang;

pub(super) const NAME: &str = "bytes-repr-as-value";

pub(super) fn values(key: &str) -> Vec<String> {
    let value = Accept::of(key).value;
    vec![format!("b'{value}'"), format!("b\"{value}\"")]
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the text b'...' of a Python bytes object was sent",
        "发送的是 Python bytes 对象的文本 b'...'",
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "decode the bytes: value.decode('ascii'), not str(value)",
        "用 value.decode('ascii')，不要用 str(value)",
    )
}
