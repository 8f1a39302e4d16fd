//! Frames beside a second implementation: what tungstenite writes we read as the same messages,
//! and of any frames we take and refuse the same.
//!
//! Where the two differ on purpose:
//! - a length in a longer form than it needs (F09) is refused here and taken there;
//! - a close code that must not be sent (C02) is refused here and answered there;
//! - nothing is compared behind a Close frame: there, reading ends with it.

use std::io::{self, Read, Write};

use proptest::prelude::*;
use tungstenite::Message;
use tungstenite::protocol::frame::Frame as TheirFrame;
use tungstenite::protocol::frame::coding::{Data, OpCode};
use tungstenite::protocol::{Role as TheirRole, WebSocket};
use ws_inspect::conversation::{Chunk, Conversation, FrameEvent, FrameOptions};
use ws_inspect::finding::{Fault, Level};
use ws_inspect::terms::{Opcode, Role};

/// What a reader makes of a stream, in order.
#[derive(Clone, Debug, PartialEq)]
enum Seen {
    Text(String),
    Binary(Vec<u8>),
    Ping(Vec<u8>),
    Pong(Vec<u8>),
    Close,
    Refused,
}

/// A socket in memory: reads from one buffer, writes to the other.
struct Socket {
    input: io::Cursor<Vec<u8>>,
    output: Vec<u8>,
}

impl Read for Socket {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.input.read(buffer)
    }
}

impl Write for Socket {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.output.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn socket(role: TheirRole, input: &[u8]) -> WebSocket<Socket> {
    let socket = Socket { input: io::Cursor::new(input.to_vec()), output: Vec::new() };
    WebSocket::from_raw_socket(socket, role, None)
}

/// What tungstenite makes of bytes that `sender` sent.
fn theirs(bytes: &[u8], sender: Role) -> Vec<Seen> {
    let reader = if sender == Role::Client { TheirRole::Server } else { TheirRole::Client };
    let mut socket = socket(reader, bytes);
    let mut seen = Vec::new();
    loop {
        seen.push(match socket.read() {
            Ok(Message::Text(text)) => Seen::Text(text.as_str().to_owned()),
            Ok(Message::Binary(bytes)) => Seen::Binary(bytes.to_vec()),
            Ok(Message::Ping(bytes)) => Seen::Ping(bytes.to_vec()),
            Ok(Message::Pong(bytes)) => Seen::Pong(bytes.to_vec()),
            Ok(Message::Close(_)) => {
                seen.push(Seen::Close);
                return seen;
            }
            Ok(Message::Frame(frame)) => panic!("a raw frame is never read: {frame:?}"),
            Err(error) if is_end(&error) => return seen,
            Err(_) => {
                seen.push(Seen::Refused);
                return seen;
            }
        });
    }
}

/// Whether an error only says that the input is used up.
fn is_end(error: &tungstenite::Error) -> bool {
    use tungstenite::error::ProtocolError::ResetWithoutClosingHandshake;
    match error {
        tungstenite::Error::ConnectionClosed | tungstenite::Error::Io(_) => true,
        tungstenite::Error::Protocol(error) => *error == ResetWithoutClosingHandshake,
        _ => false,
    }
}

/// What we make of them.
fn ours(bytes: &[u8], sender: Role) -> Vec<Seen> {
    let mut seen = Vec::new();
    let mut over = false;
    let mut on = |event: FrameEvent<'_>| match event {
        _ if over => {}
        FrameEvent::Frame(frame) => {
            let refuses = |finding: &&ws_inspect::finding::Finding| {
                let differs = matches!(
                    finding.fault,
                    Fault::NonMinimalLength { .. } | Fault::CloseCodeNotAllowed { .. }
                );
                finding.level == Level::Error && !differs
            };
            if frame.findings.iter().any(|finding| refuses(&finding)) {
                seen.push(Seen::Refused);
                over = true;
                return;
            }
            match frame.header.map(|header| header.opcode) {
                Some(Opcode::PING) => seen.push(Seen::Ping(frame.payload.to_vec())),
                Some(Opcode::PONG) => seen.push(Seen::Pong(frame.payload.to_vec())),
                Some(Opcode::CLOSE) => {
                    seen.push(Seen::Close);
                    over = true;
                }
                _ => {}
            }
        }
        FrameEvent::Message(message) => seen.push(match message.kind {
            Opcode::TEXT => Seen::Text(String::from_utf8(message.payload.to_vec()).unwrap()),
            _ => Seen::Binary(message.payload.to_vec()),
        }),
        _ => {}
    };
    let options = FrameOptions { opening_seen: true, ..FrameOptions::default() };
    Conversation::new(options).read(Chunk { from: Some(sender), bytes }, &mut on);
    seen
}

