//! `serve` as the pages show it: the server is started on a free port, one client says `hellossssss`
//! and closes, and the log is brought to the port and the time of the page. The picture shows it too.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::Duration;

use anstream::adapter::strip_str;

/// The port of the tutorial, which the pages show.
const PORT: &str = "9527";
/// The time of day and the port of the client, as the pages show them.
const TIME: &str = "15:04:05.120";
const CLIENT: &str = "52144";

const REQUEST: &str = "GET /echo HTTP/1.1\r\nHost: 127.0.0.1:9527\r\nUpgrade: websocket\r\n\
    Connection: Upgrade\r\nOrigin: http://127.0.0.1:9527\r\nSec-WebSocket-Version: 13\r\n\
    Sec-WebSocket-Key: jocLOLLq1BQWp0aZgEWL5A==\r\n\
    Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n";
const TEXT: &[u8] = b"\x81\x8b\xa4\xc4\"\xcd\xcc\xa1N\xa1\xcb\xb7Q\xbe\xd7\xb7Q";
const CLOSE: &[u8] = b"\x88\x82\x5d\x9e\x7e\x3a\x5e\x76";

/// What the command prints while that client is there.
pub fn log(words: &[String]) -> String {
    let arguments = words.iter().map(|word| if word == PORT { "0" } else { word.as_str() });
    let mut server = Command::new(env!("CARGO_BIN_EXE_ws-inspect"))
        .args(arguments)
        .env("WS_INSPECT_LANG", "en")
        .env("NO_COLOR", "1")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(server.stdout.take().unwrap());
    let mut text = String::new();
    out.read_line(&mut text).unwrap();
    let port = text.trim_end().trim_end_matches('/').rsplit(':').next().unwrap().to_owned();
    let client = talk(&port);
    // The last line says how long it took.
    let mut line = String::new();
    while !strip_str(&line).to_string().contains("  end  ") {
        text += &line;
        line.clear();
        assert_ne!(out.read_line(&mut line).unwrap(), 0, "the log ended early:\n{text}");
    }
    server.kill().unwrap();
    server.wait().unwrap();
    let text = text.replace(&format!(":{port}"), &format!(":{PORT}"));
    let text = text.replace(&format!(":{client}"), &format!(":{CLIENT}"));
    text.lines().map(|line| at_one_time(line) + "\n").collect()
}

/// Says what the client has to say; gives its port.
fn talk(port: &str) -> u16 {
    let mut socket = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut heard = Vec::new();
    let mut hear = |socket: &mut TcpStream, end: &[u8]| {
        while !heard.ends_with(end) {
            let mut byte = [0];
            socket.read_exact(&mut byte).unwrap();
            heard.push(byte[0]);
        }
    };
    socket.write_all(REQUEST.as_bytes()).unwrap();
    hear(&mut socket, b"\r\n\r\n");
    socket.write_all(TEXT).unwrap();
    hear(&mut socket, b"hellossssss");
    socket.write_all(CLOSE).unwrap();
    hear(&mut socket, b"\x88\x02\x03\xe8");
    socket.local_addr().unwrap().port()
}

/// The line with the time of the page in place of its own, in colour or not.
fn at_one_time(line: &str) -> String {
    let is_time = |text: &str| {
        let shape = |(index, byte): (usize, u8)| match index {
            2 | 5 => byte == b':',
            8 => byte == b'.',
            _ => byte.is_ascii_digit(),
        };
        text.bytes().enumerate().all(shape)
    };
    let bare = strip_str(line).to_string();
    match bare.get(..TIME.len()) {
        Some(time) if is_time(time) => line.replacen(time, TIME, 1),
        _ => line.to_owned(),
    }
}
