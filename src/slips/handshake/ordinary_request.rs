//! A page request on a WebSocket port: the address was opened in the browser's bar.

use super::suspect::shown;
use super::{Exchange, HeadSuspect};
use crate::handshake::{HeadEnd, StartLine};
use crate::lang::{Lang, say};
use crate::terms::HeaderName;

pub(super) const NAME: &str = "ordinary-request";

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    honest.only_request(|request| {
        let is_kept = |line: &&str| {
            !line.starts_with("Sec-") && !line.starts_with("Upgrade") && !line.starts_with("Origin")
        };
        let lines: Vec<&str> = request.lines().filter(is_kept).collect();
        let plain = lines.join("\r\n") + "\r\n";
        plain.replace("keep-alive, Upgrade", "keep-alive")
    })
}

pub(super) fn explains(suspect: &HeadSuspect<'_>) -> Option<String> {
    let request = suspect.request.filter(|request| request.end == HeadEnd::BlankLine)?;
    let StartLine::Request { line, method, .. } = request.start else { return None };
    let mut names = [HeaderName::Key, HeaderName::Version, HeaderName::Upgrade].into_iter();
    let http2 = request.part(method) == b"PRI";
    let none = !http2 && names.all(|name| request.value(name).is_none());
    let old = request.value(HeaderName::Key1).is_some();
    (none && !old).then(|| shown(request.part(line.text)))
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "an ordinary page request came to a WebSocket port",
        "普通的网页请求发到了 WebSocket 端口",
    )
}

pub(super) fn evidence(lang: Lang, _: &str) -> Option<String> {
    Some(say!(
        lang,
        "no Upgrade, no key, no version: a page is asked for",
        "没有 Upgrade，没有 Key 值，没有版本：请求的是网页"
    ))
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Open a page from a web server, and there: new WebSocket('ws://127.0.0.1:9527/').",
        "请在网页脚本里连接：new WebSocket('ws://127.0.0.1:9527/')。",
    )
}
