//! Quotes around the key.

use super::joined;
use crate::lang::Lang;

pub(super) const NAME: &str = "quotes-with-key";

pub(super) fn values(key: &str) -> Vec<String> {
    [format!("\"{key}\""), format!("'{key}'")].iter().flat_map(|k| joined(k)).collect()
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("quotes around the key were hashed with it", "Key 值两边的引号也参与了摘要计算")
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("take the key without quotes", "取 Key 值时去掉引号")
}
