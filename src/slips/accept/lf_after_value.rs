//! A line feed behind the value: Python's `base64.encodebytes` ends its result like this.

use crate::handshake::Accept;
use crate::lang::Lang;

pub(super) const NAME: &str = "lf-after-value";

pub(super) fn values(key: &str) -> Vec<String> {
    vec![Accept::of(key).value + "\n"]
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the value is right, with a line feed (\\n) behind it",
        "值正确，但后面多了换行符（\\n）",
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "strip the line end; Python: b64encode, not encodebytes",
        "去掉行尾；Python：用 b64encode，不用 encodebytes",
    )
}
