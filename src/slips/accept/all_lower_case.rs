//! Key and GUID in lower case.

use super::answer;
use crate::handshake::GUID;
use crate::lang::Lang;

pub(super) const NAME: &str = "all-lower-case";

pub(super) fn values(key: &str) -> Vec<String> {
    vec![answer(format!("{key}{GUID}").to_ascii_lowercase())]
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("key and GUID were put in lower case", "Key 值和 GUID 都被转成了小写")
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "compare header names without case, but leave header values as they are",
        "比较头字段名称时忽略大小写，但不要改动头字段的值",
    )
}
