//! The table of the masking: every payload byte, the key's byte under it, and what is sent.

use super::super::Detail;
use super::super::full::{Mark, characters};
use super::super::ink::{Ink, paint};
use super::super::pad;
use super::super::page::Page;
use super::super::printable::hex;
use crate::encode::WrittenFrame;
use crate::frame::mask;
use crate::prose::steps;
use crate::terms::Opcode;

/// Columns that the label of a row takes.
const LABEL: usize = 8;
/// Bytes in a row, at most; a row of a longer payload has room for dots behind them.
const ROW: usize = 16;

/// Draws the table beside `label`: one row of bytes, or all rows where that is asked for.
pub(super) fn render(frame: &WrittenFrame, label: &str, detail: Detail, page: &mut Page) {
    let Some(key) = frame.header.mask_key else { return };
    let lang = page.screen().lang;
    let all = frame.payload.len();
    let fits = (page.room().saturating_sub(LABEL + 4) / 3).clamp(4, ROW);
    let shown = if detail.all_bytes { all } else { all.min(fits) };
    let dots = if shown < all { " ..." } else { "" };
    let text = frame.payload.get(..all.min(shown + 3)).unwrap_or_default();
    let is_plain = !frame.header.rsv.is_set(1);
    let is_text = (frame.header.opcode == Opcode::TEXT && is_plain)
        || std::str::from_utf8(&frame.payload).is_ok();
    let marks = if is_text { characters(text) } else { Vec::new() };
    let mut label = label.to_owned();
    let mut line = |head: &str, cells: &str| {
        page.raw_line(&format!("{label}{}{cells}{dots}", pad(head, LABEL)));
        label = super::label("");
    };
    for start in (0..shown).step_by(fits) {
        let end = (start + fits).min(shown);
        let plain = frame.payload.get(start..end).unwrap_or_default();
        let mut wire = plain.to_vec();
        mask::apply(&mut wire, key, start as u64);
        let turned = mask::rotated(key, start as u64);
        let keys: Vec<u8> = turned.into_iter().cycle().take(plain.len()).collect();
        if is_text {
            let cells: String =
                marks.iter().skip(start).take(plain.len()).map(Mark::cell).collect();
            line(steps::text(lang), cells.trim_end());
        }
        line(steps::plain(lang), &paint(Ink::Answer, &hex(plain)));
        line(steps::key(lang), &paint(Ink::Key, &hex(&keys)));
        line(steps::xor(lang), &paint(Ink::Payload, &hex(&wire)));
    }
}
