//! Literals, quoted and bare, and the text around them.

use rstest::rstest;

use super::*;

#[rstest]
#[case(r"b'\x81\x8b'", "81 8b")]
#[case(r#"b"\x81'\x8b""#, "81 27 8b")]
#[case(r"b'\t\n\r\\\'\x22\a\b\f\v\0'", "09 0a 0d 5c 27 22 07 08 0c 0b 00")]
#[case(r#"b'\"'"#, "22")]
#[case(r"b'\201\213\12\7'", "81 8b 0a 07")]
#[case(r"b'\x857\xfa!=\x7f'", "85 37 fa 21 3d 7f")]
#[case(r"b'81'", "38 31")]
#[case(r"br'\x81'", "5c 78 38 31")]
#[case(r"B'\x81'", "81")]
#[case("b'''\\x81\n'''", "81 0a")]
#[case(r"\x81\x8b", "81 8b")]
#[case(r#"\x81\x8b\xa4\xc4"\xcd"#, "81 8b a4 c4 22 cd")]
#[case(r"bytearray(b'\x81\x8b')", "81 8b")]
#[case("b'\\x81\\\n\\x8b'", "81 8b")]
fn a_python_literal_is_read_as_python_reads_it(#[case] text: &str, #[case] bytes: &str) {
    let reading = reading(text);
    assert_eq!((hex(&reading.bytes).as_str(), reading.notation), (bytes, Notation::PythonLiteral));
}

#[rstest]
#[case::c(r#""\x81\x85" "7\xfa""#, "81 85 37 fa")]
#[case::c_over_lines("\"\\x81\\x85\"\n  \"7\\xfa\"", "81 85 37 fa")]
#[case::c_variable(r#"char *p = "\x81\x85";"#, "81 85")]
#[case::js(r"const frame = '\x81\x85';", "81 85")]
#[case::java_concatenation(r#""\x81" + "\x85""#, "81 85")]
#[case::json_slash(r#""\/ \u0041""#, "2f 20 41")]
#[case::rust_braces(r#""\u{41}\x85""#, "41 85")]
#[case::plain(r#""hello""#, "68 65 6c 6c 6f")]
#[case::log(r#"recv: "\x81\x85""#, "81 85")]
fn a_quoted_string_is_read_with_its_escapes(#[case] text: &str, #[case] bytes: &str) {
    let reading = reading(text);
    assert_eq!((hex(&reading.bytes).as_str(), reading.notation), (bytes, Notation::Escapes));
}

#[rstest]
#[case(r"recv: b'\x81\x8b'", 5)]
#[case(r"服务器收到 b'\x81\x8b'", 5)]
#[case(r"服务器收到b'\x81\x8b'", 5)]
#[case(r"2024-01-02 12:00:01 INFO received b'\x81\x8b' (2 bytes)", 38)]
fn the_text_around_a_literal_is_left_out_and_counted(#[case] text: &str, #[case] count: usize) {
    let reading = reading(text);
    assert_eq!(hex(&reading.bytes), "81 8b");
    assert_eq!(reading.remarks, [Remark::TextAround { count }]);
}

#[rstest]
#[case(r"hashstr = b'\x81'")]
#[case(r"print(b'\x81')")]
#[case(r"b'\x81',")]
fn the_code_around_a_literal_is_no_news(#[case] text: &str) {
    assert_eq!(reading(text).remarks, []);
}

#[test]
fn several_log_lines_are_chunks_of_one_stream() {
    let reading = reading("recv: b'\\x81\\x01'\nrecv: b'\\x00\\x00'\nsent: b'\\x88'");
    assert_eq!(hex(&reading.bytes), "81 01 00 00 88");
    assert_eq!(reading.chunks, [Span::new(0, 2), Span::new(2, 4), Span::new(4, 5)]);
    let remarks = [Remark::SeveralLiterals { count: 3 }, Remark::TextAround { count: 15 }];
    assert_eq!(reading.remarks, remarks);
}

#[test]
fn a_literal_that_a_line_break_cuts_goes_on_in_the_next_line() {
    let reading = reading("b'\\x81\r\n\\x8b\n\\xa4'");
    assert_eq!(hex(&reading.bytes), "81 8b a4");
    assert_eq!(reading.remarks, [Remark::WrappedLines { count: 2 }]);
}

