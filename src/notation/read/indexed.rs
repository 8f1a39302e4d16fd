//! Elements with their indices, as PHP, JavaScript, debuggers and awk print them: `[0]=> int(129)`,
//! `{"0":129,"1":142}`, `0: 129`. Imports this room's values.

use super::draft::Draft;
use super::form::{Form, Particular};
use super::part;
use crate::bits::Span;
use crate::notation::{Notation, NotationError, Remark};

/// Numbers that count up, each with a byte behind it.
pub(super) const INDEXED: Form = Form { notation: Notation::Array, propose, read };

/// How many elements in a row speak for indices.
const ENOUGH: usize = 3;

/// Whether numbers count up from 0 or 1 with a byte behind each.
fn propose(text: &str, body: Span) -> Option<Particular> {
    let found = elements(text, body);
    let lists = part(text, body).contains(['=', ':', '[', ')']);
    (lists && found.len() >= ENOUGH).then_some(Particular::Marked)
}

fn read(draft: &mut Draft<'_>, body: Span) -> Result<(), NotationError> {
    draft.begin_chunk();
    let mut signed = 0;
    for (byte, span, negative) in elements(draft.text, body) {
        draft.push(byte, span);
        signed += usize::from(negative);
    }
    if signed > 0 {
        draft.remarks.push(Remark::SignedBytes { count: signed });
    }
    Ok(())
}

/// The byte behind each index, in the longest run of indices.
fn elements(text: &str, body: Span) -> Vec<(u8, Span, bool)> {
    let mut best = Vec::new();
    let mut run: Vec<(u8, Span, bool)> = Vec::new();
    let mut first = 0;
    let mut expects_byte = false;
    let mut mark_of_index = None;
    for (number, span) in numbers(text, body) {
        let mark = part(text, Span::new(span.end, body.end)).trim_start().chars().next();
        let next = first + run.len();
        let is_index = mark.is_some_and(|mark| "]\":=)'".contains(mark));
        let padded = number.len() > 1 && number.starts_with('0');
        if std::mem::take(&mut expects_byte) {
            match byte(number).filter(|_| mark != mark_of_index) {
                Some((byte, negative)) => run.push((byte, span, negative)),
                None => best = longer(best, std::mem::take(&mut run)),
            }
        } else if is_index && !padded && number.parse() == Ok(next) {
            expects_byte = true;
            mark_of_index = mark;
        } else if is_index && matches!(number, "0" | "1") && run.is_empty() {
            first = usize::from(number == "1");
            expects_byte = true;
            mark_of_index = mark;
        }
    }
    longer(best, run)
}

fn longer<T>(one: Vec<T>, other: Vec<T>) -> Vec<T> {
    if other.len() > one.len() { other } else { one }
}

/// The words that are numbers, with their sign; nothing within a quoted character.
fn numbers(text: &str, body: Span) -> impl Iterator<Item = (&str, Span)> {
    let whole = part(text, body);
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = whole.get(at..)?;
            let start = at + rest.find(|c: char| c.is_ascii_alphanumeric() || c == '\'')?;
            if whole.as_bytes().get(start) == Some(&b'\'') {
                let inner = whole.get(start + 1..)?;
                // `'\x81'` and `'a'`, but not `'0': 129`.
                let escaped = inner.starts_with('\\');
                let close = inner.find('\'').filter(|close| escaped && *close < 6);
                at = start + 1 + close.map_or(0, |close| close + 1);
                continue;
            }
            let len = whole.get(start..)?.bytes().take_while(u8::is_ascii_alphanumeric).count();
            at = start + len;
            let word = whole.get(start..at)?;
            if !word.starts_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let negative = whole.get(..start)?.ends_with('-');
            let start = start - usize::from(negative);
            return Some((whole.get(start..at)?, Span::new(body.start + start, body.start + at)));
        }
    })
}

/// The byte of a number, and whether it was negative.
fn byte(number: &str) -> Option<(u8, bool)> {
    if let Some(hex) = number.strip_prefix("0x") {
        return Some((u8::from_str_radix(hex, 16).ok()?, false));
    }
    let value: i16 = number.parse().ok()?;
    let byte = u8::try_from(value & 0xff).ok()?;
    matches!(value, -128..=255).then_some((byte, value < 0))
}
