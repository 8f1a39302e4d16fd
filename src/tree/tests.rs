//! The parts tile what they are parts of, every byte is covered, and nothing panics, on any bytes.

use proptest::prelude::*;

use super::*;
use crate::analysis::{Analysis, Options};
use crate::dissection::Half;
use crate::lang::Lang;
use crate::message::Trial;
use crate::terms::Role;

/// Whether the children in each buffer stand in order without a gap, in the node's own buffer from
/// its first bit to its last.
fn tiles(node: &Node<'_>) -> Result<(), TestCaseError> {
    let mut end = node.bits.start;
    for child in node.own_children() {
        prop_assert_eq!(child.bits.start, end, "{} in {}", child.name.key, node.name.key);
        prop_assert!(!child.bits.is_empty(), "{} is empty", child.name.key);
        end = child.bits.end;
    }
    prop_assert!(node.own_children().next().is_none() || end == node.bits.end);
    for child in node.derived() {
        prop_assert_eq!(child.bits.start, 0, "{}", child.name.key);
    }
    node.children.iter().try_for_each(tiles)
}

fn findings(node: &Node<'_>) -> usize {
    node.findings.len() + node.children.iter().map(findings).sum::<usize>()
}

fn of_frames(bytes: &[u8], from: Option<Role>) -> Result<(), TestCaseError> {
    for dissected in Analysis::dissect(bytes, from, Options::default()).0 {
        let node = frame(&dissected, Lang::En);
        tiles(&node)?;
        prop_assert_eq!(node.bits.start, 0);
        prop_assert!(node.span().end >= dissected.wire.len());
        prop_assert_eq!(findings(&node), dissected.findings.len());
        let Some(header) = dissected.header else { continue };
        let number = |key: &str| node.find(key).and_then(|found| found.value.number());
        prop_assert_eq!(number("opcode"), Some(u64::from(header.opcode.0)));
        prop_assert_eq!(number("fin"), Some(u64::from(header.fin)));
        prop_assert_eq!(number("rsv"), Some(u64::from(header.rsv.0)));
        let length = number("extended_length").or(number("length"));
        prop_assert_eq!(length, Some(header.payload_len()));
        prop_assert_eq!(number("mask_key").is_some(), header.mask_key.is_some());
        // What the payload becomes covers every byte that was kept of it.
        let Some(payload) = node.find("payload") else { continue };
        let derived = |buffer| payload.derived().find(|child| child.buffer == buffer);
        let len = |child: Option<&Node<'_>>| child.map_or(0, |child| child.span().len());
        prop_assert_eq!(len(derived(Buffer::Payload)), dissected.payload.len());
        if let Some(inflated) =
            dissected.inflated.as_ref().filter(|part| part.trial != Trial::Failed)
        {
            prop_assert_eq!(len(derived(Buffer::Inflated)), inflated.bytes.len());
        }
    }
    Ok(())
}

fn of_heads(bytes: &[u8]) -> Result<(), TestCaseError> {
    let opening = Analysis::opening(bytes);
    for half in opening.halves().filter(|half| !half.head.bytes.is_empty()) {
        let node = head(half, true, Lang::Zh);
        tiles(&node)?;
        prop_assert_eq!(node.span(), Span::new(0, half.head.bytes.len()));
        prop_assert_eq!(findings(&node), half.findings.len());
        let written = node.leaves().into_iter().map(|leaf| leaf.value.bytes().unwrap_or(b"?"));
        prop_assert_eq!(written.collect::<Vec<_>>().concat(), half.head.bytes.clone());
    }
    Ok(())
}

/// Bytes that are often a frame that says something.
fn frame_like() -> impl Strategy<Value = Vec<u8>> {
    let byte0 = prop_oneof![Just(0x81), Just(0x88), Just(0xc1), Just(0x09), any::<u8>()];
    (byte0, any::<u8>(), proptest::collection::vec(any::<u8>(), 0..160))
        .prop_map(|(byte0, byte1, rest)| [vec![byte0, byte1], rest].concat())
}

