//! One end of one open connection: what the peer's bytes mean, and what is said to it.
//! May import `conversation`, `finding`, `handshake`, `message`, `terms` and its neighbours.
//!
//! Reads with `conversation` and has no opinion of its own on what is right: a finding of the
//! level error fails the connection with the code that its rule names (RFC 6455 section 7.1.7).

use std::borrow::Cow;
use std::time::Duration;

use super::{Application, Compressor, Heard, Outgoing};
use crate::conversation::{self, Chunk, Conversation, Frame, FrameEvent};
use crate::finding::{Finding, Level, Rule};
use crate::frame::judge::MAX_CONTROL_PAYLOAD;
use crate::handshake::DeflateParams;
use crate::message::{CloseBody, most_compressed};
use crate::terms::{CloseCode, Opcode, Role};

/// What is known of a connection when its handshake is done.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Which end we are.
    pub role: Role,
    /// The parameters of permessage-deflate, where both have agreed on it.
    pub deflate: Option<DeflateParams>,
    /// How many bytes of a message are taken, compressed or inflated; a longer one is M05.
    pub max_message: u64,
    /// Bytes that have gone to the peer: the head.
    pub sent_bytes: u64,
}

/// One end of one connection.
#[derive(Debug)]
pub struct Endpoint {
    conversation: Conversation,
    sending: Sending,
}

/// All of an endpoint but the reader: how far the connection is, and what may be sent.
#[derive(Debug)]
pub struct Sending {
    role: Role,
    compressor: Compressor,
    state: State,
    ping: Option<Ping>,
    /// The first rule that the frame at hand breaks; the connection is failed once it is told.
    failing: Option<Rule>,
    ending: Option<Ending>,
    frames: u64,
    bytes: u64,
}

/// How a connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Close frames went both ways (RFC 6455 section 7.1.4).
    Closed {
        /// Who sent the first.
        by: Role,
        /// Its code, if it had one.
        code: Option<CloseCode>,
    },
    /// We failed it (RFC 6455 section 7.1.7).
    Failed {
        /// The code that was sent.
        code: CloseCode,
        /// The rule that the peer broke.
        because: Rule,
    },
    /// The peer sends no more, and sent no Close frame.
    Lost,
}

/// How far the closing handshake is (RFC 6455 section 7.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Open,
    /// We have sent a Close frame with this code and wait for the peer's.
    CloseSent(CloseCode),
    /// Nothing more is read and nothing more is sent.
    Closed,
}

/// Our latest Ping. Its payload is its number, so that a Pong can be told from that of another.
#[derive(Clone, Copy, Debug)]
struct Ping {
    number: u32,
    /// When it was sent, while it waits for its Pong.
    sent_at: Option<Duration>,
}

impl Endpoint {
    /// An endpoint whose handshake is done.
    pub fn new(options: Options) -> Self {
        let Options { role, deflate, max_message, sent_bytes } = options;
        let max_frame = deflate.map_or(max_message, |_| most_compressed(max_message));
        let reader = conversation::FrameOptions {
            opening_seen: true,
            // A control frame is no message, and no limit on messages refuses it.
            max_frame: max_frame.max(MAX_CONTROL_PAYLOAD),
            max_message,
            deflate,
            ..conversation::FrameOptions::default()
        };
        let sending = Sending {
            role,
            compressor: Compressor::new(role, deflate),
            state: State::Open,
            ping: None,
            failing: None,
            ending: None,
            frames: 0,
            bytes: sent_bytes,
        };
        Self { conversation: Conversation::new(reader), sending }
    }

    /// Returns the sending half, to ask how far the connection is.
    pub const fn sending(&self) -> &Sending {
        &self.sending
    }

    /// Returns the sending half, to say something to the peer.
    pub const fn sending_mut(&mut self) -> &mut Sending {
        &mut self.sending
    }

    /// Returns how many bytes of unfinished messages are held.
    pub fn held_bytes(&self) -> usize {
        self.conversation.held_bytes()
    }

    /// Reads bytes of the peer, of any length. A connection that this fails is closed when it
    /// returns, and reads nothing behind the frame that broke a rule.
    pub fn read(&mut self, bytes: &[u8], application: &mut impl Application) {
        let sending = &mut self.sending;
        let from = Some(sending.role.peer());
        let mut take = |event: FrameEvent<'_>| sending.take(&event, bytes, application);
        self.conversation.read(Chunk { from, bytes }, &mut take);
        if self.sending.failing.is_some() && self.sending.state != State::Closed {
            // The rule was broken inside a frame that goes on: it is told as far as it came.
            let sending = &mut self.sending;
            let mut take = |event: FrameEvent<'_>| sending.take(&event, bytes, application);
            self.conversation.cut(from, &mut take);
        }
        self.conversation.release();
    }

