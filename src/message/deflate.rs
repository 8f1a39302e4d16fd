//! Plain messages to compressed ones: the sending half of permessage-deflate (RFC 7692).
//! May import nothing but the compressor.

use flate2::{Compress, Compression, FlushCompress};

use super::TAIL;

/// Output is asked for in pieces of at least that many bytes.
const PIECE: usize = 256;

/// Compresses the messages of one sender, one after another.
#[derive(Debug)]
pub struct Deflater {
    takeover: bool,
    window_bits: u8,
    engine: Option<Compress>,
}

/// The window sizes that the compressor can keep to, as powers of two (8 is legal and not there).
pub const WINDOW_BITS: std::ops::RangeInclusive<u8> = 9..=15;

impl Deflater {
    /// A deflater for a sender who has sent nothing. `takeover`: whether messages may refer to
    /// earlier ones; `window_bits`: how far back, 2 to that power in bytes; what is outside
    /// [`WINDOW_BITS`] is brought into it.
    pub fn new(takeover: bool, window_bits: u8) -> Self {
        let window_bits = window_bits.clamp(*WINDOW_BITS.start(), *WINDOW_BITS.end());
        Self { takeover, window_bits, engine: None }
    }

    /// Compresses a message and drops the four bytes at its end (RFC 7692 section 7.2.1). Never
    /// empty: the empty message gives the one byte `00`.
    pub fn deflate(&mut self, message: &[u8]) -> Vec<u8> {
        let mut compressed = Vec::with_capacity(message.len() / 2 + PIECE);
        self.deflate_part(message, true, &mut compressed);
        compressed
    }

    /// Compresses a part of a message onto `compressed`, which holds what came of the parts before
    /// it and nothing else; the last part ends the message as [`Deflater::deflate`] says. So the
    /// work on a long message can be cut into pieces.
    pub fn deflate_part(&mut self, part: &[u8], is_last: bool, compressed: &mut Vec<u8>) {
        let bits = self.window_bits;
        let engine = self.engine.get_or_insert_with(|| {
            Compress::new_with_window_bits(Compression::default(), false, bits)
        });
        if !is_last {
            return compress(engine, part, FlushCompress::None, compressed);
        }
        compress(engine, part, FlushCompress::Sync, compressed);
        if !self.takeover {
            engine.reset();
        }
        compressed.truncate(compressed.len().saturating_sub(TAIL.len()));
        // Nothing new since the last flush gives nothing at all; a stored block says the same.
        if compressed.is_empty() {
            compressed.push(0x00);
        }
    }
}

/// Compresses all of `message` onto `out`. The end of a sync flush are the bytes of [`TAIL`].
fn compress(engine: &mut Compress, mut message: &[u8], flush: FlushCompress, out: &mut Vec<u8>) {
    loop {
        let (used, made) = (engine.total_in(), engine.total_out());
        out.reserve(PIECE);
        let status = engine.compress_vec(message, out, flush);
        let used = usize::try_from(engine.total_in() - used).unwrap_or_default();
        message = message.get(used..).unwrap_or_default();
        let full = out.len() == out.capacity();
        let stuck = used == 0 && engine.total_out() == made;
        if status.is_err() || stuck || (message.is_empty() && !full) {
            return;
        }
    }
}
