//! Headers of tunnels: what carries a packet inside another one.

use super::{Content, Layer, Next, u16_at};
use crate::capture::remark::Protocol;

/// PPP (RFC 1661), with or without the address and control bytes of HDLC, and its protocol in one
/// byte or two.
pub(super) fn ppp(bytes: &[u8]) -> Option<Next<'_>> {
    let bytes = bytes.strip_prefix(&[0xff, 3]).unwrap_or(bytes);
    let (protocol, rest) = match bytes {
        [short, rest @ ..] if short & 1 == 1 => (u16::from(*short), rest),
        [high, low, rest @ ..] => (u16::from_be_bytes([*high, *low]), rest),
        _ => return None,
    };
    Some(match protocol {
        0x0021 | 0x0057 => Next::Layer(Layer::Ip(rest)),
        0x0281 | 0x0283 => Next::Layer(Layer::Mpls(rest)),
        0x002d | 0x002f | 0x00fd => Next::Content(Content::Unread(Protocol::CompressedPpp)),
        _ => Next::Content(Content::Other),
    })
}

/// The same as what a link type leads to.
pub(super) fn ppp_next(bytes: &[u8]) -> Option<Next<'_>> {
    Some(Next::Layer(Layer::Ppp(bytes)))
}

/// A session of PPPoE (RFC 2516): version, code, session, length.
pub(super) fn pppoe(bytes: &[u8]) -> Option<Next<'_>> {
    match bytes {
        [0x11, 0, _, _, _, _, rest @ ..] => Some(Next::Layer(Layer::Ppp(rest))),
        // Discovery has other codes and carries nothing.
        [_, _, _, _, _, _, ..] => Some(Next::Content(Content::Other)),
        _ => None,
    }
}

/// MPLS (RFC 3032): labels up to the one with the bottom bit; then IP, or Ethernet, which may have
/// a control word before it (RFC 4448).
pub(super) fn mpls(mut bytes: &[u8]) -> Option<Next<'_>> {
    loop {
        let ([_, _, bottom, _], rest) = bytes.split_first_chunk()?;
        bytes = rest;
        if bottom & 1 == 1 {
            break;
        }
    }
    let inner = match bytes {
        [0x40..=0x4f | 0x60..=0x6f, ..] => Layer::Ip(bytes),
        [0, 0, _, _, rest @ ..] => Layer::Ethernet(rest),
        _ => Layer::Ethernet(bytes),
    };
    Some(Next::Layer(inner))
}

/// Provider backbone bridging (802.1ah): a tag of four bytes, then a frame of Ethernet.
pub(super) fn provider_backbone(bytes: &[u8]) -> Option<Next<'_>> {
    bytes.get(4..).map(|rest| Next::Layer(Layer::Ethernet(rest)))
}

/// GRE (RFC 2784, RFC 2890), and that of PPTP (RFC 2637), which carries PPP.
pub(super) fn gre(bytes: &[u8]) -> Option<Next<'_>> {
    let (flags, kind) = (u16_at(bytes, 0)?, u16_at(bytes, 2)?);
    let has = |flag: u16| if flags & flag != 0 { 4 } else { 0 };
    let sequence = has(0x1000);
    let len = match flags & 7 {
        0 => 4 + has(0x8000) + has(0x2000) + sequence,
        1 => 4 + has(0x2000) + sequence + has(0x0080),
        _ => return Some(Next::Content(Content::Other)),
    };
    let rest = bytes.get(len..)?;
    Some(match kind {
        // PPTP also acknowledges alone.
        _ if rest.is_empty() => Next::Content(Content::Other),
        // ERSPAN: of its first version without a header, of the second with one of 8 bytes.
        0x88be if sequence == 0 => Next::Layer(Layer::Ethernet(rest)),
        0x88be => Next::Layer(Layer::Ethernet(rest.get(8..)?)),
        kind => Next::Layer(Layer::EtherType(kind, rest)),
    })
}

/// What UDP carries to that port, where it is a tunnel; other UDP carries no TCP.
pub(super) fn udp(port: u16, bytes: &[u8]) -> Next<'_> {
    let inner = match port {
        // VXLAN (RFC 7348), and the port that Linux used before.
        4789 | 8472 => vxlan(bytes),
        // GENEVE (RFC 8926).
        6081 => geneve(bytes),
        // GTP-U (3GPP TS 29.281).
        2152 => gtp_u(bytes),
        _ => None,
    };
    inner.map_or(Next::Content(Content::Other), Next::Layer)
}

fn vxlan(bytes: &[u8]) -> Option<Layer<'_>> {
    match bytes {
        [flags, _, _, _, _, _, _, _, rest @ ..] if flags & 8 != 0 => Some(Layer::Ethernet(rest)),
        _ => None,
    }
}

fn geneve(bytes: &[u8]) -> Option<Layer<'_>> {
    let first = bytes.first().filter(|first| *first >> 6 == 0)?;
    let options = usize::from(first & 0x3f) * 4;
    Some(Layer::EtherType(u16_at(bytes, 2)?, bytes.get(8 + options..)?))
}

/// Version 1, a packet of a user (message 255), and after the tunnel's number the extension
/// headers, each of which says its length in words and what follows it.
fn gtp_u(bytes: &[u8]) -> Option<Layer<'_>> {
    let [flags, 0xff, ..] = *bytes else { return None };
    if flags >> 4 != 3 {
        return None;
    }
    let mut at = 8;
    if flags & 7 != 0 {
        let mut next = if flags & 4 != 0 { *bytes.get(11)? } else { 0 };
        at = 12;
        while next != 0 {
            let words = usize::from(*bytes.get(at).filter(|words| **words > 0)?);
            at += words * 4;
            next = *bytes.get(at - 1)?;
        }
    }
    let rest = bytes.get(at..)?;
    matches!(rest.first()? >> 4, 4 | 6).then_some(Layer::Ip(rest))
}
