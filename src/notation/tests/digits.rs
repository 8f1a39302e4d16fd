//! Hex, arrays, buffers, bits, base64, HTTP heads and raw bytes.

use rstest::rstest;

use super::*;

#[rstest]
#[case("81 8b a4")]
#[case("818ba4")]
#[case("818B A4")]
#[case("81:8b:a4")]
#[case("81-8b-a4")]
#[case("81,8b,a4")]
#[case("0x81 0x8b 0xa4")]
#[case("0x81,0x8b,0xa4")]
#[case("0x818ba4")]
#[case("81\n8b\r\na4\n")]
#[case("  81 8b  a4  ")]
#[case("818b a4")]
fn hex_is_read_with_any_usual_separator(#[case] text: &str) {
    let reading = reading(text);
    assert_eq!((hex(&reading.bytes).as_str(), reading.notation), ("81 8b a4", Notation::Hex));
}

#[rstest]
#[case("12345678", "12 34 56 78")]
#[case("00 01 10 11", "00 01 10 11")]
#[case("deadbeef", "de ad be ef")]
#[case("0x8", "08")]
#[case("01111110 0x", "")]
fn pairs_of_hex_digits_are_hex_even_where_they_look_like_something_else(
    #[case] text: &str,
    #[case] bytes: &str,
) {
    if bytes.is_empty() {
        assert_eq!(refusal(text).kind.code(), "N03");
        return;
    }
    let reading = reading(text);
    assert_eq!((hex(&reading.bytes).as_str(), reading.notation), (bytes, Notation::Hex));
}

#[rstest]
#[case::js("[129, 139, 164]")]
#[case::uint8array("Uint8Array(3) [ 129, 139, 164 ]")]
#[case::uint8array_wrapped("Uint8Array(3) [\n  129, 139,\n  164\n]")]
#[case::js_new("new Uint8Array([129, 139, 164]);")]
#[case::python("bytes([129, 139, 164])")]
#[case::c("unsigned char frame[3] = {0x81, 0x8b, 0xa4};")]
#[case::rust("[0x81u8, 139u8, 164]")]
#[case::rust_hex("[81, 8b, a4]")]
#[case::go("[]byte{0x81, 0x8b, 0xa4}")]
#[case::go_sized("[3]byte{0x81, 0x8b, 0xa4}")]
#[case::go_printed("[129 139 164]")]
#[case::java_signed("[-127, -117, -92]")]
#[case::java_cast("{(byte)0x81, (byte) 0x8b, (byte)164}")]
#[case::csharp("new byte[] { 0x81, 0x8b, 0xA4 }")]
#[case::binary("[0b10000001, 0b10001011, 0b10100100]")]
#[case::node_json(r#"{"type":"Buffer","data":[129,139,164]}"#)]
#[case::bare_list("129,139,164")]
#[case::bare_spaces("129 139 164")]
#[case::log("2024-01-02 [main] recv [129, 139, 164]")]
#[case::trailing_comma("[129, 139, 164,]")]
fn an_array_is_read_as_its_language_prints_it(#[case] text: &str) {
    let reading = reading(text);
    assert_eq!((hex(&reading.bytes).as_str(), reading.notation), ("81 8b a4", Notation::Array));
}

#[test]
fn a_character_in_an_array_is_its_byte() {
    assert_eq!(hex(&reading("{0x81, 'H', ' ', ',', 5}").bytes), "81 48 20 2c 05");
}

#[test]
fn signed_bytes_are_said() {
    assert_eq!(reading("[-127, 5]").remarks, [Remark::SignedBytes { count: 1 }]);
}

#[rstest]
#[case("[129, 139, ... 100 more items]", Some(100))]
#[case("[129, 139, ...]", None)]
#[case("<Buffer 81 8b ... 100 more bytes>", Some(100))]
#[case("81 8b ...", None)]
#[case("81 8b…", None)]
#[case("10000001 10001011 ...", None)]
fn a_trailing_ellipsis_means_and_so_on(#[case] text: &str, #[case] more: Option<usize>) {
    let reading = reading(text);
    assert_eq!(hex(&reading.bytes), "81 8b");
    assert!(
        matches!(reading.remarks[..], [Remark::AndSoOn { more_bytes, .. }] if more_bytes == more)
    );
}

