//! The words around a broken rule: its level, what a peer does, the RFC's words. What is wrong, why and
//! how to mend it stands in the rule's own file, in `rules`.

mod explain;
mod label;

pub use explain::Explanation;
pub use label::{
    cause, cure_label, fix_label, inflated_at, meant_label, payload_at, peer_label, proof_label,
    rule_label, why_label,
};

use super::{Lang, say};
use crate::finding::{Level, Peer, RuleEntry};

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
pub fn peer(lang: Lang, entry: &RuleEntry, level: Level) -> Option<String> {
    match (level, entry.peer) {
        (Level::Note, Peer::Fails(code)) => Some(say!(
            lang,
            "if no handshake allowed it: fails the connection, close code {code} ({})",
            "如果握手没有允许：断开连接，关闭码 {code}（{}）",
            close_code_name(lang, code.0)
        )),
        (_, Peer::Fails(code)) => Some(say!(
            lang,
            "fails the connection, close code {code} ({})",
            "断开连接，关闭码 {code}（{}）",
            close_code_name(lang, code.0)
        )),
        (Level::Note, Peer::Refuses(_) | Peer::Does(_)) => None,
        (_, Peer::Refuses(status)) => {
            let reason = super::handshake::reason(status);
            Some(say!(lang, "answers {status} {reason}", "返回 {status} {reason}"))
        }
        (_, Peer::Does(what)) => Some(what.of(lang).to_owned()),
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
