//! TLS bytes where HTTP should be: `wss://` on a port that speaks `ws://`.

use super::{Exchange, HeadSuspect};
use crate::handshake::HeadEnd;
use crate::lang::Lang;

pub(super) const NAME: &str = "tls-for-http";

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    // A ClientHello: a record of 512 bytes, TLS 1.2 in its old field.
    let mut hello = vec![0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03];
    hello.extend(honest.request.bytes().map(|byte| byte.wrapping_mul(0x6b)).take(64));
    hello
}

pub(super) fn explains(suspect: &HeadSuspect<'_>) -> Option<String> {
    let tls = suspect.heads().any(|head| head.end == HeadEnd::NotHttp);
    tls.then(String::new)
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("one end speaks wss, the other reads ws", "一端用 wss，另一端按 ws 读取")
}

pub(super) fn evidence(_: Lang, _: &str) -> Option<String> {
    None
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Use ws:// in the page, or put TLS before the server (a proxy, SSLContext.wrap_socket).",
        "网页里改用 ws://，或在服务端前加 TLS（反向代理或 ssl 模块）。",
    )
}
