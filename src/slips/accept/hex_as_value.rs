//! The digest in hex instead of base64.

use crate::handshake::Accept;
use crate::lang::Lang;

pub(super) const NAME: &str = "hex-as-value";

pub(super) fn values(key: &str) -> Vec<String> {
    let digest = Accept::of(key).digest;
    vec![hex::encode(digest), hex::encode_upper(digest)]
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("this is the digest in hex, not in base64", "这是十六进制的摘要，不是 base64")
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "base64-encode the 20 raw bytes of the digest",
        "对摘要的 20 个原始字节做 base64 编码",
    )
}
