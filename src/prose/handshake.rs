//! The screen of a handshake: its labels and its few sentences.

use super::{Lang, say};
use crate::finding::{Level, RuleEntry};
use crate::handshake::{Agreement, DeflateParams};

/// The label of a head.
pub const fn label(lang: Lang, response: bool) -> &'static str {
    if response { lang.pick("RESPONSE", "应答") } else { lang.pick("REQUEST", "请求") }
}

/// What is under the first line: how many headers, how many bytes.
pub fn size(lang: Lang, headers: usize, bytes: usize) -> String {
    let (h, b) = (plural(headers), plural(bytes));
    say!(lang, "{headers} header{h}, {bytes} byte{b}", "{headers} 个头字段，{bytes} 字节")
}

/// Instead of the first line, where it is no text.
pub const fn not_http(lang: Lang) -> &'static str {
    lang.pick("not HTTP", "不是 HTTP")
}

/// The label and the legend of the lines.
pub const fn lines(lang: Lang) -> (&'static str, &'static str) {
    lang.pick(
        ("LINES", "what each line is for (section of RFC 6455); * = required"),
        ("逐行", "每一行的作用（RFC 6455 的章节）；* = 握手必需"),
    )
}

/// The label of the accept value.
pub const fn accept_label(lang: Lang) -> &'static str {
    lang.pick("ACCEPT", "ACCEPT")
}

/// The accept value that belongs to the key, before a response is seen.
pub const fn accept_wanted(lang: Lang) -> &'static str {
    lang.pick("the response to this key must have this value", "对这个 Key 值，应答必须带此值")
}

/// The accept value of the response is right.
pub const fn accept_right(lang: Lang) -> &'static str {
    lang.pick("the value in the response belongs to the key", "应答中的值与 Key 值对应")
}

/// The accept value of the response is wrong; beside the right one.
pub const fn accept_wrong(lang: Lang) -> &'static str {
    lang.pick("this is the right value; the response has another", "正确的值如下，应答中的不同")
}

/// Where the steps are shown.
pub fn accept_steps(lang: Lang, key: &str) -> String {
    say!(lang, "step by step: ws-inspect accept {key}", "逐步计算：ws-inspect accept {key}")
}

/// The label of what was agreed.
pub const fn agreed_label(lang: Lang) -> &'static str {
    lang.pick("AGREED", "协商结果")
}

/// What was agreed, a sentence each.
pub fn agreed(lang: Lang, agreement: &Agreement) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(name) = &agreement.subprotocol {
        let name = crate::prose::handshake::escaped(name);
        sentences.push(say!(lang, "subprotocol: {name}", "子协议：{name}"));
    }
    if let Some(params) = agreement.deflate {
        sentences.push(deflate(lang, params));
    }
    if sentences.is_empty() {
        sentences.push(lang.pick("no extension, no subprotocol", "无扩展，无子协议").to_owned());
    }
    sentences
}

fn deflate(lang: Lang, params: DeflateParams) -> String {
    let DeflateParams { server_max_window_bits: server, client_max_window_bits: client, .. } =
        params;
    let kept = |fresh: bool| match fresh {
        true => lang.pick("begins anew with each message", "每条消息重新开始"),
        false => lang.pick("is kept between messages", "跨消息延续"),
    };
    let (of_server, of_client) =
        (kept(params.server_no_context_takeover), kept(params.client_no_context_takeover));
    say!(
        lang,
        "permessage-deflate: the server's window has {server} bits and {of_server}, the client's \
         has {client} and {of_client}",
        "permessage-deflate：服务端窗口 {server} 比特，{of_server}；客户端窗口 {client} 比特，{of_client}"
    )
}

/// A token as it may be printed.
pub(super) fn escaped(text: &str) -> String {
    text.escape_debug().to_string()
}

/// What stands for a value that is hidden.
pub fn hidden(lang: Lang, bytes: usize) -> String {
    let b = plural(bytes);
    say!(lang, "({bytes} byte{b} hidden)", "（已隐藏 {bytes} 字节）")
}

/// The label before a line of the head.
pub fn line_label(lang: Lang, number: usize) -> String {
    say!(lang, "line {number}", "第 {number} 行")
}

/// What the other end does about a finding.
pub fn peer(lang: Lang, entry: &RuleEntry, level: Level, response: bool) -> Option<String> {
    Some(match (level, response) {
        (Level::Incomplete, _) => say!(lang, "waits for the rest", "等待其余部分"),
        (Level::Note, _) => say!(lang, "can tell: it has both halves", "对端两半都有，可以判断"),
        (Level::Warning, _) => say!(lang, "usually continues", "一般照常继续"),
        (Level::Error, false) => return super::finding::peer(lang, entry, level),
        (Level::Error, true) => say!(
            lang,
            "the client fails the connection; no frame is ever sent",
            "客户端判定连接失败，不会发送任何帧"
        ),
    })
}

/// The English words of a status, as they stand on the wire.
pub(super) const fn reason(status: u16) -> &'static str {
    match status {
        403 => "Forbidden",
        405 => "Method Not Allowed",
        426 => "Upgrade Required",
        _ => "Bad Request",
    }
}

/// Behind the verdict, where no rule is broken.
pub fn no_rule_broken(lang: Lang, bytes: usize) -> String {
    let b = plural(bytes);
    say!(lang, "{bytes} byte{b} of handshake, no rule broken", "握手 {bytes} 字节，未违反任何规则")
}

/// The label of what a server should answer.
pub const fn reply_label(lang: Lang) -> &'static str {
    lang.pick("REPLY", "应答")
}

/// What a server should answer: agree, refuse, or wait.
pub const fn reply(lang: Lang, status: Option<u16>) -> &'static str {
    match status {
        Some(101) => lang.pick("a server that agrees responds:", "同意的服务端应这样应答："),
        Some(_) => lang.pick("a server should refuse it:", "服务端应拒绝："),
        None => lang.pick(
            "none yet: the server waits for the rest of the head",
            "暂不应答：服务端等待其余部分",
        ),
    }
}

/// One sentence a fact, for screen readers.
pub mod plain {
    use super::{Lang, plural, say};

    /// A head begins.
    pub fn head(lang: Lang, response: bool, at: usize, bytes: usize, headers: usize) -> String {
        let (h, b) = (plural(headers), plural(bytes));
        match response {
            false => say!(
                lang,
                "Request at byte {at}: {bytes} byte{b}, {headers} header{h}.",
                "请求，从字节 {at} 起：{bytes} 字节，{headers} 个头字段。"
            ),
            true => say!(
                lang,
                "Response at byte {at}: {bytes} byte{b}, {headers} header{h}.",
                "应答，从字节 {at} 起：{bytes} 字节，{headers} 个头字段。"
            ),
        }
    }

    /// A part of a line and what it means.
    pub fn part(lang: Lang, text: &str, meaning: &str) -> String {
        say!(lang, "{text}: {meaning}.", "{text}：{meaning}。")
    }

    /// A line, what it is for, whether the handshake needs it, and how it was judged.
    pub fn line(lang: Lang, text: &str, purpose: &str, needed: bool, check: &str) -> String {
        let need = if needed { lang.pick("Required. ", "必需。") } else { "" };
        say!(
            lang,
            "{text}. {need}{purpose}. Check: {check}.",
            "{text}。{need}{purpose}。检查：{check}。"
        )
    }
}

const fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
