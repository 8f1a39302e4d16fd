//! Streams to measure with, always the same ones: `generate KIND COUNT` writes to stdout.
//!
//! - `small`: masked text frames of 24 to 96 bytes, some with quotes or characters past ASCII
//! - `large`: masked binary frames of 64 KiB
//! - `pcap`: the frames of `small` in a capture, with the handshake before them

use std::io::{self, BufWriter, Write};

fn main() -> io::Result<()> {
    let mut words = std::env::args().skip(1);
    let kind = words.next().unwrap_or_default();
    let count: u64 = words.next().and_then(|word| word.parse().ok()).unwrap_or(1000);
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    let mut random = Random(0x5eed);
    match kind.as_str() {
        "small" => (0..count).try_for_each(|_| out.write_all(&small(&mut random)))?,
        "large" => {
            let payload: Vec<u8> = (0..1 << 16).map(|_| random.next() as u8).collect();
            (0..count).try_for_each(|_| out.write_all(&frame(0x82, &payload, random.next() as u32)))?;
        }
        "pcap" => pcap(&mut out, count, &mut random)?,
        _ => return Err(io::Error::other("generate small|large|pcap COUNT")),
    }
    out.flush()
}

/// The generator of George Marsaglia (xorshift64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 16
    }
}

const WORDS: [&str; 16] = [
    "alpha", "beta", "gamma", "delta", "id:", "count", "42", "ok", "null", "next", "a longer word", "x",
    "true", "\"quoted\"", "state", "{}",
];

fn small(random: &mut Random) -> Vec<u8> {
    let len = 24 + random.next() as usize % 73;
    let mut text = String::new();
    while text.len() < len {
        text += WORDS[random.next() as usize % WORDS.len()];
        text += " ";
    }
    text.truncate(len);
    if random.next() % 10 == 0 {
        text += "最é";
    }
    frame(0x81, text.as_bytes(), random.next() as u32 | 1)
}

fn frame(byte0: u8, payload: &[u8], key: u32) -> Vec<u8> {
    let mut bytes = vec![byte0];
    match payload.len() {
        len @ ..=125 => bytes.push(0x80 | len as u8),
        len @ ..=0xffff => {
            bytes.push(0x80 | 126);
            bytes.extend((len as u16).to_be_bytes());
        }
        len => {
            bytes.push(0x80 | 127);
            bytes.extend((len as u64).to_be_bytes());
        }
    }
    let key = key.to_be_bytes();
    bytes.extend(key);
    bytes.extend(payload.iter().zip(key.iter().cycle()).map(|(byte, mask)| byte ^ mask));
    bytes
}

const REQUEST: &str = "GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUpgrade: websocket\r\n\
    Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
    Sec-WebSocket-Version: 13\r\n\r\n";
const ANSWER: &str = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\
    Connection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
/// What a segment holds at most.
const SEGMENT: usize = 1460;

/// One connection on Ethernet, IPv4 and TCP; checksums are left out (0), as offloading does.
struct Wire<W: Write> {
    out: W,
    sequence: [u32; 2],
    micros: u64,
}

fn pcap(out: &mut impl Write, count: u64, random: &mut Random) -> io::Result<()> {
    out.write_all(&0xa1b2_c3d4u32.to_le_bytes())?;
    out.write_all(&[2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 1, 0, 0, 0])?;
    let mut wire = Wire { out, sequence: [1000, 5000], micros: 1_700_000_000_000_000 };
    const SYN: u8 = 2;
    wire.packet(0, SYN, &[])?;
    wire.packet(1, SYN | 16, &[])?;
    wire.packet(0, 16, REQUEST.as_bytes())?;
    wire.packet(1, 16, ANSWER.as_bytes())?;
    let mut pending = Vec::new();
    for _ in 0..count {
        pending.extend(small(random));
        while pending.len() >= SEGMENT {
            wire.packet(0, 16, &pending[..SEGMENT])?;
            pending.drain(..SEGMENT);
        }
    }
    wire.packet(0, 16, &pending)
}

impl<W: Write> Wire<W> {
    /// A segment from that end: 0 is the client, 1 the server.
    fn packet(&mut self, from: usize, flags: u8, payload: &[u8]) -> io::Result<()> {
        let (ours, theirs) = (self.sequence[from], self.sequence[1 - from]);
        let ports = [[0xc3, 0x50], [0x1f, 0x90]];
        let mut bytes = vec![2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0];
        bytes.extend([0x45, 0]);
        bytes.extend((40 + payload.len() as u16).to_be_bytes());
        bytes.extend([0, 0, 0x40, 0, 64, 6, 0, 0, 127, 0, 0, 1, 127, 0, 0, 1]);
        bytes.extend([ports[from], ports[1 - from]].concat());
        bytes.extend(ours.to_be_bytes());
        bytes.extend(theirs.to_be_bytes());
        bytes.extend([0x50, flags, 0xff, 0xff, 0, 0, 0, 0]);
        bytes.extend(payload);
        let len = bytes.len() as u32;
        self.micros += 10;
        for word in [(self.micros / 1_000_000) as u32, (self.micros % 1_000_000) as u32, len, len] {
            self.out.write_all(&word.to_le_bytes())?;
        }
        self.out.write_all(&bytes)?;
        let taken = payload.len() as u32 + u32::from(flags & 2 != 0);
        self.sequence[from] = ours.wrapping_add(taken);
        Ok(())
    }
}
