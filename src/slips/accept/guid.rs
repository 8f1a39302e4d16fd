//! Slips with the GUID: left out, put first, mistyped, written otherwise.

use super::answer;
use crate::handshake::GUID;

/// A mistyped GUID that circulates: its last group is of no specification.
pub(super) const D65B: &str = "258EAFA5-E914-47DA-95CA-5AB5DC11D65B";
/// Another that circulates.
pub(super) const B735: &str = "258EAFA5-E914-47DA-95CA-5AB5DC11B735";

pub(super) fn left_out(key: &str) -> Vec<String> {
    vec![answer(key)]
}

pub(super) fn first(key: &str) -> Vec<String> {
    vec![answer(format!("{GUID}{key}"))]
}

pub(super) fn other(key: &str, guid: &str) -> Vec<String> {
    vec![answer(format!("{key}{guid}"))]
}

pub(super) fn lower_case(key: &str) -> Vec<String> {
    other(key, &GUID.to_ascii_lowercase())
}

pub(super) fn without_dashes(key: &str) -> Vec<String> {
    other(key, &GUID.replace('-', ""))
}
