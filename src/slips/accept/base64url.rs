//! The alphabet of base64url.

use crate::handshake::Accept;
use crate::lang::Lang;

pub(super) const NAME: &str = "base64url";

pub(super) fn values(key: &str) -> Vec<String> {
    let right = Accept::of(key).value;
    let padded = right.replace('+', "-").replace('/', "_");
    if padded == right {
        return Vec::new();
    }
    let unpadded = padded.trim_end_matches('=').to_owned();
    vec![padded, unpadded]
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the alphabet is base64url's: - for + and _ for /",
        "用了 base64url 字母表：- 代替 +, _ 代替 /",
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "use the standard alphabet; Python: b64encode, not urlsafe_b64encode",
        "用标准字母表；Python：用 b64encode，不用 urlsafe_b64encode",
    )
}
