//! A subprotocol chosen that the client did not offer: one that is always written.

use super::{Exchange, HeadSuspect};
use crate::finding::{Fault, Subprotocol};
use crate::lang::Lang;
use crate::slips::words::quoted;

pub(super) const NAME: &str = "subprotocol-not-offered";

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    honest.changed_answer(|answer| answer.replace("Protocol: chat", "Protocol: echo"))
}

pub(super) fn explains(suspect: &HeadSuspect<'_>) -> Option<String> {
    suspect.found(|fault| fault == Fault::Subprotocol(Subprotocol::NotOffered))
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the server always writes its subprotocol, asked or not",
        "服务端不管有没有人要，总写自己的子协议",
    )
}

pub(super) fn evidence(_: Lang, proof: &str) -> Option<String> {
    quoted(proof)
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Choose from the request's list; where none fits, leave the header out.",
        "从请求的列表里选；没有合适的就不写这个头字段。",
    )
}
