//! F06: a control frame with FIN 0.

use super::long_control;
use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, always};
use crate::lang::{say, text};
use crate::terms::{CloseCode, Opcode, opcode_name};

/// A control frame with FIN 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FragmentedControl {
    /// Its opcode.
    pub opcode: Opcode,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "F06",
    name: "fragmented-control",
    level: Level::Error,
    source: long_control::ENTRY.source,
    peer: Peer::Fails(CloseCode::PROTOCOL_ERROR),
    why: text(
        "control frames come between the fragments of a message, so they have none themselves",
        "控制帧本身要插在消息的分片之间，因此自己不能再分片",
    ),
    breaks: Sample(
        "a ping with FIN 0",
        Input::Frames(&["0 000 1001 1 0000101 | 37 fa 21 3d | 'Hello'"]),
    ),
    near_miss: Sample(
        "a whole ping between the fragments of a message",
        Input::Frames(&[
            "0 000 0001 1 0000011 | 37 fa 21 3d | 'Hel'",
            "1 000 1001 1 0000000 | 5d 9e 7e 3a",
            "1 000 0000 1 0000010 | a4 c4 22 cd | 'lo'",
        ]),
    ),
};

pub(super) const WORDS: Words<FragmentedControl> = Words {
    title: |&FragmentedControl { opcode }, lang| {
        let name = opcode_name(lang, opcode);
        say!(
            lang,
            "a control frame ({name}) with FIN 0: it must not be fragmented",
            "控制帧（{name}）的 FIN 为 0：控制帧不允许分片"
        )
    },
    caret: always("FIN is 0", "FIN 为 0"),
    fix: Says::By(|&FragmentedControl { opcode }, lang| {
        let byte = 0x80 | opcode.0;
        Some(say!(lang, "set FIN: byte 0 = {byte:02x}", "把 FIN 置 1：字节 0 = {byte:02x}"))
    }),
};
