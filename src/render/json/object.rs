//! Writes one JSON object by hand, field by field, into a buffer that is used again for the next:
//! no value is copied first, and no key is looked up. Knows JSON (RFC 8259), nothing of frames.
//!
//! Every field is written with a comma behind it, which the end of the object takes back: so that
//! a key is one constant, whatever stands before it.

use crate::render::printable::is_unsafe;
use crate::render::{hex_digits, write_hex};

/// An object that is being written; [`Object::end`] closes it.
#[derive(Debug)]
pub struct Object<'a> {
    out: &'a mut Vec<u8>,
}

/// A key as it stands in an object: `key!("at")` is `"at":`.
macro_rules! key {
    ($name:literal) => {
        concat!("\"", $name, "\":")
    };
}
pub(crate) use key;

impl<'a> Object<'a> {
    /// Opens an object at the end of `out`.
    pub fn begin(out: &'a mut Vec<u8>) -> Self {
        out.push(b'{');
        Self { out }
    }

    /// Closes the object.
    pub fn end(self) {
        close(self.out, b'}');
    }

    /// Closes the object and its line.
    pub fn end_line(self) {
        close(self.out, b'}');
        self.out.push(b'\n');
    }

    /// Fields that are the same each time, as they stand in an object, with the comma behind them.
    #[inline(always)]
    pub(super) fn fields(&mut self, fields: &'static str) {
        self.out.extend_from_slice(fields.as_bytes());
    }

    /// A string of our own, in which nothing is to be escaped.
    #[inline(always)]
    pub fn word(&mut self, key: &'static str, word: &'static str) {
        self.out.extend_from_slice(key.as_bytes());
        self.out.push(b'"');
        self.out.extend_from_slice(word.as_bytes());
        self.out.extend_from_slice(b"\",");
    }

    /// A string of our own, or `null`.
    #[inline(always)]
    pub fn word_or_null(&mut self, key: &'static str, word: Option<&'static str>) {
        match word {
            Some(word) => self.word(key, word),
            None => self.null(key),
        }
    }

    /// A string.
    pub fn text(&mut self, key: &'static str, text: &str) {
        self.out.extend_from_slice(key.as_bytes());
        write_text(self.out, text);
        self.out.push(b',');
    }

    /// A string, or `null`.
    pub fn text_or_null(&mut self, key: &'static str, text: Option<&str>) {
        match text {
            Some(text) => self.text(key, text),
            None => self.null(key),
        }
    }

    /// A number that JavaScript reads exactly: a string where it is past 2^53.
    #[inline(always)]
    pub fn number(&mut self, key: &'static str, number: u64) {
        self.out.extend_from_slice(key.as_bytes());
        self.write_number(number);
    }

    /// A number as a string of digits, whatever its size.
    pub fn digits(&mut self, key: &'static str, number: u64) {
        self.out.extend_from_slice(key.as_bytes());
        self.out.push(b'"');
        self.out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
        self.out.extend_from_slice(b"\",");
    }

    /// A number, or `null`.
    #[inline(always)]
    pub fn number_or_null(&mut self, key: &'static str, number: Option<u64>) {
        match number {
            Some(number) => self.number(key, number),
            None => self.null(key),
        }
    }

    /// A number behind a key that is known only now.
    pub fn entry(&mut self, key: &str, number: u64) {
        write_text(self.out, key);
        self.out.push(b':');
        self.write_number(number);
    }

    #[inline]
    fn write_number(&mut self, number: u64) {
        match number {
            0..10 => self.out.extend_from_slice(&[b'0' + number as u8, b',']),
            10..100 => {
                let (tens, ones) = (number as u8 / 10, number as u8 % 10);
                self.out.extend_from_slice(&[b'0' + tens, b'0' + ones, b',']);
            }
            _ => self.write_long_number(number),
        }
    }

    fn write_long_number(&mut self, number: u64) {
        let mut digits = itoa::Buffer::new();
        let digits = digits.format(number);
        if number > MAX_SAFE_INTEGER {
            write_text(self.out, digits);
        } else {
            self.out.extend_from_slice(digits.as_bytes());
        }
        self.out.push(b',');
    }

    /// `true` or `false`.
    #[inline(always)]
    pub fn boolean(&mut self, key: &'static str, value: bool) {
        self.out.extend_from_slice(key.as_bytes());
        self.out.extend_from_slice(if value { b"true," } else { b"false," });
    }

