//! Every rule of the handshake: a head that breaks it and yields exactly that finding, and a near
//! miss that is legal.

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::finding::Level;

const REQUEST: &str = "GET /chat HTTP/1.1\r\nHost: server.example.com:8080\r\n\
    Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n\
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: http://example.com\r\n\
    Sec-WebSocket-Protocol: chat, superchat\r\n\
    Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\
    Sec-WebSocket-Version: 13\r\n\r\n";

const RESPONSE: &str = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\
    Connection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\
    Sec-WebSocket-Protocol: chat\r\n\
    Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=12\r\n\r\n";

/// The code and level of each finding, with the bytes at which it points.
fn found(head: &str, request: Option<&str>) -> Vec<(String, String)> {
    let head = Head::read_cut(head.as_bytes());
    let request = request.map(|text| Head::read_cut(text.as_bytes()));
    let finding = |finding: Finding| {
        let mark = match finding.level {
            Level::Error => "",
            Level::Incomplete => "...",
            Level::Warning => "?",
            Level::Note => "!",
        };
        let at = String::from_utf8_lossy(head.part(finding.place.span)).into_owned();
        (format!("{}{mark}", finding.fault.rule().code()), at)
    };
    judge(&head, request.as_ref()).into_iter().map(finding).collect()
}

fn list(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(code, at)| ((*code).to_owned(), (*at).to_owned())).collect()
}

#[test]
fn an_honest_handshake_breaks_no_rule() {
    assert_eq!(found(REQUEST, None), []);
    assert_eq!(found(RESPONSE, Some(REQUEST)), []);
}

#[rstest]
#[case::h01("GET", "POST", &[("H01", "POST")])]
#[case::h01_lower("GET", "get", &[("H01", "get")])]
#[case::h02("HTTP/1.1", "HTTP/1.0", &[("H02", "HTTP/1.0")])]
#[case::h02_none(" HTTP/1.1", "", &[("H02", "GET /chat")])]
#[case::h03("Host: server.example.com:8080\r\n", "", &[("H03", "")])]
#[case::h04("websocket\r\n", "h2c\r\n", &[("H04", "h2c")])]
#[case::h04_missing("Upgrade: websocket\r\n", "", &[("H04", "")])]
#[case::h05("keep-alive, Upgrade", "keep-alive", &[("H05", "keep-alive")])]
#[case::h05_missing("Connection: keep-alive, Upgrade\r\n", "", &[("H05", "")])]
#[case::h06("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "", &[("H06", "")])]
#[case::h07_short("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25j", &[("H07", "dGhlIHNhbXBsZSBub25j")])]
#[case::h07_character("dGhl", "dG-l", &[("H07", "-")])]
#[case::h08_host("Origin:", "Host: b\r\nOrigin:", &[("H08", "Host: b")])]
#[case::h08_key("Origin:", "sec-websocket-key: a\r\nOrigin:", &[("H08", "sec-websocket-key: a")])]
#[case::h09("Version: 13", "Version: 8", &[("H09", "8")])]
#[case::h09_zero("Version: 13", "Version: 013", &[("H09", "013")])]
#[case::h09_missing("Sec-WebSocket-Version: 13\r\n", "", &[("H09", "")])]
#[case::h12_grammar("; client_max_window_bits", ";", &[("H12", "\r")])]
#[case::h12_parameter("client_max_window_bits", "client_max_window_bits=16",
    &[("H12?", "client_max_window_bits=16")])]
#[case::h13("chat, superchat", "chat, super chat", &[("H13", "super chat")])]
#[case::h13_repeated("chat, superchat", "chat, chat", &[("H13", "chat")])]
#[case::h14("Version: 13\r\n\r\n", "Version: 13\r\n", &[("H14...", "")])]
#[case::h14_in_a_line("Version: 13\r\n\r\n", "Vers", &[("H14...", "")])]
#[case::h16("Origin:", "Sec-WebSocket-Key1: 4 @1  46546xW%0l 1 5\r\nOrigin:",
    &[("H16?", "Sec-WebSocket-Key1")])]
