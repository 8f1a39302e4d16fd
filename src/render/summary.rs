//! What there was in all: the last line under a table, and the summary by itself.

use super::ink::{Ink, paint};
use super::page::Page;
use super::{Screen, wrap};
use crate::analysis::Tally;
use crate::finding::Level;
use crate::prose::line as words;
use crate::prose::{self, Lang};

/// The last lines under several frames: counts, findings, what is left behind the last frame.
pub fn last_line(tally: &Tally, screen: Screen) -> String {
    let lang = screen.lang;
    let mut sentence = words::counts(lang, tally.frames, tally.bytes, tally.messages);
    let findings = findings(lang, tally);
    if !findings.is_empty() {
        sentence.push_str(prose::semicolon(lang));
        sentence.push_str(&findings);
    }
    if !tally.slips.is_empty() {
        let count = tally.slips.values().sum();
        let names: Vec<&str> = tally.slips.keys().copied().collect();
        sentence.push_str(prose::semicolon(lang));
        sentence.push_str(&words::causes(lang, count, &names.join(", ")));
    }
    let lines = wrap(&sentence, screen.width);
    lines.into_iter().map(|line| line + "\n").collect()
}

/// What stands behind the last frame, as sentences; empty where nothing does.
pub fn behind(tally: &Tally, screen: Screen) -> String {
    let sentence = match (tally.line_end, tally.unread_bytes) {
        (None, 0) => return String::new(),
        (Some(bytes), _) => words::line_end(screen.lang, &super::printable::hex(bytes)),
        (None, unread) => words::unread(screen.lang, unread),
    };
    wrap(&sentence, screen.width).into_iter().map(|line| paint(Ink::Dim, &line) + "\n").collect()
}

/// The summary by itself.
pub fn render(tally: &Tally, screen: Screen) -> String {
    let lang = screen.lang;
    let mut page = Page::new(screen);
    let [frames, payload, messages, opcodes, findings_label, causes] = words::summary_labels(lang);
    let bytes = words::bytes(lang, tally.bytes);
    page.section(frames, &format!("{} ({bytes})", tally.frames));
    page.section(payload, &words::bytes(lang, tally.payload_bytes));
    page.section(messages, &tally.messages.to_string());
    let by_opcode: Vec<String> =
        tally.by_opcode().map(|(opcode, count)| format!("{opcode} {count}")).collect();
    if !by_opcode.is_empty() {
        page.section(opcodes, &by_opcode.join(", "));
    }
    let found = findings(lang, tally);
    page.section(findings_label, if found.is_empty() { words::none(lang) } else { &found });
    if !tally.slips.is_empty() {
        let slips: Vec<String> =
            tally.slips.iter().map(|(slip, count)| format!("{slip} {count}")).collect();
        page.section(causes, &slips.join(", "));
    }
    let verdict = tally.verdict();
    page.answer(
        prose::verdict::label(lang),
        Ink::of_verdict(verdict),
        prose::verdict::word(lang, verdict),
    );
    page.finish()
}

/// The findings counted by level, each level with its codes.
fn findings(lang: Lang, tally: &Tally) -> String {
    let levels = [Level::Error, Level::Incomplete, Level::Warning, Level::Note];
    let parts = levels.into_iter().filter_map(|level| {
        let of_level = tally.findings.iter().filter(|((_, l), _)| *l == level);
        let (codes, counts): (Vec<&str>, Vec<u64>) =
            of_level.map(|((rule, _), count)| (rule.code(), *count)).unzip();
        let count: u64 = counts.iter().sum();
        (count > 0).then(|| prose::verdict::count(lang, level, count, &codes.join(", ")))
    });
    parts.collect::<Vec<_>>().join(prose::comma(lang))
}
