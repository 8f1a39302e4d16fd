//! The value of an empty key: the header was looked up and not found.

use super::joined;
use crate::lang::Lang;

pub(super) const NAME: &str = "key-empty";

pub(super) fn values(_: &str) -> Vec<String> {
    joined("")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "this is the value of an empty key: the header was not found",
        "这是空 Key 值的结果：没有取到该头字段",
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "look the header up without regard to case, and refuse a request without it",
        "查找头字段时忽略大小写；没有该头字段就拒绝请求",
    )
}
