//! What stands around the data is found and said; no byte is left out to make a frame.

use rstest::rstest;

use super::*;

/// What is said of the text before each line.
fn before(reading: &Reading) -> Option<(&str, usize)> {
    reading.remarks.iter().find_map(|remark| match remark {
        Remark::BeforeEachLine { text, lines } => Some((text.as_str(), *lines)),
        _ => None,
    })
}

#[rstest]
#[case::label("recv: 81 8b", "81 8b", "recv:", 1)]
#[case::label_of_escapes(r"recv: \x81\x8b", "81 8b", "recv:", 1)]
#[case::chinese("服务器收到 \\x81\\x8b", "81 8b", "服务器收到", 1)]
#[case::labels("recv: 81 05\nrecv: 00", "81 05 00", "recv:", 2)]
#[case::labels_of_escapes("recv: \\x81\nrecv: \\x8b", "81 8b", "recv:", 2)]
#[case::tag("[0] 81 02 68 69", "81 02 68 69", "[0]", 1)]
#[case::time("17:43:13.645 -> 81 02 68 69", "81 02 68 69", "17:43:13.645 ->", 1)]
fn what_stands_before_the_data_is_left_out_and_named(
    #[case] text: &str,
    #[case] bytes: &str,
    #[case] shown: &str,
    #[case] lines: usize,
) {
    let reading = reading(text);
    assert_eq!(hex(&reading.bytes), bytes);
    assert_eq!(before(&reading), Some((shown, lines)));
    let first = reading.origin.get(0).unwrap();
    assert!(text[first.start..first.end].contains("81"));
}

#[rstest]
#[case("00 81 05 48 65 6c 6c 6f")]
#[case("0x00 0x81 0x05 0x48 0x65 0x6c 0x6c 0x6f")]
#[case("00:81:05:48:65:6c:6c:6f")]
#[case("[0, 129, 5, 72, 101, 108, 108, 111]")]
#[case(r"b'\x00\x81\x05Hello'")]
#[case("b'\\x00'\nb'\\x81\\x05Hello'")]
#[case("00, 81 05 48 65 6c 6c 6f")]
#[case("00 8105 48656c6c6f")]
#[case("00\n8105\n48656c6c6f")]
#[case("00\n81\n05\n48\n65\n6c\n6c\n6f")]
fn no_byte_is_left_out_so_that_the_others_make_a_frame(#[case] text: &str) {
    assert_eq!(hex(&reading(text).bytes), "00 81 05 48 65 6c 6c 6f");
}

#[test]
fn a_word_beside_a_frame_is_not_part_of_the_stream() {
    let reading = reading("b'1001'\nb'\\x88\\x02\\x03\\xe8'");
    assert_eq!(hex(&reading.bytes), "88 02 03 e8");
    assert!(reading.remarks.contains(&Remark::PiecesLeftOut { count: 1 }));
}

#[rstest]
#[case::log("[WS][head] RX: GET / HTTP/1.1\n[WS][head] RX: Host: a\n[WS][head] RX: \n")]
#[case::curl("* Connected to a\n> GET / HTTP/1.1\n> Host: a\n> \n* Mark bundle\n")]
#[case::tcpdump("12:00:01.1 IP a > b: Flags [P.], length 9\nE..(..P.GET / HTTP/1.1\nHost: a\n\n")]
#[case::name_and_value("GET / HTTP/1.1\nHost:\na\n\n")]
fn a_head_is_read_under_what_stands_before_its_lines(#[case] text: &str) {
    let reading = reading(text);
    assert_eq!(reading.notation, Notation::Http);
    let head = String::from_utf8(reading.bytes).unwrap();
    assert_eq!(head.trim_end().replace('\r', ""), "GET / HTTP/1.1\nHost: a");
}

#[test]
fn a_sniffers_dots_are_said_to_be_lost_bytes() {
    let text = "12:00:01.1 IP a > b: Flags [P.], length 9\nE..(..P.GET / HTTP/1.1\nHost: a\n\n";
    assert!(reading(text).remarks.contains(&Remark::SnifferDots));
}

#[test]
fn interleaved_heads_are_taken_apart() {
    let text = "> GET / HTTP/1.1\n< HTTP/1.1 101 Switching Protocols\n> Host: a\n< Upgrade: \
                websocket\n> \n< \n";
    let head = String::from_utf8(reading(text).bytes).unwrap();
    let wanted = "GET / HTTP/1.1\nHost: a\n\nHTTP/1.1 101 Switching Protocols\nUpgrade: \
                  websocket\n\n";
    assert_eq!(head, wanted);
}

#[test]
fn the_fields_that_a_browser_copied_get_the_first_line_that_they_must_have_had() {
    let text = "Request URL\nwss://example.com/chat\nRequest Headers\nconnection\nUpgrade\n\
                sec-websocket-key\ndGhlIHNhbXBsZSBub25jZQ==\nupgrade\nwebsocket\n";
    let reading = reading(text);
    let head = String::from_utf8(reading.bytes).unwrap();
    let wanted = "GET / HTTP/1.1\r\nconnection: Upgrade\nsec-websocket-key: \
                  dGhlIHNhbXBsZSBub25jZQ==\nupgrade: websocket\n\n";
    assert_eq!(head, wanted);
    assert!(reading.remarks.contains(&Remark::FirstLineAdded { line: "GET / HTTP/1.1" }));
}

#[rstest]
#[case(r"b'hello'", Payload::Text)]
#[case("03 e8 62 79 65", Payload::CloseBody { code: 1000 })]
#[case("f2 48 cd c9 c9 07 00", Payload::Compressed { text: "Hello".to_owned() })]
fn bytes_that_are_no_frame_may_be_a_payload(#[case] text: &str, #[case] payload: Payload) {
    assert_eq!(reading(text).remarks, [Remark::MayBePayload(payload)]);
}

#[test]
fn the_way_that_reads_the_beginning_reads_all_of_a_long_text() {
    let frame = "12:30:01 ws: 81 02 68 69\n";
    let reading = reading(&frame.repeat(10_000));
    assert_eq!(reading.bytes.len(), 40_000);
    assert_eq!(before(&reading), Some(("12:30:01 ws:", 10_000)));
    assert_eq!(reading.origin.get(39_999), Some(Span::new(249_997, 249_999)));
}
