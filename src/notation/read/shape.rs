//! The shape of a piece of text: what stays the same from line to line, with digits as they may
//! be. Imports nothing of the other rooms.

/// What a word of data is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Digits: hex, decimals, bits.
    Number,
    /// Escapes: `\x81`.
    Escapes,
    /// A long word of base64.
    Word,
}

/// What a word may be as data, if it may be any.
pub(super) fn class(word: &str) -> Option<Class> {
    let first = word.as_bytes();
    if let [b'\\', b'x' | b'0'..=b'3' | b'u', ..] = first {
        return Some(Class::Escapes);
    }
    let word = word.trim_end_matches([',', ';', '|']);
    if is_byte(word) || is_digits(word) && word.len().is_multiple_of(2) {
        return Some(Class::Number);
    }
    let mut groups = word.split([':', '-', ',', '.', '_']);
    let pairs = groups.clone().nth(1).is_some() && groups.all(is_byte);
    if pairs {
        return Some(Class::Number);
    }
    let alphabet = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '-' | '_');
    (word.len() >= 8 && word.chars().all(alphabet)).then_some(Class::Word)
}

/// Whether a word is a byte in hex or decimal: `81`, `0x81`, `5`, `129`, `-127`, `ffffff81`.
pub(super) fn is_byte(word: &str) -> bool {
    let word = word.trim_end_matches([',', ';']);
    let digits = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X")).unwrap_or(word);
    let digits = digits.strip_suffix('h').unwrap_or(digits);
    let signed = digits.strip_prefix('-').unwrap_or(digits);
    let extended = digits.len() == 8 && digits.to_ascii_lowercase().starts_with("ffffff");
    let hex = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let assembler = word.ends_with('h') && digits.len() == 3 && digits.starts_with('0');
    let decimal = matches!(signed.len(), 1..=3) && signed.bytes().all(|b| b.is_ascii_digit());
    hex && (digits.len() <= 2 || extended || assembler) || decimal
}

/// Whether a word is nothing but hex digits.
pub(super) fn is_digits(word: &str) -> bool {
    let digits = word.strip_prefix("0x").unwrap_or(word);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_hexdigit())
}

/// A piece of text by its shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shape(Vec<Atom>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Atom {
    /// A word with a digit in it: a number, a time, an address.
    Digits,
    /// A word without a digit, as it stands.
    Word(String),
    /// White space.
    Blank,
    /// Anything else, as it stands.
    Mark(char),
}

impl Shape {
    /// The shape of a text; white space at its start does not count.
    pub(super) fn of(text: &str) -> Self {
        let mut rest = text.trim_start();
        let mut atoms = Vec::new();
        while let Some((atom, len)) = next(rest) {
            atoms.push(atom);
            rest = rest.get(len..).unwrap_or_default();
        }
        Self(atoms)
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where a line that begins in this shape goes on.
    pub(super) fn end_in(&self, line: &str) -> Option<usize> {
        let mut at = line.len() - line.trim_start().len();
        for (index, wanted) in self.0.iter().enumerate() {
            let rest = line.get(at..)?;
            let Some((atom, len)) = next(rest) else {
                let last = index + 1 == self.0.len();
                return (last && *wanted == Atom::Blank).then_some(at);
            };
            if atom != *wanted {
                return None;
            }
            at += len;
        }
        Some(at)
    }

    /// Whether a first word could be one of the prefix, by its last atom, and not data.
    pub(super) fn is_like(&self, word: &str, data: &Self) -> bool {
        let shape = Self::of(word);
        shape != *data && self.0.starts_with(&shape.0)
    }
}

/// The first atom of a text, and its length in bytes.
fn next(text: &str) -> Option<(Atom, usize)> {
    let first = text.chars().next()?;
    if first.is_whitespace() {
        return Some((Atom::Blank, text.len() - text.trim_start().len()));
    }
    let len = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let word = text.get(..len)?;
    Some(match word {
        "" => (Atom::Mark(first), first.len_utf8()),
        word if word.bytes().any(|b| b.is_ascii_digit()) => (Atom::Digits, len),
        word => (Atom::Word(word.to_owned()), len),
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("14:56:55.123 -> ", "01:02:03.004 -> 0x81", Some(16))]
    #[case("[WS] RX: ", "[WS] RX: 81", Some(9))]
    #[case("[WS] RX: ", "[WS] TX: 81", None)]
    #[case("[1] ", " [20] 13", Some(6))]
    #[case("> ", ">", Some(1))]
    fn a_prefix_is_known_by_its_shape(
        #[case] prefix: &str,
        #[case] line: &str,
        #[case] end: Option<usize>,
    ) {
        assert_eq!(Shape::of(prefix).end_in(line), end);
    }

    #[rstest]
    #[case("81", Some(Class::Number))]
    #[case("0x81,", Some(Class::Number))]
    #[case("-127", Some(Class::Number))]
    #[case("818e877b", Some(Class::Number))]
    #[case(r"\x81\x05", Some(Class::Escapes))]
    #[case("gYU3+iE9f5", Some(Class::Word))]
    #[case("recv", None)]
    fn a_word_may_be_data(#[case] word: &str, #[case] of: Option<Class>) {
        assert_eq!(class(word), of);
    }
}
