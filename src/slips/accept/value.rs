//! Slips with the finished value: cut, decorated, or written in another alphabet.

use crate::handshake::Accept;

/// Python's `base64.encodebytes` ends its result like this, among others.
pub(super) fn followed_by(key: &str, line_end: &str) -> Vec<String> {
    vec![Accept::of(key).value + line_end]
}

pub(super) fn unpadded(key: &str) -> Vec<String> {
    vec![Accept::of(key).value.trim_end_matches('=').to_owned()]
}

/// With and without padding; where the value has neither `+` nor `/`, there is nothing to tell.
pub(super) fn base64url(key: &str) -> Vec<String> {
    let right = Accept::of(key).value;
    let padded = right.replace('+', "-").replace('/', "_");
    if padded == right {
        return Vec::new();
    }
    let unpadded = padded.trim_end_matches('=').to_owned();
    vec![padded, unpadded]
}

pub(super) fn lower_case(key: &str) -> Vec<String> {
    vec![Accept::of(key).value.to_ascii_lowercase()]
}

pub(super) fn bytes_repr(key: &str) -> Vec<String> {
    let value = Accept::of(key).value;
    vec![format!("b'{value}'"), format!("b\"{value}\"")]
}
