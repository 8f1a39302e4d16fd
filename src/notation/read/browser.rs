//! Header fields as a browser's tools give them when they are copied: without the first line of the
//! head, each name and value on a line of its own or on one. Imports the values of this room.

use super::heads::{Piece, all_lines, is_field, is_value, name_alone};
use super::part;
use super::view::View;
use crate::bits::Span;

/// What a request and a response begin with; the copy says neither target nor version.
const REQUEST: &str = "GET / HTTP/1.1";
const RESPONSE: &str = "HTTP/1.1 101 Switching Protocols";

/// The fields of one head, and whether they are of a request.
#[derive(Debug, Default)]
struct Fields {
    pieces: Vec<Piece>,
    is_request: bool,
    is_response: bool,
}

/// Whether the text is header fields of a handshake without the first line of a head.
pub(super) fn holds(text: &str, body: Span) -> bool {
    let whole = part(text, body);
    let lower = whole.get(..whole.len().min(8192)).unwrap_or(whole).to_ascii_lowercase();
    let named =
        ["sec-websocket-key", "sec-websocket-accept"].iter().any(|name| lower.contains(name));
    named
        && !whole.contains("HTTP/")
        && !whole.contains("\\r\\n")
        && whole.contains('\n')
        && heads(text, body).iter().any(|head| head.pieces.len() > 1)
}

/// The heads, each with the first line that it must have had.
pub(super) fn view<'a>(text: &'a str, body: Span) -> View<'a> {
    let mut view = View::empty();
    let mut taken = 0;
    for head in heads(text, body) {
        let Some(first) = head.pieces.first() else { continue };
        let line = if head.is_request { REQUEST } else { RESPONSE };
        view.put(&[line, "\r\n"].concat(), first.start(), 1);
        view.first_line = Some(line);
        for piece in head.pieces {
            taken += piece.take(text, &mut view);
        }
        view.put("\n", body.end - 1, 1);
    }
    let all = part(text, body).chars().filter(|c| !c.is_whitespace()).count();
    view.left_out = all.saturating_sub(taken);
    view
}

/// The fields of a text, up to each title of a section: `Request Headers`.
fn heads(text: &str, body: Span) -> Vec<Fields> {
    let mut heads = vec![Fields::default()];
    let mut all = all_lines(text, body).peekable();
    while let Some(line) = all.next() {
        let content = part(text, line).trim();
        let start = line.end - content.len();
        let lower = content.to_ascii_lowercase();
        if lower.starts_with("request headers") || lower.starts_with("response headers") {
            heads.push(Fields::default());
            continue;
        }
        let line = Span::new(start, line.end);
        let address = content.split_once(':').is_some_and(|(_, rest)| rest.starts_with("//"));
        let piece = if is_field(content) && !address {
            Some(Piece::Line(line))
        } else if name_alone(content).is_some() {
            let value = all.next_if(|next| is_value(part(text, *next)));
            value.map(|value| {
                let shown = part(text, value);
                let blank = shown.len() - shown.trim_start().len();
                Piece::Pair(line, Span::new(value.start + blank, value.end))
            })
        } else {
            None
        };
        let (Some(piece), Some(head)) = (piece, heads.last_mut()) else { continue };
        head.is_request |= lower.starts_with("sec-websocket-key");
        head.is_response |= lower.starts_with("sec-websocket-accept");
        head.pieces.push(piece);
    }
    heads.retain(|head| head.is_request != head.is_response);
    heads
}
