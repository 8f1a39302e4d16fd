//! What a proxy asks for before the handshake on the same connection: SOCKS, CONNECT, the PROXY
//! protocol. Tells how many bytes of each direction belong to it. May import `event` alone.

use super::event::Preamble;

/// What stands before the handshake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing that is known.
    Nothing,
    /// The beginning of a preamble whose end has not come.
    Begun,
    /// A preamble, and its length in bytes: what the client sent of it, and what the other end did.
    Whole { preamble: Preamble, lengths: [usize; 2] },
}

impl Before {
    /// What a connection begins with, by what both ends have sent so far.
    pub(super) fn of(client: &[u8], server: &[u8]) -> Self {
        let parts = [
            (Preamble::Socks5, socks5_request(client), socks5_reply(server)),
            (Preamble::Socks4, socks4_request(client), socks4_reply(server)),
            (Preamble::Connect, connect(client), connected(server)),
            (Preamble::ProxyV1, proxy_v1(client), Part::Whole(0)),
            (Preamble::ProxyV2, proxy_v2(client), Part::Whole(0)),
        ];
        for (preamble, asked, answered) in parts {
            match (asked, answered) {
                (Part::No, _) | (_, Part::No) => {}
                (Part::Whole(asked), Part::Whole(answered)) => {
                    return Self::Whole { preamble, lengths: [asked, answered] };
                }
                _ if client.is_empty() => {}
                _ => return Self::Begun,
            }
        }
        Self::Nothing
    }
}

/// How much of a direction belongs to its part of a preamble.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It begins otherwise.
    No,
    /// It may be that part; its end has not come.
    Begun,
    /// So many bytes.
    Whole(usize),
}

/// The byte at a place, where it is here.
macro_rules! here {
    ($bytes:expr, $at:expr) => {
        match $bytes.get($at) {
            Some(byte) => *byte,
            None => return Part::Begun,
        }
    };
}

/// The methods that the client offers, its name and password, its request (RFC 1928, RFC 1929).
fn socks5_request(bytes: &[u8]) -> Part {
    if here!(bytes, 0) != 5 {
        return Part::No;
    }
    let methods = usize::from(here!(bytes, 1));
    if methods == 0 {
        return Part::No;
    }
    let mut at = 2 + methods;
    if here!(bytes, at) == 1 {
        at += 2 + usize::from(here!(bytes, at + 1));
        at += 1 + usize::from(here!(bytes, at));
    }
    socks5_end(bytes, at)
}

/// The method that the server chose, its word on the password, its reply.
fn socks5_reply(bytes: &[u8]) -> Part {
    if here!(bytes, 0) != 5 {
        return Part::No;
    }
    let at = if here!(bytes, 2) == 1 { 4 } else { 2 };
    socks5_end(bytes, at)
}

/// The end of a request or a reply that begins at `at`: its address says its length.
fn socks5_end(bytes: &[u8], at: usize) -> Part {
    if here!(bytes, at) != 5 || here!(bytes, at + 2) != 0 {
        return Part::No;
    }
    let address = match here!(bytes, at + 3) {
        1 => 4,
        3 => 1 + usize::from(here!(bytes, at + 4)),
        4 => 16,
        _ => return Part::No,
    };
    whole(bytes, at + 4 + address + 2)
}

/// A port, an address, a user's name; of SOCKS4a also the name of a host.
fn socks4_request(bytes: &[u8]) -> Part {
    if here!(bytes, 0) != 4 || !matches!(here!(bytes, 1), 1 | 2) {
        return Part::No;
    }
    let has_name = matches!(bytes.get(4..8), Some([0, 0, 0, 1..=255]));
    let mut at = 8;
    for _ in 0..=usize::from(has_name) {
        match bytes.get(at..).and_then(|rest| memchr::memchr(0, rest)) {
            Some(end) => at += end + 1,
            None => return Part::Begun,
        }
    }
    whole(bytes, at)
}

fn socks4_reply(bytes: &[u8]) -> Part {
    if here!(bytes, 0) != 0 || here!(bytes, 1) != 0x5a {
        return Part::No;
    }
    whole(bytes, 8)
}

/// The head of a CONNECT request (RFC 9110 section 9.3.6).
fn connect(bytes: &[u8]) -> Part {
    begins(bytes, b"CONNECT ").and_head(bytes)
}

/// The head of a response that agrees to it: any 2xx.
fn connected(bytes: &[u8]) -> Part {
    match begins(bytes, b"HTTP/1.") {
        Part::Whole(version) if here!(bytes, version + 2) != b'2' => Part::No,
        begun => begun.and_head(bytes),
    }
}

/// One line of 107 bytes at most.
fn proxy_v1(bytes: &[u8]) -> Part {
    const LONGEST: usize = 107;
    match begins(bytes, b"PROXY ") {
        Part::Whole(_) => match memchr::memmem::find(bytes, b"\r\n") {
            Some(end) => Part::Whole(end + 2),
            None if bytes.len() < LONGEST => Part::Begun,
            None => Part::No,
        },
        other => other,
    }
}

/// A signature, two bytes, a length.
fn proxy_v2(bytes: &[u8]) -> Part {
    match begins(bytes, b"\r\n\r\n\0\r\nQUIT\n") {
        Part::Whole(signature) => {
            let [high, low] = [here!(bytes, signature + 2), here!(bytes, signature + 3)];
            whole(bytes, signature + 4 + usize::from(u16::from_be_bytes([high, low])))
        }
        other => other,
    }
}

impl Part {
    /// The same, up to the blank line that ends a head.
    fn and_head(self, bytes: &[u8]) -> Self {
        match (self, memchr::memmem::find(bytes, b"\r\n\r\n")) {
            (Self::Whole(_), Some(end)) => Self::Whole(end + 4),
            (Self::Whole(_), None) => Self::Begun,
            (other, _) => other,
        }
    }
}

/// Whether `bytes` begin with `mark`, whose length is then that of the part.
fn begins(bytes: &[u8], mark: &[u8]) -> Part {
    if bytes.starts_with(mark) {
        Part::Whole(mark.len())
    } else if mark.starts_with(bytes) {
        Part::Begun
    } else {
        Part::No
    }
}

fn whole(bytes: &[u8], len: usize) -> Part {
    if bytes.len() < len { Part::Begun } else { Part::Whole(len) }
}
