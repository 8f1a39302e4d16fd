//! A key with a line feed at its end, as `encodebytes` gives: the head ends there.

use super::suspect::shown;
use super::{Exchange, HeadSuspect};
use crate::handshake::{Head, HeadEnd};
use crate::lang::{Lang, say};
use crate::terms::HeaderName;

pub(super) const NAME: &str = "key-with-newline";

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    honest.only_request(|request| {
        let line = request.lines().find(|line| line.starts_with("Sec-WebSocket-Key"));
        let line = line.unwrap_or_default();
        request.replace(line, &format!("{line}\n"))
    })
}

pub(super) fn explains(suspect: &HeadSuspect<'_>) -> Option<String> {
    behind(suspect.request?, suspect.rest)
}

/// The same, of a request and what stands behind it.
pub(super) fn behind(request: &Head, rest: &[u8]) -> Option<String> {
    if request.end != HeadEnd::BlankLine {
        return None;
    }
    let (field, _) = request.all(HeaderName::Key).last()?;
    let is_last = request.fields.last() == Some(field);
    let alone = request.lines().filter(|line| line.end.len() == 1).count() == 1;
    let bare = field.line.end.len() == 1;
    // The rest of the head stands behind the blank line that the line feed made.
    let headers_follow = rest.iter().take_while(|byte| **byte != b'\n').any(|b| *b == b':')
        || rest.starts_with(b"\r\n");
    (is_last && alone && bare && headers_follow).then(|| shown(request.part(field.whole)))
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the key ends with a line feed, and that ends the head",
        "Key 值末尾带了换行，头部因此提前结束",
    )
}

pub(super) fn evidence(lang: Lang, _: &str) -> Option<String> {
    Some(say!(
        lang,
        "the key's line ends with \\n, the next is blank, and headers follow",
        "Key 值所在行以 \\n 结尾，下一行为空，之后还有头字段"
    ))
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Use base64.b64encode, not encodebytes, or strip the result.",
        "用 base64.b64encode，不用 encodebytes，或先 strip()。",
    )
}
