//! How to mend what is wrong, where that is sure.

use super::super::{Lang, say};
use crate::finding::{Fault, InflateError};

/// How to mend it, where that is sure.
pub fn fix(lang: Lang, fault: &Fault) -> Option<String> {
    Some(match *fault {
        Fault::Handshake(fault) => crate::prose::handshake_cures::fix(lang, fault)?.to_owned(),
        Fault::LongControl { .. } => say!(
            lang,
            "send the data as a text or binary frame, or cut it to 125 bytes",
            "改用文本帧或二进制帧发送, 或截到 125 字节以内"
        ),
        Fault::FragmentedControl { opcode } => {
            let byte = 0x80 | opcode.0;
            say!(lang, "set FIN: byte 0 = {byte:02x}", "把 FIN 置 1: 字节 0 = {byte:02x}")
        }
        Fault::ReservedOpcode { .. } => say!(
            lang,
            "use 1 text, 2 binary, 0 continuation, 8 close, 9 ping or a pong",
            "可用的操作码: 1 文本, 2 二进制, 0 延续, 8 关闭, 9 ping, a pong"
        ),
        Fault::ClientUnmasked => say!(
            lang,
            "set the MASK bit, send 4 random bytes, XOR the payload with them",
            "把 MASK 位置 1, 写入 4 个随机字节, 再用它们与载荷异或"
        ),
        Fault::ServerMasked => say!(
            lang,
            "clear the MASK bit, send no key and the payload as it is",
            "把 MASK 位清 0, 不写掩码键, 载荷原样发送"
        ),
        Fault::NonMinimalLength { .. } => say!(
            lang,
            "0-125 in 7 bits; 126-65535 as 126 and 2 bytes; more as 127 and 8 bytes",
            "0-125 用 7 位; 126-65535 用 126 加 2 字节; 更长用 127 加 8 字节"
        ),
        Fault::ZeroMask | Fault::MaskKeyReused { .. } => say!(
            lang,
            "take 4 fresh random bytes for each frame (Python: os.urandom(4))",
            "每帧都取 4 个新的随机字节 (Python: os.urandom(4))"
        ),
        Fault::OverLimit { len, .. } => say!(
            lang,
            "if the length is right: --max-frame {len} reads it",
            "如果长度无误: 用 --max-frame {len} 读取"
        ),
        Fault::MessageTooBig { .. } => {
            say!(lang, "--max-message raises the limit", "用 --max-message 提高上限")
        }
        Fault::Interrupted { .. } => say!(
            lang,
            "send the rest of the message with opcode 0, FIN 1 on the last, then the new one",
            "先用操作码 0 发完剩余分片 (最后一片 FIN 置 1), 再发新消息"
        ),
        Fault::CloseBodyOneByte { .. } => {
            say!(
                lang,
                "send no body, or two bytes: 03 e8 for 1000",
                "不带载荷, 或写两个字节: 03 e8 即 1000"
            )
        }
        Fault::CloseCodeNotAllowed { .. } => say!(
            lang,
            "1000 for a normal end, 4000 to 4999 for your own; or no body at all",
            "正常结束用 1000, 自定义用 4000 到 4999; 也可以不带载荷"
        ),
        Fault::UnfinishedMessage { .. } => say!(
            lang,
            "send the last fragment with FIN 1 (80 ...), or a message of one frame with FIN 1",
            "最后一个分片的 FIN 置 1 (80 ...), 或者整个消息只用一帧且 FIN 为 1"
        ),
        Fault::DoesNotInflate { error: InflateError::TailKept, .. } => say!(
            lang,
            "drop the last four bytes 00 00 ff ff after the flush",
            "刷新 (flush) 之后去掉末尾的 00 00 ff ff 四字节"
        ),
        Fault::DoesNotInflate { .. } => say!(
            lang,
            "raw DEFLATE (zlib wbits=-15), a sync flush, minus 00 00 ff ff; or RSV1 0 for plain data",
            "用裸 DEFLATE (zlib wbits=-15), 同步刷新, 去掉 00 00 ff ff; 不压缩就把 RSV1 置 0"
        ),
        Fault::MisplacedRsv1 { opcode } => {
            let byte = opcode.0;
            say!(
                lang,
                "clear RSV1: byte 0 = {byte:02x}, or 8{byte:x} with FIN",
                "把 RSV1 清 0: 字节 0 = {byte:02x}, 带 FIN 时为 8{byte:x}"
            )
        }
        Fault::ContextMissing { lost: false, .. } => say!(
            lang,
            "capture from the handshake on, or agree on client_ and server_no_context_takeover",
            "从握手开始抓包, 或者协商 client_no_context_takeover 和 server_no_context_takeover"
        ),
        Fault::NoCloseFrame { .. } => say!(
            lang,
            "send a close frame (88 02 03 e8) and wait for the other one before closing TCP",
            "先发关闭帧 (88 02 03 e8), 等到对方的关闭帧再断开 TCP"
        ),
        Fault::DataAfterClose { .. } => {
            say!(lang, "send everything first, close last", "先发完数据, 最后发关闭帧")
        }
        Fault::KeyLength { .. }
        | Fault::AcceptValue
        | Fault::ShortHeader { .. }
        | Fault::ShortPayload { .. }
        | Fault::ReservedBits { .. }
        | Fault::LengthTopBit { .. }
        | Fault::NothingToContinue
        | Fault::BadUtf8 { .. }
        | Fault::ContextMissing { lost: true, .. }
        | Fault::CloseReasonNotUtf8 { .. } => return None,
    })
}
