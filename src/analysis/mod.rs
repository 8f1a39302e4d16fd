//! The one road: bytes with direction, time and packet number in; openings, frames, messages and
//! ends out, each with its findings, and the causes of what is wrong. Every command and every view
//! draws from it, and decides nothing.
//!
//! It owns all that decides: which request a response answers, what lies behind a gap, where reading
//! goes on behind a slip, how it all went. Sound frames are told at once. Behind a frame that may be
//! explained by a slip, reading waits for evidence: so many bytes, the end, or a *pause*, with which the
//! caller says that nothing more comes for now. A cause is told by itself: it names its frame, and
//! the rows told since a pause that it explains away. So what stands at the end depends on the
//! bytes alone, never on how they were cut. Of two streams, a pause fixes what had come of the
//! other when a frame was judged.
//!
//! Sans-IO: time and pauses are arguments. May import `bits`, `terms`, `finding`, `frame`,
//! `handshake`, `message`, `conversation`, `slips` and `dissection`; words nothing.

mod at_hand;
mod body;
mod connection;
mod ending;
mod frames;
mod history;
mod lane;
mod loss;
mod memory;
mod openings;
mod suspects;
mod tally;
mod told;
mod upgrade;

use std::collections::HashMap;

pub use ending::{Closing, Ending};
pub use lane::{LOOK_BEHIND, MEMORY};
pub use memory::MAX_MEMORY;
pub use tally::Tally;
pub use told::{Cause, Place, Told};

use foldhash::fast::RandomState;

use crate::terms::Role;
use connection::Connection;

// What is told consists of values of the rooms above.
#[doc(inline)]
pub use crate::conversation::{
    Body, Frame, FrameEnd, FrameOptions, Keep, Message, Sender, SideEnd,
};
#[doc(inline)]
pub use crate::dissection::{Dissection, Half, Inflated, Opening, Verdict};
#[doc(inline)]
pub use crate::frame::{FrameHeader, Short};
#[doc(inline)]
pub use crate::handshake::{
    Agreement, BadAgreement, DeflateParams, Head, HeadEnd, HeaderField, Line, Shape, StartLine,
    Unfinished,
};
#[doc(inline)]
pub use crate::message::{Compressed, Fragment, Trial};
#[doc(inline)]
pub use crate::slips::accept::{AcceptCause, AcceptSlip};
#[doc(inline)]
pub use crate::slips::frame::{Claim, Evidence, FrameSlip};
#[doc(inline)]
pub use crate::slips::handshake::{HandshakeClaim, HandshakeSlip};

/// Bytes that were read, and where they come from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Chunk<'a> {
    /// The connection, where there are several.
    pub connection: Option<u64>,
    /// Who sent them; `None` where that is not known, or both ends share one stream.
    pub from: Option<Role>,
    /// Nanoseconds since 1970 at which they came, where that is known.
    pub time: Option<u64>,
    /// The number of the packet that brought them, where there are packets.
    pub packet: Option<u64>,
    /// The bytes.
    pub bytes: &'a [u8],
}

/// What is known beforehand. An open structure: take the rest from `default`, which knows nothing,
/// so that a new field changes nothing.
///
/// ```
/// use ws_inspect::Options;
/// use ws_inspect::analysis::FrameOptions;
///
/// // A stream that begins with its handshake, and messages of at most 1 MiB.
/// let conversation = FrameOptions { max_message: 1 << 20, ..FrameOptions::default() };
/// let options = Options { conversation, heads: true, ..Options::default() };
/// assert!(!Options::default().heads);
/// # let _ = options;
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// What is known of the frames, and what the reader takes. With [`Keep::Suspects`] plain frames
    /// are counted and not told: for those who only count, or only look for what is wrong.
    pub conversation: FrameOptions,
    /// Whether the bytes may begin with an HTTP head; else they are frames, whatever they look
    /// like.
    pub heads: bool,
    /// How many bytes all connections together hold, of unfinished messages and for evidence
    /// ([`MEMORY`] of them at most). Where they hold more, the messages that hold most are dropped:
    /// M05, as a note.
    pub max_memory: usize,
}

impl Default for Options {
    fn default() -> Self {
        let conversation = FrameOptions::default();
        Self { conversation, heads: false, max_memory: MAX_MEMORY }
    }
}

/// All connections of an input, and what was counted.
///
/// ```
/// use ws_inspect::{Analysis, Chunk, Options, Told};
///
/// let mut texts = Vec::new();
/// let mut on = |told: Told<'_>, _| {
///     if let Told::Message(message) = told {
///         texts.push(String::from_utf8_lossy(message.payload).into_owned());
///     }
/// };
/// let mut analysis = Analysis::new(Options::default());
/// // However the bytes are cut: here inside a header.
/// for bytes in [&[0x81][..], &[0x02, b'h', b'i']] {
///     analysis.read(Chunk { bytes, ..Chunk::default() }, &mut on);
/// }
/// let tally = analysis.finish(&mut on);
/// assert_eq!((tally.frames, tally.bytes), (1, 4));
/// assert_eq!(texts, ["hi"]);
/// ```
#[derive(Debug, Default)]
pub struct Analysis {
    options: Options,
    connections: HashMap<Option<u64>, Box<Connection>, RandomState>,
    shared: Shared,
}

