//! Writes what passed on connections as a pcapng file, which this room and other tools read. No
//! I/O: it appends to a buffer of the caller's.
//!
//! The bytes are those that the application saw. The TCP segments around them are made: where one
//! ends and the next begins is what the application was given at once, and neither retransmissions
//! nor pure acknowledgments are there. The file says so in a comment.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use etherparse::{PacketBuilder, TcpHeader, TcpOptionElement};

use crate::terms::Role;

/// The most bytes of a connection in one packet; IPv4 has room for 65,495.
const MAX_SEGMENT: usize = 16 << 10;
/// Raw IP: a packet begins with its IP header, for there was no Ethernet to record.
const LINKTYPE_RAW: u16 = 101;
/// The hop limit that most systems set.
const HOPS: u8 = 64;
/// So much of the window scale that what is on its way never seems to fill the window.
const WINDOW_SCALE: u8 = 14;

const COMMENT: &str = "Recorded by ws-inspect serve from what the server read and wrote. The bytes \
                       are those that passed; the TCP and IP headers around them are made.";
const PROGRAM: &str = "ws-inspect";

/// Writes a pcapng file, packet by packet, into a buffer of the caller's.
#[derive(Debug, Default)]
pub struct Recorder {
    connections: HashMap<u64, Connection>,
}

/// What must be known of a connection: its ends, and what each sends next.
#[derive(Debug)]
struct Connection {
    /// IPv4 addresses are mapped into IPv6: half the size of two socket addresses.
    client: (Ipv6Addr, u16),
    server: (Ipv6Addr, u16),
    client_seq: u32,
    server_seq: u32,
    client_ended: bool,
    server_ended: bool,
}

/// What a segment says besides its bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Syn,
    SynAck,
    Ack,
    Data,
    Fin,
    Reset,
}

impl Recorder {
    /// A recorder that has written nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends what stands before the first packet: the section, and the interface with times in
    /// nanoseconds.
    pub fn begin(&mut self, out: &mut Vec<u8>) {
        block(out, 0x0a0d_0d0a, |out| {
            out.extend_from_slice(&0x1a2b_3c4d_u32.to_le_bytes());
            // Version 1.0; the length of the section is not known.
            out.extend_from_slice(&[1, 0, 0, 0]);
            out.extend_from_slice(&[0xff; 8]);
            option(out, 1, COMMENT.as_bytes());
            option(out, 4, PROGRAM.as_bytes());
            option(out, 0, &[]);
        });
        block(out, 1, |out| {
            out.extend_from_slice(&LINKTYPE_RAW.to_le_bytes());
            // Reserved, and no limit to the length of a packet.
            out.extend_from_slice(&[0; 6]);
            option(out, 2, b"ws-inspect serve");
            option(out, 9, &[9]);
            option(out, 0, &[]);
        });
    }

    /// Records that a client connected to the server, as the three segments by which TCP does it;
    /// `at` is nanoseconds since 1970. A number that is in use begins anew.
    pub fn open(
        &mut self,
        connection: u64,
        client: SocketAddr,
        server: SocketAddr,
        at: u64,
        out: &mut Vec<u8>,
    ) {
        // A number of its own for each, so that a port that is used again is a new connection.
        let initial = (connection as u32).wrapping_mul(0x9e37_79b1);
        let mut opened = Connection {
            client: mapped(client),
            server: mapped(server),
            client_seq: initial,
            server_seq: !initial,
            client_ended: false,
            server_ended: false,
        };
        opened.segment(Role::Client, Mark::Syn, &[], at, out);
        opened.segment(Role::Server, Mark::SynAck, &[], at, out);
        opened.segment(Role::Client, Mark::Ack, &[], at, out);
        self.connections.insert(connection, opened);
    }

    /// Records bytes that one end sent, in as many segments as they need. Of a connection that was
    /// not opened, or behind its end, nothing is recorded.
    pub fn data(&mut self, connection: u64, from: Role, bytes: &[u8], at: u64, out: &mut Vec<u8>) {
        let Some(open) = self.connections.get_mut(&connection) else { return };
        if !open.has_ended(from) {
            for piece in bytes.chunks(MAX_SEGMENT) {
                open.segment(from, Mark::Data, piece, at, out);
            }
        }
    }

