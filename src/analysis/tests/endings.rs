//! How connections end: who went first, and what each program is told.

use super::*;

const REQUEST: &[u8] =
    b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
const RESPONSE: &[u8] = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\
    Connection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
const HELLO: &[u8] = b"\x81\x05Hello";

/// The ending of a connection on which the server says `server` and then the client `client`, and
/// which ends go by TCP, in order.
fn ending(server: &[u8], client: &[u8], leaving: &[(Role, Closing)]) -> Ending {
    let mut told = None;
    let mut on = |what: Told<'_>, _: Place| {
        if let Told::Over(ending) = what {
            told = Some(ending);
        }
    };
    let mut analysis = Analysis::new(HEADS);
    let connection = Some(0);
    for (role, bytes) in [
        (Role::Client, REQUEST),
        (Role::Server, RESPONSE),
        (Role::Server, HELLO),
        (Role::Server, server),
        (Role::Client, client),
    ] {
        let chunk = Chunk { connection, from: Some(role), bytes, ..Chunk::default() };
        analysis.read(chunk, &mut on);
    }
    for (role, how) in leaving {
        analysis.end_of(connection, *role, *how, &mut on);
    }
    analysis.close(connection, true, &mut on);
    told.expect("the end was seen")
}

#[test]
fn who_sends_the_first_close_frame_began() {
    let fin = [(Role::Server, Closing::Fin), (Role::Client, Closing::Fin)];
    let ending = ending(b"\x88\x02\x03\xe9", b"\x88\x80\x01\x02\x03\x04", &fin);
    assert_eq!(ending.first, Some((Role::Server, Closing::Frame(Some(CloseCode(1001))))));
    assert_eq!(ending.reported_to(Role::Client), CloseCode(1001));
    assert_eq!(ending.reported_to(Role::Server), CloseCode(1005));
}

#[test]
fn without_a_close_frame_both_programs_are_told_1006() {
    for how in [Closing::Fin, Closing::Rst] {
        let ending = ending(b"", b"", &[(Role::Client, how)]);
        assert_eq!(ending.first, Some((Role::Client, how)));
        for role in [Role::Client, Role::Server] {
            assert_eq!(ending.reported_to(role), CloseCode(1006));
        }
    }
}

#[test]
fn half_a_close_frame_closes_nothing() {
    let ending = ending(b"\x88\x02\x03", b"", &[(Role::Server, Closing::Fin)]);
    assert_eq!(ending.close_frames, [None, None]);
    assert_eq!(ending.first, Some((Role::Server, Closing::Fin)));
}
