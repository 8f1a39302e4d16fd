//! One sentence a fact and one fact a line, in the order of the bytes: for screen readers, and for
//! whoever wants to search the output. No tables, no symbols, no colours.

use super::Screen;
use super::printable::{hex, printable_bytes};
use crate::conversation::FrameEnd;
use crate::dissection::Dissection;
use crate::finding::Finding;
use crate::frame::FieldName;
use crate::message::CloseBody;
use crate::prose::plain as words;
use crate::prose::{self, Lang};
use crate::terms::{Opcode, Role};

/// A frame in sentences.
pub fn render(frame: &Dissection, screen: Screen) -> String {
    let lang = screen.lang;
    let end = (frame.at + frame.wire.len()).saturating_sub(1);
    let mut lines = vec![words::frame(lang, frame.number, frame.at as u64, end as u64)];
    if frame.header.is_some() {
        lines.push(words::direction(lang, frame.sender));
    }
    lines.extend(fields(frame, lang));
    lines.extend(payload(frame, lang));
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
    for claim in &frame.claims {
        let slip = claim.evidence.slip();
        lines.push(words::cause(lang, slip.title(lang)));
        lines.push(claim.evidence.sentence(lang));
        lines.push(words::fix(lang, slip.cure(lang)));
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

/// A sentence for every field that is here.
fn fields(frame: &Dissection, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    let mut last_byte = None;
    for field in frame.fields() {
        let span = field.bits.bytes();
        let Some(value) = field.value.filter(|_| span.end <= frame.wire.len()) else { continue };
        if field.name == FieldName::Payload {
            continue;
        }
        let place = match span.len() {
            1 if last_byte == Some(span.start) => words::same_byte(lang, span.start),
            1 => words::byte(lang, span.start, &hex(span.of(&frame.wire))),
            _ => words::bytes(lang, span.start, span.end - 1, &hex(span.of(&frame.wire))),
        };
        last_byte = Some(span.start);
        if let Some(sentence) = words::field(lang, field.name, value) {
            lines.push(format!("{place} {sentence}"));
        }
    }
    lines
}

fn payload(frame: &Dissection, lang: Lang) -> Vec<String> {
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
    if bytes.is_empty() {
        return lines;
    }
    lines.push(match (frame.kind(), CloseBody::read(bytes)) {
        (Some(Opcode::TEXT), _) => words::text(lang, &printable_bytes(bytes)),
        (Some(Opcode::CLOSE), Some(body)) => {
            prose::frame::close_body(lang, body.code.0, &printable_bytes(body.reason))
        }
        _ => words::data(lang, &hex(bytes.get(..64).unwrap_or(bytes)), bytes.len() > 64),
    });
    lines
}
