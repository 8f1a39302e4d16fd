//! The opening handshake of a client: the request, and what its response means (RFC 6455 section
//! 4.1). May import `finding`, `handshake`, `terms` and its neighbours.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Endpoint, Options};
use crate::finding::{Finding, Level};
use crate::handshake::judge::judge_response;
use crate::handshake::key::NONCE_BYTES;
use crate::handshake::{Agreement, DeflateOffer, Head};
use crate::terms::Role;

/// What a client asks for.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClientRequest<'a> {
    /// Host and port, as in the Host field.
    pub host: &'a str,
    /// Path and query.
    pub target: &'a str,
    /// The page that asks, where it is one.
    pub origin: Option<&'a str>,
    /// The subprotocols, the one it likes best first.
    pub subprotocols: &'a [&'a str],
    /// permessage-deflate, where it is offered.
    pub deflate: Option<DeflateOffer>,
}

impl ClientRequest<'_> {
    /// Returns the bytes of the request. `nonce` is chosen at random for each connection.
    pub fn write(&self, nonce: [u8; NONCE_BYTES]) -> Vec<u8> {
        let (key, subprotocols) = (STANDARD.encode(nonce), self.subprotocols.join(", "));
        let extension = self.deflate.map(DeflateOffer::write);
        let mut fields = vec![
            ("Host", self.host),
            ("Upgrade", "websocket"),
            ("Connection", "Upgrade"),
            ("Sec-WebSocket-Key", key.as_str()),
            ("Sec-WebSocket-Version", "13"),
        ];
        fields.extend(self.origin.map(|origin| ("Origin", origin)));
        if !subprotocols.is_empty() {
            fields.push(("Sec-WebSocket-Protocol", subprotocols.as_str()));
        }
        fields.extend(extension.as_deref().map(|value| ("Sec-WebSocket-Extensions", value)));
        Head::write(&format!("GET {} HTTP/1.1", self.target), &fields)
    }
}

/// A client that has sent its request and waits for the response.
#[derive(Debug)]
pub struct ClientOpening {
    request: Head,
    request_len: u64,
    max_message: u64,
    held: Vec<u8>,
}

/// A connection that is open.
#[derive(Debug)]
pub struct Opened {
    /// Our end of it.
    pub endpoint: Endpoint,
    /// What was agreed on.
    pub agreement: Agreement,
    /// What came behind the response: the first frames, to be read by the endpoint.
    pub first_bytes: Vec<u8>,
}

/// Why a connection is not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// The server refused with this status.
    Refused(u16),
    /// The response breaks rules; the connection is failed (RFC 6455 section 4.1).
    Broken(Vec<Finding>),
    /// The response does not end.
    TooLong,
}

impl ClientOpening {
    /// The longest response in bytes.
    pub const MAX_RESPONSE: usize = 16 << 10;

    /// Waits for the response to `request`; `max_message` as in [`Options`].
    pub fn new(request: &[u8], max_message: u64) -> Self {
        Self {
            request: Head::read_cut(request),
            request_len: request.len() as u64,
            max_message,
            held: Vec::new(),
        }
    }

    /// Reads bytes of the response; returns `None` while it is not whole.
    ///
    /// # Errors
    /// [`NotOpened`]; then nothing more is read.
    pub fn read(&mut self, bytes: &[u8]) -> Result<Option<Opened>, NotOpened> {
        self.held.extend_from_slice(bytes);
        let (response, used) = match Head::read(&self.held) {
            Ok(read) => read,
            Err(_) if self.held.len() <= Self::MAX_RESPONSE => return Ok(None),
            Err(_) => return Err(NotOpened::TooLong),
        };
        let mut findings = judge_response(&response, Some(&self.request));
        findings.retain(|finding| finding.level == Level::Error);
        match response.status() {
            Some(status) if status != 101 => Err(NotOpened::Refused(status)),
            _ if !findings.is_empty() => Err(NotOpened::Broken(findings)),
            _ => {
                let agreement = Agreement::of(&response);
                let endpoint = Endpoint::new(Options {
                    role: Role::Client,
                    deflate: agreement.deflate,
                    max_message: self.max_message,
                    sent_bytes: self.request_len,
                });
                Ok(Some(Opened { endpoint, agreement, first_bytes: self.held.split_off(used) }))
            }
        }
    }
}
