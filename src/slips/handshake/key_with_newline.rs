//! A key with a line feed at its end, as `encodebytes` gives: the head ends there.

use super::suspect::shown;
use super::{Exchange, Suspect};
use crate::handshake::{Head, HeadEnd};
use crate::terms::HeaderName;

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    honest.only_request(|request| {
        let line = request.lines().find(|line| line.starts_with("Sec-WebSocket-Key"));
        let line = line.unwrap_or_default();
        request.replace(line, &format!("{line}\n"))
    })
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<String> {
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
