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
use super::outgoing::{Packing, Shared};
use super::record::Record;
use super::settings::Settings;
use super::turn::Turn;
use crate::journal::{Happening, Totals};
use crate::terms::Role;

/// The buffer into which every connection reads.
const INPUT: usize = 256 << 10;

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
    pub(super) held: usize,
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
        if let Some(record) = &mut self.record
            && let Ok(here) = read.local_addr()
        {
            record.open(number, peer, here, self.log.at);
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
        if self.must_wait(cx) {
            return Poll::Pending;
        }
        let Some(link) = self.links.get_mut(key) else { return Poll::Ready(()) };
        link.attended_by(cx.waker());
        link.flush(cx, self.now);
        let mut room = self.room_for(key);
        while self.links.get(key).is_some_and(Link::wants_input) {
            let Some(input) = self.input.get_mut(..room).filter(|input| !input.is_empty()) else {
                // So much in one turn: now the others have theirs.
                cx.waker().wake_by_ref();
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
        let Some(link) = self.links.get_mut(key) else { return Poll::Ready(()) };
        link.flush(cx, self.now);
        let is_done = link.is_done();
        self.weigh(key);
        self.log.turn_ended();
        if is_done { Poll::Ready(()) } else { Poll::Pending }
    }

    /// How many bytes a connection may bring in one turn: fewer where they become many, so that
    /// the others do not wait for what one has sent.
    fn room_for(&mut self, key: usize) -> usize {
        let endpoint = self.links.get_mut(key).and_then(Link::endpoint);
        let inflates =
            endpoint.is_some_and(|endpoint| !matches!(endpoint.ours().packing(), Packing::Plain));
        if inflates || self.log.is_on() { INPUT / 16 } else { INPUT }
    }

    /// Whether no socket must be read, because what comes could not be logged or recorded; then
    /// `cx` is woken when it can.
    pub(super) fn must_wait(&self, cx: &Context<'_>) -> bool {
        self.log.must_wait(cx) || self.record.as_ref().is_some_and(|record| record.must_wait(cx))
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
        let Self { links, out, log, group, names, letters, shared, totals, settings, .. } = self;
        let Some(link) = links.get_mut(key) else { return };
        let (number, lang) = (link.number, settings.lang);
        act(link, &mut Turn { number, key, lang, out, log, group, names, letters, shared, totals });
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
        let endpoint = self.links.get_mut(key).and_then(Link::endpoint);
        if endpoint.is_some_and(|endpoint| endpoint.ours().is_closed()) {
            self.leave(key);
            if let Some(link) = self.links.get_mut(key) {
                link.drain(Instant::now());
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
        self.weigh(key);
    }
}
