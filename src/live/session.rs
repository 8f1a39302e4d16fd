//! An open connection of the server: our end of it, and what it is for. Echo and both chats stand
//! here, above `endpoint`; what goes to others is laid into the turn. Knows no sockets.

use std::time::Duration;

use super::direct_message::{DirectMessage, refusal};
use super::turn::Turn;
use super::upgrade::Service;
use crate::analysis::{self, Analysis, Cause, Chunk, Place, Told};
use crate::conversation::{Frame, FrameEvent as Event, FrameOptions, Keep, Message};
use crate::endpoint::{
    Application, Compressor, Compressors, Ending, Endpoint, Heard, Options, Sending,
};
use crate::finding::Level;
use crate::handshake::DeflateParams;
use crate::journal::{Happening, HowEnded, Trouble};
use crate::terms::{CloseCode, MaskKey, Opcode, Role};

/// One open connection.
#[derive(Debug)]
pub(super) struct Session {
    endpoint: Endpoint,
    pub(super) service: Service,
    received: Received,
    /// Looks for causes in what the client sends, where there is a log to show them.
    watch: Option<Box<Analysis>>,
    known: analysis::Options,
    /// Whether the client has reset the connection.
    reset: bool,
}

/// What came from a client.
#[derive(Clone, Copy, Debug, Default)]
struct Received {
    frames: u64,
    /// Findings of the level error.
    errors: u64,
}

impl Session {
    /// A session whose handshake is done; `sent_bytes` of it went to the client.
    pub(super) fn new(
        service: Service,
        deflate: Option<DeflateParams>,
        max_message: u64,
        sent_bytes: u64,
    ) -> Self {
        let options = Options { role: Role::Server, deflate, max_message, sent_bytes };
        let endpoint = Endpoint::new(options);
        let conversation = FrameOptions {
            opening_seen: true,
            max_message,
            deflate,
            keep: Keep::Suspects,
            ..FrameOptions::default()
        };
        let known = analysis::Options { conversation, ..analysis::Options::default() };
        Self { endpoint, service, received: Received::default(), watch: None, known, reset: false }
    }

    fn act<T>(
        &mut self,
        turn: &mut Turn<'_>,
        act: impl FnOnce(&mut Endpoint, &mut Chat<'_, '_>) -> T,
    ) -> T {
        let Self { endpoint, service, received, .. } = self;
        act(endpoint, &mut Chat { service, received, turn })
    }

    /// Reads what the client has sent.
    pub(super) fn read(&mut self, bytes: &[u8], turn: &mut Turn<'_>) {
        let was_reading = !self.is_failed();
        self.act(turn, |endpoint, chat| endpoint.read(bytes, chat));
        if was_reading && turn.log.is_on() {
            self.watch(bytes, turn);
        }
    }

    /// Looks for the causes of what is wrong in `bytes`; nothing is read behind a frame for which the
    /// connection was failed.
    fn watch(&mut self, bytes: &[u8], turn: &mut Turn<'_>) {
        let (known, is_over) = (self.known, self.is_failed() || bytes.is_empty());
        let watch = self.watch.get_or_insert_with(|| Box::new(Analysis::new(known)));
        let told_frames = self.received.frames;
        let mut on = |told: Told<'_>, _: Place| {
            if let Told::Cause(cause @ Cause::Frame { number, .. }) = told
                && number <= told_frames
            {
                turn.log.tell(turn.number, Happening::Cause(cause));
            }
        };
        watch.read(Chunk { from: Some(Role::Client), bytes, ..Chunk::default() }, &mut on);
        if is_over {
            watch.finish(&mut on);
            self.watch = None;
        }
    }

    /// Whether a frame was so wrong that nothing is read behind it.
    fn is_failed(&self) -> bool {
        matches!(self.endpoint.sending().ending(), Some(Ending::Failed { .. }))
    }

    /// Takes note that the client sends no more.
    pub(super) fn end_of_input(&mut self, reset: bool, turn: &mut Turn<'_>) {
        self.reset = reset;
        self.act(turn, |endpoint, chat| endpoint.end_of_input(chat));
        if self.watch.is_some() {
            self.watch(&[], turn);
        }
    }

    /// Sends a message; returns whether it could be sent.
    pub(super) fn message(&mut self, kind: Opcode, payload: &[u8], turn: &mut Turn<'_>) -> bool {
        self.act(turn, |endpoint, chat| endpoint.sending_mut().message(kind, payload, chat))
    }

    /// Sends a message that was compressed with this session's own window.
    pub(super) fn message_compressed(
        &mut self,
        kind: Opcode,
        payload: &[u8],
        compressed: Vec<u8>,
        turn: &mut Turn<'_>,
    ) {
        self.act(turn, |endpoint, chat| {
            endpoint.sending_mut().message_compressed(kind, payload, compressed, chat)
        });
    }

    /// Tells the client and the log what went otherwise than the client wished.
    pub(super) fn refuse(&mut self, trouble: &Trouble<'_>, turn: &mut Turn<'_>) {
        self.act(turn, |endpoint, chat| chat.refuse(trouble, endpoint.sending_mut()));
    }

    /// Sends a Ping, unless one that is younger than `every` waits for its Pong.
    pub(super) fn ping(&mut self, every: Duration, turn: &mut Turn<'_>) {
        let now = turn.start.elapsed();
        self.act(turn, |endpoint, chat| endpoint.sending_mut().ping(now, every, chat));
    }

    /// Begins the closing handshake, unless it has begun.
    pub(super) fn close(&mut self, code: CloseCode, reason: &str, turn: &mut Turn<'_>) {
        self.act(turn, |endpoint, chat| endpoint.sending_mut().close(code, reason, chat));
    }

    /// Counts frames that went to the client by another way: those of the group.
    pub(super) const fn count_sent(&mut self, frames: u64, bytes: u64) {
        self.endpoint.sending_mut().count_sent(frames, bytes);
    }

    /// Whether messages can still be sent to the client.
    pub(super) fn is_open(&self) -> bool {
        self.endpoint.sending().is_open()
    }

    /// Whether all has been said.
    pub(super) fn is_closed(&self) -> bool {
        self.endpoint.sending().is_closed()
    }

    /// Returns how messages to the client are compressed.
    pub(super) const fn compressor(&self) -> &Compressor {
        self.endpoint.sending().compressor()
    }

    /// Returns the same, to compress a message in pieces.
    pub(super) const fn compressor_mut(&mut self) -> &mut Compressor {
        self.endpoint.sending_mut().compressor_mut()
    }

    /// Returns how many bytes of unfinished messages are held.
    pub(super) fn held_bytes(&self) -> usize {
        self.endpoint.held_bytes()
    }

    /// Returns how the connection ended, if it has.
    pub(super) fn how(&self) -> Option<HowEnded> {
        Some(match self.endpoint.sending().ending()? {
            Ending::Closed { by, code } => HowEnded::Closed { by, code },
            Ending::Failed { code, because } => HowEnded::Failed { code, because },
            Ending::Lost => HowEnded::Lost { reset: self.reset },
        })
    }

    /// Returns frames that came, frames that went, errors.
    pub(super) const fn counts(&self) -> [u64; 3] {
        [self.received.frames, self.endpoint.sending().frames(), self.received.errors]
    }
}

