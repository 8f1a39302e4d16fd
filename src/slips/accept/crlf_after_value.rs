//! CR LF behind the value.

use crate::handshake::Accept;
use crate::lang::Lang;

pub(super) const NAME: &str = "crlf-after-value";

pub(super) fn values(key: &str) -> Vec<String> {
    vec![Accept::of(key).value + "\r\n"]
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the value is right, with CR LF (\\r\\n) behind it",
        "值正确，但后面多了回车换行（\\r\\n）",
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "strip the line end; Python: b64encode, not encodebytes",
        "去掉行尾；Python：用 b64encode，不用 encodebytes",
    )
}
