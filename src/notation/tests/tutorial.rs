//! The printouts of the tutorial from which the project grew, pasted as they stand.

use rstest::rstest;

use super::*;

const HTTP_REQUEST: &str = include_str!("../../../samples/tutorial/http-request.txt");
const WEBSOCKET_REQUEST: &str = include_str!("../../../samples/tutorial/websocket-request.txt");
const HELLOSSSSSS: &str = include_str!("../../../samples/tutorial/hellossssss.txt");
const WEATHER: &str = include_str!("../../../samples/tutorial/weather.txt");
const CHUSHIBIAO: &str = include_str!("../../../samples/tutorial/chushibiao.txt");
const CHUSHIBIAO_CUT: &str = include_str!("../../../samples/tutorial/chushibiao-28-bytes.txt");
const FIRST_BYTE: &str = include_str!("../../../samples/tutorial/first-byte.txt");
const EXTENDED_LENGTH: &str = include_str!("../../../samples/tutorial/extended-length.txt");
const MASK_KEY: &str = include_str!("../../../samples/tutorial/mask-key.txt");
const BITS: &str = include_str!("../../../samples/tutorial/bits.txt");

#[rstest]
#[case(HELLOSSSSSS, 17, "81 8b a4 c4 22")]
#[case(WEATHER, 27, "81 95 77 c3 7a")]
#[case(CHUSHIBIAO, 740, "81 fe 02 dc 5d")]
#[case(CHUSHIBIAO_CUT, 28, "81 fe 02 dc 5d")]
#[case(FIRST_BYTE, 1, "81")]
#[case(EXTENDED_LENGTH, 11, "02 dc 5d 9e 7e")]
#[case(MASK_KEY, 5, "03 9b b2 c6 7a")]
#[case(HTTP_REQUEST, 470, "47 45 54 20 2f")]
#[case(WEBSOCKET_REQUEST, 579, "47 45 54 20 2f")]
fn a_printout_is_a_python_literal(#[case] text: &str, #[case] count: usize, #[case] start: &str) {
    let reading = reading(text);
    assert_eq!(reading.notation, Notation::PythonLiteral);
    assert_eq!(reading.bytes.len(), count);
    assert!(hex(&reading.bytes).starts_with(start));
}

#[test]
fn the_bit_lines_are_bits() {
    let reading = reading(BITS);
    assert_eq!((hex(&reading.bytes).as_str(), reading.notation), ("7f 8b 0b", Notation::Bits));
}

#[rstest]
#[case("hashstr = ")]
#[case("# ")]
#[case("# hashstr = ")]
#[case("服务器收到 ")]
fn a_frame_reads_the_same_with_what_stands_before_it(#[case] before: &str) {
    let text = [before, HELLOSSSSSS].concat();
    assert_eq!(reading(&text).bytes, reading(HELLOSSSSSS).bytes);
}

#[test]
fn a_frame_reads_the_same_without_its_quotes() {
    let bare = HELLOSSSSSS.trim().trim_start_matches("b'").trim_end_matches('\'');
    assert_eq!(reading(bare).bytes, reading(HELLOSSSSSS).bytes);
}

#[test]
fn a_request_wrapped_by_real_line_breaks_has_its_line_ends_once() {
    let reading = reading(WEBSOCKET_REQUEST);
    let text = String::from_utf8(reading.bytes).unwrap();
    assert!(text.starts_with("GET / HTTP/1.1\r\nHost: 127.0.0.1:9527\r\nConnection: Upgrade\r\n"));
    assert!(text.ends_with("permessage-deflate; client_max_window_bits\r\n\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert_eq!(reading.remarks, [Remark::WrappedLines { count: 13 }]);
}

#[rstest]
#[case("", "")]
#[case("\"\"\"\n", "\"\"\"\n")]
fn a_request_whose_closing_quote_was_lost_ends_where_it_ends(
    #[case] before: &str,
    #[case] after: &str,
) {
    let reading = reading(&[before, HTTP_REQUEST, after].concat());
    assert_eq!(reading.bytes.len(), 470);
    assert!(reading.bytes.ends_with(b"\r\n\r\n"));
    assert!(reading.remarks.contains(&Remark::MissingClosingQuote));
}

#[test]
fn raw_utf_8_in_a_request_is_its_bytes() {
    let escaped = r"\xef\xbf\xa5%\xe2\x80\xa6\xe2\x80\xa6&*\xef\xbc\x88";
    assert!(HTTP_REQUEST.contains(escaped));
    let typed = HTTP_REQUEST.replace(escaped, "￥%&*（");
    let reading = reading(&typed);
    assert_eq!(reading.bytes.len(), 470 - 6);
    assert!(reading.remarks.contains(&Remark::NonAscii { count: 2 }));
}

#[test]
fn a_request_in_triple_quotes_is_the_literal_in_them() {
    let text = ["\"\"\"\n", WEBSOCKET_REQUEST, "\"\"\"\n"].concat();
    assert_eq!(reading(&text).bytes, reading(WEBSOCKET_REQUEST).bytes);
}

#[test]
fn both_requests_in_one_paste_are_two_chunks() {
    let closed = HTTP_REQUEST.trim_end().to_owned() + "'\n";
    let reading = reading(&[&closed, WEBSOCKET_REQUEST].concat());
    assert_eq!(reading.chunks, [Span::new(0, 470), Span::new(470, 470 + 579)]);
}
