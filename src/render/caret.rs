//! A message with carets under the exact characters of the text that it is about. Imports
//! `bits`, `notation` and `prose`; the drawing is `annotate-snippets`'.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use unicode_width::UnicodeWidthChar;

use crate::bits::Span;
use crate::notation::{NotationError, NotationErrorKind};
use crate::prose::{Lang, notation};

/// Columns of the text that are shown of a line, at most.
const SHOWN_COLUMNS: usize = 72;
/// Columns that are shown before the carets where the line is longer.
const COLUMNS_BEFORE: usize = 24;
/// A mended text is printed up to this length, in characters.
const SHOWN_FIX_CHARACTERS: usize = 400;

/// A message about a place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caret<'a> {
    /// The code in brackets after `error`.
    pub code: &'a str,
    /// What is wrong.
    pub title: String,
    /// The text that it is about; nothing of it is shown where it is empty.
    pub text: &'a str,
    /// Where the carets stand, in bytes of the text.
    pub span: Span,
    /// What is said beside the carets.
    pub label: String,
    /// Lines below: a name such as `help`, and what it says.
    pub footers: Vec<(&'a str, String)>,
}

/// Draws the message, with colours if `styled`. The last line has no line break.
pub fn draw(caret: &Caret<'_>, lang: Lang, styled: bool) -> String {
    let shown = Shown::of(caret.text, caret.span);
    let level = Level::ERROR.with_name(notation::error_label(lang));
    let mut group = Group::with_title(level.primary_title(caret.title.as_str()).id(caret.code));
    if !caret.text.is_empty() {
        let place = AnnotationKind::Primary.span(shown.span.start..shown.span.end);
        let label = (!caret.label.is_empty()).then_some(caret.label.as_str());
        let snippet = Snippet::source(shown.line).line_start(shown.number);
        group = group.element(snippet.annotation(place.label(label)));
    }
    for (name, says) in &caret.footers {
        group = group.element(Level::HELP.with_name(*name).message(says.as_str()));
    }
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    // The line is cut to a width above, where wide characters are known of.
    renderer.term_width(SHOWN_COLUMNS * 4).render(&[group])
}

/// Draws why `text` could not be read as bytes.
pub fn notation_error(text: &str, error: &NotationError, lang: Lang, styled: bool) -> String {
    let mut footers = Vec::new();
    let mut say = |name, says: Option<String>| footers.extend(says.map(|says| (name, says)));
    say(notation::help_label(lang), notation::help(lang, error));
    say(notation::candidates_label(lang), notation::candidates(lang, error));
    say(notation::fix_label(lang), error.fix.as_deref().and_then(shown_fix));
    let caret = Caret {
        code: error.kind.code(),
        title: notation::title(lang, error).chars().flat_map(visible).collect(),
        text: if error.kind == NotationErrorKind::Empty { "" } else { text },
        span: error.span,
        label: notation::label(lang, error),
        footers,
    };
    draw(&caret, lang, styled)
}

/// A mended text as it is printed: what cannot be printed on a line as it is, is left out.
fn shown_fix(fix: &str) -> Option<String> {
    let fits = fix.chars().take(SHOWN_FIX_CHARACTERS + 1).count() <= SHOWN_FIX_CHARACTERS;
    (fits && fix.chars().all(notation::is_shown)).then(|| fix.to_owned())
}

/// The part of a text that is shown, on one line.
#[derive(Debug, PartialEq, Eq)]
struct Shown {
    line: String,
    number: usize,
    span: Span,
}

