//! The table of rules. Codes are stable and never reused; names say the same in words.

mod handshake;

use std::fmt;

use crate::terms::CloseCode;

/// How grave a finding is. The order is the order of gravity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Worth knowing; nothing is broken as far as the input tells.
    Note,
    /// Allowed, or broken without harm to the framing; a peer goes on.
    Warning,
    /// Not all of it is here.
    Incomplete,
    /// A rule is broken; a peer fails the connection.
    Error,
}

impl Level {
    /// The stable English name: `note`, `warning`, `incomplete`, `error`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Incomplete => "incomplete",
            Self::Error => "error",
        }
    }
}

/// A rule of the protocol that input can break, or leave unfinished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it, the table below gives the rest")]
pub enum Rule {
    Method,
    HttpVersion,
    Host,
    Upgrade,
    Connection,
    NoKey,
    KeyLength,
    DuplicateHeader,
    ProtocolVersion,
    Status,
    AcceptValue,
    Extension,
    Subprotocol,
    UnfinishedHead,
    Tls,
    ObsoleteHeader,
    LineEnds,
    MalformedLine,
    Origin,
    Body,
    ShortHeader,
    ShortPayload,
    ReservedBits,
    ReservedOpcode,
    LongControl,
    FragmentedControl,
    ClientUnmasked,
    ServerMasked,
    NonMinimalLength,
    LengthTopBit,
    ZeroMask,
    OverLimit,
    MaskKeyReused,
    NothingToContinue,
    Interrupted,
    BadUtf8,
    UnfinishedMessage,
    MessageTooBig,
    DoesNotInflate,
    MisplacedRsv1,
    ContextMissing,
    CloseBodyOneByte,
    CloseCodeNotAllowed,
    CloseReasonNotUtf8,
    DataAfterClose,
    NoCloseFrame,
}

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Stable code, a letter for the layer and two digits: `F05`.
    pub code: &'static str,
    /// Stable name in words: `control-too-long`.
    pub name: &'static str,
    /// Where the rule stands.
    pub source: Source,
    /// Its words, shortened only at the ends.
    pub quote: &'static str,
    /// The level that a finding has where the input settles the matter.
    pub level: Level,
    /// The close code that a peer sends, where it fails the connection for this.
    pub close: Option<CloseCode>,
    /// The HTTP status with which a server answers a request that breaks it.
    pub status: Option<u16>,
}

/// A section of an RFC. Shown as `RFC 6455 5.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Number of the RFC: 6455, or 7692 for compression.
    pub rfc: u16,
    /// Number of the section: `5.5`.
    pub section: &'static str,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RFC {} {}", self.rfc, self.section)
    }
}

impl Rule {
    /// Every rule, in the order of the codes.
    pub const ALL: [Self; 46] = [
        Self::Method,
        Self::HttpVersion,
        Self::Host,
        Self::Upgrade,
        Self::Connection,
        Self::NoKey,
        Self::KeyLength,
        Self::DuplicateHeader,
        Self::ProtocolVersion,
        Self::Status,
        Self::AcceptValue,
        Self::Extension,
        Self::Subprotocol,
        Self::UnfinishedHead,
        Self::Tls,
        Self::ObsoleteHeader,
        Self::LineEnds,
        Self::MalformedLine,
        Self::Origin,
        Self::Body,
        Self::ShortHeader,
        Self::ShortPayload,
        Self::ReservedBits,
        Self::ReservedOpcode,
        Self::LongControl,
        Self::FragmentedControl,
        Self::ClientUnmasked,
        Self::ServerMasked,
        Self::NonMinimalLength,
        Self::LengthTopBit,
        Self::ZeroMask,
        Self::OverLimit,
        Self::MaskKeyReused,
        Self::NothingToContinue,
        Self::Interrupted,
        Self::BadUtf8,
        Self::UnfinishedMessage,
        Self::MessageTooBig,
        Self::DoesNotInflate,
        Self::MisplacedRsv1,
        Self::ContextMissing,
        Self::CloseBodyOneByte,
        Self::CloseCodeNotAllowed,
        Self::CloseReasonNotUtf8,
        Self::DataAfterClose,
        Self::NoCloseFrame,
    ];

