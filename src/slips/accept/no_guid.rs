//! The key hashed without the GUID.

use super::answer;
use crate::lang::Lang;

pub(super) const NAME: &str = "no-guid";

pub(super) fn values(key: &str) -> Vec<String> {
    vec![answer(key)]
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the key alone was hashed, without the GUID", "只对 Key 值求了摘要，没有拼接 GUID")
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "hash key + \"258EAFA5-E914-47DA-95CA-C5AB0DC85B11\"",
        "对 Key 值 + \"258EAFA5-E914-47DA-95CA-C5AB0DC85B11\" 求摘要",
    )
}
