//! Dumps with offsets, as the usual tools print them.

use rstest::rstest;

use super::*;

const HELLO: &str = "81 8b a4 c4 22 cd cc a1 4e a1 cb b7 51 be d7 b7 51";

const XXD: &str = "\
00000000: 818b a4c4 22cd cca1 4ea1 cbb7 51be d7b7  ....\"...N...Q...
00000010: 51                                       Q
";
const XXD_BITS: &str = "\
00000000: 10000001 10001011 10100100 11000100 00100010 11001101  ....\".
00000006: 11001100 10100001 01001110 10100001 11001011 10110111  ..N...
0000000c: 01010001 10111110 11010111 10110111 01010001           Q...Q
";
const HEXDUMP_C: &str = "\
00000000  81 8b a4 c4 22 cd cc a1  4e a1 cb b7 51 be d7 b7  |....\"...N...Q...|
00000010  51                                                |Q|
00000011
";
const OD_X1Z: &str = "\
000000 81 8b a4 c4 22 cd cc a1 4e a1 cb b7 51 be d7 b7  >....\"...N...Q...<
000010 51                                               >Q<
000011
";
const OD_OCTAL_OFFSETS: &str = "\
0000000 81 8b a4 c4 22 cd cc a1 4e a1 cb b7 51 be d7 b7
0000020 51
0000021
";
const WIRESHARK: &str = "\
0000   81 8b a4 c4 22 cd cc a1 4e a1 cb b7 51 be d7 b7   ....\"...N...Q...
0010   51                                                Q
";
const WIRESHARK_GAP: &str = "\
0000  81 8b a4 c4 22 cd cc a1  4e a1 cb b7 51 be d7 b7   ....\"... N...Q...
0010  51                                                 Q
";
const FORMAT_HEX: &str = "\
          Offset Bytes                                           Ascii
                 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F
          ------ ----------------------------------------------- -----
0000000000000000 81 8B A4 C4 22 CD CC A1 4E A1 CB B7 51 BE D7 B7 \u{fffd}\u{fffd}\u{fffd}\u{fffd}\"\u{fffd}\u{fffd}\u{fffd}N
0000000000000010 51                                              Q
";

#[rstest]
#[case::xxd(XXD)]
#[case::xxd_bits(XXD_BITS)]
#[case::hexdump_c(HEXDUMP_C)]
#[case::od_x1z(OD_X1Z)]
#[case::od_octal_offsets(OD_OCTAL_OFFSETS)]
#[case::wireshark(WIRESHARK)]
#[case::wireshark_with_a_gap(WIRESHARK_GAP)]
#[case::format_hex(FORMAT_HEX)]
fn a_dump_is_read_without_its_offsets_and_text(#[case] text: &str) {
    let reading = reading(text);
    assert_eq!((hex(&reading.bytes).as_str(), reading.notation), (HELLO, Notation::Dump));
    assert_eq!(reading.remarks.first(), Some(&Remark::GutterIgnored));
    assert_eq!(reading.chunks.len(), 1);
}

#[rstest]
#[case::xxd("00000000: 8105 6162 2063 64  ..ab cd", "81 05 61 62 20 63 64")]
#[case::hexdump_c("00000000  81 05 61 62 20 63 64  |..ab cd|", "81 05 61 62 20 63 64")]
#[case::wireshark("0000  81 05 61 62 20 63 64   ..ab cd", "81 05 61 62 20 63 64")]
#[case::middle_gap(
    "0000  81 05 61 62 20 63 64 65  66 67   ..ab cdefg",
    "81 05 61 62 20 63 64 65 66 67"
)]
#[case::no_text("0000  81 05 61 62", "81 05 61 62")]
fn a_text_column_that_looks_like_hex_is_still_text(#[case] text: &str, #[case] bytes: &str) {
    assert_eq!(hex(&reading(text).bytes), bytes);
}

#[test]
fn the_packets_of_tcpdump_begin_with_their_headers() {
    let text = "12:00:01.000001 IP 127.0.0.1.52144 > 127.0.0.1.9527: Flags [P.], length 4
\t0x0000:  4500 0038 0001 4000 4006 3cbd 7f00 0001  E..8..@.@.<.....
\t0x0010:  7f00 0001 818b                           ......
12:00:02.000001 IP 127.0.0.1.52144 > 127.0.0.1.9527: Flags [P.], length 2
\t0x0000:  4500 0036                                E..6
";
    let reading = reading(text);
    assert_eq!(
        hex(&reading.bytes),
        "45 00 00 38 00 01 40 00 40 06 3c bd 7f 00 00 01 7f 00 00 01 81 8b 45 00 00 36"
    );
    assert_eq!(reading.chunks, [Span::new(0, 22), Span::new(22, 26)]);
    assert!(reading.remarks.contains(&Remark::PacketHeaders));
}

#[test]
fn a_star_line_stands_for_repeated_lines() {
    let text = "\
00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
*
00000040  81                                                |.|
00000041
";
    let reading = reading(text);
    assert_eq!((reading.bytes.len(), reading.bytes[64]), (65, 0x81));
    assert!(reading.remarks.contains(&Remark::RepeatedLines { bytes: 48 }));
}

#[test]
fn each_byte_of_a_dump_knows_its_digits() {
    let reading = reading(XXD);
    let place = reading.origin.get(16).unwrap();
    assert_eq!(&XXD[place.start..place.end], "51");
    assert_eq!(reading.origin.get(1), Some(Span::new(12, 14)));
}

#[rstest]
#[case::hexdump("0000000 8b81 c4a4 cd22\n0000006\n", Doubt::WordDump, 8..12)]
#[case::od_x("0000000 8b81 c4a4 cd22\n0000006\n", Doubt::WordDump, 8..12)]
#[case::od("0000000 105601 142244\n0000004\n", Doubt::OctalDump, 8..14)]
#[case::od_b("0000000 201 213 244\n0000003\n", Doubt::OctalDump, 8..11)]
#[case::od_c("0000000   G   E   T\n0000003\n", Doubt::OctalDump, 10..11)]
#[case::xxd_e("00000000: c4a48b81 a1cccd22  ....\"...", Doubt::ReversedGroups, 9..37)]
#[case::missing_line(
    "0000  81 8b\n0002  a4 c4\n0020  22 cd\n",
    Doubt::OffsetGap { expected: 4, found: 0x20 },
    24..28
)]
#[case::huge_repeat(
    "00000000: 8181  ..\n*\n7fffffffffff: 81  .",
    Doubt::RepeatTooLong { limit: 4 << 20 },
    19..20
)]
fn a_dump_that_does_not_say_its_bytes_is_refused(
    #[case] text: &str,
    #[case] doubt: Doubt,
    #[case] span: std::ops::Range<usize>,
) {
    let error = refusal(text);
    assert_eq!(error.kind, NotationErrorKind::Ambiguous(doubt));
    assert_eq!(error.span, Span::new(span.start, span.end));
}

#[rstest]
#[case("00000000: 818b zz", NotationErrorKind::NotHex { found: 'z' }, 15..16)]
#[case("0000  81 8b a\n", NotationErrorKind::OddHex, 12..13)]
fn a_broken_byte_of_a_dump_is_refused(
    #[case] text: &str,
    #[case] kind: NotationErrorKind,
    #[case] span: std::ops::Range<usize>,
) {
    let error = refusal(text);
    assert_eq!((error.kind, error.span), (kind, Span::new(span.start, span.end)));
}
