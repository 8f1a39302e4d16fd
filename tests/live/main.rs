//! The live server as a program, with tungstenite as its client: handshake, echo, both chats, how it
//! closes, and how it stops; in `trouble.rs`, what clients and pipes do to it. Hostile clients in
//! numbers are in `tests/peers/hostile.py`.

mod recording;
mod server;
mod trouble;

use std::io::{Read, Write};
#[cfg(unix)]
use std::process::Command;

use rstest::rstest;
use serde_json::json;
use tungstenite::error::ProtocolError;
use tungstenite::protocol::CloseFrame;
use tungstenite::protocol::frame::coding::CloseCode;
use tungstenite::protocol::frame::{Frame, FrameHeader};
use tungstenite::{Bytes, Error, Message};

use server::{Server, close_code, hear, hear_json, leave};

#[rstest]
#[case(0)]
#[case(125)]
#[case(126)]
#[case(65_535)]
#[case(65_536)]
#[case(3_000_000)]
fn a_message_of_any_length_comes_back(#[case] len: usize) {
    let server = Server::start(&[]);
    let mut client = server.at("/echo");
    for message in [Message::text("天".repeat(len / 3)), Message::binary(vec![7; len])] {
        client.send(message.clone()).unwrap();
        assert_eq!(hear(&mut client), message);
    }
}

#[test]
fn a_fragmented_message_comes_back_whole_and_a_ping_between_is_answered() {
    let server = Server::start(&[]);
    let mut client = server.at("/");
    let fragment = |opcode: u8, is_final, payload: &'static [u8]| {
        let opcode = opcode.into();
        let header = FrameHeader { is_final, opcode, ..FrameHeader::default() };
        Message::Frame(Frame::from_payload(header, Bytes::from_static(payload)))
    };
    client.send(fragment(1, false, b"one \xe5")).unwrap();
    client.send(Message::Ping("between".into())).unwrap();
    client.send(fragment(0, true, b"\xa4\xa9 two")).unwrap();
    assert_eq!(client.read().unwrap(), Message::Pong("between".into()));
    assert_eq!(hear(&mut client), Message::text("one 天 two"));
}

#[rstest]
#[case(CloseCode::Normal)]
#[case(CloseCode::Away)]
#[case(CloseCode::Library(3000))]
#[case(CloseCode::Library(4999))]
fn a_close_frame_is_answered_with_its_code(#[case] code: CloseCode) {
    let server = Server::start(&[]);
    let mut client = server.at("/echo");
    client.close(Some(CloseFrame { code, reason: "再见".into() })).unwrap();
    assert_eq!(close_code(&mut client), u16::from(code));
    assert!(matches!(client.read(), Err(Error::ConnectionClosed)));
    drop(client);
    let closed = server.logged("closed");
    assert_eq!((&closed["how"], &closed["by"]), (&json!("closed"), &json!("client")));
}

#[rstest]
#[case::not_masked(b"\x81\x02hi", 1002, "F07")]
#[case::reserved_opcode(b"\x83\x80\0\0\0\0", 1002, "F04")]
#[case::rsv_without_extension(b"\xc1\x80\0\0\0\0", 1002, "F03")]
#[case::claims_2_to_the_63(b"\x82\xff\x80\0\0\0\0\0\0\0\0\0\0\0", 1002, "F10")]
#[case::claims_2_to_the_40(b"\x82\xff\0\0\x01\0\0\0\0\0\0\0\0\0", 1009, "F12")]
#[case::no_utf_8(b"\x81\x81\0\0\0\0\xff", 1007, "M03")]
#[case::no_utf_8_in_an_unfinished_frame(b"\x81\xfe\x80\0\0\0\0\0\xff", 1007, "M03")]
#[case::nothing_to_continue(b"\x80\x80\0\0\0\0", 1002, "M01")]
fn what_breaks_a_rule_fails_the_connection_and_the_log_says_which(
    #[case] wire: &[u8],
    #[case] code: u16,
    #[case] rule: &str,
) {
    let server = Server::start(&[]);
    let mut client = server.at("/echo");
    client.send(Message::text("before")).unwrap();
    client.get_mut().write_all(wire).unwrap();
    assert_eq!(hear(&mut client), Message::text("before"), "the echo goes out first");
    assert_eq!(close_code(&mut client), code);
    drop(client);
    let closed = server.logged("closed");
    assert_eq!((&closed["close_code"], &closed["because"]), (&json!(code), &json!(rule)));
}

