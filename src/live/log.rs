//! Where the log goes. To a file at once in large pieces; to a pipe or a terminal through a thread
//! of its own, so that the class goes on while somebody reads slowly.
//!
//! A pipe loses nothing: while its queue is full, [`Log::must_wait`] keeps sockets from being read.
//! A terminal may stand still for as long as a selection is held: then lines are counted, not kept.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Waker};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::journal::{Entry, Happening, Serving, Totals};
use crate::render::live::Log as Drawer;

/// The log is handed over when this much of it has come together, or when a turn or a tick ends.
const PIECE: usize = 64 << 10;
/// How much may wait for the reader of a pipe or a terminal.
const MAX_WAITING: usize = 1 << 20;

/// What the log is written to.
pub enum Output {
    /// Takes what it is given at once: a file.
    Direct(Box<dyn Write + Send>),
    /// May block; nothing is lost: a pipe.
    Pipe(Box<dyn Write + Send>),
    /// May stand still, and is not waited for; gets each line at once.
    Terminal(Box<dyn Write + Send>),
}

/// The log of the server.
pub(super) struct Log {
    drawer: Drawer,
    /// Whether events are told, or only the beginning and the end.
    is_on: bool,
    /// Whether what TCP delivers is told.
    pub(super) shows_chunks: bool,
    pub(super) buffer: Vec<u8>,
    to: To,
    /// When the turn at hand began: nanoseconds since 1970.
    pub(super) at: u64,
    not_shown: u64,
    pub(super) not_shown_in_all: u64,
    failed: Option<io::ErrorKind>,
}

enum To {
    Direct(Box<dyn Write + Send>),
    Thread { queue: Arc<Queue>, lossless: bool },
}

/// What waits for the writing thread.
#[derive(Default)]
struct Queue {
    state: Mutex<Waiting>,
    news: Condvar,
}

#[derive(Default)]
struct Waiting {
    bytes: Vec<u8>,
    /// Whether the thread is writing, or has yet to see what waits.
    busy: bool,
    readers: Vec<Waker>,
    failed: Option<io::ErrorKind>,
}

impl Log {
    /// A log that `drawer` draws, written to `output`; of events only where it `is_on`.
    pub(super) fn new(drawer: Drawer, is_on: bool, output: Output) -> Self {
        let to = match output {
            Output::Direct(writer) => To::Direct(writer),
            Output::Pipe(writer) => To::Thread { queue: writing(writer), lossless: true },
            Output::Terminal(writer) => To::Thread { queue: writing(writer), lossless: false },
        };
        Self {
            shows_chunks: is_on && drawer.shows_chunks(),
            drawer,
            is_on,
            buffer: Vec::new(),
            to,
            at: now(),
            not_shown: 0,
            not_shown_in_all: 0,
            failed: None,
        }
    }

    /// Whether anybody wants to know.
    pub(super) const fn is_on(&self) -> bool {
        self.is_on
    }

    /// Takes the time for all that is told until it is called again.
    pub(super) fn look_at_the_clock(&mut self) {
        self.at = now();
    }

    /// Tells what happened on a connection; 0 is the server itself.
    pub(super) fn tell(&mut self, connection: u64, what: Happening<'_>) {
        if self.is_on {
            self.drawer.entry(&mut self.buffer, &Entry { at: self.at, connection, what });
        }
    }

    /// Tells where the server listens.
    pub(super) fn banner(&mut self, serving: &Serving<'_>) {
        self.drawer.banner(&mut self.buffer, serving);
    }

    /// Tells what there was in all.
    pub(super) fn summary(&mut self, totals: &Totals) {
        self.drawer.summary(&mut self.buffer, totals);
    }

    /// Whether sockets must not be read, because what they bring could not be logged; then `cx` is
    /// woken when there is room.
    pub(super) fn must_wait(&self, cx: &Context<'_>) -> bool {
        let To::Thread { queue, lossless: true } = &self.to else { return false };
        let mut waiting = queue.lock();
        let full = waiting.bytes.len() > MAX_WAITING;
        if full {
            waiting.readers.push(cx.waker().clone());
        }
        full
    }

    /// The end of a turn: what a terminal shows is shown now.
    pub(super) fn turn_ended(&mut self) {
        let at_once = matches!(self.to, To::Thread { lossless: false, .. });
        if self.buffer.len() >= PIECE || (at_once && !self.buffer.is_empty()) {
            self.hand_over();
        }
    }

    /// Writes, or has written, all that was told.
    pub(super) fn hand_over(&mut self) {
        if self.buffer.is_empty() && self.not_shown == 0 {
            return;
        }
        match &mut self.to {
            To::Direct(writer) => {
                let written = writer.write_all(&self.buffer).and_then(|()| writer.flush());
                self.failed = self.failed.or(written.err().map(|error| error.kind()));
                self.buffer.clear();
            }
            To::Thread { queue, lossless } => {
                let (queue, lossless) = (Arc::clone(queue), *lossless);
                self.enqueue(&queue, lossless);
            }
        }
    }

    fn enqueue(&mut self, queue: &Queue, lossless: bool) {
        let mut waiting = queue.lock();
        self.failed = self.failed.or(waiting.failed);
        if !lossless && waiting.bytes.len() > MAX_WAITING {
            let lines = self.buffer.iter().filter(|byte| **byte == b'\n').count() as u64;
            self.not_shown += lines;
            self.not_shown_in_all += lines;
            self.buffer.clear();
            return;
        }
        if self.not_shown > 0 {
            let later = std::mem::take(&mut self.buffer);
            self.tell(0, Happening::NotShown(self.not_shown));
            self.buffer.extend_from_slice(&later);
            self.not_shown = 0;
        }
        waiting.bytes.append(&mut self.buffer);
        waiting.busy = true;
        queue.news.notify_one();
    }

    /// Whether the thread has yet to write what it was given.
    pub(super) fn is_busy(&self) -> bool {
        match &self.to {
            To::Direct(_) => false,
            To::Thread { queue, .. } => queue.lock().busy,
        }
    }

    /// Whether the log is lossless, so that its last lines must be waited for.
    pub(super) const fn is_lossless(&self) -> bool {
        !matches!(self.to, To::Thread { lossless: false, .. })
    }

    /// What keeps the log from being written, if anything does.
    pub(super) fn failed(&self) -> Option<io::ErrorKind> {
        match &self.to {
            To::Direct(_) => self.failed,
            To::Thread { queue, .. } => self.failed.or(queue.lock().failed),
        }
    }
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Starts the thread that writes; it lives as long as the process.
fn writing(mut writer: Box<dyn Write + Send>) -> Arc<Queue> {
    let queue = Arc::new(Queue::default());
    let shared = Arc::clone(&queue);
    thread::spawn(move || {
        let mut bytes = Vec::new();
        loop {
            let mut waiting = shared.lock();
            while waiting.bytes.is_empty() {
                waiting.busy = false;
                waiting = shared.news.wait(waiting).unwrap_or_else(PoisonError::into_inner);
            }
            bytes.clear();
            std::mem::swap(&mut bytes, &mut waiting.bytes);
            let given_up = waiting.failed.is_some();
            waiting.readers.drain(..).for_each(Waker::wake);
            drop(waiting);
            if given_up {
                continue;
            }
            let written = writer.write_all(&bytes).and_then(|()| writer.flush());
            bytes.shrink_to(MAX_WAITING);
            if let Err(error) = written {
                shared.lock().failed = Some(error.kind());
            }
        }
    });
    queue
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}
