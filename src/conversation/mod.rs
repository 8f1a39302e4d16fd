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
mod stream;

pub use event::{Body, Ended, Event, Frame, FrameEnd, Message, Opening, Sender};
pub use loss::Mark;

use crate::bits::Span;
use crate::finding::{Fault, Finding, MisplacedRsv1};
use crate::frame::judge::{Circumstances, judge};
use crate::frame::{FrameHeader, Piece, Standing};
use crate::handshake::DeflateParams;
use crate::message::Compression;
use crate::terms::{Opcode, Role, Rsv};
use side::Side;
use stream::{Begun, Stream};

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
pub struct Options {
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

impl Default for Options {
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
    options: Options,
    /// The RSV bits that were agreed on.
    allowed_rsv: Rsv,
    frames: u64,
    streams: [Stream; 2],
    client: Side,
    server: Side,
}

impl Conversation {
    /// A conversation of which nothing has been read.
    pub fn new(options: Options) -> Self {
        let Options { max_message, keep, .. } = options;
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
    pub fn read(&mut self, chunk: Chunk<'_>, on: &mut impl FnMut(Event<'_>)) {
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
        on: &mut impl FnMut(Event<'_>),
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

    /// Bytes of memory that unfinished messages take. Windows of compression are not counted.
    pub fn held_bytes(&self) -> usize {
        self.client.message.held_bytes() + self.server.message.held_bytes()
    }

    /// Judges a header; gives the frame that it begins, unless that is refused.
    #[inline]
    fn header(
        &mut self,
        from: Option<Role>,
        header: &FrameHeader,
        at: u64,
        on: &mut impl FnMut(Event<'_>),
    ) -> Option<Begun> {
        self.frames += 1;
        let (number, allowed_rsv) = (self.frames, self.allowed_rsv);
        let Options { opening_seen, max_frame, .. } = self.options;
        let inferred = if header.mask_key.is_some() { Role::Client } else { Role::Server };
        let role = from.unwrap_or(inferred);
        let (stream, side) = self.at_work(from, role);
        let beside = Circumstances {
            sender: from,
            allowed_rsv,
            opening_seen,
            max_payload: max_frame,
            previous_key: side.previous_key,
        };
        let findings = &mut stream.findings;
        findings.clear();
        judge(header, &beside, findings);
        if header.rsv.is_set(1) && allowed_rsv.is_set(1) {
            judge_rsv1(header, findings);
        }
        side.begin(header, number, opening_seen, findings);
        findings.iter().for_each(|finding| on(Event::Finding(number, finding)));
        let refused = findings.iter().any(|finding| {
            matches!(finding.fault, Fault::LengthTopBit { .. } | Fault::OverLimit { .. })
        });
        let sender = from.map_or(Sender::Inferred(role), Sender::Known);
        let begun = Begun { number, at, sender, role };
        if !refused {
            return Some(begun);
        }
        stream.refused = true;
        self.end(from, &begun, header, 0, FrameEnd::Refused, on);
        None
    }

    /// Reads a frame that came in one piece: the same steps, one after another.
    fn whole(
        &mut self,
        from: Option<Role>,
        header: &FrameHeader,
        at: u64,
        wire: &[u8],
        on: &mut impl FnMut(Event<'_>),
    ) {
        let Some(begun) = self.header(from, header, at, on) else {
            self.stream(from).unread += wire.len() as u64;
            return;
        };
        if !wire.is_empty() {
            self.payload(from, &begun, header, 0, wire, on);
        }
        self.end(from, &begun, header, wire.len() as u64, FrameEnd::Whole, on);
    }

    #[inline]
    fn payload(
        &mut self,
        from: Option<Role>,
        begun: &Begun,
        header: &FrameHeader,
        at: u64,
        wire: &[u8],
        on: &mut impl FnMut(Event<'_>),
    ) {
        let (stream, side) = self.at_work(from, begun.role);
        let told = stream.findings.len();
        side.payload(header, at, wire, &mut stream.findings);
        let fresh = stream.findings.iter().skip(told);
        fresh.for_each(|finding| on(Event::Finding(begun.number, finding)));
    }

    #[inline]
    fn end(
        &mut self,
        from: Option<Role>,
        begun: &Begun,
        header: &FrameHeader,
        have: u64,
        end: FrameEnd,
        on: &mut impl FnMut(Event<'_>),
    ) {
        let Begun { number, at, sender, role } = *begun;
        let keep = self.options.keep;
        let (stream, side) = self.at_work(from, role);
        let told = stream.findings.len();
        match end {
            FrameEnd::Whole => side.end_frame(header, &mut stream.findings),
            FrameEnd::Cut => side.cut_frame(header, &mut stream.findings),
            FrameEnd::Refused => side.cut = true,
        }
        let fresh = stream.findings.iter().skip(told);
        fresh.for_each(|finding| on(Event::Finding(number, finding)));
        let is_control = header.opcode.is_control();
        let fragment = if is_control { None } else { side.message.fragment() };
        let wanted = keep == Keep::Payload || !stream.findings.is_empty();
        let payload = match is_control {
            true => &side.control,
            false if wanted => side.message.fragment_bytes(),
            false => &[],
        };
        let compressed = if is_control { None } else { side.message.compressed() };
        let findings = &stream.findings;
        on(Event::Frame(Frame {
            number,
            at,
            sender,
            header: Some(*header),
            cut_header: &[],
            have,
            payload,
            compressed,
            fragment,
            findings,
            end,
        }));
        if let (Some(fragment), true, FrameEnd::Whole) = (fragment, header.fin, end) {
            on(Event::Message(Message {
                sender,
                kind: fragment.kind,
                first_frame: fragment.first_frame,
                last_frame: number,
                len: fragment.message_len,
                payload: match keep {
                    Keep::Payload => side.message.message_bytes(),
                    Keep::Suspects => &[],
                },
                compressed: compressed.map(|compressed| (compressed.message_len, compressed.trial)),
            }));
            side.message.close();
        }
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
fn compression(options: &Options, role: Role) -> Compression {
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

/// Judges where RSV1 stands, where it was agreed on (RFC 7692 section 6).
#[cold]
fn judge_rsv1(header: &FrameHeader, findings: &mut Vec<Finding>) {
    let opcode = header.opcode;
    if opcode.is_control() || opcode == Opcode::CONTINUATION {
        findings.push(Finding::on_wire(MisplacedRsv1 { opcode }, Span::new(0, 1)));
    }
}

#[cfg(test)]
mod tests;
