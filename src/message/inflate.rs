//! Compressed messages to plain ones: the receiving half of permessage-deflate (RFC 7692).
//!
//! Always inflates with the largest window: it takes what any smaller one made. Output is bounded
//! by the caller's limit, time by input and limit; nothing is allocated before the first byte.

use flate2::{Decompress, FlushDecompress, Status};

use crate::finding::InflateError;

/// What the sender drops from the end of a compressed message, and the reader appends
/// (RFC 7692 sections 7.2.1 and 7.2.2).
pub const TAIL: [u8; 4] = [0x00, 0x00, 0xff, 0xff];

/// An empty stored block: after a whole message it changes nothing, inside a block it is garbage.
const PROBE: [u8; 5] = [0x00, 0x00, 0x00, 0xff, 0xff];

/// How far back a message may refer, in bytes.
const WINDOW: usize = 1 << 15;

/// What an engine takes of memory, as measured: its window, its state, and a piece of output.
const ENGINE_BYTES: usize = 29 << 10;

/// Output is taken in pieces of that many bytes.
const PIECE: usize = 1 << 13;

/// A block may say that it is the last (BFINAL), and another follow all the same. So many times
/// per message the window is carried over; more often, it would cost more than it can be worth.
const FINAL_BLOCKS: u32 = 256;

/// Why inflating stopped. `at` counts compressed bytes of the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The message is longer than the limit.
    TooBig,
    /// The bytes are no DEFLATE data.
    Broken {
        /// Bytes of the message that were used by then, about.
        at: u64,
        /// What is bad about them.
        error: InflateError,
    },
    /// The message refers to earlier ones that the reader has not got.
    ContextMissing {
        /// Bytes of the message that were used by then, about.
        at: u64,
        /// Whether they came and could not be inflated; else none was seen.
        lost: bool,
    },
}

/// Inflates the messages of one sender, one after another.
#[derive(Debug)]
pub struct Inflater {
    /// Whether a message may refer to earlier ones.
    takeover: bool,
    context: Context,
    engine: Option<Box<Engine>>,
    /// Whether the open message is not the first of its context.
    later: bool,
    /// Compressed bytes of the open message that were used.
    used: u64,
    final_blocks: u32,
}

/// What the window holds of what the sender may refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Context {
    /// All of it.
    Whole,
    /// Only what came since the input began.
    Unseen,
    /// Only what came since a message that could not be inflated.
    Lost,
}

#[derive(Debug)]
struct Engine {
    inflate: Decompress,
    piece: [u8; PIECE],
}

impl Inflater {
    /// An inflater for a sender of whom nothing has come yet. `takeover`: whether messages may
    /// refer to earlier ones; `from_start`: whether all of them will be seen.
    pub const fn new(takeover: bool, from_start: bool) -> Self {
        let context = if takeover && !from_start { Context::Unseen } else { Context::Whole };
        Self { takeover, context, engine: None, later: false, used: 0, final_blocks: 0 }
    }

    /// Returns how many bytes of memory the window and the state take, once something came.
    pub fn held_bytes(&self) -> usize {
        if self.engine.is_some() { ENGINE_BYTES } else { 0 }
    }

    /// Inflates the next fragment of the open message onto `out`, which holds what the message has
    /// given so far and grows to at most `limit` bytes. After the `last` fragment the inflater is
    /// ready for the next message; after an error too, then without the earlier context.
    ///
    /// # Errors
    /// [`Stop`]; what was inflated before stands in `out`.
    pub fn inflate(
        &mut self,
        compressed: &[u8],
        last: bool,
        limit: usize,
        out: &mut Vec<u8>,
    ) -> Result<(), Stop> {
        let result = match self.run(compressed, limit, out) {
            Ok(()) if last => self.finish(compressed, out),
            other => other,
        };
        if result.is_err() {
            self.lose();
        } else if last {
            (self.later, self.used, self.final_blocks) = (true, 0, 0);
            if !self.takeover {
                *self = Self::new(false, true);
            }
        }
        result
    }

    /// Forgets the window, as where a message was not inflated.
    pub fn lose(&mut self) {
        let context = if self.takeover { Context::Lost } else { Context::Whole };
        *self = Self { context, ..Self::new(self.takeover, true) };
    }

    /// Appends what the sender dropped, and sees whether the message ends with it.
    fn finish(&mut self, compressed: &[u8], out: &mut Vec<u8>) -> Result<(), Stop> {
        let (len, used) = (out.len(), self.used);
        // Whole messages give nothing more; whatever comes shows that they were not whole.
        let room = len.saturating_add(2 * PIECE);
        let result = self.run(&TAIL, room, out).and_then(|()| self.run(&PROBE, room, out));
        let whole = result.is_ok() && out.len() == len;
        out.truncate(len);
        if whole {
            return Ok(());
        }
        let kept = compressed.ends_with(&TAIL);
        let error = if kept { InflateError::TailKept } else { InflateError::EndsInside };
        Err(Stop::Broken { at: used, error })
    }

