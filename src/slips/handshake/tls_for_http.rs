//! TLS bytes where HTTP should be: `wss://` on a port that speaks `ws://`.

use super::{Exchange, Suspect};
use crate::handshake::HeadEnd;

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    // A ClientHello: a record of 512 bytes, TLS 1.2 in its old field.
    let mut hello = vec![0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03];
    hello.extend(honest.request.bytes().map(|byte| byte.wrapping_mul(0x6b)).take(64));
    hello
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<String> {
    let tls = suspect.heads().any(|head| head.end == HeadEnd::NotHttp);
    tls.then(String::new)
}
