//! WebSocket messages that a browser saved in a HAR document. Messages, not frames: masks,
//! fragments, lengths and control frames are not in it. The document is read whole, so its own
//! size is the bound.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use serde::Deserialize;

use super::kind::behind_call;
use crate::handshake::Head;
use crate::terms::{CloseCode, Opcode, Role};

mod document;

/// The WebSocket connections of a HAR document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Har {
    /// The requests that carry WebSocket messages, or that asked for WebSocket.
    pub entries: Vec<HarEntry>,
    /// How many other requests the document has.
    pub other_entries: usize,
}

/// One WebSocket connection.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HarEntry {
    /// Its URL.
    pub url: String,
    /// The request, as far as the browser tells.
    pub request: HarRequest,
    /// The response.
    pub response: HarResponse,
    /// Its messages, in order.
    pub messages: Vec<HarMessage>,
    /// What the browser says went wrong.
    pub failures: Vec<HarFailure>,
    /// How it was closed, where the document says (`_webSocketClose`).
    pub close: Option<HarClose>,
}

/// The request of a handshake.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HarRequest {
    /// Its method.
    pub method: String,
    /// Its HTTP version, as the browser writes it.
    pub http_version: String,
    /// Its header fields.
    pub headers: Vec<(String, String)>,
}

/// The response of a handshake.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HarResponse {
    /// Its status; 0 where there was none.
    pub status: u16,
    /// The reason behind the status.
    pub reason: String,
    /// Its HTTP version, as the browser writes it.
    pub http_version: String,
    /// Its header fields.
    pub headers: Vec<(String, String)>,
}

/// One message.
#[derive(Clone, Debug, PartialEq)]
pub struct HarMessage {
    /// Who sent it; `None` where the document says neither `send` nor `receive`.
    pub from: Option<Role>,
    /// Nanoseconds since 1970, where the document says.
    pub time: Option<u64>,
    /// Text or binary, as the document says.
    pub opcode: Opcode,
    /// Its bytes.
    pub payload: Vec<u8>,
    /// Whether its bytes are not known for sure: the data of a binary message are not the base64 that
    /// they should be (the bytes are then those of the text that stands there), or a text has half
    /// a surrogate pair (U+FFFD stands for it).
    pub is_garbled: bool,
}

/// What the browser says went wrong (`type: "error"`). It is no message, and no frame.
#[derive(Clone, Debug, PartialEq)]
pub struct HarFailure {
    /// Nanoseconds since 1970, where the document says.
    pub time: Option<u64>,
    /// How many messages stand before it.
    pub after_messages: usize,
    /// What the browser says.
    pub text: String,
}

/// How a connection was closed.
#[derive(Clone, Debug, PartialEq)]
pub struct HarClose {
    /// The code; `None` where the document has none, or none of 16 bits.
    pub code: Option<CloseCode>,
    /// The reason.
    pub reason: String,
    /// Nanoseconds since 1970, where the document says.
    pub time: Option<u64>,
}

impl HarEntry {
    /// The request as a head of HTTP/1.1, to be judged; `None` where the document has no header
    /// fields of it, or they are those of another version of HTTP.
    pub fn request_head(&self) -> Option<Head> {
        let HarRequest { method, http_version, headers } = &self.request;
        let version = version(http_version)?;
        let rest = self.url.split_once("://").map_or("", |(_, rest)| rest);
        // A fragment is the browser's own (RFC 6455 section 3).
        let rest = rest.split('#').next().unwrap_or_default();
        let (host, target) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        let slash = if target.starts_with('/') { "" } else { "/" };
        let start = format!("{method} {slash}{target} {version}");
        // What the browser leaves out of its list is in the address.
        let has_host = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("Host"));
        if has_host || headers.is_empty() {
            return head(&start, headers);
        }
        let host = [("Host".to_owned(), host.to_owned())];
        head(&start, &[&host, headers.as_slice()].concat())
    }

    /// The response in the same way; one that refuses is told by its status alone.
    pub fn response_head(&self) -> Option<Head> {
        let HarResponse { status, reason, http_version, headers } = &self.response;
        if headers.is_empty() && *status >= 200 {
            let start = format!("{} {status} {reason}", version(http_version)?);
            return Some(Head::read_cut(&Head::write(&start, &[])));
        }
        head(&format!("{} {status} {reason}", version(http_version)?), headers)
    }
}

/// The version as it stands in a head; browsers also write it in lower case, or not at all.
fn version(written: &str) -> Option<&str> {
    match written {
        "" | "unknown" => Some("HTTP/1.1"),
        written if written.eq_ignore_ascii_case("HTTP/1.1") => Some("HTTP/1.1"),
        written if written.eq_ignore_ascii_case("HTTP/1.0") => Some("HTTP/1.0"),
        _ => None,
    }
}

