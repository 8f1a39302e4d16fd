//! The key in lower case: a head that was put so as a whole.

use super::joined;
use crate::lang::Lang;

pub(super) const NAME: &str = "key-lower-case";

pub(super) fn values(key: &str) -> Vec<String> {
    joined(&key.to_ascii_lowercase())
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the key was put in lower case, perhaps with the whole header",
        "Key 值被转成了小写，可能是整个头部一起被转换了",
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "compare header names without case, but leave header values as they are",
        "比较头字段名称时忽略大小写，但不要改动头字段的值",
    )
}