#[rstest]
#[case("<Buffer 81 8b>", "81 8b")]
#[case("ArrayBuffer { [Uint8Contents]: <81 0a>, byteLength: 2 }", "81 0a")]
#[case("recv <Buffer 81> <Buffer 8b>", "81 8b")]
fn a_buffer_is_read_as_node_prints_it(#[case] text: &str, #[case] bytes: &str) {
    let reading = reading(text);
    assert_eq!((hex(&reading.bytes).as_str(), reading.notation), (bytes, Notation::NodeBuffer));
}

#[rstest]
#[case("1 000 0001 1 0001011")]
#[case("10000001 10001011")]
#[case("10000001\n10001011\n")]
#[case("1 0 0 0 0001 1 0001011")]
#[case("0b10000001 0b10001011")]
#[case("1_000_0001_1_0001011")]
fn bits_are_read_in_the_groups_of_the_rfc(#[case] text: &str) {
    let reading = reading(text);
    assert_eq!((hex(&reading.bytes).as_str(), reading.notation), ("81 8b", Notation::Bits));
}

#[rstest]
#[case("gYU3+iE9f59NUVg=", "81 85 37 fa 21 3d 7f 9f 4d 51 58")]
#[case("gYU3+iE9\nf59NUVg=", "81 85 37 fa 21 3d 7f 9f 4d 51 58")]
#[case("data:application/octet-stream;base64,gYU3+iE9f59NUVg=", "81 85 37 fa 21 3d 7f 9f 4d 51 58")]
#[case("gYU3-iE9f59NUVg=", "81 85 37 fa 21 3d 7f 9f 4d 51 58")]
fn padded_base64_is_unmistakable(#[case] text: &str, #[case] bytes: &str) {
    let reading = reading(text);
    assert_eq!((hex(&reading.bytes).as_str(), reading.notation), (bytes, Notation::Base64));
}

#[test]
fn base64_without_padding_is_read_where_it_is_asked_for() {
    assert_eq!(refusal("gYU3+iE9f59N").kind.code(), "N10");
    let reading = pinned("gYU3+iE9f59NUVg", Notation::Base64).unwrap();
    assert_eq!(hex(&reading.bytes), "81 85 37 fa 21 3d 7f 9f 4d 51 58");
    assert_eq!(reading.origin.get(1), Some(Span::new(1, 3)));
}

#[rstest]
#[case("GET /chat HTTP/1.1\r\nHost: a\r\n\r\n")]
#[case(":method: CONNECT\n:protocol: websocket\n")]
#[case("HTTP/1.1 101 Switching Protocols\nUpgrade: websocket\n\n")]
fn a_head_with_real_line_ends_is_taken_as_it_stands(#[case] text: &str) {
    let reading = reading(text);
    assert_eq!((reading.bytes.as_slice(), reading.notation), (text.as_bytes(), Notation::Http));
}

#[rstest]
#[case::control(b"\x01\x02abc", Notation::Raw)]
#[case::not_utf_8(b"\x81\x8b", Notation::Raw)]
#[case::text(b"81 8b", Notation::Hex)]
#[case::text_with_mark(b"\xef\xbb\xbf81 8b", Notation::Hex)]
#[case::head(b"GET / HTTP/1.1\r\n\r\n", Notation::Http)]
fn input_is_raw_where_it_holds_what_text_does_not(#[case] raw: &[u8], #[case] notation: Notation) {
    let reading = read_input(raw, &ReadOptions::default()).unwrap();
    assert_eq!(reading.notation, notation);
}

