//! IP of both versions, and what it carries (read by `etherparse`).

use std::net::{IpAddr, SocketAddr};

use etherparse::{
    IpNumber, Ipv6ExtensionSlice, LaxIpSlice, LenSource, TcpSlice, UdpSlice, ip_number,
};

use super::{Content, Layer, Next, Part, Segment, tunnel};
use crate::capture::remark::Protocol;

/// A packet of IP, its headers read.
#[derive(Clone, Copy)]
pub(super) struct Packet<'a> {
    pub(super) from: IpAddr,
    pub(super) to: IpAddr,
    pub(super) number: IpNumber,
    pub(super) payload: &'a [u8],
    /// How many bytes of the payload were not captured.
    pub(super) cut_bytes: u64,
}

/// Reads a packet of which `packet_cut` bytes were not captured.
pub(super) fn read(bytes: &[u8], packet_cut: u64) -> Option<Next<'_>> {
    let (slice, error) = LaxIpSlice::from_slice(bytes).ok()?;
    if error.is_some() {
        return None;
    }
    let payload = slice.payload();
    let announced = match &slice {
        LaxIpSlice::Ipv4(slice) => {
            let header = slice.header();
            let len = usize::from(header.total_len()).checked_sub(header.slice().len());
            let auth = slice.extensions().auth.map_or(0, |auth| auth.slice().len());
            len.map(|len| len.saturating_sub(auth))
        }
        LaxIpSlice::Ipv6(slice) => {
            let extensions = slice.extensions().slice().len();
            usize::from(slice.header().payload_length()).checked_sub(extensions)
        }
    };
    let cut_bytes = match announced {
        Some(len) if payload.incomplete => len.saturating_sub(payload.payload.len()) as u64,
        // Without a length (as before segmentation offload), the packet's own counts.
        _ if payload.len_source == LenSource::Slice => packet_cut,
        _ => 0,
    };
    let (from, to) = (slice.source_addr(), slice.destination_addr());
    let number = payload.ip_number;
    let packet = Packet { from, to, number, payload: payload.payload, cut_bytes };
    if payload.fragmented {
        return part(&slice, packet).map(|part| Next::Content(Content::Fragment(part)));
    }
    packet.next()
}

impl<'a> Packet<'a> {
    /// What it carries.
    pub(super) fn next(self) -> Option<Next<'a>> {
        let bytes = self.payload;
        Some(match self.number {
            ip_number::TCP => return self.tcp().map(|tcp| Next::Content(Content::Tcp(tcp))),
            ip_number::UDP => {
                let udp = UdpSlice::from_slice_lax(bytes).ok()?;
                tunnel::udp(udp.destination_port(), udp.payload())
            }
            ip_number::IPV4 | ip_number::IPV6 => Next::Layer(Layer::Ip(bytes)),
            ip_number::GRE => return tunnel::gre(bytes),
            ip_number::ETHER_IP => Next::Layer(Layer::Ethernet(bytes.get(2..)?)),
            ip_number::MPLS_IN_IP => Next::Layer(Layer::Mpls(bytes)),
            ip_number::ENCAP_SEC => Next::Content(Content::Unread(Protocol::Esp)),
            ip_number::LAYER2_TUNNELING_PROTOCOL => Next::Content(Content::Unread(Protocol::L2tp)),
            _ => Next::Content(Content::Other),
        })
    }

    fn tcp(self) -> Option<Segment<'a>> {
        let tcp = TcpSlice::from_slice(self.payload).ok()?;
        Some(Segment {
            from: SocketAddr::new(self.from, tcp.source_port()),
            to: SocketAddr::new(self.to, tcp.destination_port()),
            seq: tcp.sequence_number(),
            ack: tcp.ack().then(|| tcp.acknowledgment_number()),
            syn: tcp.syn(),
            fin: tcp.fin(),
            rst: tcp.rst(),
            payload: tcp.payload(),
            cut_bytes: u32::try_from(self.cut_bytes).unwrap_or(u32::MAX),
        })
    }
}

/// Where a fragment belongs.
fn part<'a>(slice: &LaxIpSlice<'a>, of: Packet<'a>) -> Option<Part<'a>> {
    match slice {
        LaxIpSlice::Ipv4(slice) => {
            let header = slice.header();
            Some(Part {
                of,
                id: u32::from(header.identification()),
                offset: header.fragments_offset(),
                more: header.more_fragments(),
            })
        }
        LaxIpSlice::Ipv6(slice) => slice.extensions().clone().into_iter().find_map(|extension| {
            let Ipv6ExtensionSlice::Fragment(header) = extension else { return None };
            Some(Part {
                of,
                id: header.identification(),
                offset: header.fragment_offset(),
                more: header.more_fragments(),
            })
        }),
    }
}
