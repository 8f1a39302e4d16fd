//! What the programs have in common: reading a file in pieces, cutting bytes into frames; for those
//! on the network, the opening handshake and the event loop of the floors.

#![forbid(unsafe_code)]

pub mod crowd;
pub mod opening;

use std::fs::File;
use std::io::{self, Read};

/// How much is read at once.
pub const PIECE: usize = 256 << 10;

/// A frame as the floor sees it: nothing is checked that need not be to find the next.
pub struct Frame<'a> {
    pub fin: bool,
    pub opcode: u8,
    pub key: Option<[u8; 4]>,
    pub payload: &'a [u8],
    /// Bytes of the whole frame.
    pub len: usize,
}

impl<'a> Frame<'a> {
    /// The frame at the start of `bytes`, if all of it is there.
    #[inline]
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let &[byte0, byte1, ..] = bytes else { return None };
        let (mut at, mut len) = (2, u64::from(byte1 & 0x7f));
        if len == 126 {
            len = u16::from_be_bytes(bytes.get(2..4)?.try_into().ok()?).into();
            at = 4;
        } else if len == 127 {
            len = u64::from_be_bytes(bytes.get(2..10)?.try_into().ok()?);
            at = 10;
        }
        let mut key = None;
        if byte1 & 0x80 != 0 {
            key = Some(bytes.get(at..at + 4)?.try_into().ok()?);
            at += 4;
        }
        let payload = bytes.get(at..)?.get(..usize::try_from(len).ok()?)?;
        let (fin, opcode, len) = (byte0 & 0x80 != 0, byte0 & 0x0f, at + payload.len());
        Some(Self { fin, opcode, key, payload, len })
    }
}

/// Hands over every frame of a file, with the place of its first byte.
///
/// # Errors
/// What opening and reading give.
pub fn frames(path: &str, mut on: impl FnMut(u64, &Frame<'_>)) -> io::Result<()> {
    let mut file = File::open(path)?;
    let (mut buffer, mut have, mut at) = (vec![0; PIECE], 0, 0);
    loop {
        if have == buffer.len() {
            buffer.resize(2 * have, 0);
        }
        let read = file.read(&mut buffer[have..])?;
        if read == 0 {
            return Ok(());
        }
        have += read;
        let mut used = 0;
        while let Some(frame) = Frame::read(&buffer[used..have]) {
            on(at, &frame);
            used += frame.len;
            at += frame.len as u64;
        }
        buffer.copy_within(used..have, 0);
        have -= used;
    }
}

/// Appends the header of a whole message, as a client writes it if there is a key.
#[inline]
pub fn header_onto(out: &mut Vec<u8>, opcode: u8, len: usize, key: Option<[u8; 4]>) {
    let masked = if key.is_some() { 0x80 } else { 0 };
    out.push(0x80 | opcode);
    match len {
        0..126 => out.push(masked | len as u8),
        126..65_536 => {
            out.push(masked | 126);
            out.extend_from_slice(&(len as u16).to_be_bytes());
        }
        _ => {
            out.push(masked | 127);
            out.extend_from_slice(&(len as u64).to_be_bytes());
        }
    }
    out.extend_from_slice(key.as_ref().map_or(&[], |key| key));
}

/// Appends the payload, unmasked; gives whether it is ASCII.
#[inline]
pub fn unmask_onto(out: &mut Vec<u8>, frame: &Frame<'_>) -> bool {
    masked_onto(out, frame.payload, frame.key.unwrap_or_default())
}

/// Appends a payload under a key, which masks and unmasks; gives whether what came out is ASCII.
#[inline]
pub fn masked_onto(out: &mut Vec<u8>, payload: &[u8], [a, b, c, d]: [u8; 4]) -> bool {
    let word = u64::from_le_bytes([a, b, c, d, a, b, c, d]);
    let start = out.len();
    out.extend_from_slice(payload);
    let (words, rest) = out[start..].as_chunks_mut::<8>();
    let mut high = 0;
    for bytes in words {
        let plain = u64::from_le_bytes(*bytes) ^ word;
        high |= plain;
        *bytes = plain.to_le_bytes();
    }
    for (byte, mask) in rest.iter_mut().zip(word.to_le_bytes()) {
        *byte ^= mask;
        high |= u64::from(*byte);
    }
    high & 0x8080_8080_8080_8080 == 0
}
