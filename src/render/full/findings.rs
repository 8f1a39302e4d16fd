//! What is wrong with a frame: the bytes that show it, the rule in the RFC's words and its why,
//! what a peer does, how to mend it; and the slip that made the bytes.

use super::super::ink::{Ink, paint};
use super::super::page::Page;
use super::super::printable::{hex, printable};
use super::prose;
use crate::bits::Span;
use crate::dissection::Dissection;
use crate::finding::{Buffer, Finding, Level};
use crate::slips::frame::Claim;

/// Bytes in the window around a place.
const WINDOW: usize = 14;

/// Draws every finding, gravest first, then the causes.
pub fn render(frame: &Dissection, page: &mut Page) {
    let mut findings: Vec<&Finding> = frame.findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    for finding in findings {
        page.blank();
        render_one(frame, finding, page);
    }
    for claim in &frame.claims {
        page.blank();
        cause(claim, page);
    }
}

/// The colour of a level.
pub const fn ink(level: Level) -> Ink {
    match level {
        Level::Note => Ink::Note,
        Level::Warning => Ink::Warning,
        Level::Incomplete => Ink::Incomplete,
        Level::Error => Ink::Error,
    }
}

fn render_one(frame: &Dissection, finding: &Finding, page: &mut Page) {
    let lang = page.screen().lang;
    let (entry, source) = (finding.fault.rule().entry(), finding.fault.source());
    let tag = format!("{}[{}]:", prose::finding::level(lang, finding.level), entry.code);
    let title = finding.fault.title(lang);
    let indent = super::super::columns(&tag) + 1;
    let lines = super::super::wrap(&title, page.screen().width.saturating_sub(indent));
    let mut tag = format!("{} ", paint(ink(finding.level), &tag));
    for line in lines {
        page.raw_line(&format!("{tag}{line}"));
        tag = " ".repeat(indent);
    }
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
    let start = if span.end <= WINDOW { 0 } else { span.end.min(buffer.len()) - WINDOW + 2 };
    let start = if at_end { start } else { start.min(span.start) };
    let end = (start + WINDOW).min(buffer.len());
    let shown = buffer.get(start..end).unwrap_or_default();
    let after = if end < buffer.len() { " ..." } else { "" };
    let indices: Vec<String> = (start..end).map(index_cell).collect();
    page.labelled_line(label, &paint(Ink::Dim, &indices.join(" ")));
    page.line(&format!("{}{after}", hex(shown)));
    let marked = span.end.min(end.max(span.start + 1)) - span.start;
    let carets = if at_end { "^".to_owned() } else { "^".repeat(3 * marked - 1) };
    let spaces = " ".repeat(3 * (span.start - start));
    let color = ink(finding.level);
    let caret = finding.fault.caret(lang).unwrap_or_default();
    let carets_end = spaces.len() + carets.len();
    if carets_end + 1 + super::super::columns(&caret) <= page.room() {
        page.line(&format!("{spaces}{} {caret}", paint(color, &carets)));
    } else {
        page.line(&format!("{spaces}{}", paint(color, &carets)));
        let indent = carets_end.saturating_sub(super::super::columns(&caret));
        if indent > 0 {
            page.line(&format!("{}{caret}", " ".repeat(indent)));
        } else {
            page.sentence(&caret);
        }
    }
}

/// Two columns for an index; its last two digits past 99.
fn index_cell(index: usize) -> String {
    format!("{:>2}", index % 100)
}

fn cause(claim: &Claim, page: &mut Page) {
    let lang = page.screen().lang;
    let slip = claim.evidence.slip();
    let tag = format!("{}[{}]:", prose::finding::cause(lang), slip.name());
    let title = slip.title(lang);
    let indent = super::super::columns(&tag) + 1;
    let lines = super::super::wrap(title, page.screen().width.saturating_sub(indent));
    let mut tag = format!("{} ", paint(Ink::Good, &tag));
    for line in lines {
        page.raw_line(&format!("{tag}{line}"));
        tag = " ".repeat(indent);
    }
    let evidence = claim.evidence.sentence(lang);
    page.labelled_sentence(prose::finding::proof_label(lang), &evidence);
    if let Some(text) = &claim.text {
        let meant = super::super::wrap(&printable(text), page.room());
        let shown = meant.iter().take(3).cloned().collect::<Vec<_>>().concat();
        let dots = if meant.len() > 3 { " ..." } else { "" };
        page.labelled_sentence(prose::finding::meant_label(lang), &format!("{shown}{dots}"));
    }
    let cure = slip.cure(lang);
    page.labelled_sentence(prose::finding::cure_label(lang), cure);
}
