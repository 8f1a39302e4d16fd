//! A frame in words: its headline, its fields, its payload, the verdict.

use super::{Lang, say};
use crate::conversation::Sender;
use crate::frame::FieldName;
use crate::terms::{LengthField, Opcode, Role};

pub use crate::terms::opcode_name;

/// A frame of that kind: `text`, `文本帧`, `ping 帧`.
fn frame_name(lang: Lang, opcode: Opcode) -> String {
    let name = opcode_name(lang, opcode);
    let gap = if name.is_ascii() { " " } else { "" };
    say!(lang, "{name}", "{name}{gap}帧")
}

/// The label before a frame's headline.
pub fn frame_label(lang: Lang, number: u64) -> String {
    say!(lang, "FRAME {number}", "帧 {number}")
}

/// The frame in one line: type, completeness, direction, length.
pub fn headline(lang: Lang, opcode: Opcode, fin: bool, sender: Sender, payload: u64) -> String {
    let name = frame_name(lang, opcode);
    let part = match (fin, opcode) {
        (true, Opcode::CONTINUATION) => lang.pick("last fragment (FIN=1)", "最后一个分片 (FIN=1)"),
        (false, Opcode::CONTINUATION) => lang.pick("more follow (FIN=0)", "后面还有分片 (FIN=0)"),
        (true, _) => lang.pick("complete (FIN=1)", "完整消息 (FIN=1)"),
        (false, _) => lang.pick("first fragment (FIN=0)", "第一个分片 (FIN=0)"),
    };
    let direction = direction(lang, sender);
    say!(
        lang,
        "{name}, {part}, {direction}, {payload}-byte payload",
        "{name}，{part}，{direction}，载荷 {payload} 字节"
    )
}

/// The headline of a frame whose header is cut short.
pub fn headline_cut(lang: Lang, opcode: Option<Opcode>, have: usize) -> String {
    let s = super::plural(have as u64);
    match opcode.map(|opcode| frame_name(lang, opcode)) {
        Some(name) => say!(
            lang,
            "{name}, only the first {have} byte{s} of its header",
            "{name}，只有帧头的前 {have} 字节"
        ),
        None => say!(lang, "no byte of a header", "帧头一个字节也没有"),
    }
}

/// Who sent it to whom; a star where that was inferred.
pub fn direction(lang: Lang, sender: Sender) -> String {
    let star = if matches!(sender, Sender::Inferred(_)) { "*" } else { "" };
    match sender.role() {
        Some(Role::Client) => say!(lang, "client -> server{star}", "客户端 -> 服务端{star}"),
        Some(Role::Server) => say!(lang, "server -> client{star}", "服务端 -> 客户端{star}"),
        None => say!(lang, "direction unknown", "方向未知"),
    }
}

/// What the star means.
pub fn inferred(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Client => lang.pick(
            "* inferred: MASK is 1, and only clients mask (--from client|server pins it)",
            "* 推断：MASK 为 1，只有客户端使用掩码（--from client|server 可指定）",
        ),
        Role::Server => lang.pick(
            "* inferred: MASK is 0, and servers never mask (--from client|server pins it)",
            "* 推断：MASK 为 0，服务端从不使用掩码（--from client|server 可指定）",
        ),
    }
}

/// The label before what the payload says.
pub fn payload_label(lang: Lang, kind: Opcode) -> &'static str {
    match kind {
        Opcode::TEXT => lang.pick("TEXT", "文本"),
        Opcode::BINARY => lang.pick("BINARY", "二进制"),
        Opcode::CLOSE => lang.pick("CLOSE", "关闭"),
        Opcode::PING => "PING",
        Opcode::PONG => "PONG",
        _ => lang.pick("DATA", "数据"),
    }
}

/// That there is no payload.
pub fn empty_payload(lang: Lang) -> &'static str {
    lang.pick("(empty)", "（空）")
}

/// Behind a text of which only the first bytes are here.
pub fn first_bytes(lang: Lang, have: u64, need: u64) -> String {
    match have {
        0 => say!(lang, "(none of {need} bytes is here)", "（共 {need} 字节，一个都没有收到）"),
        _ => say!(lang, "(first {have} of {need} bytes)", "（共 {need} 字节中的前 {have} 字节）"),
    }
}

/// A Close body in words.
pub fn close_body(lang: Lang, code: u16, reason: &str) -> String {
    let name = super::finding::close_code_name(lang, code);
    if reason.is_empty() {
        return say!(lang, "{code} ({name}), no reason given", "{code} ({name})，没有附带原因");
    }
    say!(lang, "{code} ({name}), reason \"{reason}\"", "{code} ({name})，原因 \"{reason}\"")
}

