//! The help of `encode`.

use crate::prose::Lang;

/// What the command does, in one line.
pub fn about(lang: Lang) -> &'static str {
    lang.pick(
        "Build a valid or deliberately broken frame, step by step",
        "逐步构造一个正确的或故意写错的帧",
    )
}

/// An option of the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the option of that name")]
pub enum Option {
    Text,
    Hex,
    Bytes,
    File,
    Opcode,
    Mask,
    From,
    Fin,
    Rsv,
    LengthForm,
    Length,
    Fragment,
    Deflate,
    DeflateContext,
    Close,
    Fault,
    Slip,
    As,
    Format,
    Quiet,
    AllBytes,
}

/// The help of an option.
pub fn option(lang: Lang, option: Option) -> &'static str {
    match option {
        Option::Text => lang.pick(
            "The text to send; - reads standard input as it is",
            "要发送的文本；- 表示原样读取标准输入",
        ),
        Option::Hex => lang.pick("The payload in hex", "十六进制的载荷"),
        Option::Bytes => lang.pick(
            "The payload in any notation that decode reads: a literal, an array, base64",
            "载荷，可用 decode 能读的任何写法：字面量、数组、base64",
        ),
        Option::File => lang.pick("A file with the payload", "载荷所在的文件"),
        Option::Opcode => lang.pick(
            "text, binary, continuation, ping, pong, close or a number 0x0 to 0xf [default: text; \
             binary for --hex, --bytes and what is not UTF-8]",
            "text, binary, continuation, ping, pong, close 或数字 0x0 到 0xf [默认：text; --hex, \
             --bytes 和非 UTF-8 内容为 binary]",
        ),
        Option::Mask => lang.pick(
            "The mask key: 4 bytes in hex, random or none; once more for each further frame \
             [default: random for a client, none for a server]",
            "掩码键：十六进制 4 字节，random 或 none；可为后面的帧重复给出 [默认：客户端 random，\
             服务端 none]",
        ),
        Option::From => lang.pick("Who sends the frame", "由谁发送"),
        Option::Fin => lang.pick("The FIN bit of the last frame", "最后一帧的 FIN 位"),
        Option::Rsv => lang.pick(
            "RSV1, RSV2 and RSV3 as three digits, e.g. 100",
            "RSV1 RSV2 RSV3，三个数字，如 100",
        ),
        Option::LengthForm => lang.pick(
            "Write the length in 7, 16 or 64 bits, needed or not",
            "把长度写成 7、16 或 64 比特形式，不论是否需要",
        ),
        Option::Length => lang.pick(
            "Claim this length, whatever the real one is",
            "在帧头写入这个长度，不论载荷实际多长",
        ),
        Option::Fragment => lang.pick(
            "Split the message into fragments of at most this many bytes",
            "将消息分片，每帧不超过此字节数",
        ),
        Option::Deflate => lang.pick(
            "Compress the message with permessage-deflate (RFC 7692), which sets RSV1",
            "用 permessage-deflate 压缩消息 (RFC 7692)，RSV1 随之置 1",
        ),
        Option::DeflateContext => lang.pick(
            "Compress with context takeover, as the next message after this text",
            "沿用上下文压缩：当作这段文本之后的下一条消息",
        ),
        Option::Close => {
            lang.pick("A Close frame with this status code and reason", "带此状态码和原因的关闭帧")
        }
        Option::Fault => lang.pick(
            "Break exactly this rule: F01 to F13, M01 to M04, C01 to C04",
            "恰好违反这条规则：F01 到 F13、M01 到 M04、C01 到 C04",
        ),
        Option::Slip => {
            lang.pick("Simulate this common mistake in a sender's code", "模拟一种常见的发送方错误")
        }
        Option::As => lang.pick("Print only the bytes, in this form", "只输出字节，用这种写法"),
        Option::Format => lang.pick("What to print", "输出什么"),
        Option::Quiet => lang.pick("Print only the bytes, in hex", "只输出字节，用十六进制"),
        Option::AllBytes => lang.pick("Show everything, unabridged", "不省略任何内容"),
    }
}

/// The name of what an option takes.
pub fn value(lang: Lang, option: Option) -> &'static str {
    match option {
        Option::Text | Option::DeflateContext => lang.pick("TEXT", "文本"),
        Option::Hex => lang.pick("HEX", "十六进制"),
        Option::Bytes => lang.pick("NOTATION", "写法"),
        Option::File => lang.pick("FILE", "文件"),
        Option::Opcode => lang.pick("OPCODE", "操作码"),
        Option::Mask => lang.pick("KEY|random|none", "掩码键|random|none"),
        Option::Rsv => lang.pick("BITS", "三位"),
        Option::Fragment => lang.pick("SIZE", "字节数"),
        Option::Close => lang.pick("CODE", "关闭码"),
        Option::Fault => lang.pick("CODE", "代码"),
        Option::Slip => lang.pick("NAME", "名称"),
        Option::As => lang.pick("FORM", "写法"),
        Option::Format => lang.pick("VIEW", "视图"),
        _ => lang.pick("N", "数"),
    }
}

/// The name of the reason of a Close frame.
pub fn reason(lang: Lang) -> &'static str {
    lang.pick("REASON", "原因")
}
