//! Why a slip in a frame cannot be made of an input. What is said of each slip itself stands in its
//! own file in `slips`.

use super::{Lang, say};
use crate::slips::frame::Unsuited;
use crate::terms::Role;

/// Why a slip cannot be made of this input: what it needs.
pub fn unsuited(lang: Lang, unsuited: &Unsuited) -> String {
    match unsuited {
        Unsuited::PayloadLen { min, max } if *max > 1 << 30 => say!(
            lang,
            "this slip needs a payload of at least {min} bytes",
            "这个错误需要至少 {min} 字节的载荷"
        ),
        Unsuited::PayloadLen { min, max } => say!(
            lang,
            "this slip needs a payload of {min} to {max} bytes",
            "这个错误需要 {min} 到 {max} 字节的载荷"
        ),
        Unsuited::LenNotMultipleOf4 => say!(
            lang,
            "this slip needs a payload whose length is no multiple of 4: else it makes no difference",
            "这个错误需要长度不是 4 的倍数的载荷，否则看不出差别"
        ),
        Unsuited::Opcode(opcode) => {
            say!(lang, "this slip needs a {opcode} frame", "这个错误需要 {opcode} 帧")
        }
        Unsuited::Text => {
            say!(lang, "this slip needs UTF-8 text", "这个错误需要 UTF-8 文本")
        }
        Unsuited::NonAscii => say!(
            lang,
            "this slip needs a text with a character outside ASCII, such as é or 亮",
            "这个错误需要含有非 ASCII 字符的文本，例如 é 或 亮"
        ),
        Unsuited::Astral => say!(
            lang,
            "this slip needs a text with a character past U+FFFF, such as an emoji",
            "这个错误需要含有 U+FFFF 以上字符的文本，例如表情符号"
        ),
        Unsuited::Encodable(encoding) => say!(
            lang,
            "this slip needs a text that {encoding} can write",
            "这个错误需要 {encoding} 能写出的文本"
        ),
        Unsuited::Sender(role) => {
            let (en, zh) = match role {
                Role::Client => ("client", "客户端"),
                Role::Server => ("server", "服务端"),
            };
            say!(lang, "only a {en} can make this slip", "只有{zh}会犯这个错误")
        }
        Unsuited::UnevenKey => say!(
            lang,
            "this slip makes no difference with such an even mask key; try a4c422cd",
            "掩码键太规则，看不出这个错误；试试 a4c422cd"
        ),
        Unsuited::UnevenLength => say!(
            lang,
            "this slip makes no difference with a length that reads the same from both ends",
            "这个长度正着读反着读都一样，看不出这个错误"
        ),
        Unsuited::CloseCode => say!(
            lang,
            "this slip needs a payload that begins with a close code, such as 1000",
            "这个错误需要以关闭码开头的载荷，例如 1000"
        ),
    }
}
