//! Our end of one open connection: what the client's bytes mean, and what is said to it. Sans I/O:
//! bytes come in, bytes go out into the turn's buffer, messages for others into its lists.
//!
//! Reads with `conversation` and has no opinion of its own on what is right: a finding of the
//! level error fails the connection with the code that its rule names (RFC 6455 section 7.1.7).

use std::time::{Duration, Instant};

use super::letter::{Letter, refusal};
use super::outgoing::{Outgoing, Packing};
use super::turn::Turn;
use super::upgrade::Service;
use crate::conversation::{Chunk, Conversation, Event, Frame, Message, Options};
use crate::finding::{Finding, Level, Rule};
use crate::handshake::DeflateParams;
use crate::journal::{Happening, How, Trouble};
use crate::message::{CloseBody, most_compressed};
use crate::terms::{CloseCode, Opcode, Role};

/// One end of one connection.
#[derive(Debug)]
pub(super) struct Endpoint {
    conversation: Conversation,
    ours: Ours,
}

/// All of an endpoint but the reader.
#[derive(Debug)]
pub(super) struct Ours {
    pub(super) service: Service,
    packing: Packing,
    state: State,
    ping: Option<Ping>,
    /// The first error of the frame at hand, for which the connection is failed once it is told.
    failing: Option<(u64, Rule)>,
    pub(super) how: Option<How>,
    pub(super) frames_in: u64,
    pub(super) frames_out: u64,
    pub(super) errors: u64,
    /// Bytes that have gone to the client.
    pub(super) sent: u64,
}

/// How far the closing handshake is (RFC 6455 section 7.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Open,
    /// We have sent a Close frame with this code and wait for the client's.
    CloseSent(CloseCode),
    /// Nothing more is read and nothing more is sent.
    Closed,
}

/// A Ping that waits for its Pong.
#[derive(Clone, Copy, Debug)]
struct Ping {
    number: u32,
    at: Option<Instant>,
}

impl Endpoint {
    /// An endpoint whose handshake is done; `sent` bytes of it went to the client.
    pub(super) fn new(
        service: Service,
        agreed: Option<DeflateParams>,
        max_message: u64,
        sent: u64,
    ) -> Self {
        let options = Options {
            opening_seen: true,
            max_frame: agreed.map_or(max_message, |_| most_compressed(max_message)),
            max_message,
            deflate: agreed,
            ..Options::default()
        };
        let ours = Ours {
            service,
            packing: Packing::new(agreed),
            state: State::Open,
            ping: None,
            failing: None,
            how: None,
            frames_in: 0,
            frames_out: 0,
            errors: 0,
            sent,
        };
        Self { conversation: Conversation::new(options), ours }
    }

    /// What is known of it.
    pub(super) const fn ours(&self) -> &Ours {
        &self.ours
    }

    /// The same, to say something to the client.
    pub(super) const fn ours_mut(&mut self) -> &mut Ours {
        &mut self.ours
    }

    /// Bytes of an unfinished message that are held.
    pub(super) fn held_bytes(&self) -> usize {
        self.conversation.held_bytes()
    }

    /// Reads what the client has sent.
    pub(super) fn read(&mut self, bytes: &[u8], turn: &mut Turn<'_>) {
        let ours = &mut self.ours;
        let from = Some(Role::Client);
        self.conversation.read(Chunk { from, bytes }, &mut |event| ours.take(event, turn));
        if ours.failing.is_some() && ours.state != State::Closed {
            // The rule was broken inside a frame that goes on: it is told as far as it came.
            self.conversation.cut(from, &mut |event| ours.take(event, turn));
        }
        self.conversation.rest();
    }

    /// Takes note that the client sends no more.
    pub(super) fn end_of_input(&mut self, reset: bool, turn: &mut Turn<'_>) {
        let ours = &mut self.ours;
        if ours.state != State::Closed && turn.log.is_on() {
            self.conversation.cut(Some(Role::Client), &mut |event| {
                if let Event::Frame(frame) = event {
                    turn.log.tell(turn.number, Happening::Frame(&frame));
                }
            });
        }
        ours.state = State::Closed;
        ours.how.get_or_insert(How::Lost { reset });
    }
}

