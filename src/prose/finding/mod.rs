//! Broken rules: what is wrong, why the rule exists, what a peer does, how to mend it.

mod caret;
mod fix;
mod label;
mod title;
mod why;

pub use caret::caret;
pub use fix::fix;
pub use label::{
    cause, cure_label, fix_label, inflated_at, meant_label, payload_at, peer_label, proof_label,
    rule_label, why_label,
};
pub use title::title;
pub use why::why;

use super::{Lang, say};
use crate::finding::{Entry, Level, Rule};

/// The word for a level.
pub fn level(lang: Lang, level: Level) -> &'static str {
    match level {
        Level::Note => lang.pick("note", "提示"),
        Level::Warning => lang.pick("warning", "警告"),
        Level::Incomplete => lang.pick("incomplete", "不完整"),
        Level::Error => lang.pick("error", "错误"),
    }
}

/// What a peer does about it.
pub fn peer(lang: Lang, entry: &Entry, level: Level) -> Option<String> {
    match (level, entry.close) {
        (Level::Note, Some(code)) => Some(say!(
            lang,
            "if no handshake allowed it: fails the connection, close code {code} ({})",
            "如果握手没有允许: 断开连接, 关闭码 {code} ({})",
            close_code_name(lang, code.0)
        )),
        (_, Some(code)) => Some(say!(
            lang,
            "fails the connection, close code {code} ({})",
            "断开连接, 关闭码 {code} ({})",
            close_code_name(lang, code.0)
        )),
        (Level::Incomplete, None) if entry.code == Rule::ContextMissing.code() => {
            Some(say!(lang, "has seen those messages, and inflates it", "收到过那些消息, 能够解压"))
        }
        (Level::Incomplete, None) => {
            Some(say!(lang, "waits for the missing bytes", "等待缺少的字节"))
        }
        (Level::Warning, None) if entry.code == Rule::NoCloseFrame.code() => Some(say!(
            lang,
            "reports close code 1006 ({})",
            "报告关闭码 1006 ({})",
            close_code_name(lang, 1006)
        )),
        (Level::Warning, None) => Some(say!(lang, "goes on", "照常继续")),
        (Level::Error, None) => {
            Some(say!(lang, "ignores it or drops the connection", "忽略或断开连接"))
        }
        (Level::Note, None) => None,
    }
}

/// The RFC's words in quotes: in single ones where they hold double ones.
pub fn quoted(words: &str) -> String {
    let mark = if words.contains('"') { '\'' } else { '"' };
    format!("{mark}{words}{mark}")
}

/// What a close code means, in a few words.
pub fn close_code_name(lang: Lang, code: u16) -> &'static str {
    match code {
        1000 => lang.pick("normal closure", "正常关闭"),
        1001 => lang.pick("going away", "离开"),
        1002 => lang.pick("protocol error", "协议错误"),
        1003 => lang.pick("unsupported data", "不支持的数据类型"),
        1004 => lang.pick("reserved", "保留"),
        1005 => lang.pick("no status received", "未收到状态码"),
        1006 => lang.pick("abnormal closure", "异常关闭"),
        1007 => lang.pick("invalid payload data", "载荷数据无效"),
        1008 => lang.pick("policy violation", "违反策略"),
        1009 => lang.pick("message too big", "消息过大"),
        1010 => lang.pick("mandatory extension", "缺少必需的扩展"),
        1011 => lang.pick("internal error", "服务端内部错误"),
        1012 => lang.pick("service restart", "服务重启"),
        1013 => lang.pick("try again later", "稍后再试"),
        1014 => lang.pick("bad gateway", "网关错误"),
        1015 => lang.pick("tls handshake", "TLS 握手失败"),
        3000..=3999 => lang.pick("registered by a library or framework", "由库或框架注册"),
        4000..=4999 => lang.pick("private use", "私有用途"),
        _ => lang.pick("not defined", "未定义"),
    }
}
