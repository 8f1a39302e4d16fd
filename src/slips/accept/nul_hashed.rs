//! A C string's NUL hashed too: `sizeof` where `strlen` was meant.

use super::answer;
use crate::handshake::GUID;
use crate::lang::Lang;

pub(super) const NAME: &str = "nul-hashed";

pub(super) fn values(key: &str) -> Vec<String> {
    vec![answer(format!("{key}{GUID}\0")), answer(format!("{key}\0{GUID}"))]
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the NUL that ends a C string was hashed too", "C 字符串结尾的 NUL 也参与了摘要计算")
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("count with strlen(), not with sizeof", "长度用 strlen() 而不是 sizeof")
}