#[test]
fn a_group_message_goes_to_everyone_but_its_sender() {
    let server = Server::start(&[]);
    let mut members = [server.at("/ws"), server.at("/ws"), server.at("/ws")];
    // An answered ping: from here on, each is a member.
    for member in &mut members {
        member.send(Message::Ping(Bytes::new())).unwrap();
        assert_eq!(member.read().unwrap(), Message::Pong(Bytes::new()));
    }
    let [first, others @ ..] = &mut members;
    first.send(Message::text("大家好")).unwrap();
    for other in others {
        assert_eq!(hear(other), Message::text("大家好"));
    }
    first.send(Message::Ping("nothing else came".into())).unwrap();
    assert_eq!(first.read().unwrap(), Message::Pong("nothing else came".into()));
}

#[test]
fn a_letter_goes_to_the_one_whom_it_names_and_unknown_fields_pass() {
    let server = Server::start(&[]);
    let (mut one, mut other) = (server.at("/ws/JWB"), server.at("/ws/%E5%BC%A0%E4%B8%89"));
    let letter = json!({ "to_user": "张三", "from_user": "JWB", "msg": "你好", "time": [1] });
    one.send(Message::text(letter.to_string())).unwrap();
    assert_eq!(hear_json(&mut other), letter);
    other.send(Message::text(r#"{"to_user":"JWB","message":"hi"}"#)).unwrap();
    let heard = hear_json(&mut one);
    assert_eq!((&heard["from_user"], &heard["msg"]), (&json!("张三"), &json!("hi")));
}

#[rstest]
#[case::absent(r#"{"to_user":"nobody","msg":"hi"}"#, "absent")]
#[case::no_json("hello", "bad-json")]
#[case::no_text(r#"{"to_user":"anna","msg":1}"#, "bad-json")]
fn a_letter_that_cannot_go_is_answered_and_the_connection_stays(
    #[case] letter: &str,
    #[case] code: &str,
) {
    let server = Server::start(&[]);
    let mut anna = server.at("/ws/anna");
    anna.send(Message::text(letter)).unwrap();
    assert_eq!(hear_json(&mut anna)["code"], code);
    assert_eq!(server.logged("trouble")["kind"], code);
    anna.send(Message::text(r#"{"to_user":"anna","msg":"still here"}"#)).unwrap();
    assert_eq!(hear_json(&mut anna)["msg"], "still here");
}

#[test]
fn a_name_in_use_is_refused_and_free_again_when_its_owner_has_left() {
    let server = Server::start(&[]);
    let anna = server.at("/ws/anna");
    let mut second = server.at("/ws/anna");
    assert_eq!(hear_json(&mut second)["code"], "name-taken");
    leave(anna);
    server.logged("closed");
    let mut third = server.at("/ws/anna");
    third.send(Message::text(r#"{"to_user":"anna","msg":"mine"}"#)).unwrap();
    assert_eq!(hear_json(&mut third)["msg"], "mine");
}

#[test]
fn the_subprotocol_that_the_server_likes_best_is_chosen() {
    let server = Server::start(&["--subprotocol", "chat", "--subprotocol", "superchat"]);
    let (_client, answer) = server.client("/", &[("Sec-WebSocket-Protocol", "superchat, chat")]);
    assert_eq!(answer.headers()["Sec-WebSocket-Protocol"], "chat");
}

#[rstest]
#[case::foreign_page(&[("Origin", "https://evil.example")], 403, "H19")]
#[case::frame_of_a_foreign_page(&[("Origin", "null")], 403, "H19")]
#[case::two_hosts_in_one(&[("Host", "[localhost]x.evil")], 403, "H19")]
#[case::user_and_host(&[("Host", "127.0.0.1:80@evil")], 403, "H19")]
#[case::old_version(&[("Sec-WebSocket-Version", "8")], 426, "H09")]
#[case::bad_key(&[("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25j")], 400, "H07")]
fn a_bad_handshake_is_refused_with_its_status_and_the_log_says_why(
    #[case] headers: &[(&str, &str)],
    #[case] status: u16,
    #[case] rule: &str,
) {
    let server = Server::start(&[]);
    let mut request =
        "GET /echo HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n".to_owned();
    let host = server.address.to_string();
    let good = [
        ("Host", host.as_str()),
        ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
        ("Sec-WebSocket-Version", "13"),
    ];
    let kept = good.iter().filter(|(name, _)| headers.iter().all(|(other, _)| other != name));
    for (name, value) in kept.chain(headers) {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str("\r\n");
    let mut socket = server.socket();
    socket.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
    drop(socket);
    assert_eq!(server.logged("closed")["because"], rule);
}

#[test]
fn who_comes_when_the_server_is_full_hears_503_and_can_come_when_somebody_has_left() {
    let server = Server::start(&["--max-connections", "2"]);
    let (one, _other) = (server.at("/echo"), server.at("/echo"));
    let mut refused = String::new();
    let mut socket = server.socket();
    socket.write_all(b"GET /echo HTTP/1.1\r\n\r\n").unwrap();
    // A reset may follow the answer: the request was never read.
    let _ = socket.read_to_string(&mut refused);
    assert!(refused.starts_with("HTTP/1.1 503 "), "{refused}");
    assert_eq!(server.logged("trouble")["code"], "S04");
    leave(one);
    // The newcomer's own end is told too.
    while server.logged("closed")["how"] != "closed" {}
    let mut again = server.at("/echo");
    again.send(Message::text("hi")).unwrap();
    assert_eq!(hear(&mut again), Message::text("hi"));
}

#[test]
fn a_message_beyond_the_limit_is_refused_with_1009() {
    let server = Server::start(&["--max-message", "1000"]);
    let mut client = server.at("/echo");
    client.send(Message::binary(vec![0; 1000])).unwrap();
    assert_eq!(hear(&mut client), Message::binary(vec![0; 1000]));
    client.send(Message::binary(vec![0; 1001])).unwrap();
    assert_eq!(close_code(&mut client), 1009);
}

#[test]
fn a_client_that_vanishes_is_told_as_lost() {
    let server = Server::start(&[]);
    let client = server.at("/echo");
    drop(client);
    assert_eq!(server.logged("closed")["how"], "lost");
}

#[cfg(unix)]
#[rstest]
#[case("INT")]
#[case("TERM")]
#[case("HUP")]
fn a_stop_closes_with_1001_sums_up_and_exits_0(#[case] signal: &str) {
    let mut server = Server::start(&[]);
    let mut client = server.at("/echo");
    let id = server.child.id().to_string();
    assert!(Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
    assert_eq!(close_code(&mut client), 1001);
    assert!(matches!(
        client.read(),
        Err(Error::ConnectionClosed | Error::Protocol(ProtocolError::ResetWithoutClosingHandshake))
    ));
    drop(client);
    assert_eq!(server.logged("served")["upgraded"], 1);
    assert_eq!(server.child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_page_from_a_file_is_let_in_where_that_was_asked_for() {
    let server = Server::start(&["--origin", "null"]);
    let (mut client, _) = server.client("/echo", &[("Origin", "null")]);
    client.send(Message::text("hi")).unwrap();
    assert_eq!(hear(&mut client), Message::text("hi"));
}
