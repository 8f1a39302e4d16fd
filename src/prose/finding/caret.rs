//! What to see at the bytes that a caret marks.

use super::super::{Lang, say};
use crate::finding::{Fault, Utf8Error};
use crate::terms::LengthField;

/// What to see at the bytes that a caret marks.
pub fn caret(lang: Lang, fault: &Fault) -> Option<String> {
    Some(match *fault {
        Fault::Handshake(fault) => crate::prose::handshake_faults::caret(lang, fault)?.to_owned(),
        Fault::ReservedBits { rsv } => {
            say!(lang, "RSV1-3 = {rsv}, should be 000", "RSV1-3 = {rsv}, 应为 000")
        }
        Fault::ReservedOpcode { opcode } => {
            let opcode = opcode.0;
            say!(
                lang,
                "opcode = {opcode:04b} = 0x{opcode:x}",
                "操作码 = {opcode:04b} = 0x{opcode:x}"
            )
        }
        Fault::LongControl { len, .. } => match len {
            ..=0xffff => say!(
                lang,
                "126 says \"read 2 more bytes\": they say {len}",
                "126 表示 \"再读 2 字节\": 得 {len}"
            ),
            _ => say!(
                lang,
                "127 says \"read 8 more bytes\": they say {len}",
                "127 表示 \"再读 8 字节\": 得 {len}"
            ),
        },
        Fault::FragmentedControl { .. } => say!(lang, "FIN is 0", "FIN 为 0"),
        Fault::ClientUnmasked => say!(lang, "MASK is 0, should be 1", "MASK 为 0, 应为 1"),
        Fault::ServerMasked => say!(lang, "MASK is 1, should be 0", "MASK 为 1, 应为 0"),
        Fault::NonMinimalLength { length } => {
            let len = length.value();
            match LengthField::minimal(len) {
                LengthField::Bits7(len) => {
                    say!(lang, "one byte says the same: {len:02x}", "一个字节就够: {len:02x}")
                }
                LengthField::Bits16(len) => {
                    let [high, low] = len.to_be_bytes();
                    say!(
                        lang,
                        "three bytes say the same: 7e {high:02x} {low:02x} (MASK apart)",
                        "三个字节就够: 7e {high:02x} {low:02x} (不计 MASK 位)"
                    )
                }
                LengthField::Bits64(_) => return None,
            }
        }
        Fault::LengthTopBit { .. } => say!(lang, "the bit of value 2^63", "这是值为 2^63 的位"),
        Fault::OverLimit { len, .. } => say!(lang, "length = {len}", "长度 = {len}"),
        Fault::BadUtf8 { error, .. } | Fault::CloseReasonNotUtf8 { error, .. } => utf8(lang, error),
        Fault::CloseCodeNotAllowed { code } => {
            let [high, low] = code.0.to_be_bytes();
            say!(lang, "{high:02x} {low:02x} = {code}", "{high:02x} {low:02x} = {code}")
        }
        Fault::DoesNotInflate { .. } => {
            say!(lang, "inflating stops about here", "解压大约停在这里")
        }
        Fault::ContextMissing { .. } => say!(
            lang,
            "about here: a reference to an earlier message",
            "大约在这里: 引用了更早的消息"
        ),
        Fault::MisplacedRsv1 { .. } => say!(lang, "RSV1 is 1, should be 0", "RSV1 为 1, 应为 0"),
        Fault::ShortPayload { .. } | Fault::ShortHeader { .. } => {
            say!(lang, "input ends here", "输入到此为止")
        }
        Fault::KeyLength { .. }
        | Fault::AcceptValue
        | Fault::ZeroMask
        | Fault::MaskKeyReused { .. }
        | Fault::NothingToContinue
        | Fault::Interrupted { .. }
        | Fault::UnfinishedMessage { .. }
        | Fault::MessageTooBig { .. }
        | Fault::CloseBodyOneByte { .. }
        | Fault::DataAfterClose { .. }
        | Fault::NoCloseFrame { .. } => return None,
    })
}

/// What is bad about a sequence of bytes.
fn utf8(lang: Lang, error: Utf8Error) -> String {
    match error {
        Utf8Error::StrayContinuation(byte) => say!(
            lang,
            "{byte:02x} = {byte:08b}: goes on with a character that never began",
            "{byte:02x} = {byte:08b}: 是后续字节, 但前面没有首字节"
        ),
        Utf8Error::NeverValid(byte) => {
            say!(lang, "{byte:02x} never stands in UTF-8", "{byte:02x} 在 UTF-8 中永远不会出现")
        }
        Utf8Error::NotContinued { lead, then, .. } => {
            let wants = lead.leading_ones();
            say!(
                lang,
                "{lead:02x} = {lead:08b} starts a {wants}-byte character; {then:02x} = {then:08b} \
                 should start with 10",
                "{lead:02x} = {lead:08b} 开始一个 {wants} 字节字符; {then:02x} = {then:08b} 应以 10 开头"
            )
        }
        Utf8Error::Overlong(lead) => say!(
            lang,
            "{lead:02x} here makes a longer form than the character needs",
            "{lead:02x} 在这里构成了过长编码"
        ),
        Utf8Error::Surrogate => say!(
            lang,
            "a UTF-16 surrogate (U+D800 to U+DFFF): no character",
            "这是 UTF-16 代理项 (U+D800 到 U+DFFF), 不是字符"
        ),
        Utf8Error::TooLarge => {
            say!(lang, "past the last code point, U+10FFFF", "超出最大码点 U+10FFFF")
        }
        Utf8Error::CutShort { lead } => {
            let wants = lead.leading_ones();
            say!(
                lang,
                "{lead:02x} starts a {wants}-byte character, and the text ends inside it",
                "{lead:02x} 开始一个 {wants} 字节字符, 文本却在其中结束"
            )
        }
    }
}
