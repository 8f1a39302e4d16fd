//! F03: reserved bits are set that no agreed extension uses.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, rfc6455};
use crate::lang::{say, text};
use crate::terms::{CloseCode, Rsv};

/// Reserved bits are set that no agreed extension uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReservedBits {
    /// The bits that nothing allows.
    pub rsv: Rsv,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "F03",
    name: "reserved-bits",
    level: Level::Error,
    source: rfc6455(
        "5.2",
        "MUST be 0 unless an extension is negotiated that defines meanings for non-zero \
         values.",
    ),
    peer: Peer::Fails(CloseCode::PROTOCOL_ERROR),
    why: text(
        "an extension changes what the payload means, so both ends must have agreed to it",
        "扩展会改变载荷的含义，所以必须双方事先同意",
    ),
    breaks: Sample(
        "RSV1 is 1, and no handshake says what for",
        Input::Frames(&["1 100 0001 1 0000101 | 37 fa 21 3d | 'Hello'"]),
    ),
    near_miss: Sample(
        "the bits that are 1 belong to the opcode",
        Input::Frames(&["1 000 1010 1 0000101 | 37 fa 21 3d | 'Hello'"]),
    ),
};

pub(super) const WORDS: Words<ReservedBits> = Words {
    title: |&ReservedBits { rsv }, lang| {
        let names = rsv.names();
        say!(
            lang,
            "{names} set: legal only if the handshake agreed on an extension",
            "{names} 为 1：只有握手协商了扩展才合法"
        )
    },
    caret: Says::By(|&ReservedBits { rsv }, lang| {
        Some(say!(lang, "RSV1-3 = {rsv}, should be 000", "RSV1-3 = {rsv}，应为 000"))
    }),
    fix: Says::Nothing,
};
