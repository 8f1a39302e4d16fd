//! A carriage return behind the key: a line that was cut at its `\n` alone.

use super::joined;
use crate::lang::Lang;

pub(super) const NAME: &str = "cr-after-key";

pub(super) fn values(key: &str) -> Vec<String> {
    joined(&format!("{key}\r"))
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("a carriage return (\\r) stood behind the key", "Key 值后面带着回车符（\\r）")
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "cut lines at \\r\\n, and trim the header's value; Python: key.strip()",
        "按 \\r\\n 切行，再去掉头字段值两端的空白；Python：key.strip()",
    )
}
