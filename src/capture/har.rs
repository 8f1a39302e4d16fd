//! WebSocket messages that a browser saved in a HAR document. Messages, not frames: masks,
//! fragments, lengths and control frames are not in it. The document is read whole, so its own
//! size is the bound.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use crate::terms::{Opcode, Role};

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
    /// The method of its request.
    pub method: String,
    /// The status of the response; 0 where there was none.
    pub status: u16,
    /// The header fields of the request, as the browser tells them.
    pub request_headers: Vec<(String, String)>,
    /// The header fields of the response.
    pub response_headers: Vec<(String, String)>,
    /// Its messages, in order.
    pub messages: Vec<HarMessage>,
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
    /// Whether the data of a binary message are not the base64 that they should be; the bytes are
    /// then those of the text that stands there.
    pub is_garbled: bool,
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
pub fn read(document: &[u8]) -> Result<Har, HarError> {
    let document = document.strip_prefix(b"\xef\xbb\xbf").unwrap_or(document);
    let Document { log } = serde_json::from_slice(document).map_err(|error| HarError {
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
        log.entries.into_iter().filter(Entry::is_websocket).map(HarEntry::from).collect();
    Ok(Har { other_entries: all - entries.len(), entries })
}

#[derive(Deserialize)]
struct Document {
    log: Log,
}

#[derive(Deserialize)]
struct Log {
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    request: Request,
    #[serde(default)]
    response: Response,
    #[serde(rename = "_webSocketMessages")]
    messages: Option<Vec<Message>>,
    #[serde(rename = "_resourceType", default)]
    resource_type: String,
}

#[derive(Deserialize)]
struct Request {
    #[serde(default)]
    method: String,
    url: String,
    #[serde(default)]
    headers: Vec<Field>,
}

#[derive(Deserialize, Default)]
struct Response {
    #[serde(default)]
    status: i32,
    #[serde(default)]
    headers: Vec<Field>,
}

#[derive(Deserialize)]
struct Field {
    name: String,
    value: String,
}

#[derive(Deserialize)]
struct Message {
    #[serde(rename = "type")]
    kind: String,
    time: Option<f64>,
    opcode: i32,
    data: String,
}

impl Entry {
    fn is_websocket(&self) -> bool {
        self.messages.is_some() || self.resource_type == "websocket"
    }
}

impl From<Entry> for HarEntry {
    fn from(entry: Entry) -> Self {
        let fields = |fields: Vec<Field>| {
            fields.into_iter().map(|field| (field.name, field.value)).collect()
        };
        Self {
            url: entry.request.url,
            method: entry.request.method,
            status: u16::try_from(entry.response.status).unwrap_or(0),
            request_headers: fields(entry.request.headers),
            response_headers: fields(entry.response.headers),
            messages: entry.messages.into_iter().flatten().map(HarMessage::from).collect(),
        }
    }
}

impl From<Message> for HarMessage {
    fn from(message: Message) -> Self {
        let opcode = Opcode((message.opcode & 0xf) as u8);
        let decoded = match opcode {
            Opcode::TEXT => None,
            _ => Some(STANDARD.decode(message.data.as_bytes())),
        };
        let is_garbled = matches!(decoded, Some(Err(_)));
        Self {
            from: match message.kind.as_str() {
                "send" => Some(Role::Client),
                "receive" => Some(Role::Server),
                _ => None,
            },
            time: message.time.and_then(nanoseconds),
            opcode,
            payload: decoded.and_then(Result::ok).unwrap_or_else(|| message.data.into_bytes()),
            is_garbled,
        }
    }
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
        assert_eq!((entry.url.as_str(), entry.status), ("wss://a/chat", 101));
        assert_eq!(entry.request_headers, [("Sec-WebSocket-Version".into(), "13".into())]);
        let [sent, received, garbled] = entry.messages.as_slice() else { panic!("three") };
        assert_eq!((sent.from, sent.opcode), (Some(Role::Client), Opcode::TEXT));
        assert_eq!(sent.time, Some(1_700_000_000_250_000_000));
        assert_eq!(sent.payload, "h\u{e9}".as_bytes());
        assert_eq!((received.from, received.opcode), (Some(Role::Server), Opcode::BINARY));
        assert_eq!((received.payload.as_slice(), received.is_garbled), (&b"\0\x01\xff"[..], false));
        assert_eq!((garbled.payload.as_slice(), garbled.is_garbled), (&b"***"[..], true));
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
}
