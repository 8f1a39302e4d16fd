//! The steps of the full screen: their labels and what stands beside them.

use super::part::Name;
use super::{Lang, say};

/// Label of step 1.
pub fn bytes(lang: Lang) -> &'static str {
    lang.pick("1 BYTES", "1 字节")
}

/// How many bytes a frame takes, and where in the input it begins.
pub fn bytes_at(lang: Lang, count: u64, at: u64) -> String {
    let plural = if count == 1 { "" } else { "s" };
    say!(
        lang,
        "{count} byte{plural}, from byte {at} of the input",
        "{count} 字节，从输入的第 {at} 字节起"
    )
}

/// The small label before positions.
pub fn at(lang: Lang) -> &'static str {
    lang.pick("at", "偏移")
}

/// In the place of bytes that are not shown.
pub fn bytes_hidden(lang: Lang, count: u64) -> String {
    say!(
        lang,
        "... {count} bytes not shown (--all-bytes shows all)",
        "... 省略 {count} 字节（--all-bytes 显示全部）"
    )
}

/// In the place of lines of text that are not shown.
pub fn lines_hidden(lang: Lang, count: usize) -> String {
    say!(
        lang,
        "... {count} more lines (--all-bytes shows all)",
        "... 还有 {count} 行（--all-bytes 显示全部）"
    )
}

/// Label of step 2.
pub fn bits(lang: Lang) -> &'static str {
    lang.pick("2 BITS", "2 比特")
}

/// The word before the index of a byte.
pub fn byte(lang: Lang) -> &'static str {
    lang.pick("byte", "字节")
}

/// Label of step 3.
pub fn fields(lang: Lang) -> &'static str {
    lang.pick("3 FIELDS", "3 字段")
}

/// Label of step 4, for a masked payload.
pub fn unmask(lang: Lang) -> &'static str {
    lang.pick("4 UNMASK", "4 去掩码")
}

/// The rule of step 4.
pub fn unmask_rule(lang: Lang) -> &'static str {
    lang.pick(
        "payload[i] XOR key[i mod 4]; the key is in the frame (RFC 6455 5.3)",
        "载荷[i] 异或 掩码键[i mod 4]；掩码不是加密：键就在帧里 (RFC 6455 5.3)",
    )
}

/// Label of step 4, for a payload without a mask.
pub fn payload(lang: Lang) -> &'static str {
    lang.pick("4 PAYLOAD", "4 载荷")
}

/// The sentence of step 4 without a mask.
pub fn payload_bare(lang: Lang) -> &'static str {
    lang.pick("not masked: the bytes are the content", "未加掩码，字节即原文")
}

/// The small label before masked bytes.
pub fn masked(lang: Lang) -> &'static str {
    lang.pick("masked", "已掩码")
}

/// The small label before the key.
pub fn key(lang: Lang) -> &'static str {
    lang.pick("key", "掩码键")
}

/// The small label before what exclusive or gives.
pub fn xor(lang: Lang) -> &'static str {
    lang.pick("XOR", "异或")
}

/// The small label before the characters.
pub fn text(lang: Lang) -> &'static str {
    lang.pick("text", "文本")
}

/// The small label before bytes that are as they are.
pub fn plain(lang: Lang) -> &'static str {
    lang.pick("bytes", "字节")
}

/// The small label before one byte worked by hand.
pub fn by_hand(lang: Lang) -> &'static str {
    lang.pick("by hand", "手算")
}

/// How to do exclusive or by hand.
pub fn xor_by_hand(lang: Lang) -> &'static str {
    lang.pick("same bits -> 0, different bits -> 1", "相同得 0，不同得 1")
}

/// The headline between steps 4 and 5, where the payload is compressed.
pub fn inflate(lang: Lang) -> &'static str {
    lang.pick("INFLATE", "解压")
}

/// Label of step 5: what the payload is.
pub fn content(name: &Name) -> String {
    format!("5 {}", name.label.to_uppercase())
}

/// That a text is valid, in bytes and characters.
pub fn valid_text(lang: Lang, bytes: u64, characters: u64) -> String {
    let b = if bytes == 1 { "" } else { "s" };
    let c = if characters == 1 { "" } else { "s" };
    say!(
        lang,
        "{bytes} byte{b} of valid UTF-8 = {characters} character{c}",
        "{bytes} 字节，合法 UTF-8 = {characters} 个字符"
    )
}

/// That a text is valid so far, and ends inside a character.
pub fn cut_text(lang: Lang, bytes: u64, characters: u64, rest: &str) -> String {
    say!(
        lang,
        "{bytes} bytes = {characters} characters, and {rest}, the start of one more",
        "{bytes} 字节 = {characters} 个字符，另有 {rest} 是下一个字符的开头"
    )
}

/// That a text is no UTF-8.
pub fn bad_text(lang: Lang, good: u64, bytes: u64) -> String {
    say!(
        lang,
        "not UTF-8: {good} of {bytes} bytes are good before the first bad one",
        "不是 UTF-8：共 {bytes} 字节，第一个坏字节之前有 {good} 字节合法"
    )
}

/// That a message joins several frames.
pub fn joined(lang: Lang, first_frame: u64, frame: u64, bytes: u64) -> String {
    let s = super::plural(bytes);
    say!(
        lang,
        "frames {first_frame} to {frame} joined: {bytes} byte{s}",
        "第 {first_frame} 到 {frame} 帧拼接：{bytes} 字节"
    )
}

/// That a message goes on in a later frame.
pub fn goes_on(lang: Lang) -> &'static str {
    lang.pick(
        "FIN=0: the message continues in a continuation frame (RFC 6455 5.4)",
        "FIN=0：消息在后面的延续帧里继续 (RFC 6455 5.4)",
    )
}

/// What the payload of a binary message means.
pub fn binary(lang: Lang, bytes: u64) -> String {
    let b = if bytes == 1 { "" } else { "s" };
    say!(
        lang,
        "{bytes} byte{b}: what they mean is the application's business",
        "{bytes} 字节：含义由应用自己决定"
    )
}

/// What the payload of a ping is for.
pub fn ping(lang: Lang) -> &'static str {
    lang.pick(
        "the peer must answer with a pong that carries the same bytes (RFC 6455 5.5.2)",
        "对端必须回 pong，并原样带回这些字节 (RFC 6455 5.5.2)",
    )
}

/// What the payload of a pong is.
pub fn pong(lang: Lang) -> &'static str {
    lang.pick(
        "the same bytes as in the ping that it answers, or unasked (RFC 6455 5.5.3)",
        "与所应答的 ping 相同的字节，也可以主动发送 (RFC 6455 5.5.3)",
    )
}

/// What the body of a Close frame is made of.
pub fn close(lang: Lang) -> &'static str {
    lang.pick(
        "2 bytes of status code, high byte first, then the reason in UTF-8 (RFC 6455 5.5.1)",
        "2 字节状态码（高字节在前），然后是 UTF-8 的原因 (RFC 6455 5.5.1)",
    )
}

/// What is known of the payload of a continuation whose beginning is not here.
pub fn unknown_kind(lang: Lang) -> &'static str {
    lang.pick(
        "text or binary? The message's first frame says it, and is not here",
        "是文本还是二进制？写在消息的第一帧里，而它不在输入中",
    )
}

/// That a frame carries nothing.
pub fn no_payload(lang: Lang) -> &'static str {
    lang.pick("length 0: the frame ends with its header", "长度 0：帧到帧头为止")
}
