//! What a capture tells of itself as a whole: what is left out, why the reading stops, and what was
//! counted. Values only; `prose::capture` makes the sentences.

/// Something about the capture as a whole. Each kind is told once; `CaptureTotals` counts.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaptureRemark {
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
pub struct CaptureTotals {
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

impl CaptureTotals {
    /// Packets that were left out and may have held bytes of a connection. Where there are any,
    /// nobody can say that all is well: the reading is incomplete.
    pub const fn left_out(&self) -> u64 {
        self.fragments + self.bad_packets + self.unsupported + self.unread
    }
}
