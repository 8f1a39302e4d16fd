//! One frame as tools print it, most of them; each reads without editing.

use rstest::rstest;

use super::*;

/// A masked text frame, `plain as bytes`.
const FRAME: &str = "81 8e 93 1c 05 e8 e3 70 64 81 fd 3c 64 9b b3 7e 7c 9c f6 6f";

#[rstest]
#[case::k8s(
    "2022-05-10T14:56:55.123456789Z stdout F 81 8e 93 1c 05 e8 e3 70 64 81 fd 3c 64 9b b3 7e 7c 9c f6 6f"
)]
#[case::logfmt("level=info msg=recv data=818e931c05e8e3706481fd3c649bb37e7c9cf66f len=20")]
#[case::json_log(
    "{\"level\":\"info\",\"msg\":\"recv\",\"data\":\"818e931c05e8e3706481fd3c649bb37e7c9cf66f\"}"
)]
#[case::okio("[size=20 hex=818e931c05e8e3706481fd3c649bb37e7c9cf66f]")]
#[case::bytebuf(
    "PooledUnsafeDirectByteBuf(ridx: 0, widx: 20, cap: 2048) 818e931c05e8e3706481fd3c649bb37e7c9cf66f"
)]
#[case::tshark_field("81:8e:93:1c:05:e8:e3:70:64:81:fd:3c:64:9b:b3:7e:7c:9c:f6:6f")]
#[case::tshark_json(
    "\"data.data\": \"81:8e:93:1c:05:e8:e3:70:64:81:fd:3c:64:9b:b3:7e:7c:9c:f6:6f\""
)]
#[case::nginx(
    "10.0.0.1 - - [10/May/2022:14:56:55 +0000] \"\\x81\\x8E\\x93\\x1C\\x05\\xE8\\xE3pd\\x81\\xFD<d\\x9B\\xB3~|\\x9C\\xF6o\" 400 157 \"-\" \"-\""
)]
#[case::less("<81><8E><93>^\\^E<E8><E3>pd<81><FD><d<9B><B3>~|<9C><F6>o")]
#[case::cat_v("M-^AM-^NM-^S^\\^EM-hM-cpdM-^AM-}<dM-^[M-3~|M-^\\M-vo")]
#[case::bash_q("$'\\201\\216\\223\\034\\005\\350\\343pd\\201\\375<d\\233\\263~|\\234\\366o'")]
#[case::printf(
    "printf '\\x81\\x8e\\x93\\x1c\\x05\\xe8\\xe3\\x70\\x64\\x81\\xfd\\x3c\\x64\\x9b\\xb3\\x7e\\x7c\\x9c\\xf6\\x6f'"
)]
#[case::echo(
    "echo -ne '\\x81\\x8e\\x93\\x1c\\x05\\xe8\\xe3\\x70\\x64\\x81\\xfd\\x3c\\x64\\x9b\\xb3\\x7e\\x7c\\x9c\\xf6\\x6f' | nc localhost 80"
)]
#[case::ps_hex(
    "           00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F\n\n00000000   81 8E 93 1C 05 E8 E3 70 64 81 FD 3C 64 9B B3 7E  .......pd..<d..~\n00000010   7C 9C F6 6F  |..o"
)]
#[case::cs_list(
    "{ 0x81, 0x8E, 0x93, 0x1C, 0x05, 0xE8, 0xE3, 0x70, 0x64, 0x81, 0xFD, 0x3C, 0x64, 0x9B, 0xB3, 0x7E, 0x7C, 0x9C, 0xF6, 0x6F }"
)]
#[case::java_fmt("81 8E 93 1C 05 E8 E3 70 64 81 FD 3C 64 9B B3 7E 7C 9C F6 6F")]
#[case::rec_lines(
    "recv: 81 8e 93 1c 05 e8 e3\nrecv: 70 64 81 fd 3c 64 9b\nrecv: b3 7e 7c 9c f6 6f"
)]
#[case::tx_hex("TX: 81 8E 93 1C 05 E8 E3 70 64 81 FD 3C 64 9B B3 7E 7C 9C F6 6F")]
#[case::zh("收到数据：81 8e 93 1c 05 e8 e3 70 64 81 fd 3c 64 9b b3 7e 7c 9c f6 6f")]
#[case::zh2("接收到的数据为 818e931c05e8e3706481fd3c649bb37e7c9cf66f")]
#[case::len_suffix("81 8e 93 1c 05 e8 e3 70 64 81 fd 3c 64 9b b3 7e 7c 9c f6 6f (20 bytes)")]
#[case::bracket_sfx("81 8e 93 1c 05 e8 e3 70 64 81 fd 3c 64 9b b3 7e 7c 9c f6 6f [20 bytes]")]
#[case::curly("recv(20): {81 8e 93 1c 05 e8 e3 70 64 81 fd 3c 64 9b b3 7e 7c 9c f6 6f}")]
#[case::rx_arrow("<< 81 8e 93 1c 05 e8 e3 70 64 81 fd 3c 64 9b b3 7e 7c 9c f6 6f")]
#[case::commented("// frame\n81 8e 93 1c 05 e8 e3 70 64 81 fd 3c 64 9b b3 7e 7c 9c f6 6f")]
#[case::strace_oct(
    "read(5, \"\\201\\216\\223\\034\\005\\350\\343pd\\201\\375<d\\233\\263~|\\234\\366o\", 4096) = 20"
)]
#[case::tcpdump_x(
    "14:56:55.123 IP a.1 > b.2: data\n\t0x0000:  818e 931c 05e8 e370 6481 fd3c 649b b37e  .......pd..<d..~\n\t0x0010:  7c9c f66f                                |..o"
)]
#[case::verilog("160'h818e931c05e8e3706481fd3c649bb37e7c9cf66f")]
#[case::x_str("x\"818e931c05e8e3706481fd3c649bb37e7c9cf66f\"")]
#[case::vhdl("X\"818E931C05E8E3706481FD3C649BB37E7C9CF66F\"")]
#[case::smalltalk("#[129 142 147 28 5 232 227 112 100 129 253 60 100 155 179 126 124 156 246 111]")]
#[case::yaml_list(
    "- 129\n- 142\n- 147\n- 28\n- 5\n- 232\n- 227\n- 112\n- 100\n- 129\n- 253\n- 60\n- 100\n- 155\n- 179\n- 126\n- 124\n- 156\n- 246\n- 111"
)]
#[case::toml(
    "data = [129, 142, 147, 28, 5, 232, 227, 112, 100, 129, 253, 60, 100, 155, 179, 126, 124, 156, 246, 111]"
)]
#[case::rust_esc(
    "\"\\u{81}\\u{8e}\\u{93}\\u{1c}\\u{5}\\u{e8}\\u{e3}pd\\u{81}\\u{fd}<d\\u{9b}\\u{b3}~|\\u{9c}\\u{f6}o\""
)]
#[case::tab_dec(
    "129\t142\t147\t28\t5\t232\t227\t112\t100\t129\t253\t60\t100\t155\t179\t126\t124\t156\t246\t111"
)]
#[case::lua_byte(
    "129\t142\t147\t28\t5\t232\t227\t112\t100\t129\t253\t60\t100\t155\t179\t126\t124\t156\t246\t111"
)]
#[case::c_d("-127 -114 -109 28 5 -24 -29 112 100 -127 -3 60 100 -101 -77 126 124 -100 -10 111")]
#[case::c_lines_signed(
    "-127\n-114\n-109\n28\n5\n-24\n-29\n112\n100\n-127\n-3\n60\n100\n-101\n-77\n126\n124\n-100\n-10\n111"
)]
#[case::semicolon("81;8e;93;1c;05;e8;e3;70;64;81;fd;3c;64;9b;b3;7e;7c;9c;f6;6f")]
#[case::mac("81-8E-93-1C-05-E8-E3-70-64-81-FD-3C-64-9B-B3-7E-7C-9C-F6-6F")]
#[case::underscore("81_8e_93_1c_05_e8_e3_70_64_81_fd_3c_64_9b_b3_7e_7c_9c_f6_6f")]
#[case::slashx(
    "\\x81\\x8E\\x93\\x1C\\x05\\xE8\\xE3\\x70\\x64\\x81\\xFD\\x3C\\x64\\x9B\\xB3\\x7E\\x7C\\x9C\\xF6\\x6F"
)]
#[case::x_only("x81 x8e x93 x1c x05 xe8 xe3 x70 x64 x81 xfd x3c x64 x9b xb3 x7e x7c x9c xf6 x6f ")]
#[case::php_var_str(
    "string(20) \"\\x81\\x8e\\x93\\x1c\\x05\\xe8\\xe3pd\\x81\\xfd<d\\x9b\\xb3~|\\x9c\\xf6o\""
)]
#[case::bash_xxd_p("818e931c05e8e3706481fd3c649bb37e7c9cf66f\n")]
#[case::wrapped_hex("818e931c05e8e37\n06481fd3c649bb37e7c9cf66f")]
#[case::saleae(
    "name,type,start_time,duration,data\n\"SPI\",\"result\",0.0000,1e-06,0x81\n\"SPI\",\"result\",0.0001,1e-06,0x8E\n\"SPI\",\"result\",0.0002,1e-06,0x93\n\"SPI\",\"result\",0.0003,1e-06,0x1C\n\"SPI\",\"result\",0.0004,1e-06,0x05\n\"SPI\",\"result\",0.0005,1e-06,0xE8\n\"SPI\",\"result\",0.0006,1e-06,0xE3\n\"SPI\",\"result\",0.0007,1e-06,0x70\n\"SPI\",\"result\",0.0008,1e-06,0x64\n\"SPI\",\"result\",0.0009,1e-06,0x81\n\"SPI\",\"result\",0.0010,1e-06,0xFD\n\"SPI\",\"result\",0.0011,1e-06,0x3C\n\"SPI\",\"result\",0.0012,1e-06,0x64\n\"SPI\",\"result\",0.0013,1e-06,0x9B\n\"SPI\",\"result\",0.0014,1e-06,0xB3\n\"SPI\",\"result\",0.0015,1e-06,0x7E\n\"SPI\",\"result\",0.0016,1e-06,0x7C\n\"SPI\",\"result\",0.0017,1e-06,0x9C\n\"SPI\",\"result\",0.0018,1e-06,0xF6\n\"SPI\",\"result\",0.0019,1e-06,0x6F"
)]
#[case::buf_i(
    "buf[0] = 0x81\nbuf[1] = 0x8e\nbuf[2] = 0x93\nbuf[3] = 0x1c\nbuf[4] = 0x05\nbuf[5] = 0xe8\nbuf[6] = 0xe3\nbuf[7] = 0x70\nbuf[8] = 0x64\nbuf[9] = 0x81\nbuf[10] = 0xfd\nbuf[11] = 0x3c\nbuf[12] = 0x64\nbuf[13] = 0x9b\nbuf[14] = 0xb3\nbuf[15] = 0x7e\nbuf[16] = 0x7c\nbuf[17] = 0x9c\nbuf[18] = 0xf6\nbuf[19] = 0x6f"
)]
#[case::buf_dec(
    "buf[0] = 129\nbuf[1] = 142\nbuf[2] = 147\nbuf[3] = 28\nbuf[4] = 5\nbuf[5] = 232\nbuf[6] = 227\nbuf[7] = 112\nbuf[8] = 100\nbuf[9] = 129\nbuf[10] = 253\nbuf[11] = 60\nbuf[12] = 100\nbuf[13] = 155\nbuf[14] = 179\nbuf[15] = 126\nbuf[16] = 124\nbuf[17] = 156\nbuf[18] = 246\nbuf[19] = 111"
)]
#[case::byte_n(
    "byte 0: 81\nbyte 1: 8E\nbyte 2: 93\nbyte 3: 1C\nbyte 4: 05\nbyte 5: E8\nbyte 6: E3\nbyte 7: 70\nbyte 8: 64\nbyte 9: 81\nbyte 10: FD\nbyte 11: 3C\nbyte 12: 64\nbyte 13: 9B\nbyte 14: B3\nbyte 15: 7E\nbyte 16: 7C\nbyte 17: 9C\nbyte 18: F6\nbyte 19: 6F"
)]
#[case::ipv6ish("818e:931c:05e8:e370:6481:fd3c:649b:b37e:7c9c:f66f")]
#[case::kv_hex("hex: 81 8e 93 1c 05 e8 e3 70 64 81 fd 3c 64 9b b3 7e 7c 9c f6 6f\nlen: 20")]
#[case::frame_tag("Frame(hex=\"818e931c05e8e3706481fd3c649bb37e7c9cf66f\", fin=True)")]
#[case::uint8list(
    "Uint8List(20) [129, 142, 147, 28, 5, 232, 227, 112, 100, 129, 253, 60, 100, 155, 179, 126, 124, 156, 246, 111]"
)]
#[case::winhex("81  8E  93  1C  05  E8  E3  70  64  81  FD  3C  64  9B  B3  7E  7C  9C  F6  6F")]
#[case::quoted_pairs("\"81 8e 93 1c 05 e8 e3 70 64 81 fd 3c 64 9b b3 7e 7c 9c f6 6f\"")]
#[case::esc_sp(
    "\\x81 \\x8e \\x93 \\x1c \\x05 \\xe8 \\xe3 \\x70 \\x64 \\x81 \\xfd \\x3c \\x64 \\x9b \\xb3 \\x7e \\x7c \\x9c \\xf6 \\x6f"
)]
#[case::oct_list("201 216 223 034 005 350 343 160 144 201 375 074 144 233 263 176 174 234 366 157")]
#[case::oct_esc(
    "\\201\\216\\223\\034\\005\\350\\343\\160\\144\\201\\375\\074\\144\\233\\263\\176\\174\\234\\366\\157"
)]
#[case::bin0b(
    "0b10000001, 0b10001110, 0b10010011, 0b00011100, 0b00000101, 0b11101000, 0b11100011, 0b01110000, 0b01100100, 0b10000001, 0b11111101, 0b00111100, 0b01100100, 0b10011011, 0b10110011, 0b01111110, 0b01111100, 0b10011100, 0b11110110, 0b01101111"
)]
#[case::arduino_ts(
    "14:56:55.123 -> 0x81\n14:56:55.123 -> 0x8E\n14:56:55.123 -> 0x93\n14:56:55.123 -> 0x1C\n14:56:55.123 -> 0x05\n14:56:55.123 -> 0xE8\n14:56:55.123 -> 0xE3\n14:56:55.123 -> 0x70\n14:56:55.123 -> 0x64\n14:56:55.123 -> 0x81\n14:56:55.123 -> 0xFD\n14:56:55.123 -> 0x3C\n14:56:55.123 -> 0x64\n14:56:55.123 -> 0x9B\n14:56:55.123 -> 0xB3\n14:56:55.123 -> 0x7E\n14:56:55.123 -> 0x7C\n14:56:55.123 -> 0x9C\n14:56:55.123 -> 0xF6\n14:56:55.123 -> 0x6F"
)]
#[case::netty(
    "         +-------------------------------------------------+\n         |  0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f |\n+--------+-------------------------------------------------+----------------+\n|00000000| 81 8e 93 1c 05 e8 e3 70 64 81 fd 3c 64 9b b3 7e |.......pd..<d..~|\n|00000010| 7c 9c f6 6f                                     ||..o            |\n+--------+-------------------------------------------------+----------------+"
)]
#[case::ngrep_x(
    "T 127.0.0.1:50000 -> 127.0.0.1:9050 [AP] #10\n  81 8e 93 1c 05 e8 e3 70    64 81 fd 3c 64 9b b3 7e    .......pd..<d..~\n  7c 9c f6 6f                                           |..o"
)]
#[case::esp_idf(
    "I (12345) ws: 0x3ffb1234   81 8e 93 1c 05 e8 e3 70  64 81 fd 3c 64 9b b3 7e  |.......pd..<d..~|\nI (12345) ws: 0x3ffb1244   7c 9c f6 6f                                       ||..o|"
)]
#[case::esp_hexdump(
    "[HEXDUMP] Address: 0x3FFEF0A4 len: 0x14 (20)\n[0x3FFEF0A4] 0x00000000: 81 8E 93 1C 05 E8 E3 70 64 81 FD 3C 64 9B B3 7E \n[0x3FFEF0B4] 0x00000010: 7C 9C F6 6F "
)]
#[case::gdb_xb(
    "0x7fffffffe0a0:\t0x81\t0x8e\t0x93\t0x1c\t0x05\t0xe8\t0xe3\t0x70\n0x7fffffffe0a8:\t0x64\t0x81\t0xfd\t0x3c\t0x64\t0x9b\t0xb3\t0x7e\n0x7fffffffe0b0:\t0x7c\t0x9c\t0xf6\t0x6f"
)]
#[case::php_bin2hex("string(40) \"818e931c05e8e3706481fd3c649bb37e7c9cf66f\"")]
#[case::php_var_dump(
    "array(20) {\n  [0]=>\n  int(129)\n  [1]=>\n  int(142)\n  [2]=>\n  int(147)\n  [3]=>\n  int(28)\n  [4]=>\n  int(5)\n  [5]=>\n  int(232)\n  [6]=>\n  int(227)\n  [7]=>\n  int(112)\n  [8]=>\n  int(100)\n  [9]=>\n  int(129)\n  [10]=>\n  int(253)\n  [11]=>\n  int(60)\n  [12]=>\n  int(100)\n  [13]=>\n  int(155)\n  [14]=>\n  int(179)\n  [15]=>\n  int(126)\n  [16]=>\n  int(124)\n  [17]=>\n  int(156)\n  [18]=>\n  int(246)\n  [19]=>\n  int(111)\n}"
)]
#[case::wireshark_c_array(
    "char peer0_0[] = { /* Packet 10 */\n0x81, 0x8e, 0x93, 0x1c, 0x05, 0xe8, 0xe3, 0x70, \n0x64, 0x81, 0xfd, 0x3c, 0x64, 0x9b, 0xb3, 0x7e, \n0x7c, 0x9c, 0xf6, 0x6f };"
)]
#[case::wireshark_yaml(
    "peers:\n  - peer: 0\n    host: 127.0.0.1\n    port: 50000\npackets:\n  - packet: 10\n    peer: 0\n    index: 0\n    timestamp: 1652194615.123456789\n    data: !!binary |\n      gY6THAXo43Bkgf08ZJuzfnyc9m8="
)]
#[case::client_trace(
    "++Sent raw: b'\\x81\\x8e\\x93\\x1c\\x05\\xe8\\xe3pd\\x81\\xfd<d\\x9b\\xb3~|\\x9c\\xf6o'\n++Sent decoded: fin=1 opcode=1 data=b'plain as bytes'"
)]
#[case::socat_x(
    "> 2022/05/10 14:56:55.123456  length=20 from=0 to=19\n 81 8e 93 1c 05 e8 e3 70 64 81 fd 3c 64 9b b3 7e 7c 9c f6 6f"
)]
#[case::printf_sign(
    "ffffff81 ffffff8e ffffff93 1c 5 ffffffe8 ffffffe3 70 64 ffffff81 fffffffd 3c 64 ffffff9b ffffffb3 7e 7c ffffff9c fffffff6 6f"
)]
#[case::printf_sign_0x(
    "0xffffff81 0xffffff8e 0xffffff93 0x1c 0x5 0xffffffe8 0xffffffe3 0x70 0x64 0xffffff81 0xfffffffd 0x3c 0x64 0xffffff9b 0xffffffb3 0x7e 0x7c 0xffffff9c 0xfffffff6 0x6f"
)]
#[case::no_zeros("81 8e 93 1c 5 e8 e3 70 64 81 fd 3c 64 9b b3 7e 7c 9c f6 6f")]
#[case::erlang("<<129,142,147,28,5,232,227,112,100,129,253,60,100,155,179,126,124,156,246,111>>")]
#[case::lua_q(
    "\"\\129\\142\\147\\28\\5\\232\\227\\112\\100\\129\\253\\60\\100\\155\\179\\126\\124\\156\\246\\111\""
)]
#[case::node_array(
    "Uint8Array(20) [129, 142, 147, 28, 5, 232, 227, 112, 100, 129, 253, 60, 100, 155, 179, 126, 124, 156, 246, 111, buffer: ArrayBuffer(20), byteLength: 20, byteOffset: 0, length: 20]"
)]
#[case::nsdata(
    "2016-09-15 10:00:00.000 App[1234:5678] data = <818e931c 05e8e370 6481fd3c 649bb37e 7c9cf66f>"
)]
#[case::json_base64("{\"opcode\":1,\"data\":\"gY6THAXo43Bkgf08ZJuzfnyc9m8=\"}")]
#[case::python_b64("b'gY6THAXo43Bkgf08ZJuzfnyc9m8='")]
#[case::tag("[0] 81 8e 93 1c 05 e8 e3 70 64 81 fd 3c 64 9b b3 7e 7c 9c f6 6f")]
#[case::wrapped_within_an_escape(
    "b'\\x81\\x8e\\x\n93\\x1c\\x05\\xe8\\xe3\\x70\\x64\\x81\\xfd\\x3c\\x64\\x9b\\xb3\\x7e\\x7c\\x9c\\xf6\\x6f'"
)]
#[case::wrapped_behind_a_backslash(
    "b'\\x81\\x8e\\\nx93\\x1c\\x05\\xe8\\xe3\\x70\\x64\\x81\\xfd\\x3c\\x64\\x9b\\xb3\\x7e\\x7c\\x9c\\xf6\\x6f'"
)]
#[case::hexdump_words(
    "0000000 8e81 1c93 e805 70e3 8164 3cfd 9b64 7eb3\n0000010 9c7c 6ff6\n0000014"
)]
fn a_frame_is_read_as_tools_print_it(#[case] text: &str) {
    assert_eq!(hex(&reading(text).bytes), FRAME);
}
