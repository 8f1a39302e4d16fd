//! Which notation a text is in. Every rule is one that a person can check; what no rule settles
//! is refused with the candidates. Imports the values of this room.
//!
//! In this order:
//! 1. a request line, status line or `:method:`, without `\r\n` spelt out: an HTTP head;
//! 2. lines with offsets: a dump;
//! 3. `bytes.fromhex("..")` and its like, `81h 8bh`: hex;
//! 4. `b'..'`: a Python literal, but doubtful within another string; `<Buffer`: Node's buffer;
//!    backslashes, all of them within quotes: a string of C, Rust, JS;
//! 5. a bare backslash: a Python literal that lost its quotes;
//! 6. numbers in brackets: an array;
//! 7. only 0 and 1: bits if all groups have 8 or some group is odd, else hex if some group is a
//!    pair, else doubtful; only pairs of hex digits: hex; only decimals with commas: an array
//!    where one has other than two digits, else doubtful;
//! 8. padded base64 that decodes and is no hex, unpadded that is one frame: base64;
//! 9. anything else is doubtful.

use super::{array, base64, doubt, dump, hex, literal, part, quotes, trailing_ellipsis};
use crate::bits::Span;
use crate::notation::{Doubt, Eaten, Notation, NotationError, NotationErrorKind};

/// The notation of the text in `body`.
pub(super) fn notation(text: &str, body: Span) -> Result<Notation, NotationError> {
    let whole = part(text, body);
    if is_http_head(whole) {
        return Ok(Notation::Http);
    }
    if dump::is_dump(text, body) {
        return Ok(Notation::Dump);
    }
    if hex::argument(text, body).is_some() || hex::is_suffixed(whole) {
        return Ok(Notation::Hex);
    }
    let comment = whole.starts_with("\"\"\"") || whole.starts_with("'''");
    let starts_quoted = whole.starts_with(['\'', '"', '`']) && !comment;
    let bytes_literal = literal::first_bytes_literal(text, body).is_some();
    if bytes_literal && !(starts_quoted && quotes::is_quoted(text, body)) {
        return Ok(Notation::PythonLiteral);
    }
    if bytes_literal {
        let candidates = [Notation::PythonLiteral, Notation::Escapes];
        return Err(doubt(text, body, Doubt::Quoted, &candidates));
    }
    if !starts_quoted && hex::holds_node_buffer(text, body) {
        return Ok(Notation::NodeBuffer);
    }
    if quotes::is_quoted(text, body) {
        return quoted(text, body);
    }
    if hex::holds_node_buffer(text, body) {
        return Ok(Notation::NodeBuffer);
    }
    if whole.contains('\\') {
        return bare_literal(text, body);
    }
    if array::holds_list(text, body) {
        return Ok(Notation::Array);
    }
    digits(text, body)
}

/// Whether a text begins like an HTTP head whose line ends are real.
fn is_http_head(whole: &str) -> bool {
    let first = whole.lines().next().unwrap_or_default();
    let response = first.starts_with("HTTP/1.") || first.starts_with("HTTP/2");
    let mut words = first.split(' ');
    let method = words.next().unwrap_or_default();
    let request = !method.is_empty()
        && method.bytes().all(|byte| byte.is_ascii_uppercase())
        && words.any(|word| word.starts_with("HTTP/"));
    // Header fields of HTTP/2, as browsers and curl print them (RFC 8441 section 4).
    let names = [":method:", ":authority:", ":path:", ":scheme:", ":protocol:"];
    let http2 = names.iter().any(|name| first.starts_with(name));
    (response || request || http2) && !whole.contains("\\r") && !whole.contains("\\n")
}

/// A quoted string, unless it holds another notation: cmd keeps single quotes, and JSON quotes
/// hex.
fn quoted(text: &str, body: Span) -> Result<Notation, NotationError> {
    let whole = part(text, body);
    if whole.contains('\\') {
        return Ok(Notation::Escapes);
    }
    let inner = whole.trim_matches(['\'', '"', '`', ';', ',']);
    let inner_span = Span::new(0, inner.len());
    match digits(inner, inner_span) {
        Ok(other) if inner.len() > 1 => {
            let candidates = [other, Notation::Escapes];
            Err(doubt(text, body, Doubt::Quoted, &candidates))
        }
        _ => Ok(Notation::Escapes),
    }
}

/// Escapes without quotes.
fn bare_literal(text: &str, body: Span) -> Result<Notation, NotationError> {
    let whole = part(text, body);
    let escapes_at = whole.find('\\').unwrap_or_default();
    let (before, literal) = whole.split_at_checked(escapes_at).unwrap_or_default();
    if matches!(before, "b" | "B") {
        let kind = NotationErrorKind::EatenByShell(Eaten::Quotes);
        let span = Span::new(body.start, body.start + 1);
        let quote = ["'", "\""].into_iter().find(|quote| !literal.contains(quote));
        let fix = quote.map(|quote| ["b", quote, literal, quote].concat());
        return Err(NotationError::at(text, span, 0, kind).fix(fix));
    }
    let python = [Notation::PythonLiteral];
    if starts_a_path(whole) && !whole.contains("\\x") {
        return Err(doubt(text, body, Doubt::Path, &python));
    }
    if let Some(quote) = whole.chars().next().filter(|c| matches!(c, '\'' | '"' | '`'))
        && whole.matches(quote).count() == 1
    {
        let span = Span::new(body.start, body.start + 1);
        let fix = [whole, quote.encode_utf8(&mut [0; 4])].concat();
        return Err(doubt(text, span, Doubt::OpenQuote, &python).fix(fix));
    }
    let words = before.trim_end();
    let label = words.ends_with([':', '=', '#', '>']) || !words.is_ascii();
    if label && before.ends_with(char::is_whitespace) {
        let span = Span::new(body.start, body.start + words.len());
        // More lines may have labels of their own.
        let fix = (!literal.contains('\n')).then(|| literal.to_owned());
        return Err(doubt(text, span, Doubt::TextBefore, &python).fix(fix));
    }
    Ok(Notation::PythonLiteral)
}

