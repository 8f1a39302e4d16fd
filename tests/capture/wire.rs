//! Makes captures: connections as lists of segments, and files of them in each format and link
//! type. Independent of the reader: it shares no code with it.

use std::net::{IpAddr, SocketAddr};

pub const FIN: u8 = 1;
pub const SYN: u8 = 2;
pub const RST: u8 = 4;
pub const ACK: u8 = 16;

#[derive(Clone, Debug)]
pub struct Segment {
    pub from: SocketAddr,
    pub to: SocketAddr,
    pub seq: u32,
    pub ack: u32,
    pub flags: u8,
    pub payload: Vec<u8>,
}

/// A connection that is being talked on: 0 is the client, 1 the server.
#[derive(Clone)]
pub struct Talk {
    pub ends: [SocketAddr; 2],
    pub next: [u32; 2],
    pub segments: Vec<Segment>,
}

impl Talk {
    pub fn new(client: &str, server: &str, initial: [u32; 2]) -> Self {
        let ends = [client, server].map(|end| end.parse().unwrap());
        Self { ends, next: initial, segments: Vec::new() }
    }

    /// A connection after its three-way handshake.
    pub fn opened(client: &str, server: &str, initial: [u32; 2]) -> Self {
        let mut talk = Self::new(client, server, initial);
        talk.say(0, SYN, b"").say(1, SYN | ACK, b"").say(0, ACK, b"");
        talk
    }

    /// A connection after its WebSocket handshake.
    pub fn upgraded(client: &str, server: &str) -> Self {
        let mut talk = Self::opened(client, server, [1000, 5000]);
        talk.say(0, ACK, REQUEST).say(1, ACK, RESPONSE);
        talk
    }

    pub fn say(&mut self, who: usize, flags: u8, payload: &[u8]) -> &mut Self {
        self.segments.push(Segment {
            from: self.ends[who],
            to: self.ends[1 - who],
            seq: self.next[who],
            ack: if flags & ACK == 0 { 0 } else { self.next[1 - who] },
            flags,
            payload: payload.to_vec(),
        });
        let more = payload.len() as u32 + u32::from(flags & (SYN | FIN) != 0);
        self.next[who] = self.next[who].wrapping_add(more);
        self
    }

    /// Sends bytes that the capture does not have.
    pub fn lose(&mut self, who: usize, bytes: u32) -> &mut Self {
        self.next[who] = self.next[who].wrapping_add(bytes);
        self
    }

    pub fn close(&mut self) -> &mut Self {
        self.say(0, FIN | ACK, b"").say(1, FIN | ACK, b"").say(0, ACK, b"")
    }
}

pub const REQUEST: &[u8] = b"GET /chat HTTP/1.1\r\nHost: 127.0.0.1:9001\r\nUpgrade: websocket\r\n\
    Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
    Sec-WebSocket-Version: 13\r\n\r\n";
pub const RESPONSE: &[u8] = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\
    Connection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
/// `Hello` from the client, masked as in RFC 6455 section 5.7, and `Hello` from the server.
pub const HELLO: [&[u8]; 2] =
    [b"\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58", b"\x81\x05\x48\x65\x6c\x6c\x6f"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    Ethernet,
    Vlan,
    DoubleVlan,
    Cooked,
    Cooked2,
    Null,
    Loop,
    Raw,
    /// 802.11, which is not read.
    Wireless,
    /// A link type of that number, whose packets are made by whoever asks for it.
    Number(u32),
}

impl Link {
    pub const READ: [Self; 8] = [
        Self::Ethernet,
        Self::Vlan,
        Self::DoubleVlan,
        Self::Cooked,
        Self::Cooked2,
        Self::Null,
        Self::Loop,
        Self::Raw,
    ];

    fn number(self) -> u32 {
        match self {
            Self::Ethernet | Self::Vlan | Self::DoubleVlan => 1,
            Self::Cooked => 113,
            Self::Cooked2 => 276,
            Self::Null => 0,
            Self::Loop => 108,
            Self::Raw => 101,
            Self::Wireless => 105,
            Self::Number(number) => number,
        }
    }

