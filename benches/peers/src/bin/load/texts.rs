//! What is sent and what must come back: a few texts in turns, so that an answer that is lost,
//! doubled or late shows.

use std::ops::Range;

use ws_inspect_peers::{header_onto, masked_onto};

const TEXTS: usize = 4;
const TEXT: u8 = 1;

/// The texts of a run, all of one size.
pub struct Texts {
    /// As they are sent, without frames; where there are none at all, the bytes of the frames.
    payloads: Vec<Vec<u8>>,
    /// All answers, one behind the other.
    answers: Vec<u8>,
    raw: bool,
    keys: u64,
}

impl Texts {
    pub fn new(size: usize, raw: bool) -> Self {
        let mut keys = 0x9e37_79b9_7f4a_7c15;
        let mut payloads: Vec<Vec<u8>> = Vec::new();
        for number in 0..TEXTS {
            let letter = |at: usize| b' ' + ((number * 31 + at * 7) % 95) as u8;
            payloads.push((0..size).map(letter).collect());
        }
        if raw {
            for payload in &mut payloads {
                let mut frame = Vec::new();
                write(&mut frame, payload, &mut keys);
                *payload = frame;
            }
        }
        let mut answers = Vec::new();
        for payload in &payloads {
            if !raw {
                header_onto(&mut answers, TEXT, size, None);
            }
            answers.extend_from_slice(payload);
        }
        Self { payloads, answers, raw, keys }
    }

    /// Appends the `number`-th message, masked with a key of its own.
    pub fn write(&mut self, out: &mut Vec<u8>, number: u64) {
        let payload = &self.payloads[number as usize % TEXTS];
        if self.raw {
            out.extend_from_slice(payload);
        } else {
            write(out, payload, &mut self.keys);
        }
    }

    /// How many of the answers are whole that go from byte `came.start` to byte `came.end` of what a
    /// connection sends; `None` if `bytes` is not what stands there.
    pub fn answered(&self, came: Range<u64>, mut bytes: &[u8]) -> Option<u64> {
        let all = self.answers.len();
        let mut at = came.start as usize % all;
        while !bytes.is_empty() {
            let len = bytes.len().min(all - at);
            if bytes[..len] != self.answers[at..at + len] {
                return None;
            }
            bytes = &bytes[len..];
            at = 0;
        }
        let each = (all / TEXTS) as u64;
        Some(came.end / each - came.start / each)
    }

    /// Bytes of an answer.
    pub fn answer_len(&self) -> usize {
        self.answers.len() / TEXTS
    }
}

fn write(out: &mut Vec<u8>, payload: &[u8], keys: &mut u64) {
    // A generator by Marsaglia: all that a key must be here is another one each time.
    *keys ^= *keys << 13;
    *keys ^= *keys >> 7;
    *keys ^= *keys << 17;
    let [a, b, c, d, ..] = keys.to_le_bytes();
    header_onto(out, TEXT, payload.len(), Some([a, b, c, d]));
    masked_onto(out, payload, [a, b, c, d]);
}
