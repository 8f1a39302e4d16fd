//! The JSON of a HAR document, as far as WebSocket goes, and the values that it becomes.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

use super::{
    CloseCode, Engine, HarClose, HarEntry, HarFailure, HarMessage, HarRequest, HarResponse, Opcode,
    Role, STANDARD, nanoseconds,
};

#[derive(Deserialize)]
pub(super) struct Document {
    pub(super) log: Log,
}

#[derive(Deserialize)]
pub(super) struct Log {
    pub(super) entries: Vec<Entry>,
}

#[derive(Deserialize)]
pub(super) struct Entry {
    request: Request,
    #[serde(default)]
    response: Response,
    #[serde(rename = "_webSocketMessages")]
    messages: Option<Vec<Message>>,
    #[serde(rename = "_webSocketClose")]
    close: Option<Close>,
    #[serde(rename = "_resourceType", default)]
    resource_type: Text,
}

#[derive(Deserialize)]
struct Request {
    #[serde(default)]
    method: Text,
    url: Text,
    #[serde(rename = "httpVersion", default)]
    http_version: Text,
    #[serde(default)]
    headers: Vec<Field>,
}

#[derive(Deserialize, Default)]
struct Response {
    #[serde(default)]
    status: i32,
    #[serde(rename = "statusText", default)]
    reason: Text,
    #[serde(rename = "httpVersion", default)]
    http_version: Text,
    #[serde(default)]
    headers: Vec<Field>,
}

#[derive(Deserialize)]
struct Field {
    name: Text,
    value: Text,
}

#[derive(Deserialize)]
struct Message {
    #[serde(rename = "type")]
    kind: Text,
    time: Option<f64>,
    opcode: i32,
    data: Text,
}

#[derive(Deserialize)]
struct Close {
    code: Option<i64>,
    #[serde(default)]
    reason: Text,
    timestamp: Option<f64>,
}

/// A string of JSON that may hold half a surrogate pair, as one of JavaScript may: the reader of
/// strings refuses the whole document for it, the reader of bytes writes it in three bytes.
#[derive(Default)]
struct Text {
    text: String,
    is_whole: bool,
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Text;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a string")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Text, E> {
                Ok(Text::of(bytes))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text { text: text.to_owned(), is_whole: true })
            }

            fn visit_unit<E: Error>(self) -> Result<Text, E> {
                Ok(Text { text: String::new(), is_whole: true })
            }
        }
        from.deserialize_bytes(Bytes)
    }
}

impl Text {
    fn of(bytes: &[u8]) -> Self {
        let mut text = String::new();
        let mut rest = bytes;
        let mut is_whole = true;
        loop {
            match std::str::from_utf8(rest) {
                Ok(good) => {
                    text.push_str(good);
                    return Self { text, is_whole };
                }
                Err(error) => {
                    let (good, bad) =
                        rest.split_at_checked(error.valid_up_to()).unwrap_or_default();
                    text.push_str(std::str::from_utf8(good).unwrap_or_default());
                    text.push(char::REPLACEMENT_CHARACTER);
                    is_whole = false;
                    // A surrogate takes three bytes, and nothing else is amiss here.
                    rest = bad.get(3..).unwrap_or_default();
                }
            }
        }
    }
}

impl Entry {
    pub(super) fn is_websocket(&self) -> bool {
        self.messages.is_some() || self.resource_type.text == "websocket"
    }
}

impl From<Entry> for HarEntry {
    fn from(entry: Entry) -> Self {
        let fields = |fields: Vec<Field>| {
            fields.into_iter().map(|field| (field.name.text, field.value.text)).collect()
        };
        let Entry { request, response, close, .. } = entry;
        let mut told = Self {
            url: request.url.text,
            request: HarRequest {
                method: request.method.text,
                http_version: request.http_version.text,
                headers: fields(request.headers),
            },
            response: HarResponse {
                status: u16::try_from(response.status).unwrap_or(0),
                reason: response.reason.text,
                http_version: response.http_version.text,
                headers: fields(response.headers),
            },
            messages: Vec::new(),
            failures: Vec::new(),
            close: close.map(HarClose::from),
        };
        for message in entry.messages.into_iter().flatten() {
            match message.opcode() {
                Some(opcode) => told.messages.push(message.with(opcode)),
                None => told.failures.push(HarFailure {
                    time: message.time.and_then(nanoseconds),
                    after_messages: told.messages.len(),
                    text: message.data.text,
                }),
            }
        }
        told
    }
}

impl From<Close> for HarClose {
    fn from(close: Close) -> Self {
        Self {
            code: close.code.and_then(|code| u16::try_from(code).ok()).map(CloseCode),
            reason: close.reason.text,
            time: close.timestamp.and_then(nanoseconds),
        }
    }
}

impl Message {
    /// Its opcode. Where the browser tells of an error it is no message and has none: -1.
    fn opcode(&self) -> Option<Opcode> {
        let opcode = u8::try_from(self.opcode).ok().filter(|opcode| *opcode <= 0xf)?;
        (self.kind.text != "error").then_some(Opcode(opcode))
    }

    fn with(self, opcode: Opcode) -> HarMessage {
        let decoded = match opcode {
            Opcode::TEXT => None,
            _ => Some(STANDARD.decode(self.data.text.as_bytes())),
        };
        let is_garbled = !self.data.is_whole || matches!(decoded, Some(Err(_)));
        HarMessage {
            from: match self.kind.text.as_str() {
                "send" => Some(Role::Client),
                "receive" => Some(Role::Server),
                _ => None,
            },
            time: self.time.and_then(nanoseconds),
            opcode,
            payload: decoded.and_then(Result::ok).unwrap_or_else(|| self.data.text.into_bytes()),
            is_garbled,
        }
    }
}