    fn header(self, v6: bool) -> Vec<u8> {
        let kind: [u8; 2] = if v6 { [0x86, 0xdd] } else { [8, 0] };
        let macs = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2];
        let family: u32 = if v6 { 10 } else { 2 };
        match self {
            Self::Ethernet => [&macs[..], &kind].concat(),
            Self::Vlan => [&macs[..], &[0x81, 0, 0, 7], &kind].concat(),
            Self::DoubleVlan => [&macs[..], &[0x88, 0xa8, 0, 7, 0x81, 0, 0, 9], &kind].concat(),
            Self::Cooked => [&[0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0][..], &kind].concat(),
            Self::Cooked2 => {
                [&kind[..], &[0, 0, 0, 0, 0, 1, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0]].concat()
            }
            Self::Null => family.to_le_bytes().to_vec(),
            Self::Loop => family.to_be_bytes().to_vec(),
            Self::Raw | Self::Number(_) => vec![],
            Self::Wireless => vec![8; 24],
        }
    }
}

impl Segment {
    pub fn packet(&self, link: Link) -> Vec<u8> {
        let mut packet = link.header(self.from.is_ipv6());
        packet.extend(self.ip());
        packet
    }

    pub fn ip(&self) -> Vec<u8> {
        let (addresses, tcp) = (self.addresses(), self.tcp());
        if self.from.is_ipv6() {
            let len = (tcp.len() as u16).to_be_bytes();
            [&[0x60, 0, 0, 0, len[0], len[1], 6, 64][..], &addresses, &tcp].concat()
        } else {
            let len = (20 + tcp.len() as u16).to_be_bytes();
            let mut ip =
                [&[0x45, 0, len[0], len[1], 0, 1, 0x40, 0, 64, 6, 0, 0][..], &addresses].concat();
            let sum = checksum(&ip);
            ip[10..12].copy_from_slice(&sum);
            [ip, tcp].concat()
        }
    }

    fn addresses(&self) -> Vec<u8> {
        let of = |end: SocketAddr| match end.ip() {
            IpAddr::V4(ip) => ip.octets().to_vec(),
            IpAddr::V6(ip) => ip.octets().to_vec(),
        };
        [of(self.from), of(self.to)].concat()
    }

    fn tcp(&self) -> Vec<u8> {
        let mut tcp = Vec::new();
        tcp.extend(self.from.port().to_be_bytes());
        tcp.extend(self.to.port().to_be_bytes());
        tcp.extend(self.seq.to_be_bytes());
        tcp.extend(self.ack.to_be_bytes());
        tcp.extend([0x50, self.flags, 0xff, 0xff, 0, 0, 0, 0]);
        tcp.extend(&self.payload);
        let pseudo = [&self.addresses()[..], &[0, 6], &(tcp.len() as u16).to_be_bytes()].concat();
        let sum = checksum(&[pseudo, tcp.clone()].concat());
        tcp[16..18].copy_from_slice(&sum);
        tcp
    }
}