#[case::h17("Upgrade: websocket\r\n", "Upgrade: websocket\n", &[("H17", "\n")])]
#[case::h18_space("Host:", "Host :", &[("H18", " ")])]
#[case::h18_no_colon("Origin: http://example.com", "Origin=null", &[("H18", "Origin=null")])]
#[case::h18_name("Origin:", "Ori(gin: x\r\nOrigin:", &[("H18", "Ori(gin")])]
#[case::h18_empty_name("Origin:", ": x\r\nOrigin:", &[("H18", ": x")])]
#[case::h18_control("Origin:", "X: a\u{0}b\r\nOrigin:", &[("H18", "\u{0}")])]
#[case::h18_fold("Origin:", "X: a\r\n b\r\nOrigin:", &[("H18?", " b\r\n")])]
#[case::h18_target("/chat", "chat", &[("H18", "chat")])]
#[case::h18_target_with_space("/chat", "/my chat", &[("H18", "/my chat")])]
#[case::h18_first_line("GET /chat HTTP/1.1", "hello", &[("H18", "hello")])]
#[case::h19("http://example.com", "http://example.com/", &[("H19?", "http://example.com/")])]
#[case::h19_browser("Origin: http://example.com", "User-Agent: Mozilla/5.0", &[("H19?", "Mozilla/5.0")])]
#[case::h20("Origin:", "Content-Length: 5\r\nOrigin:", &[("H20", "Content-Length: 5")])]
fn a_request_that_breaks_a_rule_yields_that_finding_alone(
    #[case] from: &str,
    #[case] to: &str,
    #[case] expected: &[(&str, &str)],
) {
    let changed = REQUEST.replacen(from, to, 1);
    assert_ne!(changed, REQUEST);
    assert_eq!(found(&changed, None), list(expected));
}

#[rstest]
#[case("server.example.com:8080", "[::1]:80")]
#[case("HTTP/1.1", "HTTP/1.2")]
#[case("/chat", "http://server.example.com/chat?a=b")]
#[case("websocket\r\n", "h2c, WebSocket\r\n")]
#[case("keep-alive, Upgrade", "upgrade")]
#[case("Connection: keep-alive, Upgrade", "Connection: keep-alive\r\nConnection: UPGRADE")]
#[case("Sec-WebSocket-Key: ", "sec-websocket-key:\t")]
#[case("chat, superchat", "chat\r\nSec-WebSocket-Protocol: superchat")]
#[case("bits\r\n", "bits, x\r\nSec-WebSocket-Extensions: foo; a=\"b\"\r\n")]
#[case("http://example.com", "null")]
#[case("Origin: http://example.com\r\n", "")]
#[case("Origin:", "Cookie: \u{ffe5}\u{2026}\r\nOrigin:")]
#[case("Origin:", "Content-Length: 0\r\nOrigin:")]
#[case("Origin:", "X: a\tb\r\nOrigin:")]
#[case("Origin:", "Empty:\r\nOrigin:")]
fn a_near_miss_is_legal(#[case] from: &str, #[case] to: &str) {
    let changed = REQUEST.replacen(from, to, 1);
    assert_ne!(changed, REQUEST);
    assert_eq!(found(&changed, None), []);
}

#[rstest]
#[case::h02("HTTP/1.1", "HTTP/1.0", &[("H02", "HTTP/1.0")])]
#[case::h04("Upgrade: websocket", "Upgrade: websocket, h2c", &[("H04", "websocket, h2c")])]
#[case::h05("Connection: Upgrade", "Connection: close", &[("H05", "close")])]
#[case::h08("Sec-WebSocket-Protocol", "Sec-WebSocket-Accept: a\r\nSec-WebSocket-Protocol",
    &[("H08", "Sec-WebSocket-Accept: a")])]
