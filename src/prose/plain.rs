//! The plain view: one sentence a fact.

use super::{Lang, say};
use crate::conversation::Sender;
use crate::finding::Source;
use crate::terms::Role;

/// Which frame, and which bytes of the input it takes.
pub fn frame(lang: Lang, number: u64, first: u64, last: u64) -> String {
    say!(
        lang,
        "Frame {number}, bytes {first} to {last} of the input.",
        "第 {number} 帧，输入的第 {first} 到 {last} 字节。"
    )
}

/// Who sent it.
pub fn direction(lang: Lang, sender: Sender) -> String {
    match sender {
        Sender::Known(Role::Client) => say!(lang, "Sent by the client.", "由客户端发送。"),
        Sender::Known(Role::Server) => say!(lang, "Sent by the server.", "由服务端发送。"),
        Sender::Inferred(Role::Client) => say!(
            lang,
            "Sent by the client, as the MASK bit tells.",
            "由客户端发送（由 MASK 位推断）。"
        ),
        Sender::Inferred(Role::Server) => say!(
            lang,
            "Sent by the server, as the MASK bit tells.",
            "由服务端发送（由 MASK 位推断）。"
        ),
        Sender::Unknown => say!(lang, "It is not known who sent it.", "发送方未知。"),
    }
}

/// The place of a field in a byte that was not spoken of yet.
pub fn byte(lang: Lang, index: usize, hex: &str) -> String {
    say!(lang, "Byte {index}, hex {hex}.", "字节 {index}，十六进制 {hex}。")
}

/// The place of another field in the same byte.
pub fn same_byte(lang: Lang, index: usize) -> String {
    say!(lang, "Byte {index}.", "字节 {index}。")
}

/// The place of a field of several bytes.
pub fn bytes(lang: Lang, first: usize, last: usize, hex: &str) -> String {
    say!(lang, "Bytes {first} to {last}, hex {hex}.", "字节 {first} 到 {last}，十六进制 {hex}。")
}

/// A part's value and what it means, where there is something to say of either.
pub fn part(lang: Lang, title: &str, value: &str, meaning: &str) -> String {
    let mut letters = title.chars();
    let title = match (lang, letters.next()) {
        (Lang::En, Some(first)) => format!("{}{}", first.to_uppercase(), letters.as_str()),
        // Chinese and Latin letters stand apart.
        (Lang::Zh, Some(_)) if title.is_ascii() => format!("{title} "),
        _ => title.to_owned(),
    };
    match (value.is_empty(), meaning.is_empty()) {
        (true, true) => say!(lang, "{title}.", "{title}。"),
        (true, false) => say!(lang, "{title}: {meaning}.", "{title}：{meaning}。"),
        (false, true) => say!(lang, "{title} is {value}.", "{title}为 {value}。"),
        (false, false) => {
            say!(lang, "{title} is {value}; {meaning}.", "{title}为 {value}；{meaning}。")
        }
    }
}

/// Where the payload stands and how long it is.
pub fn payload(lang: Lang, start: u64, have: u64, need: u64, masked: bool) -> String {
    let mask = mask_word(lang, masked);
    let end = (start + have).saturating_sub(1);
    let (b, are) = if need == 1 { ("", "it is not") } else { ("s", "none of them is") };
    match have {
        0 => say!(
            lang,
            "Payload, {need} byte{b}, {mask}: {are} here.",
            "载荷 {need} 字节，{mask}：全部缺失。"
        ),
        _ if have < need => say!(
            lang,
            "Bytes {start} to {end}, payload, {have} of {need} byte{b}, {mask}.",
            "字节 {start} 到 {end}，载荷，{need} 字节中的 {have} 字节，{mask}。"
        ),
        1 => say!(
            lang,
            "Byte {start}, payload, 1 byte, {mask}.",
            "字节 {start}，载荷，1 字节，{mask}。"
        ),
        _ => say!(
            lang,
            "Bytes {start} to {end}, payload, {need} bytes, {mask}.",
            "字节 {start} 到 {end}，载荷，{need} 字节，{mask}。"
        ),
    }
}

/// That the payload is not read, because its length is refused.
pub fn payload_refused(lang: Lang, need: u64, masked: bool) -> String {
    let (b, mask) = (super::plural(need), mask_word(lang, masked));
    say!(
        lang,
        "Payload, {need} byte{b}, {mask}: not read, because the reader refuses this length.",
        "载荷 {need} 字节，{mask}：未读，因为读取方拒绝这个长度。"
    )
}

const fn mask_word(lang: Lang, masked: bool) -> &'static str {
    match masked {
        true => lang.pick("masked", "已掩码"),
        false => lang.pick("not masked", "未掩码"),
    }
}

/// That there is no payload.
pub fn no_payload(lang: Lang) -> &'static str {
    lang.pick("No payload.", "没有载荷。")
}

/// The text.
pub fn text(lang: Lang, text: &str) -> String {
    say!(lang, "Text: {text}", "文本：{text}")
}

/// The unmasked bytes as hex, and whether there are more.
pub fn data(lang: Lang, hex: &str, more: bool) -> String {
    let dots = if more { " ..." } else { "" };
    say!(lang, "Payload in hex: {hex}{dots}", "载荷（十六进制）：{hex}{dots}")
}

/// A finding.
pub fn finding(lang: Lang, level: &str, code: &str, title: &str) -> String {
    say!(lang, "Finding, {level} {code}: {title}.", "问题，{level} {code}：{title}。")
}

/// The rule in the RFC's words.
pub fn rule(lang: Lang, source: Source) -> String {
    let Source { rfc, section, .. } = source;
    let quote = super::finding::quoted(source.quote);
    say!(
        lang,
        "Rule, RFC {rfc} section {section}: {quote}",
        "规则，RFC {rfc} 第 {section} 节：{quote}"
    )
}

/// What a peer does.
pub fn peer(lang: Lang, peer: &str) -> String {
    say!(lang, "A peer {peer}.", "对端会{peer}。")
}

/// How to mend it.
pub fn fix(lang: Lang, fix: &str) -> String {
    let fix = fix.trim_end_matches(['.', '。']);
    say!(lang, "To mend it: {fix}.", "改法：{fix}。")
}

/// The slip that made the bytes.
pub fn cause(lang: Lang, title: &str) -> String {
    say!(lang, "Cause: {title}.", "可能原因：{title}。")
}

/// The last line.
pub fn result(lang: Lang, word: &str, sentence: &str) -> String {
    match sentence.is_empty() {
        true => say!(lang, "Result: {word}.", "结论：{word}。"),
        false => say!(lang, "Result: {word}, {sentence}.", "结论：{word}，{sentence}。"),
    }
}

/// A finding at the end of what one side sent.
pub fn at_the_end(lang: Lang, role: Role, level: &str, code: &str, title: &str) -> String {
    let who = match role {
        Role::Client => lang.pick("client", "客户端"),
        Role::Server => lang.pick("server", "服务端"),
    };
    say!(
        lang,
        "at the end of what the {who} sent: {level}[{code}]: {title}",
        "{who}发送的数据结束时：{level}[{code}]：{title}"
    )
}
