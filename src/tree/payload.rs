//! What a payload becomes when it is unmasked and inflated: text, a Close body with its status code
//! and its reason, what a ping carries, or bytes that only the application knows.

use super::{Node, Value};
use crate::bits::Span;
use crate::dissection::Dissection;
use crate::finding::Buffer;
use crate::lang::Lang;
use crate::message::{CloseBody, Trial, judge_utf8};
use crate::prose::{deflate, finding as finding_words, frame as words, part, steps};
use crate::terms::Opcode;

/// The payload unmasked; where its message is compressed and inflates, the compressed bytes and behind
/// them what they inflate to. Nothing where no byte is here.
pub(super) fn becomes(frame: &Dissection, lang: Lang) -> Vec<Node<'_>> {
    let Some(kind) = frame.kind().filter(|_| !frame.payload.is_empty()) else { return Vec::new() };
    let inflated = frame.inflated.as_ref().filter(|inflated| inflated.trial != Trial::Failed);
    let Some(inflated) = inflated else {
        return vec![content(frame, kind, &frame.payload, Buffer::Payload, lang)];
    };
    let compressed = data(part::compressed(lang), &frame.payload, Buffer::Payload)
        .meaning(deflate::trial(lang, inflated.trial))
        .section(7692, "7.2.2");
    vec![compressed, content(frame, kind, &inflated.bytes, Buffer::Inflated, lang)]
}

fn data(name: super::Name, bytes: &[u8], buffer: Buffer) -> Node<'_> {
    Node::of_bytes(name, buffer, Span::new(0, bytes.len()), Value::Bytes(bytes))
}

/// What `bytes` are, as the payload of a frame of that kind.
fn content<'a>(
    frame: &Dissection,
    kind: Opcode,
    bytes: &'a [u8],
    buffer: Buffer,
    lang: Lang,
) -> Node<'a> {
    let node = data(part::data(lang), bytes, buffer);
    match kind {
        Opcode::TEXT => {
            let text = Node { name: part::text(lang), value: Value::Text(bytes), ..node };
            text.meaning(text_meaning(frame.message_or_payload(), lang)).section(6455, "5.6")
        }
        Opcode::CLOSE => close(bytes, node, lang),
        Opcode::PING => carried(bytes, node).meaning(steps::ping(lang)).section(6455, "5.5.2"),
        Opcode::PONG => carried(bytes, node).meaning(steps::pong(lang)).section(6455, "5.5.3"),
        Opcode::CONTINUATION => node.meaning(steps::unknown_kind(lang)).section(6455, "5.4"),
        Opcode::BINARY => {
            node.meaning(steps::binary(lang, bytes.len() as u64)).section(6455, "5.6")
        }
        _ => node,
    }
}

/// A status code and a reason (RFC 6455 section 5.5.1); as it is where it has no room for a code.
fn close<'a>(bytes: &'a [u8], node: Node<'a>, lang: Lang) -> Node<'a> {
    let node =
        Node { name: part::close(lang), ..node }.meaning(steps::close(lang)).section(6455, "5.5.1");
    let (Some(body), Some((code, reason))) = (CloseBody::read(bytes), bytes.split_at_checked(2))
    else {
        return node;
    };
    let buffer = node.buffer;
    let code =
        Node::of_bytes(part::close_code(lang), buffer, Span::new(0, 2), Value::BigEndian(code))
            .meaning(finding_words::close_code_name(lang, body.code.0))
            .section(6455, "7.4");
    let span = Span::new(2, bytes.len());
    let reason = Node::of_bytes(part::close_reason(lang), buffer, span, Value::Text(reason))
        .meaning(words::meaning_of_reason(lang))
        .section(6455, "5.5.1");
    Node { value: Value::Parts, ..node }.tiled(vec![code, reason], bytes)
}

/// What a ping or a pong carries: text where it reads as such.
fn carried<'a>(bytes: &'a [u8], node: Node<'a>) -> Node<'a> {
    let text = std::str::from_utf8(bytes).is_ok_and(|text| !text.chars().any(char::is_control));
    if text { Node { value: Value::Text(bytes), ..node } } else { node }
}

/// How much of a text is good UTF-8.
fn text_meaning(bytes: &[u8], lang: Lang) -> String {
    let count = |good: usize| {
        let valid = std::str::from_utf8(bytes.get(..good).unwrap_or_default());
        valid.map_or(0, |text| text.chars().count() as u64)
    };
    let total = bytes.len() as u64;
    match judge_utf8(bytes) {
        Ok(0) => steps::valid_text(lang, total, count(bytes.len())),
        Ok(rest) => {
            let good = bytes.len() - rest;
            let rest = hex::encode(bytes.get(good..).unwrap_or_default());
            steps::cut_text(lang, good as u64, count(good), &rest)
        }
        Err((good, _)) => steps::bad_text(lang, good as u64, total),
    }
}
