//! Readable inputs to bytes, independently of the library's writer.

use std::fmt::Write;

use crate::wire::{ACK, File, Format, Link, REQUEST as ASKED, Talk};
use ws_inspect::finding::Input;

const REQUEST: [&str; 6] = [
    "GET /chat HTTP/1.1",
    "Host: localhost:8888",
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version: 13",
];

const RESPONSE: [&str; 4] = [
    "HTTP/1.1 101 Switching Protocols",
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
];

/// The content of the file that holds an input.
pub fn write(input: Input) -> Vec<u8> {
    match input {
        Input::Frames(frames) | Input::With(_, frames) => hex_of(frames).into_bytes(),
        Input::Request(changes) => head(&REQUEST, changes),
        Input::Exchange(request, response) => {
            [head(&REQUEST, request), head(&RESPONSE, response)].concat()
        }
        Input::Bytes(bytes) => bytes.to_vec(),
        Input::Capture(frames) => capture(frames),
        Input::Answer(response) => answer(response),
    }
}

fn head(usual: &[&str], changes: &[&str]) -> Vec<u8> {
    let name_of = |line: &str| {
        let name = line.split_once(':').map_or("", |(name, _)| name);
        name.trim().to_ascii_lowercase()
    };
    let mut lines: Vec<String> = usual.iter().map(|line| (*line).to_owned()).collect();
    for change in changes {
        let place = |name: &str| lines.iter().position(|line| name_of(line) == name);
        if let Some(name) = change.strip_prefix('-') {
            lines.remove(place(&name.to_ascii_lowercase()).unwrap());
        } else if let Some(line) = change.strip_prefix('+') {
            lines.push(line.to_owned());
        } else if let Some(at) =
            place(&if is_start(change) { String::new() } else { name_of(change) })
        {
            lines[at] = (*change).to_owned();
        } else {
            lines.push((*change).to_owned());
        }
    }
    (lines.join("\r\n") + "\r\n\r\n").into_bytes()
}

fn is_start(line: &str) -> bool {
    line.ends_with(" HTTP/1.1") || line.ends_with(" HTTP/1.0") || line.starts_with("HTTP/")
}

/// A line or more for each frame; what is long as a dump that leaves equal lines out.
fn hex_of(frames: &[&str]) -> String {
    let frames: Vec<Vec<u8>> = frames.iter().map(|text| frame(text)).collect();
    if frames.iter().map(Vec::len).sum::<usize>() > 1000 {
        return dump(&frames.concat());
    }
    let lines = frames.iter().flat_map(|frame| frame.chunks(16));
    lines.map(|line| spaced(line) + "\n").collect()
}

fn spaced(bytes: &[u8]) -> String {
    let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    pairs.join(" ")
}

fn dump(bytes: &[u8]) -> String {
    let (mut text, mut before, mut starred) = (String::new(), None, false);
    for (index, line) in bytes.chunks(16).enumerate() {
        if before == Some(line) {
            text += if starred { "" } else { "*\n" };
            starred = true;
            continue;
        }
        (before, starred) = (Some(line), false);
        let (left, right) = line.split_at(line.len().min(8));
        let both = format!("{}  {}", spaced(left), spaced(right));
        let seen: String = line
            .iter()
            .map(|b| if (0x20..0x7f).contains(b) { char::from(*b) } else { '.' })
            .collect();
        writeln!(text, "{:08x}  {both:<50}|{seen}|", index * 16).unwrap();
    }
    writeln!(text, "{:08x}", bytes.len()).unwrap();
    text
}

/// The bytes of one frame, its payload masked where MASK is 1.
fn frame(text: &str) -> Vec<u8> {
    let mut parts = text.split(" | ");
    let bits = parts.next().unwrap().replace(' ', "");
    assert_eq!(bits.len(), 16, "{text}");
    let header = u16::from_str_radix(&bits, 2).unwrap();
    let mut bytes = header.to_be_bytes().to_vec();
    if matches!(header & 0x7f, 126 | 127) {
        bytes.extend(payload(parts.next().unwrap()));
    }
    let mut key = vec![0];
    if header & 0x80 != 0 {
        key = payload(parts.next().unwrap());
        bytes.extend(&key);
    }
    let plain = parts.next().map_or(Vec::new(), payload);
    assert_eq!(parts.next(), None, "{text}");
    bytes.extend(plain.iter().zip(key.iter().cycle()).map(|(byte, key)| byte ^ key));
    bytes
}

/// Bytes in hex, text in single quotes, and how many times what stands before.
fn payload(text: &str) -> Vec<u8> {
    let (text, times) = text.split_once(" x ").unwrap_or((text, "1"));
    let mut bytes = Vec::new();
    for (index, piece) in text.split('\'').enumerate() {
        match index % 2 {
            0 => bytes.extend(hex::decode(piece.replace(' ', "")).unwrap()),
            _ => bytes.extend(piece.as_bytes()),
        }
    }
    bytes.repeat(times.parse().unwrap())
}

fn capture(frames: &[&str]) -> Vec<u8> {
    let mut talk = Talk::upgraded("192.0.2.1:40000", "192.0.2.2:9001");
    for text in frames {
        let bytes = frame(text);
        let sender = usize::from(bytes[1] & 0x80 == 0);
        talk.say(sender, ACK, &bytes);
    }
    File::of(Format::Micros, Link::Ethernet, &talk.close().segments)
}

fn answer(response: &[u8]) -> Vec<u8> {
    let mut talk = Talk::opened("192.0.2.1:40000", "192.0.2.2:9001", [1000, 5000]);
    talk.say(0, ACK, ASKED);
    if !response.is_empty() {
        talk.say(1, ACK, response);
    }
    File::of(Format::Micros, Link::Ethernet, &talk.close().segments)
}
