//! What a capture tells: connections, their bytes in order, what is missing, and why it stops.
//! Values only; `prose::capture` makes the sentences.

use std::net::SocketAddr;

use super::remark::CaptureRemark;
use crate::terms::Role;

/// What happened. Events of several connections come interleaved, in the order of the packets.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// A connection that is read begins.
    Opened(Opened),
    /// Some of its bytes, next in the order of the stream.
    Data(Data<'a>),
    /// Some of its bytes are not in the capture.
    Gap(Gap),
    /// One of its ends says that it sends nothing more.
    Finished(Finished),
    /// It ends.
    Closed(Closed),
    /// A connection that is not read, told once, when that is clear.
    PassedOver(PassedOver),
    /// Something about the capture as a whole.
    Remark(CaptureRemark),
}

/// One of the two directions of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// From the end that sent the first packet of the connection.
    First,
    /// From the other end.
    Second,
}

impl Way {
    /// The other direction.
    pub const fn back(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }
}

/// A connection that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its number, as in `tcp.stream` of tshark: from 0, in the order of first packets.
    pub stream: u64,
    /// Nanoseconds since 1970 of its first packet, where the capture says.
    pub time: Option<u64>,
    /// The number of that packet, from 1, as in `frame.number` of tshark.
    pub packet: u64,
    /// The sender of its first packet, and the other end.
    pub ends: Ends,
    /// Which end is the client: the one that sent SYN, or the one that sent `GET`.
    pub client: Option<Way>,
    /// Why it is read.
    pub because: Because,
    /// What was stepped over before it: those bytes are not told.
    pub behind: Option<Preamble>,
}

/// What a proxy asks for on a connection before the handshake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Preamble {
    /// SOCKS5 (RFC 1928).
    Socks5,
    /// SOCKS4, or SOCKS4a.
    Socks4,
    /// A CONNECT request and its response (RFC 9110 section 9.3.6).
    Connect,
    /// The header of the PROXY protocol, version 1: a line of text.
    ProxyV1,
    /// The header of the PROXY protocol, version 2: binary.
    ProxyV2,
}

impl Preamble {
    /// Its usual name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Socks5 => "SOCKS5",
            Self::Socks4 => "SOCKS4",
            Self::Connect => "CONNECT",
            Self::ProxyV1 => "PROXY v1",
            Self::ProxyV2 => "PROXY v2",
        }
    }
}

impl Opened {
    /// The address of the client, if it is known who that is.
    pub const fn client_addr(&self) -> Option<SocketAddr> {
        match self.client {
            Some(way) => Some(self.ends.of(way)),
            None => None,
        }
    }

    /// The address of the server, if it is known who that is.
    pub const fn server_addr(&self) -> Option<SocketAddr> {
        match self.client {
            Some(way) => Some(self.ends.of(way.back())),
            None => None,
        }
    }
}

/// The two ends of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ends {
    /// The sender of the first packet.
    pub first: SocketAddr,
    /// The other end.
    pub second: SocketAddr,
}

impl Ends {
    /// The address from which `way` leads.
    pub const fn of(&self, way: Way) -> SocketAddr {
        match way {
            Way::First => self.first,
            Way::Second => self.second,
        }
    }
}

/// Why a connection is read.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// Its opening handshake is in the capture.
    Handshake,
    /// The user says that it carries frames.
    Assumed,
    /// The input is a single conversation.
    Given,
}

/// Some bytes of one direction, next after those that came before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Data<'a> {
    /// The connection.
    pub stream: u64,
    /// The direction.
    pub way: Way,
    /// Who sent them, where that is known.
    pub from: Option<Role>,
    /// Nanoseconds since 1970 of the packet that brought them, where the capture says.
    pub time: Option<u64>,
    /// The number of that packet, from 1, as in `frame.number` of tshark.
    pub packet: u64,
    /// The bytes; never empty.
    pub bytes: &'a [u8],
}

/// Bytes that the sender sent and the capture does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The connection.
    pub stream: u64,
    /// The direction.
    pub way: Way,
    /// Who sent them, where that is known.
    pub from: Option<Role>,
    /// Nanoseconds since 1970 of the packet behind the gap, where there is one and the capture says.
    pub time: Option<u64>,
    /// The number of that packet, from 1; of the connection's last packet where none stands behind.
    pub packet: u64,
    /// How many bytes are missing.
    pub missing_bytes: u64,
    /// Why they are missing.
    pub why: Missing,
}

/// Why bytes are missing.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The other end acknowledged them: they arrived, but were not captured.
    NotCaptured,
    /// The packet was captured only in part (the capture's snaplen).
    CutPacket,
    /// They had not come when the connection or the capture ended.
    NeverCame,
    /// They had not come when the bytes behind them filled the buffer.
    BufferFull,
}

/// The end of one direction, behind its last bytes. Told at most once in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finished {
    /// The connection.
    pub stream: u64,
    /// The direction that ends.
    pub way: Way,
    /// Who ended it, where that is known.
    pub from: Option<Role>,
    /// What says so.
    pub sign: Sign,
}

/// What says that an end sends nothing more, and in which packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// FIN or RST.
    pub by: Signal,
    /// Nanoseconds since 1970 of that packet, where the capture says.
    pub time: Option<u64>,
    /// The number of that packet, from 1.
    pub packet: u64,
}

/// How TCP ends a direction (RFC 9293 sections 3.6 and 3.5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// FIN: all that was sent stands before it.
    Fin,
    /// RST: the connection is broken off, in both directions.
    Rst,
}

/// The end of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed {
    /// The connection.
    pub stream: u64,
    /// How it ended.
    pub how: ConnectionEnd,
    /// Nanoseconds since 1970 of its last packet, where the capture says.
    pub time: Option<u64>,
    /// The number of its last packet, from 1.
    pub packet: u64,
    /// The last sign that each end gave, that of [`Way::First`] first; an end may send RST behind FIN.
    pub signs: [Option<Sign>; 2],
}

/// How a connection ended.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionEnd {
    /// Both ends sent FIN.
    Fin,
    /// One end sent RST.
    Rst,
    /// The capture ends.
    End,
    /// A new connection between the same ports began.
    Replaced,
    /// Too many connections were open; this one had been idle longest.
    Evicted,
}

/// A connection that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// The connection.
    pub stream: u64,
    /// Its ends.
    pub ends: Ends,
    /// What it carries instead of WebSocket.
    pub carries: Carries,
}

/// What a connection carries, by its first bytes, if not WebSocket.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Carries {
    /// TLS: the bytes are encrypted.
    Tls,
    /// HTTP without an upgrade to WebSocket; later requests are still looked at.
    Http,
    /// HTTP/2 in the clear; WebSocket over it (RFC 8441) is not read.
    Http2,
    /// Something else, or WebSocket whose handshake is not in the capture.
    Unknown,
}
