//! Inputs: samples, demos of slips, honest conversations, and those damaged by a seed.

use std::fs::{read, read_dir};
use std::path::{Path, PathBuf};

use ws_inspect::notation::{self, ReadOptions};
use ws_inspect::slips::frame::FrameSlip;
use ws_inspect::terms::Role;

use crate::wire::{REQUEST, RESPONSE};

/// Bytes with a name.
#[derive(Clone, Debug)]
pub struct Input {
    pub name: String,
    pub bytes: Vec<u8>,
    pub options: Vec<&'static str>,
}

/// The turns of a conversation: 0 is the client, 1 the server.
pub type Turns = Vec<(usize, Vec<u8>)>;

/// Every file below `samples`.
pub fn files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files.extend(self::files(&path)),
            false => files.push(path),
        }
    }
    files.sort();
    files
}

/// Whether a file holds packets, or is no input.
fn has_bytes(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    !matches!(ending, "md" | "pcap" | "pcapng" | "har" | "gz" | "json")
}

/// The bytes of every sample that is no capture.
pub fn samples() -> Vec<Input> {
    let files = files(Path::new("samples")).into_iter().filter(|path| has_bytes(path));
    let inputs = files.filter_map(|path| {
        let name = path.display().to_string();
        let content = read(&path).unwrap();
        let bytes = match std::str::from_utf8(&content) {
            Ok(text) if !name.ends_with(".http") => {
                notation::read(text, &ReadOptions::default()).ok()?.bytes
            }
            _ => content,
        };
        Some(Input { name, bytes, options: vec![] })
    });
    inputs.collect()
}

/// What each slip makes of its demo.
pub fn demos() -> Vec<Input> {
    let demo = |slip: FrameSlip| Input {
        name: format!("the demo of {}", slip.name()),
        bytes: slip.apply(&slip.demo()).unwrap(),
        options: match slip.shows_only_from() {
            Some(Role::Client) => vec!["--from", "client"],
            Some(Role::Server) => vec!["--from", "server"],
            None => vec![],
        },
    };
    FrameSlip::ALL.into_iter().map(demo).collect()
}

/// Numbers that look random and are the same each time.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound.max(1)
    }
}

fn frame(random: &mut Random, who: usize, byte0: u8, payload: &[u8]) -> Vec<u8> {
    let bit = if who == 0 { 0x80 } else { 0 };
    let mut frame = match payload.len() {
        len @ 0..126 => vec![byte0, bit | len as u8],
        len => vec![byte0, bit | 126, (len >> 8) as u8, len as u8],
    };
    if who == 1 {
        return [frame, payload.to_vec()].concat();
    }
    let key: [u8; 4] = std::array::from_fn(|_| random.below(256) as u8);
    frame.extend(key);
    frame.extend(payload.iter().zip(key.iter().cycle()).map(|(byte, key)| byte ^ key));
    frame
}

/// An honest conversation behind its handshake, to both Close frames.
pub fn honest(seed: u64) -> Turns {
    let random = &mut Random(seed);
    let texts =
        ["Hello", "", "今天天气很不错", "naïve café 😀", "a longer text, to be said twice. "];
    let mut turns = vec![(0, REQUEST.to_vec()), (1, RESPONSE.to_vec())];
    for _ in 0..random.below(8) + 2 {
        let who = random.below(2);
        let text = texts[random.below(texts.len())].repeat(random.below(6) + 1);
        let half = (0..=text.len() / 2).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        let bytes = match random.below(6) {
            0 => [
                frame(random, who, 0x01, &text.as_bytes()[..half]),
                frame(random, who, 0x89, b"p"),
                frame(random, who, 0x80, &text.as_bytes()[half..]),
            ]
            .concat(),
            1 => frame(random, who, 0x82, &[0, 255, 1, 254, 2, 253]),
            2 => frame(random, who, 0x8a, b""),
            _ => frame(random, who, 0x81, text.as_bytes()),
        };
        turns.push((who, bytes));
    }
    turns.push((0, frame(random, 0, 0x88, b"\x03\xe8")));
    turns.push((1, frame(random, 1, 0x88, b"\x03\xe8")));
    turns
}

/// The same, with one to three places behind the heads damaged.
pub fn damaged(seed: u64) -> Turns {
    let mut turns = honest(seed);
    let random = &mut Random(seed ^ 0x5eed);
    for _ in 0..random.below(3) + 1 {
        let turn = 2 + random.below(turns.len() - 2);
        let bytes = &mut turns[turn].1;
        let at = random.below(bytes.len());
        match random.below(4) {
            0 => {
                bytes.truncate(at);
            }
            1 => bytes.insert(at, random.below(256) as u8),
            2 if !bytes.is_empty() => {
                bytes.remove(at);
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
        }
    }
    turns
}

/// The bytes of all turns, one after another.
pub fn joined(turns: &Turns) -> Vec<u8> {
    turns.iter().flat_map(|(_, bytes)| bytes.clone()).collect()
}

/// Damaged conversations as one stream each: half of them behind their handshake, half without.
pub fn streams(count: u64) -> Vec<Input> {
    let input = |seed: u64| {
        let mut turns = damaged(seed);
        if seed % 2 == 1 {
            turns.drain(..2);
        }
        Input { name: format!("damaged {seed}"), bytes: joined(&turns), options: vec![] }
    };
    (0..count).map(input).filter(|input| !input.bytes.is_empty()).collect()
}
