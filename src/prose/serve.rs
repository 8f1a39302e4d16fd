//! `serve`: its help, and what the server says to the clients of the chat.

use std::path::Path;

use super::{Lang, say};
use crate::journal::{NameFault, Trouble};

/// What somebody hears whose message went nowhere, or whose name is taken.
pub fn direct_refused(lang: Lang, trouble: &Trouble<'_>) -> String {
    match trouble {
        Trouble::Absent { to } => say!(
            lang,
            "{to} is not here: the message was not delivered",
            "{to} 不在线：消息没有送达"
        ),
        Trouble::NameTaken { name } => say!(
            lang,
            "the name {name} is already in use: choose another",
            "名字 {name} 已被使用：请换一个"
        ),
        Trouble::NotText => lang
            .pick(
                "one-to-one messages are text frames with JSON; this was a binary one",
                "单聊消息是内容为 JSON 的文本帧；收到的却是二进制帧",
            )
            .to_owned(),
        Trouble::BadName { why, .. } => bad_name(lang, *why),
        Trouble::TooLong { bytes, most } => say!(
            lang,
            "the message has {bytes} bytes, more than {most}: it was not delivered",
            "消息有 {bytes} 字节，超过上限 {most} 字节，没有送达"
        ),
        Trouble::Repeated { field } => say!(
            lang,
            "the field {field} appears twice: the message was not delivered",
            "字段 {field} 出现了两次，消息没有送达"
        ),
        _ => lang
            .pick(
                "this is not a one-to-one message: {\"to_user\": \"name\", \"msg\": \"text\"} is expected",
                "这不是单聊消息：需要 {\"to_user\": \"名字\", \"msg\": \"内容\"}",
            )
            .to_owned(),
    }
}

/// Why a name cannot be had.
pub fn bad_name(lang: Lang, why: NameFault) -> String {
    match why {
        NameFault::Empty => lang.pick("the name is empty", "名字为空").to_owned(),
        NameFault::TooLong => {
            lang.pick("the name has more than 32 characters", "名字超过 32 个字符").to_owned()
        }
        NameFault::Hidden(c) => {
            let code = u32::from(c);
            say!(
                lang,
                "the name contains the invisible character U+{code:04X}",
                "名字中有不可见字符 U+{code:04X}"
            )
        }
    }
}

/// What the command does, in one line.
pub fn about(lang: Lang) -> &'static str {
    lang.pick(
        "Run a live server that shows every handshake and every frame as it arrives",
        "运行实时服务端：每次握手、每一帧到达时立即显示",
    )
}

/// The name of a number of seconds.
pub fn seconds_name(lang: Lang) -> &'static str {
    lang.pick("SECONDS", "秒")
}

/// The name of a number of bytes.
pub fn bytes_name(lang: Lang) -> &'static str {
    lang.pick("BYTES", "字节")
}

/// The name of a count.
pub fn count_name(lang: Lang) -> &'static str {
    lang.pick("N", "数量")
}

/// The name of a port.
pub fn port_name(lang: Lang) -> &'static str {
    lang.pick("PORT", "端口")
}

/// The name of an address.
pub fn host_name(lang: Lang) -> &'static str {
    lang.pick("ADDRESS", "地址")
}

/// The name of a form of the log.
pub fn form_name(lang: Lang) -> &'static str {
    lang.pick("FORM", "形式")
}

/// The name of a file.
pub fn file_name(lang: Lang) -> &'static str {
    lang.pick("FILE", "文件")
}

/// The name of a name.
pub fn name_name(lang: Lang) -> &'static str {
    lang.pick("NAME", "名称")
}

/// Help of `--port`.
pub fn port_help(lang: Lang) -> &'static str {
    lang.pick("Port to listen on; 0 picks a free one", "监听的端口；0 表示自动选择空闲端口")
}

/// Help of `--host`.
pub fn host_help(lang: Lang) -> &'static str {
    lang.pick(
        "Address to listen on; 0.0.0.0 opens the server to the class",
        "监听的地址；0.0.0.0 对全班开放",
    )
}

/// Help of `--log`.
pub fn log_help(lang: Lang) -> &'static str {
    lang.pick(
        "Log format: one line per event, every frame in full, NDJSON, or none",
        "日志：每个事件一行，每帧完整解析，NDJSON，或关闭",
    )
}

/// Help of `--hex`.
pub fn hex_help(lang: Lang) -> &'static str {
    lang.pick("Show the bytes of each frame below its line", "在每行下面显示该帧的字节")
}

