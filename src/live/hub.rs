//! All connections of the server, and what they share: buffers, the group, the names, the log. One
//! lock guards it; whoever is woken holds it for one turn and awaits nothing meanwhile.

use std::future::poll_fn;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Instant;

use tokio::io::{AsyncRead, ReadBuf};
use tokio::net::TcpStream;
use tokio::net::tcp::OwnedReadHalf;
use tokio::task::yield_now;

use super::broadcast::Broadcast;
use super::buffers::{Buffers, INPUT};
use super::connection::{Connection, Stage};
use super::connections::Connections;
use super::group::Group;
use super::log::Log;
use super::names::Names;
use super::origin_policy::OriginPolicy;
use super::recording::Recording;
use super::settings::Settings;
use super::turn::Turn;
use super::upgrade::Service;
use crate::endpoint::Compressor;
use crate::journal::{Happening, ServerTotals};
use crate::terms::Role;

/// What the connections of a server share.
pub(super) struct Hub {
    pub(super) settings: Settings,
    pub(super) origins: OriginPolicy,
    pub(super) connections: Connections,
    pub(super) group: Group,
    /// What goes to the group at the moment.
    pub(super) broadcast: Option<Box<Broadcast>>,
    pub(super) names: Names,
    pub(super) buffers: Buffers,
    pub(super) log: Log,
    pub(super) recording: Option<Recording>,
    pub(super) totals: ServerTotals,
    pub(super) start: Instant,
    /// The time, to the tick.
    pub(super) now: Instant,
}

/// The hub behind its lock.
#[derive(Clone)]
pub(super) struct SharedHub(Arc<Mutex<Hub>>);

impl SharedHub {
    pub(super) fn new(hub: Hub) -> Self {
        Self(Arc::new(Mutex::new(hub)))
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Hub> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What comes after a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    /// Nothing.
    Over,
    /// Another turn.
    More,
}

/// Attends to a connection until it is over.
pub(super) async fn attend(shared: SharedHub, key: usize, mut read: OwnedReadHalf) {
    // Between two turns of one that has more to read, the runtime looks at the other sockets.
    while poll_fn(|cx| shared.lock().attend(key, &mut read, cx)).await == After::More {
        yield_now().await;
    }
    shared.lock().remove(key);
}

impl Hub {
    pub(super) fn new(settings: Settings, log: Log, recording: Option<Recording>) -> Self {
        let now = Instant::now();
        Self {
            origins: OriginPolicy::new(&settings.origins),
            settings,
            connections: Connections::default(),
            group: Group::default(),
            broadcast: Some(Box::default()),
            names: Names::default(),
            buffers: Buffers::new(),
            log,
            recording,
            totals: ServerTotals::default(),
            start: now,
            now,
        }
    }

    /// Adds a connection; returns its key and its socket's half to read from.
    pub(super) fn open(&mut self, socket: TcpStream, peer: SocketAddr) -> (usize, OwnedReadHalf) {
        self.look_at_the_clock();
        self.totals.connections += 1;
        let number = self.totals.connections;
        let (read, write) = socket.into_split();
        let now = Instant::now();
        let mut connection = Connection::new(number, write, now);
        connection.deadline = Some(now + self.settings.handshake);
        connection.peer = Some(peer);
        if let Some(recording) = &mut self.recording
            && let Ok(here) = read.local_addr()
        {
            recording.open(number, peer, here, self.log.at);
        }
        (self.connections.insert(connection), read)
    }

    /// Reads the clock where the time will be seen.
    pub(super) fn look_at_the_clock(&mut self) {
        if self.log.is_on() || self.recording.is_some() {
            self.log.look_at_the_clock();
        }
    }

    /// Does what is to be done on a connection; ready when it is over, or has had its turn.
    fn attend(
        &mut self,
        key: usize,
        read: &mut OwnedReadHalf,
        cx: &mut Context<'_>,
    ) -> Poll<After> {
        if self.must_wait(cx) {
            return Poll::Pending;
        }
        let Some(connection) = self.connections.get_mut(key) else {
            return Poll::Ready(After::Over);
        };
        let mut has_more = false;
        connection.attended_by(cx.waker());
        connection.flush(cx, self.now);
        let mut room = self.room_for(key);
        while self.connections.get(key).is_some_and(Connection::wants_input) {
            if self.is_held_back(key) {
                self.group.hold_back(cx.waker());
                break;
            }
            let Some(input) = self.buffers.input.get_mut(..room).filter(|input| !input.is_empty())
            else {
                // So much in one turn: now the others have theirs.
                has_more = true;
                break;
            };
            let mut buffer = ReadBuf::new(input);
            match Pin::new(&mut *read).poll_read(cx, &mut buffer) {
                Poll::Pending => break,
                Poll::Ready(Err(_)) => self.ended(key, true),
                Poll::Ready(Ok(())) => match buffer.filled().len() {
                    0 => self.ended(key, false),
                    len => {
                        room -= len;
                        self.came(key, len);
                    }
                },
            }
        }
        let Some(connection) = self.connections.get_mut(key) else {
            return Poll::Ready(After::Over);
        };
        connection.flush(cx, self.now);
        let is_done = connection.is_done();
        self.weigh(key);
        self.log.turn_ended();
        match (is_done, has_more) {
            (true, _) => Poll::Ready(After::Over),
            (false, true) => Poll::Ready(After::More),
            (false, false) => Poll::Pending,
        }
    }

