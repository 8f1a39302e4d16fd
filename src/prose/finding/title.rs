//! What is wrong, in one line for each fault.

use super::super::{Lang, plural, say};
use crate::finding::Fault;
use crate::prose::frame::opcode_name;
use crate::terms::{LengthField, Role};

/// What is wrong, in one line.
pub fn title(lang: Lang, fault: &Fault) -> String {
    match *fault {
        Fault::Handshake(fault) => crate::prose::handshake_faults::title(lang, fault),
        Fault::KeyLength { decoded } => crate::prose::accept::bad_key(lang, decoded),
        Fault::AcceptValue => {
            say!(lang, "this accept value does not belong to the key", "这个 accept 值与密钥不对应")
        }
        Fault::ShortHeader { have, need } => {
            let missing = need - have;
            say!(
                lang,
                "header is cut short: {have} of at least {need} bytes are here, {missing} missing",
                "帧头不完整: 至少需要 {need} 字节, 现有 {have} 字节, 还缺 {missing} 字节"
            )
        }
        Fault::ShortPayload { have, need } => {
            let missing = need - have;
            say!(
                lang,
                "frame is cut short: {have} of {need} payload bytes are here, {missing} missing",
                "帧不完整: 载荷应有 {need} 字节, 现有 {have} 字节, 还缺 {missing} 字节"
            )
        }
        Fault::ReservedBits { rsv } => {
            let names = rsv.names();
            say!(
                lang,
                "{names} set: legal only if the handshake agreed on an extension",
                "{names} 为 1: 只有握手协商了扩展才合法"
            )
        }
        Fault::ReservedOpcode { opcode } => {
            let opcode = opcode.0;
            say!(
                lang,
                "opcode 0x{opcode:x} is reserved: it has no meaning",
                "操作码 0x{opcode:x} 是保留值, 没有定义含义"
            )
        }
        Fault::LongControl { len, .. } => say!(
            lang,
            "control frame too long: {len} payload bytes, the limit is 125",
            "控制帧过长: 载荷 {len} 字节, 上限是 125 字节"
        ),
        Fault::FragmentedControl { opcode } => {
            let name = opcode_name(lang, opcode);
            say!(
                lang,
                "a control frame ({name}) with FIN 0: it must not be fragmented",
                "控制帧 ({name}) 的 FIN 为 0: 控制帧不允许分片"
            )
        }
        Fault::ClientUnmasked => say!(
            lang,
            "a client's frame without a mask: MASK is 0",
            "客户端发出的帧没有掩码: MASK 为 0"
        ),
        Fault::ServerMasked => {
            say!(
                lang,
                "a server's frame with a mask: MASK is 1",
                "服务端发出的帧带了掩码: MASK 为 1"
            )
        }
        Fault::NonMinimalLength { length } => {
            let (len, width) = (length.value(), length.width_bits());
            let fits = LengthField::minimal(len).width_bits();
            say!(
                lang,
                "length {len} written in {width} bits: {fits} bits are enough",
                "长度 {len} 用了 {width} 位: {fits} 位就够"
            )
        }
        Fault::LengthTopBit { len } => say!(
            lang,
            "the top bit of the 64-bit length is 1: {len:#018x} is no length",
            "64 位长度的最高位是 1: {len:#018x} 不是合法长度"
        ),
        Fault::ZeroMask => say!(
            lang,
            "the mask key is 00 00 00 00: the payload is not masked at all",
            "掩码键是 00 00 00 00: 载荷等于没有掩码"
        ),
        Fault::OverLimit { len, limit } => say!(
            lang,
            "the frame claims {len} payload bytes, this reader takes {limit}",
            "该帧声明载荷 {len} 字节, 超过本程序的上限 {limit} 字节"
        ),
        Fault::MaskKeyReused { key } => {
            let key = hex_bytes(&key);
            say!(
                lang,
                "the mask key {key} of this sender's previous frame again",
                "掩码键 {key} 与该发送方上一帧相同"
            )
        }
        Fault::NothingToContinue => say!(
            lang,
            "a continuation frame, but no message has begun",
            "这是延续帧, 但没有已开始的消息"
        ),
        Fault::Interrupted { open, by } => {
            let (open, by) = (opcode_name(lang, open), opcode_name(lang, by));
            say!(
                lang,
                "a new {by} frame while a fragmented {open} message is unfinished",
                "分片的{open}消息还没结束, 就来了新的{by}帧"
            )
        }
        Fault::BadUtf8 { at, .. } => say!(
            lang,
            "text is not valid UTF-8, from byte {at} of the message",
            "文本不是合法的 UTF-8, 从消息的第 {at} 字节起 (从 0 计)"
        ),
        Fault::UnfinishedMessage { kind, first_frame, frames, len } => {
            let name = opcode_name(lang, kind);
            let (f, b) = (plural(frames), plural(len));
            say!(
                lang,
                "the {name} message that began with frame {first_frame} has no end: {frames} \
                 frame{f}, {len} byte{b}, none with FIN 1",
                "从第 {first_frame} 帧开始的{name}消息没有结束: 共 {frames} 帧, {len} 字节, 没有 FIN 为 1 的帧"
            )
        }
        Fault::MessageTooBig { limit } => say!(
            lang,
            "the message is longer than {limit} bytes; the rest is not kept",
            "消息超过 {limit} 字节, 超出部分不保留"
        ),
        Fault::DoesNotInflate { at, error } => {
            let what = crate::prose::deflate::inflate_error(lang, error);
            say!(
                lang,
                "the message does not inflate, from about byte {at} of the compressed bytes: {what}",
                "消息无法解压, 大约从压缩数据的第 {at} 字节起 (从 0 计): {what}"
            )
        }
        Fault::MisplacedRsv1 { opcode } => {
            let name = opcode_name(lang, opcode);
            say!(
                lang,
                "RSV1 set on a {name} frame: it stands on the first frame of a data message only",
                "{name}帧的 RSV1 为 1: RSV1 只能出现在数据消息的第一帧"
            )
        }
        Fault::ContextMissing { lost: false, .. } => say!(
            lang,
            "cannot be inflated: the earlier context is missing, for the input begins later",
            "无法解压: 缺少此前的压缩上下文, 输入是从中途开始的"
        ),
        Fault::ContextMissing { lost: true, .. } => say!(
            lang,
            "cannot be inflated: the earlier context is missing, for an earlier message did not \
             inflate",
            "无法解压: 缺少此前的压缩上下文, 因为前面有消息没能解压"
        ),
        Fault::CloseBodyOneByte { byte } => say!(
            lang,
            "a close body of one byte ({byte:02x}): a status code has two",
            "关闭帧的载荷只有 1 字节 ({byte:02x}): 状态码需要 2 字节"
        ),
        Fault::CloseCodeNotAllowed { code } => {
            say!(lang, "close code {code} must not be sent", "关闭码 {code} 不允许发送")
        }
        Fault::CloseReasonNotUtf8 { at, .. } => say!(
            lang,
            "the close reason is not valid UTF-8, from payload byte {at}",
            "关闭原因不是合法的 UTF-8, 从载荷第 {at} 字节起 (从 0 计)"
        ),
        Fault::DataAfterClose { opcode } => {
            let name = opcode_name(lang, opcode);
            say!(
                lang,
                "a data frame ({name}) after this sender's close frame",
                "该发送方发出关闭帧之后又发了数据帧 ({name})"
            )
        }
        Fault::NoCloseFrame { sender: Role::Client } => {
            say!(
                lang,
                "the connection ended without a close frame from the client",
                "连接已断开, 客户端没有发关闭帧"
            )
        }
        Fault::NoCloseFrame { sender: Role::Server } => {
            say!(
                lang,
                "the connection ended without a close frame from the server",
                "连接已断开, 服务端没有发关闭帧"
            )
        }
    }
}

fn hex_bytes(bytes: &[u8]) -> String {
    let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.join(" ")
}
