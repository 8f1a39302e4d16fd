//! The records of a pcap file, read by `pcap-parser`: microseconds or nanoseconds, either byte
//! order, and the format with longer record heads.

use pcap_parser::nom::Err as Nom;
use pcap_parser::nom::Needed;
use pcap_parser::pcap::{
    LegacyPcapBlock, PcapHeader, parse_pcap_frame, parse_pcap_frame_be, parse_pcap_frame_modified,
    parse_pcap_header,
};

use super::packets::{MAX_RECORD, Packet, Step};
use super::remark::Unreadable;

/// What the head of the file says; `None` before it is read.
pub(super) struct Pcap {
    header: Option<PcapHeader>,
}

impl Pcap {
    pub(super) fn new() -> Self {
        Self { header: None }
    }

    /// Reads one record at the start of `bytes`.
    pub(super) fn step(
        &mut self,
        bytes: &[u8],
        number: u64,
        on: &mut impl FnMut(Packet<'_>),
    ) -> Step {
        let Some(header) = &self.header else {
            return match parse_pcap_header(bytes) {
                Ok((_, header)) => {
                    self.header = Some(header);
                    Step::Done(HEADER)
                }
                Err(Nom::Incomplete(_)) => Step::Need(HEADER),
                Err(_) => Step::Stop(Unreadable::NotACapture),
            };
        };
        let record = if header.is_modified_format() {
            parse_pcap_frame_modified(bytes)
        } else if header.is_bigendian() {
            parse_pcap_frame_be(bytes)
        } else {
            parse_pcap_frame(bytes)
        };
        // What is needed in all, and not what is lacking: that depends on how the file is cut.
        let (whole, packet) = match record {
            Ok((rest, record)) => (bytes.len() - rest.len(), Some(packet(header, number, &record))),
            Err(Nom::Incomplete(Needed::Size(more))) => (bytes.len() + more.get(), None),
            Err(_) => return Step::Stop(Unreadable::BadBlock),
        };
        match packet {
            _ if whole > MAX_RECORD => Step::Stop(Unreadable::TooLong { limit: MAX_RECORD as u64 }),
            Some(packet) => {
                on(packet);
                Step::Done(whole)
            }
            None => Step::Need(whole),
        }
    }
}

/// Length of the file's head in bytes.
const HEADER: usize = 24;

fn packet<'a>(header: &PcapHeader, number: u64, record: &LegacyPcapBlock<'a>) -> Packet<'a> {
    let unit = if header.is_nanosecond_precision() { 1 } else { 1000 };
    Packet {
        number,
        time: Some(u64::from(record.ts_sec) * 1_000_000_000 + u64::from(record.ts_usec) * unit),
        // The upper bits tell of checksums at the end of frames.
        link: header.network.0 as u32 & 0xffff,
        snaplen: Some(header.snaplen),
        bytes: record.data,
        cut_bytes: u64::from(record.origlen.saturating_sub(record.caplen)),
    }
}
