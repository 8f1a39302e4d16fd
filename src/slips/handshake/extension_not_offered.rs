//! An extension agreed to that the client did not offer: an answer that was copied.

use super::{Exchange, HeadSuspect};
use crate::finding::{Extension, Fault};
use crate::lang::Lang;
use crate::slips::words::quoted;

pub(super) const NAME: &str = "extension-not-offered";

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    let line = "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n";
    honest.changed_answer(|answer| answer.replace("\r\n\r\n", line))
}

pub(super) fn explains(suspect: &HeadSuspect<'_>) -> Option<String> {
    suspect.found(|fault| fault == Fault::Extension(Extension::NotOffered))
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the server agrees to an extension that was not offered",
        "服务端同意了没有人提出的扩展",
    )
}

pub(super) fn evidence(_: Lang, proof: &str) -> Option<String> {
    quoted(proof)
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "In Sec-WebSocket-Extensions, accept only what the request lists.",
        "Sec-WebSocket-Extensions 只能回答请求里列出的扩展。",
    )
}
