//! What a server answers to a request: 101 with the accept value, or a refusal with its status
//! (RFC 6455 section 4.2.2). Sans I/O: [`Response::write`] gives the bytes.

use super::deflate::{self, DeflateOffer};
use super::{Accept, Extensions, Head, HeadEnd, judge};
use crate::bits::Span;
use crate::finding::{Fault, Finding, Level, Origin};
use crate::terms::HeaderName;

/// What a server is willing to do.
#[derive(Clone, Copy, Debug, Default)]
pub struct Server<'a> {
    /// The subprotocols that it speaks.
    pub subprotocols: &'a [&'a str],
    /// The origins that it serves, as `http://localhost:8000`; `None` serves all.
    pub origins: Option<&'a [&'a str]>,
    /// How it compresses with permessage-deflate where that is offered; `None` declines.
    pub deflate: Option<Takeover>,
}

/// What becomes of the window of compression between two messages (RFC 7692 section 7.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takeover {
    /// It is kept, unless the client asks otherwise: better compression, for memory.
    Kept,
    /// Each message begins with an empty one, in both directions.
    Fresh,
}

/// What a server answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    /// 101: the handshake is done.
    Accept {
        /// The value of `Sec-WebSocket-Accept`.
        value: String,
        /// The subprotocol that was chosen.
        subprotocol: Option<String>,
        /// permessage-deflate as the response agrees to it.
        deflate: Option<DeflateOffer>,
    },
    /// Another status, and the gravest fault that is the reason.
    Refuse {
        /// 400, 403, 405, 426 or 431.
        status: u16,
        /// What is wrong, and where.
        because: Finding,
    },
    /// The head is not whole yet.
    Wait,
}

impl Response {
    /// The response to a request.
    pub fn to(request: &Head, server: &Server<'_>) -> Self {
        if request.end == HeadEnd::Cut {
            return Self::Wait;
        }
        let findings = judge::judge_request(request);
        let broken = findings.into_iter().filter(|finding| finding.level == Level::Error);
        if let Some(because) = broken.min_by_key(precedence) {
            return Self::Refuse { status: status(&because), because };
        }
        if let Some(because) = foreign_origin(request, server) {
            return Self::Refuse { status: 403, because };
        }
        let key = request.value(HeaderName::Key).map(|(key, _)| String::from_utf8_lossy(key));
        let chosen = server.subprotocols.iter().find(|name| {
            request.elements(HeaderName::Protocol).any(|(text, _)| text == name.as_bytes())
        });
        let deflate = server.deflate.map(|takeover| {
            let offers = Extensions::of(request).list;
            let mut offers = offers.iter().filter(|offer| offer.name == deflate::NAME);
            offers.find_map(|offer| {
                let response = DeflateOffer::read(offer).ok()?.accept()?;
                Some(if takeover == Takeover::Fresh {
                    response.without_takeover()
                } else {
                    response
                })
            })
        });
        Self::Accept {
            value: Accept::of(&key.unwrap_or_default()).value,
            subprotocol: chosen.map(|name| (*name).to_owned()),
            deflate: deflate.flatten(),
        }
    }

    /// The status code; `None` while the head is not whole.
    pub const fn status(&self) -> Option<u16> {
        match self {
            Self::Accept { .. } => Some(101),
            Self::Refuse { status, .. } => Some(*status),
            Self::Wait => None,
        }
    }

    /// The lines of the response, without line ends and without the blank line.
    pub fn lines(&self) -> Vec<String> {
        let Some(status) = self.status() else { return Vec::new() };
        let mut lines = vec![format!("HTTP/1.1 {status} {}", reason(status))];
        let mut add = |line: &str| lines.push(line.to_owned());
        match self {
            Self::Accept { value, subprotocol, deflate } => {
                add("Upgrade: websocket");
                add("Connection: Upgrade");
                add(&format!("Sec-WebSocket-Accept: {value}"));
                if let Some(name) = subprotocol {
                    add(&format!("Sec-WebSocket-Protocol: {name}"));
                }
                if let Some(deflate) = deflate {
                    add(&format!("Sec-WebSocket-Extensions: {}", deflate.write()));
                }
            }
            Self::Refuse { status, .. } => {
                match status {
                    405 => add("Allow: GET"),
                    426 => {
                        add("Upgrade: websocket");
                        add("Connection: Upgrade, close");
                        add("Sec-WebSocket-Version: 13");
                    }
                    _ => {}
                }
                if *status != 426 {
                    add("Connection: close");
                }
                add("Content-Length: 0");
            }
            Self::Wait => {}
        }
        lines
    }

    /// The bytes of the response; none while the head is not whole.
    pub fn write(&self) -> Vec<u8> {
        let mut lines = self.lines();
        if lines.is_empty() {
            return Vec::new();
        }
        lines.push("\r\n".to_owned());
        lines.join("\r\n").into_bytes()
    }
}