impl Shown {
    /// The line in which `span` begins, cut around it to a width that fits, with everything that
    /// cannot be printed written out.
    fn of(text: &str, span: Span) -> Self {
        let before = text.get(..span.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let rest = text.get(line_start..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let (from, cut_before) = first_shown(line, span.start - line_start);
        let number = before.matches('\n').count() + 1;
        let mut shown = Self { line: String::new(), number, span: Span::default() };
        if cut_before {
            shown.line.push_str("...");
        }
        let mut columns = shown.line.len();
        let mut start = None;
        let mut end = None;
        for (at, c) in line.char_indices().skip_while(|(at, _)| *at < from) {
            let place = line_start + at;
            if place >= span.start {
                start = start.or(Some(shown.line.len()));
            }
            if place >= span.end {
                end = end.or(Some(shown.line.len()));
            }
            if columns >= SHOWN_COLUMNS {
                shown.line.push_str("...");
                break;
            }
            shown.line.extend(visible(c));
            columns += width(c);
        }
        let start = start.unwrap_or(shown.line.len());
        let end = end.unwrap_or(shown.line.len()).max(start);
        if start == end && end == shown.line.len() {
            shown.line.push(' ');
        }
        shown.span = Span::new(start, end);
        shown
    }
}

/// Where the shown part of a line begins, and whether something is cut off before it. A line
/// that fits is shown whole.
fn first_shown(line: &str, mark: usize) -> (usize, bool) {
    let fits = line.chars().take(SHOWN_COLUMNS + 1).map(width).sum::<usize>() <= SHOWN_COLUMNS;
    if fits {
        return (0, false);
    }
    let before = line.get(..mark).unwrap_or_default();
    let mut columns = 0;
    let from = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| {
            columns += width(*c);
            columns <= COLUMNS_BEFORE
        })
        .last()
        .map_or(mark, |(at, _)| at);
    if from <= 3 { (0, false) } else { (from, true) }
}

/// A character as it is shown: itself, or its number in angle brackets.
fn visible(c: char) -> Vec<char> {
    if notation::is_shown(c) && c.width() != Some(0) {
        return vec![c];
    }
    if c == '\t' {
        return vec![' '; 4];
    }
    format!("<U+{:04X}>", u32::from(c)).chars().collect()
}

/// The columns that a character takes as it is shown.
fn width(c: char) -> usize {
    visible(c).into_iter().map(|c| c.width().unwrap_or(0)).sum()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::notation::{ReadOptions, read, read_input};

    fn drawn(text: &str, lang: Lang) -> String {
        let error = read(text, &ReadOptions::default()).unwrap_err();
        notation_error(text, &error, lang, false)
    }

    #[rstest]
    #[case("n01_empty", " ")]
    #[case("n02_bad_hex_escape", r"\x81\x8b\xZ9\xc4")]
    #[case("n03_odd_digits", "81 8b a4 c4 2")]
    #[case("n03_odd_bits", "10000001 101")]
    #[case("n04_not_hex", "81 8O a4")]
    #[case("n04_not_a_number", "[129, 8b]")]
    #[case("n05_number", "[129, 300]")]
    #[case("n05_byte_or_character", "\"\\u0081\"")]
    #[case("n06_full_width", "\\x81＼x8b\\xa4")]
    #[case("n06_smart_quotes", "recv: b‘\\x81’")]
    #[case("n06_zero_width", "81 \u{200b}8b")]
    #[case("n07_ellipsis", "81 8b ... c4")]
    #[case("n08_unknown_escape", r"b'\x81\q'")]
    #[case("n08_unicode_in_bytes", r"b'\u4e2d\u6587'")]
    #[case("n09_base64", "gYU3*iE9f59NUVg=")]
    #[case("n10_no_mark", "hello")]
    #[case("n10_path", "ping126.hex")]
    #[case("n10_hex_or_bits", "1000 0001 1000 1011")]
    #[case("n10_text_before", r"服务器收到 \x81\q")]
    #[case("n10_word_dump", "0000000 8b81 c4a4 cd22\n0000006")]
    #[case("n10_offset_gap", "0000  81 8b\n0002  a4 c4\n0020  22 cd\n")]
    #[case("n11_backslashes", "x81x8bxa4")]
    #[case("n11_quotes", r"b\x81\x8b")]
    #[case("n12_bytes_lost", "\u{fffd}\u{fffd}7\u{fffd}!=")]
    #[case("n10_key", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")]
    #[case("n10_address", "wss://example.com/chat")]
    fn a_refusal_is_drawn_in_both_languages(#[case] name: &str, #[case] text: &str) {
        let both = [drawn(text, Lang::En), drawn(text, Lang::Zh)].join("\n\n");
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, both);
        });
    }

    #[test]
    fn a_file_in_utf_16_is_told_without_carets() {
        let error = read_input(b"\xff\xfe8\x001\x00", &ReadOptions::default()).unwrap_err();
        let both = [Lang::En, Lang::Zh].map(|lang| notation_error("", &error, lang, false));
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!("n11_utf_16", both.join("\n\n"));
        });
    }

    #[rstest]
    #[case("\\x81\\xZ9", r"\xZ9")]
    #[case("b'最漂亮最漂亮\\x81\\xZ9'", r"\xZ9")]
    #[case("b'\t\\xZ9'", r"\xZ9")]
    #[case("b'\u{202e}\u{7}\\xZ9'", r"\xZ9")]
    fn the_carets_stand_under_the_exact_characters(#[case] text: &str, #[case] marked: &str) {
        assert_marks(&drawn(text, Lang::Zh), marked);
    }

    #[rstest]
    #[case(0, 0)]
    #[case(1, 2600)]
    #[case(2600, 0)]
    #[case(2600, 2600)]
    fn a_long_line_is_cut_around_the_carets(#[case] before: usize, #[case] after: usize) {
        for filler in ["a", "最"] {
            let text = format!("b'{}\\xZ9{}'", filler.repeat(before), filler.repeat(after));
            let drawn = drawn(&text, Lang::En);
            assert_marks(&drawn, r"\xZ9");
            let widest = drawn.lines().skip(1).take(3).map(UnicodeWidthStr::width).max().unwrap();
            assert!(widest <= 88, "{widest}: {drawn}");
        }
    }

    #[test]
    fn the_line_of_the_carets_is_named() {
        let drawn = drawn("b'\\x81\n\\x82\n\\xZ9'", Lang::En);
        assert!(drawn.contains("3 | \\xZ9'"), "{drawn}");
    }

    #[test]
    fn colours_are_there_only_when_asked_for() {
        let error = read(r"\xZ9", &ReadOptions::default()).unwrap_err();
        assert!(!notation_error(r"\xZ9", &error, Lang::En, false).contains('\u{1b}'));
        assert!(notation_error(r"\xZ9", &error, Lang::En, true).contains('\u{1b}'));
    }

    /// Whether the carets stand right under `marked`, counted in columns.
    fn assert_marks(drawn: &str, marked: &str) {
        let mut lines = drawn.lines().skip_while(|line| !line.starts_with("1 | "));
        let (source, carets) = (lines.next().unwrap(), lines.next().unwrap());
        let at = source.find(marked).unwrap_or_else(|| panic!("{drawn}"));
        let columns = source[..at].width();
        let found = carets.find('^').unwrap();
        assert_eq!(found, columns, "{drawn}");
        assert_eq!(carets.matches('^').count(), marked.width(), "{drawn}");
    }
}
