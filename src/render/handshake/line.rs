//! A head on one line, for the table of a conversation.

use super::Detail;
use crate::analysis::Place;
use crate::dissection::Half;
use crate::render::line::{check, row_place};
use crate::render::printable::printable_bytes;
use crate::render::{Screen, columns};
use crate::terms::Role;

use super::place_of;

/// A head as a row of the line view: its place, its direction, its check, its first line.
pub fn line(half: &Half, detail: Detail, place: Place, screen: Screen) -> String {
    let half = &*half.shown(detail.secrets);
    let direction = match half.head.sender() {
        Some(Role::Client) => "C>S",
        Some(Role::Server) => "S>C",
        None => "?",
    };
    let mut cell = Vec::new();
    let cell_columns = check::write(&mut cell, &half.findings);
    let cell = String::from_utf8_lossy(&cell);
    let place = row_place(half.at as u64, place_of(half, place));
    let start = format!("  - {place}  {direction:<3}  http  ");
    let room = screen.width.saturating_sub(columns(&start) + cell_columns);
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
