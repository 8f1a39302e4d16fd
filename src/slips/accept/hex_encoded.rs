//! The hex text of the digest encoded instead of its bytes.

use crate::handshake::Accept;
use crate::lang::Lang;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

pub(super) const NAME: &str = "hex-encoded";

pub(super) fn values(key: &str) -> Vec<String> {
    let digest = Accept::of(key).digest;
    [hex::encode(digest), hex::encode_upper(digest)]
        .iter()
        .map(|text| STANDARD.encode(text))
        .collect()
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the hex text of the digest was base64-encoded, not its 20 bytes",
        "对摘要的十六进制文本做了 base64 编码，而不是对 20 个原始字节",
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "encode the raw bytes; Python: .digest(), not .hexdigest()",
        "对原始字节编码；Python：用 .digest()，不用 .hexdigest()",
    )
}
