//! The frames of one connection, both directions: chunks of bytes in, events out. No I/O, no clock.
//!
//! Where the direction of the bytes is not known, it is inferred from the MASK bit of each frame:
//! one stream then holds the frames of both ends, and each end has a state of its own. What the
//! opening handshake put in use is told by [`Conversation::agree`].
//! May import `bits`, `terms`, `finding`, `frame`, `handshake` and `message`.

mod alone;
mod closing;
mod event;
mod loss;
mod side;
mod standing;
mod steps;
mod stream;

pub use event::{Body, Frame, FrameEnd, FrameEvent, Message, Sender, SideEnd};
pub use loss::Mark;

use crate::frame::{Piece, Standing};
use crate::handshake::DeflateParams;
use crate::message::Compression;
use crate::terms::{Role, Rsv};
use side::Side;
use stream::Stream;

pub use crate::message::Keep;

/// Some bytes of the connection, as they came.
#[derive(Clone, Copy, Debug)]
pub struct Chunk<'a> {
    /// Who sent them, where that is known.
    pub from: Option<Role>,
    /// The bytes.
    pub bytes: &'a [u8],
}

/// What is known beforehand, and what the reader takes.
#[derive(Clone, Copy, Debug)]
pub struct FrameOptions {
    /// Whether the opening handshake was seen, so that no earlier frame can be missing.
    pub opening_seen: bool,
    /// The longest payload of a frame in bytes; a longer one is F12 and ends the reading.
    pub max_frame: u64,
    /// How many bytes of a message are kept, compressed or inflated; a longer one is M05.
    pub max_message: u64,
    /// Whether payload is wanted.
    pub keep: Keep,
    /// What was agreed about compression, where that is known beforehand. Without it and without
    /// the opening, a message with RSV1 is inflated on trial.
    pub deflate: Option<DeflateParams>,
}

impl Default for FrameOptions {
    /// A bare capture of frames: no handshake seen, 64 MiB a frame and a message.
    fn default() -> Self {
        Self {
            opening_seen: false,
            max_frame: 64 << 20,
            max_message: 64 << 20,
            keep: Keep::Payload,
            deflate: None,
        }
    }
}

/// The state of one connection.
#[derive(Debug)]
pub struct Conversation {
    options: FrameOptions,
    /// The RSV bits that were agreed on.
    allowed_rsv: Rsv,
    frames: u64,
    streams: [Stream; 2],
    client: Side,
    server: Side,
}

impl Conversation {
    /// A conversation of which nothing has been read.
    pub fn new(options: FrameOptions) -> Self {
        let FrameOptions { max_message, keep, .. } = options;
        let side = |role| Side::new(max_message, keep, compression(&options, role));
        let (client, server) = (side(Role::Client), side(Role::Server));
        Self {
            options,
            allowed_rsv: if options.deflate.is_some() { Rsv::RSV1 } else { Rsv::NONE },
            frames: 0,
            streams: [Stream::default(), Stream::default()],
            client,
            server,
        }
    }

    /// Learns what the opening handshake put in use, which was seen: RSV1 then means what was agreed
    /// on (RFC 7692 section 6), and no earlier frame can be missing.
    pub fn agree(&mut self, deflate: Option<DeflateParams>) {
        self.options.opening_seen = true;
        self.options.deflate = deflate;
        self.allowed_rsv = if deflate.is_some() { Rsv::RSV1 } else { Rsv::NONE };
        for role in [Role::Client, Role::Server] {
            let compression = compression(&self.options, role);
            self.side_mut(role).message.agree(compression);
        }
    }

