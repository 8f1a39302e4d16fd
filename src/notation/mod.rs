//! Text to bytes with a source map ([`read()`]), and bytes to text ([`mod@write`]).
//!
//! Bytes are printed in many ways: a Python literal, hex, an array, a dump, bits. In [`read()`] the
//! notations compete, and the best reading is taken and named; a tie is refused with the
//! candidates ([`NotationError`]). Imports `bits`, and of `frame` and `handshake` the readers, that
//! tell which of two readings makes frames. It never makes a sentence: errors and remarks are typed
//! values, `prose` makes sentences of them.

use crate::bits::Span;

#[doc(hidden)]
pub mod error;
mod origin;
#[doc(hidden)]
pub mod read;
#[doc(hidden)]
pub mod write;

#[cfg(test)]
mod tests;

pub use error::{Doubt, Eaten, NotationError, NotationErrorKind};
pub use origin::Origin;
pub use read::{read, read_input, read_raw};
pub use write::{Style, write};

/// A way to write bytes as text.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Notation {
    /// `b'\x81\x8b'`, or the same without its quotes. Also Rust's `b".."`.
    PythonLiteral,
    /// A quoted string without the `b`: C, Rust, JavaScript, Java, JSON.
    Escapes,
    /// `81 8b`, `818b`, `0x81,0x8b`.
    Hex,
    /// `[129, 139]`, `{0x81, 0x8b}`, `Uint8Array(2) [ 129, 139 ]`, `bytes([129, 139])`,
    /// `[]byte{0x81}`.
    Array,
    /// `<Buffer 81 8b>`, as Node prints it.
    NodeBuffer,
    /// Lines with offsets and gutters: xxd, hexdump -C, od, Wireshark, tcpdump.
    Dump,
    /// `1 000 0001 1 0001011`.
    Bits,
    /// `gYU3+iE9f59NUVg=`.
    Base64,
    /// An HTTP head as it stands, with real line ends.
    Http,
    /// The bytes themselves.
    Raw,
}

impl Notation {
    /// Every notation, in the order in which help lists them.
    pub const ALL: [Self; 10] = [
        Self::PythonLiteral,
        Self::Escapes,
        Self::Hex,
        Self::Array,
        Self::NodeBuffer,
        Self::Dump,
        Self::Bits,
        Self::Base64,
        Self::Http,
        Self::Raw,
    ];

    /// The stable name, as `--in` takes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PythonLiteral => "python",
            Self::Escapes => "escapes",
            Self::Hex => "hex",
            Self::Array => "array",
            Self::NodeBuffer => "buffer",
            Self::Dump => "dump",
            Self::Bits => "bits",
            Self::Base64 => "base64",
            Self::Http => "http",
            Self::Raw => "raw",
        }
    }

    /// The notation of this name, if there is one.
    ///
    /// ```
    /// use ws_inspect::notation::Notation;
    ///
    /// assert_eq!(Notation::by_name("python"), Some(Notation::PythonLiteral));
    /// assert_eq!(Notation::PythonLiteral.to_string(), "python");
    /// ```
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notation| notation.name() == name)
    }
}

/// What to hold to while reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// The notation that the text is in; `None` finds it.
    pub pin: Option<Notation>,
    /// Leave out the plain spaces of a literal: they were added for reading.
    pub skip_spaces: bool,
    /// Read `...` in a bare literal as three bytes, not as "and so on".
    pub literal_dots: bool,
}

/// Bytes that were read from a text, and how.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The notation they were written in.
    pub notation: Notation,
    /// Byte `i` came from these bytes of the source text; as long as `bytes`.
    pub origin: Origin,
    /// The literals, dumps or packets of the text, as spans of `bytes`: chunks of one stream.
    pub chunks: Vec<Span>,
    /// Number of bytes that were written as escapes.
    pub escapes: usize,
    /// Number of bytes that stood in a literal as plain characters.
    pub plain: usize,
    /// How many of the plain characters are spaces.
    pub spaces: usize,
    /// How many of these spaces stand in a run of spaces right before or after an escape. No
    /// program prints many of them: they hint at spaces that were added for reading.
    pub spaces_beside_escapes: usize,
    /// What the user should be told about this reading.
    pub remarks: Vec<Remark>,
}

