//! From a packet to the TCP segment in it, through link and IP headers (read by `etherparse`).

use std::net::{IpAddr, SocketAddr};

use etherparse::{EtherType, LaxNetSlice, LaxSlicedPacket, LenSource, TcpSlice, TransportSlice};

use super::packets::Packet;

/// A TCP segment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment<'a> {
    pub(super) from: SocketAddr,
    pub(super) to: SocketAddr,
    pub(super) seq: u32,
    pub(super) ack: Option<u32>,
    pub(super) syn: bool,
    pub(super) fin: bool,
    pub(super) rst: bool,
    pub(super) payload: &'a [u8],
    /// How many bytes of the payload were not captured.
    pub(super) cut_bytes: u32,
}

/// What a packet holds.
pub(super) enum Content<'a> {
    Tcp(Segment<'a>),
    /// A part of an IP packet; which connection it belongs to may not even be in it.
    Fragment,
    /// Something other than TCP.
    Other,
    /// Headers that cannot be read.
    Bad,
    /// A link type that is not read.
    UnsupportedLink,
}

// Numbers of link types, as tcpdump.org lists them; 12 and 14 are raw IP on some systems.
const NULL: u32 = 0;
const ETHERNET: u32 = 1;
const RAW_OLD: u32 = 12;
const RAW_OPENBSD: u32 = 14;
const RAW: u32 = 101;
const LOOP: u32 = 108;
const LINUX_COOKED: u32 = 113;
const IPV4: u32 = 228;
const IPV6: u32 = 229;
const LINUX_COOKED_2: u32 = 276;

/// What the packet holds.
pub(super) fn content<'a>(packet: &Packet<'a>) -> Content<'a> {
    let bytes = packet.bytes;
    let sliced = match packet.link {
        ETHERNET => LaxSlicedPacket::from_ethernet(bytes).ok(),
        NULL | LOOP => bytes.get(4..).and_then(of_ip),
        RAW | RAW_OLD | RAW_OPENBSD | IPV4 | IPV6 => of_ip(bytes),
        LINUX_COOKED => of_cooked(bytes, 14, 16),
        LINUX_COOKED_2 => of_cooked(bytes, 0, 20),
        _ => return Content::UnsupportedLink,
    };
    sliced.map_or(Content::Bad, |sliced| of_sliced(&sliced, packet.cut_bytes))
}

fn of_ip(bytes: &[u8]) -> Option<LaxSlicedPacket<'_>> {
    LaxSlicedPacket::from_ip(bytes).ok()
}

/// Linux cooked: the protocol at one place of a header of that length, then the payload.
fn of_cooked(bytes: &[u8], protocol: usize, header: usize) -> Option<LaxSlicedPacket<'_>> {
    let protocol = bytes.get(protocol..)?.first_chunk()?;
    let protocol = EtherType(u16::from_be_bytes(*protocol));
    Some(LaxSlicedPacket::from_ether_type(protocol, bytes.get(header..)?))
}

fn of_sliced<'a>(sliced: &LaxSlicedPacket<'a>, packet_cut: u64) -> Content<'a> {
    let Some((from, to, ip)) = sliced.net.as_ref().and_then(of_net) else {
        return if sliced.stop_err.is_some() { Content::Bad } else { Content::Other };
    };
    let Some(payload) = sliced.ip_payload() else { return Content::Other };
    if payload.fragmented {
        return Content::Fragment;
    }
    match &sliced.transport {
        Some(TransportSlice::Tcp(tcp)) => {
            let cut = match ip {
                Some(announced) if payload.incomplete => {
                    announced.saturating_sub(payload.payload.len()) as u64
                }
                // Without a length (as before segmentation offload), the packet's own counts.
                _ if payload.len_source == LenSource::Slice => packet_cut,
                _ => 0,
            };
            Content::Tcp(segment(from, to, tcp, u32::try_from(cut).unwrap_or(u32::MAX)))
        }
        _ if sliced.stop_err.is_some() => Content::Bad,
        _ => Content::Other,
    }
}

/// Addresses, and the payload length that the header announces.
fn of_net(net: &LaxNetSlice<'_>) -> Option<(IpAddr, IpAddr, Option<usize>)> {
    match net {
        LaxNetSlice::Ipv4(slice) => {
            let header = slice.header();
            let len = usize::from(header.total_len()).checked_sub(header.slice().len());
            let auth = slice.extensions().auth.map_or(0, |auth| auth.slice().len());
            let len = len.map(|len| len.saturating_sub(auth));
            Some((header.source_addr().into(), header.destination_addr().into(), len))
        }
        LaxNetSlice::Ipv6(slice) => {
            let header = slice.header();
            let extensions = slice.extensions().slice().len();
            let len = usize::from(header.payload_length()).checked_sub(extensions);
            Some((header.source_addr().into(), header.destination_addr().into(), len))
        }
        LaxNetSlice::Arp(_) => None,
    }
}

fn segment<'a>(from: IpAddr, to: IpAddr, tcp: &TcpSlice<'a>, cut_bytes: u32) -> Segment<'a> {
    Segment {
        from: SocketAddr::new(from, tcp.source_port()),
        to: SocketAddr::new(to, tcp.destination_port()),
        seq: tcp.sequence_number(),
        ack: tcp.ack().then(|| tcp.acknowledgment_number()),
        syn: tcp.syn(),
        fin: tcp.fin(),
        rst: tcp.rst(),
        payload: tcp.payload(),
        cut_bytes,
    }
}
