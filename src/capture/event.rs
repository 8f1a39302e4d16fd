//! What a capture tells: connections, their bytes in order, what is missing, and why it stops.
//! Values only; `prose::capture` makes the sentences.

use std::net::SocketAddr;

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
    Remark(Remark),
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
    pub how: How,
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
pub enum How {
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

/// Something about the capture as a whole. Each kind is told once; `Totals` counts.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The capture ends inside a packet or block.
    Truncated {
        /// Byte of the file at which that packet or block begins.
        at: u64,
        /// Packets before it.
        after_packet: u64,
        /// How many more bytes it would need, as far as is known.
        missing_bytes: u64,
    },
    /// The capture cannot be read on.
    Unreadable {
        /// Byte of the file at which the reading ends.
        at: u64,
        /// Packets before it.
        after_packet: u64,
        /// What is wrong there.
        why: Unreadable,
    },
    /// A block that could not be read was left out.
    BlockSkipped {
        /// Byte of the file at which it begins.
        at: u64,
        /// Packets before it.
        after_packet: u64,
    },
    /// Packets of a link type that is not read are left out.
    UnsupportedLink {
        /// The first of them.
        packet: u64,
        /// The number of the link type (LINKTYPE_ of tcpdump.org).
        link: u32,
    },
    /// Packets were captured only in part.
    CutPackets {
        /// The first of them.
        packet: u64,
        /// The length to which the capture cuts packets, where it says.
        snaplen: Option<u32>,
    },
    /// Fragments of IP packets are left out: others of the same packet had not come, or did not fit.
    Fragments {
        /// The first of them.
        packet: u64,
    },
    /// Packets of a protocol that may carry TCP are left out. Told once for each protocol.
    Unread {
        /// The first of them.
        packet: u64,
        /// The protocol.
        protocol: Protocol,
    },
    /// Packets whose headers cannot be read are left out.
    BadPackets {
        /// The first of them.
        packet: u64,
    },
    /// More connections than are kept at once; those idle longest were given up.
    TooManyConnections {
        /// How many are kept.
        limit: usize,
    },
}

/// A protocol that may carry TCP and is not read.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// ESP of IPsec (RFC 4303): encrypted.
    Esp,
    /// L2TP over IP (RFC 3931).
    L2tp,
    /// MACsec (IEEE 802.1AE).
    MacSec,
    /// A Network Service Header (RFC 8300).
    Nsh,
    /// PPP whose headers or packets are compressed (RFC 1144, RFC 1962).
    CompressedPpp,
}

impl Protocol {
    /// Its usual name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Esp => "ESP (IPsec)",
            Self::L2tp => "L2TP",
            Self::MacSec => "MACsec",
            Self::Nsh => "NSH",
            Self::CompressedPpp => "compressed PPP",
        }
    }
}

/// Why a capture cannot be read on.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It does not begin as a pcap or pcapng file does.
    NotACapture,
    /// A packet or block says that it is longer than any is.
    TooLong {
        /// The longest that is read, in bytes.
        limit: u64,
    },
    /// A block says that it is shorter than its own head.
    BlockTooShort {
        /// The length that it says.
        len: u32,
    },
    /// A block's two lengths differ, or it contradicts itself.
    BadBlock,
    /// The text of `tshark -z follow` is not that of `tcp,raw` or `tls,raw`.
    NotFollowedRaw,
    /// A line of a followed stream is not pairs of hex digits.
    NotHex,
}

/// What was counted.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Packets in the capture.
    pub packets: u64,
    /// Packets that hold TCP.
    pub tcp_packets: u64,
    /// TCP connections.
    pub connections: u64,
    /// Connections that were read.
    pub read: u64,
    /// Connections that hold TLS.
    pub tls: u64,
    /// Connections that hold HTTP without an upgrade.
    pub http: u64,
    /// Connections that hold something else, or nothing.
    pub unknown: u64,
    /// Packets captured only in part.
    pub cut_packets: u64,
    /// Fragments of IP packets that were left out.
    pub fragments: u64,
    /// Packets whose headers cannot be read.
    pub bad_packets: u64,
    /// Packets of a link type that is not read.
    pub unsupported: u64,
    /// Packets of a protocol that may carry TCP and is not read.
    pub unread: u64,
    /// Payload bytes that came a second time.
    pub repeated_bytes: u64,
    /// Payload bytes that are missing.
    pub missing_bytes: u64,
}

impl Totals {
    /// Packets that were left out and may have held bytes of a connection. Where there are any,
    /// nobody can say that all is well: the reading is incomplete.
    pub const fn left_out(&self) -> u64 {
        self.fragments + self.bad_packets + self.unsupported + self.unread
    }
}
