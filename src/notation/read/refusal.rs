//! What is said of a text that no notation reads, and of escapes without quotes that cannot be
//! taken as they stand. Imports this room's values.

use super::{base64, doubt, lost, part};
use crate::bits::Span;
use crate::notation::{Doubt, Eaten, Notation, NotationError, NotationErrorKind};

/// Why escapes without quotes are not read: quotes are missing, or they are a path or a label.
pub(super) fn of_bare_literal(text: &str, body: Span) -> Option<NotationError> {
    let whole = part(text, body);
    let escapes_at = whole.find('\\')?;
    let (before, literal) = whole.split_at_checked(escapes_at).unwrap_or_default();
    if matches!(before, "b" | "B") {
        let kind = NotationErrorKind::EatenByShell(Eaten::Quotes);
        let span = Span::new(body.start, body.start + 1);
        let quote = ["'", "\""].into_iter().find(|quote| !literal.contains(quote));
        let fix = quote.map(|quote| ["b", quote, literal, quote].concat());
        return Some(NotationError::at(text, span, 0, kind).fix(fix));
    }
    let python = [Notation::PythonLiteral];
    if starts_a_path(whole) && !whole.contains("\\x") {
        return Some(doubt(text, body, Doubt::Path, &python));
    }
    if let Some(quote) = whole.chars().next().filter(|c| matches!(c, '\'' | '"' | '`'))
        && whole.matches(quote).count() == 1
    {
        let span = Span::new(body.start, body.start + 1);
        let fix = [whole, quote.encode_utf8(&mut [0; 4])].concat();
        return Some(doubt(text, span, Doubt::OpenQuote, &python).fix(fix));
    }
    let words = before.trim_end();
    let label = words.ends_with([':', '=', '#', '>']) || !words.is_ascii();
    if label && before.ends_with(char::is_whitespace) {
        let span = Span::new(body.start, body.start + words.len());
        // More lines may have labels of their own.
        let fix = (!literal.contains('\n')).then(|| literal.to_owned());
        return Some(doubt(text, span, Doubt::TextBefore, &python).fix(fix));
    }
    None
}

/// The error of a key or an accept value that stands alone or behind its name: base64 of 16 or 20
/// bytes that are no frame.
pub(super) fn of_key(text: &str, body: Span) -> Option<NotationError> {
    let whole = part(text, body);
    if whole.contains('\n') || whole.len() > 200 {
        return None;
    }
    let (name, value) = whole.split_once(':').unwrap_or(("", whole));
    let named = name.trim_matches(['"', '\'', ' ']).to_ascii_lowercase();
    let named = named.ends_with("sec-websocket-key") || named.ends_with("sec-websocket-accept");
    let value = value.trim().trim_matches(['"', '\'', ',', ';']);
    let padded = matches!((value.len(), value.ends_with("==")), (24, true) | (28, false))
        && value.ends_with('=');
    let alone = name.is_empty() && padded && base64::holds_no_frame(value);
    (named || alone).then(|| doubt(text, body, Doubt::Key, &[]))
}

/// Why nothing reads a text.
pub(super) fn of(text: &str, body: Span) -> NotationError {
    if let Some(error) = lost::shown_as(text, body) {
        return error;
    }
    if let Some(error) = eaten_backslashes(text, body) {
        return error;
    }
    let whole = part(text, body);
    if ["ws://", "wss://", "http://", "https://"].iter().any(|scheme| whole.starts_with(scheme)) {
        return doubt(text, body, Doubt::Address, &[]);
    }
    if let Some(error) = slashes(text, body) {
        return error;
    }
    let mut candidates = vec![Notation::Raw];
    if !whole.contains("...") && !whole.contains('\u{2026}') {
        candidates.push(Notation::PythonLiteral);
    }
    let path = starts_a_path(whole) || ends_a_path(whole);
    if base64::decodes(text, body) {
        candidates.push(Notation::Base64);
        if !path && base64::is_unpadded(whole) {
            candidates.rotate_right(1);
            return doubt(text, body, Doubt::Unpadded, &candidates);
        }
    }
    doubt(text, body, if path { Doubt::Path } else { Doubt::NoMark }, &candidates)
}

/// `/x81/x8b`: slashes for backslashes.
fn slashes(text: &str, body: Span) -> Option<NotationError> {
    let whole = part(text, body);
    let is_escape =
        |rest: &str| rest.get(..2).is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
    if !whole.starts_with("/x") || !whole.split("/x").skip(1).all(is_escape) {
        return None;
    }
    let kind = NotationErrorKind::LookAlike { found: '/', looks: Some('\\') };
    let error = NotationError::at(text, Span::new(body.start, body.start + 1), 0, kind);
    Some(error.fix(whole.replace("/x", "\\x")))
}

/// `x81x8bxa4`: bash took the backslashes of an argument without quotes.
fn eaten_backslashes(text: &str, body: Span) -> Option<NotationError> {
    let whole = part(text, body);
    let literal = whole.strip_prefix('b').unwrap_or(whole);
    let unit = |at: usize| {
        let unit = literal.get(at..at + 3)?.strip_prefix('x')?;
        unit.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(())
    };
    unit(0).and_then(|()| unit(3))?;
    let only_units = literal.len().is_multiple_of(3)
        && (0..literal.len()).step_by(3).all(|at| unit(at).is_some());
    let fix = only_units.then(|| literal.replace('x', "\\x"));
    let start = body.end - literal.len();
    let kind = NotationErrorKind::EatenByShell(Eaten::Backslashes);
    Some(NotationError::at(text, Span::new(start, start + 6), 0, kind).fix(fix))
}

/// Whether a text begins like the path of a file: `C:\`, `.\`, `../`, `/`, `~/`.
fn starts_a_path(whole: &str) -> bool {
    let drive = matches!(whole.as_bytes(), [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic());
    let relative = ["./", "../", ".\\", "..\\", "/", "~/"];
    !whole.contains('\n') && (drive || relative.iter().any(|start| whole.starts_with(start)))
}

/// Whether a text ends like the name of a file: `frame.hex`.
fn ends_a_path(whole: &str) -> bool {
    let extension = whole.rsplit_once('.').map_or("", |(_, extension)| extension);
    !whole.contains(char::is_whitespace)
        && (1..=6).contains(&extension.len())
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && extension.bytes().any(|byte| byte.is_ascii_alphabetic())
}