fn head(start: &str, headers: &[(String, String)]) -> Option<Head> {
    if headers.is_empty() || headers.iter().any(|(name, _)| name.starts_with(':')) {
        return None;
    }
    let fields: Vec<_> =
        headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    Some(Head::read_cut(&Head::write(start, &fields)))
}

/// Why a HAR document cannot be read.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HarError {
    /// Line of the document, from 1; 0 where there is none to name.
    pub line: usize,
    /// Column of that line, in bytes from 1.
    pub column: usize,
    /// What is wrong there.
    pub why: HarFault,
}

/// What is wrong with a HAR document.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HarFault {
    /// It ends before the JSON does.
    Cut,
    /// It is no JSON.
    NotJson,
    /// It is JSON, but not as HAR has it: no `log.entries`, or a field of another type.
    NotHar,
}

/// Reads a HAR document as Chrome and Firefox save it.
///
/// # Errors
///
/// Where the document is no JSON, or is not what HAR says, with the place.
///
/// ```
/// use ws_inspect::capture::har;
///
/// let har = har::read(br#"{"log": {"entries": []}}"#)?;
/// assert!(har.entries.is_empty());
/// let error = har::read(b"{").map_err(|error| error.to_string());
/// assert_eq!(
///     error.map(|_| ()),
///     Err("the HAR cannot be read (line 1, column 1): it ends too early".to_owned()),
/// );
/// # Ok::<(), har::HarError>(())
/// ```
pub fn read(document: &[u8]) -> Result<Har, HarError> {
    let document = document.strip_prefix(b"\xef\xbb\xbf").unwrap_or(document);
    let (json, is_call) = match behind_call(document) {
        json if json.len() < document.trim_ascii_start().len() => (json, true),
        _ => (document, false),
    };
    let mut reader = serde_json::Deserializer::from_slice(json);
    let read = document::Document::deserialize(&mut reader).and_then(|document| {
        // Behind a call stand its parenthesis and perhaps a semicolon.
        if !is_call {
            reader.end()?;
        }
        Ok(document)
    });
    let document::Document { log } = read.map_err(|error| HarError {
        line: error.line(),
        column: error.column(),
        why: match error.classify() {
            serde_json::error::Category::Eof => HarFault::Cut,
            serde_json::error::Category::Data => HarFault::NotHar,
            _ => HarFault::NotJson,
        },
    })?;
    let all = log.entries.len();
    let entries: Vec<HarEntry> =
        log.entries.into_iter().filter(document::Entry::is_websocket).map(HarEntry::from).collect();
    Ok(Har { other_entries: all - entries.len(), entries })
}

