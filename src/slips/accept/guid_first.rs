//! The GUID put before the key.

use super::answer;
use crate::handshake::GUID;
use crate::lang::Lang;

pub(super) const NAME: &str = "guid-first";

pub(super) fn values(key: &str) -> Vec<String> {
    vec![answer(format!("{GUID}{key}"))]
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the GUID was put before the key", "GUID 拼在了 Key 值前面")
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("join them the other way: key, then GUID", "顺序反过来：先 Key 值，后 GUID")
}
