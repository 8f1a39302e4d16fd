//! The key decoded from base64 before it is hashed.

use super::answer;
use crate::handshake::GUID;
use crate::handshake::key::decode;
use crate::lang::Lang;

pub(super) const NAME: &str = "key-decoded";

pub(super) fn values(key: &str) -> Vec<String> {
    let bytes = decode(key).ok();
    bytes.map(|bytes| answer([&bytes, GUID.as_bytes()].concat())).into_iter().collect()
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the key was base64-decoded before the GUID was joined to it",
        "拼接 GUID 之前先对 Key 值做了 base64 解码",
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "join the key as the text that stands in the header",
        "直接用头字段里的 Key 值文本拼接，不要解码",
    )
}
