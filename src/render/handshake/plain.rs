//! One sentence a fact, in the order of the bytes: for screen readers, and to search in.

use super::{Detail, findings};
use crate::dissection::Opening;
use crate::handshake::HeadEnd;
use crate::prose::handshake::plain as words;
use crate::prose::plain as frame_words;
use crate::prose::{finding, handshake, verdict as verdict_words};
use crate::render::printable::printable;
use crate::render::{Screen, node};
use crate::tree;

/// A handshake in sentences.
pub fn plain(opening: &Opening, detail: Detail, screen: Screen) -> String {
    let opening = &*opening.shown(detail.secrets);
    let lang = screen.lang;
    let mut lines = Vec::new();
    for half in opening.halves() {
        let head = &half.head;
        let (bytes, fields) = (head.bytes.len(), head.fields.len());
        lines.push(words::head(lang, half.is_response(), half.at, bytes, fields));
        if head.end != HeadEnd::NotHttp {
            let node = tree::head(half, detail.secrets, lang);
            for line in node.own_children().filter(|line| !line.is_separator()) {
                let check = line.gravest().map_or("ok", |finding| finding.fault.rule().code());
                let text = node::text(lang, line);
                lines.push(words::line(lang, &text, &line.meaning, line.needed, check));
                lines.extend(
                    line.explained()
                        .map(|part| words::part(lang, &node::text(lang, part), &part.meaning)),
                );
            }
        }
        for found in &half.findings {
            let entry = found.fault.rule().entry();
            let level = finding::level(lang, found.level);
            let title = findings::title(lang, found);
            lines.push(frame_words::finding(lang, level, entry.code, &title));
            for cause in findings::cause(lang, opening, found).into_iter().flatten() {
                lines.push(frame_words::cause(lang, &printable(&cause)));
            }
            lines.push(frame_words::rule(lang, findings::source(half, found)));
            if let Some(peer) = handshake::peer(lang, entry, found.level, half.is_response()) {
                lines.push(frame_words::peer(lang, &peer));
            }
            if let Some(fix) = found.fault.fix(lang) {
                lines.push(frame_words::fix(lang, &fix));
            }
        }
    }
    for claim in &opening.claims {
        lines.push(frame_words::cause(lang, claim.slip.title(lang)));
        lines.push(frame_words::fix(lang, claim.slip.cure(lang)));
    }
    if opening.response.is_some() {
        lines.extend(handshake::agreed(lang, &opening.agreement));
    }
    let verdict = opening.verdict();
    let word = verdict_words::word(lang, verdict);
    let counts = verdict_words::counts(lang, opening.findings());
    let says = match counts.is_empty() {
        true => handshake::no_rule_broken(lang, opening.len()),
        false => counts,
    };
    lines.push(frame_words::result(lang, word, &says));
    lines.join("\n") + "\n"
}