impl Ours {
    /// Whether messages can still be sent to the client.
    pub(super) fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// Whether all has been said.
    pub(super) fn is_closed(&self) -> bool {
        self.state == State::Closed
    }

    fn take(&mut self, event: Event<'_>, turn: &mut Turn<'_>) {
        if self.state == State::Closed {
            return;
        }
        match event {
            Event::Finding(number, finding) => self.note(number, finding, turn),
            Event::Frame(frame) => self.frame(&frame, turn),
            Event::Message(message) => self.message(&message, turn),
            Event::Ended(_) => {}
        }
    }

    #[cold]
    fn note(&mut self, number: u64, finding: &Finding, turn: &mut Turn<'_>) {
        let rule = finding.fault.rule();
        // That a frame is cut where we stop reading is our doing.
        if rule == Rule::ShortPayload || rule == Rule::ShortHeader {
            return;
        }
        *turn.totals.findings.entry(rule).or_default() += 1;
        if finding.level == Level::Error {
            self.errors += 1;
            self.failing.get_or_insert((number, rule));
        }
    }

    fn frame(&mut self, frame: &Frame<'_>, turn: &mut Turn<'_>) {
        self.frames_in += 1;
        turn.totals.came.frames += 1;
        if frame.opcode() == Some(Opcode::PONG) && self.pong(frame, turn) {
            return;
        }
        if turn.log.is_on() {
            self.tell(frame, turn);
        }
        match frame.opcode() {
            _ if self.failing.is_some() => self.fail(turn),
            Some(Opcode::PING) if self.is_open() => {
                self.send(&Outgoing::plain(Opcode::PONG, frame.payload), turn);
            }
            Some(Opcode::CLOSE) => self.close_came(frame.payload, turn),
            _ => {}
        }
    }

    /// Tells a frame that came. That it is cut where we stopped reading is left out.
    fn tell(&self, frame: &Frame<'_>, turn: &mut Turn<'_>) {
        if self.failing.is_none() || frame.missing_bytes() == 0 {
            return turn.log.tell(turn.number, Happening::Frame(frame));
        }
        let is_ours = |finding: &&Finding| finding.fault.rule() != Rule::ShortPayload;
        let findings: Vec<Finding> = frame.findings.iter().filter(is_ours).copied().collect();
        turn.log.tell(turn.number, Happening::Frame(&Frame { findings: &findings, ..*frame }));
    }

    /// Matches a Pong with our Ping; gives whether that told it.
    fn pong(&mut self, frame: &Frame<'_>, turn: &mut Turn<'_>) -> bool {
        let Some(Ping { number, at: Some(at) }) = self.ping else { return false };
        let answers = self.failing.is_none() && frame.payload == number.to_be_bytes();
        if answers {
            self.ping = Some(Ping { number, at: None });
            if turn.log.is_on() {
                turn.log.tell(turn.number, Happening::Pong(frame, at.elapsed()));
            }
        }
        answers
    }

    /// Answers a Close frame with its own code (RFC 6455 section 5.5.1).
    fn close_came(&mut self, payload: &[u8], turn: &mut Turn<'_>) {
        let code = CloseBody::read(payload).map(|body| body.code);
        let by = match self.state {
            State::CloseSent(_) => Role::Server,
            State::Open | State::Closed => Role::Client,
        };
        let ours = match self.state {
            State::CloseSent(code) => Some(code),
            State::Open | State::Closed => {
                let answer = payload.get(..2).unwrap_or_default();
                self.send(&Outgoing::plain(Opcode::CLOSE, answer), turn);
                code
            }
        };
        self.how.get_or_insert(How::Closed { by, code: ours });
        self.state = State::Closed;
    }

    /// Fails the connection for the rule that was broken: the code of its row, and its name for
    /// the one who looks for the reason.
    #[cold]
    fn fail(&mut self, turn: &mut Turn<'_>) {
        let Some((_, because)) = self.failing.take() else { return };
        let entry = because.entry();
        let code = entry.close.unwrap_or(CloseCode::PROTOCOL_ERROR);
        if self.is_open() {
            let reason = format!("{} {}", entry.code, entry.name);
            self.send_close(code, &reason, turn);
        }
        self.how = Some(How::Failed { code, because });
        self.state = State::Closed;
    }

