//! Streams to measure with, always the same ones: `generate KIND COUNT` writes to stdout.
//!
//! - `small`: masked text frames of 24 to 96 bytes, some with quotes or characters past ASCII
//! - `large`: masked binary frames of 64 KiB
//! - `pcap`: the frames of `small` in a capture, with the handshake before them
//! - `connections`: a capture of connections one after another, each with a handshake, two frames each
//!   way, and FIN from both ends
//! - `at-once`: the same, all open before the first frame

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
        "connections" => connections(&mut out, count, 1, &mut random)?,
        "at-once" => connections(&mut out, count, count, &mut random)?,
        _ => return Err(io::Error::other("generate small|large|pcap|connections|at-once COUNT")),
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
    /// The client's address and port; the server is 127.0.0.1:8080.
    client: [u8; 6],
    sequence: [u32; 2],
    micros: u64,
}

const ACK: u8 = 16;
const SYN: u8 = 2;
const FIN: u8 = 1;

fn begin(out: &mut impl Write) -> io::Result<()> {
    out.write_all(&0xa1b2_c3d4u32.to_le_bytes())?;
    out.write_all(&[2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 1, 0, 0, 0])
}

/// So many connections, of which so many are open at once.
fn connections(out: &mut impl Write, count: u64, at_once: u64, random: &mut Random) -> io::Result<()> {
    begin(out)?;
    let mut micros = 1_700_000_000_000_000;
    for first in (0..count).step_by(at_once.max(1) as usize) {
        let open = first..count.min(first + at_once);
        for step in 0..3 {
            for number in open.clone() {
                let [.., a, b, c] = (number / 50_000).to_be_bytes();
                let [high, low] = (10_000 + (number % 50_000) as u16).to_be_bytes();
                // What each end has sent before this step is known: it is always the same.
                let sent = [REQUEST.len() as u32 + 1, ANSWER.len() as u32 + 1].map(|len| len * u32::from(step > 0));
                let frames = if step > 1 { [2 * FRAME as u32 + 12, 2 * FRAME as u32 + 4] } else { [0; 2] };
                let sequence = [1000 + sent[0] + frames[0], 5000 + sent[1] + frames[1]];
                let mut wire = Wire { out: &mut *out, client: [10, a, b, c, high, low], sequence, micros };
                match step {
                    0 => wire.open()?,
                    1 => wire.talk(random)?,
                    _ => wire.close()?,
                }
                micros = wire.micros;
            }
        }
    }
    Ok(())
}

/// Length of the payload of each frame of `connections`.
const FRAME: usize = 40;

impl<W: Write> Wire<W> {
    fn open(&mut self) -> io::Result<()> {
        self.packet(0, SYN, &[])?;
        self.packet(1, SYN | ACK, &[])?;
        self.packet(0, ACK, REQUEST.as_bytes())?;
        self.packet(1, ACK, ANSWER.as_bytes())
    }

    /// Two frames each way, one in a packet.
    fn talk(&mut self, random: &mut Random) -> io::Result<()> {
        let text: String = (0..FRAME).map(|_| char::from(b'a' + (random.next() % 26) as u8)).collect();
        for _ in 0..2 {
            let masked = frame(0x81, text.as_bytes(), random.next() as u32 | 1);
            self.packet(0, ACK, &masked)?;
            self.packet(1, ACK, &[&[0x81, FRAME as u8], text.as_bytes()].concat())?;
        }
        Ok(())
    }

    fn close(&mut self) -> io::Result<()> {
        self.packet(0, FIN | ACK, &[])?;
        self.packet(1, FIN | ACK, &[])?;
        self.packet(0, ACK, &[])
    }
}

fn pcap(out: &mut impl Write, count: u64, random: &mut Random) -> io::Result<()> {
    begin(out)?;
    let client = [127, 0, 0, 1, 0xc3, 0x50];
    let mut wire = Wire { out, client, sequence: [1000, 5000], micros: 1_700_000_000_000_000 };
    wire.open()?;
    let mut pending = Vec::new();
    for _ in 0..count {
        pending.extend(small(random));
        while pending.len() >= SEGMENT {
            wire.packet(0, ACK, &pending[..SEGMENT])?;
            pending.drain(..SEGMENT);
        }
    }
    wire.packet(0, ACK, &pending)
}

impl<W: Write> Wire<W> {
    /// A segment from that end: 0 is the client, 1 the server.
    fn packet(&mut self, from: usize, flags: u8, payload: &[u8]) -> io::Result<()> {
        let (ours, theirs) = (self.sequence[from], self.sequence[1 - from]);
        let [a, b, c, d, high, low] = self.client;
        let (hosts, ports) = ([[a, b, c, d], [127, 0, 0, 1]], [[high, low], [0x1f, 0x90]]);
        let mut bytes = vec![2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0];
        bytes.extend([0x45, 0]);
        bytes.extend((40 + payload.len() as u16).to_be_bytes());
        bytes.extend([0, 0, 0x40, 0, 64, 6, 0, 0]);
        bytes.extend([hosts[from], hosts[1 - from]].concat());
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
        let taken = payload.len() as u32 + u32::from(flags & (SYN | FIN) != 0);
        self.sequence[from] = ours.wrapping_add(taken);
        Ok(())
    }
}
