//! Hex with any usual separator, and Node's `<Buffer 81 8b>`. Imports the values of this room.

use super::cursor::Cursor;
use super::draft::Draft;
use super::form::{Form, Particular};
use super::{ellipsis, ellipsis_at, part, quotes, trailing_ellipsis, unwrapped};
use crate::bits::Span;
use crate::notation::{Notation, NotationError, NotationErrorKind};

/// Hex digits, alone or as the argument of a call.
pub(super) const HEX: Form = Form {
    notation: Notation::Hex,
    propose,
    read: |draft, body| {
        let digits = argument(draft.text, body);
        let digits = digits.unwrap_or_else(|| unwrapped(draft.text, body));
        read(draft, digits)
    },
};

/// What Node prints of a buffer.
pub(super) const BUFFERS: Form = Form {
    notation: Notation::NodeBuffer,
    propose: |text, body| {
        let quoted = part(text, body).starts_with(['\'', '"', '`']);
        let sure = !(quoted && quotes::is_quoted(text, body));
        (sure && holds_node_buffer(text, body)).then_some(Particular::Certain)
    },
    read: read_node_buffers,
};

/// Digits and separators alone are hex, unless they are more likely bits or decimals; most of them
/// hex with something else in between is hex with a slip, which is named.
fn propose(text: &str, body: Span) -> Option<Particular> {
    let whole = part(text, body);
    if argument(text, body).is_some() || is_suffixed(whole) {
        return Some(Particular::Certain);
    }
    let kept = trailing_ellipsis(text, body).map_or(body, |(kept, _)| kept);
    let whole = part(text, kept);
    let prefixed = whole.contains("0x") || whole.contains("0X");
    let is_hex =
        |c: char| c.is_ascii_hexdigit() || is_separator(c) || prefixed && matches!(c, 'x' | 'X');
    if !whole.contains(|c: char| c.is_ascii_hexdigit()) {
        return None;
    }
    if !whole.chars().all(is_hex) {
        return is_near(whole).then_some(Particular::Plain);
    }
    let pairs = groups(whole).all(|group| group.len() == 2);
    if whole.chars().all(|c| matches!(c, '0' | '1') || is_separator(c)) {
        let odd = groups(whole).any(|group| group.len() % 2 == 1);
        let eights = groups(whole).all(|group| group.len() == 8);
        let bits: usize = groups(whole).map(str::len).sum();
        let particular =
            if pairs || !bits.is_multiple_of(8) { Particular::Marked } else { Particular::Plain };
        return (!odd && !eights).then_some(particular);
    }
    let decimal = |group: &str| group.len() <= 3 && group.bytes().all(|b| b.is_ascii_digit());
    let several = groups(whole).nth(1).is_some();
    let marked = pairs && several && !whole.contains(',');
    let odd =
        several && groups(whole).all(decimal) && !pairs && groups(whole).any(|g| g.len() == 3);
    Some(match (marked, odd) {
        (true, _) => Particular::Marked,
        (_, true) => return None,
        _ => Particular::Plain,
    })
}

/// The groups of digits of a text.
fn groups(whole: &str) -> impl Iterator<Item = &str> {
    whole.split(is_separator).filter(|group| !group.is_empty())
}

