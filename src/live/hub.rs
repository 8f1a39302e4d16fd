//! All connections of the server, and what they share: buffers, the group, the names, the log. One
//! lock guards it; whoever is woken holds it for one turn and awaits nothing meanwhile.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Instant;

use slab::Slab;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::net::TcpStream;
use tokio::net::tcp::OwnedReadHalf;
use tokio::sync::Notify;

use super::doors::Doors;
use super::group::Group;
use super::letter::Letter;
use super::link::{Link, Stage};
use super::log::Log;
use super::outgoing::Shared;
use super::record::Record;
use super::settings::Settings;
use super::turn::Turn;
use super::upgrade::Service;
use crate::journal::{End, Happening, How, Limit, Totals, Trouble, Visitor};
use crate::terms::Role;

/// The buffer into which every connection reads.
const INPUT: usize = 256 << 10;

/// How often a connection reads in one turn, at most.
const READS_A_TURN: u32 = 4;

/// What the connections of a server share.
pub(super) struct Hub {
    pub(super) settings: Settings,
    pub(super) doors: Doors,
    pub(super) links: Slab<Link>,
    pub(super) group: Group,
    pub(super) names: HashMap<String, usize>,
    pub(super) letters: Vec<Letter>,
    pub(super) shared: Shared,
    pub(super) input: Vec<u8>,
    pub(super) out: Vec<u8>,
    pub(super) log: Log,
    pub(super) record: Option<Record>,
    pub(super) totals: Totals,
    /// The weights of all connections together.
    held: usize,
    /// WebSocket connections that are open.
    pub(super) open_now: u64,
    /// The time, to the tick.
    pub(super) now: Instant,
    pub(super) stopping: bool,
    /// Rung when something was said in the group.
    pub(super) spoken: Arc<Notify>,
    /// Rung when the last connection is gone.
    pub(super) empty: Arc<Notify>,
}

/// The hub behind its lock.
#[derive(Clone)]
pub(super) struct Shelf(Arc<Mutex<Hub>>);

