//! Slips with the digest: none taken, another one, or its hex text taken for its bytes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::handshake::{Accept, GUID};

pub(super) fn not_taken(key: &str) -> Vec<String> {
    vec![STANDARD.encode(format!("{key}{GUID}"))]
}

pub(super) fn sha256(key: &str) -> Vec<String> {
    use sha2::Digest;
    vec![STANDARD.encode(sha2::Sha256::digest(format!("{key}{GUID}")))]
}

pub(super) fn hex(key: &str) -> Vec<String> {
    let digest = Accept::of(key).digest;
    vec![hex::encode(digest), hex::encode_upper(digest)]
}

pub(super) fn hex_encoded(key: &str) -> Vec<String> {
    hex(key).iter().map(|text| STANDARD.encode(text)).collect()
}
