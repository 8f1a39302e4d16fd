//! Where quoted literals stand in a text: openings, and how far each reaches. Imports `bits`.

use crate::bits::Span;

/// The opening of a quoted literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Opening {
    /// Where its prefix or quote begins.
    pub(super) at: usize,
    /// Where its content begins.
    pub(super) inside: usize,
    /// The quote: `'`, `"` or a backtick.
    pub(super) quote: char,
    /// Whether three quotes close it.
    pub(super) triple: bool,
    /// Whether a backslash is a plain character (`br'..'`).
    pub(super) raw: bool,
    /// Whether it is a bytes literal (`b'..'`).
    pub(super) bytes: bool,
}

/// How far a literal reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    /// Its content.
    pub(super) content: Span,
    /// Where the text after it begins.
    pub(super) after: usize,
    /// Whether its closing quote is there.
    pub(super) closed: bool,
}

/// The next opening in `from..end` of a literal with the prefix `b` (`prefixed`), or without.
pub(super) fn next_opening(text: &str, from: Span, prefixed: bool) -> Option<Opening> {
    let rest = text.get(from.start..from.end)?;
    let mut skip_to = 0;
    rest.char_indices().filter(|(_, c)| matches!(c, '\'' | '"' | '`')).find_map(|(at, quote)| {
        if at < skip_to {
            return None;
        }
        let found = opening(text, from, from.start + at, quote)?;
        if found.bytes == prefixed {
            return Some(found);
        }
        skip_to = found.inside - from.start;
        None
    })
}

/// The opening whose quote stands at `at`, if a literal can begin there.
fn opening(text: &str, within: Span, at: usize, quote: char) -> Option<Opening> {
    let before = text.get(within.start..at)?;
    let letters_at = before.len() - trailing_letters(before);
    let prefix = before.get(letters_at..)?;
    let (bytes, raw) = match prefix {
        "" | "u8" | "u" => (false, false),
        "b" | "B" => (true, false),
        "br" | "rb" | "bR" | "Rb" | "Br" | "rB" | "BR" | "RB" => (true, true),
        _ => return None,
    };
    let start = within.start + letters_at;
    let boundary = text.get(..start).and_then(|text| text.chars().next_back());
    if quote == '`' && bytes || boundary == Some('\\') {
        return None;
    }
    if prefix.is_empty() && boundary.is_some_and(|c| !opens_after(c)) {
        return None;
    }
    let rest = text.get(at + quote.len_utf8()..within.end)?;
    let triple = {
        let mut next = rest.chars();
        next.next() == Some(quote) && next.next() == Some(quote)
    };
    let inside = at + if triple { 3 } else { 1 };
    Some(Opening { at: start, inside, quote, triple, raw, bytes })
}

/// Number of ASCII letters, digits and underscores at the end, looked at no further than four.
fn trailing_letters(text: &str) -> usize {
    text.bytes().rev().take(4).take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count()
}

/// Whether an unprefixed string may begin after this character.
fn opens_after(c: char) -> bool {
    c.is_whitespace() || !c.is_ascii() || "([{=,:+>;$#\"'".contains(c)
}

/// How far the literal of `opening` reaches, at most to `end`.
///
/// A line break inside it is wrapping. Where a later line opens a literal of its own before the
/// closing quote, or holds nothing but `"""`, the closing quote is missing.
pub(super) fn extent(text: &str, opening: &Opening, end: usize) -> Extent {
    let mut line_end = None;
    let mut escaped = false;
    let rest = text.get(opening.inside..end).unwrap_or_default();
    for (offset, c) in rest.char_indices() {
        let at = opening.inside + offset;
        if std::mem::take(&mut escaped) {
            continue;
        }
        match c {
            '\\' if !opening.raw => escaped = true,
            '\n' if !opening.triple => {
                if is_triple_quote(text.get(at..end).unwrap_or_default()) {
                    return open(opening, at, at);
                }
                line_end = Some(at);
            }
            _ if c == opening.quote => {
                let after = at + if opening.triple { 3 } else { 1 };
                if opening.triple && !is_triple(text.get(at..end), c) {
                    continue;
                }
                return match line_end {
                    Some(line_end) if opens_next(text, opening, line_end, at, end) => {
                        open(opening, line_end, line_end)
                    }
                    _ => Extent { content: Span::new(opening.inside, at), after, closed: true },
                };
            }
            _ => {}
        }
    }
    open(opening, end, end)
}

/// An extent without its closing quote.
fn open(opening: &Opening, content_end: usize, after: usize) -> Extent {
    Extent { content: Span::new(opening.inside, content_end), after, closed: false }
}

/// Whether the line break is followed by three quotes and nothing else.
fn is_triple_quote(rest: &str) -> bool {
    rest.len() <= 16 && matches!(rest.trim(), "\"\"\"" | "'''")
}

/// Whether three quotes begin `rest`.
fn is_triple(rest: Option<&str>, quote: char) -> bool {
    rest.is_some_and(|rest| rest.chars().take(3).filter(|c| *c == quote).count() == 3)
}

/// Whether the quote at `at` opens the next literal of a later line: it has the prefix of one,
/// and the line has the quote once more.
fn opens_next(text: &str, first: &Opening, line_end: usize, at: usize, end: usize) -> bool {
    let within = Span::new(line_end, end);
    let another = text
        .get(at + 1..end)
        .is_some_and(|rest| rest.lines().next().is_some_and(|line| line.contains(first.quote)));
    first.bytes && another && opening(text, within, at, first.quote).is_some_and(|next| next.bytes)
}

/// Whether the text is made of quoted strings without a prefix: every backslash stands inside
/// one. Without any backslash it must be nothing but quoted strings.
pub(super) fn is_quoted(text: &str, body: Span) -> bool {
    let mut at = body.start;
    let mut only_quoted = true;
    let mut has_escape = false;
    let mut has_string = false;
    let clean = |from: usize, to: usize, only: &mut bool| {
        // C goes on in the next line behind a backslash.
        let between = text.get(from..to).unwrap_or_default().replace("\\\n", "");
        *only &= between.chars().all(|c| c.is_whitespace() || ",;+".contains(c));
        !between.contains('\\')
    };
    while let Some(opening) = next_opening(text, Span::new(at, body.end), false) {
        let extent = extent(text, &opening, body.end);
        if !extent.closed || !clean(at, opening.at, &mut only_quoted) {
            return false;
        }
        let content = text.get(extent.content.start..extent.content.end).unwrap_or_default();
        has_escape |= content.contains('\\');
        has_string = true;
        at = extent.after;
    }
    clean(at, body.end, &mut only_quoted) && has_string && (has_escape || only_quoted)
}
