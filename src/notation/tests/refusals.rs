//! N01 to N12: what is refused, where the carets stand, and what mends it.

use rstest::rstest;

use super::*;
use NotationErrorKind as Kind;

#[rstest]
#[case::n01_empty("", "N01", 0..0, None)]
#[case::n01_blank(" \n\t ", "N01", 4..4, None)]
#[case::n02_letters(r"\x81\x8b\xZ9\xc4", "N02", 8..12, None)]
#[case::n02_one_digit(r"b'\x8'", "N02", 2..5, None)]
#[case::n02_cut(r"\x81\x", "N02", 4..6, None)]
#[case::n03_hex("81 8b a4 c4 2", "N03", 12..13, None)]
#[case::n03_run("818b2", "N03", 4..5, None)]
#[case::n03_bits_rest("10000001 101", "N03", 9..12, None)]
#[case::n04_letter("81 8g a4", "N04", 4..5, None)]
#[case::n04_letter_o("81 8O a4", "N04", 4..5, Some("81 80 a4"))]
#[case::n04_array("[129, 8b]", "N04", 6..8, None)]
#[case::n05_number("[129, 300]", "N05", 6..9, None)]
#[case::n05_octal(r"b'\777'", "N05", 2..6, None)]
#[case::n05_unicode("\"\\u4e2d\"", "N05", 1..7, Some(r#""\xe4\xb8\xad""#))]
#[case::n05_byte_or_character("\"\\u0081\"", "N05", 1..7, None)]
#[case::n06_backslash("\\x81＼x8b\\xa4", "N06", 4..7, Some(r"\x81\x8b\xa4"))]
#[case::n06_backslash_key("\\x81、x8b", "N06", 4..7, Some(r"\x81\x8b"))]
#[case::n06_letter_x("\\x81\\ｘ8b", "N06", 5..8, Some(r"\x81\x8b"))]
#[case::n06_digit("\\x81\\x８b最", "N06", 6..9, Some("\\x81\\x8b最"))]
#[case::n06_smart_quotes("b‘\\x81’", "N06", 1..4, Some(r"b'\x81'"))]
#[case::n06_smart_double_quotes("“\\x81\\x8b”", "N06", 0..3, Some(r#""\x81\x8b""#))]
#[case::n06_colon("81：8b", "N06", 2..5, Some("81:8b"))]
#[case::n06_comma("[129，139]", "N06", 4..7, Some("[129,139]"))]
#[case::n06_hex("８１ ８ｂ", "N06", 0..3, Some("81 8b"))]
#[case::n06_space("81\u{3000}8b", "N06", 2..5, Some("81 8b"))]
#[case::n06_zero_width("81 \u{200b}8b", "N06", 3..6, Some("81 8b"))]
#[case::n07_hex("81 8b ... c4", "N07", 6..9, None)]
#[case::n07_bare(r"\x81\x8b...\xc4", "N07", 8..11, None)]
#[case::n07_one_character("81 8b … c4", "N07", 6..9, None)]
#[case::n07_array("[129, ..., 139]", "N07", 6..9, None)]
#[case::n08_letter(r"b'\x81\q'", "N08", 6..8, None)]
#[case::n08_esc(r"\x81\e[0m", "N08", 4..6, Some(r"\x81\x1b[0m"))]
#[case::n08_end("\\x81\\", "N08", 4..5, None)]
#[case::n08_unicode_in_bytes(
    r"b'\u4e2d\u6587'", "N08", 2..8, Some(r"b'\xe4\xb8\xad\xe6\x96\x87'")
)]
#[case::n09_character("gYU3*iE9f59NUVg=", "N09", 4..5, None)]
#[case::n09_length("gYU3+iE9f59NU=", "N09", 12..14, None)]
#[case::n09_last("gYU3+iE9f59NUVh=", "N09", 14..15, None)]
#[case::n10_words("hello", "N10", 0..5, None)]
#[case::n10_windows_path(r"C:\new\table.txt", "N10", 0..16, None)]
#[case::n10_relative_path(r".\frames\ping", "N10", 0..13, None)]
#[case::n10_file_name("ping126.hex", "N10", 0..11, None)]
#[case::n10_sentence("the frame I captured", "N10", 0..20, None)]
#[case::n10_bits_or_hex("1000 0001 1000 1011", "N10", 0..19, None)]
#[case::n10_bits_run("1000000110001011", "N10", 0..16, None)]
#[case::n10_decimal("81,85,37", "N10", 0..8, None)]
#[case::n10_go("[81 85 37]", "N10", 0..10, None)]
#[case::n10_quoted_hex("'81 8b a4'", "N10", 0..10, None)]
#[case::n10_octal_or_nul(r#"b"\x81\012""#, "N10", 6..10, None)]
#[case::n10_literal_in_a_string(r#""recv b'\x81'""#, "N10", 0..14, None)]
#[case::n06_slash("/x81/x8b", "N06", 0..1, Some(r"\x81\x8b"))]
#[case::n04_letter_s("8S", "N04", 1..2, Some("85"))]
#[case::n10_address("wss://example.com/chat", "N10", 0..22, None)]
#[case::n10_key("dGhlIHNhbXBsZSBub25jZQ==", "N10", 0..24, None)]
#[case::n10_key_field("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "N10", 0..43, None)]
#[case::n10_accept_value("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "N10", 0..28, None)]
#[case::n10_number_after_label("port: 80", "N10", 0..8, None)]
#[case::n10_no_elements("x[]", "N10", 0..3, None)]
#[case::n10_comment_alone("char frame[] = { /* Packet 10 */ };", "N10", 0..35, None)]
#[case::n01_empty_literal("b''", "N01", 0..3, None)]
#[case::n01_empty_buffer("<Buffer >", "N01", 0..9, None)]
#[case::n12_replacement("\u{fffd}\u{fffd}7\u{fffd}!=", "N12", 0..3, None)]
#[case::n12_replacement_in_a_literal("b'\\x81\u{fffd}'", "N12", 6..9, None)]
#[case::n12_replacement_as_bytes("ef bf bd ef bf bd 37 ef bf bd", "N12", 0..29, None)]
#[case::n12_dots("..7.!=...", "N12", 0..1, None)]
#[case::n12_question_marks("??7?!=???", "N12", 0..1, None)]
#[case::n10_open_quote("'\\x81\\x8b", "N10", 0..1, Some(r"'\x81\x8b'"))]
#[case::n10_after_quote(r"b'it's \x81'", "N10", 7..11, None)]
#[case::n11_backslashes("x81x8bxa4", "N11", 0..6, Some(r"\x81\x8b\xa4"))]
#[case::n11_backslashes_and_more("x81x8bxa4xc4\"xcd", "N11", 0..6, None)]
#[case::n11_backslashes_and_quotes("bx81x8b", "N11", 1..7, Some(r"\x81\x8b"))]
#[case::n11_quotes(r"b\x81\x8b", "N11", 0..1, Some(r"b'\x81\x8b'"))]
fn a_refusal_names_the_place_and_mends_what_is_sure(
    #[case] text: &str,
    #[case] code: &str,
    #[case] span: std::ops::Range<usize>,
    #[case] fix: Option<&str>,
) {
    let error = refusal(text);
    assert_eq!(error.kind.code(), code, "{error:?}");
    assert_eq!(error.span, Span::new(span.start, span.end), "{error:?}");
    assert_eq!(error.fix.as_deref(), fix);
}