#[case::h10_meant("101 Switching Protocols", "200 OK", &[("H10", "200")])]
#[case::h10_no_code("101 Switching", "one Switching", &[("H10", "one")])]
#[case::h11("s3pPLM", "s3pPlM", &[("H11", "l")])]
#[case::h11_missing("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", "", &[("H11", "")])]
#[case::h12_not_offered("permessage-deflate; client_max_window_bits=12", "foo", &[("H12", "foo")])]
#[case::h12_bare("_bits=12", "_bits", &[("H12", "permessage-deflate; client_max_window_bits")])]
#[case::h12_twice("_bits=12", "_bits=12, permessage-deflate", &[("H12", "permessage-deflate")])]
#[case::h13_not_offered("Protocol: chat", "Protocol: Chat", &[("H13", "Chat")])]
#[case::h13_several("Protocol: chat", "Protocol: chat, superchat", &[("H13", "chat, superchat")])]
#[case::h13_none("Sec-WebSocket-Protocol: chat\r\n", "", &[("H13?", "")])]
#[case::h14("bits=12\r\n\r\n", "bits=12\r\n", &[("H14...", "")])]
#[case::h14_frames("bits=12\r\n\r\n", "bits=12\r\n\u{1}\u{5}Hello", &[("H14", "")])]
#[case::h16("Upgrade: w", "WebSocket-Location: ws://a/\r\nUpgrade: w", &[("H16?", "WebSocket-Location")])]
#[case::h20("Upgrade: w", "Transfer-Encoding: chunked\r\nUpgrade: w",
    &[("H20", "Transfer-Encoding: chunked")])]
fn a_response_that_breaks_a_rule_yields_that_finding_alone(
    #[case] from: &str,
    #[case] to: &str,
    #[case] expected: &[(&str, &str)],
) {
    assert_eq!(found(&RESPONSE.replacen(from, to, 1), Some(REQUEST)), list(expected));
}

#[test]
fn a_refusal_is_an_error_unless_it_says_how_to_go_on_and_nothing_else_is_asked_of_it() {
    let refusal = |status: &str| format!("HTTP/1.1 {status}\r\nContent-Length: 2\r\n\r\n");
    for (status, found_at) in [
        ("403 Forbidden", ("H10", "403")),
        ("200 OK", ("H10", "200")),
        ("401 Unauthorized", ("H10?", "401")),
        ("407 Proxy Authentication Required", ("H10?", "407")),
        ("302 Found", ("H10?", "302")),
    ] {
        assert_eq!(found(&refusal(status), Some(REQUEST)), list(&[found_at]), "{status}");
    }
    for status in ["100 Continue", "103 Early Hints"] {
        assert_eq!(found(&refusal(status), Some(REQUEST)), list(&[]), "{status}");
    }
}

#[test]
fn what_only_the_request_could_settle_is_a_note() {
    let codes = list(&[
        ("H11!", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="),
        ("H13!", "chat"),
        ("H12!", "permessage-deflate; client_max_window_bits=12"),
    ]);
    assert_eq!(found(RESPONSE, None), codes);
}

#[test]
fn what_is_no_http_1_is_told_as_that_alone() {
    let tls = Head::read_cut(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03");
    let codes = |head: &Head| {
        judge(head, None).iter().map(|found| found.fault.rule().code()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&tls), ["H15"]);
    let preface = Head::read_cut(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    assert_eq!(codes(&preface), ["H02"]);
    let pasted = Head::read_cut(b":method: CONNECT\n:protocol: websocket\n\n");
    assert_eq!(codes(&pasted), ["H02"]);
}

proptest! {
    #[test]
    fn any_bytes_are_judged_and_places_lie_inside(bytes: Vec<u8>, request: Vec<u8>) {
        let (head, request) = (Head::read_cut(&bytes), Head::read_cut(&request));
        for found in judge_request(&head).iter().chain(&judge_response(&head, Some(&request))) {
            prop_assert!(found.place.span.end <= head.bytes.len() + 1);
        }
    }

    #[test]
    fn a_cut_handshake_is_incomplete_and_never_broken(cut in 0_usize..330) {
        for text in [REQUEST, RESPONSE] {
            let cut = cut.min(text.len() - 1);
            let head = Head::read_cut(&text.as_bytes()[..cut]);
            let request = Head::read_cut(REQUEST.as_bytes());
            let levels: Vec<Level> =
                judge(&head, Some(&request)).iter().map(|found| found.level).collect();
            prop_assert_eq!(levels.iter().max(), Some(&Level::Incomplete), "{}", &text[..cut]);
        }
    }
}
