//! Headers of links: those that begin a packet of a link type, Ethernet, and what EtherTypes say.

use super::{Content, Layer, Next, tunnel, u16_at};
use crate::capture::remark::Protocol;

/// A reader of what a header leads to; `None` where the header is cut.
type Read = for<'a> fn(&'a [u8]) -> Option<Next<'a>>;

/// The reader of a link type, as tcpdump.org numbers them; 12 and 14 are raw IP on some systems.
pub(super) fn of(link: u32) -> Option<Read> {
    Some(match link {
        // BSD loopback; OpenBSD's has its family high byte first. The version of IP tells enough.
        0 | 108 => |bytes| behind(bytes, 4).map(ip),
        1 => ethernet,
        9 | 50 => tunnel::ppp_next,
        12 | 14 | 101 | 228 | 229 => |bytes| Some(ip(bytes)),
        51 => tunnel::pppoe,
        // Cisco HDLC: an address, a control byte, an EtherType.
        104 => |bytes| ether_type(u16_at(bytes, 2)?, behind(bytes, 4)?),
        // OpenBSD's encapsulating interface.
        109 => |bytes| behind(bytes, 12).map(ip),
        // Linux cooked captures, of both versions.
        113 => |bytes| ether_type(u16_at(bytes, 14)?, behind(bytes, 16)?),
        276 => |bytes| ether_type(u16_at(bytes, 0)?, behind(bytes, 20)?),
        192 => ppi,
        204 => |bytes| behind(bytes, 1).map(|rest| Next::Layer(Layer::Ppp(rest))),
        219 => |bytes| Some(Next::Layer(Layer::Mpls(bytes))),
        258 => pktap,
        _ => return None,
    })
}

/// Ethernet II, or 802.3 with a length where the type would be; behind that, LLC and SNAP.
pub(super) fn ethernet(bytes: &[u8]) -> Option<Next<'_>> {
    const LONGEST: u16 = 1500;
    let kind = u16_at(bytes, 12)?;
    let rest = behind(bytes, 14)?;
    if kind > LONGEST {
        return ether_type(kind, rest);
    }
    match rest {
        // SNAP, of whatever organisation: those that are not Ethernet's own carry no IP.
        [0xaa, 0xaa, 3, 0, 0, 0, high, low, inner @ ..] => {
            ether_type(u16::from_be_bytes([*high, *low]), inner)
        }
        // LLC that names IP itself.
        [6, 6, 3, inner @ ..] => Some(ip(inner)),
        _ => Some(Next::Content(Content::Other)),
    }
}

/// What an EtherType says, of those that can lead to TCP.
pub(super) fn ether_type(kind: u16, bytes: &[u8]) -> Option<Next<'_>> {
    Some(match kind {
        0x0800 | 0x86dd => ip(bytes),
        // VLAN: customer, provider, and two older numbers of the latter.
        0x8100 | 0x88a8 | 0x9100 | 0x9200 => {
            Next::Layer(Layer::EtherType(u16_at(bytes, 2)?, behind(bytes, 4)?))
        }
        0x6558 => Next::Layer(Layer::Ethernet(bytes)),
        0x8847 | 0x8848 => Next::Layer(Layer::Mpls(bytes)),
        0x8864 => return tunnel::pppoe(bytes),
        0x880b => Next::Layer(Layer::Ppp(bytes)),
        0x88e5 => Next::Content(Content::Unread(Protocol::MacSec)),
        0x88e7 => return tunnel::provider_backbone(bytes),
        0x894f => Next::Content(Content::Unread(Protocol::Nsh)),
        _ => Next::Content(Content::Other),
    })
}

/// PPI: a header that says its length and the link type behind it.
fn ppi(bytes: &[u8]) -> Option<Next<'_>> {
    let [_, _, l0, l1, t0, t1, t2, t3] = *bytes.first_chunk()?;
    let rest = behind(bytes, usize::from(u16::from_le_bytes([l0, l1])))?;
    Some(Next::Layer(Layer::Link(u32::from_le_bytes([t0, t1, t2, t3]), rest)))
}

/// macOS's `pktap`: the same in wider fields, low byte first on every Mac of today.
fn pktap(bytes: &[u8]) -> Option<Next<'_>> {
    let [l0, l1, l2, l3, _, _, _, _, t0, t1, t2, t3] = *bytes.first_chunk()?;
    let len = usize::try_from(u32::from_le_bytes([l0, l1, l2, l3])).ok()?;
    let rest = behind(bytes, len)?;
    Some(Next::Layer(Layer::Link(u32::from_le_bytes([t0, t1, t2, t3]), rest)))
}

fn ip(bytes: &[u8]) -> Next<'_> {
    Next::Layer(Layer::Ip(bytes))
}

/// What stands behind a header of that length.
fn behind(bytes: &[u8], header: usize) -> Option<&[u8]> {
    bytes.get(header..)
}
