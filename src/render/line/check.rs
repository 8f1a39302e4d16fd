//! The check of a row: `ok`, or what is wrong, told apart without colour. Imports nothing of the rest of
//! the row; judges nothing.

use crate::finding::{Finding, Level};
use crate::render::ink::{Ink, paint};

/// The columns that a check takes at least, with the gap behind it.
const COLUMNS: usize = 8;

/// Appends `ok`, or the mark of the level, the code of the gravest finding and how many more there are:
/// `x M03+1`. Returns the columns, eight or more.
pub fn write(out: &mut Vec<u8>, findings: &[Finding]) -> usize {
    let Some(gravest) = findings.iter().max_by_key(|finding| finding.level) else {
        out.extend_from_slice(paint(Ink::Good, "ok").as_bytes());
        return fill(out, 2);
    };
    let (mark, code) = (mark(gravest.level), gravest.fault.rule().code());
    let text = match findings.len() {
        1 => format!("{mark} {code}"),
        count => format!("{mark} {code}+{}", count - 1),
    };
    out.extend_from_slice(paint(Ink::of(gravest.level), &text).as_bytes());
    fill(out, text.len())
}

/// The sign of a level, for whom colour says nothing.
const fn mark(level: Level) -> char {
    match level {
        Level::Error => 'x',
        Level::Warning => '!',
        Level::Incomplete => '~',
        Level::Note => '-',
    }
}

/// Fills a cell of so many columns; returns its width.
fn fill(out: &mut Vec<u8>, columns: usize) -> usize {
    let width = COLUMNS.max(columns + 1);
    out.extend(std::iter::repeat_n(b' ', width - columns));
    width
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_level_has_a_sign_of_its_own_in_ascii() {
        let levels = [Level::Note, Level::Warning, Level::Incomplete, Level::Error];
        let signs: std::collections::HashSet<char> = levels.into_iter().map(mark).collect();
        assert_eq!(signs.len(), levels.len());
        assert!(signs.iter().all(char::is_ascii_graphic));
    }
}
