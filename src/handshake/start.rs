//! The first line of a head, and what input begins like: a request, a response, TLS, HTTP/2, or
//! none of them.

use super::head::Line;
use crate::bits::Span;

/// The methods of HTTP by which input is known for a request.
const METHODS: [&[u8]; 10] = [
    b"GET ",
    b"POST ",
    b"PUT ",
    b"HEAD ",
    b"DELETE ",
    b"OPTIONS ",
    b"CONNECT ",
    b"PATCH ",
    b"TRACE ",
    b"get ",
];
/// The start of every response.
const RESPONSE: &[u8] = b"HTTP/";
/// The start of the 24 bytes with which a client opens HTTP/2 (RFC 9113 section 3.4).
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n";
/// Header fields of HTTP/2 as browsers and curl print them (RFC 8441 section 4).
const PSEUDO: [&[u8]; 5] = [b":method", b":authority", b":path", b":scheme", b":protocol"];

/// What bytes begin like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginning {
    /// An HTTP request.
    Request,
    /// An HTTP response.
    Response,
    /// A TLS record with a handshake or an alert (RFC 8446 section 5.1).
    Tls,
    /// HTTP/2: its preface, or its header fields as text.
    Http2,
    /// Too few bytes to tell: one of the others may follow.
    Maybe,
    /// None of them.
    No,
}

/// What `bytes` begin like; looks at no more than the first few.
pub fn begins_like_head(bytes: &[u8]) -> Beginning {
    let begins = |with: &[u8]| bytes.starts_with(with);
    let may_begin = |with: &[u8]| with.starts_with(bytes);
    if begins(PREFACE) || PSEUDO.iter().any(|name| begins(name)) {
        return Beginning::Http2;
    }
    if begins(RESPONSE) {
        return Beginning::Response;
    }
    if METHODS.iter().any(|method| begins(method)) {
        return Beginning::Request;
    }
    match bytes {
        [0x15 | 0x16, 0x03, 0..=4, ..] => return Beginning::Tls,
        [0x15 | 0x16] | [0x15 | 0x16, 0x03] => return Beginning::Maybe,
        _ => {}
    }
    let all = METHODS.iter().chain(&PSEUDO).copied().chain([RESPONSE, PREFACE]);
    if all.into_iter().any(may_begin) { Beginning::Maybe } else { Beginning::No }
}

/// The first line of a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartLine {
    /// `GET /chat HTTP/1.1`. A part that is missing is empty.
    Request {
        /// The whole line.
        line: Line,
        /// The method.
        method: Span,
        /// What is asked for.
        target: Span,
        /// The HTTP version.
        version: Span,
    },
    /// `HTTP/1.1 101 Switching Protocols`. A part that is missing is empty.
    Response {
        /// The whole line.
        line: Line,
        /// The HTTP version.
        version: Span,
        /// The status code.
        status: Span,
        /// The reason in words.
        reason: Span,
    },
    /// Neither.
    Other {
        /// The whole line.
        line: Line,
    },
}

impl StartLine {
    /// Reads the first line.
    pub(super) fn read(bytes: &[u8], line: Line) -> Self {
        let text = line.text.of(bytes);
        if text.starts_with(RESPONSE) {
            let (version, rest) = word(bytes, line.text);
            let (status, reason) = word(bytes, rest);
            return Self::Response { line, version, status, reason };
        }
        let (method, rest) = word(bytes, line.text);
        let name = method.of(bytes);
        let is_method = !name.is_empty() && name.iter().all(u8::is_ascii_alphabetic);
        if !is_method || rest.is_empty() {
            return Self::Other { line };
        }
        // A target with spaces in it, as some clients write, leaves the version its last word.
        let version_at = rest.of(bytes).iter().rposition(|byte| *byte == b' ');
        let (target, version) = match version_at {
            Some(at) => {
                let at = rest.start + at;
                (Span::new(rest.start, at), Span::new(at + 1, rest.end))
            }
            None => (rest, Span::new(rest.end, rest.end)),
        };
        Self::Request { line, method, target, version }
    }

    /// The whole line.
    pub const fn line(&self) -> Line {
        match self {
            Self::Request { line, .. } | Self::Response { line, .. } | Self::Other { line } => {
                *line
            }
        }
    }
}

/// The part of `span` before the first space, and the part behind it.
fn word(bytes: &[u8], span: Span) -> (Span, Span) {
    match span.of(bytes).iter().position(|byte| *byte == b' ') {
        Some(space) => {
            let at = span.start + space;
            (Span::new(span.start, at), Span::new(at + 1, span.end))
        }
        None => (span, Span::new(span.end, span.end)),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(b"GET / HTTP/1.1", Beginning::Request)]
    #[case(b"POST ", Beginning::Request)]
    #[case(b"HTTP/1.1 101", Beginning::Response)]
    #[case(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", Beginning::Http2)]
    #[case(b":method: CONNECT", Beginning::Http2)]
    #[case(b"\x16\x03\x01\x02\x00", Beginning::Tls)]
    #[case(b"\x15\x03\x03", Beginning::Tls)]
    #[case(b"\x16\x03", Beginning::Maybe)]
    #[case(b"GE", Beginning::Maybe)]
    #[case(b"", Beginning::Maybe)]
    #[case(b"HTT", Beginning::Maybe)]
    #[case(b"PRI * HTTP/2.0", Beginning::Maybe)]
    #[case(b"GETS ", Beginning::No)]
    #[case(b"\x81\x05Hello", Beginning::No)]
    fn input_is_known_by_its_first_bytes(#[case] bytes: &[u8], #[case] beginning: Beginning) {
        assert_eq!(begins_like_head(bytes), beginning);
    }
}
