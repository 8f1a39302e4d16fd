//! A page request on a WebSocket port: the address was opened in the browser's bar.

use super::suspect::shown;
use super::{Exchange, Suspect};
use crate::handshake::{HeadEnd, StartLine};
use crate::terms::HeaderName;

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

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<String> {
    let request = suspect.request.filter(|request| request.end == HeadEnd::BlankLine)?;
    let StartLine::Request { line, method, .. } = request.start else { return None };
    let mut names = [HeaderName::Key, HeaderName::Version, HeaderName::Upgrade].into_iter();
    let http2 = request.part(method) == b"PRI";
    let none = !http2 && names.all(|name| request.value(name).is_none());
    let old = request.value(HeaderName::Key1).is_some();
    (none && !old).then(|| shown(request.part(line.text)))
}