    fn run(&mut self, mut input: &[u8], limit: usize, out: &mut Vec<u8>) -> Result<(), Stop> {
        let from_start = self.engine.is_none().then_some(input);
        let mut more = false;
        while more || !input.is_empty() {
            let engine = self.engine.get_or_insert_with(Engine::new);
            let (status, used, made) = engine.step(input);
            self.used += used as u64;
            input = input.get(used..).unwrap_or_default();
            let room = limit.saturating_sub(out.len());
            let piece = engine.piece.get(..made).unwrap_or_default();
            out.extend_from_slice(piece.get(..room).unwrap_or(piece));
            if made > room {
                return Err(Stop::TooBig);
            }
            match status {
                Err(error) => {
                    let error = error.unwrap_or_else(|| self.unnamed(from_start));
                    return Err(self.stop(error));
                }
                Ok(Status::StreamEnd) => {
                    self.go_on_behind_final_block(out);
                    more = false;
                }
                Ok(_) => more = made == PIECE,
            }
            if used == 0 && made == 0 {
                break;
            }
        }
        Ok(())
    }

    /// After BFINAL the engine reads no further; the message may (RFC 7692 section 7.2.3.4).
    fn go_on_behind_final_block(&mut self, out: &[u8]) {
        let Some(engine) = &mut self.engine else { return };
        engine.inflate.reset(false);
        self.final_blocks += 1;
        let start = out.len().saturating_sub(WINDOW);
        let window = out.get(start..).unwrap_or_default();
        let carried = self.final_blocks <= FINAL_BLOCKS
            && (window.is_empty() || engine.inflate.set_dictionary(window).is_ok());
        let all = window.len() == WINDOW || !self.later;
        if !(carried && all) && self.context == Context::Whole {
            self.context = Context::Lost;
        }
    }

    /// The error that the engine found and did not name. Read once more byte by byte it names it, which
    /// takes all that came; else what it lacks most likely is what the reader lacks.
    #[cold]
    fn unnamed(&self, from_start: Option<&[u8]>) -> InflateError {
        match from_start {
            Some(input) => named_slowly(input),
            None if self.context == Context::Whole => InflateError::Other,
            None => InflateError::TooFarBack,
        }
    }

    fn stop(&self, error: InflateError) -> Stop {
        let at = self.used;
        match (error, self.context) {
            (InflateError::TooFarBack, Context::Unseen) => Stop::ContextMissing { at, lost: false },
            (InflateError::TooFarBack, Context::Lost) => Stop::ContextMissing { at, lost: true },
            _ => Stop::Broken { at, error },
        }
    }
}

impl Engine {
    fn new() -> Box<Self> {
        Box::new(Self { inflate: Decompress::new(false), piece: [0; PIECE] })
    }

    /// Returns what came of it, how many bytes of `input` were used, how many of the piece made. An
    /// error is `None` where the engine does not name it.
    fn step(&mut self, input: &[u8]) -> (Result<Status, Option<InflateError>>, usize, usize) {
        let (used, made) = (self.inflate.total_in(), self.inflate.total_out());
        let status = self.inflate.decompress(input, &mut self.piece, FlushDecompress::Sync);
        let status = status.map_err(|error| named(error.message().unwrap_or_default()));
        let since = |now: u64, then: u64| usize::try_from(now - then).unwrap_or_default();
        (status, since(self.inflate.total_in(), used), since(self.inflate.total_out(), made))
    }
}

/// The fault of a stream, read from its first byte in such small steps that the engine names it.
fn named_slowly(input: &[u8]) -> InflateError {
    let mut engine = Engine::new();
    for byte in input.chunks(1) {
        loop {
            match engine.step(byte) {
                (Err(error), ..) => return error.unwrap_or(InflateError::Other),
                (Ok(_), 0, 1..) => {}
                (Ok(_), ..) => break,
            }
        }
    }
    InflateError::Other
}

/// The fault that zlib words so; its words are those of the C library, kept for decades. `None` where it
/// only says that there is one, as for some that it finds in its inner loop.
fn named(words: &str) -> Option<InflateError> {
    let holds = |part: &str| words.contains(part);
    Some(if holds("repeated call") {
        return None;
    } else if holds("too far back") {
        InflateError::TooFarBack
    } else if holds("block type") {
        InflateError::BlockType
    } else if holds("stored block") {
        InflateError::StoredLength
    } else if holds("distance code") || holds("literal/length code") {
        InflateError::Symbol
    } else if holds("set") || holds("symbols") || holds("repeat") || holds("end-of-block") {
        InflateError::CodeTable
    } else {
        InflateError::Other
    })
}

#[cfg(test)]
mod tests;