    /// Whether a member of the group is not read now: more was said than is delivered.
    fn is_held_back(&mut self, key: usize) -> bool {
        let session = self.connections.get_mut(key).and_then(Connection::session);
        session.is_some_and(|session| session.service == Service::Group) && self.group.is_loud()
    }

    /// How many bytes a connection may bring in one turn: fewer where they become many, so that
    /// the others do not wait for what one has sent.
    fn room_for(&mut self, key: usize) -> usize {
        let session = self.connections.get_mut(key).and_then(Connection::session);
        let inflates =
            session.is_some_and(|session| !matches!(session.compressor(), Compressor::Off));
        if inflates || self.log.is_on() { INPUT / 16 } else { INPUT }
    }

    /// Whether no socket must be read, because what comes could not be logged or recorded; then
    /// `cx` is woken when it can.
    pub(super) fn must_wait(&self, cx: &Context<'_>) -> bool {
        self.log.must_wait(cx)
            || self.recording.as_ref().is_some_and(|recording| recording.must_wait(cx))
    }

    /// Reads `len` bytes that came into the input buffer.
    fn came(&mut self, key: usize, len: usize) {
        self.look_at_the_clock();
        let input = std::mem::take(&mut self.buffers.input);
        let bytes = input.get(..len).unwrap_or_default();
        self.totals.came.bytes += len as u64;
        if let Some(connection) = self.connections.get_mut(key) {
            connection.heard = self.now;
            let (number, at) = (connection.number, connection.came);
            connection.came += len as u64;
            if self.log.shows_chunks {
                self.introduce(key);
                self.log.tell(number, Happening::Chunk { from: Role::Client, len, at });
            }
            if let Some(recording) = &mut self.recording {
                recording.data(number, Role::Client, bytes, self.log.at);
            }
            match self.connections.get(key).map(|connection| &connection.stage) {
                Some(Stage::Head(_)) => self.head_came(key, bytes),
                Some(Stage::Open(_)) => self.frames_came(key, bytes),
                Some(Stage::Draining) => self.drained(key, len),
                None => {}
            }
        }
        self.buffers.input = input;
    }

    /// Counts what comes from a client to whom all is said: it is not looked at, and only so much of
    /// it can have been on its way.
    fn drained(&mut self, key: usize, len: usize) {
        let Some(connection) = self.connections.get_mut(key) else { return };
        connection.drained += len;
        if connection.drained > Settings::MAX_DRAINED {
            connection.drop_now();
        }
    }

    /// Tells the log that a client has come, once it is known to be worth telling: whoever only
    /// fetches a page gets one line for all of it.
    pub(super) fn introduce(&mut self, key: usize) {
        let Some(connection) = self.connections.get_mut(key) else { return };
        if let Some(peer) = connection.peer.take() {
            self.log.tell(connection.number, Happening::Opened(peer));
        }
    }

    /// Lets a connection read frames, and delivers what came of it.
    pub(super) fn frames_came(&mut self, key: usize, bytes: &[u8]) {
        self.turn(key, |connection, turn| {
            if let Some(session) = connection.session() {
                session.read(bytes, turn);
            }
        });
        self.deliver_direct(key);
        self.turn_is_over(key);
    }

    /// Runs `act` with the connection and all that it needs for a turn; what it writes is kept in
    /// the output buffer.
    pub(super) fn turn(&mut self, key: usize, act: impl FnOnce(&mut Connection, &mut Turn<'_>)) {
        let Self { connections, buffers, log, group, names, totals, settings, start, .. } = self;
        let Some(connection) = connections.get_mut(key) else { return };
        let (number, lang, start) = (connection.number, settings.lang, *start);
        let Buffers { out, compressors, .. } = buffers;
        act(
            connection,
            &mut Turn { number, key, lang, start, out, compressors, log, group, names, totals },
        );
    }

    /// Sends what was written, and draws the conclusions of what was read.
    pub(super) fn turn_is_over(&mut self, key: usize) {
        self.send(key);
        if !self.group.is_silent() {
            self.group.ask_for_delivery();
        }
        let session = self.connections.get_mut(key).and_then(Connection::session);
        if session.is_some_and(|session| session.is_closed()) {
            self.leave(key);
            if let Some(connection) = self.connections.get_mut(key) {
                connection.drain(Instant::now());
            }
        }
    }

    /// Sends what stands in the output buffer to a connection.
    pub(super) fn send(&mut self, key: usize) {
        if self.buffers.out.is_empty() {
            return;
        }
        let out = std::mem::take(&mut self.buffers.out);
        self.send_bytes(key, &out);
        self.buffers.take_back(out);
    }

    /// Sends bytes to a connection, and takes note of it.
    pub(super) fn send_bytes(&mut self, key: usize, bytes: &[u8]) {
        self.note_sending(key, bytes);
        if let Some(connection) = self.connections.get_mut(key) {
            connection.push(bytes);
            self.weigh(key);
        }
    }

    /// Counts bytes that are about to be sent to a connection.
    pub(super) fn note_sending(&mut self, key: usize, bytes: &[u8]) {
        let Some(connection) = self.connections.get(key) else { return };
        self.totals.went.bytes += bytes.len() as u64;
        if self.log.shows_chunks {
            let (len, at) = (bytes.len(), connection.went);
            self.log.tell(connection.number, Happening::Chunk { from: Role::Server, len, at });
        }
        if let Some(recording) = &mut self.recording {
            recording.data(connection.number, Role::Server, bytes, self.log.at);
        }
    }
}