/// Seconds as a browser writes them have microseconds at best; more digits would be invented.
fn nanoseconds(seconds: f64) -> Option<u64> {
    let micros = (seconds * 1e6).round();
    (micros.is_finite() && (0.0..1e16).contains(&micros)).then(|| micros as u64 * 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = r#"{"log": {"version": "1.2", "entries": [
        {"request": {"method": "GET", "url": "https://a/", "headers": []},
         "response": {"status": 200, "headers": []}},
        {"_resourceType": "websocket",
         "_webSocketMessages": [
            {"type": "send", "time": 1700000000.25, "opcode": 1, "data": "h\u00e9"},
            {"type": "receive", "time": 1700000001.5, "opcode": 2, "data": "AAH/"},
            {"type": "receive", "time": 1700000002, "opcode": 2, "data": "***"}],
         "request": {"method": "GET", "url": "wss://a/chat", "headers": [
            {"name": "Sec-WebSocket-Version", "value": "13"}]},
         "response": {"status": 101, "headers": [{"name": "Upgrade", "value": "websocket"}]}}
    ]}}"#;

    #[test]
    fn messages_keep_direction_time_kind_and_bytes() {
        let har = read(DOCUMENT.as_bytes()).unwrap();
        assert_eq!((har.entries.len(), har.other_entries), (1, 1));
        let entry = &har.entries[0];
        assert_eq!((entry.url.as_str(), entry.response.status), ("wss://a/chat", 101));
        assert_eq!(entry.request.headers, [("Sec-WebSocket-Version".into(), "13".into())]);
        let [sent, received, garbled] = entry.messages.as_slice() else { panic!("three") };
        assert_eq!((sent.from, sent.opcode), (Some(Role::Client), Opcode::TEXT));
        assert_eq!(sent.time, Some(1_700_000_000_250_000_000));
        assert_eq!(sent.payload, "h\u{e9}".as_bytes());
        assert_eq!((received.from, received.opcode), (Some(Role::Server), Opcode::BINARY));
        assert_eq!((received.payload.as_slice(), received.is_garbled), (&b"\0\x01\xff"[..], false));
        assert_eq!((garbled.payload.as_slice(), garbled.is_garbled), (&b"***"[..], true));
    }

    #[test]
    fn a_document_inside_a_call_of_a_script_is_read() {
        let har = read(format!("show({DOCUMENT});").as_bytes()).unwrap();
        assert_eq!(har.entries.len(), 1);
    }

    #[test]
    fn a_time_that_is_none_is_left_out() {
        for (seconds, time) in [(1e300, None), (-1.0, None), (1.5, Some(1_500_000_000))] {
            assert_eq!(nanoseconds(seconds), time);
        }
    }

    #[test]
    fn a_document_that_cannot_be_read_says_where() {
        let why = |document: &str| read(document.as_bytes()).unwrap_err();
        assert_eq!(why(&DOCUMENT[..DOCUMENT.len() - 9]).why, HarFault::Cut);
        assert_eq!(why("{\"log\": {\"entries\": 3}}").why, HarFault::NotHar);
        let error = why("{\"log\": \n {entries}}");
        assert_eq!((error.why, error.line, error.column), (HarFault::NotJson, 2, 3));
    }

    fn entry(messages: &str, more: &str) -> HarEntry {
        let document = format!(
            r#"{{"log": {{"entries": [{{"_webSocketMessages": [{messages}]{more},
            "request": {{"method": "GET", "url": "wss://a/b?c#d", "httpVersion": "HTTP/1.1",
              "headers": [{{"name": "Host", "value": "a"}}]}},
            "response": {{"status": 403, "statusText": "No", "httpVersion": "http/1.1",
              "headers": [{{"name": "Server", "value": "x"}}]}}}}]}}}}"#
        );
        read(document.as_bytes()).unwrap().entries.remove(0)
    }

    #[test]
    fn what_the_browser_says_went_wrong_is_no_message() {
        let entry = entry(
            r#"{"type": "send", "time": 1.5, "opcode": 1, "data": "hi"},
               {"type": "error", "time": 2.5, "opcode": -1, "data": "Invalid frame header"},
               {"type": "error", "opcode": 1, "data": "closed"},
               {"type": "receive", "time": 3, "opcode": -1, "data": "also"}"#,
            "",
        );
        assert_eq!(entry.messages.len(), 1);
        let failure = |time, text: &str| HarFailure { time, after_messages: 1, text: text.into() };
        assert_eq!(
            entry.failures,
            [
                failure(Some(2_500_000_000), "Invalid frame header"),
                failure(None, "closed"),
                failure(Some(3_000_000_000), "also")
            ]
        );
    }

    #[test]
    fn how_it_was_closed_is_kept() {
        let more = r#", "_webSocketClose": {"code": 1006, "reason": "gone", "timestamp": 4}"#;
        let close = HarClose {
            code: Some(CloseCode(1006)),
            reason: "gone".into(),
            time: Some(4_000_000_000),
        };
        assert_eq!(entry("", more).close, Some(close));
        let close = HarClose { code: None, reason: String::new(), time: None };
        assert_eq!(entry("", r#", "_webSocketClose": {"code": -1}"#).close, Some(close));
        assert_eq!(entry("", "").close, None);
    }

    #[test]
    fn half_a_surrogate_pair_refuses_nothing() {
        let entry = entry(
            r#"{"type": "send", "opcode": 1, "data": "a\ud83dz"},
               {"type": "send", "opcode": 1, "data": "\ud83d\ude00"}"#,
            "",
        );
        let told = entry.messages.iter().map(|m| (m.payload.as_slice(), m.is_garbled));
        let expected = [("a\u{fffd}z".as_bytes(), true), ("\u{1f600}".as_bytes(), false)];
        assert_eq!(told.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn both_heads_can_be_judged() {
        let mut entry = entry("", "");
        let bytes = |head: Option<Head>| String::from_utf8(head.unwrap().bytes).unwrap();
        assert_eq!(bytes(entry.request_head()), "GET /b?c HTTP/1.1\r\nHost: a\r\n\r\n");
        assert_eq!(bytes(entry.response_head()), "HTTP/1.1 403 No\r\nServer: x\r\n\r\n");
        entry.url = "ws://a?x".into();
        assert_eq!(bytes(entry.request_head()), "GET /?x HTTP/1.1\r\nHost: a\r\n\r\n");
        entry.response.headers.clear();
        assert_eq!(bytes(entry.response_head()), "HTTP/1.1 403 No\r\n\r\n");
        entry.response.status = 101;
        assert_eq!(entry.response_head(), None, "what agrees is not made up");
        entry.request.http_version = "h2".into();
        assert_eq!(entry.request_head(), None);
    }

    #[test]
    fn a_host_that_the_browser_leaves_out_is_that_of_the_address() {
        let mut entry = entry("", "");
        entry.url = "wss://a.example:8443".into();
        entry.request.headers = vec![("Upgrade".into(), "websocket".into())];
        let head = String::from_utf8(entry.request_head().unwrap().bytes).unwrap();
        let lines = "Host: a.example:8443\r\nUpgrade: websocket\r\n\r\n";
        assert_eq!(head, format!("GET / HTTP/1.1\r\n{lines}"));
    }
}