    /// Records that one end will send no more, or that it reset the connection.
    pub fn close(&mut self, connection: u64, from: Role, reset: bool, at: u64, out: &mut Vec<u8>) {
        let Some(open) = self.connections.get_mut(&connection) else { return };
        let (ended, other_ended) = (open.has_ended(from), open.has_ended(from.peer()));
        if reset && !(ended && other_ended) {
            open.segment(from, Mark::Reset, &[], at, out);
            (open.client_ended, open.server_ended) = (true, true);
        } else if !ended {
            open.segment(from, Mark::Fin, &[], at, out);
            match from {
                Role::Client => open.client_ended = true,
                Role::Server => open.server_ended = true,
            }
            if other_ended {
                open.segment(from.peer(), Mark::Ack, &[], at, out);
            }
        }
    }

    /// Forgets a connection that is over.
    pub fn forget(&mut self, connection: u64) {
        self.connections.remove(&connection);
    }
}

impl Connection {
    const fn has_ended(&self, role: Role) -> bool {
        match role {
            Role::Client => self.client_ended,
            Role::Server => self.server_ended,
        }
    }

    /// Appends a packet with one segment, and counts what it sends.
    fn segment(&mut self, from: Role, mark: Mark, bytes: &[u8], at: u64, out: &mut Vec<u8>) {
        let (source, target, seq, ack) = match from {
            Role::Client => (self.client, self.server, &mut self.client_seq, self.server_seq),
            Role::Server => (self.server, self.client, &mut self.server_seq, self.client_seq),
        };
        let mut tcp = TcpHeader::new(source.1, target.1, *seq, u16::MAX);
        tcp.syn = matches!(mark, Mark::Syn | Mark::SynAck);
        tcp.fin = mark == Mark::Fin;
        tcp.rst = mark == Mark::Reset;
        tcp.psh = mark == Mark::Data;
        tcp.ack = mark != Mark::Syn;
        if tcp.ack {
            tcp.acknowledgment_number = ack;
        }
        if tcp.syn {
            // Two options fit the header.
            let options = [TcpOptionElement::Noop, TcpOptionElement::WindowScale(WINDOW_SCALE)];
            let _ = tcp.set_options(&options);
        }
        let counted = bytes.len() as u32 + u32::from(tcp.syn || tcp.fin);
        *seq = seq.wrapping_add(counted);
        packet(out, source.0, target.0, tcp, bytes, at);
    }
}

/// Appends a packet as an Enhanced Packet Block.
fn packet(
    out: &mut Vec<u8>,
    source: Ipv6Addr,
    target: Ipv6Addr,
    tcp: TcpHeader,
    bytes: &[u8],
    at: u64,
) {
    let builder = match (source.to_ipv4_mapped(), target.to_ipv4_mapped()) {
        (Some(source), Some(target)) => PacketBuilder::ipv4(source.octets(), target.octets(), HOPS),
        _ => PacketBuilder::ipv6(source.octets(), target.octets(), HOPS),
    };
    let builder = builder.tcp_header(tcp);
    let len = builder.size(bytes.len()) as u32;
    block(out, 6, |out| {
        let times = [(at >> 32) as u32, at as u32];
        for number in [0, times[0], times[1], len, len] {
            out.extend_from_slice(&number.to_le_bytes());
        }
        // A buffer takes everything, and so many bytes fit a packet.
        let _ = builder.write(out, bytes);
    });
}

/// Appends a block: its type and its length around what `fill` appends, padded to four bytes.
fn block(out: &mut Vec<u8>, kind: u32, fill: impl FnOnce(&mut Vec<u8>)) {
    let start = out.len();
    out.extend_from_slice(&kind.to_le_bytes());
    out.extend_from_slice(&[0; 4]);
    fill(out);
    pad(out, start);
    let len = ((out.len() - start + 4) as u32).to_le_bytes();
    if let Some(place) = out.get_mut(start + 4..start + 8) {
        place.copy_from_slice(&len);
    }
    out.extend_from_slice(&len);
}

/// Appends an option of a block; code 0 ends the options.
fn option(out: &mut Vec<u8>, code: u16, value: &[u8]) {
    let start = out.len();
    out.extend_from_slice(&code.to_le_bytes());
    out.extend_from_slice(&(value.len() as u16).to_le_bytes());
    out.extend_from_slice(value);
    pad(out, start);
}

/// Pads what begins at `start` to a multiple of four bytes.
fn pad(out: &mut Vec<u8>, start: usize) {
    let len = out.len() - start;
    out.extend(std::iter::repeat_n(0, len.next_multiple_of(4) - len));
}

/// The address as IPv6, into which IPv4 is mapped, and the port.
fn mapped(address: SocketAddr) -> (Ipv6Addr, u16) {
    let ip = match address.ip() {
        IpAddr::V4(ip) => ip.to_ipv6_mapped(),
        IpAddr::V6(ip) => ip,
    };
    (ip, address.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_costs_little() {
        assert!(size_of::<Connection>() <= 48);
    }
}
