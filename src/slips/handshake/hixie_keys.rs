//! `Sec-WebSocket-Key1` and `Key2`: the handshake of a draft of 2010, which no browser speaks.

use super::suspect::shown;
use super::{Exchange, Suspect};
use crate::terms::HeaderName;

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    honest.only_request(|request| {
        let line = request.lines().find(|line| line.starts_with("Sec-WebSocket-Key"));
        let keys = "Sec-WebSocket-Key1: 4 @1  46546xW%0l 1 5\r\n\
                    Sec-WebSocket-Key2: 12998 5 Y3 1  .P00";
        request.replace(line.unwrap_or_default(), keys)
    })
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<String> {
    let request = suspect.request?;
    let mut names = [HeaderName::Key1, HeaderName::Key2].into_iter();
    let (field, _) = names.find_map(|name| request.all(name).next())?;
    Some(shown(request.part(field.line.text)))
}
