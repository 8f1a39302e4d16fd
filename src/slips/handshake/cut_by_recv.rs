//! One `recv(1024)` taken for the whole head: a browser's cookies make it longer.

use super::{Exchange, HeadSuspect};
use crate::handshake::{Head, HeadEnd};
use crate::lang::{Lang, say};

pub(super) const NAME: &str = "cut-by-recv";

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    let cookie = format!("\r\nCookie: session={}\r\n", "0123456789abcdef".repeat(60));
    let long = honest.request.replacen("\r\n", &cookie, 1);
    long.into_bytes().into_iter().take(1024).collect()
}

pub(super) fn explains(suspect: &HeadSuspect<'_>) -> Option<String> {
    let cut = suspect.heads().last().filter(|head| fits(head))?;
    Some(cut.bytes.len().to_string())
}

/// Whether a head ends where a buffer of a usual size ends.
pub(super) fn fits(head: &Head) -> bool {
    let len = head.bytes.len();
    head.end == HeadEnd::Cut && len.is_power_of_two() && (128..=32768).contains(&len)
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("one recv() was taken for the whole head", "把一次 recv() 的结果当成了整个头部")
}

pub(super) fn evidence(lang: Lang, proof: &str) -> Option<String> {
    Some(say!(
        lang,
        "the head stops after {proof} bytes, the size of a buffer",
        "头部正好在 {proof} 字节处停止，这是缓冲区的大小"
    ))
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Read in a loop: while b'\\r\\n\\r\\n' not in data: data += sock.recv(4096).",
        "循环读取：while b'\\r\\n\\r\\n' not in data: data += sock.recv(4096)。",
    )
}