/// Something that tungstenite is to send, with what a reader should see of it.
fn sent() -> impl Strategy<Value = (Vec<Message>, Seen)> {
    let bytes = || prop::collection::vec(any::<u8>(), 0..300);
    let short = || prop::collection::vec(any::<u8>(), 0..=125);
    prop_oneof![
        any::<String>().prop_map(|text| (vec![Message::text(text.clone())], Seen::Text(text))),
        bytes().prop_map(|data| (vec![Message::binary(data.clone())], Seen::Binary(data))),
        (1usize..70_000)
            .prop_map(|len| { (vec![Message::binary(vec![7; len])], Seen::Binary(vec![7; len])) }),
        short().prop_map(|data| (vec![Message::Ping(data.clone().into())], Seen::Ping(data))),
        short().prop_map(|data| (vec![Message::Pong(data.clone().into())], Seen::Pong(data))),
        (any::<String>(), 1usize..6)
            .prop_map(|(text, size)| { (in_fragments(text.as_bytes(), size), Seen::Text(text)) }),
    ]
}

/// A text in frames of `size` bytes, one at least; characters may be cut.
fn in_fragments(text: &[u8], size: usize) -> Vec<Message> {
    let mut pieces: Vec<&[u8]> = text.chunks(size).collect();
    if pieces.is_empty() {
        pieces.push(&[]);
    }
    let last = pieces.len() - 1;
    let frame = |(index, piece): (usize, &&[u8])| {
        let opcode = if index == 0 { Data::Text } else { Data::Continue };
        Message::Frame(TheirFrame::message(piece.to_vec(), OpCode::Data(opcode), index == last))
    };
    pieces.iter().enumerate().map(frame).collect()
}

/// Whole frames: mostly legal headers, and some of every illegal kind.
fn frames(masked: bool) -> impl Strategy<Value = Vec<u8>> {
    let byte0 = prop_oneof![
        8 => prop::sample::select(vec![0x81u8, 0x82, 0x01, 0x02, 0x00, 0x80, 0x89, 0x8a]),
        1 => Just(0x88u8),
        1 => any::<u8>(),
    ];
    let payload = prop_oneof![
        4 => "[a-zß漢]{0,6}".prop_map(String::into_bytes),
        2 => prop::collection::vec(any::<u8>(), 0..6),
        1 => prop::collection::vec(any::<u8>(), 124..130),
    ];
    let key = prop::option::weighted(if masked { 0.97 } else { 0.03 }, any::<[u8; 4]>());
    let frame = (byte0, key, payload).prop_map(|(byte0, key, mut payload)| {
        let mask_bit = if key.is_some() { 0x80 } else { 0 };
        let mut bytes = vec![byte0];
        match u8::try_from(payload.len()).ok().filter(|len| *len < 126) {
            Some(len) => bytes.push(mask_bit | len),
            None => bytes.extend([mask_bit | 126, 0, payload.len() as u8]),
        }
        if let Some(key) = key {
            ws_inspect::frame::mask::apply(&mut payload, key, 0);
            bytes.extend(key);
        }
        [bytes, payload].concat()
    });
    prop::collection::vec(frame, 0..8).prop_map(|frames| frames.concat())
}

proptest! {
    #[test]
    fn what_tungstenite_sends_we_read_as_it_was_meant(
        messages in prop::collection::vec(sent(), 0..6),
        from_client: bool,
    ) {
        let (sender, role) = if from_client {
            (Role::Client, TheirRole::Client)
        } else {
            (Role::Server, TheirRole::Server)
        };
        let mut socket = socket(role, &[]);
        let mut meant = Vec::new();
        for (frames, seen) in messages {
            for frame in frames {
                socket.send(frame).expect("tungstenite sends");
            }
            meant.push(seen);
        }
        prop_assert_eq!(ours(&socket.get_ref().output, sender), meant);
    }

    #[test]
    fn any_frames_are_taken_and_refused_alike(
        (bytes, sender) in prop_oneof![
            frames(true).prop_map(|bytes| (bytes, Role::Client)),
            frames(false).prop_map(|bytes| (bytes, Role::Server)),
        ]
    ) {
        prop_assert_eq!(ours(&bytes, sender), theirs(&bytes, sender));
    }
}