    /// Takes note that the peer sends no more: a frame that is cut is told as far as it came.
    pub fn end_of_input(&mut self, application: &mut impl Application) {
        if self.sending.state != State::Closed {
            let from = Some(self.sending.role.peer());
            self.conversation.cut(from, &mut |event| {
                if let FrameEvent::Frame(_) = event {
                    application.heard(Heard { event: &event, chunk: &[], ping_sent_at: None });
                }
            });
        }
        self.sending.state = State::Closed;
        self.sending.ending.get_or_insert(Ending::Lost);
    }
}

impl Sending {
    /// Whether messages can still be sent.
    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// Whether all has been said and nothing more is read. The server then closes TCP; a client
    /// waits for that (RFC 6455 section 7.1.1).
    pub fn is_closed(&self) -> bool {
        self.state == State::Closed
    }

    /// Returns how the connection ended, once it has.
    pub const fn ending(&self) -> Option<Ending> {
        self.ending
    }

    /// Returns how many frames have gone to the peer.
    pub const fn frames(&self) -> u64 {
        self.frames
    }

    /// Returns how messages to the peer are compressed.
    pub const fn compressor(&self) -> &Compressor {
        &self.compressor
    }

    /// Returns the same, to compress a message in pieces.
    pub const fn compressor_mut(&mut self) -> &mut Compressor {
        &mut self.compressor
    }

    #[inline]
    fn take(&mut self, event: &FrameEvent<'_>, chunk: &[u8], application: &mut impl Application) {
        if self.state == State::Closed {
            return;
        }
        match event {
            FrameEvent::Finding(_, finding) => self.judged(finding, event, chunk, application),
            FrameEvent::Frame(frame) => self.frame(frame, event, chunk, application),
            FrameEvent::Message(message) => {
                application.heard(Heard { event, chunk, ping_sent_at: None });
                if self.is_open() {
                    application.message(message, self);
                }
            }
            FrameEvent::Ended(_) => {}
        }
    }

    #[cold]
    fn judged(
        &mut self,
        finding: &Finding,
        event: &FrameEvent<'_>,
        chunk: &[u8],
        application: &mut impl Application,
    ) {
        if is_our_doing(finding) {
            return;
        }
        if finding.level == Level::Error {
            self.failing.get_or_insert(finding.fault.rule());
        }
        application.heard(Heard { event, chunk, ping_sent_at: None });
    }

    #[inline]
    fn frame(
        &mut self,
        frame: &Frame<'_>,
        event: &FrameEvent<'_>,
        chunk: &[u8],
        application: &mut impl Application,
    ) {
        let opcode = frame.opcode();
        let ping_sent_at = if opcode == Some(Opcode::PONG) { self.pong(frame) } else { None };
        if self.failing.is_some() {
            return self.fail(frame, chunk, application);
        }
        application.heard(Heard { event, chunk, ping_sent_at });
        match opcode {
            Some(Opcode::PING) if self.is_open() => {
                self.send(Opcode::PONG, frame.payload, application);
            }
            Some(Opcode::CLOSE) => self.close_came(frame.payload, application),
            _ => {}
        }
    }

    /// Matches a Pong with our latest Ping; returns when that was sent.
    fn pong(&mut self, frame: &Frame<'_>) -> Option<Duration> {
        let ping = self.ping.as_mut()?;
        let answers = self.failing.is_none() && frame.payload == ping.number.to_be_bytes();
        if answers { ping.sent_at.take() } else { None }
    }

    /// Answers a Close frame with its own code (RFC 6455 section 5.5.1).
    fn close_came(&mut self, payload: &[u8], application: &mut impl Application) {
        let (by, code) = match self.state {
            State::CloseSent(code) => (self.role, Some(code)),
            State::Open | State::Closed => {
                self.send(Opcode::CLOSE, payload.get(..2).unwrap_or_default(), application);
                (self.role.peer(), CloseBody::read(payload).map(|body| body.code))
            }
        };
        self.ending.get_or_insert(Ending::Closed { by, code });
        self.state = State::Closed;
    }

