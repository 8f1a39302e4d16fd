//! Help of `decode`.

use std::path::Path;

use super::{Lang, say};
use crate::handshake::agreement::BadAgreement;

/// What the command does, in one line.
pub fn about(lang: Lang) -> &'static str {
    lang.pick(
        "Dissect frames: paste bytes in any notation, see every bit explained",
        "解析帧：粘贴任何写法的字节，逐比特解释",
    )
}

/// What it reads, and how much of it.
pub fn long_about(lang: Lang) -> &'static str {
    lang.pick(
        "Dissects frames, handshakes and whole conversations: paste bytes in any notation and see \
         every bit explained, or name a file - raw bytes, pcap, pcapng, HAR, what tshark follows. \
         Streams and captures may be of any size; a HAR is one JSON document that is loaded \
         whole into memory. In the line view, the check column marks x an error, ! a warning, ~ \
         what is incomplete and - a note; ok and suspect (a probable cause) are words.",
        "解析帧、握手和整段会话：粘贴任何写法的字节即可看到逐比特解释，也可以给出文件：原始字节、\
         pcap、pcapng、HAR、tshark 跟踪的流。字节流和抓包文件大小不限；HAR 是一个完整的 JSON 文档，要整个读入，\
         因此受内存限制。line 视图的 check 一栏：x 是错误，! 是警告，~ 是不完整，- 是提示；ok 表示没有问题，\
         suspect 表示有可能原因。",
    )
}

/// Options that were given and change nothing.
pub fn without_effect(lang: Lang, options: &[&str]) -> String {
    if options == ["--format"] {
        let note = lang.pick(
            "note: a HAR holds messages and no frames: it is shown as line, summary or json",
            "说明：HAR 里只有消息，没有帧，因此只有 line、summary 和 json 视图",
        );
        return note.to_owned();
    }
    let (listed, has) = (options.join(", "), if options.len() == 1 { "has" } else { "have" });
    say!(
        lang,
        "note: {listed} {has} no effect on this input in this view",
        "说明：{listed} 对该输入在该视图下不起作用"
    )
}

/// Several files where one is read.
pub fn several_files(lang: Lang, path: &Path) -> String {
    let path = path.display();
    say!(
        lang,
        "{path} is a file, and there are other arguments: only one file is read at a time",
        "{path} 是文件，旁边还有别的参数：一次只读取一个文件"
    )
}

/// What to do instead.
pub fn several_files_help(lang: Lang, path: &Path) -> String {
    let path = path.display();
    say!(
        lang,
        "read them one by one: ws-inspect decode {path}; bytes are read with --text",
        "请逐个读取：ws-inspect decode {path}；若是字节，请用 --text"
    )
}

/// How many frames the filters let through, or that they let none.
pub fn filtered(lang: Lang, shown: u64, total: u64, asked: &str, there: &str) -> String {
    let f = super::plural(total);
    match shown {
        0 if total == 0 => say!(
            lang,
            "nothing matches {asked}: there are no frames",
            "没有符合 {asked} 的帧：输入中没有帧"
        ),
        0 => say!(
            lang,
            "nothing matches {asked} among {total} frame{f} ({there})",
            "没有符合 {asked} 的帧：共有 {total} 帧 ({there})"
        ),
        _ => say!(
            lang,
            "{shown} of {total} frame{f} shown: {asked}",
            "显示 {total} 帧中的 {shown} 帧：{asked}"
        ),
    }
}

/// That no connection of a capture is the one that was asked for.
pub fn no_connection(lang: Lang, asked: &str, connections: u64) -> String {
    let c = super::plural(connections);
    say!(
        lang,
        "no connection matches {asked}: the capture has {connections} TCP connection{c}",
        "没有符合 {asked} 的连接：抓包中共有 {connections} 个 TCP 连接"
    )
}

/// The name of a view.
pub fn view_name(lang: Lang) -> &'static str {
    lang.pick("VIEW", "视图")
}

/// Help of `--format`.
pub fn format_help(lang: Lang) -> &'static str {
    lang.pick("How to show the frames", "显示方式")
}

/// Help of `--quiet`.
pub fn quiet_help(lang: Lang) -> &'static str {
    lang.pick(
        "Only the messages, one a line; binary as hex",
        "只输出消息，每行一条；二进制用十六进制",
    )
}

/// Help of `--frame`.
pub fn frame_help(lang: Lang) -> &'static str {
    lang.pick("Only frame N, counted from 1", "只看第 N 帧，从 1 起计")
}

/// Help of `--all-bytes`.
pub fn all_bytes_help(lang: Lang) -> &'static str {
    lang.pick("Show everything, unabridged", "显示全部字节，不省略")
}

/// Help of `--fields`.
pub fn fields_help(lang: Lang) -> &'static str {
    lang.pick(
        "With --format json: every field with its bits",
        "配合 --format json：列出每个字段的比特",
    )
}

