//! A pcap or pcapng file from its bytes to the bytes of its connections.

use super::event::{Event, Remark, Totals};
use super::link::{Content, content};
use super::packets::{Packet, Packets, Record};
use super::select::Options;
use super::tcp::{Connections, Mark};

/// A pcap or pcapng file that is read in pieces of any size; memory does not grow with it.
///
/// How the file is cut into pieces changes nothing in what is told.
pub struct Capture {
    packets: Packets,
    connections: Connections,
    totals: Totals,
}

impl Capture {
    /// A capture of which nothing has been read.
    pub fn new(options: Options) -> Self {
        Self {
            packets: Packets::new(),
            connections: Connections::new(options),
            totals: Totals::default(),
        }
    }

    /// Reads the next piece of the file and tells what is in it.
    pub fn read(&mut self, bytes: &[u8], on: &mut impl FnMut(Event<'_>)) {
        let Self { packets, connections, totals } = self;
        packets.read(bytes, &mut |record| match record {
            Record::Packet(packet) => read_packet(&packet, connections, totals, on),
            Record::Remark(remark) => on(Event::Remark(remark)),
        });
    }

    /// Whether the file cannot be read on: more bytes of it would be ignored.
    pub fn is_stopped(&self) -> bool {
        self.packets.is_stopped()
    }

    /// What has been counted so far.
    pub fn totals(&self) -> Totals {
        self.totals
    }

    /// Ends every connection that is still open, and tells where the file is cut.
    pub fn finish(&mut self, on: &mut impl FnMut(Event<'_>)) {
        self.connections.finish(&mut self.totals, on);
        self.packets.finish(&mut |record| {
            if let Record::Remark(remark) = record {
                on(Event::Remark(remark));
            }
        });
    }
}

fn read_packet(
    packet: &Packet<'_>,
    connections: &mut Connections,
    totals: &mut Totals,
    on: &mut impl FnMut(Event<'_>),
) {
    let Packet { number, time, link, snaplen, cut_bytes, .. } = *packet;
    totals.packets = number;
    let content = content(packet);
    if cut_bytes > 0 && first(&mut totals.cut_packets) {
        on(Event::Remark(Remark::CutPackets { packet: number, snaplen }));
    }
    match content {
        Content::Tcp(segment) => {
            totals.tcp_packets += 1;
            connections.push(&segment, Mark { time, packet: number }, totals, on);
        }
        Content::Other => {}
        Content::Fragment => {
            if first(&mut totals.fragments) {
                on(Event::Remark(Remark::Fragments { packet: number }));
            }
        }
        Content::Bad => {
            if first(&mut totals.bad_packets) {
                on(Event::Remark(Remark::BadPackets { packet: number }));
            }
        }
        Content::UnsupportedLink => {
            if first(&mut totals.unsupported) {
                on(Event::Remark(Remark::UnsupportedLink { packet: number, link }));
            }
        }
    }
}

/// Counts one more, and tells whether it is the first.
fn first(count: &mut u64) -> bool {
    *count += 1;
    *count == 1
}