/// What stands above the endpoint for one turn.
struct Chat<'a, 'turn> {
    service: &'a Service,
    received: &'a mut Received,
    turn: &'a mut Turn<'turn>,
}

impl Application for Chat<'_, '_> {
    #[inline]
    fn out(&mut self) -> &mut Vec<u8> {
        self.turn.out
    }

    fn compressors(&mut self) -> &mut Compressors {
        self.turn.compressors
    }

    /// A server masks nothing, and is not asked.
    fn mask_key(&mut self) -> MaskKey {
        MaskKey::default()
    }

    #[inline]
    fn heard(&mut self, heard: Heard<'_>) {
        match *heard.event {
            Event::Finding(_, finding) => {
                *self.turn.totals.findings.entry(finding.fault.rule()).or_default() += 1;
                self.received.errors += u64::from(finding.level == Level::Error);
            }
            Event::Frame(_) => {
                self.received.frames += 1;
                self.turn.totals.came.frames += 1;
            }
            Event::Message(_) => self.turn.totals.came.messages += 1,
            Event::Ended(_) => {}
        }
        if self.turn.log.is_on() {
            self.journal(&heard);
        }
    }

    #[inline]
    fn sent(&mut self, frame: &Frame<'_>) {
        let went = &mut self.turn.totals.went;
        went.frames += 1;
        went.messages += u64::from(frame.fragment.is_some());
        if self.turn.log.is_on() {
            self.turn.log.tell(self.turn.number, Happening::Frame(frame));
        }
    }

    #[inline]
    fn message(&mut self, message: &Message<'_>, sending: &mut Sending) {
        match self.service {
            Service::Echo => {
                sending.message(message.kind, message.payload, self);
            }
            Service::Group => self.turn.group.say(self.turn.key, message.kind, message.payload),
            Service::Direct(_) if message.kind != Opcode::TEXT => {
                self.refuse(&Trouble::NotText, sending);
            }
            Service::Direct(name) => match DirectMessage::read(message.payload, name) {
                Ok(direct) => self.post(direct, sending),
                Err(trouble) => self.refuse(&trouble, sending),
            },
        }
    }
}

impl Chat<'_, '_> {
    /// Makes an entry of the journal from what the endpoint's reader told: here its events, with
    /// the bytes in `heard.chunk`, become what the log shows.
    #[inline(never)]
    fn journal(&mut self, heard: &Heard<'_>) {
        let Event::Frame(frame) = heard.event else { return };
        let what = match heard.ping_sent_at {
            Some(sent_at) => {
                Happening::Pong(frame, self.turn.start.elapsed().saturating_sub(sent_at))
            }
            None => Happening::Frame(frame),
        };
        self.turn.log.tell(self.turn.number, what);
    }

    /// Queues a message for delivery, or responds at once where that cannot be: in the
    /// order of what the client has said, and before its Close frame is answered.
    fn post(&mut self, message: DirectMessage, sending: &mut Sending) {
        match self.turn.names.owner(&message.to) {
            Some(key) if key == self.turn.key => {
                sending.message(Opcode::TEXT, &message.text, self);
            }
            Some(_) => self.turn.names.post(message),
            None => self.refuse(&Trouble::Absent { to: &message.to }, sending),
        }
    }

    fn refuse(&mut self, trouble: &Trouble<'_>, sending: &mut Sending) {
        if self.turn.log.is_on() {
            self.turn.log.tell(self.turn.number, Happening::Trouble(*trouble));
        }
        let text = refusal(self.turn.lang, trouble);
        sending.message(Opcode::TEXT, text.as_bytes(), self);
    }
}

#[cfg(test)]
mod tests;
