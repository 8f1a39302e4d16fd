//! What stands around the data on each line, found once for all notations: log tags, times,
//! prompts, addresses, bars. Imports the values of this room.
//!
//! What repeats at the start of lines in one shape is no data. It must differ in shape from what
//! is read: a byte is never left out so that the others make a frame.

use super::part;
use super::shape::{self, Class, Shape};
use super::view::View;
use super::{browser, heads};
use crate::bits::Span;

/// How many places of a line are tried as the end of what stands before its data.
const PLACES: usize = 8;

/// How many bytes of a line may stand before its data, and of a word tell its shape.
const LONGEST: usize = 512;

/// How a view of a text is made.
#[derive(Clone, Debug)]
pub(super) enum Recipe {
    /// The text as it stands.
    AsIs,
    /// The text without its line breaks: a terminal wrapped it, within an escape or a number.
    Unwrapped,
    /// HTTP heads, each line without what stands before it.
    Heads,
    /// Header fields that a browser's tools copied, with the first line of their head.
    Fields,
    /// The data of each line, without what stands before it.
    Peel(Prefix),
}

/// What stands before the data of each line.
#[derive(Clone, Debug)]
pub(super) struct Prefix {
    shape: Shape,
    /// What the data is made of.
    class: Class,
    /// The shape and the length of its first word, for lines that begin otherwise.
    word: (Shape, usize),
}

impl Recipe {
    /// What is left of `body`.
    pub(super) fn view<'a>(&self, text: &'a str, body: Span) -> View<'a> {
        match self {
            Self::AsIs => View::whole(text),
            Self::Unwrapped => {
                let mut view = View::empty();
                lines(text, body).for_each(|line| view.take(text, line));
                view.wrapped = lines(text, body).count() - 1;
                view
            }
            Self::Heads => heads::view(text, body),
            Self::Fields => browser::view(text, body),
            Self::Peel(prefix) => prefix.view(text, body),
        }
    }
}

/// The views of a text that are worth a look, the text as it stands first.
pub(super) fn recipes(text: &str, body: Span) -> Vec<Recipe> {
    let mut recipes = vec![Recipe::AsIs];
    if heads::holds(text, body) {
        recipes.push(Recipe::Heads);
    }
    if browser::holds(text, body) {
        recipes.push(Recipe::Fields);
    }
    if lines(text, body).nth(1).is_some() {
        recipes.push(Recipe::Unwrapped);
    }
    let Some(reference) = reference(text, body) else { return recipes };
    let line = part(text, reference);
    let several = lines(text, body).nth(1).is_some();
    let places = boundaries(line).filter(|at| *at > 0 || several);
    let prefixes = places.filter_map(|at| Prefix::of(line, at));
    recipes.extend(prefixes.take(PLACES).map(Recipe::Peel));
    recipes
}

/// The line with the most that may be data.
fn reference(text: &str, body: Span) -> Option<Span> {
    let words = |line: &Span| -> usize {
        let line = part(text, *line);
        let words = boundaries(line).filter_map(|at| first_word(line.get(at..)?));
        // A head of columns numbers them with one digit; a long word is more likely a name.
        let weight = |word: &str| match shape::class(word) {
            Some(Class::Word) => 1,
            Some(_) => 2 * word.len().min(4),
            None => 0,
        };
        words.map(weight).sum()
    };
    let mut best: Option<(usize, Span)> = None;
    for line in lines(text, body) {
        let count = words(&line);
        if best.is_none_or(|(most, _)| count > most) {
            best = Some((count, line));
        }
    }
    best.map(|(_, line)| line)
}

/// The first word of a text, as far as its shape needs it.
fn first_word(text: &str) -> Option<&str> {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end)?.split_ascii_whitespace().next()
}

/// Whether all numbers of a line have two digits, one of them a zero before it.
fn is_padded(data: &str) -> bool {
    let mut words = data.split_ascii_whitespace().take(32);
    let all = words.clone().all(|word| word.len() == 2);
    all && words.any(|word| word.starts_with('0'))
}

/// The lines that are not blank, without their line ends.
pub(super) fn lines(text: &str, body: Span) -> impl Iterator<Item = Span> + '_ {
    let mut at = body.start;
    part(text, body).split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let kept = line.trim_end().len();
        (kept > 0).then(|| Span::new(start, start + kept))
    })
}

