//! What a connection carries, by the first bytes of one direction. Cheap: no head is parsed.

use super::event::Carries;

/// Head bytes beyond which a request without an upgrade is no handshake.
pub const MAX_HEAD: usize = 8 << 10;

/// What the first bytes of a direction are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstBytes {
    /// Too few to tell.
    More,
    /// A request that asks for WebSocket: this end is the client.
    Request,
    /// `101 Switching Protocols`: this end is the server.
    Response,
    /// Something else.
    Other(Carries),
}

impl FirstBytes {
    /// What a direction is that begins with these bytes.
    pub fn of(start: &[u8]) -> Self {
        match start {
            [] => Self::More,
            // A TLS record: handshake or, in the middle of a connection, application data.
            [0x14..=0x17, rest @ ..] => match rest {
                [] => Self::More,
                [3] | [3, 0..=4, ..] => Self::Other(Carries::Tls),
                _ => Self::Other(Carries::Unknown),
            },
            _ if start.starts_with(b"GET ") => of_request(start),
            _ if start.starts_with(b"HTTP/1.") => of_response(start),
            _ if start.starts_with(b"PRI * HTTP/2.0\r\n") => Self::Other(Carries::Http2),
            _ if METHODS.iter().any(|method| start.starts_with(method)) => {
                Self::Other(Carries::Http)
            }
            _ if is_begun(start) => Self::More,
            _ => Self::Other(Carries::Unknown),
        }
    }
}

/// Whether a response begins so that switches to another protocol, whichever.
pub(super) fn switches(start: &[u8]) -> bool {
    start.starts_with(b"HTTP/1.") && start.get(9..12) == Some(b"101")
}

/// Methods of requests that ask for no upgrade.
const METHODS: [&[u8]; 8] =
    [b"POST ", b"HEAD ", b"PUT ", b"DELETE ", b"OPTIONS ", b"PATCH ", b"CONNECT ", b"TRACE "];

/// Whether something that is known may begin so.
fn is_begun(start: &[u8]) -> bool {
    let known: [&[u8]; 3] = [b"GET ", b"HTTP/1.", b"PRI * HTTP/2.0\r\n"];
    known.iter().chain(&METHODS).any(|known| known.starts_with(start))
}

fn of_request(start: &[u8]) -> FirstBytes {
    let mut lines = start.split_inclusive(|byte| *byte == b'\n');
    let asks = |line: &[u8]| {
        has_prefix(line, b"sec-websocket-")
            || has_prefix(line, b"upgrade:") && contains(line, b"websocket")
    };
    // The last line may be cut; it counts only when its end is here.
    let whole = |line: &&[u8]| line.ends_with(b"\n");
    if lines.clone().filter(whole).any(asks) {
        return FirstBytes::Request;
    }
    let ended = lines.any(|line| line == b"\r\n" || line == b"\n");
    if ended || start.len() >= MAX_HEAD {
        FirstBytes::Other(Carries::Http)
    } else {
        FirstBytes::More
    }
}

/// A 101 counts where its head names WebSocket, or nothing else: the client may have asked for HTTP/2,
/// or for a protocol of its own.
fn of_response(start: &[u8]) -> FirstBytes {
    match start.get("HTTP/1.x ".len()..).and_then(|rest| rest.first_chunk()) {
        Some(b"101") => {}
        Some(_) => return FirstBytes::Other(Carries::Http),
        None => return FirstBytes::More,
    }
    let mut ended = start.len() >= MAX_HEAD;
    for line in start.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n")) {
        if has_prefix(line, b"sec-websocket-") {
            return FirstBytes::Response;
        }
        if has_prefix(line, b"upgrade:") {
            return match line {
                _ if contains(line, b"websocket") => FirstBytes::Response,
                _ if contains(line, b"h2c") => FirstBytes::Other(Carries::Http2),
                _ => FirstBytes::Other(Carries::Http),
            };
        }
        ended |= line == b"\r\n" || line == b"\n";
    }
    if ended { FirstBytes::Response } else { FirstBytes::More }
}

fn has_prefix(line: &[u8], prefix: &[u8]) -> bool {
    line.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

fn contains(line: &[u8], word: &[u8]) -> bool {
    line.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(b"", FirstBytes::More)]
    #[case(b"GE", FirstBytes::More)]
    #[case(b"GET /chat HTTP/1.1\r\nHost: a\r\n", FirstBytes::More)]
    #[case(b"GET /chat HTTP/1.1\r\nUPGRADE: WebSock", FirstBytes::More)]
    #[case(b"GET /chat HTTP/1.1\r\nUPGRADE: WebSocket\r\n", FirstBytes::Request)]
    #[case(b"GET /chat HTTP/1.1\nsec-websocket-key: x\n", FirstBytes::Request)]
    #[case(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", FirstBytes::Other(Carries::Http))]
    #[case(b"GET / HTTP/1.1\r\nUpgrade: h2c\r\n\r\n", FirstBytes::Other(Carries::Http))]
    #[case(b"HTTP/1.1 101 Switching", FirstBytes::More)]
    #[case(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n", FirstBytes::Response)]
    #[case(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n",
        FirstBytes::Other(Carries::Http2)
    )]
    #[case(
        b"HTTP/1.1 101 Switching Protocols\r\nupgrade: tcp\r\n",
        FirstBytes::Other(Carries::Http)
    )]
    #[case(b"HTTP/1.1 101 Switching Protocols\r\nServer: a\r\n\r\n", FirstBytes::Response)]
    #[case(b"HTTP/1.1 200 OK", FirstBytes::Other(Carries::Http))]
    #[case(b"POST /x HTTP/1.1", FirstBytes::Other(Carries::Http))]
    #[case(b"PRI * HTTP/2.0\r\n\r\nSM", FirstBytes::Other(Carries::Http2))]
    #[case(b"\x16\x03\x01\x02\x00", FirstBytes::Other(Carries::Tls))]
    #[case(b"\x17\x03\x03\x00\x20", FirstBytes::Other(Carries::Tls))]
    #[case(b"\x81\x85\x37\xfa", FirstBytes::Other(Carries::Unknown))]
    fn a_direction_is_known_by_its_first_bytes(#[case] start: &[u8], #[case] expected: FirstBytes) {
        assert_eq!(FirstBytes::of(start), expected);
    }
}
