//! Slips with the key: changed, decoded, or hashed together with what surrounds it.

use super::answer;
use crate::handshake::{GUID, key};

pub(super) fn lower_case(key: &str) -> Vec<String> {
    join(&key.to_ascii_lowercase())
}

pub(super) fn lower_case_with_guid(key: &str) -> Vec<String> {
    vec![answer(format!("{key}{GUID}").to_ascii_lowercase())]
}

pub(super) fn decoded(key: &str) -> Vec<String> {
    let bytes = key::decode(key).ok();
    bytes.map(|bytes| answer([&bytes, GUID.as_bytes()].concat())).into_iter().collect()
}

/// A line that was read with its end.
pub(super) fn followed_by(key: &str, line_end: &str) -> Vec<String> {
    join(&format!("{key}{line_end}"))
}

/// A header split at the colon alone, or not trimmed at its end.
pub(super) fn with_space(key: &str) -> Vec<String> {
    [format!(" {key}"), format!("{key} "), format!(" {key} ")]
        .iter()
        .flat_map(|k| join(k))
        .collect()
}

pub(super) fn in_quotes(key: &str) -> Vec<String> {
    [format!("\"{key}\""), format!("'{key}'")].iter().flat_map(|k| join(k)).collect()
}

pub(super) fn with_field_name(key: &str) -> Vec<String> {
    ["Sec-WebSocket-Key: ", "Sec-WebSocket-Key:", "sec-websocket-key: "]
        .iter()
        .flat_map(|name| join(&format!("{name}{key}")))
        .collect()
}

/// `sizeof` of a C string where `strlen` was meant.
pub(super) fn with_nul(key: &str) -> Vec<String> {
    vec![answer(format!("{key}{GUID}\0")), answer(format!("{key}\0{GUID}"))]
}

/// `str()` of a Python bytes object where `.decode()` was meant.
pub(super) fn bytes_repr(key: &str) -> Vec<String> {
    let mut values = join(&format!("b'{key}'"));
    values.push(answer(format!("b'{key}{GUID}'")));
    values
}

fn join(key: &str) -> Vec<String> {
    vec![answer(format!("{key}{GUID}"))]
}
