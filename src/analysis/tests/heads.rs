use super::super::*;
use super::{Come, HEADS, pieces, story, stream};
use crate::message::deflate::Deflater;
use proptest::prelude::*;
use rstest::rstest;

pub(super) const REQUEST: &str = "GET /chat HTTP/1.1\r\nHost: localhost:8888\r\nUpgrade: websocket\r\n\
                       Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
                       Sec-WebSocket-Version: 13\r\n\
                       Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n";
pub(super) const RESPONSE: &str = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\
                      Connection: Upgrade\r\n\
                      Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n";
/// What an analysis of heads and frames tells, in few words: `client BlankLine []`, `message "Hello"`.
fn outline(chunks: &[(Option<Role>, &[u8])]) -> Vec<String> {
    let mut told = Vec::new();
    let mut on = |what: Told<'_>, _: Place| match what {
        Told::Opening(opening) => {
            let beside = if opening.request.is_some() { " to request" } else { "" };
            for half in opening.halves() {
                let codes: Vec<_> = half.findings.iter().map(|f| f.fault.rule().code()).collect();
                let role = half.head.sender().map_or("?", Role::name);
                let beside = if half.is_response() { beside } else { "" };
                told.push(format!("{role} {:?}{beside} {codes:?}", half.head.end));
            }
        }
        Told::Frame(frame) => {
            let codes: Vec<&str> = frame.findings.iter().map(|f| f.fault.rule().code()).collect();
            told.push(format!("frame at {} {codes:?}", frame.at));
        }
        Told::Message(message) => {
            told.push(format!("message {:?}", String::from_utf8_lossy(message.payload)));
        }
        Told::Body(body) => told.push(format!("{} bytes of body at {}", body.len, body.at)),
        Told::Cause(_) | Told::Over(_) | Told::Ended(_) => {}
    };
    let mut analysis = Analysis::new(HEADS);
    for (from, bytes) in chunks {
        analysis.read(Chunk { from: *from, bytes, ..Chunk::default() }, &mut on);
    }
    analysis.finish(&mut on);
    told
}

#[test]
fn heads_come_before_the_frames_and_what_they_agree_on_holds() {
    let deflate = "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n";
    let hello = b"\xc1\x07\xf2\x48\xcd\xc9\xc9\x07\x00";
    let input = [REQUEST, RESPONSE, deflate].concat().into_bytes();
    let heads = input.len();
    let told = outline(&[(None, &[&input[..], hello].concat())]);
    let expected = [
        "client BlankLine []".to_owned(),
        "server BlankLine to request []".to_owned(),
        format!("frame at {heads} []"),
        "message \"Hello\"".to_owned(),
    ];
    assert_eq!(told, expected);
    let declined = [REQUEST, RESPONSE, "\r\n"].concat().into_bytes();
    let told = outline(&[(None, &[&declined[..], hello].concat())]);
    assert!(told[2].ends_with("[\"F03\", \"M03\"]"), "{told:?}");
}

#[test]
fn each_direction_has_its_head() {
    let (client, server) = (Some(Role::Client), Some(Role::Server));
    let response = [RESPONSE, "\r\n"].concat();
    let told = outline(&[
        (client, REQUEST.as_bytes()),
        (server, response.as_bytes()),
        (client, b"\x81\x80\x01\x02\x03\x04"),
        (server, b"\x81\x00"),
    ]);
    let expected = [
        "client BlankLine []".to_owned(),
        "server BlankLine to request []".to_owned(),
        format!("frame at {} []", REQUEST.len()),
        "message \"\"".to_owned(),
        format!("frame at {} []", response.len()),
        "message \"\"".to_owned(),
    ];
    assert_eq!(told, expected);
}

