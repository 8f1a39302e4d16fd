//! One sentence a fact and one fact a line, in the order of the bytes: for screen readers, and for
//! whoever wants to search the output. No tables, no symbols, no colours.

use super::Screen;
use super::node;
use super::printable::{hex, printable_bytes};
use crate::conversation::FrameEnd;
use crate::dissection::Dissection;
use crate::finding::Finding;
use crate::prose::plain as words;
use crate::prose::{self, Lang};
use crate::terms::{Opcode, Role};
use crate::tree::{self, Node, Value};

/// A frame in sentences.
pub fn render(frame: &Dissection, screen: Screen) -> String {
    let lang = screen.lang;
    let end = (frame.at + frame.wire.len()).saturating_sub(1);
    let mut lines = vec![words::frame(lang, frame.number, frame.at as u64, end as u64)];
    if frame.header.is_some() {
        lines.push(words::direction(lang, frame.sender));
    }
    let node = tree::frame(frame, lang);
    lines.extend(parts(&node, &frame.wire, lang));
    lines.extend(payload(frame, &node, lang));
    for claim in &frame.claims {
        let slip = claim.evidence.slip();
        lines.push(words::cause(lang, slip.title(lang)));
        lines.push(claim.evidence.sentence(lang));
        lines.push(words::fix(lang, slip.cure(lang)));
    }
    for finding in &frame.findings {
        let level = prose::finding::level(lang, finding.level);
        let entry = finding.fault.rule().entry();
        let title = finding.fault.title(lang);
        lines.push(words::finding(lang, level, entry.code, &title));
        lines.push(words::rule(lang, finding.fault.source()));
        if let Some(peer) = prose::finding::peer(lang, entry, finding.level) {
            lines.push(words::peer(lang, &peer));
        }
        if let (Some(fix), true) = (finding.fault.fix(lang), frame.claims.is_empty()) {
            lines.push(words::fix(lang, &fix));
        }
    }
    let word = prose::verdict::word(lang, frame.verdict());
    lines.push(words::result(lang, word, &prose::verdict::of_frame(lang, frame)));
    lines.join("\n") + "\n"
}

/// What the end of the input leaves unfinished, a sentence a finding.
pub fn ended(role: Role, findings: &[Finding], lang: Lang) -> String {
    let sentences = findings.iter().map(|finding| {
        let level = prose::finding::level(lang, finding.level);
        let code = finding.fault.rule().code();
        let title = finding.fault.title(lang);
        words::at_the_end(lang, role, level, code, &title) + "\n"
    });
    sentences.collect()
}

/// A sentence for every part of the header that is here.
fn parts(frame: &Node<'_>, wire: &[u8], lang: Lang) -> Vec<String> {
    let header = frame.leaves().into_iter().filter(|leaf| leaf.derived().next().is_none());
    let here = header.filter(|leaf| leaf.value.number().is_some());
    sentences(here, wire, 0, lang)
}

/// A sentence for each of some parts that stand in `buffer`, which begins at byte `start` of the frame.
fn sentences<'a>(
    parts: impl Iterator<Item = &'a Node<'a>>,
    buffer: &[u8],
    start: usize,
    lang: Lang,
) -> Vec<String> {
    let mut last_byte = None;
    let sentences = parts.map(|part| {
        let (span, hex) = (part.span(), hex(part.span().of(buffer)));
        let first = start + span.start;
        let place = match span.len() {
            1 if last_byte == Some(first) => words::same_byte(lang, first),
            1 => words::byte(lang, first, &hex),
            _ => words::bytes(lang, first, start + span.end - 1, &hex),
        };
        last_byte = Some(first);
        let value = match part.value {
            // The bytes stand before it already.
            Value::Bytes(_) => String::new(),
            ref own => own.number().map_or_else(|| node::value(lang, own), |n| n.to_string()),
        };
        let gap = lang.pick(" ", "");
        format!("{place}{gap}{}", words::part(lang, part.name.title, &value, &part.meaning))
    });
    sentences.collect()
}

fn payload(frame: &Dissection, node: &Node<'_>, lang: Lang) -> Vec<String> {
    let Some(header) = frame.header else { return Vec::new() };
    let start = header.header_len();
    let masked = header.mask_key.is_some();
    let mut lines = Vec::new();
    match header.payload_len() {
        0 => lines.push(words::no_payload(lang).to_owned()),
        len if frame.end == FrameEnd::Refused => {
            lines.push(words::payload_refused(lang, len, masked));
        }
        len => lines.push(words::payload(lang, start as u64, frame.have, len, masked)),
    }
    let bytes = frame.message_or_payload();
    let content = node.find("payload").and_then(|payload| payload.derived().last());
    let parts: Vec<&Node<'_>> = content.into_iter().flat_map(Node::own_children).collect();
    if !parts.is_empty() {
        lines.extend(sentences(parts.into_iter(), bytes, start, lang));
    } else if frame.kind() == Some(Opcode::TEXT) && !bytes.is_empty() {
        lines.push(words::text(lang, &printable_bytes(bytes)));
    } else if !bytes.is_empty() {
        lines.push(words::data(lang, &hex(bytes.get(..64).unwrap_or(bytes)), bytes.len() > 64));
    }
    lines
}
