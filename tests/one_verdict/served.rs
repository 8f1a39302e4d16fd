//! A live server: its log says of what clients send what `decode` says of its recording, up to the frame
//! that fails the connection.

use std::io::{Read, Write};
use std::net::Shutdown;

use serde_json::Value;

use crate::inputs::{damaged, honest};
use crate::run::{decode, objects};
use crate::server::Server;

const REQUEST: &[u8] = b"GET /echo HTTP/1.1\r\nHost: 127.0.0.1:9001\r\nUpgrade: websocket\r\n\
    Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
    Sec-WebSocket-Version: 13\r\n\r\n";

/// What a client sends behind its request.
fn sent(seed: u64) -> Vec<u8> {
    let turns = if seed.is_multiple_of(4) { honest(seed) } else { damaged(seed) };
    let frames = turns.into_iter().skip(2).filter(|(who, _)| *who == 0);
    frames.flat_map(|(_, bytes)| bytes).collect()
}

/// The frames of a client: where they begin, their opcodes, and the codes of their errors.
fn frames(objects: &[Value]) -> Vec<(u64, String, Vec<String>)> {
    let of_client = objects.iter().filter(|o| o["type"] == "frame" && o["from"] == "client");
    let row = |frame: &Value| {
        let findings = frame["findings"].as_array().unwrap().iter();
        let errors = findings.filter(|finding| finding["level"] == "error");
        let codes = errors.map(|finding| finding["code"].as_str().unwrap().to_owned());
        (frame["at"].as_u64().unwrap(), frame["opcode"].to_string(), codes.collect())
    };
    of_client.map(row).collect()
}

#[test]
fn the_log_of_a_server_says_what_decode_says_of_its_recording_up_to_the_frame_that_fails() {
    let recording = format!("{}/verdict-served.pcapng", env!("CARGO_TARGET_TMPDIR"));
    let server = Server::start(&["--record", &recording, "--force", "--no-deflate"]);
    let mut logs = Vec::new();
    for seed in 0..60 {
        let mut socket = server.socket();
        socket.write_all(REQUEST).unwrap();
        let mut head = [0; 12];
        socket.read_exact(&mut head).unwrap();
        assert_eq!(&head, b"HTTP/1.1 101");
        // The server may have failed the connection before all of it is sent.
        let _ = socket.write_all(&sent(seed));
        let _ = socket.shutdown(Shutdown::Write);
        let _ = socket.read_to_end(&mut Vec::new());
        let mut log = Vec::new();
        while log.last().is_none_or(|entry: &Value| entry["type"] != "closed") {
            log.push(server.entry().unwrap());
        }
        logs.push(log);
    }
    drop(server);
    let output = decode(&["--format", "json", "--file", &recording], &[]);
    let recorded = objects(&output.text);
    let mut failed = 0;
    for (stream, log) in logs.iter().enumerate() {
        let of_stream: Vec<Value> =
            recorded.iter().filter(|object| object["stream"] == stream).cloned().collect();
        let (live, mut decoded) = (frames(log), frames(&of_stream));
        // The log counts from behind the request, a recording from its first byte.
        decoded.iter_mut().for_each(|(at, ..)| *at -= REQUEST.len() as u64);
        let end = live.iter().position(|(.., errors)| !errors.is_empty());
        let sound = end.unwrap_or(live.len());
        assert_eq!(live[..sound], decoded[..sound], "connection {stream}");
        if let Some((at, _, errors)) = live.get(sound) {
            failed += 1;
            let (decoded_at, _, decoded_errors) = &decoded[sound];
            assert_eq!(at, decoded_at, "connection {stream}");
            assert!(decoded_errors.contains(&errors[0]), "connection {stream}: {errors:?}");
        }
    }
    assert!(failed > 20, "{failed} connections failed");
}
