//! The key sent back as it came.

use crate::lang::Lang;

pub(super) const NAME: &str = "key-as-value";

pub(super) fn values(key: &str) -> Vec<String> {
    vec![key.to_owned()]
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("this is the key itself, sent back as it came", "这就是 Key 值本身，原样发了回来")
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("respond with base64(SHA-1(key + GUID))", "应答 base64(SHA-1(Key 值 + GUID))")
}
