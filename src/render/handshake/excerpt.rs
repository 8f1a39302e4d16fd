//! The line of a head in which a finding stands, with carets below it; long lines are cut around
//! the place.

use crate::bits::Span;
use crate::handshake::{Head, Line};
use crate::render::columns;
use crate::render::printable::printable_bytes;

/// A line, cut to its room, and where its carets stand.
pub(super) struct Excerpt {
    /// Number of the line in its head, from 1.
    pub(super) number: usize,
    /// The line, escaped.
    pub(super) text: String,
    /// Columns before the carets.
    pub(super) before: usize,
    /// How many carets.
    pub(super) carets: usize,
}

/// The excerpt for a place; `None` where no line holds it: what is missing has no place.
pub(super) fn at(head: &Head, place: Span, room: usize) -> Option<Excerpt> {
    let at_end = place.is_empty();
    let holds = |line: &Line| match at_end {
        false => line.text.start <= place.start && place.start < line.end.end,
        true => line.end.end == place.start,
    };
    let (index, line) = head.lines().enumerate().find(|(_, line)| holds(line))?;
    let shown_end = if place.end > line.text.end || at_end { line.end.end } else { line.text.end };
    let pieces = pieces(head, Span::new(line.text.start, shown_end));
    let first = pieces.iter().position(|(span, _)| span.end > place.start);
    let first = if at_end { pieces.len() } else { first? };
    let marked = pieces.iter().skip(first).take_while(|(span, _)| span.start < place.end);
    let carets: usize = marked.map(|(_, text)| columns(text)).sum();
    let width = |part: &[(Span, String)]| -> usize { part.iter().map(|p| columns(&p.1)).sum() };
    let (head_part, _) = pieces.split_at_checked(first)?;
    // Where the place would lie outside, the line begins shortly before it.
    let keep = room / 3;
    let mut start = 0;
    if width(head_part) + carets.min(keep) + 4 > room {
        start = first;
        while let Some((_, text)) = start.checked_sub(1).and_then(|i| pieces.get(i)) {
            if width(pieces.get(start..first)?) + columns(text) > keep {
                break;
            }
            start -= 1;
        }
    }
    let dots = if start > 0 { "..." } else { "" };
    let before = dots.len() + width(pieces.get(start..first)?);
    let mut text = dots.to_owned();
    for (_, piece) in pieces.iter().skip(start) {
        if columns(&text) + columns(piece) + 3 > room {
            text += "...";
            break;
        }
        text += piece;
    }
    let carets = carets.clamp(1, room.saturating_sub(before).max(1));
    Some(Excerpt { number: index + 1, text, before, carets })
}

/// The characters of a span, each escaped; bytes that are none stand alone.
fn pieces(head: &Head, span: Span) -> Vec<(Span, String)> {
    let mut pieces = Vec::new();
    let mut at = span.start;
    for chunk in head.part(span).utf8_chunks() {
        let lens = chunk.valid().chars().map(char::len_utf8);
        for len in lens.chain(chunk.invalid().iter().map(|_| 1)) {
            let piece = Span::new(at, at + len);
            pieces.push((piece, printable_bytes(head.part(piece))));
            at += len;
        }
    }
    pieces
}