#[test]
fn a_character_cut_at_the_4_kib_border_does_not_make_text_raw() {
    let mut text = "b'".to_owned() + &"a".repeat(4093);
    text.push('最');
    text.push('\'');
    let reading = read_input(text.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(reading.notation, Notation::PythonLiteral);
}

#[test]
fn raw_pinned_takes_text_as_bytes() {
    let options = ReadOptions { pin: Some(Notation::Raw), ..ReadOptions::default() };
    assert_eq!(read_input(b"81 8b", &options).unwrap().bytes, b"81 8b");
    assert_eq!(read("hello", &options).unwrap().bytes, b"hello");
}

#[test]
fn every_name_leads_back_to_its_notation_and_style() {
    for notation in Notation::ALL {
        assert_eq!(Notation::by_name(notation.name()), Some(notation));
    }
    for style in write::Style::ALL {
        assert_eq!(write::Style::by_name(style.name()), Some(style));
    }
    assert_eq!(Notation::by_name("morse"), None);
}

#[rstest]
#[case(write::Style::Hex, "81 85 37 fa 21 3d 7f 0d 5c")]
#[case(write::Style::Python, r"b'\x81\x857\xfa!=\x7f\r\\'")]
#[case(write::Style::C, r#""\x81\x85" "7\xfa!=\x7f\r\\""#)]
#[case(write::Style::Rust, r#"b"\x81\x857\xfa!=\x7f\r\\""#)]
#[case(write::Style::Js, r#""\x81\x857\xfa!=\x7f\r\\""#)]
#[case(write::Style::Array, "[0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x0d, 0x5c]")]
#[case(write::Style::Base64, "gYU3+iE9fw1c")]
fn bytes_are_written_in_the_style_of_each_language(
    #[case] style: write::Style,
    #[case] text: &str,
) {
    let bytes = [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x0d, 0x5c];
    assert_eq!(write::write(&bytes, style), text);
}

#[rstest]
#[case(b"it's", r#"b"it's""#)]
#[case(b"it's \"", r#"b'it\'s "'"#)]
#[case(b"\"", r#"b'"'"#)]
fn python_quotes_are_those_of_repr(#[case] bytes: &[u8], #[case] text: &str) {
    assert_eq!(write::write(bytes, write::Style::Python), text);
}

#[rstest]
#[case::fromhex("bytes.fromhex(\"81 05 48656c6c6f\")")]
#[case::bytearray("data = bytearray.fromhex('810548656c6c6f')")]
#[case::unhexlify("binascii.unhexlify('810548656c6c6f')")]
#[case::go("hex.DecodeString(\"810548656c6c6f\")")]
#[case::node("Buffer.from('810548656c6c6f', 'hex')")]
#[case::assembler("81h 05h 48h 65h 6Ch 6ch 6fh")]
#[case::assembler_with_zeros("081h, 5h, 48h, 65h, 06ch, 6ch, 6fh")]
#[case::bash("$'\\x81\\x05Hello'")]
#[case::bash_in_double_quotes("$\"\\x81\\x05Hello\"")]
fn what_makes_bytes_in_other_languages_is_read_as_it_stands(#[case] text: &str) {
    assert_eq!(reading(text).bytes, b"\x81\x05Hello");
}

#[rstest]
#[case::word("fresh")]
#[case::too_long("1234h")]
fn what_only_resembles_them_is_not(#[case] text: &str) {
    let read = read(text, &ReadOptions::default());
    assert_ne!(read.map(|reading| reading.notation), Ok(Notation::Hex));
}

#[rstest]
#[case("gQVIZWxsbw", b"\x81\x05Hello")]
#[case("gYU3+iE9f59NUVg", b"\x81\x857\xfa!=\x7f\x9fMQX")]
#[case("gX4ABUhlbGxv", b"\x81\x7e\x00\x05Hello")]
fn base64_without_padding_is_unmistakable_where_it_is_one_frame(
    #[case] text: &str,
    #[case] bytes: &[u8],
) {
    let reading = reading(text);
    assert_eq!((reading.bytes.as_slice(), reading.notation), (bytes, Notation::Base64));
}

#[rstest]
#[case("JavaScripter")]
#[case("gQVIZWxs")]
#[case("gYU3+iE9f59N")]
fn base64_without_padding_is_doubtful_otherwise(#[case] text: &str) {
    let error = read(text, &ReadOptions::default()).unwrap_err();
    assert_eq!(error.kind, NotationErrorKind::Ambiguous(Doubt::Unpadded));
    assert_eq!(error.candidates.first(), Some(&Notation::Base64));
}
