//! A space beside the key: a header split at the colon alone, or not trimmed at its end.

use super::joined;
use crate::lang::Lang;

pub(super) const NAME: &str = "space-with-key";

pub(super) fn values(key: &str) -> Vec<String> {
    [format!(" {key}"), format!("{key} "), format!(" {key} ")]
        .iter()
        .flat_map(|k| joined(k))
        .collect()
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("a space beside the key was hashed with it", "Key 值旁边的空格也参与了摘要计算")
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "trim the header's value first; Python: key.strip()",
        "先去掉头字段值两端的空白；Python：key.strip()",
    )
}