    /// An array of strings.
    pub fn texts<T: AsRef<str>>(&mut self, key: &'static str, texts: impl IntoIterator<Item = T>) {
        self.out.extend_from_slice(key.as_bytes());
        self.out.push(b'[');
        for text in texts {
            write_text(self.out, text.as_ref());
            self.out.push(b',');
        }
        close(self.out, b']');
        self.out.push(b',');
    }

    /// Bytes as a string of hex digits.
    pub fn hex(&mut self, key: &'static str, bytes: &[u8]) {
        self.out.extend_from_slice(key.as_bytes());
        self.out.push(b'"');
        write_hex(self.out, bytes);
        self.out.extend_from_slice(b"\",");
    }

    /// Bytes as a string of hex digits, or `null`.
    pub fn hex_or_null(&mut self, key: &'static str, bytes: Option<&[u8]>) {
        match bytes {
            Some(bytes) => self.hex(key, bytes),
            None => self.null(key),
        }
    }

    /// Four bytes as a string of hex digits.
    #[inline(always)]
    pub(super) fn hex_of_four(&mut self, key: &'static str, bytes: [u8; 4]) {
        self.out.extend_from_slice(key.as_bytes());
        let [a, b, c, d, e, f, g, h] = hex_digits(bytes);
        self.out.extend_from_slice(&[b'"', a, b, c, d, e, f, g, h, b'"', b',']);
    }

    /// `null`.
    #[inline(always)]
    pub fn null(&mut self, key: &'static str) {
        self.out.extend_from_slice(key.as_bytes());
        self.out.extend_from_slice(b"null,");
    }

    /// An object within the object.
    pub fn object(&mut self, key: &'static str, fill: impl FnOnce(&mut Object<'_>)) {
        self.out.extend_from_slice(key.as_bytes());
        let mut inner = Object::begin(self.out);
        fill(&mut inner);
        inner.end();
        self.out.push(b',');
    }

    /// An object within the object, or `null`.
    pub fn object_or_null<T>(
        &mut self,
        key: &'static str,
        value: Option<T>,
        fill: impl FnOnce(&mut Object<'_>, T),
    ) {
        match value {
            Some(value) => self.object(key, |object| fill(object, value)),
            None => self.null(key),
        }
    }

    /// An array of objects.
    #[inline]
    pub fn objects<T>(
        &mut self,
        key: &'static str,
        items: impl IntoIterator<Item = T>,
        mut fill: impl FnMut(&mut Object<'_>, T),
    ) {
        self.out.extend_from_slice(key.as_bytes());
        self.out.push(b'[');
        for item in items {
            let mut inner = Object::begin(self.out);
            fill(&mut inner, item);
            inner.end();
            self.out.push(b',');
        }
        close(self.out, b']');
        self.out.push(b',');
    }
}

/// Closes an object or an array: its last comma goes.
fn close(out: &mut Vec<u8>, bracket: u8) {
    if out.last() == Some(&b',') {
        out.pop();
    }
    out.push(bracket);
}

/// The largest integer that every double holds exactly.
const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// Appends a string in quotes, escaped as JSON asks for.
fn write_text(out: &mut Vec<u8>, text: &str) {
    let mut rest = text.as_bytes();
    out.reserve(rest.len() + 2);
    out.push(b'"');
    // JSON allows them, but a terminal would obey them: controls past ASCII, turned text.
    if !text.is_ascii() && text.chars().any(|c| !c.is_ascii() && is_unsafe(c)) {
        text.chars().for_each(|c| write_char(out, c));
        out.push(b'"');
        return;
    }
    loop {
        let (plain, behind) = rest.split_at_checked(plain_len(rest)).unwrap_or((rest, &[]));
        out.extend_from_slice(plain);
        let Some((special, behind)) = behind.split_first() else { break };
        write_escaped(out, *special);
        rest = behind;
    }
    out.push(b'"');
}

/// How many bytes at the start need no escape: up to a control, a quote or a backslash. Looks at
/// eight bytes at a time.
fn plain_len(bytes: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    // Sets the high bit of the first byte below the limit (and perhaps of later ones).
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word & HIGHS;
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let quote = below(word ^ (ONES * 0x22), 1);
        let backslash = below(word ^ (ONES * 0x5c), 1);
        let delete = below(word ^ (ONES * 0x7f), 1);
        let special = below(word, 0x20) | quote | backslash | delete;
        if special != 0 {
            return 8 * index + (special.trailing_zeros() / 8) as usize;
        }
    }
    let special = |byte: &u8| matches!(byte, 0..0x20 | b'"' | b'\\' | 0x7f);
    8 * words.len() + rest.iter().position(special).unwrap_or(rest.len())
}