/// Where data may begin in a line: after a blank, and after a mark that ends a label.
fn boundaries(line: &str) -> impl Iterator<Item = usize> + '_ {
    let mut before = ' ';
    line.char_indices().take(LONGEST).filter_map(move |(at, c)| {
        let blank = before.is_whitespace();
        let label =
            matches!(before, ':' | '=' | ',' | '>' | ']' | ')' | '|' | '}' | '：' | '，' | '】');
        before = c;
        ((blank || label) && !c.is_whitespace()).then_some(at)
    })
}

/// Whether a text begins with a literal, a letter such as `b` before it or not, that it does not
/// end.
fn opens_literal(before: &str) -> bool {
    let text = before.trim_start();
    let text = text.strip_prefix(|c: char| c.is_ascii_alphabetic()).unwrap_or(text);
    let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return false };
    let mut escaped = false;
    let quotes = text.chars().filter(|c| {
        let counts = *c == quote && !escaped;
        escaped = *c == '\\' && !escaped;
        counts
    });
    quotes.count() % 2 == 1
}

impl Prefix {
    /// What stands before the data that begins `at` a byte of the line, if data may begin there.
    fn of(line: &str, at: usize) -> Option<Self> {
        let (before, data) = line.split_at_checked(at)?;
        let word = first_word(data)?;
        let class = shape::class(word)?;
        if class == Class::Word && data.split_ascii_whitespace().nth(1).is_some() {
            return None;
        }
        let last = before.split_ascii_whitespace().next_back().unwrap_or_default();
        let touches = !before.is_empty() && !before.ends_with(char::is_whitespace);
        // `db 0x81`, `db 81h`: a name of two letters is no number beside such.
        let name = last.bytes().all(|b| b.is_ascii_alphabetic());
        let marked = word.starts_with("0x") || word.trim_end_matches(',').ends_with('h');
        // `stdout F 01 8b`: where bytes have two digits, a lone letter is none.
        let flag = name && last.len() == 1 && is_padded(data);
        if shape::is_byte(last) && !(name && marked) && !flag
            || touches && shape::is_byte(last.trim_end_matches([':', '|']))
        {
            return None;
        }
        if last.len() == word.len() && shape::is_digits(last) && shape::is_digits(word) {
            return None;
        }
        // In a list the elements before would be left out.
        if before.contains(['[', '{']) && before.ends_with(", ") {
            return None;
        }
        // In a literal that begins the line, what stands before is bytes of it.
        if class == Class::Escapes && opens_literal(before) {
            return None;
        }
        Some(Self { shape: Shape::of(before), class, word: (Shape::of(word), word.len()) })
    }

    /// Whether the data is a literal without quotes, which needs no other mark.
    pub(super) fn is_literal(&self) -> bool {
        self.class == Class::Escapes
    }

    /// The data of each line: behind the prefix, or the line itself where it has none and begins
    /// as data does. Other lines are left out.
    fn view<'a>(&self, text: &'a str, body: Span) -> View<'a> {
        let mut view = View::empty();
        for line in lines(text, body) {
            let whole = part(text, line);
            let Some(at) = self.data(whole) else {
                view.leave_out(text, line);
                continue;
            };
            if at > 0 && !whole.get(..at).unwrap_or_default().trim().is_empty() {
                let before = Span::new(line.start, line.start + at);
                view.leave_out(text, before);
                let shown = || part(text, before).trim().to_owned();
                view.prefix.get_or_insert_with(|| (shown(), 0)).1 += 1;
            }
            view.take(text, Span::new(line.start + at, line.end));
            view.put("\n", line.end.saturating_sub(1), 1);
        }
        view
    }

    /// Where the data of a line begins.
    fn data(&self, line: &str) -> Option<usize> {
        let class = |at: usize| shape::class(first_word(line.get(at..)?)?);
        if let Some(at) = self.shape.end_in(line) {
            return (class(at) == Some(self.class)).then_some(at);
        }
        let start = line.len() - line.trim_start().len();
        let first = line.get(start..).and_then(first_word)?;
        let short = first.len() <= self.word.1 || shape::is_byte(first);
        let like = self.shape.is_like(first, &self.word.0);
        if shape::class(first) == Some(self.class) && short && !like {
            return Some(start);
        }
        // `<buf+8>:` where the first line has `<buf>:`.
        let last = line.rfind([':', '|'])? + 1;
        let at = last + line.get(last..)?.len() - line.get(last..)?.trim_start().len();
        let word = first_word(line.get(at..)?)?;
        ((Shape::of(word), word.len()) == self.word && !self.shape.is_empty()).then_some(at)
    }
}
