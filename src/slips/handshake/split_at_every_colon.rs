//! A header cut at every colon: `line.split(':')[1]` loses the port and all of a URI but its scheme.

use super::suspect::shown;
use super::{Exchange, HeadSuspect};
use crate::lang::{Lang, say};
use crate::terms::HeaderName;

pub(super) const NAME: &str = "split-at-every-colon";

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    let line = "\r\nWebSocket-Location: ws://127.0.0.1/chat\r\n\r\n";
    honest.changed_answer(|answer| answer.replace("\r\n\r\n", line))
}

pub(super) fn explains(suspect: &HeadSuspect<'_>) -> Option<String> {
    let origin = suspect.request.and_then(|request| request.value(HeaderName::Origin));
    if let Some((text @ (b"http" | b"https"), _)) = origin {
        return Some(shown(text));
    }
    let (request, answer) = (suspect.request?, suspect.answer?);
    let host = shown(request.value(HeaderName::Host)?.0);
    let (name, _port) = host.rsplit_once(':').filter(|(name, _)| !name.contains(':'))?;
    let mut headers = [HeaderName::ObsoleteLocation, HeaderName::Location].into_iter();
    let (value, _) = headers.find_map(|header| answer.value(header))?;
    let value = shown(value);
    let (_, rest) = value.split_once("://")?;
    let there = rest.split('/').next()?;
    (there == name).then_some(value)
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the header was cut at every colon: its value ends at the second",
        "头字段按每个冒号切开，值在第二个冒号处断了",
    )
}

pub(super) fn evidence(lang: Lang, proof: &str) -> Option<String> {
    Some(say!(
        lang,
        "\"{proof}\": what follows the next colon is lost",
        "\"{proof}\"：下一个冒号之后的部分丢了"
    ))
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Cut once: name, value = line.split(':', 1).",
        "只切一次：name, value = line.split(':', 1)。",
    )
}
