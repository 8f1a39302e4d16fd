//! A pcap or pcapng file from its bytes to the bytes of its connections.

use super::event::Event;
use super::layers::{Content, Fragments, Lost, content, content_of_whole};
use super::packets::{Packet, Packets, Record};
use super::remark::{CaptureRemark, CaptureTotals, Protocol};
use super::select::Options;
use super::tcp::{Connections, Mark};

/// A pcap or pcapng file that is read in pieces of any size; memory does not grow with it.
///
/// How the file is cut into pieces changes nothing in what is told.
///
/// ```
/// use ws_inspect::capture::{Capture, Event, Options};
///
/// let mut capture = Capture::new(Options::default());
/// let mut told = Vec::new();
/// capture.read(b"not a capture at all", &mut |event| {
///     if let Event::Remark(remark) = event {
///         told.push(remark.to_string());
///     }
/// });
/// capture.finish(&mut |_| {});
/// assert!(capture.is_stopped());
/// assert_eq!(told.len(), 1, "{told:?}");
/// ```
pub struct Capture {
    packets: Packets,
    inside: Inside,
}

/// What is known of the packets.
struct Inside {
    connections: Connections,
    fragments: Fragments,
    /// Protocols and link types that were said to be left out.
    unread: Vec<Protocol>,
    links: Vec<u32>,
    totals: CaptureTotals,
}

impl Capture {
    /// A capture of which nothing has been read.
    pub fn new(options: Options) -> Self {
        let inside = Inside {
            connections: Connections::new(options),
            fragments: Fragments::default(),
            unread: Vec::new(),
            links: Vec::new(),
            totals: CaptureTotals::default(),
        };
        Self { packets: Packets::new(), inside }
    }

    /// Reads the next piece of the file and tells what is in it.
    pub fn read(&mut self, bytes: &[u8], on: &mut impl FnMut(Event<'_>)) {
        let Self { packets, inside } = self;
        packets.read(bytes, &mut |record| match record {
            Record::Packet(packet) => inside.packet(&packet, on),
            Record::Remark(remark) => on(Event::Remark(remark)),
        });
    }

    /// Whether the file cannot be read on: more bytes of it would be ignored.
    pub fn is_stopped(&self) -> bool {
        self.packets.is_stopped()
    }

    /// What has been counted so far.
    pub fn totals(&self) -> CaptureTotals {
        self.inside.totals
    }

    /// Ends every connection that is still open, and tells where the file is cut.
    pub fn finish(&mut self, on: &mut impl FnMut(Event<'_>)) {
        let Inside { connections, fragments, totals, .. } = &mut self.inside;
        while let Some(lost) = fragments.give_up() {
            leave_out(lost, totals, on);
        }
        connections.finish(totals, on);
        self.packets.finish(&mut |record| {
            if let Record::Remark(remark) = record {
                on(Event::Remark(remark));
            }
        });
    }
}

impl Inside {
    fn packet(&mut self, packet: &Packet<'_>, on: &mut impl FnMut(Event<'_>)) {
        let Packet { number, snaplen, cut_bytes, .. } = *packet;
        self.totals.packets = number;
        if cut_bytes > 0 && first(&mut self.totals.cut_packets) {
            on(Event::Remark(CaptureRemark::CutPackets { packet: number, snaplen }));
        }
        self.content(content(packet), packet, on);
    }

    fn content(
        &mut self,
        content: Content<'_>,
        packet: &Packet<'_>,
        on: &mut impl FnMut(Event<'_>),
    ) {
        let Packet { number, time, link, .. } = *packet;
        let Self { connections, fragments, unread, links, totals } = self;
        match content {
            Content::Tcp(segment) => {
                totals.tcp_packets += 1;
                connections.push(&segment, Mark { time, packet: number }, totals, on);
            }
            Content::Other => {}
            Content::Fragment(part) => match fragments.add(&part, number) {
                Ok(whole) => self.content(content_of_whole(&part, &whole), packet, on),
                Err(Some(lost)) => leave_out(lost, totals, on),
                Err(None) => {}
            },
            Content::Bad => {
                if first(&mut totals.bad_packets) {
                    on(Event::Remark(CaptureRemark::BadPackets { packet: number }));
                }
            }
            Content::Unread(protocol) => {
                totals.unread += 1;
                if !unread.contains(&protocol) {
                    unread.push(protocol);
                    on(Event::Remark(CaptureRemark::Unread { packet: number, protocol }));
                }
            }
            Content::UnsupportedLink => {
                totals.unsupported += 1;
                if !links.contains(&link) && links.len() < MAX_LINKS {
                    links.push(link);
                    on(Event::Remark(CaptureRemark::UnsupportedLink { packet: number, link }));
                }
            }
        }
    }
}

/// Of more link types than this, the rest is only counted.
const MAX_LINKS: usize = 16;

/// Counts fragments that are left out, and tells the first of them.
fn leave_out(lost: Lost, totals: &mut CaptureTotals, on: &mut impl FnMut(Event<'_>)) {
    if totals.fragments == 0 {
        on(Event::Remark(CaptureRemark::Fragments { packet: lost.packet }));
    }
    totals.fragments += lost.count;
}

/// Counts one more, and tells whether it is the first.
fn first(count: &mut u64) -> bool {
    *count += 1;
    *count == 1
}
