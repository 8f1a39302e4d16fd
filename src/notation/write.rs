//! Bytes to text, in every style that [`read`](super::read::read) reads back to the same bytes.
//! Imports nothing of the other rooms.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// A style in which bytes are printed.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// `81 85 37 fa`
    Hex,
    /// `b'\x81\x857\xfa'`
    Python,
    /// `"\x81\x85" "7\xfa"`: in C `\x` takes every hex digit after it, so the string is split.
    C,
    /// `b"\x81\x857\xfa"`
    Rust,
    /// `"\x81\x857\xfa"`: a string of one character a byte.
    Js,
    /// `[0x81, 0x85, 0x37, 0xfa]`
    Array,
    /// `gYU3+g==`
    Base64,
}

impl Style {
    /// Every style, in the order in which help lists them.
    pub const ALL: [Self; 7] =
        [Self::Hex, Self::Python, Self::C, Self::Rust, Self::Js, Self::Array, Self::Base64];

    /// The stable name, as `--as` takes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hex => "hex",
            Self::Python => "python",
            Self::C => "c",
            Self::Rust => "rust",
            Self::Js => "js",
            Self::Array => "array",
            Self::Base64 => "base64",
        }
    }

    /// The style of this name, if there is one.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|style| style.name() == name)
    }
}

/// Writes bytes in a style, on one line.
///
/// ```
/// use ws_inspect::notation::{Style, write};
///
/// assert_eq!(write(&[0x81, 0x02, b'h', b'i'], Style::Python), r"b'\x81\x02hi'");
/// ```
pub fn write(bytes: &[u8], style: Style) -> String {
    match style {
        Style::Hex => joined(bytes, " ", ""),
        Style::Array => format!("[{}]", joined(bytes, ", ", "0x")),
        Style::Base64 => STANDARD.encode(bytes),
        Style::Python => {
            let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
            quoted(bytes, Quoting { prefix: "b", quote, greedy: false })
        }
        Style::Rust => quoted(bytes, Quoting { prefix: "b", quote: '"', greedy: false }),
        Style::Js => quoted(bytes, Quoting { prefix: "", quote: '"', greedy: false }),
        Style::C => quoted(bytes, Quoting { prefix: "", quote: '"', greedy: true }),
    }
}

/// Two digits a byte, with `before` each and `between` them.
fn joined(bytes: &[u8], between: &str, before: &str) -> String {
    let mut text = String::with_capacity(bytes.len() * (2 + between.len() + before.len()));
    for (index, byte) in bytes.iter().enumerate() {
        if index > 0 {
            text.push_str(between);
        }
        text.push_str(before);
        push_hex(&mut text, *byte);
    }
    text
}

/// How a style quotes a string.
#[derive(Clone, Copy, Debug)]
struct Quoting {
    prefix: &'static str,
    quote: char,
    /// Whether `\x` takes more than two hex digits.
    greedy: bool,
}

/// A quoted string: printable ASCII as it is, everything else as escapes.
///
/// A string without a prefix always has an escape, in its first character if nowhere else, and so
/// has one with a prefix that may be hex or base64, so that `"818b"` is not taken for quoted hex; and no `b'` in it looks like a literal of its own.
fn quoted(bytes: &[u8], quoting: Quoting) -> String {
    let mut text = String::with_capacity(bytes.len() * 4 + 4);
    text.push_str(quoting.prefix);
    text.push(quoting.quote);
    let plain = |byte: u8| matches!(byte, b' '..=b'~') && byte != b'\\';
    let notation = bytes.iter().any(u8::is_ascii_digit)
        || bytes.len() >= 8 && bytes.iter().skip(1).any(u8::is_ascii_uppercase);
    let mark = bytes.iter().all(|byte| plain(*byte) && *byte != b'"')
        && (quoting.prefix.is_empty() || notation);
    let mut after_hex = false;
    let mut last = 0;
    for (index, byte) in bytes.iter().copied().enumerate() {
        let must_escape = index == 0 && mark;
        let opens = quoting.prefix.is_empty() && byte == b'\'' && b"bBrR".contains(&last);
        last = byte;
        if !must_escape && !opens && plain(byte) && char::from(byte) != quoting.quote {
            if quoting.greedy && after_hex && byte.is_ascii_hexdigit() {
                text.push_str("\" \"");
            }
            text.push(char::from(byte));
            after_hex = false;
            continue;
        }
        after_hex = false;
        match byte {
            b'\t' => text.push_str("\\t"),
            b'\n' => text.push_str("\\n"),
            b'\r' => text.push_str("\\r"),
            b'\\' => text.push_str("\\\\"),
            b'\'' | b'"' if !must_escape => text.extend(['\\', char::from(byte)]),
            _ => {
                text.push_str("\\x");
                push_hex(&mut text, byte);
                after_hex = true;
            }
        }
    }
    text.push(quoting.quote);
    text
}

/// Appends the two hex digits of a byte.
fn push_hex(text: &mut String, byte: u8) {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    text.extend([digit(byte >> 4), digit(byte & 15)]);
}
