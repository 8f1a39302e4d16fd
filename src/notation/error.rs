//! What keeps a text from being read: the codes N01 to N12, each with the values that prove it.
//! Imports `bits` and the values of this room; makes no sentence (`prose::notation` does).

use super::Notation;
use crate::bits::Span;

/// Why a text could not be read as bytes, and where. Shown in an English sentence with its code.
///
/// ```
/// use ws_inspect::{ReadOptions, read};
///
/// let error = read(r"b'\x81\x8'", &ReadOptions::default()).map_err(|error| error.to_string());
/// assert!(error.is_err_and(|error| error.starts_with("N02 bad-hex-escape at character 7: ")));
/// ```
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotationError {
    /// What is wrong.
    pub kind: NotationErrorKind,
    /// Where it stands, in bytes of the source text.
    pub span: Span,
    /// The same place, counted in characters from 1.
    pub character: usize,
    /// The index that the byte would have had.
    pub byte: usize,
    /// The notations that the text might be in (N10), likeliest first.
    pub candidates: Vec<Notation>,
    /// The mended text, only where it is sure; it reads without an error.
    pub fix: Option<String>,
}

/// What is wrong with a text that should be bytes.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotationErrorKind {
    /// N01: there is nothing to read.
    Empty,
    /// N02: `\x` without two hex digits.
    BadHexEscape {
        /// The escape as it stands.
        found: String,
    },
    /// N03: the last byte of a run of hex digits has only one digit.
    OddHex,
    /// N03: the bits do not fill their last byte.
    OddBits {
        /// How many bits the last byte has, 1 to 7.
        bits: usize,
    },
    /// N04: a character that is no hex digit among hex digits.
    NotHex {
        /// The character.
        found: char,
    },
    /// N04: a character that is no bit among bits.
    NotBit {
        /// The character.
        found: char,
    },
    /// N04: an element of an array that is no number.
    NotNumber {
        /// The element as it stands.
        found: String,
    },
    /// N05: a number past 255 (or below -128).
    NumberTooBig {
        /// The number as it stands.
        found: String,
    },
    /// N05: `\u4e2d`, or `\u0081` of which nobody knows whether byte 81 or UTF-8 c2 81 is meant.
    UnicodeEscape {
        /// The character, as a code point.
        value: u32,
    },
    /// N06: a character that looks like one of ASCII.
    LookAlike {
        /// The character.
        found: char,
        /// What it looks like; `None` for a character without width.
        looks: Option<char>,
    },
    /// N07: an ellipsis in the middle: bytes are missing there.
    Ellipsis {
        /// Whether the dots could be bytes: they stand in a bare literal.
        could_be_bytes: bool,
    },
    /// N08: a backslash before a character that makes no escape.
    UnknownEscape {
        /// The character after the backslash; `None` at the end of the text.
        found: Option<char>,
    },
    /// N08: `\u` in a bytes literal, where it is no escape.
    UnicodeInBytes {
        /// The character that was meant, as a code point.
        value: u32,
    },
    /// N09: a character that base64 does not have.
    Base64Character {
        /// The character.
        found: char,
    },
    /// N09: the number of base64 characters leaves a rest of one, or its padding is wrong.
    Base64Length {
        /// How many characters there are, padding not counted.
        characters: usize,
    },
    /// N09: the last base64 character has bits that belong to no byte.
    Base64LastCharacter {
        /// The character.
        found: char,
    },
    /// N10: the text can be read in more than one way, or in none.
    Ambiguous(Doubt),
    /// N11: a shell changed the text before it came here.
    EatenByShell(Eaten),
    /// N12: characters stand where bytes were that a program could not show.
    BytesLost {
        /// What stands for them: U+FFFD, a dot, a question mark.
        found: char,
        /// How many of it there are.
        count: usize,
    },
}