    fn message(&mut self, message: &Message<'_>, turn: &mut Turn<'_>) {
        turn.totals.came.messages += 1;
        if !self.is_open() {
            return;
        }
        match &self.service {
            Service::Echo => self.say(message.kind, message.payload, turn),
            Service::Group => turn.group.say(turn.key, message.kind, message.payload),
            Service::Direct(_) if message.kind != Opcode::TEXT => {
                self.refuse(&Trouble::NotText, turn);
            }
            Service::Direct(name) => match Letter::read(message.payload, name) {
                Some(letter) => self.post(letter, turn),
                None => self.refuse(&Trouble::BadJson, turn),
            },
        }
    }

    /// Lays a letter where it is delivered from, or answers at once where that cannot be: in the
    /// order of what the client has said, and before its Close frame is answered.
    fn post(&mut self, letter: Letter, turn: &mut Turn<'_>) {
        match turn.names.get(&letter.to) {
            Some(key) if *key == turn.key => self.say(Opcode::TEXT, &letter.text, turn),
            Some(_) => turn.letters.push(letter),
            None => self.refuse(&Trouble::Absent { to: &letter.to }, turn),
        }
    }

    /// Tells the client and the log what went otherwise than the client wished.
    pub(super) fn refuse(&mut self, trouble: &Trouble<'_>, turn: &mut Turn<'_>) {
        if turn.log.is_on() {
            turn.log.tell(turn.number, Happening::Trouble(*trouble));
        }
        let text = refusal(turn.lang, trouble);
        self.say(Opcode::TEXT, text.as_bytes(), turn);
    }

    /// Sends a message, compressed where that was agreed on.
    pub(super) fn say(&mut self, kind: Opcode, payload: &[u8], turn: &mut Turn<'_>) {
        let packed = self.packing.pack(turn.shared, payload);
        turn.totals.went.messages += 1;
        self.send(&Outgoing { opcode: kind, payload, packed }, turn);
    }

    /// How messages to the client are compressed.
    pub(super) const fn packing(&self) -> &Packing {
        &self.packing
    }

    /// Sends a Ping, unless one waits for its Pong that is no older than `every`: a client may
    /// answer a later one alone (RFC 6455 section 5.5.3), or wrongly.
    pub(super) fn ping(&mut self, every: Duration, turn: &mut Turn<'_>) {
        let last = self.ping.map_or(0, |ping| ping.number);
        let waits = |ping: Ping| ping.at.is_some_and(|at| at.elapsed() < every);
        if !self.is_open() || self.ping.is_some_and(waits) {
            return;
        }
        let number = last.wrapping_add(1);
        self.ping = Some(Ping { number, at: Some(Instant::now()) });
        self.send(&Outgoing::plain(Opcode::PING, &number.to_be_bytes()), turn);
    }

    /// Begins the closing handshake, unless it has begun.
    pub(super) fn close(&mut self, code: CloseCode, reason: &str, turn: &mut Turn<'_>) {
        if self.is_open() {
            self.send_close(code, reason, turn);
            self.state = State::CloseSent(code);
        }
    }

    fn send_close(&mut self, code: CloseCode, reason: &str, turn: &mut Turn<'_>) {
        let mut body = code.0.to_be_bytes().to_vec();
        body.extend_from_slice(reason.as_bytes());
        self.send(&Outgoing::plain(Opcode::CLOSE, &body), turn);
    }

    fn send(&mut self, outgoing: &Outgoing<'_>, turn: &mut Turn<'_>) {
        let before = turn.out.len();
        outgoing.write(turn.out);
        self.frames_out += 1;
        turn.totals.went.frames += 1;
        if turn.log.is_on() {
            let frame = outgoing.as_frame(self.frames_out, self.sent);
            turn.log.tell(turn.number, Happening::Frame(&frame));
        }
        self.sent += (turn.out.len() - before) as u64;
    }

    /// Counts frames that went to the client by another way: those of the group.
    pub(super) fn count_sent(&mut self, frames: u64, bytes: u64) {
        self.frames_out += frames;
        self.sent += bytes;
    }
}

#[cfg(test)]
mod tests;
