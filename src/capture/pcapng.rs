//! The blocks of a pcapng file, read by `pcap-parser`. Blocks that hold no packets are skipped
//! by their length without being kept.

use pcap_parser::traits::PcapNGPacketBlock;
use pcap_parser::{Block, InterfaceDescriptionBlock, parse_block_be, parse_block_le};

use super::packets::{MAX_RECORD, Packet, Step};
use super::remark::Unreadable;

const SECTION: u32 = 0x0a0d_0d0a;
const INTERFACE: u32 = 1;
/// The block that wrote packets before the enhanced one.
const OLD_PACKET: u32 = 2;
const SIMPLE_PACKET: u32 = 3;
const ENHANCED_PACKET: u32 = 6;

/// More interfaces than any machine has; the rest of a longer list is left out.
const MAX_INTERFACES: usize = 4096;

/// What the section at hand says.
#[derive(Default)]
pub(super) struct Pcapng {
    big_endian: bool,
    interfaces: Vec<Interface>,
}

impl Pcapng {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Reads one block at the start of `bytes`.
    pub(super) fn step(
        &mut self,
        bytes: &[u8],
        number: u64,
        on: &mut impl FnMut(Packet<'_>),
    ) -> Step {
        let Some([t0, t1, t2, t3, l0, l1, l2, l3, m0, m1, m2, m3]) = bytes.first_chunk() else {
            return Step::Need(12);
        };
        // A section says its own byte order, right after the length that is written in it.
        let is_section = [*t0, *t1, *t2, *t3] == SECTION.to_be_bytes();
        if is_section {
            match u32::from_be_bytes([*m0, *m1, *m2, *m3]) {
                0x1a2b_3c4d => self.big_endian = true,
                0x4d3c_2b1a => self.big_endian = false,
                _ => return Step::Stop(Unreadable::BadBlock),
            }
        }
        let (kind, len) = (self.number([*t0, *t1, *t2, *t3]), self.number([*l0, *l1, *l2, *l3]));
        if len < 12 {
            return Step::Stop(Unreadable::BlockTooShort { len });
        }
        if !matches!(kind, SECTION | INTERFACE | OLD_PACKET | SIMPLE_PACKET | ENHANCED_PACKET) {
            return Step::Skip(u64::from(len));
        }
        let whole = len as usize;
        if whole > MAX_RECORD {
            return Step::Stop(Unreadable::TooLong { limit: MAX_RECORD as u64 });
        }
        match bytes.get(..whole) {
            Some(block) => self.block(kind, block, number, on),
            None => Step::Need(whole),
        }
    }

    fn block(
        &mut self,
        kind: u32,
        bytes: &[u8],
        number: u64,
        on: &mut impl FnMut(Packet<'_>),
    ) -> Step {
        let ends_as_it_begins =
            bytes.last_chunk() == bytes.get(4..).and_then(|b| b.first_chunk::<4>());
        if !ends_as_it_begins {
            return Step::Stop(Unreadable::BadBlock);
        }
        if kind == OLD_PACKET {
            return match self.old_packet(bytes, number) {
                Some(packet) => {
                    on(packet);
                    Step::Done(bytes.len())
                }
                None => Step::Bad(bytes.len()),
            };
        }
        let parse = if self.big_endian { parse_block_be } else { parse_block_le };
        match parse(bytes) {
            Ok((_, Block::SectionHeader(_))) => self.interfaces.clear(),
            Ok((_, Block::InterfaceDescription(block))) => self.interface(&block),
            Ok((_, Block::EnhancedPacket(block))) => {
                let interface = self.interfaces.get(block.if_id as usize);
                let Some(interface) = interface else { return Step::Bad(bytes.len()) };
                let ticks = u64::from(block.ts_high) << 32 | u64::from(block.ts_low);
                let cut_bytes = u64::from(block.origlen.saturating_sub(block.caplen));
                let time = interface.nanoseconds(ticks);
                on(interface.packet(number, time, block.packet_data(), cut_bytes));
            }
            Ok((_, Block::SimplePacket(block))) => {
                let Some(interface) = self.interfaces.first() else {
                    return Step::Bad(bytes.len());
                };
                let data = block.packet_data();
                let snaplen = interface.snaplen.unwrap_or(u32::MAX) as usize;
                let data = data.get(..snaplen).unwrap_or(data);
                let cut_bytes = u64::from(block.origlen).saturating_sub(data.len() as u64);
                on(interface.packet(number, None, data, cut_bytes));
            }
            Ok(_) => {}
            Err(_) => return Step::Bad(bytes.len()),
        }
        Step::Done(bytes.len())
    }

    /// The obsolete packet block, which the library leaves as bytes: an interface in 16 bits, a count
    /// of drops, then as the enhanced one.
    fn old_packet<'a>(&self, block: &'a [u8], number: u64) -> Option<Packet<'a>> {
        let word = |at: usize| block.get(at..)?.first_chunk().map(|word| self.number(*word));
        let [i0, i1] = *block.get(8..)?.first_chunk()?;
        let interface = if self.big_endian {
            u16::from_be_bytes([i0, i1])
        } else {
            u16::from_le_bytes([i0, i1])
        };
        let interface = self.interfaces.get(usize::from(interface))?;
        let time = interface.nanoseconds(u64::from(word(12)?) << 32 | u64::from(word(16)?));
        let (captured, original) = (word(20)?, word(24)?);
        let data = block.get(28..block.len().checked_sub(4)?)?.get(..captured as usize)?;
        let cut_bytes = u64::from(original.saturating_sub(captured));
        Some(interface.packet(number, time, data, cut_bytes))
    }

    fn interface(&mut self, block: &InterfaceDescriptionBlock<'_>) {
        if self.interfaces.len() < MAX_INTERFACES {
            let offset = block.if_tsoffset;
            self.interfaces.push(Interface {
                link: block.linktype.0 as u32,
                snaplen: Some(block.snaplen).filter(|snaplen| *snaplen != 0),
                ticks_per_second: ticks_per_second(block.if_tsresol),
                // The library reads it low byte first in every file.
                offset: if self.big_endian { offset.swap_bytes() } else { offset },
            });
        }
    }

    fn number(&self, bytes: [u8; 4]) -> u32 {
        if self.big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }
    }
}

/// An interface on which packets were captured.
struct Interface {
    link: u32,
    snaplen: Option<u32>,
    ticks_per_second: Option<u64>,
    /// Seconds to add to every time.
    offset: i64,
}

impl Interface {
    fn packet<'a>(
        &self,
        number: u64,
        time: Option<u64>,
        bytes: &'a [u8],
        cut_bytes: u64,
    ) -> Packet<'a> {
        Packet { number, time, link: self.link, snaplen: self.snaplen, bytes, cut_bytes }
    }

    fn nanoseconds(&self, ticks: u64) -> Option<u64> {
        let per_second = u128::from(self.ticks_per_second?);
        let since = u128::from(ticks) * 1_000_000_000 / per_second;
        u64::try_from(since as i128 + i128::from(self.offset) * 1_000_000_000).ok()
    }
}

/// The option `if_tsresol`: a negative power of ten, or of two where the top bit is 1.
fn ticks_per_second(resolution: u8) -> Option<u64> {
    let power = u32::from(resolution & 0x7f);
    let base: u64 = if resolution & 0x80 == 0 { 10 } else { 2 };
    base.checked_pow(power)
}