/// Why a text is doubtful (N10).
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing in it marks a notation: plain words, for example.
    NoMark,
    /// A word that may be base64 without its padding.
    Unpadded,
    /// A `Sec-WebSocket-Key` or the value that a server makes of it: no frame (RFC 6455 section
    /// 4.1).
    Key,
    /// The address of a server.
    Address,
    /// It looks like the path of a file.
    Path,
    /// Only the digits 0 and 1, in groups that may be hex or bits.
    HexOrBits,
    /// Pairs of decimal digits that may be hex or decimal.
    HexOrDecimal,
    /// A quoted string that holds what looks like another notation.
    Quoted,
    /// Text stands before bare escapes, as in `recv: \x81`.
    TextBefore,
    /// A quote opens the text and is never closed.
    OpenQuote,
    /// Escapes go on after the closing quote.
    AfterQuote,
    /// Two notations read different bytes, and neither is the better.
    Several,
    /// `\012` in `b".."`: one octal byte to Python, a NUL and two digits to Rust.
    OctalOrNul,
    /// A dump in 16-bit words, whose byte order depends on the machine (hexdump, od -x).
    WordDump,
    /// A dump in octal or in characters (od, od -b, od -c).
    OctalDump,
    /// The text column of a dump says that its groups are in reverse order (xxd -e).
    ReversedGroups,
    /// The offsets of a dump do not fit the bytes between them.
    OffsetGap {
        /// The offset that should stand here.
        expected: u64,
        /// The offset that stands here.
        found: u64,
    },
    /// A `*` line of a dump stands for more bytes than are read.
    RepeatTooLong {
        /// The most bytes that are read.
        limit: usize,
    },
}

/// What a shell ate or did (N11).
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eaten {
    /// `x81x8b`: the backslashes.
    Backslashes,
    /// `b\x81\x8b`: the quotes.
    Quotes,
    /// A file in UTF-16, as a redirect of Windows PowerShell writes it.
    Utf16,
    /// Text that is not in UTF-8 (GBK, for example), around literals.
    OtherEncoding,
}

impl NotationErrorKind {
    /// The stable code, `N01` to `N12`.
    pub const fn code(&self) -> &'static str {
        self.code_and_name().0
    }

    /// The stable name, one for each code.
    pub const fn name(&self) -> &'static str {
        self.code_and_name().1
    }

    const fn code_and_name(&self) -> (&'static str, &'static str) {
        match self {
            Self::Empty => ("N01", "empty"),
            Self::BadHexEscape { .. } => ("N02", "bad-hex-escape"),
            Self::OddHex | Self::OddBits { .. } => ("N03", "odd-digits"),
            Self::NotHex { .. } | Self::NotBit { .. } | Self::NotNumber { .. } => {
                ("N04", "not-hex")
            }
            Self::NumberTooBig { .. } | Self::UnicodeEscape { .. } => ("N05", "not-a-byte"),
            Self::LookAlike { .. } => ("N06", "look-alike"),
            Self::Ellipsis { .. } => ("N07", "ellipsis"),
            Self::UnknownEscape { .. } | Self::UnicodeInBytes { .. } => ("N08", "unknown-escape"),
            Self::Base64Character { .. }
            | Self::Base64Length { .. }
            | Self::Base64LastCharacter { .. } => ("N09", "bad-base64"),
            Self::Ambiguous(_) => ("N10", "ambiguous"),
            Self::EatenByShell(_) => ("N11", "eaten-by-shell"),
            Self::BytesLost { .. } => ("N12", "bytes-lost"),
        }
    }
}

impl NotationError {
    /// An error at `span` of `text`, where byte `byte` would have been.
    pub(super) fn at(text: &str, span: Span, byte: usize, kind: NotationErrorKind) -> Self {
        let before = text.get(..span.start).unwrap_or_default();
        let character = before.chars().count() + 1;
        Self { kind, span, character, byte, candidates: Vec::new(), fix: None }
    }

    /// The same with the notations that the text might be in.
    pub(super) fn candidates(mut self, candidates: &[Notation]) -> Self {
        self.candidates = candidates.to_vec();
        self
    }

    /// The same with a mended text.
    pub(super) fn fix(mut self, fix: impl Into<Option<String>>) -> Self {
        self.fix = fix.into();
        self
    }
}
