//! The value without the `=` at its end.

use crate::handshake::Accept;
use crate::lang::Lang;

pub(super) const NAME: &str = "unpadded";

pub(super) fn values(key: &str) -> Vec<String> {
    vec![Accept::of(key).value.trim_end_matches('=').to_owned()]
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the value is right, without the = at its end", "值正确，但末尾少了 =")
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("send all 28 characters, the = included", "28 个字符都要发送，包括 =")
}