/// Help of `--from`.
pub fn from_help(lang: Lang) -> &'static str {
    lang.pick(
        "Who sent the bytes; otherwise inferred from the MASK bit",
        "字节由谁发送；不写则由 MASK 位推断",
    )
}

/// Help of `--max-frame`.
pub fn max_frame_help(lang: Lang) -> &'static str {
    lang.pick("Longest frame payload that is accepted", "单帧载荷的上限")
}

/// Help of `--max-message`.
pub fn max_message_help(lang: Lang) -> &'static str {
    lang.pick("Bytes of a message to keep, at most", "单条消息保留的字节上限")
}

/// Help of `--max-memory`.
pub fn max_memory_help(lang: Lang) -> &'static str {
    lang.pick(
        "How many bytes unfinished messages of all connections may take together",
        "所有连接未完成的消息合计可占用的内存上限",
    )
}

/// The name of an opcode.
pub fn opcode_name(lang: Lang) -> &'static str {
    lang.pick("OPCODE", "操作码")
}

/// Help of `--opcode`.
pub fn opcode_help(lang: Lang) -> &'static str {
    lang.pick("Show only frames of this opcode", "只显示该操作码的帧")
}

/// Help of `--dir`.
pub fn dir_help(lang: Lang) -> &'static str {
    lang.pick("Show only what the client sent, or the server", "只显示客户端或服务端发送的帧")
}

/// Help of `--findings-only`.
pub fn findings_only_help(lang: Lang) -> &'static str {
    lang.pick("Show only frames that break a rule", "只显示有问题的帧")
}

/// The name of a text to look for.
pub fn grep_name(lang: Lang) -> &'static str {
    lang.pick("TEXT", "文本")
}

/// Help of `--grep`.
pub fn grep_help(lang: Lang) -> &'static str {
    lang.pick("Show only frames whose payload contains this text", "只显示载荷包含该文本的帧")
}

/// That what follows a response is no frames.
pub fn body(lang: Lang, bytes: u64) -> String {
    let s = super::plural(bytes);
    say!(
        lang,
        "{bytes} byte{s} after the head: the response does not open a WebSocket connection, so these \
         are not frames",
        "头部之后还有 {bytes} 字节：该应答没有打开 WebSocket 连接，所以它们不是帧"
    )
}

/// That a view needs all of the input at once, and there is too much of it.
pub fn too_large(lang: Lang, limit: u64) -> String {
    say!(
        lang,
        "this view needs all of the input in memory, and it is longer than {limit} bytes",
        "该视图需要一次读入全部输入，而输入超过 {limit} 字节"
    )
}

/// What to do instead.
pub fn too_large_help(lang: Lang) -> &'static str {
    lang.pick(
        "--format line, json or summary read input of any size",
        "--format line, json 或 summary 可以读取任意大小的输入",
    )
}

/// Help of `--port`.
pub fn port_help(lang: Lang) -> &'static str {
    lang.pick("Captures: only connections with this port", "抓包文件：只看该端口的连接")
}

/// Help of `--stream`.
pub fn stream_help(lang: Lang) -> &'static str {
    lang.pick(
        "Captures: only connection N, as in tcp.stream",
        "抓包文件：只看第 N 个连接（同 tcp.stream）",
    )
}

/// Help of `--assume-websocket`.
pub fn assume_help(lang: Lang) -> &'static str {
    lang.pick(
        "Captures: include connections without a handshake",
        "抓包文件：也读取没有抓到握手的连接",
    )
}

/// Help of `--ext`.
pub fn ext_help(lang: Lang) -> &'static str {
    lang.pick(
        "The agreed extension, as in Sec-WebSocket-Extensions",
        "已协商的扩展，格式同 Sec-WebSocket-Extensions",
    )
}

/// The name of an extension.
pub fn ext_name(lang: Lang) -> &'static str {
    lang.pick("EXTENSION", "扩展")
}

/// That the text of `--ext` cannot be used.
pub fn bad_extension(lang: Lang, text: &str, error: &BadAgreement) -> String {
    match error {
        BadAgreement::Grammar(..) => say!(
            lang,
            "--ext '{text}' is not a list of extensions such as 'permessage-deflate'",
            "--ext '{text}' 不是扩展列表，例如 'permessage-deflate'"
        ),
        BadAgreement::Unknown(_) => say!(
            lang,
            "--ext '{text}' names an unknown extension: only permessage-deflate is supported",
            "--ext '{text}' 中有未知的扩展：只支持 permessage-deflate"
        ),
        BadAgreement::Deflate(..) => say!(
            lang,
            "--ext '{text}' has a parameter that RFC 7692 7.1 does not allow",
            "--ext '{text}' 的参数不符合 RFC 7692 7.1"
        ),
    }
}

/// That each frame gets a line, because there are too many to be shown in full.
pub fn lines_chosen(lang: Lang) -> &'static str {
    lang.pick(
        "More than three frames: one line each. -f full shows all of them in full.",
        "帧数超过三个：每帧一行。-f full 可显示每一帧的全部细节。",
    )
}
