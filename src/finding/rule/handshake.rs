//! The rows of the handshake: the RFC's words for a request, and where a response has others.

use super::{Entry, Level, Rule, Source, row};

/// The row of a rule of the handshake, H01 to H20.
pub(super) const fn entry(rule: Rule) -> Entry {
    use Level::{Error, Incomplete, Warning};
    const GET: &str = "The method of the request MUST be GET, and the HTTP version MUST be at \
                       least 1.1.";
    const ABNF: &str = "including but not limited to any violations of the ABNF grammar \
                        specified for the components of the handshake, the server MUST stop \
                        processing the client's handshake and return an HTTP response with an \
                        appropriate error code (such as 400 Bad Request).";
    match rule {
        Rule::Method => http("H01", "method", "4.1", Error, 405, GET),
        Rule::HttpVersion => http("H02", "http-version", "4.1", Error, 400, GET),
        Rule::Host => http(
            "H03",
            "host",
            "4.1",
            Error,
            400,
            "The request MUST contain a |Host| header field whose value contains /host/ plus \
             optionally \":\" followed by /port/",
        ),
        Rule::Upgrade => http(
            "H04",
            "upgrade",
            "4.1",
            Error,
            426,
            "The request MUST contain an |Upgrade| header field whose value MUST include the \
             \"websocket\" keyword.",
        ),
        Rule::Connection => http(
            "H05",
            "connection",
            "4.1",
            Error,
            426,
            "The request MUST contain a |Connection| header field whose value MUST include the \
             \"Upgrade\" token.",
        ),
        Rule::NoKey => http(
            "H06",
            "no-key",
            "4.1",
            Error,
            400,
            "The request MUST include a header field with the name |Sec-WebSocket-Key|.",
        ),
        Rule::KeyLength => http(
            "H07",
            "key-length",
            "4.1",
            Error,
            400,
            "The value of this header field MUST be a nonce consisting of a randomly selected \
             16-byte value that has been base64-encoded",
        ),
        Rule::DuplicateHeader => http(
            "H08",
            "duplicate-header",
            "11.3.1",
            Error,
            400,
            "The |Sec-WebSocket-Key| header field MUST NOT appear more than once in an HTTP \
             request.",
        ),
        Rule::ProtocolVersion => http(
            "H09",
            "protocol-version",
            "4.1",
            Error,
            426,
            "The request MUST include a header field with the name |Sec-WebSocket-Version|. The \
             value of this header field MUST be 13.",
        ),
        Rule::Status => row(
            ("H10", "status", "1.3", Error, None),
            "Any status code other than 101 indicates that the WebSocket handshake has not \
             completed and that the semantics of HTTP still apply.",
        ),
        Rule::AcceptValue => row(
            ("H11", "accept-value", "4.1", Error, None),
            "If [...] the |Sec-WebSocket-Accept| contains a value other than the base64-encoded \
             SHA-1 of the concatenation [...] the client MUST _Fail the WebSocket Connection_.",
        ),
        Rule::Extension => http(
            "H12",
            "extension",
            "9.1",
            Error,
            400,
            "If a value is received by either the client or the server during negotiation that \
             does not conform to the ABNF below, the recipient of such malformed data MUST \
             immediately _Fail the WebSocket Connection_.",
        ),
        Rule::Subprotocol => http(
            "H13",
            "subprotocol",
            "4.1",
            Error,
            400,
            "The elements that comprise this value MUST be non-empty strings [...] and MUST all \
             be unique strings.",
        ),
        Rule::UnfinishedHead => http(
            "H14",
            "unfinished-head",
            "4.1",
            Incomplete,
            400,
            "The handshake MUST be a valid HTTP request as specified by [RFC2616].",
        ),
        Rule::Tls => row(
            ("H15", "tls", "4.1", Error, None),
            "If /secure/ is true, the client MUST perform a TLS handshake over the connection \
             after opening the connection and before sending the handshake data",
        ),
        Rule::ObsoleteHeader => row(
            ("H16", "obsolete-header", "4.2.1", Warning, None),
            "Unknown header fields are ignored, as per [RFC2616].",
        ),
        Rule::LineEnds => http("H17", "line-ends", "4.2.1", Error, 400, ABNF),
        Rule::MalformedLine => http("H18", "malformed-line", "4.2.1", Error, 400, ABNF),
        Rule::Origin => http(
            "H19",
            "origin",
            "4.1",
            Warning,
            403,
            "The request MUST include a header field with the name |Origin| [RFC6454] if the \
             request is coming from a browser client.",
        ),
        // H20: the last of them.
        _ => http(
            "H20",
            "body",
            "4.1",
            Error,
            400,
            "Once the client's opening handshake has been sent, the client MUST wait for a \
             response from the server before sending any further data.",
        ),
    }
}

impl Rule {
    /// The line of the table as it reads for a server's response, where the RFC has other words.
    pub const fn in_response(self) -> Entry {
        const NO_UPGRADE: &str = "If the response lacks an |Upgrade| header field or the |Upgrade| \
                                  header field contains a value that is not an ASCII \
                                  case-insensitive match for the value \"websocket\", the client \
                                  MUST _Fail the WebSocket Connection_.";
        const NO_CONNECTION: &str = "If the response lacks a |Connection| header field or the \
                                     |Connection| header field doesn't contain a token that is an \
                                     ASCII case-insensitive match for the value \"Upgrade\", the \
                                     client MUST _Fail the WebSocket Connection_.";
        const NOT_CONFORM: &str = "If the server's response does not conform to the requirements \
                                   for the server's handshake [...], the client MUST _Fail the \
                                   WebSocket Connection_.";
        let (section, quote) = match self {
            Self::Upgrade => ("4.1", NO_UPGRADE),
            Self::Connection => ("4.1", NO_CONNECTION),
            Self::DuplicateHeader => (
                "11.3.3",
                "The |Sec-WebSocket-Accept| header MUST NOT appear more than once in an HTTP \
                 response.",
            ),
            Self::Extension => ("4.2.2", "Extensions not listed by the client MUST NOT be listed."),
            Self::Subprotocol => {
                ("4.2.2", "The value chosen MUST be derived from the client's handshake")
            }
            Self::HttpVersion
            | Self::UnfinishedHead
            | Self::LineEnds
            | Self::MalformedLine
            | Self::Body => ("4.1", NOT_CONFORM),
            _ => (self.entry().source.section, self.entry().quote),
        };
        Entry { source: Source { rfc: 6455, section }, quote, status: None, ..self.entry() }
    }
}

/// A rule of the handshake, with the status of a server's response.
const fn http(
    code: &'static str,
    name: &'static str,
    section: &'static str,
    level: Level,
    status: u16,
    quote: &'static str,
) -> Entry {
    Entry {
        code,
        name,
        source: Source { rfc: 6455, section },
        quote,
        level,
        close: None,
        status: Some(status),
    }
}
