//! Header names compared with their case: proxies and other clients write them in lower case.

use super::suspect::shown;
use super::{Exchange, Suspect};
use crate::handshake::{Accept, Shape};
use crate::terms::HeaderName;

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    let request = honest.request.replace("Sec-WebSocket-Key", "sec-websocket-key");
    let right = Accept::of(&key(&honest.request)).value;
    let answer = honest.answer.replace(&right, &Accept::of("").value);
    Exchange { request, answer, ..honest.clone() }.write()
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<String> {
    let (request, answer) = (suspect.request?, suspect.answer?);
    let name = request.all(HeaderName::Key).find_map(|(field, _)| match field.shape {
        Shape::Named { name, .. } => Some(shown(request.part(name))),
        _ => None,
    })?;
    let given = answer.value(HeaderName::Accept).map(|(value, _)| value);
    // What languages make of a value that was looked up and not found.
    let not_found = ["", "None", "null", "undefined", "nil"];
    let empty = || not_found.iter().any(|key| given == Some(Accept::of(key).value.as_bytes()));
    let refused = || answer.status().is_some_and(|status| matches!(status, 400 | 426));
    let odd = name != HeaderName::Key.spelling() && suspect.of_request.is_empty();
    (odd && (empty() || refused())).then_some(name)
}

/// The key of a request that is well formed.
fn key(request: &str) -> String {
    let line = request.lines().find_map(|line| line.strip_prefix("Sec-WebSocket-Key: "));
    line.unwrap_or_default().to_owned()
}