/// Help of `--chunks`.
pub fn chunks_help(lang: Lang) -> &'static str {
    lang.pick(
        "Also show each chunk that TCP delivered, apart from frames and messages",
        "显示 TCP 每次送达的数据块，与帧和消息区分开",
    )
}

/// Help of `--record`.
pub fn record_help(lang: Lang) -> &'static str {
    lang.pick(
        "Record the traffic as a pcapng file, for Wireshark and decode",
        "把收发的数据写成 pcapng 文件，Wireshark 和 decode 都能读",
    )
}

/// Help of `--force`.
pub fn force_help(lang: Lang) -> &'static str {
    lang.pick("Overwrite the file of --record", "覆盖 --record 指定的已有文件")
}

/// What a recording holds.
pub fn recording_holds_all(lang: Lang, path: &Path) -> String {
    let path = path.display();
    say!(
        lang,
        "recording to {path}: it contains all traffic, including cookies and passwords",
        "录制到 {path}：其中包含收发的全部内容，包括 Cookie 和密码"
    )
}

/// That nobody reads the pipe that is recorded to.
pub fn pipe_without_reader(lang: Lang, path: &Path) -> String {
    let path = path.display();
    say!(lang, "waiting for a program to read the pipe {path}", "正在等待有程序读取管道 {path}")
}

/// Help of `--no-deflate`.
pub fn no_deflate_help(lang: Lang) -> &'static str {
    lang.pick("Decline permessage-deflate", "不协商 permessage-deflate 压缩")
}

/// Help of `--deflate-context`.
pub fn deflate_context_help(lang: Lang) -> &'static str {
    lang.pick(
        "Keep the compression window between messages, if the client agrees",
        "在消息之间保留压缩窗口（客户端同意时）",
    )
}

/// Help of `--subprotocol`.
pub fn subprotocol_help(lang: Lang) -> &'static str {
    lang.pick(
        "A subprotocol to accept; may be repeated, preferred first",
        "可接受的子协议；可以写多次，优先的写在前面",
    )
}

/// Help of `--origin`.
pub fn origin_help(lang: Lang) -> &'static str {
    lang.pick(
        "Also accept pages from this origin, e.g. https://example.com, or null; may be repeated",
        "也接受此来源 (origin) 的网页，如 https://example.com 或 null；可以写多次",
    )
}

/// The name of an origin.
pub fn origin_name(lang: Lang) -> &'static str {
    lang.pick("ORIGIN", "来源")
}

/// That a text can be no origin.
pub fn no_origin(lang: Lang) -> &'static str {
    lang.pick(
        "an origin is a scheme and a host, as http://localhost:8000, or null",
        "来源由协议和主机组成，如 http://localhost:8000，或为 null",
    )
}

/// That a text can be no subprotocol.
pub fn no_subprotocol(lang: Lang) -> &'static str {
    lang.pick(
        "a subprotocol is one word of letters, digits and signs such as - . _",
        "子协议是一个词，由字母、数字和 - . _ 等符号组成",
    )
}

/// Help of `--ping`.
pub fn ping_help(lang: Lang) -> &'static str {
    lang.pick(
        "Ping a client after this many idle seconds; 0: never",
        "客户端空闲超过此秒数后发送 ping；0 表示不发",
    )
}

/// Help of `--idle`.
pub fn idle_help(lang: Lang) -> &'static str {
    lang.pick(
        "Close a connection after this many idle seconds; 0: never",
        "连接空闲超过此秒数即关闭；0 表示不关闭",
    )
}

/// Help of `--handshake`.
pub fn handshake_help(lang: Lang) -> &'static str {
    lang.pick("Time limit for a client to send its request", "客户端发完请求的时限")
}

/// Help of `--max-message`.
pub fn max_message_help(lang: Lang) -> &'static str {
    lang.pick("Longest message that is accepted", "可接收消息的长度上限")
}

/// Help of `--log-payload`.
pub fn log_payload_help(lang: Lang) -> &'static str {
    lang.pick(
        "Payload bytes that --log json and full show; the rest is only counted",
        "--log json 和 full 显示载荷的前多少字节，其余只计数",
    )
}

/// Help of `--max-connections`.
pub fn max_connections_help(lang: Lang) -> &'static str {
    lang.pick(
        "Most connections at the same time; further ones get 503",
        "同时保持的连接数上限；超出的得到 503",
    )
}

/// The server cannot be started for a reason of the system's.
pub fn cannot_listen(lang: Lang, error: &std::io::Error) -> String {
    say!(lang, "cannot listen: {error}", "无法监听：{error}")
}
