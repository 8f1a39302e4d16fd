//! The records of a pcap or pcapng file: bytes in, in pieces of any size, packets out.
//!
//! A record that lies whole in the piece at hand is read where it lies; only one that is cut at
//! the end of a piece is carried over, so that memory stays at one record whatever the file.

use super::pcap::Pcap;
use super::pcapng::Pcapng;
use super::remark::{CaptureRemark, Unreadable};

/// The longest packet or block that is read, in bytes; tools cut packets at 256 KiB.
pub(super) const MAX_RECORD: usize = 1 << 20;

/// A packet as it was captured.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packet<'a> {
    /// Its number in the file, from 1.
    pub(super) number: u64,
    /// Nanoseconds since 1970, where the file says.
    pub(super) time: Option<u64>,
    /// The number of its link type.
    pub(super) link: u32,
    /// The length to which the capture cuts packets, where it says.
    pub(super) snaplen: Option<u32>,
    /// Its bytes, as far as they were captured.
    pub(super) bytes: &'a [u8],
    /// How many bytes of it were not captured.
    pub(super) cut_bytes: u64,
}

/// What the records give.
pub(super) enum Record<'a> {
    Packet(Packet<'a>),
    Remark(CaptureRemark),
}

/// What a step over the bytes at hand came to.
pub(super) enum Step {
    /// So many bytes are read.
    Done(usize),
    /// A record begins that is so many bytes long at least.
    Need(usize),
    /// So many bytes are of no interest.
    Skip(u64),
    /// A record of so many bytes cannot be read; the next one can.
    Bad(usize),
    /// Nothing can be read from here on.
    Stop(Unreadable),
}

enum Format {
    Unknown,
    Pcap(Pcap),
    Pcapng(Pcapng),
}

/// A file that is read in pieces.
pub(super) struct Packets {
    format: Format,
    /// The beginning of a record whose end has not come.
    carry: Vec<u8>,
    /// How long that record is, as far as that is known.
    need: usize,
    /// Length of a record of no interest, and how much of it is still to come.
    skipped: u64,
    skip: u64,
    /// Byte of the file at which the record at hand begins.
    at: u64,
    packets: u64,
    stopped: bool,
}

impl Packets {
    pub(super) fn new() -> Self {
        Self {
            format: Format::Unknown,
            carry: Vec::new(),
            need: 0,
            skipped: 0,
            skip: 0,
            at: 0,
            packets: 0,
            stopped: false,
        }
    }

    /// Whether the file cannot be read on.
    pub(super) fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// Reads the next piece of the file.
    pub(super) fn read(&mut self, mut bytes: &[u8], on: &mut impl FnMut(Record<'_>)) {
        while !self.stopped {
            if self.skip > 0 {
                bytes = self.skip_some(bytes);
            }
            if bytes.is_empty() {
                return;
            }
            if !self.carry.is_empty() {
                bytes = self.complete_carried(bytes, on);
                continue;
            }
            match self.step(bytes, on) {
                Some(read) => bytes = bytes.get(read..).unwrap_or_default(),
                None => {
                    self.carry.extend_from_slice(bytes);
                    return;
                }
            }
        }
    }

    /// Tells what is missing where the file ends inside a record.
    pub(super) fn finish(&mut self, on: &mut impl FnMut(Record<'_>)) {
        let begun = self.carry.len() as u64;
        if self.stopped || (begun == 0 && self.skip == 0 && self.at > 0) {
            return;
        }
        self.stopped = true;
        let missing_bytes =
            if self.skip > 0 { self.skip } else { (self.need as u64).saturating_sub(begun).max(1) };
        let (at, after_packet) = (self.at, self.packets);
        on(Record::Remark(match self.format {
            Format::Unknown if begun < 4 => {
                CaptureRemark::Unreadable { at, after_packet, why: Unreadable::NotACapture }
            }
            _ => CaptureRemark::Truncated { at, after_packet, missing_bytes },
        }));
    }

    fn skip_some<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        let here = usize::try_from(self.skip).unwrap_or(usize::MAX).min(bytes.len());
        self.skip -= here as u64;
        if self.skip == 0 {
            self.at += self.skipped;
        }
        bytes.get(here..).unwrap_or_default()
    }

    /// Adds to the carried record no more than it needs, and reads it when it is whole.
    fn complete_carried<'a>(
        &mut self,
        bytes: &'a [u8],
        on: &mut impl FnMut(Record<'_>),
    ) -> &'a [u8] {
        let lacking = self.need.saturating_sub(self.carry.len()).max(1);
        let (head, rest) = bytes.split_at_checked(lacking).unwrap_or((bytes, &[]));
        self.carry.extend_from_slice(head);
        if self.carry.len() >= self.need {
            let mut record = std::mem::take(&mut self.carry);
            if let Some(read) = self.step(&record, on) {
                record.drain(..read.min(record.len()));
            }
            self.carry = record;
        }
        rest
    }

    /// Reads one record at the start of `bytes`: its length, or `None` if it is not whole.
    fn step(&mut self, bytes: &[u8], on: &mut impl FnMut(Record<'_>)) -> Option<usize> {
        let number = self.packets + 1;
        let mut packet = |packet: Packet<'_>| {
            self.packets = number;
            on(Record::Packet(packet));
        };
        let step = match &mut self.format {
            Format::Unknown => match begin(bytes) {
                Ok(format) => {
                    self.format = format;
                    return self.step(bytes, on);
                }
                Err(step) => step,
            },
            Format::Pcap(pcap) => pcap.step(bytes, number, &mut packet),
            Format::Pcapng(pcapng) => pcapng.step(bytes, number, &mut packet),
        };
        let (at, after_packet) = (self.at, self.packets);
        let read = match step {
            Step::Done(read) => read,
            Step::Need(need) => {
                self.need = need;
                return None;
            }
            Step::Skip(len) => {
                (self.skipped, self.skip) = (len, len);
                return Some(self.skip_in(bytes));
            }
            Step::Bad(len) => {
                on(Record::Remark(CaptureRemark::BlockSkipped { at, after_packet }));
                len
            }
            Step::Stop(why) => {
                self.stopped = true;
                on(Record::Remark(CaptureRemark::Unreadable { at, after_packet, why }));
                0
            }
        };
        self.at += read as u64;
        Some(read)
    }

    fn skip_in(&mut self, bytes: &[u8]) -> usize {
        bytes.len() - self.skip_some(bytes).len()
    }
}

/// The format that a file of this beginning has.
fn begin(bytes: &[u8]) -> Result<Format, Step> {
    use super::kind::Kind;
    let Some(magic) = bytes.get(..4) else { return Err(Step::Need(4)) };
    match Kind::of(magic) {
        Kind::Pcap => Ok(Format::Pcap(Pcap::new())),
        Kind::Pcapng => Ok(Format::Pcapng(Pcapng::new())),
        _ => Err(Step::Stop(Unreadable::NotACapture)),
    }
}
