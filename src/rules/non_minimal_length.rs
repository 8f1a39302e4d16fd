//! F09: a longer length form than the length needs.

use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words, always, rfc6455};
use crate::lang::{say, text};
use crate::terms::{CloseCode, LengthField};

/// A longer length form than the length needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NonMinimalLength {
    /// The length as written.
    pub length: LengthField,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "F09",
    name: "non-minimal-length",
    level: Level::Error,
    source: rfc6455(
        "5.2",
        "in all cases, the minimal number of bytes MUST be used to encode the length",
    ),
    peer: Peer::Fails(CloseCode::PROTOCOL_ERROR),
    why: text(
        "one length, one way to write it: two parsers cannot come to read it differently",
        "一个长度只有一种写法，不同解析器才不会读出不同结果",
    ),
    breaks: Sample(
        "125 bytes in the 16-bit form",
        Input::Frames(&["1 000 0010 1 1111110 | 00 7d | 37 fa 21 3d | 'a' x 125"]),
    ),
    near_miss: Sample(
        "126 bytes need it",
        Input::Frames(&["1 000 0010 1 1111110 | 00 7e | 37 fa 21 3d | 'a' x 126"]),
    ),
};

pub(super) const WORDS: Words<NonMinimalLength> = Words {
    title: |&NonMinimalLength { length }, lang| {
        let (len, width) = (length.value(), length.width_bits());
        let fits = LengthField::minimal(len).width_bits();
        say!(
            lang,
            "length {len} written in {width} bits: {fits} bits are enough",
            "长度 {len} 用了 {width} 比特：{fits} 比特就够"
        )
    },
    caret: Says::By(|&NonMinimalLength { length }, lang| {
        match LengthField::minimal(length.value()) {
            LengthField::Bits7(len) => {
                Some(say!(lang, "one byte says the same: {len:02x}", "一个字节就够：{len:02x}"))
            }
            LengthField::Bits16(len) => {
                let [high, low] = len.to_be_bytes();
                Some(say!(
                    lang,
                    "three bytes say the same: 7e {high:02x} {low:02x} (MASK apart)",
                    "三个字节就够：7e {high:02x} {low:02x}（不计 MASK 位）"
                ))
            }
            LengthField::Bits64(_) => None,
        }
    }),
    fix: always(
        "0-125 in 7 bits; 126-65535 as 126 and 2 bytes; more as 127 and 8 bytes",
        "0-125 用 7 比特；126-65535 用 126 加 2 字节；更长用 127 加 8 字节",
    ),
};
