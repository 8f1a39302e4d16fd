//! Masking beside memcpy and beside the plain byte loop, in one run, so that the ratios hold
//! whatever else the machine does: `cargo bench --bench mask`.
//!
//! The three take turns; of each the median of the rounds counts.

use std::hint::black_box;
use std::sync::atomic::{Ordering, compiler_fence};
use std::time::{Duration, Instant};

use ws_inspect::frame::mask;
use ws_inspect::terms::MaskKey;

const KEY: MaskKey = [0xa4, 0xc4, 0x22, 0xcd];
const ROUNDS: usize = 41;
/// A round is about this long.
const ROUND: Duration = Duration::from_millis(4);

/// What is timed: it works on the first buffer, and may read the second.
type Kernel = (&'static str, fn(&mut [u8], &[u8]));

const KERNELS: [Kernel; 3] = [
    ("memcpy", |bytes, other| bytes.copy_from_slice(other)),
    ("mask in place", |bytes, _| mask::apply(bytes, black_box(KEY), 0)),
    ("byte loop", byte_loop),
];

/// The formula of RFC 6455 section 5.3, one byte after the other: the fence, which costs nothing
/// itself, keeps the compiler from doing several at once.
fn byte_loop(bytes: &mut [u8], _: &[u8]) {
    let key = black_box(KEY);
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte ^= key[index % 4];
        compiler_fence(Ordering::SeqCst);
    }
}

fn main() {
    println!("{:>8}  {:<14} {:>9}  {:>8}  {:>11}", "bytes", "", "GB/s", "x memcpy", "x byte loop");
    for len in [60, 1 << 10, 1 << 16] {
        let rates = rates(len);
        let [memcpy, _, byte_loop] = rates;
        for ((name, _), rate) in KERNELS.iter().zip(rates) {
            let (of_memcpy, of_loop) = (rate / memcpy, rate / byte_loop);
            println!("{len:>8}  {name:<14} {rate:>9.2}  {of_memcpy:>8.2}  {of_loop:>11.1}");
        }
    }
}

/// Bytes per nanosecond of each kernel on buffers of `len` bytes.
fn rates(len: usize) -> [f64; 3] {
    let (mut bytes, other) = (vec![0x5a; len], vec![0xa5; len]);
    let mut time = |kernel: fn(&mut [u8], &[u8]), times: usize| {
        let start = Instant::now();
        for _ in 0..times {
            kernel(black_box(&mut bytes), black_box(&other));
        }
        start.elapsed()
    };
    let times = KERNELS.map(|(_, kernel)| {
        let once = time(kernel, 1000).as_secs_f64() / 1000.0;
        (ROUND.as_secs_f64() / once).ceil() as usize
    });
    let mut rounds = [const { Vec::new() }; 3];
    for _ in 0..ROUNDS {
        for ((taken, (_, kernel)), times) in rounds.iter_mut().zip(KERNELS).zip(times) {
            taken.push(time(kernel, times).as_secs_f64() / times as f64);
        }
    }
    rounds.map(|mut taken| {
        taken.sort_by(f64::total_cmp);
        len as f64 / (taken[ROUNDS / 2] * 1e9)
    })
}
