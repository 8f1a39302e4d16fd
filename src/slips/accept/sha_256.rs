//! SHA-256 instead of SHA-1.

use crate::handshake::GUID;
use crate::lang::Lang;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

pub(super) const NAME: &str = "sha-256";

pub(super) fn values(key: &str) -> Vec<String> {
    use sha2::Digest;
    vec![STANDARD.encode(sha2::Sha256::digest(format!("{key}{GUID}")))]
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("SHA-256 was taken, not SHA-1", "用了 SHA-256，而不是 SHA-1")
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("take SHA-1, which gives 20 bytes", "改用 SHA-1，它得到 20 字节")
}
