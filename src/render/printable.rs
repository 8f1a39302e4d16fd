//! Untrusted text made fit for a terminal: nothing in it moves the cursor, turns the direction of
//! reading or hides. May be called on any text; what it gives is one line.

use std::fmt::Write;

/// `text` with every character escaped that a terminal would not show as itself: `\n`, `\u{202e}`.
pub fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_printable(&mut out, text);
    out
}

/// As [`printable`], but a backslash stands for itself: for words of the user that are shown to be
/// compared or typed again.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_visible(&mut out, text, false);
    out
}

/// Appends what [`printable`] returns for `text`.
pub(super) fn push_printable(out: &mut String, text: &str) {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'[' | b']'..=b'~')) {
        out.push_str(text);
    } else {
        push_visible(out, text, true);
    }
}

/// Appends what [`printable_bytes`] returns for `bytes`.
pub(super) fn push_printable_bytes(out: &mut String, bytes: &[u8]) {
    for chunk in bytes.utf8_chunks() {
        push_printable(out, chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
}

fn push_visible(out: &mut String, text: &str, backslash: bool) {
    for c in text.chars() {
        match c {
            '\\' if backslash => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_unsafe(c) => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
}

/// Text that may be cut or bad: valid parts as [`printable`], other bytes as `\xff`.
pub fn printable_bytes(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    push_printable_bytes(&mut out, bytes);
    out
}

/// What stands for one character in a cell of a table: itself, a short escape, or a dot.
pub fn cell(c: char) -> String {
    match c {
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        c if is_unsafe(c) => ".".to_owned(),
        c => c.to_string(),
    }
}

/// Whether a terminal would not show the character as one that takes room of its own: controls,
/// characters without width, and those that turn the direction of reading.
pub(super) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) == 0
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' | '\u{61c}' | '\u{ad}')
}

/// Bytes as hex with a space between two.
pub fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(3 * bytes.len());
    for (index, byte) in bytes.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        out.extend(
            [byte >> 4, byte & 0x0f]
                .map(|digit| char::from_digit(u32::from(digit), 16).unwrap_or_default()),
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_moves_the_cursor_or_turns_the_text_around() {
        assert_eq!(printable("a\u{1b}[31mb\u{202e}c\u{200b}"), "a\\u{1b}[31mb\\u{202e}c\\u{200b}");
        assert_eq!(printable("\r\n\t\\"), "\\r\\n\\t\\\\");
        assert_eq!(printable("最漂亮 é"), "最漂亮 é");
    }

    #[test]
    fn bad_bytes_are_escaped_where_they_stand() {
        assert_eq!(printable_bytes(b"a\xffb\xe6\x9c"), "a\\xffb\\xe6\\x9c");
    }
}
