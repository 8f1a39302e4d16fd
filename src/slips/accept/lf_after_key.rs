//! A line feed behind the key: a line that was read with its end.

use super::joined;
use crate::lang::Lang;

pub(super) const NAME: &str = "lf-after-key";

pub(super) fn values(key: &str) -> Vec<String> {
    joined(&format!("{key}\n"))
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("a line feed (\\n) stood behind the key", "Key 值后面带着换行符（\\n）")
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "trim the header's value first; Python: key.strip()",
        "先去掉头字段值两端的空白；Python：key.strip()",
    )
}