#[test]
fn what_follows_a_refusal_is_no_frame_and_the_client_may_ask_again() {
    let (client, server) = (Some(Role::Client), Some(Role::Server));
    let refusal = b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 4\r\n\r\nno!\n";
    let response = [RESPONSE, "\r\n"].concat();
    let told = outline(&[
        (client, REQUEST.as_bytes()),
        (server, refusal),
        (client, REQUEST.as_bytes()),
        (server, response.as_bytes()),
        (server, b"\x81\x00"),
    ]);
    assert!(told[1].starts_with("server BlankLine to request"), "{told:?}");
    assert_eq!(told[2], format!("4 bytes of body at {}", refusal.len() - 4));
    assert_eq!(told[3], "client BlankLine []");
    assert_eq!(told[4], "server BlankLine to request []");
    assert_eq!(told[5], format!("frame at {} []", refusal.len() + response.len()));
}

#[rstest]
#[case::frames(b"\x81\x00", &["frame at 0 []", "message \"\""])]
#[case::cut_head(b"GET / HTTP/1.1\r\nHost: a\r\n", &["client Cut [\"H14\"]"])]
#[case::one_letter(b"G", &["frame at 0 [\"F01\", \"F03\", \"F04\"]"])]
#[case::a_word_like_a_method(b"GEX", &["frame at 0 [\"F03\", \"F04\", \"F02\"]"])]
fn the_first_bytes_tell_heads_from_frames(#[case] input: &[u8], #[case] expected: &[&str]) {
    assert_eq!(outline(&[(None, input)]), expected);
}

#[test]
fn bytes_like_a_head_are_frames_where_no_heads_are_asked_for() {
    let options = Options { heads: false, ..HEADS };
    let told = story(&[Come::Bytes(None, b"GET / HTTP/1.1")], options);
    assert!(told.counts.contains("ReservedOpcode"), "{told:?}");
}

/// A conversation that begins with heads, whole or not, and goes on with frames, some compressed.
fn with_heads() -> impl Strategy<Value = Vec<u8>> {
    let extension = prop_oneof![
        Just("\r\n"),
        Just("Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n"),
        Just("Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover\r\n\r\n"),
        Just("X"),
    ];
    let heads = prop_oneof![
        extension.prop_map(|end| [REQUEST, RESPONSE, end].concat()),
        Just([RESPONSE, "\r\n"].concat()),
        Just(REQUEST.to_owned()),
        Just("HTTP/1.1 404 Not Found\r\n\r\nGET HTTP".to_owned()),
        Just("GET / HTTP/1.1\nHost: a\n".to_owned()),
        Just(String::new()),
    ];
    (heads, prop::collection::vec(compressed(), 0..5), stream())
        .prop_map(|(heads, frames, rest)| [heads.into_bytes(), frames.concat(), rest].concat())
}

/// A message of the server, compressed by itself, in one or two frames.
fn compressed() -> impl Strategy<Value = Vec<u8>> {
    ("[a-c]{0,40}", any::<prop::sample::Index>(), 0u8..3).prop_map(|(text, cut, spoil)| {
        let mut payload = Deflater::new(false, 15).deflate(text.as_bytes());
        if spoil == 0 {
            payload.pop();
        }
        let (first, rest) = payload.split_at(cut.index(payload.len() + 1));
        let frame = |byte0: u8, part: &[u8]| [&[byte0, part.len() as u8], part].concat();
        [frame(0x41, first), frame(0x80, rest)].concat()
    })
}

proptest! {
    #[test]
    fn any_split_of_a_conversation_with_heads_and_compression_tells_the_same_story(
        bytes in with_heads(),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
        known: bool,
        heads: bool,
        limit in 1u64..60,
    ) {
        let from = known.then_some(Role::Server);
        let conversation = FrameOptions { max_message: limit, ..HEADS.conversation };
        let options = Options { conversation, heads, ..HEADS };
        let whole = story(&[Come::Bytes(from, &bytes)], options);
        let parts: Vec<_> =
            pieces(&bytes, &cuts).into_iter().map(|part| Come::Bytes(from, part)).collect();
        prop_assert_eq!(&story(&parts, options), &whole);
        let single: Vec<_> = bytes.chunks(1).map(|part| Come::Bytes(from, part)).collect();
        prop_assert_eq!(&story(&single, options), &whole);
    }
}
