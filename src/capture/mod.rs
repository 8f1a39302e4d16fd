//! Captures: files that hold connections, read in pieces of any size. No I/O, no clock.
//!
//! [`Kind::of`] tells what a file is. [`Capture`] reads pcap and pcapng: packets, their TCP
//! segments, and from these the bytes of each connection in order. [`Follow`] reads what
//! `tshark -z follow` prints, and [`har`] what a browser saved. May import `bits`, `terms`,
//! `frame`, `handshake`; never decodes a frame and never makes a sentence (`prose::capture` does).
//!
//! Bytes of a connection are told as soon as those before them are here, borrowed from the piece
//! that was read wherever they lie in it. What waits (segments ahead of a hole, the beginning of a
//! request) is bounded for all connections together by [`Options::max_held`], and the number of
//! connections by [`Options::max_connections`]. Where frames go on behind a [`Gap`],
//! [`Analysis::lost`](crate::Analysis::lost) finds out.

mod event;
mod follow;
pub mod har;
mod kind;
mod layers;
mod packets;
mod pcap;
mod pcapng;
mod preamble;
mod reader;
#[doc(hidden)]
pub mod recognise;
mod record;
mod remark;
mod select;
mod tcp;
mod unpack;

pub use event::{
    Because, Carries, Closed, ConnectionEnd, Data, Ends, Event, Finished, Gap, Missing, Opened,
    PassedOver, Preamble, Sign, Signal, Way,
};
pub use follow::Follow;
pub use har::{
    Har, HarClose, HarEntry, HarError, HarFailure, HarFault, HarMessage, HarRequest, HarResponse,
};
pub use kind::{FileCompression, Foreign, Kind};
pub use reader::Capture;
#[doc(hidden)]
pub use recognise::FirstBytes;
pub use record::Recorder;
pub use remark::{CaptureRemark, CaptureTotals, Protocol, Unreadable};
pub use select::{Options, Selection};
pub use unpack::unpack;