impl Shelf {
    pub(super) fn new(hub: Hub) -> Self {
        Self(Arc::new(Mutex::new(hub)))
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Hub> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Attends to a connection until it is over.
pub(super) async fn attend(shelf: Shelf, key: usize, mut read: OwnedReadHalf) {
    std::future::poll_fn(|cx| shelf.lock().attend(key, &mut read, cx)).await;
    shelf.lock().remove(key);
}

impl Hub {
    pub(super) fn new(settings: Settings, log: Log, record: Option<Record>) -> Self {
        Self {
            doors: Doors::new(&settings.origins),
            settings,
            links: Slab::new(),
            group: Group::default(),
            names: HashMap::new(),
            letters: Vec::new(),
            shared: Shared::default(),
            input: vec![0; INPUT],
            out: Vec::new(),
            log,
            record,
            totals: Totals::default(),
            held: 0,
            open_now: 0,
            now: Instant::now(),
            stopping: false,
            spoken: Arc::default(),
            empty: Arc::default(),
        }
    }

    /// Whether one more may come. Those who were turned away or failed, and only have not left yet,
    /// take nobody's place: else a crowd that comes again and again would keep the door shut.
    pub(super) fn has_room(&self) -> bool {
        let most = self.settings.max_connections;
        let stays = |link: &Link| !matches!(link.stage, Stage::Draining);
        self.links.len() < most || self.links.iter().filter(|(_, link)| stays(link)).count() < most
    }

    /// Takes a connection in; gives its key and its socket's half to read from.
    pub(super) fn open(&mut self, socket: TcpStream, peer: SocketAddr) -> (usize, OwnedReadHalf) {
        self.look_at_the_clock();
        self.totals.connections += 1;
        let number = self.totals.connections;
        let (read, write) = socket.into_split();
        let now = Instant::now();
        let mut link = Link::new(number, write, now);
        link.deadline = Some(now + self.settings.handshake);
        link.peer = Some(peer);
        if let Some(record) = &mut self.record {
            record.open(number, peer, self.log.at);
        }
        (self.links.insert(link), read)
    }

    /// Takes the time where anybody will see it.
    pub(super) fn look_at_the_clock(&mut self) {
        if self.log.is_on() || self.record.is_some() {
            self.log.look_at_the_clock();
        }
    }

    /// Does what is to be done on a connection; ready when it is over.
    fn attend(&mut self, key: usize, read: &mut OwnedReadHalf, cx: &mut Context<'_>) -> Poll<()> {
        if self.log.must_wait(cx) {
            return Poll::Pending;
        }
        let Some(link) = self.links.get_mut(key) else { return Poll::Ready(()) };
        link.attended_by(cx.waker());
        link.flush(cx);
        let mut reads = 0;
        while self.links.get(key).is_some_and(Link::wants_input) {
            if reads == READS_A_TURN {
                // Somebody who sends without end takes no more than a turn at a time.
                cx.waker().wake_by_ref();
                break;
            }
            reads += 1;
            let mut buffer = ReadBuf::new(&mut self.input);
            match Pin::new(&mut *read).poll_read(cx, &mut buffer) {
                Poll::Pending => break,
                Poll::Ready(Err(_)) => self.ended(key, true),
                Poll::Ready(Ok(())) => match buffer.filled().len() {
                    0 => self.ended(key, false),
                    len => self.came(key, len),
                },
            }
        }
        let Some(link) = self.links.get_mut(key) else { return Poll::Ready(()) };
        link.flush(cx);
        let is_done = link.is_done();
        self.weigh(key);
        self.log.turn_ended();
        if is_done { Poll::Ready(()) } else { Poll::Pending }
    }

    /// Takes `len` bytes that came into the input buffer.
    fn came(&mut self, key: usize, len: usize) {
        self.look_at_the_clock();
        let input = std::mem::take(&mut self.input);
        let bytes = input.get(..len).unwrap_or_default();
        self.totals.came.bytes += len as u64;
        if let Some(link) = self.links.get_mut(key) {
            link.heard = self.now;
            let (number, at) = (link.number, link.came);
            link.came += len as u64;
            if self.log.shows_chunks {
                self.introduce(key);
                self.log.tell(number, Happening::Chunk { from: Role::Client, len, at });
            }
            if let Some(record) = &mut self.record {
                record.data(number, Role::Client, bytes, self.log.at);
            }
            match self.links.get(key).map(|link| &link.stage) {
                Some(Stage::Head(_)) => self.head_came(key, bytes),
                Some(Stage::Open(_)) => self.frames_came(key, bytes),
                Some(Stage::Draining) => self.drained(key, len),
                None => {}
            }
        }
        self.input = input;
    }

    /// Counts what comes from a client to whom all is said: it is not looked at, and only so much of
    /// it can have been on its way.
    fn drained(&mut self, key: usize, len: usize) {
        let Some(link) = self.links.get_mut(key) else { return };
        link.drained += len;
        if link.drained > Settings::MAX_DRAINED {
            link.drop_now();
        }
    }

    /// Tells the log that a client has come, once it is known to be worth telling: whoever only
    /// fetches a page gets one line for all of it.
    pub(super) fn introduce(&mut self, key: usize) {
        let Some(link) = self.links.get_mut(key) else { return };
        if let Some(peer) = link.peer.take() {
            self.log.tell(link.number, Happening::Opened(peer));
        }
    }

    /// Counts what a connection holds in memory, and lets it go if that is too much for the server.
    fn weigh(&mut self, key: usize) {
        let Some(link) = self.links.get_mut(key) else { return };
        let weight = link.weigh();
        if weight == link.weight {
            return;
        }
        let is_more = weight > link.weight;
        self.held = self.held + weight - link.weight;
        link.weight = weight;
        if is_more && self.held > Settings::MAX_HELD {
            let (number, limit) = (link.number, Limit::Memory(Settings::MAX_HELD));
            link.how = Some(How::Dropped);
            link.drop_now();
            self.log.tell(number, Happening::Trouble(Trouble::Limit(limit)));
        }
    }

    /// Lets a connection read frames, and delivers what came of it.
    pub(super) fn frames_came(&mut self, key: usize, bytes: &[u8]) {
        self.turn(key, |link, turn| {
            if let Some(endpoint) = link.endpoint() {
                endpoint.read(bytes, turn);
            }
        });
        if !self.letters.is_empty() {
            self.deliver_letters(key);
        }
        self.turn_is_over(key);
    }

    /// Runs `act` with the connection and all that it needs for a turn; what it writes is kept in
    /// `out`.
    pub(super) fn turn(&mut self, key: usize, act: impl FnOnce(&mut Link, &mut Turn<'_>)) {
        let Self { links, out, log, group, letters, shared, totals, settings, .. } = self;
        let Some(link) = links.get_mut(key) else { return };
        let (number, lang) = (link.number, settings.lang);
        act(link, &mut Turn { number, key, lang, out, log, group, letters, shared, totals });
    }

    /// Sends what was written, and draws the conclusions of what was read.
    pub(super) fn turn_is_over(&mut self, key: usize) {
        self.send(key);
        if !self.group.is_silent() {
            self.spoken.notify_one();
            if self.group.is_loud() {
                self.deliver_group();
            }
        }
        let now = Instant::now;
        if let Some(link) = self.links.get_mut(key)
            && let Some(endpoint) = link.endpoint()
            && endpoint.ours().is_closed()
        {
            self.leave(key);
            if let Some(link) = self.links.get_mut(key) {
                link.drain(now());
            }
        }
    }

    /// Sends what stands in `out` to a connection.
    pub(super) fn send(&mut self, key: usize) {
        if self.out.is_empty() {
            return;
        }
        let out = std::mem::take(&mut self.out);
        self.send_bytes(key, &out);
        self.out = out;
        self.out.clear();
        self.out.shrink_to(INPUT);
    }

    /// Sends bytes to a connection, and takes note of it.
    pub(super) fn send_bytes(&mut self, key: usize, bytes: &[u8]) {
        let Some(link) = self.links.get_mut(key) else { return };
        self.totals.went.bytes += bytes.len() as u64;
        if self.log.shows_chunks {
            let chunk = Happening::Chunk { from: Role::Server, len: bytes.len(), at: link.went };
            self.log.tell(link.number, chunk);
        }
        if let Some(record) = &mut self.record {
            record.data(link.number, Role::Server, bytes, self.log.at);
        }
        link.push(bytes);
    }

    /// Takes note that a client sends no more.
    fn ended(&mut self, key: usize, reset: bool) {
        self.look_at_the_clock();
        let now = Instant::now();
        self.turn(key, |link, turn| {
            link.ended = true;
            match &mut link.stage {
                Stage::Head(held) if held.is_empty() => {
                    let from = Happening::Visitor(Visitor::Silent);
                    turn.log.tell(turn.number, from);
                    turn.totals.visitors += 1;
                    link.how = Some(How::Visited);
                }
                Stage::Head(_) => link.how = Some(How::Lost { reset }),
                Stage::Open(endpoint) => endpoint.end_of_input(reset, turn),
                Stage::Draining => return,
            }
            if reset {
                link.drop_now();
            }
        });
        self.leave(key);
        if let Some(link) = self.links.get_mut(key) {
            link.drain(now);
        }
    }

    /// Takes a connection out of the group and its name out of the list, and keeps how it ended.
    pub(super) fn leave(&mut self, key: usize) {
        let Some(link) = self.links.get_mut(key) else { return };
        let Some(endpoint) = link.endpoint() else { return };
        let ours = endpoint.ours();
        let how = ours.how;
        match &ours.service {
            Service::Echo => {}
            Service::Group => self.group.leave(key),
            Service::Direct(name) => {
                if self.names.get(name) == Some(&key) {
                    self.names.remove(name);
                }
            }
        }
        let (frames_in, frames_out, errors) = (ours.frames_in, ours.frames_out, ours.errors);
        link.how = link.how.or(how);
        link.counts = [frames_in, frames_out, errors];
        self.open_now = self.open_now.saturating_sub(1);
    }

    /// Lets a connection go that is over.
    fn remove(&mut self, key: usize) {
        self.leave(key);
        let Some(link) = self.links.try_remove(key) else { return };
        self.held -= link.weight;
        let how =
            link.how.unwrap_or(if link.lost { How::Lost { reset: true } } else { How::Dropped });
        let [frames_in, frames_out, errors] = link.counts;
        self.look_at_the_clock();
        if self.log.is_on() && link.peer.is_none() {
            let lasted = link.since.elapsed();
            let end = End { how, lasted, frames_in, frames_out, errors };
            self.log.tell(link.number, Happening::Ended(end));
            self.log.turn_ended();
        }
        if let Some(record) = &mut self.record {
            let reset = matches!(how, How::Lost { reset: true } | How::Dropped);
            let from = if link.ended { Role::Client } else { Role::Server };
            record.close(link.number, from, reset, self.log.at);
            if !reset {
                record.close(link.number, from.peer(), false, self.log.at);
            }
            record.forget(link.number);
        }
        if self.links.is_empty() {
            self.empty.notify_one();
        }
    }
}
