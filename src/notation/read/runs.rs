//! Runs of hex, base64 or percent escapes within other text: `[hex=818e]`, `data = <818e 877b>`,
//! `"data": "gY6H"`. Imports this room's values.

use super::draft::Draft;
use super::form::{Form, Particular};
use super::{base64, hex, part, shape};
use crate::bits::Span;
use crate::notation::{Notation, NotationError};

/// How many bytes before the first run its label is looked for.
const LABEL: usize = 40;

/// Hex between marks.
pub(super) const HEX_RUNS: Form =
    Form { notation: Notation::Hex, propose: propose_hex, read: read_hex };

/// Base64 between marks.
pub(super) const BASE64_RUNS: Form =
    Form { notation: Notation::Base64, propose: propose_base64, read: read_base64 };

/// `%81%8e`, as URLs have it, or `=81=8E`, as mail has it.
pub(super) const PERCENT: Form =
    Form { notation: Notation::Escapes, propose: propose_percent, read: read_percent };

/// Whether hex stands in quotes or brackets. Nothing else speaks for it, so frames must, unless
/// it is all of a quoted text.
fn propose_hex(text: &str, body: Span) -> Option<Particular> {
    let runs = kept(text, hex_runs(text, body));
    let all = runs.first()?;
    let whole = part(text, body);
    let quotes = ['"', '\'', '`'];
    let quoted = whole.starts_with(quotes) && all.len() + 4 >= whole.len();
    let named = whole.contains("hex") && runs.len() == 1;
    Some(if quoted || named { Particular::Plain } else { Particular::Faint })
}

fn read_hex(draft: &mut Draft<'_>, body: Span) -> Result<(), NotationError> {
    let mut at = body.start;
    for run in kept(draft.text, hex_runs(draft.text, body)) {
        draft.leave_out(Span::new(at, run.start));
        hex::read(draft, run)?;
        at = run.end;
    }
    draft.leave_out(Span::new(at, body.end));
    Ok(())
}

fn propose_base64(text: &str, body: Span) -> Option<Particular> {
    let runs = kept(text, base64_runs(text, body));
    (!runs.is_empty()).then_some(Particular::Faint)
}

fn read_base64(draft: &mut Draft<'_>, body: Span) -> Result<(), NotationError> {
    let mut at = body.start;
    for run in kept(draft.text, base64_runs(draft.text, body)) {
        draft.leave_out(Span::new(at, run.start));
        base64::read(draft, run)?;
        at = run.end;
    }
    draft.leave_out(Span::new(at, body.end));
    Ok(())
}

/// The longest run and those under the same label: what is left out differs from it in that. None
/// where single bytes stand before a run, which would be left out.
fn kept(text: &str, runs: Vec<Span>) -> Vec<Span> {
    let mut label = "";
    let mut end = runs.first().map_or(0, |run| run.start.saturating_sub(LABEL));
    let mut labelled = Vec::with_capacity(runs.len());
    for run in runs {
        while !text.is_char_boundary(end) {
            end += 1;
        }
        let gap = text.get(end..run.start).unwrap_or_default();
        let mut words = gap.split(|c: char| !c.is_alphabetic());
        if let Some(word) = words.rfind(|word| !word.is_empty() && *word != "x") {
            label = word;
        }
        let between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-');
        let last = gap.trim_end_matches(between).rsplit(between).next().unwrap_or_default();
        if shape::is_byte(last) && gap.ends_with(between) {
            return Vec::new();
        }
        labelled.push((label, run));
        end = run.end;
    }
    let longest = labelled.iter().rev().max_by_key(|(_, run)| run.len());
    let Some(wanted) = longest.map(|(label, _)| *label) else { return Vec::new() };
    labelled.into_iter().filter(|(label, _)| *label == wanted).map(|(_, run)| run).collect()
}

/// Whether a run may stand behind this character, and before it.
const fn is_mark(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '"' | '\'' | '`' | '<' | '>' | '[' | ']' | '(' | ')' | '{')
        || matches!(c, '}' | '=' | ':' | ',' | ';' | '|' | '/' | '\\')
}

/// Runs of two bytes or more: pairs, with blanks, colons or dashes between them.
fn hex_runs(text: &str, body: Span) -> Vec<Span> {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| at < body.end && bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    let mut runs = Vec::new();
    let mut at = body.start;
    while at < body.end {
        let before = text.get(..at).unwrap_or_default();
        // Postgres has `\x818e`, Verilog `160'h818e`.
        let marked = before.ends_with("\\x") || before.ends_with("'h");
        if !is_digit(at) || !marked && !before.chars().next_back().is_none_or(is_mark) {
            at += 1;
            continue;
        }
        let prefixed = bytes.get(at..at + 2) == Some(b"0x");
        let (start, mut end) = (at, at + if prefixed { 2 } else { 0 });
        let mut digits = 0;
        loop {
            let group = (end..body.end).take_while(|at| is_digit(*at)).count();
            if group == 0 || group % 2 == 1 {
                break;
            }
            digits += group;
            end += group;
            at = end;
            let between = bytes.get(end).is_some_and(|b| b" :-".contains(b));
            if !between || !is_digit(end + 1) {
                break;
            }
            end += 1;
        }
        let end = at.max(start + 1);
        let behind = text.get(end..).and_then(|text| text.chars().next());
        if digits >= 4 && behind.is_none_or(|c| is_mark(c) || c == '.') {
            runs.push(Span::new(start, end));
        }
        at = end;
        while is_digit(at) {
            at += 1;
        }
    }
    runs
}

