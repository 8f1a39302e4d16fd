//! The head's last blank line forgotten: the peer waits for it, or takes frames for a header.

use super::{Exchange, HeadSuspect, cut_by_recv};
use crate::finding::{Fault, UnfinishedHead};
use crate::handshake::Head;
use crate::lang::Lang;
use crate::terms::{HeaderName, Role};

pub(super) const NAME: &str = "no-blank-line";

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    let answer = honest.answer.trim_end().to_owned() + "\r\n";
    let frame = b"\x81\x05Hello".to_vec();
    Exchange { answer, rest: frame, ..honest.clone() }.write()
}

pub(super) fn explains(suspect: &HeadSuspect<'_>) -> Option<String> {
    let is = |fault| match fault {
        Fault::UnfinishedHead(UnfinishedHead::FramesFollow) => true,
        // Where the head may be cut, it counts only if nothing that is needed is missing.
        Fault::UnfinishedHead(UnfinishedHead::BlankLine) => {
            suspect.heads().last().is_some_and(|head| !cut_by_recv::fits(head) && is_complete(head))
        }
        _ => false,
    };
    suspect.found(is).map(|_| String::new())
}

/// Whether all that a handshake needs is there.
fn is_complete(head: &Head) -> bool {
    let has = |name| head.value(name).is_some();
    match head.sender() {
        Some(Role::Client) => has(HeaderName::Key) && has(HeaderName::Version),
        Some(Role::Server) => has(HeaderName::Accept),
        None => false,
    }
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("the blank line at the end was forgotten", "忘了末尾的空行")
}

pub(super) fn evidence(_: Lang, _: &str) -> Option<String> {
    None
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("End the last header with \\r\\n\\r\\n.", "最后一个头字段之后写 \\r\\n\\r\\n。")
}
