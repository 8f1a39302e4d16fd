//! FIN left 0 on the last fragment too: the message never ends, and the next one begins inside it.

use super::fin_forgotten::{ends_later, of_open_message};
use super::opcode_repeated::continued;
use super::{Claim, Evidence, FrameSuspect, Honest, Marks, Recipe, Unsuited};
use crate::finding::Fault;
use crate::frame::FrameHeader;
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::slips::words::kind_zh;
use crate::terms::Opcode;

pub(super) const NAME: &str = "last-fragment-not-final";

pub(super) const MARKS: Marks = Marks::GENERAL.instead_of(Honest::FragmentsAndFrame);

/// A message begins while one that has been continued waits for its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastFragmentNotFinal {
    /// The opcode of the message that has no end.
    pub open: Opcode,
}

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_len(2, usize::MAX)?;
    let (head, tail) =
        recipe.payload.split_at_checked(recipe.payload.len() / 2).unwrap_or_default();
    let (head, tail) =
        (recipe.carrying(head.to_vec()), recipe.with_fresh_key().carrying(tail.to_vec()));
    let begun = head.under(FrameHeader { fin: false, ..head.header() });
    let opcode = Opcode::CONTINUATION;
    let continued = tail.under(FrameHeader { fin: false, opcode, ..tail.header() });
    let next = recipe.with_fresh_key().with_fresh_key();
    Ok([begun, continued, next.frame()].concat())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let fin = suspect.header?.fin;
    let open = suspect.findings.iter().find_map(|finding| match finding.fault {
        Fault::Interrupted(fault) => Some(fault.open),
        _ => None,
    })?;
    let fits = suspect.is_whole() && suspect.ends_well() && (fin || ends_later(suspect));
    let bits = of_open_message(suspect) + Bits::LANDS;
    let text = suspect.text();
    (fits && continued(suspect)).then(|| {
        let proof = LastFragmentNotFinal { open };
        Evidence::LastFragmentNotFinal(proof).claim(bits, suspect.frame_len, text)
    })
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the last fragment of a message has FIN 0", "消息的最后一个分片没有把 FIN 置 1")
}

pub(super) fn evidence(lang: Lang, proof: &LastFragmentNotFinal) -> String {
    let LastFragmentNotFinal { open } = proof;
    let kind = kind_zh(*open);
    say!(
        lang,
        "A message of opcode {open} was begun and continued, but no fragment had FIN 1, and here a new message begins.",
        "一条{kind}消息开始后有延续帧，却没有一个分片的 FIN 是 1；这里又开始了新消息。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Set FIN on the last fragment: 0x01 for the first, 0x00 for those between, 0x80 for the last.", "最后一个分片的 FIN 要置 1：第一个 0x01，中间 0x00，最后 0x80。")
}