fn checksum(bytes: &[u8]) -> [u8; 2] {
    let words =
        bytes.chunks(2).map(|w| u32::from(w[0]) << 8 | w.get(1).map_or(0, |b| u32::from(*b)));
    let mut sum: u32 = words.sum();
    while sum >> 16 != 0 {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    (!(sum as u16)).to_be_bytes()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Micros,
    MicrosBig,
    Nanos,
    NanosBig,
    Ng,
    NgBig,
}

impl Format {
    pub const ALL: [Self; 6] =
        [Self::Micros, Self::MicrosBig, Self::Nanos, Self::NanosBig, Self::Ng, Self::NgBig];

    fn is_big(self) -> bool {
        matches!(self, Self::MicrosBig | Self::NanosBig | Self::NgBig)
    }

    fn is_ng(self) -> bool {
        matches!(self, Self::Ng | Self::NgBig)
    }

    fn u32(self, number: u32) -> [u8; 4] {
        if self.is_big() { number.to_be_bytes() } else { number.to_le_bytes() }
    }

    fn u16(self, number: u16) -> [u8; 2] {
        if self.is_big() { number.to_be_bytes() } else { number.to_le_bytes() }
    }
}

/// When the first packet of every file was captured; each further one comes a microsecond later.
pub const START: u64 = 1_700_000_000_000_000_000;

/// A capture file.
pub struct File {
    format: Format,
    link: Link,
    snaplen: u32,
    pub bytes: Vec<u8>,
    packets: u64,
}

impl File {
    pub fn new(format: Format, link: Link) -> Self {
        Self::with_snaplen(format, link, 262_144)
    }

    pub fn with_snaplen(format: Format, link: Link, snaplen: u32) -> Self {
        let mut file = Self { format, link, snaplen, bytes: Vec::new(), packets: 0 };
        file.begin();
        file
    }

    pub fn of<'a>(
        format: Format,
        link: Link,
        segments: impl IntoIterator<Item = &'a Segment>,
    ) -> Vec<u8> {
        let mut file = Self::new(format, link);
        segments.into_iter().for_each(|segment| file.segment(segment));
        file.bytes
    }

    fn begin(&mut self) {
        let (f, link) = (self.format, self.link.number());
        if f.is_ng() {
            let section = [&f.u32(0x1a2b_3c4d)[..], &f.u16(1), &f.u16(0), &[0xff; 8]].concat();
            self.block(0x0a0d_0d0a, &section);
            // if_tsresol 9: nanoseconds; then the end of options.
            let options = [&f.u16(9)[..], &f.u16(1), &[9, 0, 0, 0], &[0; 4]].concat();
            let link = f.u16(link as u16);
            self.block(1, &[&link[..], &[0; 2], &f.u32(self.snaplen), &options].concat());
        } else {
            let nanos = matches!(f, Format::Nanos | Format::NanosBig);
            let magic = if nanos { 0xa1b2_3c4d } else { 0xa1b2_c3d4 };
            for part in [magic, 0, 0, 0, self.snaplen, link] {
                self.bytes.extend(f.u32(part));
            }
            self.bytes[4..8].copy_from_slice(&[f.u16(2), f.u16(4)].concat());
        }
    }

    pub fn segment(&mut self, segment: &Segment) {
        self.packet(&segment.packet(self.link));
    }

    pub fn packet(&mut self, packet: &[u8]) {
        self.cut_packet(packet, packet.len());
    }

    /// A packet of which only the first bytes were captured.
    pub fn cut_packet(&mut self, packet: &[u8], captured: usize) {
        let (f, time) = (self.format, START + self.packets * 1000);
        self.packets += 1;
        let lengths = [f.u32(captured as u32), f.u32(packet.len() as u32)].concat();
        let captured = &packet[..captured];
        if f.is_ng() {
            let time = [f.u32((time >> 32) as u32), f.u32(time as u32)].concat();
            let padding = vec![0; captured.len().next_multiple_of(4) - captured.len()];
            self.block(6, &[&f.u32(0)[..], &time, &lengths, captured, &padding].concat());
        } else {
            let unit = if matches!(f, Format::Nanos | Format::NanosBig) { 1 } else { 1000 };
            self.bytes.extend(f.u32((time / 1_000_000_000) as u32));
            self.bytes.extend(f.u32((time % 1_000_000_000 / unit) as u32));
            self.bytes.extend(lengths);
            self.bytes.extend(captured);
        }
    }

    pub fn block(&mut self, kind: u32, body: &[u8]) {
        let len = self.format.u32(body.len() as u32 + 12);
        for part in [&self.format.u32(kind)[..], &len, body, &len] {
            self.bytes.extend(part);
        }
    }
}