/// Appends a character, as `\\u` escapes where a terminal would not show it as itself.
fn write_char(out: &mut Vec<u8>, c: char) {
    let mut buffer = [0; 4];
    if c.is_ascii() || !is_unsafe(c) {
        let bytes = c.encode_utf8(&mut buffer).as_bytes();
        return bytes.iter().for_each(|byte| match byte {
            byte if byte.is_ascii() => write_escaped(out, *byte),
            byte => out.push(*byte),
        });
    }
    let mut units = [0; 2];
    for unit in c.encode_utf16(&mut units) {
        out.extend_from_slice(b"\\u");
        write_hex(out, &unit.to_be_bytes());
    }
}

#[inline]
fn write_escaped(out: &mut Vec<u8>, byte: u8) {
    match byte {
        b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
        b'\n' => out.extend_from_slice(b"\\n"),
        b'\r' => out.extend_from_slice(b"\\r"),
        b'\t' => out.extend_from_slice(b"\\t"),
        // JSON allows DEL; it is escaped like the other controls.
        0..0x20 | 0x7f => {
            out.extend_from_slice(b"\\u00");
            write_hex(out, &[byte]);
        }
        byte => out.push(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn parsed(fill: impl FnOnce(&mut Object<'_>)) -> Value {
        let mut out = Vec::new();
        let mut object = Object::begin(&mut out);
        fill(&mut object);
        object.end();
        serde_json::from_slice(&out).expect("what is written is JSON")
    }

    #[test]
    fn an_object_reads_back_as_it_was_meant() {
        let value = parsed(|object| {
            object.text(key!("a"), "x\"\\\n\u{1}\u{7f}最");
            object.boolean(key!("b"), true);
            object.hex(key!("c"), &[0x0f, 0xa9]);
            object.null(key!("d"));
            object.objects(key!("e"), [1, 2], |inner, n| inner.number(key!("n"), n));
            object.object(key!("f"), |inner| inner.text_or_null(key!("g"), None));
        });
        let expected = json!({
            "a": "x\"\\\n\u{1}\u{7f}最", "b": true, "c": "0fa9", "d": null,
            "e": [{"n": 1}, {"n": 2}], "f": {"g": null},
        });
        assert_eq!(value, expected);
    }

    #[test]
    fn a_character_that_a_terminal_would_obey_is_escaped() {
        let mut out = Vec::new();
        write_text(&mut out, "a\u{9b}\"\u{202e}最\u{e0001}");
        assert_eq!(out, "\"a\\u009b\\\"\\u202e最\\udb40\\udc01\"".as_bytes());
    }

    #[test]
    fn a_number_that_a_double_cannot_hold_is_a_string() {
        let value = parsed(|object| {
            object.number(key!("fits"), (1 << 53) - 1);
            object.number(key!("does_not"), 1 << 53);
        });
        assert_eq!(value, json!({"fits": 9007199254740991u64, "does_not": "9007199254740992"}));
    }

    proptest! {
        #[test]
        fn nothing_that_a_terminal_would_obey_is_printed(
            text: String,
            unsafe_one in prop_oneof![
                Just('\u{7f}'), Just('\u{85}'), Just('\u{9f}'), Just('\u{200b}'), Just('\u{202e}'),
                Just('\u{2066}'), Just('\u{feff}'), Just('\u{1b}'),
            ],
        ) {
            let text = format!("{text}{unsafe_one}{text}");
            let mut out = Vec::new();
            let mut object = Object::begin(&mut out);
            object.text(key!("a"), &text);
            object.texts(key!("b"), [&text]);
            object.entry(&text, 1);
            object.end();
            let written = String::from_utf8(out).expect("JSON is UTF-8");
            prop_assert_eq!(written.chars().find(|c| is_unsafe(*c)), None);
        }

        #[test]
        fn any_text_and_any_number_read_back(text: String, number in 0..MAX_SAFE_INTEGER) {
            let value = parsed(|object| {
                object.text(key!("text"), &text);
                object.number(key!("number"), number);
            });
            prop_assert_eq!(value, json!({"text": text, "number": number}));
        }
    }
}
