//! What clients, pipes and disks do to a server, one thing each.

use std::io::{Read, Write};
use std::net::Shutdown;
#[cfg(unix)]
use std::process::Command;
use std::thread::{sleep, spawn};
use std::time::Duration;
#[cfg(unix)]
use std::time::Instant;

use rstest::rstest;
use serde_json::json;
use tungstenite::{Bytes, Message};

use crate::server::{Server, close_code, hear, hear_json};

const HALF: &[u8] = b"GET /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n";

/// An empty Pong of a client.
const PONG: [u8; 6] = *b"\x8a\x80\0\0\0\0";

#[test]
fn a_request_that_is_cut_is_told_with_what_is_missing() {
    let server = Server::start(&[]);
    server.socket().write_all(HALF).unwrap();
    let request = server.logged("handshake");
    assert_eq!(request["end"], "cut", "{request}");
    assert!(request["findings"].to_string().contains("H14"), "{request}");
    assert_eq!(server.logged("closed")["how"], "lost");
}

#[rstest]
#[case::said_nothing(b"", None)]
#[case::said_half_of_it(HALF, Some("handshake"))]
fn a_request_that_does_not_come_in_time_is_told(#[case] said: &[u8], #[case] first: Option<&str>) {
    let server = Server::start(&["--handshake", "1"]);
    let mut socket = server.socket();
    socket.write_all(said).unwrap();
    first.inspect(|kind| drop(server.logged(kind)));
    assert_eq!(server.logged("trouble")["kind"], "handshake-timeout");
    assert_eq!(socket.read(&mut [0]).unwrap_or(0), 0, "and the connection is over");
}

#[test]
fn a_handshake_at_a_path_without_a_service_is_told_as_that() {
    let server = Server::start(&[]);
    let request = format!(
        "GET /chat HTTP/1.1\r\nHost: {}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
        server.address
    );
    server.socket().write_all(request.as_bytes()).unwrap();
    let visitor = server.logged("visitor");
    assert_eq!((&visitor["kind"], &visitor["path"]), (&json!("no-service"), &json!("/chat")));
}

#[test]
fn a_message_that_was_sent_before_half_the_connection_was_shut_is_answered() {
    let server = Server::start(&[]);
    let mut client = server.at("/echo");
    client.send(Message::text("last words")).unwrap();
    client.get_mut().shutdown(Shutdown::Write).unwrap();
    assert_eq!(hear(&mut client), Message::text("last words"));
}

#[test]
fn one_who_floods_does_not_keep_the_others_waiting() {
    let server = Server::start(&[]);
    let (mut flood, mut other) = (server.at("/echo"), server.at("/echo"));
    let mut socket = flood.get_mut().try_clone().unwrap();
    let pongs = PONG.repeat(40_000);
    spawn(move || while socket.write_all(&pongs).is_ok() {});
    for _ in 0..3 {
        other.send(Message::text("hi")).unwrap();
        assert_eq!(hear(&mut other), Message::text("hi"));
    }
}

