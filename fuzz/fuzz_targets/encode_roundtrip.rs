//! Fuzzes the body `encode_roundtrip`.
#![no_main]

#[allow(dead_code, reason = "each target runs one of the bodies")]
#[path = "../bodies.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|data: &[u8]| bodies::encode_roundtrip(data));