/// Words of base64 in quotes or behind a colon or `|`, eight characters or more.
fn base64_runs(text: &str, body: Span) -> Vec<Span> {
    let whole = part(text, body);
    let alphabet = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '-' | '_');
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(start) = whole.get(at..).and_then(|rest| rest.find(alphabet)) {
        let start = at + start;
        let rest = whole.get(start..).unwrap_or_default();
        let len = rest.find(|c| !alphabet(c)).unwrap_or(rest.len());
        at = start + len;
        let word = rest.get(..len).unwrap_or_default();
        let run = Span::new(body.start + start, body.start + at);
        let mixed = word.bytes().any(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            && word.bytes().any(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if len >= 8 && mixed && base64::decodes(text, run) {
            runs.push(run);
        }
    }
    runs
}

/// Bytes as `cat -v` and `less` show them: `M-^A`, `^P`, `<81>`.
pub(super) const CARETS: Form =
    Form { notation: Notation::Escapes, propose: propose_carets, read: read_carets };

/// Nothing says that these marks are no text, so frames must.
fn propose_carets(text: &str, body: Span) -> Option<Particular> {
    let whole = part(text, body);
    let marks = whole.contains('^') || whole.contains("M-") || whole.contains('<');
    (marks && !whole.contains("\\x") && whole.is_ascii()).then_some(Particular::Faint)
}

fn read_carets(draft: &mut Draft<'_>, body: Span) -> Result<(), NotationError> {
    draft.begin_chunk();
    let whole = part(draft.text, body);
    let mut at = 0;
    while let Some((byte, len)) = whole.get(at..).and_then(shown_byte) {
        draft.push(byte, Span::new(body.start + at, body.start + at + len));
        at += len;
    }
    (draft.plain, draft.escapes) = (0, draft.bytes.len());
    Ok(())
}

/// The byte that `cat -v` or `less` shows at the start of a text, and how long that is.
fn shown_byte(text: &str) -> Option<(u8, usize)> {
    if let Some(rest) = text.strip_prefix("M-") {
        let (low, len) = shown_byte(rest)?;
        return Some((low | 0x80, len + 2));
    }
    match text.as_bytes() {
        [b'^', b'?', ..] => Some((0x7f, 2)),
        [b'^', c @ b'@'..=b'_', ..] => Some((c - b'@', 2)),
        [b'<', _, _, b'>', ..] if pair(text, 1).is_some() => Some((pair(text, 1)?, 4)),
        [c, ..] => Some((*c, 1)),
        [] => None,
    }
}

/// Whether bytes are written `%81` or `=81`, and nothing breaks such a mark.
fn propose_percent(text: &str, body: Span) -> Option<Particular> {
    let whole = part(text, body);
    let marks = |mark: char| {
        let all = whole.matches(mark).count();
        let escapes = whole.match_indices(mark).filter(|(at, _)| pair(whole, at + 1).is_some());
        all >= 2 && escapes.count() == all
    };
    (!whole.contains('\\') && (marks('%') || marks('='))).then_some(Particular::Faint)
}

fn read_percent(draft: &mut Draft<'_>, body: Span) -> Result<(), NotationError> {
    draft.begin_chunk();
    let whole = part(draft.text, body);
    let mark = if whole.contains('%') { '%' } else { '=' };
    let mut skip = 0;
    for (at, c) in whole.char_indices() {
        let start = body.start + at;
        if at < skip || c.is_whitespace() && c != ' ' {
            continue;
        }
        if let Some(byte) = pair(whole, at + 1).filter(|_| c == mark) {
            draft.push(byte, Span::new(start, start + 3));
            draft.escapes += 1;
            skip = at + 3;
            continue;
        }
        let mut buffer = [0; 4];
        for byte in c.encode_utf8(&mut buffer).bytes() {
            draft.push(byte, Span::new(start, start + c.len_utf8()));
            draft.plain += 1;
        }
    }
    Ok(())
}

/// The byte of two hex digits.
fn pair(text: &str, at: usize) -> Option<u8> {
    let digits = text.get(at..at + 2)?;
    let hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
    hex.then(|| u8::from_str_radix(digits, 16).ok())?
}