/// Whether a text is hex with a slip in it: two groups of digits or more, most of them pairs, or
/// one run of which most are hex digits, some of them 0 to 9.
fn is_near(whole: &str) -> bool {
    let is_pairs = |group: &str| {
        let group = group.strip_prefix("0x").unwrap_or(group);
        group.len().is_multiple_of(2) && group.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let digit = whole.contains(|c: char| c.is_ascii_digit());
    let (mut all, mut pairs) = (0, 0);
    for group in groups(whole) {
        all += 1;
        pairs += usize::from(is_pairs(group));
    }
    if all > 1 {
        let words = groups(whole).any(|group| is_word(group) && !is_pairs(group));
        return digit && pairs > 0 && pairs * 2 >= all && !words;
    }
    let hex = whole.chars().filter(char::is_ascii_hexdigit).count();
    if whole.len() == 2 && digit && hex == 1 && whole.contains(['O', 'o', 'l', 'I', 'S']) {
        return true;
    }
    digit && whole.len() >= 4 && hex * 4 >= whole.chars().count() * 3
}

/// Whether a group of characters is a word or a long run, not a slip in a pair of digits.
fn is_word(group: &str) -> bool {
    group.len() > 16 || group.len() > 2 && group.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether a character may stand between hex digits.
pub(super) fn is_separator(c: char) -> bool {
    c.is_ascii_whitespace() || matches!(c, ':' | '-' | ',' | ';' | '.' | '|' | '_')
}

/// Reads hex: pairs of digits, alone or in runs, with or without `0x`.
pub(super) fn read(draft: &mut Draft<'_>, body: Span) -> Result<(), NotationError> {
    draft.begin_chunk();
    pairs(draft, body)
}

/// Calls that make bytes of a string of hex digits, in Python, Go and Node.
const CALLS: [&str; 4] = [".fromhex(", "unhexlify(", "hex.DecodeString(", "Buffer.from("];

/// The digits in `bytes.fromhex("81 8b")` and its like, if the text is such a call.
pub(super) fn argument(text: &str, body: Span) -> Option<Span> {
    let whole = part(text, body);
    let after = CALLS.iter().find_map(|call| Some(whole.find(call)? + call.len()))?;
    let (before, rest) = whole.split_at_checked(after)?;
    let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let (digits, behind) = rest.get(1..)?.split_once(quote)?;
    let is_hex = digits.chars().all(|c| c.is_ascii_hexdigit() || is_separator(c));
    let says_hex = !before.ends_with("Buffer.from(") || behind.contains("hex");
    let start = body.start + after + 1;
    let found = is_hex && says_hex && digits.contains(|c: char| c.is_ascii_hexdigit());
    found.then(|| Span::new(start, start + digits.len()))
}

/// Whether every number of the text has an `h` behind it, as assemblers write hex: `81h 8bh 0ffh`.
pub(super) fn is_suffixed(whole: &str) -> bool {
    let mut groups = whole.split(is_separator).filter(|group| !group.is_empty()).peekable();
    let suffixed = |group: &str| {
        group.strip_suffix(['h', 'H']).is_some_and(|digits| {
            let is_hex = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_hexdigit());
            is_hex && (digits.len() <= 2 || digits.len() == 3 && digits.starts_with('0'))
        })
    };
    groups.peek().is_some() && groups.all(suffixed)
}

/// Whether a `<Buffer ..>` or `[Uint8Contents]: <..>` is in the text, as Node prints them.
pub(super) fn holds_node_buffer(text: &str, body: Span) -> bool {
    next_node_buffer(text, body).is_some()
}

/// Reads every buffer that Node printed into a text, as chunks of one stream.
pub(super) fn read_node_buffers(draft: &mut Draft<'_>, body: Span) -> Result<(), NotationError> {
    let text = draft.text;
    let mut at = body.start;
    while let Some(opening) = next_node_buffer(text, Span::new(at, body.end)) {
        let inner = opening.end;
        draft.leave_out(Span::new(at, opening.start));
        let closing = text.get(inner..body.end).and_then(|rest| rest.find('>'));
        let end = closing.map_or(body.end, |close| inner + close);
        draft.open_end |= closing.is_none();
        draft.begin_chunk();
        pairs(draft, Span::new(inner, end))?;
        at = end + usize::from(closing.is_some());
    }
    draft.leave_out(Span::new(at, body.end));
    Ok(())
}

/// Where the next buffer opens: all that stands before its digits.
fn next_node_buffer(text: &str, within: Span) -> Option<Span> {
    part(text, within).match_indices('<').find_map(|(at, _)| {
        let at = within.start + at;
        let before = text.get(within.start..at)?;
        if text.get(at..within.end)?.starts_with("<Buffer") {
            return Some(Span::new(at, at + "<Buffer".len()));
        }
        before.ends_with("[Uint8Contents]: ").then(|| Span::new(at, at + 1))
    })
}

/// Reads pairs of hex digits until the end of `body`.
fn pairs(draft: &mut Draft<'_>, body: Span) -> Result<(), NotationError> {
    let mut body = body;
    if let Some((rest, remark)) = trailing_ellipsis(draft.text, body) {
        body = rest;
        draft.remarks.push(remark);
    }
    let mut cursor = Cursor::new(draft.text, body);
    loop {
        cursor.take(usize::MAX, |c| is_separator(c) && c != '.');
        if let Some(span) = ellipsis_at(&cursor) {
            return Err(ellipsis(draft, span));
        }
        match cursor.peek() {
            None => return Ok(()),
            Some('.') => cursor.take(1, |_| true),
            Some(_) => {
                run(draft, &mut cursor)?;
                continue;
            }
        };
    }
}

/// Reads one run of hex digits.
fn run(draft: &mut Draft<'_>, cursor: &mut Cursor<'_>) -> Result<(), NotationError> {
    let start = cursor.at();
    let prefixed = cursor.eat("0x") || cursor.eat("0X");
    let first_digit = cursor.at();
    let digits = cursor.take(usize::MAX, |c| c.is_ascii_hexdigit());
    if !prefixed && !digits.is_empty() && (cursor.eat("h") || cursor.eat("H")) {
        // `0ffh`: a zero stands before a number that would begin like a name.
        let byte = u8::from_str_radix(digits, 16);
        let byte = byte.map_err(|_| draft.error(cursor.since(start), NotationErrorKind::OddHex))?;
        draft.push(byte, cursor.since(start));
        return Ok(());
    }
    if let Some(found) = cursor.peek().filter(|c| !is_separator(*c) && !is_ellipsis(*c)) {
        let kind = NotationErrorKind::NotHex { found };
        let fix = with_digits_for_letters(draft.text);
        return Err(draft.error(cursor.next_span(), kind).fix(fix));
    }
    if prefixed && digits.is_empty() {
        return Err(draft.error(cursor.since(start), NotationErrorKind::OddHex));
    }
    if prefixed && digits.len() == 1 {
        let byte = u8::from_str_radix(digits, 16).unwrap_or_default();
        draft.push(byte, cursor.since(start));
        return Ok(());
    }
    let mut at = start;
    let (even, odd) = digits.split_at(digits.len() & !1);
    for (index, pair) in even.as_bytes().chunks_exact(2).enumerate() {
        let end = first_digit + 2 * index + 2;
        let byte = pair.iter().fold(0, |byte, digit| byte << 4 | nibble(*digit));
        draft.push(byte, Span::new(at, end));
        at = end;
    }
    if odd.is_empty() {
        return Ok(());
    }
    Err(draft.error(Span::new(cursor.at() - 1, cursor.at()), NotationErrorKind::OddHex))
}

fn is_ellipsis(c: char) -> bool {
    c == '\u{2026}'
}

/// The value of a hex digit, 0 to 15.
pub(super) fn nibble(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        b'A'..=b'F' => digit - b'A' + 10,
        _ => 0,
    }
}

/// The text with the letters O, l and I read as the digits they are taken for. The caller keeps
/// it only if it reads.
fn with_digits_for_letters(text: &str) -> Option<String> {
    text.contains(['O', 'o', 'l', 'I', 'S']).then(|| {
        let digit = |c| match c {
            'O' | 'o' => '0',
            'l' | 'I' => '1',
            'S' => '5',
            other => other,
        };
        text.chars().map(digit).collect()
    })
}
