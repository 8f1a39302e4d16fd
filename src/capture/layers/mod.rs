//! From a packet to the TCP segment in it, through link headers, tunnels and IP. Each file knows
//! headers of one kind; `etherparse` reads IP and TCP. May import `event` and `packets`; never
//! keeps anything, but for fragments, which [`Fragments`] bounds.

mod fragments;
mod ip;
mod link;
mod tunnel;

use std::net::SocketAddr;

use super::packets::Packet;
use super::remark::Protocol;
pub(super) use fragments::{Fragments, Lost, Part};

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
    /// A part of an IP packet.
    Fragment(Part<'a>),
    /// Something that carries no TCP.
    Other,
    /// A protocol that may carry TCP and is not read.
    Unread(Protocol),
    /// Headers that cannot be read.
    Bad,
    /// A link type that is not read.
    UnsupportedLink,
}

/// Headers around one another beyond which a packet is not read.
const MAX_LAYERS: usize = 16;

/// A header that comes next, with what is behind it.
#[derive(Clone, Copy)]
enum Layer<'a> {
    /// What a link type of tcpdump.org says.
    Link(u32, &'a [u8]),
    /// A frame of Ethernet, or of 802.3.
    Ethernet(&'a [u8]),
    /// What an EtherType says.
    EtherType(u16, &'a [u8]),
    /// A packet of PPP.
    Ppp(&'a [u8]),
    /// Labels of MPLS.
    Mpls(&'a [u8]),
    /// A packet of IP, of either version.
    Ip(&'a [u8]),
}

/// What a header leads to.
enum Next<'a> {
    Layer(Layer<'a>),
    Content(Content<'a>),
}

/// What the packet holds.
pub(super) fn content<'a>(packet: &Packet<'a>) -> Content<'a> {
    walk(Layer::Link(packet.link, packet.bytes), packet.cut_bytes)
}

/// What the whole of an IP packet holds that came in fragments.
pub(super) fn content_of_whole<'a>(part: &Part<'_>, whole: &'a [u8]) -> Content<'a> {
    let ip::Packet { from, to, number, .. } = part.of;
    let packet = ip::Packet { from, to, number, payload: whole, cut_bytes: 0 };
    match packet.next() {
        Some(Next::Layer(layer)) => walk(layer, 0),
        Some(Next::Content(content)) => content,
        None => Content::Bad,
    }
}

fn walk(mut layer: Layer<'_>, cut_bytes: u64) -> Content<'_> {
    for _ in 0..MAX_LAYERS {
        let next = match layer {
            Layer::Link(link, bytes) => match link::of(link) {
                Some(read) => read(bytes),
                None => return Content::UnsupportedLink,
            },
            Layer::Ethernet(bytes) => link::ethernet(bytes),
            Layer::EtherType(kind, bytes) => link::ether_type(kind, bytes),
            Layer::Ppp(bytes) => tunnel::ppp(bytes),
            Layer::Mpls(bytes) => tunnel::mpls(bytes),
            Layer::Ip(bytes) => ip::read(bytes, cut_bytes),
        };
        match next {
            Some(Next::Layer(inner)) => layer = inner,
            Some(Next::Content(content)) => return content,
            None => return Content::Bad,
        }
    }
    Content::Bad
}

/// The 16 bits at a place, high byte first.
fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().copied().map(u16::from_be_bytes)
}
