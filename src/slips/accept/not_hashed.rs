//! Key and GUID encoded, and never hashed.

use crate::handshake::GUID;
use crate::lang::Lang;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

pub(super) const NAME: &str = "not-hashed";

pub(super) fn values(key: &str) -> Vec<String> {
    vec![STANDARD.encode(format!("{key}{GUID}"))]
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("key and GUID were base64-encoded, not hashed", "只做了 base64 编码，没有求摘要")
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "take the SHA-1 digest first, then base64-encode its 20 bytes",
        "先求 SHA-1 摘要，再对那 20 字节做 base64 编码",
    )
}
