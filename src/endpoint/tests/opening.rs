//! The handshake of both ends, one against the other.

use super::*;
use crate::finding::Level;
use crate::handshake::judge::judge_request;
use crate::handshake::{DeflateOffer, Head, Response, Server, Takeover};

const REQUEST: ClientRequest<'_> = ClientRequest {
    host: "127.0.0.1:9527",
    target: "/chat?a=1",
    origin: Some("http://localhost"),
    subprotocols: &["superchat", "chat"],
    deflate: Some(DeflateOffer {
        server_no_context_takeover: false,
        client_no_context_takeover: false,
        server_max_window_bits: None,
        client_max_window_bits: None,
    }),
};

fn response(request: &[u8]) -> Vec<u8> {
    let server = Server { subprotocols: &["chat"], origins: None, deflate: Some(Takeover::Fresh) };
    Response::to(&Head::read_cut(request), &server).write()
}

#[test]
fn the_request_breaks_no_rule() {
    let request = REQUEST.write([7; 16]);
    let findings = judge_request(&Head::read(&request).unwrap().0);
    assert!(findings.iter().all(|finding| finding.level == Level::Note), "{findings:?}");
}

#[test]
fn a_response_in_pieces_opens_the_connection_with_what_was_agreed_on() {
    let request = REQUEST.write([7; 16]);
    let bytes = [response(&request), b"\x81\x02hi".to_vec()].concat();
    let cut = bytes.len() - 6;
    let mut opening = ClientOpening::new(&request, 1000);
    assert!(opening.read(&bytes[..cut]).unwrap().is_none());
    let Opened { endpoint, agreement, first_bytes } = opening.read(&bytes[cut..]).unwrap().unwrap();
    assert_eq!(agreement.subprotocol.as_deref(), Some("chat"));
    assert!(agreement.deflate.unwrap().client_no_context_takeover);
    let mut end = End { endpoint, above: Echo::default() };
    end.hears(&first_bytes);
    assert_eq!(end.above.messages, [(Opcode::TEXT, b"hi".to_vec())]);
}

#[test]
fn a_response_to_another_key_or_a_refusal_opens_nothing() {
    let request = REQUEST.write([7; 16]);
    let mut opening = ClientOpening::new(&request, 1000);
    let foreign = response(&REQUEST.write([8; 16]));
    let Err(NotOpened::Broken(findings)) = opening.read(&foreign) else { panic!() };
    assert_eq!(findings[0].fault.rule().entry().code, "H11");
    let mut opening = ClientOpening::new(&request, 1000);
    let refused = opening.read(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
    assert_eq!(refused.unwrap_err(), NotOpened::Refused(403));
}

#[test]
fn a_response_that_does_not_end_opens_nothing() {
    let mut opening = ClientOpening::new(&REQUEST.write([7; 16]), 1000);
    let endless = [b"HTTP/1.1 101 x\r\n".to_vec(), vec![b'x'; ClientOpening::MAX_RESPONSE]];
    assert!(matches!(opening.read(&endless.concat()), Err(NotOpened::TooLong)));
}
