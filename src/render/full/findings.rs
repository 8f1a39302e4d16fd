//! What is wrong with a frame: the bytes that show it, the rule in the RFC's words and its why,
//! what a peer does, how to mend it; and the slip that made the bytes.

use super::super::columns;
use super::super::ink::{Ink, paint};
use super::super::page::Page;
use super::super::printable::{hex, printable};
use super::prose;
use crate::bits::Span;
use crate::dissection::Dissection;
use crate::finding::{Buffer, Finding, Level};
use crate::slips::frame::Claim;

/// Bytes in the window around a place, at most; fewer where the screen is narrow.
const WINDOW: usize = 14;

/// Draws the causes, then every finding, gravest first.
pub fn render(frame: &Dissection, page: &mut Page) {
    for claim in &frame.claims {
        cause(claim, page);
    }
    let mut findings: Vec<&Finding> = frame.findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    for finding in findings {
        page.blank();
        render_one(frame, finding, page);
    }
}

fn render_one(frame: &Dissection, finding: &Finding, page: &mut Page) {
    let lang = page.screen().lang;
    let (entry, source) = (finding.fault.rule().entry(), finding.fault.source());
    let tag = format!("{}[{}]:", prose::finding::level(lang, finding.level), entry.code);
    page.tagged(&tag, Ink::of(finding.level), &finding.fault.title(lang));
    place(frame, finding, page);
    let quote = format!("{source}: {}", prose::finding::quoted(source.quote));
    page.labelled_sentence(prose::finding::rule_label(lang), &quote);
    page.labelled_sentence(prose::finding::why_label(lang), entry.why.of(lang));
    if let Some(peer) = prose::finding::peer(lang, entry, finding.level) {
        page.labelled_sentence(prose::finding::peer_label(lang), &peer);
    }
    // A slip that is recognised comes with its own cure.
    if frame.claims.is_empty()
        && let Some(fix) = finding.fault.fix(lang)
    {
        page.labelled_sentence(prose::finding::fix_label(lang), &fix);
    }
}

/// The bytes that show the fault, with carets under them.
fn place(frame: &Dissection, finding: &Finding, page: &mut Page) {
    let lang = page.screen().lang;
    let (buffer, label) = match finding.place.buffer {
        Buffer::Wire => (&frame.wire, prose::steps::at(lang)),
        Buffer::Payload => (&frame.payload, prose::finding::payload_at(lang)),
        Buffer::Inflated => {
            let Some(inflated) = &frame.inflated else { return };
            (&inflated.bytes, prose::finding::inflated_at(lang))
        }
        // A frame has no handshake values to point into.
        Buffer::Head | Buffer::Key | Buffer::Accept => return,
    };
    // Where something is missing, what matters is the place behind the last byte.
    let at_end = finding.level == Level::Incomplete && finding.place.buffer == Buffer::Wire;
    let span = if at_end { Span::new(buffer.len(), buffer.len() + 1) } else { finding.place.span };
    if buffer.is_empty() || span.is_empty() {
        return;
    }
    let window = (page.room().saturating_sub(4) / 3).clamp(4, WINDOW);
    let start = if span.end <= window { 0 } else { span.end.min(buffer.len()) - window + 2 };
    let start = if at_end { start } else { start.min(span.start) };
    let end = (start + window).min(buffer.len());
    let shown = buffer.get(start..end).unwrap_or_default();
    let after = if end < buffer.len() { " ..." } else { "" };
    let indices: Vec<String> = (start..end).map(index_cell).collect();
    page.labelled_line(label, &paint(Ink::Dim, &indices.join(" ")));
    page.line(&format!("{}{after}", hex(shown)));
    let marked = span.end.min(end.max(span.start + 1)) - span.start;
    let carets = if at_end { 1 } else { 3 * marked - 1 };
    let caret = finding.fault.caret(lang).unwrap_or_default();
    page.carets(3 * (span.start - start), carets, Ink::of(finding.level), &caret);
}

/// Two columns for an index; its last two digits past 99.
fn index_cell(index: usize) -> String {
    format!("{:>2}", index % 100)
}

fn cause(claim: &Claim, page: &mut Page) {
    let lang = page.screen().lang;
    let slip = claim.evidence.slip();
    let tag = format!("{}[{}]:", prose::finding::cause(lang), slip.name());
    page.tagged(&tag, Ink::Cause, slip.title(lang));
    let evidence = claim.evidence.sentence(lang);
    page.labelled_sentence(prose::finding::proof_label(lang), &evidence);
    if let Some(text) = &claim.text {
        let meant = first_columns(&printable(text), MEANT_LINES * page.room());
        page.labelled_sentence(prose::finding::meant_label(lang), &meant);
    }
    let cure = slip.cure(lang);
    page.labelled_sentence(prose::finding::cure_label(lang), cure);
}

/// Lines of a meant text that are shown.
const MEANT_LINES: usize = 3;

/// As much of `text` as fits `room` columns, with dots where that is not all.
pub(super) fn first_columns(text: &str, room: usize) -> String {
    if columns(text) <= room {
        return text.to_owned();
    }
    let mut left = room.saturating_sub(4);
    let fits = |c: &char| match left.checked_sub(columns(c.encode_utf8(&mut [0; 4]))) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    text.chars().take_while(fits).collect::<String>() + " ..."
}
