//! The value in lower case.

use crate::handshake::Accept;
use crate::lang::Lang;

pub(super) const NAME: &str = "value-lower-case";

pub(super) fn values(key: &str) -> Vec<String> {
    vec![Accept::of(key).value.to_ascii_lowercase()]
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the value was put in lower case", "值被转成了小写")
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "leave the value as it is: base64 tells upper from lower case",
        "不要改动：base64 区分大小写",
    )
}
