//! The line view and the summary: their few words.

use super::{Lang, plural, say};

/// Before a message that was joined from several frames.
pub fn joined(lang: Lang, first_frame: u64, last_frame: u64) -> String {
    say!(lang, "= {first_frame}..{last_frame} ", "= {first_frame}..{last_frame} ")
}

/// The counts under a table.
pub fn counts(lang: Lang, frames: u64, bytes: u64, messages: u64) -> String {
    let (f, b, m) = (plural(frames), plural(bytes), plural(messages));
    say!(
        lang,
        "{frames} frame{f}, {bytes} byte{b}, {messages} message{m}",
        "{frames} 帧，{bytes} 字节，{messages} 条消息"
    )
}

/// How many causes were recognised, and which.
pub fn causes(lang: Lang, count: u64, names: &str) -> String {
    let s = plural(count);
    say!(lang, "{count} cause{s} ({names})", "{count} 个可能原因（{names}）")
}

/// Behind the last frame: a line end of an editor or a shell.
pub fn line_end(lang: Lang, bytes: &str) -> String {
    say!(
        lang,
        "after the last frame: {bytes}, a line end added by an editor or a shell, not a frame",
        "最后一帧之后：{bytes}，是编辑器或 shell 添加的换行，不是帧"
    )
}

/// Behind a refused frame: bytes that cannot be read.
pub fn unread(lang: Lang, count: u64) -> String {
    let b = plural(count);
    say!(
        lang,
        "{count} byte{b} after the header not read: the length is refused",
        "帧头之后的 {count} 字节未读，因为长度被拒绝"
    )
}

/// Labels of the summary: frames, payload, messages, opcodes, findings, causes.
pub fn summary_labels(lang: Lang) -> [&'static str; 6] {
    lang.pick(
        ["frames", "payload", "messages", "opcodes", "findings", "causes"],
        ["帧", "载荷", "消息", "操作码", "问题", "可能原因"],
    )
}

/// No finding.
pub fn none(lang: Lang) -> &'static str {
    lang.pick("none", "无")
}

/// A number of bytes.
pub fn bytes(lang: Lang, count: u64) -> String {
    let b = plural(count);
    say!(lang, "{count} byte{b}", "{count} 字节")
}

/// That a frame was asked for that is not there.
pub fn no_such_frame(lang: Lang, asked: u64, frames: u64) -> String {
    let f = plural(frames);
    say!(
        lang,
        "there is no frame {asked}: the input has {frames} frame{f}",
        "没有第 {asked} 帧：输入中共有 {frames} 帧"
    )
}
