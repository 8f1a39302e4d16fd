//! A head on one line, for the table of a conversation.

use super::Detail;
use crate::analysis::Place;
use crate::dissection::Half;
use crate::finding::Finding;
use crate::render::ink::{Ink, paint};
use crate::render::line::row_place;
use crate::render::printable::printable_bytes;
use crate::render::{Screen, columns};
use crate::terms::Role;

/// A head as a row of the line view: its place, its direction, its check, its first line.
pub fn line(half: &Half, detail: Detail, place: Place, screen: Screen) -> String {
    let half = &*half.shown(detail.secrets);
    let direction = match half.head.sender() {
        Some(Role::Client) => "C>S",
        Some(Role::Server) => "S>C",
        None => "?",
    };
    let gravest = half.findings.iter().max_by_key(|finding| finding.level);
    let check = check(&half.findings, gravest);
    let color = Ink::of_check(gravest);
    let place = row_place(half.at as u64, place);
    let start = format!("  - {place}  {direction:<3}  http  ");
    let cell = paint(color, &check) + &" ".repeat(8_usize.saturating_sub(check.len()));
    let room = screen.width.saturating_sub(columns(&start) + 8);
    let text = printable_bytes(half.head.part(half.head.start.line().text));
    let mut shown = String::new();
    for c in text.chars() {
        if columns(&shown) + 4 > room && columns(&text) > room {
            shown += "...";
            break;
        }
        shown.push(c);
    }
    format!("{start}{cell}{shown}\n")
}

/// `ok`, or the gravest code, with how many more there are.
fn check(findings: &[Finding], gravest: Option<&Finding>) -> String {
    match (gravest, findings.len()) {
        (None, _) => "ok".to_owned(),
        (Some(finding), 1) => finding.fault.rule().code().to_owned(),
        (Some(finding), count) => format!("{}+{}", finding.fault.rule().code(), count - 1),
    }
}
