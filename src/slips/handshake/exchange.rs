//! An honest request and its answer, for slips to spoil.

use crate::handshake::Accept;

/// A request and an answer, each with its last blank line, and the bytes behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The client's request.
    pub request: String,
    /// The server's answer.
    pub answer: String,
    /// What follows the answer: frames.
    pub rest: Vec<u8>,
}

impl Exchange {
    /// A handshake as a browser and an honest server write it, with that key.
    pub fn honest(key: &str) -> Self {
        let request = format!(
            "GET /chat HTTP/1.1\r\nHost: 127.0.0.1:9527\r\nConnection: keep-alive, Upgrade\r\n\
             Upgrade: websocket\r\nOrigin: http://localhost:63342\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Protocol: chat, superchat\r\n\r\n"
        );
        let value = Accept::of(key).value;
        let answer = format!(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
             Sec-WebSocket-Accept: {value}\r\nSec-WebSocket-Protocol: chat\r\n\r\n"
        );
        Self { request, answer, rest: Vec::new() }
    }

    /// All bytes, the request first.
    pub fn write(&self) -> Vec<u8> {
        [self.request.as_bytes(), self.answer.as_bytes(), &self.rest].concat()
    }

    /// The request alone, changed.
    pub(super) fn only_request(&self, change: impl FnOnce(&str) -> String) -> Vec<u8> {
        change(&self.request).into_bytes()
    }

    /// The request as it is, and the answer changed.
    pub(super) fn changed_answer(&self, change: impl FnOnce(&str) -> String) -> Vec<u8> {
        Self { answer: change(&self.answer), ..self.clone() }.write()
    }
}

impl Default for Exchange {
    /// With the key of section 1.3.
    fn default() -> Self {
        Self::honest("dGhlIHNhbXBsZSBub25jZQ==")
    }
}