    /// Tells the frame that broke a rule, as far as it came, and fails the connection: with the
    /// code of the rule, and its name for the one who looks for the reason.
    #[cold]
    fn fail(&mut self, frame: &Frame<'_>, chunk: &[u8], application: &mut impl Application) {
        let Some(because) = self.failing.take() else { return };
        let findings: Vec<Finding> =
            frame.findings.iter().filter(|finding| !is_our_doing(finding)).copied().collect();
        let event = FrameEvent::Frame(Frame { findings: &findings, ..*frame });
        application.heard(Heard { event: &event, chunk, ping_sent_at: None });
        let entry = because.entry();
        let code = entry.close().unwrap_or(CloseCode::PROTOCOL_ERROR);
        if self.is_open() {
            self.send_close(code, &format!("{} {}", entry.code, entry.name), application);
        }
        self.ending = Some(Ending::Failed { code, because });
        self.state = State::Closed;
    }

    /// Sends a message, compressed where that was agreed on; returns whether it could be sent:
    /// nothing follows a Close frame (RFC 6455 section 5.5.1). `payload` is UTF-8 where `kind` is
    /// text.
    #[inline]
    pub fn message(
        &mut self,
        kind: Opcode,
        payload: &[u8],
        application: &mut impl Application,
    ) -> bool {
        if self.is_open() {
            let compressed = self.compressor.compress(application.compressors(), payload);
            self.write(kind, payload, compressed, application);
        }
        self.is_open()
    }

    /// Sends a message that was compressed, as [`Sending::message`], by [`Sending::compressor_mut`]
    /// and piece by piece; nothing was compressed between.
    pub fn message_compressed(
        &mut self,
        kind: Opcode,
        payload: &[u8],
        compressed: Vec<u8>,
        application: &mut impl Application,
    ) -> bool {
        if self.is_open() {
            self.write(kind, payload, Some(compressed), application);
        }
        self.is_open()
    }

    /// Sends a Ping, unless one waits for its Pong that is younger than `every`: a peer may answer
    /// a later one alone (RFC 6455 section 5.5.3), or wrongly. `now` counts from any moment, the
    /// same for all calls.
    pub fn ping(&mut self, now: Duration, every: Duration, application: &mut impl Application) {
        let waits = |sent_at: Duration| now.saturating_sub(sent_at) < every;
        if !self.is_open() || self.ping.and_then(|ping| ping.sent_at).is_some_and(waits) {
            return;
        }
        let number = self.ping.map_or(1, |ping| ping.number.wrapping_add(1));
        self.ping = Some(Ping { number, sent_at: Some(now) });
        self.send(Opcode::PING, &number.to_be_bytes(), application);
    }

    /// Begins the closing handshake, unless it has begun. Of the reason goes what fits a control
    /// frame; a code that must not be sent (RFC 6455 section 7.4.1) goes as 1000.
    pub fn close(&mut self, code: CloseCode, reason: &str, application: &mut impl Application) {
        let code = if code.may_be_sent() { code } else { CloseCode::NORMAL };
        if self.is_open() {
            self.send_close(code, reason, application);
            self.state = State::CloseSent(code);
        }
    }

    fn send_close(&mut self, code: CloseCode, reason: &str, application: &mut impl Application) {
        let room = usize::try_from(MAX_CONTROL_PAYLOAD).unwrap_or_default() - 2;
        let reason = reason.get(..reason.floor_char_boundary(room)).unwrap_or_default();
        let body = [&code.0.to_be_bytes(), reason.as_bytes()].concat();
        self.send(Opcode::CLOSE, &body, application);
    }

    fn send(&mut self, opcode: Opcode, payload: &[u8], application: &mut impl Application) {
        self.write(opcode, payload, None, application);
    }

    #[inline]
    fn write(
        &mut self,
        opcode: Opcode,
        payload: &[u8],
        compressed: Option<Vec<u8>>,
        application: &mut impl Application,
    ) {
        let mask_key = match self.role {
            Role::Client => Some(application.mask_key()),
            Role::Server => None,
        };
        let compressed = compressed.map(Cow::Owned);
        let outgoing = Outgoing { opcode, payload, compressed, mask_key };
        let out = application.out();
        let before = out.len();
        outgoing.write(out);
        let len = (out.len() - before) as u64;
        self.frames += 1;
        application.sent(&outgoing.as_frame(self.frames, self.bytes));
        self.bytes += len;
    }

    /// Counts frames that went to the peer by another way: one buffer for many peers.
    pub const fn count_sent(&mut self, frames: u64, bytes: u64) {
        self.frames += frames;
        self.bytes += bytes;
    }
}

/// Whether a finding says that a frame is cut, which is our doing where we stop reading.
fn is_our_doing(finding: &Finding) -> bool {
    matches!(finding.fault.rule(), Rule::ShortPayload | Rule::ShortHeader)
}