/// A text without backslashes and brackets: bits, hex, decimals, base64, or none of them.
fn digits(text: &str, body: Span) -> Result<Notation, NotationError> {
    let kept = trailing_ellipsis(text, body).map_or(body, |(kept, _)| kept);
    let whole = part(text, kept);
    let is_hex = |c: char| c.is_ascii_hexdigit() || hex::is_separator(c);
    let has_digit = whole.contains(|c: char| c.is_ascii_hexdigit());
    let prefixed = whole.contains("0x") || whole.contains("0X");
    if has_digit && whole.chars().all(|c| matches!(c, '0' | '1') || hex::is_separator(c)) {
        return hex_or_bits(text, kept);
    }
    let binary = whole.contains("0b")
        && whole.chars().all(|c| matches!(c, '0' | '1' | 'b') || hex::is_separator(c));
    if binary && groups(whole).any(|group| group.starts_with("0b")) {
        return Ok(Notation::Bits);
    }
    if has_digit && whole.chars().all(|c| is_hex(c) || prefixed && matches!(c, 'x' | 'X')) {
        return hex_or_decimal(text, kept);
    }
    if base64::is_unmistakable(text, body) || base64::is_near(text, body) {
        return Ok(Notation::Base64);
    }
    if let Some(error) = eaten_backslashes(text, body) {
        return Err(error);
    }
    if base64::is_unpadded(whole) && base64::is_one_frame(whole) {
        return Ok(Notation::Base64);
    }
    if is_near_hex(whole) {
        return Ok(Notation::Hex);
    }
    Err(no_mark(text, body))
}

/// The groups of digits of a text.
fn groups(whole: &str) -> impl Iterator<Item = &str> {
    whole.split(hex::is_separator).filter(|group| !group.is_empty())
}

/// Only 0 and 1.
fn hex_or_bits(text: &str, body: Span) -> Result<Notation, NotationError> {
    let whole = part(text, body);
    let bits: usize = groups(whole).map(str::len).sum();
    if groups(whole).all(|group| group.len() == 8)
        || groups(whole).any(|group| group.len() % 2 == 1)
    {
        return Ok(Notation::Bits);
    }
    if !bits.is_multiple_of(8) || groups(whole).all(|group| group.len() == 2) {
        return Ok(Notation::Hex);
    }
    Err(doubt(text, body, Doubt::HexOrBits, &[Notation::Bits, Notation::Hex]))
}

/// Only hex digits: hex, unless they are decimals with commas between them.
fn hex_or_decimal(text: &str, body: Span) -> Result<Notation, NotationError> {
    let whole = part(text, body);
    let decimal = |group: &str| group.len() <= 3 && group.bytes().all(|b| b.is_ascii_digit());
    let several = groups(whole).nth(1).is_some();
    if !several || !groups(whole).all(decimal) {
        return Ok(Notation::Hex);
    }
    let pairs = groups(whole).all(|group| group.len() == 2);
    let commas = whole.contains(',');
    let is_list = whole.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || c == ',');
    let long = groups(whole).any(|group| group.len() == 3);
    match (pairs, commas) {
        (true, false) => Ok(Notation::Hex),
        (true, true) => {
            let candidates = [Notation::Hex, Notation::Array];
            Err(doubt(text, body, Doubt::HexOrDecimal, &candidates))
        }
        (false, _) if is_list && (commas || long) => Ok(Notation::Array),
        (false, _) => Ok(Notation::Hex),
    }
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

/// Whether a text is hex with a slip in it: two groups of digits or more, most of them pairs, or
/// one run of which most are hex digits, some of them 0 to 9.
fn is_near_hex(whole: &str) -> bool {
    let is_pairs = |group: &str| {
        let group = group.strip_prefix("0x").unwrap_or(group);
        group.len().is_multiple_of(2) && group.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let digit = whole.contains(|c: char| c.is_ascii_digit());
    let mut all = 0;
    let mut pairs = 0;
    for group in groups(whole) {
        all += 1;
        pairs += usize::from(is_pairs(group));
    }
    if all > 1 {
        let words = groups(whole).any(|group| is_word(group) && !is_pairs(group));
        return digit && pairs > 0 && pairs * 2 >= all && !words;
    }
    let hex = whole.chars().filter(char::is_ascii_hexdigit).count();
    digit && whole.len() >= 4 && hex * 4 >= whole.chars().count() * 3
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
        && (1..=5).contains(&extension.len())
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && extension.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Whether a group of characters is a word or a long run, not a slip in a pair of digits.
fn is_word(group: &str) -> bool {
    group.len() > 16 || group.len() > 2 && group.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Nothing marks a notation. Behind a label (`recv: 81 8b`) there may be one.
fn no_mark(text: &str, body: Span) -> NotationError {
    let whole = part(text, body);
    let label = [": ", "= "].iter().filter_map(|mark| whole.rfind(mark)).max();
    if let Some((label, rest)) = label.and_then(|at| whole.split_at_checked(at + 1)) {
        let rest = rest.trim_start();
        if !whole.contains('\n') && digits(rest, Span::new(0, rest.len())).is_ok() {
            let label = Span::new(body.start, body.start + label.len());
            return doubt(text, label, Doubt::TextBefore, &[]).fix(rest.to_owned());
        }
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
