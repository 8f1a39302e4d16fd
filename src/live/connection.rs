//! One connection as the server holds it: the socket, what waits to be sent, and how far it is. At
//! rest it owns no buffer.

use std::net::SocketAddr;
use std::ops::Range;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use tokio::io::AsyncWrite;
use tokio::net::tcp::OwnedWriteHalf;

use super::session::Session;
use super::settings::Settings;
use super::unsent::Unsent;
use crate::journal::HowEnded;

/// A connection.
pub(super) struct Connection {
    /// Its number in the log.
    pub(super) number: u64,
    /// Where it comes from, until the log has told that.
    pub(super) peer: Option<SocketAddr>,
    socket: OwnedWriteHalf,
    waker: Option<Waker>,
    /// What the socket did not take.
    unsent: Unsent,
    pub(super) stage: Stage,
    pub(super) since: Instant,
    /// When the client last gave a sign of life, to the tick: something came, or something that had
    /// waited was taken.
    pub(super) heard: Instant,
    /// When it is dropped, if nothing better happens.
    pub(super) deadline: Option<Instant>,
    pub(super) how: Option<HowEnded>,
    /// Frames that came, frames that went, errors; when the connection is no longer open.
    pub(super) counts: [u64; 3],
    /// Bytes that came and that went.
    pub(super) came: u64,
    pub(super) went: u64,
    /// Bytes of memory that it takes for messages, when that was counted last.
    pub(super) weight: usize,
    /// Bytes that came after all was said.
    pub(super) drained: usize,
    /// Whether nothing more will come.
    pub(super) ended: bool,
    /// Whether nothing can be sent any more, or the connection shall be dropped.
    broken: bool,
    /// Whether that is because the client has reset the connection, as writing shows too.
    pub(super) lost: bool,
    shut: bool,
}

/// How far a connection is.
pub(super) enum Stage {
    /// The request is coming; these bytes of it are here.
    Head(Vec<u8>),
    /// It is open, or its closing handshake is on.
    Open(Box<Session>),
    /// All is said: what is on the way is sent, and what comes is not looked at.
    Draining,
}

impl Connection {
    pub(super) fn new(number: u64, socket: OwnedWriteHalf, now: Instant) -> Self {
        Self {
            number,
            peer: None,
            socket,
            waker: None,
            unsent: Unsent::default(),
            stage: Stage::Head(Vec::new()),
            since: now,
            heard: now,
            deadline: None,
            how: None,
            counts: [0; 3],
            came: 0,
            went: 0,
            weight: 0,
            drained: 0,
            ended: false,
            broken: false,
            lost: false,
            shut: false,
        }
    }

    /// The session, while the connection is open.
    pub(super) const fn session(&mut self) -> Option<&mut Session> {
        match &mut self.stage {
            Stage::Open(session) => Some(session),
            Stage::Head(_) | Stage::Draining => None,
        }
    }

    /// The same, if this is still the connection of that number.
    pub(super) fn session_of(&mut self, number: u64) -> Option<&mut Session> {
        if self.number == number { self.session() } else { None }
    }

    /// Remembers whom to wake where something is to be done that no socket asks for.
    pub(super) fn attended_by(&mut self, waker: &Waker) {
        match &mut self.waker {
            Some(known) => known.clone_from(waker),
            None => self.waker = Some(waker.clone()),
        }
    }

    pub(super) fn wake(&self) {
        if let Some(waker) = &self.waker {
            waker.wake_by_ref();
        }
    }

    /// Sends bytes, or keeps what the socket does not take.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        let taken = self.try_send(bytes);
        if let Some(rest) = bytes.get(taken..).filter(|rest| !rest.is_empty() && !self.broken) {
            self.unsent.push(rest);
            self.wake();
        }
    }

    /// Sends a part of a buffer that others share, or keeps it with them.
    pub(super) fn push_shared(&mut self, bytes: &Arc<Vec<u8>>, part: Range<usize>) {
        let taken = self.try_send(bytes.get(part.clone()).unwrap_or_default());
        let rest = part.start + taken..part.end;
        if !rest.is_empty() && !self.broken {
            self.unsent.push_shared(bytes, rest);
            self.wake();
        }
    }

    /// Sends what the socket takes at once, where nothing waits; returns how much that was.
    fn try_send(&mut self, bytes: &[u8]) -> usize {
        self.went += bytes.len() as u64;
        if !self.unsent.is_empty() || self.broken {
            return 0;
        }
        match self.socket.try_write(bytes) {
            Ok(taken) => taken,
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => 0,
            Err(_) => {
                self.lose();
                0
            }
        }
    }

    /// Moves its times on: so long nobody listened to it.
    pub(super) fn postpone(&mut self, by: Duration) {
        self.heard += by;
        self.deadline = self.deadline.map(|deadline| deadline + by);
    }

    /// Sends what waits, as far as the socket takes it.
    pub(super) fn flush(&mut self, cx: &mut Context<'_>, now: Instant) {
        while !self.unsent.is_empty() && !self.broken {
            match self.socket.as_ref().poll_write_ready(cx) {
                Poll::Pending => return,
                Poll::Ready(Err(_)) => return self.lose(),
                Poll::Ready(Ok(())) => {}
            }
            match self.socket.try_write(self.unsent.next()) {
                Ok(taken) => {
                    self.unsent.advance(taken);
                    self.heard = now;
                }
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                Err(_) => return self.lose(),
            }
        }
        if matches!(self.stage, Stage::Draining) && self.unsent.is_empty() && !self.shut {
            self.shut = true;
            let _ = Pin::new(&mut self.socket).poll_shutdown(cx);
        }
    }

    /// How many bytes wait for the client to read.
    pub(super) const fn waiting_bytes(&self) -> usize {
        self.unsent.len()
    }

    /// Bytes of memory that it holds for messages: unfinished ones, and what was not sent
    /// and nobody shares.
    pub(super) fn weigh(&self) -> usize {
        if self.broken {
            return 0;
        }
        let unfinished = match &self.stage {
            Stage::Open(session) => session.held_bytes(),
            Stage::Head(held) => held.len(),
            Stage::Draining => 0,
        };
        unfinished + self.unsent.own_bytes()
    }

    /// Whether more is to be read now: not from somebody who does not take what is sent.
    pub(super) fn wants_input(&self) -> bool {
        !self.ended && !self.is_done() && self.waiting_bytes() < Settings::MAX_WAITING
    }

    /// Goes over to draining: all is said, and there is a time for it to arrive.
    pub(super) fn drain(&mut self, now: Instant) {
        self.stage = Stage::Draining;
        self.deadline = Some(now + Settings::CLOSING);
    }

    /// Drops a connection on which the client no longer reads.
    fn lose(&mut self) {
        self.lost = true;
        self.drop_now();
    }

    /// Drops the connection, whatever waits.
    pub(super) fn drop_now(&mut self) {
        self.broken = true;
        self.unsent = Unsent::default();
        self.wake();
    }

    /// Whether nothing more can happen on it.
    pub(super) fn is_done(&self) -> bool {
        let drained = matches!(self.stage, Stage::Draining) && self.unsent.is_empty();
        self.broken || (self.ended && drained)
    }
}