/// Text that is often a head, whole, cut or odd.
fn head_like() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "[ -~]{0,30}",
        "Sec-WebSocket-Extensions: [a-z;,=\" _-]{0,40}",
        "Sec-WebSocket-Protocol:[a-z, ]{0,20}",
        "Cookie : [a-z=; ]{0,20}",
        " [a-z]{0,10}",
        Just("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=\"9\"".into()),
    ];
    let start = prop_oneof![Just("GET /chat HTTP/1.1"), Just("HTTP/1.1 101 Yes"), Just("GET  /")];
    let end = prop_oneof![Just("\r\n"), Just("\n"), Just("\r\n\r\n")];
    (start, proptest::collection::vec((line, end), 0..8)).prop_map(|(start, lines)| {
        let lines = lines.into_iter().map(|(line, end)| line + end);
        format!("{start}\r\n{}", lines.collect::<String>())
    })
}

proptest! {
    #[test]
    fn the_parts_of_any_frame_tile_it(bytes in frame_like(), client: bool, inferred: bool) {
        let role = if client { Role::Client } else { Role::Server };
        of_frames(&bytes, (!inferred).then_some(role))?;
    }

    #[test]
    fn the_parts_of_any_bytes_tile_them(bytes: Vec<u8>) {
        of_frames(&bytes, None)?;
        of_heads(&bytes)?;
    }

    #[test]
    fn the_parts_of_a_head_are_all_of_its_bytes(text in head_like()) {
        of_heads(text.as_bytes())?;
    }
}

#[test]
fn a_value_that_is_a_list_has_parts() {
    let text = "GET / HTTP/1.1\r\nSec-WebSocket-Protocol: chat, news\r\n\
                Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n";
    let opening = Analysis::opening(text.as_bytes());
    let half: &Half = opening.request.as_ref().expect("it is a request");
    let node = head(half, false, Lang::En);
    let parts = |key: &str| -> Vec<String> {
        let leaves = node.leaves().into_iter().filter(|leaf| leaf.name.key == key);
        leaves
            .map(|leaf| String::from_utf8_lossy(leaf.value.bytes().unwrap_or(b"")).into())
            .collect()
    };
    assert_eq!(parts("subprotocol"), ["chat", "news"]);
    assert_eq!(parts("extension"), ["permessage-deflate"]);
    assert_eq!(parts("parameter"), ["client_max_window_bits"]);
}

#[test]
fn a_response_that_refuses_needs_no_header_of_the_handshake() {
    let opening = Analysis::opening(b"HTTP/1.1 404 Not Found\r\nConnection: keep-alive\r\n\r\n");
    let half: &Half = opening.response.as_ref().expect("it is a response");
    let node = head(half, false, Lang::En);
    let header = node.find("header").expect("it has one");
    assert!(!header.needed);
    assert!(!header.meaning.contains("Upgrade"), "{}", header.meaning);
}

#[test]
fn a_secret_is_in_the_tree_only_where_it_is_asked_for() {
    let opening = Analysis::opening(b"GET / HTTP/1.1\r\nCookie: open=sesame\r\n\r\n");
    let half: &Half = opening.request.as_ref().expect("it is a request");
    let shown = |secrets| format!("{:?}", head(half, secrets, Lang::En).find("value"));
    assert!(shown(false).contains("Hidden(11)"));
    assert!(!shown(true).contains("Hidden"));
}

#[test]
fn a_cut_header_names_what_is_still_to_come() {
    let cut = Analysis::dissect(b"\x89\xfe\x00", None, Options::default()).0;
    let node = frame(cut.first().expect("a frame"), Lang::En);
    let missing: Vec<&str> = node
        .rows()
        .into_iter()
        .filter(|row| matches!(row.value, Value::Missing { .. }))
        .map(|row| row.name.key)
        .collect();
    assert_eq!(missing, ["extended_length", "mask_key"]);
    assert!(node.rows().iter().all(|row| !row.meaning.is_empty()));
}
