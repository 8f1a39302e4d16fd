//! What a reader makes of the bytes.

use crate::conversation::FrameEnd;
use crate::encode::ReadFrame;
use crate::finding::Rule;
use crate::prose::frame::{self as frame_prose, opcode_name};
use crate::prose::{Lang, say};
use crate::terms::Role;

/// What a reader must know beside the bytes to see the fault; `None` where the bytes are enough.
pub fn needs(lang: Lang, rule: Rule, limit: u64) -> Option<String> {
    Some(match rule {
        Rule::ClientUnmasked => say!(
            lang,
            "the bytes are good from a server: only who knows that a client sent them sees the \
             fault (decode --from client)",
            "这些字节由服务端发出就合法：知道是客户端发的才看得出错误 (decode --from client)"
        ),
        Rule::ServerMasked => say!(
            lang,
            "the bytes are good from a client: only who knows that a server sent them sees the \
             fault (decode --from server)",
            "这些字节由客户端发出就合法：知道是服务端发的才看得出错误 (decode --from server)"
        ),
        Rule::OverLimit => say!(
            lang,
            "the limit is the reader's own; that of decode is {limit} bytes a frame",
            "上限由接收方自定；decode 的上限是每帧 {limit} 字节"
        ),
        Rule::ReservedBits => say!(
            lang,
            "a note without a handshake; an error after one that agreed no extension",
            "没有握手时只是提示；握手未协商扩展时是错误"
        ),
        _ => return None,
    })
}

/// That a reader finds what was meant.
pub fn read_as_meant(lang: Lang, sender: Option<Role>) -> &'static str {
    match sender {
        None => lang.pick("reads back as written", "读回的与写入的一致"),
        Some(Role::Client) => {
            lang.pick("reads back as written, from a client", "按客户端发送读回，与写入的一致")
        }
        Some(Role::Server) => {
            lang.pick("reads back as written, from a server", "按服务端发送读回，与写入的一致")
        }
    }
}

/// That a reader finds something else.
pub fn read_otherwise(lang: Lang) -> &'static str {
    lang.pick("sees something else:", "看到的与写入的不同：")
}

/// That a reader finds no broken rule.
pub fn no_rule_broken(lang: Lang) -> &'static str {
    lang.pick("no rule broken", "未违反任何规则")
}

/// A frame as a reader sees it, in a line.
pub fn seen(lang: Lang, number: usize, frame: &ReadFrame) -> String {
    let Some(header) = frame.header else {
        return say!(lang, "frame {number}: a header cut short", "第 {number} 帧：帧头不完整");
    };
    let (fin, mask) = (u8::from(header.fin), u8::from(header.mask_key.is_some()));
    let (name, len) =
        (opcode_name(lang, header.opcode), frame_prose::bytes(lang, header.payload_len()));
    let key = header.mask_key.map_or(String::new(), |[a, b, c, d]| {
        say!(
            lang,
            " (key {a:02x} {b:02x} {c:02x} {d:02x})",
            "（键 {a:02x} {b:02x} {c:02x} {d:02x}）"
        )
    });
    let have = frame.have;
    let end = match frame.end {
        FrameEnd::Whole => String::new(),
        FrameEnd::Cut => say!(lang, ", {have} of them here", "，现有 {have}"),
        FrameEnd::Refused => say!(lang, ", refused", "，拒收"),
    };
    say!(
        lang,
        "frame {number}: {name}, FIN {fin}, MASK {mask}{key}, length {len}{end}",
        "第 {number} 帧：{name}，FIN {fin}，MASK {mask}{key}，长度 {len}{end}"
    )
}

/// Bytes that a reader leaves unread.
pub fn unread(lang: Lang, bytes: u64) -> String {
    let (s, are) = if bytes == 1 { ("", "is") } else { ("s", "are") };
    say!(lang, "the next {bytes} byte{s} {are} not read", "其后 {bytes} 字节不再读取")
}

/// A finding on one line, of the frame of that number where there are several.
pub fn of_frame(lang: Lang, number: usize, finding: &str) -> String {
    say!(lang, "frame {number}: {finding}", "第 {number} 帧：{finding}")
}

/// That a reader finds nothing wrong with what a mistake made.
pub fn slip_unseen(lang: Lang) -> &'static str {
    lang.pick(
        "no rule broken: only the text shows the mistake",
        "未违反任何规则：只能从内容看出错误",
    )
}