impl Reading {
    /// The printable bytes that stand in a literal as the characters they are, each once, in the
    /// order of their first place. Empty for every notation but literals.
    pub fn plain_characters(&self) -> Vec<u8> {
        let mut characters = Vec::new();
        if matches!(self.notation, Notation::PythonLiteral | Notation::Escapes) {
            let with_origin = self.bytes.iter().zip(self.origin.iter());
            let plain =
                with_origin.filter(|(byte, from)| byte.is_ascii_graphic() && from.len() == 1);
            plain.for_each(|(byte, _)| {
                if !characters.contains(byte) {
                    characters.push(*byte);
                }
            });
        }
        characters
    }
}

/// Something that was read in a way that the user should know of.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// A trailing `...` was read as "and so on".
    AndSoOn {
        /// Where it stands in the text.
        span: Span,
        /// How many bytes more there are, where the text says so.
        more_bytes: Option<usize>,
        /// Whether the dots could be bytes: they stand in a bare literal.
        could_be_bytes: bool,
    },
    /// Dots inside quotes were read as bytes 2e.
    DotsAreBytes {
        /// Where they stand in the text.
        span: Span,
    },
    /// Plain spaces were left out, as asked.
    SpacesSkipped {
        /// How many.
        count: usize,
    },
    /// Spaces at the end of a literal without quotes were left out.
    SpacesAtEnd {
        /// How many.
        count: usize,
    },
    /// Line breaks inside a literal were read as wrapping.
    WrappedLines {
        /// How many.
        count: usize,
    },
    /// A literal or list has no closing mark; it was read to its end.
    MissingClosingQuote,
    /// Several literals, lists or dumps were joined as chunks of one stream.
    SeveralLiterals {
        /// How many.
        count: usize,
    },
    /// Text around the literals was left out.
    TextAround {
        /// How many characters, white space not counted.
        count: usize,
    },
    /// Characters beyond ASCII stood in a literal and were read as their UTF-8.
    NonAscii {
        /// How many characters.
        count: usize,
    },
    /// Numbers from -128 to -1 were read as Java's signed bytes.
    SignedBytes {
        /// How many.
        count: usize,
    },
    /// The offsets and the text column of a dump were left out.
    GutterIgnored,
    /// A `*` line of a dump was read as repeated lines.
    RepeatedLines {
        /// How many bytes it stands for.
        bytes: usize,
    },
    /// Offsets are written as tcpdump writes them: the bytes may begin with a packet's headers.
    PacketHeaders,
    /// A byte order mark before the text was skipped.
    ByteOrderMark,
    /// What stands before the data of each line was left out.
    BeforeEachLine {
        /// As it stands in the first line that has it.
        text: String,
        /// In how many lines it stands.
        lines: usize,
    },
    /// Literals that are no frames were left out beside one that is.
    PiecesLeftOut {
        /// How many.
        count: usize,
    },
    /// A browser's copy of header fields has no first line; this one was put before them.
    FirstLineAdded {
        /// The line.
        line: &'static str,
    },
    /// The bytes begin with no frame, and may be the payload of one.
    MayBePayload(Payload),
    /// The text is a sniffer's, in which dots stand for bytes that are gone.
    SnifferDots,
    /// Words of 16 bits were read with their low byte first.
    SwappedWords,
}

/// What bytes may be that are no frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// Text.
    Text,
    /// The body of a Close frame: a code and a reason (RFC 6455 section 5.5.1).
    CloseBody {
        /// The code.
        code: u16,
    },
    /// A compressed message (RFC 7692 section 7.2.2).
    Compressed {
        /// The beginning of its text.
        text: String,
    },
}

impl Remark {
    /// Moves the place of a remark.
    fn move_to(&mut self, moved: impl Fn(Span) -> Span) {
        if let Self::AndSoOn { span, .. } | Self::DotsAreBytes { span } = self {
            *span = moved(*span);
        }
    }
}