    /// The rule with that code (`F05`, in either case) or that name, or `None`.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|rule| rule.code().eq_ignore_ascii_case(name) || rule.entry().name == name)
    }

    /// The stable code.
    pub const fn code(self) -> &'static str {
        self.entry().code
    }

    /// The line of the table.
    pub const fn entry(self) -> Entry {
        use Level::{Error, Incomplete, Warning};
        const PROTOCOL: Option<CloseCode> = Some(CloseCode::PROTOCOL_ERROR);
        const PAYLOAD: Option<CloseCode> = Some(CloseCode::INVALID_PAYLOAD);
        const TOO_BIG: Option<CloseCode> = Some(CloseCode::MESSAGE_TOO_BIG);
        const CONTROL: &str = "All control frames MUST have a payload length of 125 bytes or less \
                               and MUST NOT be fragmented.";
        const LIMITS: &str = "Implementations that have implementation- and/or platform-specific \
                              limitations regarding the frame size or total message size [...] \
                              MUST protect themselves against exceeding those limits.";
        const BYTE_STREAM: &str = "When an endpoint is to interpret a byte stream as UTF-8 but \
                                   finds that the byte stream is not, in fact, a valid UTF-8 \
                                   stream, that endpoint MUST _Fail the WebSocket Connection_.";
        match self {
            Self::Method
            | Self::HttpVersion
            | Self::Host
            | Self::Upgrade
            | Self::Connection
            | Self::NoKey
            | Self::KeyLength
            | Self::DuplicateHeader
            | Self::ProtocolVersion
            | Self::Status
            | Self::AcceptValue
            | Self::Extension
            | Self::Subprotocol
            | Self::UnfinishedHead
            | Self::Tls
            | Self::ObsoleteHeader
            | Self::LineEnds
            | Self::MalformedLine
            | Self::Origin
            | Self::Body => handshake::entry(self),
            Self::ShortHeader => row(
                ("F01", "short-header", "5.2", Incomplete, None),
                "Payload length: 7 bits, 7+16 bits, or 7+64 bits",
            ),
            Self::ShortPayload => row(
                ("F02", "short-payload", "5.2", Incomplete, None),
                "The length of the \"Payload data\", in bytes",
            ),
            Self::ReservedBits => row(
                ("F03", "reserved-bits", "5.2", Error, PROTOCOL),
                "MUST be 0 unless an extension is negotiated that defines meanings for non-zero \
                 values.",
            ),
            Self::ReservedOpcode => row(
                ("F04", "reserved-opcode", "5.2", Error, PROTOCOL),
                "If an unknown opcode is received, the receiving endpoint MUST _Fail the \
                 WebSocket Connection_.",
            ),
            Self::LongControl => row(("F05", "control-too-long", "5.5", Error, PROTOCOL), CONTROL),
            Self::FragmentedControl => {
                row(("F06", "fragmented-control", "5.5", Error, PROTOCOL), CONTROL)
            }
            Self::ClientUnmasked => row(
                ("F07", "client-unmasked", "5.1", Error, PROTOCOL),
                "The server MUST close the connection upon receiving a frame that is not masked.",
            ),
            Self::ServerMasked => row(
                ("F08", "server-masked", "5.1", Error, PROTOCOL),
                "A client MUST close a connection if it detects a masked frame.",
            ),
            Self::NonMinimalLength => row(
                ("F09", "non-minimal-length", "5.2", Error, PROTOCOL),
                "in all cases, the minimal number of bytes MUST be used to encode the length",
            ),
            Self::LengthTopBit => row(
                ("F10", "length-top-bit", "5.2", Error, PROTOCOL),
                "the most significant bit MUST be 0",
            ),
            Self::ZeroMask => row(
                ("F11", "zero-mask", "5.3", Warning, None),
                "the masking key MUST be derived from a strong source of entropy",
            ),
            Self::OverLimit => row(("F12", "over-limit", "10.4", Error, TOO_BIG), LIMITS),
            Self::MaskKeyReused => row(
                ("F13", "mask-key-reused", "5.3", Warning, None),
                "the client MUST pick a fresh masking key from the set of allowed 32-bit values.",
            ),
            Self::NothingToContinue => row(
                ("M01", "nothing-to-continue", "5.4", Error, PROTOCOL),
                "A fragmented message consists of a single frame with the FIN bit clear and an \
                 opcode other than 0, followed by zero or more frames with the FIN bit clear and \
                 the opcode set to 0",
            ),
            Self::Interrupted => row(
                ("M02", "interrupted-message", "5.4", Error, PROTOCOL),
                "The fragments of one message MUST NOT be interleaved between the fragments of \
                 another message",
            ),
            Self::BadUtf8 => row(("M03", "bad-utf8", "8.1", Error, PAYLOAD), BYTE_STREAM),
            Self::UnfinishedMessage => row(
                ("M04", "unfinished-message", "5.4", Incomplete, None),
                "and terminated by a single frame with the FIN bit set and an opcode of 0",
            ),
            Self::MessageTooBig => row(("M05", "message-too-big", "10.4", Error, TOO_BIG), LIMITS),
            Self::DoesNotInflate => deflate_row(
                ("M06", "does-not-inflate", "7.2.2", Error, PAYLOAD),
                "Decompress the resulting data using DEFLATE.",
            ),
            Self::MisplacedRsv1 => deflate_row(
                ("M07", "misplaced-rsv1", "6", Error, PROTOCOL),
                "An endpoint MUST NOT set the \"Per-Message Compressed\" bit of control frames \
                 and non-first fragments of a data message.",
            ),
            Self::ContextMissing => deflate_row(
                ("M08", "context-missing", "7.1.1", Incomplete, None),
                "the same LZ77 sliding window used by the endpoint to build frames of the previous \
                 sent message is reused",
            ),
            Self::CloseBodyOneByte => row(
                ("C01", "close-body-one-byte", "5.5.1", Error, PROTOCOL),
                "If there is a body, the first two bytes of the body MUST be a 2-byte unsigned \
                 integer",
            ),
            Self::CloseCodeNotAllowed => row(
                ("C02", "close-code-not-allowed", "7.4", Error, PROTOCOL),
                "Endpoints MAY use the following pre-defined status codes when sending a Close \
                 frame.",
            ),
            Self::CloseReasonNotUtf8 => {
                row(("C03", "close-reason-not-utf8", "8.1", Error, PAYLOAD), BYTE_STREAM)
            }
            Self::DataAfterClose => row(
                ("C04", "data-after-close", "5.5.1", Error, None),
                "The application MUST NOT send any more data frames after sending a Close frame.",
            ),
            Self::NoCloseFrame => row(
                ("C05", "no-close-frame", "7.1.5", Warning, None),
                "If [...] no Close control frame was received by the endpoint [...], _The WebSocket \
                 Connection Close Code_ is considered to be 1006.",
            ),
        }
    }
}

/// What of an entry fits one line: code, name, section, level, close code.
type Columns = (&'static str, &'static str, &'static str, Level, Option<CloseCode>);

const fn row(columns: Columns, quote: &'static str) -> Entry {
    from(6455, columns, quote)
}

/// A row for a rule of RFC 7692, which is about compression.
const fn deflate_row(columns: Columns, quote: &'static str) -> Entry {
    from(7692, columns, quote)
}

const fn from(rfc: u16, columns: Columns, quote: &'static str) -> Entry {
    let (code, name, section, level, close) = columns;
    Entry { code, name, source: Source { rfc, section }, quote, level, close, status: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_unique_and_lead_back_to_their_rule() {
        for rule in Rule::ALL {
            assert_eq!(Rule::by_name(rule.code()), Some(rule));
            assert_eq!(Rule::by_name(rule.entry().name), Some(rule));
        }
    }

    #[test]
    fn the_table_is_in_the_order_of_the_codes_within_each_layer() {
        let codes: Vec<&str> = Rule::ALL.iter().map(|rule| rule.code()).collect();
        for pair in codes.windows(2).filter(|pair| pair[0][..1] == pair[1][..1]) {
            assert!(pair[0] < pair[1], "{pair:?}");
        }
    }
}