#[test]
fn a_name_is_free_when_its_owner_gave_no_sign_of_life_and_letters_to_it_are_answered() {
    let server = Server::start(&["--idle", "2", "--ping", "0"]);
    let (_silent, mut carl) = (server.at("/ws/anna"), server.at("/ws/carl"));
    for _ in 0..12 {
        sleep(Duration::from_millis(200));
        carl.send(Message::Pong(Bytes::new())).unwrap();
    }
    assert_eq!(server.logged("trouble")["kind"], "idle");
    carl.send(Message::text(r#"{"to_user":"anna","msg":"hi"}"#)).unwrap();
    assert_eq!(hear_json(&mut carl)["code"], "absent");
    let mut anna = server.at("/ws/anna");
    anna.send(Message::text(r#"{"to_user":"anna","msg":"mine"}"#)).unwrap();
    assert_eq!(hear_json(&mut anna)["msg"], "mine");
}

#[test]
fn a_letter_to_oneself_does_not_overtake_the_answers_before_it() {
    let server = Server::start(&[]);
    let mut anna = server.at("/ws/anna");
    let letter = br#"{"to_user":"anna","msg":"mine"}"#;
    let mut at_once = b"\x81\x82\0\0\0\0hi\x81".to_vec();
    at_once.push(0x80 | u8::try_from(letter.len()).unwrap());
    at_once.extend_from_slice(b"\0\0\0\0");
    at_once.extend_from_slice(letter);
    anna.get_mut().write_all(&at_once).unwrap();
    assert_eq!(hear_json(&mut anna)["code"], "bad-json");
    assert_eq!(hear_json(&mut anna)["msg"], "mine");
}

#[test]
fn large_messages_one_behind_the_other_reach_a_group_that_reads() {
    let server = Server::start(&[]);
    let mut members = [server.at("/ws"), server.at("/ws"), server.at("/ws")];
    for member in &mut members {
        member.send(Message::Ping(Bytes::new())).unwrap();
        assert_eq!(member.read().unwrap(), Message::Pong(Bytes::new()));
    }
    let [mut sender, others @ ..] = members;
    let readers = others.map(|mut other| {
        spawn(move || (0..4).for_each(|_| assert_eq!(hear(&mut other).len(), 2 << 20)))
    });
    for _ in 0..4 {
        sender.send(Message::binary(vec![7; 2 << 20])).unwrap();
    }
    readers.into_iter().for_each(|reader| reader.join().unwrap());
}

#[cfg(unix)]
fn signal(server: &Server, name: &str) {
    let id = server.child.id().to_string();
    assert!(Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
}

#[cfg(unix)]
#[test]
fn time_in_which_the_server_was_held_is_nobodys_silence() {
    let server = Server::start(&["--idle", "2"]);
    let mut client = server.at("/echo");
    signal(&server, "STOP");
    sleep(Duration::from_secs(4));
    signal(&server, "CONT");
    client.send(Message::text("still here")).unwrap();
    assert_eq!(hear(&mut client), Message::text("still here"));
}

#[cfg(unix)]
#[test]
fn one_who_does_not_answer_the_close_frame_at_the_end_is_told_too() {
    let mut server = Server::start(&[]);
    let mut client = server.at("/echo");
    signal(&server, "TERM");
    let begin = Instant::now();
    assert_eq!(server.logged("closed")["how"], "dropped");
    assert_eq!(server.logged("served")["upgraded"], 1);
    assert!(begin.elapsed() > Duration::from_secs(2), "it had its time");
    assert_eq!(close_code(&mut client), 1001);
    assert_eq!(server.child.wait().unwrap().code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_recording_that_cannot_be_written_is_told_and_ends_with_4() {
    let mut server = Server::start(&["--record", "/dev/full"]);
    assert_eq!(server.logged("trouble")["kind"], "not-recorded");
    let mut client = server.at("/echo");
    client.send(Message::text("the class goes on")).unwrap();
    assert_eq!(hear(&mut client), Message::text("the class goes on"));
    drop(client);
    signal(&server, "TERM");
    assert_eq!(server.child.wait().unwrap().code(), Some(4));
}

#[rstest]
#[case::twice(r#"{"from_user":"anna","from_user":"eve","to_user":"anna","msg":"x"}"#.into(), "repeated-field")]
#[case::long(format!(r#"{{"to_user":"anna","msg":"{}"}}"#, "x".repeat(1 << 16)), "too-long")]
#[case::many_objects(format!(r#"{{"to_user":"anna","msg":"x","k":[{}1]}}"#, r#"{"":0},"#.repeat(1 << 20)), "too-long")]
fn a_direct_message_that_costs_others_is_refused_with_the_reason(
    #[case] message: String,
    #[case] code: &str,
) {
    let server = Server::start(&["--log-payload", "33554432"]);
    let mut anna = server.at("/ws/anna");
    anna.send(Message::text(message)).unwrap();
    assert_eq!(hear_json(&mut anna)["code"], code);
    assert_eq!(server.logged("trouble")["kind"], code);
}

#[rstest]
#[case::invisible("/ws/anna%E2%80%8B", "bad-name")]
#[case::turned("/ws/%E2%80%AEanna", "bad-name")]
#[case::empty("/ws/%20", "bad-name")]
#[case::long("/ws/abcdefghijklmnopqrstuvwxyz0123456", "bad-name")]
#[case::other_case("/ws/Anna", "name-taken")]
#[case::full_width("/ws/%EF%BD%81nna", "name-taken")]
#[case::blanks("/ws/%20anna", "name-taken")]
fn a_name_that_others_would_take_for_another_is_refused(#[case] path: &str, #[case] code: &str) {
    let server = Server::start(&[]);
    let _anna = server.at("/ws/anna");
    let mut other = server.at(path);
    assert_eq!(hear_json(&mut other)["code"], code);
    assert_eq!(close_code(&mut other), 1008);
    assert_eq!(server.logged("trouble")["kind"], code);
}

#[test]
fn a_request_is_refused_for_its_length_however_it_comes() {
    let server = Server::start(&[]);
    let mut request = format!("GET /echo HTTP/1.1\r\nHost: {}\r\nX: ", server.address);
    request.push_str(&"x".repeat(20 << 10));
    request.push_str("\r\n\r\n");
    let mut socket = server.socket();
    socket.write_all(request.as_bytes()).unwrap();
    let mut response = String::new();
    let _ = socket.read_to_string(&mut response);
    assert!(response.starts_with("HTTP/1.1 431 "), "{response}");
}

#[test]
fn a_limit_on_messages_below_125_refuses_no_ping() {
    let server = Server::start(&["--max-message", "10"]);
    let mut client = server.at("/echo");
    client.send(Message::Ping(Bytes::from(vec![b'x'; 125]))).unwrap();
    assert_eq!(client.read().unwrap(), Message::Pong(Bytes::from(vec![b'x'; 125])));
}

#[rstest]
#[case(Message::binary(vec![7; 1 << 20]))]
#[case(Message::text("好".repeat(1 << 18)))]
fn a_log_holds_the_beginning_of_a_long_payload_and_says_what_it_leaves_out(#[case] long: Message) {
    let server = Server::start(&["--log-payload", "1000"]);
    let mut client = server.at("/echo");
    let len = long.len();
    client.send(long.clone()).unwrap();
    assert_eq!(hear(&mut client), long);
    for _ in 0..2 {
        let frame = server.logged("frame");
        assert_eq!((&frame["have"], &frame["end"]), (&json!(len), &json!("whole")));
        assert!(frame.to_string().len() < 5000);
        let cut = server.logged("trouble");
        let shown = len as u64 - cut["value"].as_u64().unwrap();
        assert!(cut["kind"] == "payload-cut" && (997..=1000).contains(&shown), "{cut}");
    }
}
