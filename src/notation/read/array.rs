//! Arrays of numbers, as C, Rust, JavaScript, Java, Go, Python, Erlang, Lisp and Node write them.
//! Imports the values of this room.

use super::draft::Draft;
use super::element::{self, Base, Elements};
use super::form::{Form, Particular};
use super::{ellipsis, part, trailing_ellipsis};
use crate::bits::Span;
use crate::notation::{Notation, NotationError, Remark};

/// Numbers in brackets, or alone with commas.
pub(super) const LISTS: Form = Form { notation: Notation::Array, propose, read };

/// The same with pairs of digits that are hex, as Rust's `{:02x?}` prints them.
pub(super) const HEX_LISTS: Form =
    Form { notation: Notation::Hex, propose: propose_hex, read: read_hex };

/// Brackets, or decimals. Pairs of decimal digits may be hex as well: spaces speak for hex, and
/// so does a leading zero, which no program prints before a decimal.
fn propose(text: &str, body: Span) -> Option<Particular> {
    let lists = lists(text, body);
    let Some(first) = lists.first() else { return propose_bare(part(text, body)) };
    let content = part(text, first.content);
    let padded = words(content).any(|word| word.starts_with('0') && word.len() == 2);
    let several = words(content).nth(1).is_some();
    let decimal = !several || content.contains(',') && !padded;
    let doubtful = is_pairs(content) && !has_letter(content) && !decimal;
    Some(if doubtful { Particular::Plain } else { Particular::Marked })
}

/// Decimals without brackets.
fn propose_bare(whole: &str) -> Option<Particular> {
    let decimal = |word: &str| {
        let digits = word.strip_prefix('-').unwrap_or(word);
        matches!(digits.len(), 1..=3) && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let kept = trailing_ellipsis(whole, Span::new(0, whole.len()));
    let whole = kept.and_then(|(kept, _)| whole.get(..kept.end)).unwrap_or(whole);
    let several = words(whole).nth(1).is_some();
    if !several || !words(whole).all(decimal) {
        return None;
    }
    let long = words(whole).any(|word| word.len() > 2);
    match (is_pairs(whole), whole.contains(',')) {
        (true, true) => Some(Particular::Plain),
        (false, commas) if commas || long => Some(Particular::Marked),
        _ => Some(Particular::Faint),
    }
}

/// Pairs of hex digits in brackets.
fn propose_hex(text: &str, body: Span) -> Option<Particular> {
    let lists = lists(text, body);
    let content = part(text, lists.first()?.content);
    (is_pairs(content) && words(content).nth(1).is_some()).then_some(Particular::Plain)
}

fn words(content: &str) -> impl Iterator<Item = &str> {
    content.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty())
}

/// Whether all elements are two hex digits.
fn is_pairs(content: &str) -> bool {
    words(content).all(|word| word.len() == 2 && word.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn has_letter(content: &str) -> bool {
    content.contains(|c: char| c.is_ascii_alphabetic())
}

/// Reads the arrays of `body` as chunks of one stream, and counts the text around them. Numbers
/// without brackets are one array.
fn read(draft: &mut Draft<'_>, body: Span) -> Result<(), NotationError> {
    read_lists(draft, body, None)
}

fn read_hex(draft: &mut Draft<'_>, body: Span) -> Result<(), NotationError> {
    read_lists(draft, body, Some(Base::Hex))
}

fn read_lists(draft: &mut Draft<'_>, body: Span, base: Option<Base>) -> Result<(), NotationError> {
    let lists = lists(draft.text, body);
    if lists.is_empty() {
        return list(draft, body, Base::Decimal);
    }
    let mut at = body.start;
    for List { content, after } in lists {
        draft.leave_out(Span::new(at, content.start - 1));
        let inner = part(draft.text, content);
        let hex = is_pairs(inner) && has_letter(inner);
        let base = base.unwrap_or(if hex { Base::Hex } else { Base::Decimal });
        list(draft, content, base)?;
        draft.open_end |= content.end == after;
        at = after;
    }
    draft.leave_out(Span::new(at, body.end));
    Ok(())
}

/// What stands between two brackets, and where the text after them begins.
#[derive(Clone, Copy, Debug)]
struct List {
    content: Span,
    after: usize,
}

/// The lists of a text. Where some have several elements, those of one element are lengths
/// (`b[17] = {..}`); where none has, the last one counts. A list of nothing but numbers goes
/// before brackets that only begin with one.
fn lists(text: &str, body: Span) -> Vec<List> {
    let mut found = brackets(text, body);
    let mut counted: Vec<(List, Option<usize>)> = found
        .drain(..)
        .filter_map(|list| Some((list, element::count(text, list.content)?)))
        .collect();
    let several = |list: &(List, Option<usize>)| match list.1 {
        Some(count) => count > 1,
        None => false,
    };
    if counted.iter().any(several) {
        counted.retain(several);
    } else if counted.iter().any(|(list, count)| count.is_none() && is_long(text, *list)) {
        counted.retain(|(list, count)| count.is_none() && is_long(text, *list));
    } else if let Some(last) = counted.pop() {
        counted = vec![last];
    }
    counted.into_iter().map(|(list, _)| list).collect()
}

/// Whether a list that does not read has several elements.
fn is_long(text: &str, list: List) -> bool {
    words(part(text, list.content)).nth(1).is_some()
}

/// What stands in brackets that hold no others, or only behind their first element.
fn brackets(text: &str, body: Span) -> Vec<List> {
    let mut found = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let bytes = part(text, body).as_bytes();
    for (offset, byte) in bytes.iter().enumerate() {
        let at = body.start + offset;
        let next = bytes.get(offset + 1);
        match byte {
            b'[' | b'{' | b'(' => open.push(at + 1),
            b'<' if next == Some(&b'<') => open.push(at + 2),
            b']' | b'}' | b')' | b'>' => {
                if *byte == b'>' && next != Some(&b'>') {
                    continue;
                }
                if let Some(start) = open.pop() {
                    found.push(List { content: Span::new(start, at), after: at + 1 });
                }
            }
            _ => {}
        }
    }
    if let Some(start) = open.into_iter().next_back() {
        found.push(List { content: Span::new(start, body.end), after: body.end });
    }
    found.sort_by_key(|list| list.content.start);
    let mut end = 0;
    found.retain(|list| {
        let free = list.content.start >= end && element::begins(text, list.content);
        if free && element::count(text, list.content).is_some_and(|count| count > Some(1)) {
            end = list.after;
        }
        free
    });
    found
}

/// Reads the elements of one list.
fn list(draft: &mut Draft<'_>, content: Span, base: Base) -> Result<(), NotationError> {
    draft.begin_chunk();
    let mut content = element::without_fields(draft.text, content);
    if let Some((rest, remark)) = trailing_ellipsis(draft.text, content) {
        content = rest;
        draft.remarks.push(remark);
    }
    let mut elements = Elements::new(draft.text, content);
    let mut signed = 0;
    loop {
        if let Some(span) = elements.ellipsis() {
            return Err(ellipsis(draft, span));
        }
        let Some((element, span)) = elements.next() else { break };
        let byte = element::byte(element, base).map_err(|kind| draft.error(span, kind))?;
        draft.push(byte, span);
        signed += usize::from(element.starts_with('-'));
    }
    if signed > 0 {
        draft.remarks.push(Remark::SignedBytes { count: signed });
    }
    Ok(())
}
