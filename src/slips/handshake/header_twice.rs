//! A second `Host` or key: added by a library and by hand, or by a proxy.

use super::{Exchange, HeadSuspect};
use crate::finding::Fault;
use crate::lang::Lang;
use crate::slips::words::quoted;

pub(super) const NAME: &str = "header-twice";

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    honest.only_request(|request| request.replacen("Host:", "Host: localhost\r\nHost:", 1))
}

pub(super) fn explains(suspect: &HeadSuspect<'_>) -> Option<String> {
    suspect.found(|fault| matches!(fault, Fault::DuplicateHeader(_)))
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("a header was added that was already there", "添加了已经存在的头字段")
}

pub(super) fn evidence(_: Lang, proof: &str) -> Option<String> {
    quoted(proof)
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Set the header instead of adding to it.", "设置（覆盖）头字段，不要追加。")
}
