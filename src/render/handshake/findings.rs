//! What is wrong with a head: the line that shows it, the rule in the RFC's words and its why,
//! what the other end does, how to mend it; and the slips behind it.

use super::excerpt;
use crate::bits::Span;
use crate::dissection::{Half, Opening};
use crate::finding::{Entry, Fault, Finding};
use crate::prose::{Lang, finding as words};
use crate::prose::{accept as accept_words, accept_slips, handshake, handshake_slips};
use crate::render::ink::Ink;
use crate::render::page::Page;
use crate::render::printable::printable;
use crate::tree::{Node, Value};

/// Draws every finding of a head, the gravest first; `node` is the head as it may be shown.
pub(super) fn draw(opening: &Opening, half: &Half, node: &Node<'_>, page: &mut Page) {
    let mut findings: Vec<&Finding> = half.findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    for finding in findings {
        page.blank();
        one(opening, half, finding, node, page);
    }
}

/// The line of the table that a finding goes by: an answer has its own words.
pub(super) const fn entry(half: &Half, finding: &Finding) -> Entry {
    let rule = finding.fault.rule();
    if half.is_answer() { rule.in_answer() } else { rule.entry() }
}

/// The title of a finding.
pub(super) fn title(lang: Lang, finding: &Finding) -> String {
    words::title(lang, &finding.fault)
}

/// Where a wrong accept value comes from, and the cure, for the finding that tells of it.
pub(super) fn cause(lang: Lang, opening: &Opening, finding: &Finding) -> [Option<String>; 2] {
    match (&finding.fault, &opening.cause) {
        (Fault::AcceptValue, Some(cause)) => [
            Some(accept_slips::cause(lang, cause)),
            accept_slips::cure(lang, cause).map(str::to_owned),
        ],
        _ => [None, None],
    }
}

fn one(opening: &Opening, half: &Half, finding: &Finding, node: &Node<'_>, page: &mut Page) {
    let lang = page.screen().lang;
    let entry = entry(half, finding);
    let tag = format!("{}[{}]:", words::level(lang, finding.level), entry.code);
    page.tagged(&tag, Ink::of(finding.level), &title(lang, finding));
    place(half, finding, node, page);
    let [cause, cure] = cause(lang, opening, finding);
    if let Some(cause) = cause {
        let label = accept_words::footer(lang, accept_words::Footer::Slip);
        page.labelled_sentence(label, &printable(&cause));
    }
    let quote = format!("{}: {}", entry.source, crate::prose::finding::quoted(entry.quote));
    page.labelled_sentence(words::rule_label(lang), &quote);
    page.labelled_sentence(words::why_label(lang), words::why(lang, finding.fault.rule()));
    let peer = handshake::peer(lang, &entry, finding.level, half.is_answer());
    page.labelled_sentence(words::peer_label(lang), &peer);
    // A slip that is recognised comes with its own cure.
    let fix =
        cure.or_else(|| words::fix(lang, &finding.fault).filter(|_| opening.claims.is_empty()));
    if let Some(fix) = fix {
        page.labelled_sentence(words::fix_label(lang), &fix);
    }
}

/// The line that shows the fault, with carets under it.
fn place(half: &Half, finding: &Finding, node: &Node<'_>, page: &mut Page) {
    let lang = page.screen().lang;
    let span = finding.place.span;
    // Nothing is missing at a place; only an unfinished head ends somewhere.
    let missing = span.is_empty() && finding.fault.rule().code() != "H14";
    let before = Span::new(span.start.saturating_sub(1), span.start);
    let shown = if span.is_empty() { before } else { span };
    if missing || is_hidden(node, shown.start) {
        return;
    }
    let Some(excerpt) = excerpt::at(&half.head, span, page.room()) else { return };
    page.labelled_line(&handshake::line_label(lang, excerpt.number), &excerpt.text);
    let caret = words::caret(lang, &finding.fault).unwrap_or_default();
    page.carets(excerpt.before, excerpt.carets, Ink::of(finding.level), &caret);
}

/// Whether the line at byte `at` holds a value that is to be hidden.
fn is_hidden(node: &Node<'_>, at: usize) -> bool {
    let holds = |line: &&Node<'_>| line.span().start <= at && at < line.span().end;
    let line = node.own_children().find(holds);
    line.is_some_and(|line| line.rows().iter().any(|row| matches!(row.value, Value::Hidden(_))))
}

/// Draws the slips, each with its proof and its cure.
pub(super) fn causes(opening: &Opening, page: &mut Page) {
    let lang = page.screen().lang;
    for claim in &opening.claims {
        page.blank();
        let tag = format!("{}[{}]:", words::cause(lang), claim.slip.name());
        page.tagged(&tag, Ink::Cause, handshake_slips::title(lang, claim.slip));
        let shown: String = printable(&claim.proof).chars().take(PROOF).collect();
        if let Some(proof) = handshake_slips::proof(lang, claim.slip, &shown) {
            page.labelled_sentence(words::proof_label(lang), &proof);
        }
        let cure = handshake_slips::cure(lang, claim.slip);
        page.labelled_sentence(words::cure_label(lang), cure);
    }
}

/// Characters of a proof that are shown.
const PROOF: usize = 120;
