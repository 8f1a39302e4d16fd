//! What files say that are no packets: those that are not read, with the way on, and HAR.

use super::{Lang, say};
use crate::capture::{FileCompression, Foreign, HarClose, HarError, HarFailure, HarFault};
use crate::terms::CloseCode;

/// That a file is compressed, or an archive.
pub fn compressed(lang: Lang, compression: FileCompression) -> String {
    let name = compression.name();
    match compression {
        FileCompression::Zip | FileCompression::Tar => {
            say!(lang, "this is an archive ({name})", "这是归档文件（{name}）")
        }
        _ => say!(lang, "this is a compressed file ({name})", "这是压缩文件（{name}）"),
    }
}

/// What to do with a compressed file; `file` is its name.
pub fn compressed_help(lang: Lang, compression: FileCompression, file: &str) -> String {
    let command = compression.command();
    say!(
        lang,
        "unpack it first: {command} {file} | ws-inspect decode -",
        "请先解压：{command} {file} | ws-inspect decode -"
    )
}

/// That a capture is in a form that is not read.
pub fn foreign(lang: Lang, form: Foreign) -> String {
    let name = form.name();
    if form.has_packets() {
        say!(
            lang,
            "this is a capture of {name}, which is not read",
            "这是 {name} 的抓包文件，不支持"
        )
    } else {
        say!(
            lang,
            "this is text that {name} printed about packets, not a capture",
            "这是 {name} 打印的数据包文本，不是抓包文件"
        )
    }
}

/// What to do with such a capture; `file` is its name.
pub fn foreign_help(lang: Lang, form: Foreign, file: &str) -> String {
    match form {
        Foreign::Tcpdump => lang
            .pick(
                "let tcpdump write the packets instead: tcpdump -s 0 -w capture.pcap",
                "请让 tcpdump 写出数据包：tcpdump -s 0 -w capture.pcap",
            )
            .to_owned(),
        Foreign::Tshark => lang
            .pick(
                "give the capture that tshark read, or let it write one: tshark -w capture.pcapng",
                "请使用 tshark 读取的抓包文件，或让它写出一个：tshark -w capture.pcapng",
            )
            .to_owned(),
        _ => say!(
            lang,
            "convert it first: editcap -F pcapng {file} capture.pcapng",
            "请先转换：editcap -F pcapng {file} capture.pcapng"
        ),
    }
}

/// That a HAR document has messages, not frames.
pub fn har_messages(lang: Lang) -> &'static str {
    lang.pick(
        "a HAR has messages, not frames: masks, fragments, lengths and control frames are not in it",
        "HAR 里只有消息，没有帧：看不到掩码、分片、长度和控制帧",
    )
}

/// What a browser says went wrong on a connection.
pub fn har_failure(lang: Lang, failure: &HarFailure) -> String {
    let text = &failure.text;
    say!(lang, "the browser says: {text}", "浏览器报告：{text}")
}

/// How a browser says that a connection was closed.
pub fn har_close(lang: Lang, close: &HarClose) -> String {
    let reason = &close.reason;
    match (close.code, reason.as_str()) {
        (Some(CloseCode(code)), "") => {
            say!(lang, "closed with code {code}", "已关闭，关闭码 {code}")
        }
        (Some(CloseCode(code)), _) => say!(
            lang,
            "closed with code {code}, reason: {reason}",
            "已关闭，关闭码 {code}，原因：{reason}"
        ),
        (None, "") => lang.pick("closed without a code", "已关闭，没有关闭码").to_owned(),
        (None, _) => say!(lang, "closed, reason: {reason}", "已关闭，原因：{reason}"),
    }
}

/// That a HAR document has no WebSocket messages, among so many requests.
pub fn har_without_messages(lang: Lang, requests: usize) -> String {
    say!(
        lang,
        "this HAR has {requests} requests and no WebSocket messages",
        "这个 HAR 有 {requests} 个请求，没有 WebSocket 消息"
    )
}

/// Why a HAR document cannot be read.
pub fn har_error(lang: Lang, error: &HarError) -> String {
    let HarError { line, column, why } = error;
    let why = match why {
        HarFault::Cut => lang.pick("it ends too early", "文件不完整"),
        HarFault::NotJson => lang.pick("this is not JSON", "这里不是 JSON"),
        HarFault::NotHar => {
            lang.pick("this is JSON, but not what a HAR has here", "是 JSON，但不是 HAR 的内容")
        }
    };
    say!(
        lang,
        "the HAR cannot be read (line {line}, column {column}): {why}",
        "无法读取 HAR（第 {line} 行，第 {column} 列）：{why}"
    )
}

/// That a HAR is too large to be held.
pub fn har_too_large(lang: Lang, limit: u64) -> String {
    let mib = limit >> 20;
    say!(
        lang,
        "this HAR is larger than {mib} MiB, the limit",
        "这个 HAR 超过 {mib} MiB，无法整个读入"
    )
}

/// Why there is a bound, and the way around it.
pub fn har_too_large_help(lang: Lang) -> &'static str {
    lang.pick(
        "a HAR is one JSON document that is read as a whole, so its own size is the bound; save \
         fewer requests, or capture packets: a pcap of any size is read",
        "HAR 是一个完整的 JSON 文档，只能整个读入，大小由它自身决定；请少保存一些请求，\
         或者改为抓包：pcap 大小不限",
    )
}
