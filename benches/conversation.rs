//! How long one connection takes to read: 1,000,000 small masked text frames, in chunks of
//! 256 KiB. `cargo bench --profile dist --bench conversation [RUNS]` prints the median.

use std::hint::black_box;
use std::time::{Duration, Instant};

use ws_inspect::conversation::{Chunk, Conversation, FrameEvent, FrameOptions};
use ws_inspect::frame::{FrameHeader, mask};
use ws_inspect::terms::{LengthField, Opcode, Rsv};

const FRAMES: u32 = 1_000_000;
const PAYLOAD: usize = 60;
const CHUNK: usize = 256 << 10;

fn main() {
    let runs = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(5);
    let bytes = frames();
    let mut times: Vec<Duration> = (0..runs).map(|_| read(&bytes)).collect();
    times.sort_unstable();
    let of = |at: usize| times.get(at).copied().unwrap_or_default();
    println!("{FRAMES} frames: median {:?}, least {:?}", of(runs / 2), of(0));
}

/// The stream: each frame with a key of its own.
fn frames() -> Vec<u8> {
    let mut bytes = Vec::new();
    for number in 0..FRAMES {
        let key = number.wrapping_mul(0x9e37_79b9).wrapping_add(1).to_be_bytes();
        let length = LengthField::minimal(PAYLOAD as u64);
        let (opcode, rsv) = (Opcode::TEXT, Rsv::NONE);
        FrameHeader { fin: true, rsv, opcode, length, mask_key: Some(key) }.write(&mut bytes);
        let start = bytes.len();
        bytes.extend(b"tick".iter().cycle().take(PAYLOAD));
        if let Some(payload) = bytes.get_mut(start..) {
            mask::apply(payload, key, 0);
        }
    }
    bytes
}

fn read(bytes: &[u8]) -> Duration {
    let start = Instant::now();
    let (mut frames, mut messages, mut sum) = (0, 0, 0);
    let mut conversation = Conversation::new(FrameOptions::default());
    let mut on = |event: FrameEvent<'_>| match event {
        FrameEvent::Frame(frame) => {
            frames += 1;
            sum += frame.payload.len() as u64;
        }
        FrameEvent::Message(message) => {
            messages += 1;
            sum += message.len;
        }
        _ => {}
    };
    for bytes in bytes.chunks(CHUNK) {
        conversation.read(Chunk { from: None, bytes }, &mut on);
    }
    conversation.finish(&mut on);
    let took = start.elapsed();
    assert_eq!((frames, messages, sum), (FRAMES, FRAMES, u64::from(FRAMES) * 2 * PAYLOAD as u64));
    black_box(sum);
    took
}
