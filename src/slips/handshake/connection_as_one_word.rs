//! `Connection: keep-alive, Upgrade`, as Firefox writes it, compared with `Upgrade` as a whole.

use super::suspect::shown;
use super::{Exchange, Suspect};
use crate::terms::HeaderName;

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    honest.changed_answer(|_| {
        "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned()
    })
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<String> {
    let (request, answer) = (suspect.request?, suspect.answer?);
    let refused = matches!(answer.status(), Some(200 | 400 | 426));
    let listed = request.elements(HeaderName::Connection).count() > 1;
    let usual = request.bytes.windows(18).any(|part| part == b"Sec-WebSocket-Key:");
    let (text, _) = request.value(HeaderName::Connection)?;
    // The request is right, so the reader of it is not.
    (refused && listed && usual && suspect.of_request.is_empty()).then(|| shown(text))
}
