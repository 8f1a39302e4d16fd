//! What is wrong with a head: the line that shows it, the rule in the RFC's words and its why,
//! what the other end does, how to mend it; and the slips behind it.

use super::excerpt;
use crate::bits::Span;
use crate::dissection::{Half, Opening};
use crate::finding::{AcceptValue, Fault, Finding, Source};
use crate::prose::{Lang, finding as words};
use crate::prose::{accept as accept_words, accept_slips, handshake};
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

/// The clause that a finding goes by: a response has its own.
pub(super) const fn source(half: &Half, finding: &Finding) -> Source {
    let source = finding.fault.source();
    if half.is_response() { source.of_response() } else { source }
}

/// The title of a finding.
pub(super) fn title(lang: Lang, finding: &Finding) -> String {
    finding.fault.title(lang)
}

/// Where a wrong accept value comes from, and the cure, for the finding that tells of it.
pub(super) fn cause(lang: Lang, opening: &Opening, finding: &Finding) -> [Option<String>; 2] {
    match (&finding.fault, &opening.cause) {
        (Fault::AcceptValue(AcceptValue::Wrong), Some(cause)) => [
            Some(accept_slips::cause(lang, cause)),
            accept_slips::cure(lang, cause).map(str::to_owned),
        ],
        _ => [None, None],
    }
}

fn one(opening: &Opening, half: &Half, finding: &Finding, node: &Node<'_>, page: &mut Page) {
    let lang = page.screen().lang;
    let (entry, source) = (finding.fault.rule().entry(), source(half, finding));
    let tag = format!("{}[{}]:", words::level(lang, finding.level), entry.code);
    page.tagged(&tag, Ink::of(finding.level), &title(lang, finding));
    place(half, finding, node, page);
    let [cause, cure] = cause(lang, opening, finding);
    if let Some(cause) = cause {
        let label = accept_words::footer(lang, accept_words::Footer::Slip);
        page.labelled_sentence(label, &printable(&cause));
    }
    let quote = format!("{source}: {}", words::quoted(source.quote));
    page.labelled_sentence(words::rule_label(lang), &quote);
    page.labelled_sentence(words::why_label(lang), entry.why.of(lang));
    if let Some(peer) = handshake::peer(lang, entry, finding.level, half.is_response()) {
        page.labelled_sentence(words::peer_label(lang), &peer);
    }
    // A slip that is recognised comes with its own cure.
    let fix = cure.or_else(|| finding.fault.fix(lang).filter(|_| opening.claims.is_empty()));
    if let Some(fix) = fix {
        page.labelled_sentence(words::fix_label(lang), &fix);
    }
}

/// The line that shows the fault, with carets under it.
fn place(half: &Half, finding: &Finding, node: &Node<'_>, page: &mut Page) {
    let lang = page.screen().lang;
    let span = finding.place.span;
    // Nothing is missing at a place; only an unfinished head ends somewhere.
    let missing = span.is_empty() && !matches!(finding.fault, Fault::UnfinishedHead(_));
    let before = Span::new(span.start.saturating_sub(1), span.start);
    let shown = if span.is_empty() { before } else { span };
    if missing || is_hidden(node, shown.start) {
        return;
    }
    let Some(excerpt) = excerpt::at(&half.head, span, page.room()) else { return };
    page.labelled_line(&handshake::line_label(lang, excerpt.number), &excerpt.text);
    let caret = finding.fault.caret(lang).unwrap_or_default();
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
        page.tagged(&tag, Ink::Cause, claim.slip.title(lang));
        let shown: String = printable(&claim.proof).chars().take(PROOF).collect();
        if let Some(proof) = claim.slip.evidence(lang, &shown) {
            page.labelled_sentence(words::proof_label(lang), &proof);
        }
        let cure = claim.slip.cure(lang);
        page.labelled_sentence(words::cure_label(lang), cure);
    }
}

/// Characters of a proof that are shown.
const PROOF: usize = 120;