/// What a server says first of several: what is no HTTP, then what is no handshake (426), then
/// the method (405), then what is wrong with the handshake (400).
fn precedence(finding: &Finding) -> (u8, Span) {
    let rank = match status(finding) {
        400 if is_grammar(finding) => 0,
        431 => 0,
        405 => 1,
        426 => 2,
        _ => 3,
    };
    (rank, finding.place.span)
}

fn is_grammar(finding: &Finding) -> bool {
    matches!(
        finding.fault,
        Fault::Tls(_)
            | Fault::HttpVersion(_)
            | Fault::MalformedLine(_)
            | Fault::LineEnds(_)
            | Fault::UnfinishedHead(_)
    )
}

fn status(finding: &Finding) -> u16 {
    use crate::finding::UnfinishedHead;
    match finding.fault {
        Fault::UnfinishedHead(UnfinishedHead::TooLong) => 431,
        fault => fault.rule().entry().status().unwrap_or(400),
    }
}

/// H19, where the server serves only some origins and this is none of them.
fn foreign_origin(request: &Head, server: &Server<'_>) -> Option<Finding> {
    let origins = server.origins?;
    let fault = Origin::NotAllowed;
    let Some((text, span)) = request.value(HeaderName::Origin) else {
        let end = request.bytes.len();
        return Some(Finding::in_head(fault, Span::new(end, end)).at_level(Level::Error));
    };
    let served = origins.iter().any(|origin| origin.as_bytes().eq_ignore_ascii_case(text));
    (!served).then(|| Finding::in_head(fault, span).at_level(Level::Error))
}

/// The words beside a status code.
const fn reason(status: u16) -> &'static str {
    match status {
        101 => "Switching Protocols",
        403 => "Forbidden",
        405 => "Method Not Allowed",
        426 => "Upgrade Required",
        431 => "Request Header Fields Too Large",
        _ => "Bad Request",
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const REQUEST: &str = "GET /chat HTTP/1.1\r\nHost: server.example.com\r\n\
        Upgrade: websocket\r\nConnection: Upgrade\r\n\
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: http://example.com\r\n\
        Sec-WebSocket-Protocol: chat, superchat\r\n\
        Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\
        Sec-WebSocket-Version: 13\r\n\r\n";

    fn response(request: &str, server: &Server<'_>) -> Response {
        Response::to(&Head::read_cut(request.as_bytes()), server)
    }

    #[test]
    fn the_request_of_section_1_3_gets_its_response() {
        let given = response(REQUEST, &Server::default()).write();
        let expected = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\
            Connection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
        assert_eq!(String::from_utf8(given).unwrap(), expected);
    }

    #[test]
    fn a_server_agrees_to_what_it_can_do_and_its_response_breaks_no_rule() {
        let server = Server {
            subprotocols: &["superchat"],
            origins: Some(&["HTTP://example.com"]),
            deflate: Some(Takeover::Kept),
        };
        let request = Head::read_cut(REQUEST.as_bytes());
        let bytes = Response::to(&request, &server).write();
        let head = Head::read(&bytes).unwrap().0;
        assert_eq!(judge::judge_response(&head, Some(&request)), []);
        let agreement = crate::handshake::Agreement::of(&head);
        assert_eq!(agreement.subprotocol.as_deref(), Some("superchat"));
        assert!(agreement.deflate.is_some());
    }

    #[rstest]
    #[case("GET /chat", "POST /chat", 405)]
    #[case("HTTP/1.1", "HTTP/1.0", 400)]
    #[case("Version: 13", "Version: 8", 426)]
    #[case("Upgrade: websocket\r\n", "", 426)]
    #[case("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "", 400)]
    #[case("Host: server", "Host : server", 400)]
    fn a_refusal_has_the_status_that_fits(
        #[case] from: &str,
        #[case] to: &str,
        #[case] status: u16,
    ) {
        let given = response(&REQUEST.replacen(from, to, 1), &Server::default());
        assert_eq!(given.status(), Some(status));
        let text = String::from_utf8(given.write()).unwrap();
        assert_eq!(text.contains("Sec-WebSocket-Version: 13\r\n"), status == 426);
        assert!(text.ends_with("\r\n\r\n"), "{text:?}");
    }

    #[test]
    fn an_origin_that_is_not_served_is_forbidden() {
        let server = Server { origins: Some(&["http://localhost"]), ..Server::default() };
        assert_eq!(response(REQUEST, &server).status(), Some(403));
    }

    #[test]
    fn a_head_that_is_not_whole_gets_no_response_yet() {
        assert_eq!(response(&REQUEST[..40], &Server::default()), Response::Wait);
    }
}