/// What all connections share.
#[derive(Debug, Default)]
struct Shared {
    tally: Tally,
    /// Bytes of memory that hold what came, for evidence.
    held_bytes: usize,
    /// Bytes of memory that hold messages.
    message_bytes: usize,
}

impl Analysis {
    /// An analysis that has read nothing.
    pub fn new(options: Options) -> Self {
        Self { options, ..Self::default() }
    }

    /// Reads bytes, and tells what happened in them.
    pub fn read(&mut self, chunk: Chunk<'_>, on: &mut impl FnMut(Told<'_>, Place)) {
        let place = Place { connection: chunk.connection, time: chunk.time, packet: chunk.packet };
        let (connection, shared) = self.at(chunk.connection);
        connection.read(chunk.from, chunk.bytes, place, shared, on);
        connection.weigh(shared);
        self.bound_memory();
    }

    /// Learns that so many bytes of that end came and are not in the input: what they leave open is
    /// nobody's fault.
    ///
    /// ```
    /// use ws_inspect::analysis::Verdict;
    /// use ws_inspect::terms::Role;
    /// use ws_inspect::{Analysis, Chunk, Options};
    ///
    /// let (from, on) = (Role::Server, &mut |_: ws_inspect::Told<'_>, _| {});
    /// let mut analysis = Analysis::new(Options::default());
    /// // Four bytes are announced; two of them come, and a capture has lost the other two.
    /// let bytes = &[0x81, 0x04, b'a', b'b'];
    /// analysis.read(Chunk { from: Some(from), bytes, ..Chunk::default() }, on);
    /// analysis.lost(None, from, 2, on);
    /// let bytes = &[0x81, 0x01, b'c'];
    /// analysis.read(Chunk { from: Some(from), bytes, ..Chunk::default() }, on);
    /// assert_ne!(analysis.finish(on).verdict(), Verdict::Broken);
    /// ```
    pub fn lost(
        &mut self,
        connection: Option<u64>,
        from: Role,
        missing_bytes: u64,
        on: &mut impl FnMut(Told<'_>, Place),
    ) {
        let (connection, shared) = self.at(connection);
        connection.lost(from, missing_bytes, shared, on);
    }

    /// Learns that nothing more comes for now: what waits for evidence is told as it stands. No
    /// frame and no head ends by that.
    ///
    /// ```
    /// use ws_inspect::analysis::Verdict;
    /// use ws_inspect::{Analysis, Chunk, Options};
    ///
    /// let mut told = 0;
    /// let mut analysis = Analysis::new(Options::default());
    /// // A text of five bytes, of which two are here.
    /// let chunk = Chunk { bytes: &[0x81, 0x05, b'H', b'e'], ..Chunk::default() };
    /// analysis.read(chunk, &mut |_, _| told += 1);
    /// analysis.pause(&mut |_, _| told += 1);
    /// assert_eq!(told, 0);
    /// assert_eq!(analysis.finish(&mut |_, _| {}).verdict(), Verdict::Incomplete);
    /// ```
    pub fn pause(&mut self, on: &mut impl FnMut(Told<'_>, Place)) {
        for connection in self.connections.values_mut() {
            connection.pause(&mut self.shared, on);
            connection.weigh(&mut self.shared);
        }
        self.bound_memory();
    }

    /// Learns that no more comes from that end, and how it said so: what is cut there is told.
    pub fn end_of(
        &mut self,
        connection: Option<u64>,
        from: Role,
        how: Closing,
        on: &mut impl FnMut(Told<'_>, Place),
    ) {
        let (connection, shared) = self.at(connection);
        connection.ending.leave(from, how);
        connection.end_of(from, shared, on);
        connection.weigh(shared);
        self.bound_memory();
    }

    /// Ends a connection. `seen`: its end was seen, so that an end without a Close frame is C05;
    /// else the input ends before it does.
    pub fn close(
        &mut self,
        connection: Option<u64>,
        seen: bool,
        on: &mut impl FnMut(Told<'_>, Place),
    ) {
        if let Some(mut ended) = self.connections.remove(&connection) {
            ended.close(seen, &mut self.shared, on);
        }
    }

    /// Ends the input, and with it every connection.
    pub fn finish(&mut self, on: &mut impl FnMut(Told<'_>, Place)) -> &Tally {
        let mut open: Vec<Option<u64>> = self.connections.keys().copied().collect();
        open.sort_unstable();
        open.into_iter().for_each(|connection| self.close(connection, false, on));
        &self.shared.tally
    }

    /// What was counted so far.
    pub const fn tally(&self) -> &Tally {
        &self.shared.tally
    }

    /// Takes what was counted.
    pub fn into_tally(self) -> Tally {
        self.shared.tally
    }

    fn at(&mut self, number: Option<u64>) -> (&mut Connection, &mut Shared) {
        let options = self.options;
        let connection = self
            .connections
            .entry(number)
            .or_insert_with(|| Box::new(Connection::new(number, options)));
        (connection, &mut self.shared)
    }
}

#[cfg(test)]
mod tests;
