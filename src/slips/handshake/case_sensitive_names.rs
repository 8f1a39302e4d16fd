//! Header names compared with their case: proxies and other clients write them in lower case.

use super::suspect::shown;
use super::{Exchange, HeadSuspect};
use crate::handshake::{Accept, Shape};
use crate::lang::{Lang, say};
use crate::terms::HeaderName;

pub(super) const NAME: &str = "case-sensitive-names";

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    let request = honest.request.replace("Sec-WebSocket-Key", "sec-websocket-key");
    let right = Accept::of(&key(&honest.request)).value;
    let answer = honest.answer.replace(&right, &Accept::of("").value);
    Exchange { request, answer, ..honest.clone() }.write()
}

pub(super) fn explains(suspect: &HeadSuspect<'_>) -> Option<String> {
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

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the server compares header names with their case",
        "服务端比较头字段名称时区分了大小写",
    )
}

pub(super) fn evidence(lang: Lang, proof: &str) -> Option<String> {
    Some(say!(
        lang,
        "the request is right, but writes {proof}; the response is as if it had no key",
        "请求没有错，只是写作 {proof}；应答却像是没有 Key 值"
    ))
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Keep names in lower case: headers[name.strip().lower()] = value.strip().",
        "名称统一转成小写：headers[name.strip().lower()] = value.strip()。",
    )
}
