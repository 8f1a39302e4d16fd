//! What the analysis tells. Values that borrow what they tell of; nothing is copied for those who
//! do not want it.

use std::ops::Range;

use super::Ending;
use crate::conversation::{Body, Frame, Message, Sender, SideEnd};
use crate::dissection::Opening;
use crate::slips::frame::Claim;
use crate::slips::handshake::HandshakeClaim;

/// Where and when something happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The connection, as in `tcp.stream` of tshark; `None` where the input is one.
    pub connection: Option<u64>,
    /// Nanoseconds since 1970 at which its last byte came, where that is known.
    pub time: Option<u64>,
    /// The packet that brought its last byte, from 1, as in `frame.number` of tshark.
    pub packet: Option<u64>,
}

/// What happened.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub enum Told<'a> {
    /// A request, a response, or a request with its response, and what they agree on.
    Opening(&'a Opening),
    /// A frame is whole, or will never be.
    Frame(&'a Frame<'a>),
    /// A message of one or more frames is whole.
    Message(&'a Message<'a>),
    /// What made a frame, or a head, what it is.
    Cause(Cause<'a>),
    /// Bytes that are no frames: what follows a head that opens no connection.
    Body(Body),
    /// The end of a connection was seen: who began to close it, and how.
    Over(Ending),
    /// One end will send no more, and that breaks rules.
    Ended(SideEnd<'a>),
}

/// Why something is as it is: slips that account for it.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub enum Cause<'a> {
    /// Of a frame that was told before.
    Frame {
        /// Its number.
        number: u64,
        /// Index in its stream of its first byte.
        at: u64,
        /// Who sent it.
        sender: Sender,
        /// The slips, likeliest first.
        claims: &'a [Claim],
        /// The numbers of frames of its stream that were told since a pause, and are none. Where both
        /// directions are known, those of the other that came between stand.
        explains: &'a Range<u64>,
    },
    /// Of heads that were told before, as the bytes behind them show.
    Heads(&'a [HandshakeClaim]),
}