    /// Reads a chunk, of any length, and tells what happened in it.
    pub fn read(&mut self, chunk: Chunk<'_>, on: &mut impl FnMut(FrameEvent<'_>)) {
        let mut input = chunk.bytes;
        loop {
            self.read_plain(chunk.from, &mut input, &mut |_, _| true, on);
            if !self.read_frame(chunk.from, &mut input, on) {
                return;
            }
        }
    }

    /// Reads the rest of the frame at hand, or the next one, off the front of `input`. Returns
    /// whether it ended: if not, `input` is used up, or is behind a frame that was refused.
    pub fn read_frame(
        &mut self,
        from: Option<Role>,
        input: &mut &[u8],
        on: &mut impl FnMut(FrameEvent<'_>),
    ) -> bool {
        let stream = self.stream(from);
        if stream.refused {
            stream.unread += std::mem::take(input).len() as u64;
            return false;
        }
        let before = input.len();
        if let Some((header, wire)) = stream.decoder.whole(input) {
            let at = stream.at;
            stream.at += (before - input.len()) as u64;
            self.whole(from, &header, at, wire, on);
            return true;
        }
        loop {
            let stream = self.stream(from);
            let before = input.len();
            let begins_at = stream.at - stream.held();
            let piece = stream.decoder.next(input);
            stream.at += (before - input.len()) as u64;
            match piece {
                Some(Piece::Header(header)) => {
                    let begun = self.header(from, &header, begins_at, on);
                    let is_refused = begun.is_none();
                    self.stream(from).begun = begun;
                    if is_refused {
                        return true;
                    }
                }
                Some(Piece::Payload { at, wire }) => {
                    if let Standing::Payload { header, .. } = stream.decoder.standing()
                        && let Some(begun) = stream.begun
                    {
                        self.payload(from, &begun, &header, at, wire, on);
                    }
                }
                Some(Piece::End(header)) => {
                    if let Some(begun) = stream.begun.take() {
                        let have = header.payload_len();
                        self.end(from, &begun, &header, have, FrameEnd::Whole, on);
                    }
                    return true;
                }
                None => return false,
            }
        }
    }

    /// Frees the memory that is not needed until more comes, so that many conversations at
    /// rest cost little. What has come of an unfinished frame or message stays, and so does what
    /// later messages may refer to.
    pub fn release(&mut self) {
        self.streams.iter_mut().for_each(Stream::release);
        if self.streams.iter().all(|stream| stream.begun.is_none()) {
            self.client.release();
            self.server.release();
        }
    }

    /// Bytes of memory that unfinished messages take, with what they are inflated by. Windows that
    /// are kept between messages are not counted.
    pub fn held_bytes(&self) -> usize {
        self.client.message.held_bytes() + self.server.message.held_bytes()
    }

    /// Drops what the unfinished message holds of the end that holds more, because all connections
    /// together hold more than `limit` bytes: M05, as a note, with its next frame or its end.
    pub fn shed(&mut self, limit: u64) {
        let [client, server] = [&self.client, &self.server].map(|side| side.message.held_bytes());
        let heavier = if client >= server { Role::Client } else { Role::Server };
        self.side_mut(heavier).message.shed(limit);
    }

    fn side(&self, role: Role) -> &Side {
        match role {
            Role::Client => &self.client,
            Role::Server => &self.server,
        }
    }

    const fn side_mut(&mut self, role: Role) -> &mut Side {
        match role {
            Role::Client => &mut self.client,
            Role::Server => &mut self.server,
        }
    }

    /// The stream that brings what `role` sends, where directions are known.
    fn stream_of(&self, role: Role) -> &Stream {
        let [first, second] = &self.streams;
        if role == Role::Server { second } else { first }
    }

    /// The stream of bytes that come from there; those of unknown origin share the client's.
    fn stream(&mut self, from: Option<Role>) -> &mut Stream {
        let [first, second] = &mut self.streams;
        if from == Some(Role::Server) { second } else { first }
    }

    /// The stream and the side that a frame of `role` concerns.
    fn at_work(&mut self, from: Option<Role>, role: Role) -> (&mut Stream, &mut Side) {
        let [first, second] = &mut self.streams;
        let stream = if from == Some(Role::Server) { second } else { first };
        let side = match role {
            Role::Client => &mut self.client,
            Role::Server => &mut self.server,
        };
        (stream, side)
    }
}

/// How an end compresses, as far as `options` tell.
fn compression(options: &FrameOptions, role: Role) -> Compression {
    let from_start = options.opening_seen;
    match (options.deflate, role) {
        (Some(deflate), Role::Client) => {
            Compression::On { takeover: !deflate.client_no_context_takeover, from_start }
        }
        (Some(deflate), Role::Server) => {
            Compression::On { takeover: !deflate.server_no_context_takeover, from_start }
        }
        (None, _) if options.opening_seen => Compression::Off,
        (None, _) => Compression::Unknown,
    }
}

#[cfg(test)]
mod tests;