/// A Close frame without a body.
pub fn close_empty(lang: Lang) -> &'static str {
    lang.pick("no status code (the peer sees 1005)", "没有状态码（对端程序看到 1005）")
}

/// The heads of the columns of the fields' table: field, place, value, meaning.
pub fn field_heads(lang: Lang) -> [&'static str; 4] {
    lang.pick(["field", "at", "value", "meaning"], ["字段", "位置", "值", "含义"])
}

/// What FIN says.
pub fn meaning_of_fin(lang: Lang, fin: bool) -> &'static str {
    match fin {
        true => lang.pick("last frame of this message", "本消息的最后一帧"),
        false => lang.pick("more fragments follow", "后面还有分片"),
    }
}

/// What the reserved bits say.
pub fn meaning_of_rsv(lang: Lang, rsv: u8) -> &'static str {
    match rsv {
        0 => lang.pick("no extension in use", "未使用扩展"),
        0b100 => lang.pick("RSV1: compressed, if agreed", "RSV1：若已协商，表示压缩"),
        _ => lang.pick("an extension uses them?", "由扩展使用？"),
    }
}

/// What an opcode says about the payload.
pub fn meaning_of_opcode(lang: Lang, opcode: Opcode) -> &'static str {
    match opcode {
        Opcode::CONTINUATION => lang.pick("continues a message", "延续帧：接着上一个分片"),
        Opcode::TEXT => lang.pick("text: payload is UTF-8", "文本帧：载荷是 UTF-8"),
        Opcode::BINARY => lang.pick("binary: payload is bytes", "二进制帧：载荷是任意字节"),
        Opcode::CLOSE => lang.pick("close: ends the connection", "关闭帧：结束连接"),
        Opcode::PING => lang.pick("ping: asks for a pong", "ping：请对端回 pong"),
        Opcode::PONG => lang.pick("pong: answers a ping", "pong：对 ping 的应答"),
        _ => lang.pick("reserved: has no meaning", "保留：没有定义"),
    }
}

/// What the MASK bit says.
pub fn meaning_of_mask(lang: Lang, masked: bool) -> &'static str {
    match masked {
        true => lang.pick("a mask key follows", "后面有掩码键"),
        false => lang.pick("no mask key", "没有掩码键"),
    }
}

/// What the 7 bits of the length say.
pub fn meaning_of_length(lang: Lang, length: LengthField) -> &'static str {
    match length {
        LengthField::Bits7(_) => lang.pick("0-125: this is the length", "0-125：这就是载荷长度"),
        LengthField::Bits16(_) => lang.pick("126: length = next 2 bytes", "126：长度在后面 2 字节"),
        LengthField::Bits64(_) => lang.pick("127: length = next 8 bytes", "127：长度在后面 8 字节"),
    }
}

/// What the extended length says.
pub fn meaning_of_extended(lang: Lang) -> &'static str {
    lang.pick("big-endian, high byte first", "大端序（网络字节序）")
}

/// What the mask key is.
pub fn meaning_of_key(lang: Lang) -> &'static str {
    lang.pick("picked by the client", "由客户端选取")
}

/// What is to be done with the payload.
pub fn meaning_of_payload(lang: Lang, masked: bool) -> &'static str {
    match masked {
        true => lang.pick("masked with the mask key", "已用掩码键加掩码"),
        false => lang.pick("not masked: bytes as they are", "未加掩码，字节即原文"),
    }
}

/// What a field of the header will say whose bytes are not here.
pub fn meaning_of_missing(lang: Lang, field: FieldName) -> &'static str {
    match field {
        FieldName::Mask => lang.pick("whether a mask key follows", "后面是否有掩码键"),
        FieldName::Length => lang.pick("0-125, or 126, or 127", "0-125，或 126、127"),
        FieldName::ExtendedLength => meaning_of_extended(lang),
        FieldName::MaskKey => meaning_of_key(lang),
        _ => "",
    }
}

/// What the reason of a Close frame is.
pub fn meaning_of_reason(lang: Lang) -> &'static str {
    lang.pick("for people: UTF-8", "给人看的原因，UTF-8")
}

/// A number of bytes, as the value of a field.
pub fn bytes(lang: Lang, count: u64) -> String {
    match count {
        1 => say!(lang, "1 byte", "1 字节"),
        _ => say!(lang, "{count} bytes", "{count} 字节"),
    }
}

/// In the place of a value that is not here.
pub fn not_here(lang: Lang) -> &'static str {
    lang.pick("(not here)", "（缺）")
}

/// In the place of a payload that is not read, because its length is refused.
pub fn refused_payload(lang: Lang) -> &'static str {
    lang.pick("(not read: its length is refused)", "（未读：长度被拒绝）")
}
