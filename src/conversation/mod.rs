//! One connection, both directions: chunks of bytes in, events out. No I/O, no clock.
//!
//! Where the direction of the bytes is not known, it is inferred from the MASK bit of each frame:
//! one stream then holds the frames of both ends, and each end has a state of its own.
//! May import `bits`, `terms`, `finding`, `frame` and `message`.

mod event;
mod side;
mod stream;

pub use event::{Event, Frame, FrameEnd, Message, Sender};

use crate::bits::Span;
use crate::finding::{Fault, Finding};
use crate::frame::judge::{Circumstances, judge};
use crate::frame::{FrameHeader, Piece, Standing};
use crate::terms::{Role, Rsv};
use side::Side;
use stream::{Current, Stream};

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
    /// How many bytes of a message are kept; a longer one is M05.
    pub max_message: u64,
}

impl Default for Options {
    /// A bare capture: no handshake seen, 64 MiB a frame and a message.
    fn default() -> Self {
        Self { opening_seen: false, max_frame: 64 << 20, max_message: 64 << 20 }
    }
}

/// The state of one connection.
#[derive(Clone, Debug)]
pub struct Conversation {
    options: Options,
    frames: u64,
    streams: [Stream; 2],
    client: Side,
    server: Side,
}

impl Conversation {
    /// A conversation of which nothing has been read.
    pub fn new(options: Options) -> Self {
        let side = Side::new(options.max_message);
        Self { options, frames: 0, streams: Default::default(), client: side.clone(), server: side }
    }

    /// Reads a chunk, of any length, and tells what happened in it.
    pub fn read(&mut self, chunk: Chunk<'_>, on: &mut impl FnMut(Event<'_>)) {
        let mut input = chunk.bytes;
        loop {
            let stream = self.stream(chunk.from);
            if stream.refused {
                stream.unread += input.len() as u64;
                return;
            }
            let before = input.len();
            let begins_at = stream.at - stream.held();
            let piece = stream.decoder.next(&mut input);
            stream.at += (before - input.len()) as u64;
            match piece {
                Some(Piece::Header(header)) => self.header(chunk.from, header, begins_at, on),
                Some(Piece::Payload { at, wire }) => self.payload(chunk.from, at, wire, on),
                Some(Piece::End) => self.end(chunk.from, FrameEnd::Whole, on),
                None => return,
            }
        }
    }

    /// Tells that nothing more will come: what is unfinished is told as far as it came.
    pub fn finish(&mut self, on: &mut impl FnMut(Event<'_>)) {
        for from in [Some(Role::Client), Some(Role::Server)] {
            let stream = self.stream(from);
            match stream.decoder.standing() {
                _ if stream.refused => {}
                Standing::Header([]) => {}
                Standing::Header(held) => {
                    let (have, held) = (held.len(), held.to_vec());
                    self.cut_header(from, have, &held, on);
                }
                Standing::Payload { header, have } => {
                    let start = header.header_len();
                    let fault = Fault::ShortPayload { have, need: header.payload_len() };
                    let end = start.saturating_add(usize::try_from(have).unwrap_or(usize::MAX));
                    stream.findings.push(Finding::on_wire(fault, Span::new(start, end)));
                    self.end(from, FrameEnd::Cut, on);
                }
            }
        }
    }

    /// Forgets the frame at hand: the next chunk from there begins with the first byte of a frame.
    /// What each end has sent before stays known.
    pub fn resume(&mut self, from: Option<Role>) {
        let stream = self.stream(from);
        *stream = Stream { at: stream.at, unread: stream.unread, ..Stream::default() };
    }

    /// Bytes that came behind a frame that was refused, and were not read.
    pub fn unread(&self) -> u64 {
        self.streams.iter().map(|stream| stream.unread).sum()
    }

    fn header(
        &mut self,
        from: Option<Role>,
        header: FrameHeader,
        at: u64,
        on: &mut impl FnMut(Event<'_>),
    ) {
        self.frames += 1;
        let (number, options) = (self.frames, self.options);
        let inferred = if header.mask_key.is_some() { Role::Client } else { Role::Server };
        let role = from.unwrap_or(inferred);
        let (stream, side) = self.at_work(from, role);
        let beside = Circumstances {
            sender: from,
            allowed_rsv: Rsv::NONE,
            opening_seen: options.opening_seen,
            max_payload: options.max_frame,
            previous_key: side.previous_key,
        };
        let findings = &mut stream.findings;
        findings.clear();
        judge(&header, &beside, findings);
        side.begin(&header, number, options.opening_seen, findings);
        findings.iter().for_each(|finding| on(Event::Finding(number, finding)));
        let refused = findings.iter().any(|finding| {
            matches!(finding.fault, Fault::LengthTopBit { .. } | Fault::OverLimit { .. })
        });
        let sender = from.map_or(Sender::Inferred(role), Sender::Known);
        stream.current = Some(Current { number, at, sender, role, header, have: 0 });
        if refused {
            stream.refused = true;
            self.end(from, FrameEnd::Refused, on);
        }
    }

    fn payload(
        &mut self,
        from: Option<Role>,
        at: u64,
        wire: &[u8],
        on: &mut impl FnMut(Event<'_>),
    ) {
        let Some(current) = self.stream(from).current else { return };
        let (stream, side) = self.at_work(from, current.role);
        let told = stream.findings.len();
        side.payload(&current.header, at, wire, &mut stream.findings);
        let fresh = stream.findings.iter().skip(told);
        fresh.for_each(|finding| on(Event::Finding(current.number, finding)));
        let have = at + wire.len() as u64;
        stream.current = Some(Current { have, ..current });
    }

    fn end(&mut self, from: Option<Role>, end: FrameEnd, on: &mut impl FnMut(Event<'_>)) {
        let Some(current) = self.stream(from).current.take() else { return };
        let Current { number, at, sender, role, header, have } = current;
        let (stream, side) = self.at_work(from, role);
        let told = stream.findings.len();
        if end == FrameEnd::Whole {
            side.end_frame(&header, &mut stream.findings);
        }
        let fresh = stream.findings.iter().skip(told);
        fresh.for_each(|finding| on(Event::Finding(number, finding)));
        let is_control = header.opcode.is_control();
        let fragment = if is_control { None } else { side.message.fragment() };
        let payload = if is_control { &side.control } else { side.message.fragment_bytes() };
        let header_seen = Some(header);
        let findings = &stream.findings;
        on(Event::Frame(Frame {
            number,
            at,
            sender,
            header: header_seen,
            have,
            payload,
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
                payload: side.message.message_bytes(),
            }));
            side.message.close();
        }
    }

    fn cut_header(
        &mut self,
        from: Option<Role>,
        have: usize,
        held: &[u8],
        on: &mut impl FnMut(Event<'_>),
    ) {
        self.frames += 1;
        let need = FrameHeader::read(held).err().map_or(have, |short| short.need);
        let fault = Fault::ShortHeader { have, need };
        let finding = Finding::on_wire(fault, Span::new(0, have));
        let number = self.frames;
        let at = self.stream(from).at - have as u64;
        on(Event::Finding(number, &finding));
        on(Event::Frame(Frame {
            number,
            at,
            sender: Sender::Unknown,
            header: None,
            have: 0,
            payload: &[],
            fragment: None,
            findings: &[finding],
            end: FrameEnd::Cut,
        }));
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

#[cfg(test)]
mod tests;
