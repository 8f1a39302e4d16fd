//! The full screen: the first line, what is wrong and why, every line with what it is for, the
//! accept value, what was agreed.

use super::{Detail, findings};
use crate::dissection::{Half, Opening};
use crate::finding::Level;
use crate::handshake::{HeadEnd, Response, StartLine};
use crate::prose::handshake as prose;
use crate::prose::verdict as verdict_words;
use crate::render::ink::{Ink, paint};
use crate::render::page::Page;
use crate::render::printable::{printable, printable_bytes};
use crate::render::{Screen, columns, node, wrap};
use crate::tree::{self, Node};

/// Draws a handshake in full: each head that is here, and what follows from them.
pub fn full(opening: &Opening, detail: Detail, screen: Screen) -> String {
    let opening = &*opening.shown(detail.secrets);
    let mut page = Page::new(screen);
    let nodes = opening.halves().map(|half| tree::head(half, detail.secrets, screen.lang));
    let nodes: Vec<Node<'_>> = nodes.collect();
    for (half, node) in opening.halves().zip(&nodes) {
        page.blank();
        headline(half, &mut page);
        findings::draw(opening, half, node, &mut page);
    }
    findings::causes(opening, &mut page);
    for (half, node) in opening.halves().zip(&nodes) {
        lines(half, node, &mut page);
    }
    accept(opening, &mut page);
    agreed(opening, &mut page);
    result(opening, &mut page);
    page.finish()
}

/// Draws what a server should answer, its lines and all.
pub fn reply(response: &Response, screen: Screen) -> String {
    let mut page = Page::new(screen);
    let lang = screen.lang;
    page.section(prose::reply_label(lang), prose::reply(lang, response.status()));
    let lines = response.lines();
    for line in &lines {
        wrapped(line, Ink::Answer, &mut page);
    }
    if !lines.is_empty() {
        page.aside(crate::prose::accept::line_ends(lang));
    }
    page.finish()
}

fn headline(half: &Half, page: &mut Page) {
    let (lang, head) = (page.screen().lang, &half.head);
    let label = prose::label(lang, half.is_response());
    let text = match (head.end, head.start) {
        (HeadEnd::NotHttp, _) => prose::not_http(lang).to_owned(),
        (_, StartLine::Other { line }) if line.text.is_empty() => prose::not_http(lang).to_owned(),
        (_, start) => printable_bytes(head.part(start.line().text)),
    };
    let shown = wrap(&text, page.room());
    page.answer(label, Ink::Answer, shown.first().map_or("", String::as_str));
    page.aside(&prose::size(lang, head.fields.len(), head.bytes.len()));
}

/// Each line, and under it its check, what it is for, and the section that asks for it.
fn lines(half: &Half, node: &Node<'_>, page: &mut Page) {
    if half.head.end == HeadEnd::NotHttp {
        return;
    }
    let lang = page.screen().lang;
    let (label, legend) = prose::lines(lang);
    page.blank();
    page.section(label, legend);
    for line in node.own_children().filter(|line| !line.is_separator()) {
        let mut start = if line.needed { "  * " } else { "    " };
        for text in wrap(&node::text(lang, line), page.screen().width.saturating_sub(4)) {
            page.raw_line(&format!("{start}{}", paint(Ink::Answer, &text)));
            start = "    ";
        }
        let (check, ink) = match line.gravest() {
            Some(finding) => (finding.fault.rule().code(), Ink::of(finding.level)),
            None if line.needed => ("ok", Ink::Good),
            None => ("-", Ink::Dim),
        };
        let purpose = match line.section {
            Some(section) => format!("{} ({})", line.meaning, section.number),
            None => line.meaning.clone(),
        };
        checked(&(paint(ink, check) + &" ".repeat(CHECK - columns(check))), &purpose, page);
        for part in line.explained() {
            let source = part.section.map_or(String::new(), |section| format!(" ({section})"));
            let text = node::text(lang, part);
            checked(&" ".repeat(CHECK), &format!("{text}: {}{source}", part.meaning), page);
        }
    }
}

/// An aside beside a check, wrapped under itself.
fn checked(check: &str, says: &str, page: &mut Page) {
    let mut start = check.to_owned();
    for line in wrap(says, page.room().saturating_sub(CHECK)) {
        page.line(&format!("{start}{}", paint(Ink::Dim, &line)));
        start = " ".repeat(CHECK);
    }
}

/// Columns of the check before what a line is for.
const CHECK: usize = 5;

fn accept(opening: &Opening, page: &mut Page) {
    let lang = page.screen().lang;
    let Some(accept) = opening.accept.as_ref().filter(|accept| accept.judge().is_none()) else {
        return;
    };
    page.blank();
    let refused = opening.response.as_ref().is_some_and(|half| half.head.status() != Some(101));
    let says = match (&opening.response, &opening.cause) {
        (Some(_), Some(_)) => prose::accept_wrong(lang),
        (Some(_), None) if !refused => prose::accept_right(lang),
        _ => prose::accept_wanted(lang),
    };
    page.section(prose::accept_label(lang), says);
    page.line(&paint(Ink::Payload, &accept.value));
    page.aside(&prose::accept_steps(lang, &accept.key));
}

fn agreed(opening: &Opening, page: &mut Page) {
    let lang = page.screen().lang;
    if opening.response.as_ref().is_none_or(|half| half.head.status() != Some(101)) {
        return;
    }
    page.blank();
    let mut label = prose::agreed_label(lang);
    for sentence in prose::agreed(lang, &opening.agreement) {
        page.section(label, &sentence);
        label = "";
    }
}

/// The last line: whether all is well.
fn result(opening: &Opening, page: &mut Page) {
    let lang = page.screen().lang;
    let verdict = opening.verdict();
    let counts = verdict_words::counts(lang, opening.findings());
    let sentence = match opening.level() {
        None | Some(Level::Note) if counts.is_empty() => prose::no_rule_broken(lang, opening.len()),
        _ => counts,
    };
    let sentence = match opening.claims.first() {
        Some(claim) => {
            let title = claim.slip.title(lang);
            verdict_words::with_cause(lang, sentence, claim.slip.name(), title)
        }
        None => sentence,
    };
    let word = verdict_words::word(lang, verdict);
    page.blank();
    page.verdict(verdict_words::label(lang), Ink::of_verdict(verdict), word, &sentence);
}

/// A line of a head in the indent, broken where it does not fit.
fn wrapped(text: &str, ink: Ink, page: &mut Page) {
    for line in wrap(&printable(text), page.room()) {
        page.line(&paint(ink, &line));
    }
}