#[test]
fn places_are_counted_in_characters_and_bytes() {
    let error = refusal(r"b'最\x81\xZ9'");
    assert_eq!((error.character, error.byte), (8, 4));
}

#[test]
fn a_doubtful_text_names_its_candidates() {
    assert_eq!(refusal("1000 0001").candidates, [Notation::Bits, Notation::Hex]);
    assert_eq!(refusal("81,85").candidates, [Notation::Hex, Notation::Array]);
    for candidate in refusal("1000 0001 1000 1011").candidates {
        assert_eq!(pinned("1000 0001 1000 1011", candidate).unwrap().notation, candidate);
    }
}

#[test]
fn a_pinned_notation_is_held_to() {
    assert_eq!(hex(&pinned("81,85", Notation::Array).unwrap().bytes), "51 55");
    assert_eq!(hex(&pinned("[81 85]", Notation::Array).unwrap().bytes), "51 55");
    assert_eq!(hex(&pinned("hello", Notation::PythonLiteral).unwrap().bytes), "68 65 6c 6c 6f");
    assert_eq!(pinned("hello", Notation::Hex).unwrap_err().kind, Kind::NotHex { found: 'h' });
    assert_eq!(pinned("102", Notation::Bits).unwrap_err().kind, Kind::NotBit { found: '2' });
}

#[rstest]
#[case::little_endian(b"\xff\xfe8\x001\x00", Eaten::Utf16)]
#[case::big_endian(b"\xfe\xff\x008\x001", Eaten::Utf16)]
#[case::gbk(b"\xb7\xfe\xce\xf1\xc6\xf7 b'\\x81\\x8b'", Eaten::OtherEncoding)]
fn a_file_in_another_encoding_is_diagnosed(#[case] raw: &[u8], #[case] eaten: Eaten) {
    let error = read_input(raw, &ReadOptions::default()).unwrap_err();
    assert_eq!(error.kind, Kind::EatenByShell(eaten));
}

#[test]
fn input_that_is_no_text_is_not_read_in_a_pinned_notation() {
    let options = ReadOptions { pin: Some(Notation::Hex), ..ReadOptions::default() };
    let error = read_input(b"\x81\x8b", &options).unwrap_err();
    assert_eq!(error.kind, Kind::EatenByShell(Eaten::OtherEncoding));
}

#[test]
fn each_code_has_one_name() {
    let names: std::collections::BTreeSet<_> = [
        Kind::Empty,
        Kind::BadHexEscape { found: String::new() },
        Kind::OddHex,
        Kind::NotHex { found: ' ' },
        Kind::NumberTooBig { found: String::new() },
        Kind::LookAlike { found: ' ', looks: None },
        Kind::Ellipsis { could_be_bytes: true },
        Kind::UnknownEscape { found: None },
        Kind::Base64Length { characters: 1 },
        Kind::Ambiguous(Doubt::NoMark),
        Kind::EatenByShell(Eaten::Utf16),
        Kind::BytesLost { found: '?', count: 1 },
    ]
    .iter()
    .map(|kind| (kind.code(), kind.name()))
    .collect();
    assert_eq!(names.len(), 12);
    assert_eq!(names.first(), Some(&("N01", "empty")));
    assert_eq!(names.last(), Some(&("N12", "bytes-lost")));
}
