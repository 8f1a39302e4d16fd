//! A frame as a tree: the flags of byte 0, the length with its MASK bit, the mask key, the payload,
//! and behind it what the payload becomes. Of a cut header every field whose place the first bytes
//! tell is there, those included that have not come.

use super::{Node, Value, payload};
use crate::bits::BitRange;
use crate::dissection::Dissection;
use crate::finding::Buffer;
use crate::frame::{FieldName, layout};
use crate::lang::Lang;
use crate::prose::{frame as words, part};
use crate::terms::{LengthField, Opcode};

/// A frame, as far as it came (RFC 6455 section 5.2).
pub fn frame(frame: &Dissection, lang: Lang) -> Node<'_> {
    let (mut flags, mut reserved, mut lengths, mut rest) = (vec![], vec![], vec![], vec![]);
    for (name, bits) in layout(&frame.wire) {
        let field = field(frame, name, bits, lang);
        match name {
            FieldName::Fin | FieldName::Opcode => flags.push(field),
            FieldName::Rsv1 | FieldName::Rsv2 | FieldName::Rsv3 => reserved.push(field),
            FieldName::Mask | FieldName::Length | FieldName::ExtendedLength => lengths.push(field),
            FieldName::MaskKey | FieldName::Payload => rest.push(field),
        }
    }
    flags.insert(flags.len().min(1), rsv(frame, reserved, lang));
    let mut parts = vec![
        Node::of_parts(part::flags(lang), Buffer::Wire, flags),
        Node::of_parts(part::lengths(lang), Buffer::Wire, lengths),
    ];
    parts.extend(rest);
    Node::of_parts(part::frame(lang), Buffer::Wire, parts).with_findings(&frame.findings)
}

/// The three reserved bits in one: what they mean, they mean together.
fn rsv<'a>(frame: &Dissection, bits: Vec<Node<'a>>, lang: Lang) -> Node<'a> {
    let node = Node::of_parts(part::rsv(lang), Buffer::Wire, bits).section(6455, "5.2");
    let Some(byte0) = frame.wire.first() else {
        return Node { value: Value::Missing { here: &[], missing: 1 }, ..node };
    };
    let bits = byte0 >> 4 & 0b111;
    Node { value: Value::Flags { bits, width: 3 }, ..node }
        .meaning(words::meaning_of_rsv(lang, bits))
}

fn field<'a>(frame: &'a Dissection, name: FieldName, bits: BitRange, lang: Lang) -> Node<'a> {
    let (value, meaning) = match name {
        FieldName::Payload => of_payload(frame, lang),
        _ => of_header(&frame.wire, name, bits, lang),
    };
    let masked = frame.wire.get(1).is_some_and(|byte1| byte1 & 0x80 != 0);
    let section = match name {
        FieldName::MaskKey => "5.3",
        FieldName::Payload if masked => "5.3",
        _ => "5.2",
    };
    let node = Node::leaf(part::field(lang, name), Buffer::Wire, bits, value);
    let children = if name == FieldName::Payload { payload::becomes(frame, lang) } else { vec![] };
    Node { children, ..node }.meaning(meaning).section(6455, section)
}

/// The value of a field of the header and what it means.
fn of_header(
    wire: &[u8],
    name: FieldName,
    bits: BitRange,
    lang: Lang,
) -> (Value<'_>, &'static str) {
    let span = bits.bytes();
    let (here, last) = (span.of(wire), span.of(wire).last().copied().unwrap_or(0));
    if here.len() < span.len() {
        let missing = span.len() - here.len();
        return (Value::Missing { here, missing }, words::meaning_of_missing(lang, name));
    }
    let bit = last >> (7 - (bits.end - 1) % 8) & 1 != 0;
    match name {
        FieldName::Fin => (Value::Flag(bit), words::meaning_of_fin(lang, bit)),
        FieldName::Mask => (Value::Flag(bit), words::meaning_of_mask(lang, bit)),
        FieldName::Rsv1 | FieldName::Rsv2 | FieldName::Rsv3 => (Value::Flag(bit), ""),
        FieldName::Opcode => {
            let opcode = Opcode(last & 0x0f);
            (Value::Nibble(opcode.0), words::meaning_of_opcode(lang, opcode))
        }
        FieldName::Length => {
            let form = match last & 0x7f {
                126 => LengthField::Bits16(0),
                127 => LengthField::Bits64(0),
                len => LengthField::Bits7(len),
            };
            (Value::LowSeven(last), words::meaning_of_length(lang, form))
        }
        FieldName::ExtendedLength => (Value::BigEndian(here), words::meaning_of_extended(lang)),
        FieldName::MaskKey => (Value::Bytes(here), words::meaning_of_key(lang)),
        FieldName::Payload => (Value::Size(here.len() as u64), ""),
    }
}

fn of_payload(frame: &Dissection, lang: Lang) -> (Value<'_>, &'static str) {
    let len = frame.header.map_or(0, |header| header.payload_len());
    let masked = frame.header.is_some_and(|header| header.mask_key.is_some());
    let meaning = if frame.have > 0 { words::meaning_of_payload(lang, masked) } else { "" };
    (Value::Size(len), meaning)
}