#[test]
fn a_missing_closing_quote_does_not_swallow_the_next_log_line() {
    let reading = reading("recv: b'\\x81\\x01\nrecv: b'\\x00'");
    assert_eq!(hex(&reading.bytes), "81 01 00");
    assert_eq!(reading.chunks.len(), 2);
    assert!(reading.remarks.contains(&Remark::MissingClosingQuote));
}

#[test]
fn text_beyond_ascii_in_a_literal_is_its_utf_8_and_said() {
    let reading = reading(r"b'\x81最\x8b'");
    assert_eq!(hex(&reading.bytes), "81 e6 9c 80 8b");
    assert_eq!(reading.remarks, [Remark::NonAscii { count: 1 }]);
    assert_eq!(reading.origin.get(1), reading.origin.get(3));
}

#[test]
fn spaces_are_bytes_and_their_number_is_known() {
    let text = r"\x81 \x85s \x92a\x10\x1b\xf7  \r|\x1c";
    let kept = reading(text);
    assert_eq!(hex(&kept.bytes), "81 20 85 73 20 92 61 10 1b f7 20 20 0d 7c 1c");
    assert_eq!((kept.spaces, kept.spaces_beside_escapes), (4, 4));
    let options = ReadOptions { skip_spaces: true, ..ReadOptions::default() };
    let skipped = read(text, &options).unwrap();
    assert_eq!(hex(&skipped.bytes), "81 85 73 92 61 10 1b f7 0d 7c 1c");
    assert_eq!(skipped.remarks, [Remark::SpacesSkipped { count: 4 }]);
}

#[test]
fn spaces_between_words_do_not_hint_at_spaces_added_for_reading() {
    let reading = reading(r"b'GET / HTTP/1.1\r\n'");
    assert_eq!((reading.spaces, reading.spaces_beside_escapes), (2, 0));
}

#[test]
fn spaces_at_the_end_of_a_bare_literal_are_left_out_and_said() {
    assert_eq!(reading("\\x81  \n").remarks, [Remark::SpacesAtEnd { count: 2 }]);
    assert_eq!(hex(&reading(r"b'\x81 '").bytes), "81 20");
}

#[test]
fn a_trailing_ellipsis_is_and_so_on_unless_dots_are_literal() {
    let text = r"\x81\x8b...";
    let reading = reading(text);
    assert_eq!(hex(&reading.bytes), "81 8b");
    let remark = Remark::AndSoOn { span: Span::new(8, 11), more_bytes: None, could_be_bytes: true };
    assert_eq!(reading.remarks, [remark]);
    let options = ReadOptions { literal_dots: true, ..ReadOptions::default() };
    assert_eq!(hex(&read(text, &options).unwrap().bytes), "81 8b 2e 2e 2e");
}

#[test]
fn dots_inside_quotes_are_bytes_and_said() {
    let reading = reading("b'\\x81\\x05wa...'");
    assert_eq!(hex(&reading.bytes), "81 05 77 61 2e 2e 2e");
    assert_eq!(reading.remarks, [Remark::DotsAreBytes { span: Span::new(12, 15) }]);
}

#[test]
fn each_byte_knows_the_characters_that_it_came_from() {
    let text = r"x = b'\x81N\n最'";
    let reading = reading(text);
    let places: Vec<&str> = reading.origin.iter().map(|span| &text[span.start..span.end]).collect();
    assert_eq!(places, [r"\x81", "N", r"\n", "最", "最", "最"]);
    assert_eq!((reading.escapes, reading.plain), (2, 4));
}

#[test]
fn a_nul_a_lone_surrogate_and_a_long_line_are_no_trouble() {
    assert_eq!(hex(&reading("b'\0\\x00'").bytes), "00 00");
    assert_eq!(refusal(r#""\ud800""#).fix, None);
    let long = format!("b'{}'", r"\x81".repeat(100_000));
    assert_eq!(reading(&long).bytes.len(), 100_000);
}

#[test]
fn what_begins_a_literal_is_bytes_of_it_and_no_label() {
    for (literal, start) in
        [(r#"":\x81\x03ab""#, ":"), (r"b'ab: \x81\x03ab'", "ab: "), (r"':>\x81\x03ab'", ":>")]
    {
        let bytes = [start.as_bytes(), b"\x81\x03ab"].concat();
        assert_eq!(reading(literal).bytes, bytes, "{literal}");
    }
}
