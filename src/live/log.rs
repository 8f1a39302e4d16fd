//! Where the log goes. To a file at once in large pieces; to a pipe or a terminal through a thread
//! of its own, so that the class goes on while somebody reads slowly.
//!
//! A pipe loses nothing: while its queue is full, [`Log::must_wait`] keeps sockets from being read.
//! A terminal may stand still for as long as a selection is held: then lines are counted, not kept.

use std::io::{self, Write};
use std::task::Context;
use std::time::{SystemTime, UNIX_EPOCH};

use super::writer::Behind;
use crate::conversation::Frame;
use crate::journal::{Entry, Happening, ServerTotals, Serving, Trouble};
use crate::message::Compressed;
use crate::render::live::Log as Drawer;

/// The log is handed over when this much of it has come together, or when a turn or a tick ends.
const PIECE: usize = 256 << 10;

/// How much of the payload of a frame that breaks a rule is drawn at least.
const MOST_BROKEN: usize = 1 << 20;

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
    most_payload: usize,
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
    Thread { writer: Behind, lossless: bool },
}

impl Log {
    /// A log that `drawer` draws, written to `output`; of events only where it `is_on`; of a payload
    /// at most `most_payload` bytes.
    pub(super) fn new(drawer: Drawer, is_on: bool, output: Output, most_payload: usize) -> Self {
        let to = match output {
            Output::Direct(writer) => To::Direct(writer),
            Output::Pipe(writer) => To::Thread { writer: Behind::new(writer), lossless: true },
            Output::Terminal(writer) => To::Thread { writer: Behind::new(writer), lossless: false },
        };
        Self {
            shows_chunks: is_on && drawer.shows_chunks(),
            most_payload: if drawer.shows_payloads() { most_payload } else { usize::MAX },
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
        if !self.is_on {
            return;
        }
        let (Happening::Frame(frame) | Happening::Pong(frame, _) | Happening::Broadcast(frame, _)) =
            what
        else {
            return self.draw(connection, what);
        };
        let Some((cut, bytes)) = self.cut(frame) else { return self.draw(connection, what) };
        self.draw(
            connection,
            match what {
                Happening::Broadcast(_, members) => Happening::Broadcast(&cut, members),
                _ => Happening::Frame(&cut),
            },
        );
        let cut = Trouble::PayloadCut { frame: frame.number, bytes };
        self.draw(connection, Happening::Trouble(cut));
    }

    fn draw(&mut self, connection: u64, what: Happening<'_>) {
        self.drawer.entry(&mut self.buffer, &Entry { at: self.at, connection, what });
    }

    /// The frame with the beginning of its payload, and how many bytes that leaves out; `None` where
    /// it may be shown to its end. Of a frame that breaks a rule the cause is looked for in what is
    /// shown, so that more of it is.
    fn cut<'a>(&self, frame: &Frame<'a>) -> Option<(Frame<'a>, u64)> {
        let most = match frame.findings {
            [] => self.most_payload,
            _ => self.most_payload.max(MOST_BROKEN),
        };
        let begin = |bytes: &'a [u8]| {
            let most = bytes.get(..most)?;
            // A text is cut between two characters.
            let whole = most.utf8_chunks().map(|chunk| chunk.valid().len()).next();
            let is_text = whole.is_some_and(|whole| most.len() - whole < 4);
            Some(if is_text { most.get(..whole?)? } else { most })
        };
        let all = frame.plain().len().max(frame.payload.len());
        if all <= most {
            return None;
        }
        let compressed = frame.compressed.map(|compressed| Compressed {
            plain: begin(compressed.plain).unwrap_or(compressed.plain),
            ..compressed
        });
        let payload = begin(frame.payload).unwrap_or(frame.payload);
        let cut = Frame { payload, compressed, ..*frame };
        let shown = cut.plain().len();
        Some((cut, (frame.plain().len() - shown) as u64))
    }

    /// Tells where the server listens.
    pub(super) fn banner(&mut self, serving: &Serving<'_>) {
        self.drawer.banner(&mut self.buffer, serving);
    }

    /// Tells what there was in all.
    pub(super) fn summary(&mut self, totals: &ServerTotals) {
        self.drawer.summary(&mut self.buffer, totals);
    }

    /// Whether sockets must not be read, because what they bring could not be logged; then `cx` is
    /// woken when there is room.
    pub(super) fn must_wait(&self, cx: &Context<'_>) -> bool {
        matches!(&self.to, To::Thread { writer, lossless: true } if writer.must_wait(cx))
    }

    /// The same, for who asks again by itself.
    pub(super) fn is_full(&self) -> bool {
        matches!(&self.to, To::Thread { writer, lossless: true } if writer.is_full())
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
            To::Thread { writer, lossless } => {
                let (writer, lossless) = (writer.clone(), *lossless);
                self.enqueue(&writer, lossless);
            }
        }
    }

    fn enqueue(&mut self, writer: &Behind, lossless: bool) {
        self.failed = self.failed.or(writer.failed());
        if !lossless && writer.is_full() {
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
        writer.append(&mut self.buffer);
    }

    /// Whether the thread has yet to write what it was given.
    pub(super) fn is_busy(&self) -> bool {
        match &self.to {
            To::Direct(_) => false,
            To::Thread { writer, .. } => writer.is_busy(),
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
            To::Thread { writer, .. } => self.failed.or(writer.failed()),
        }
    }
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}
