//! Sentences about slips in frames: what the mistake is, what proves it, how to cure it.

mod cure;
mod evidence;

use super::{Lang, say};
use crate::slips::frame::{FrameSlip, Unsuited};
use crate::terms::Role;

pub use cure::cure;
pub use evidence::evidence;

/// The mistake in a few words, without a full stop.
pub const fn title(lang: Lang, slip: FrameSlip) -> &'static str {
    use FrameSlip as Slip;
    match slip {
        Slip::Length254 => lang.pick(
            "the one-byte length was used up to 254; it ends at 125",
            "单字节长度用到了 254, 它只能表示到 125",
        ),
        Slip::JsShiftWrap => lang.pick(
            "JavaScript's >> shifts by n mod 32, so n >> 56 is n >> 24",
            "JavaScript 的 >> 按移位数 mod 32 移位, n >> 56 其实是 n >> 24",
        ),
        Slip::LittleEndianLength => lang.pick(
            "the extended length was written low byte first",
            "扩展长度写成了小端序 (低字节在前)",
        ),
        Slip::CharactersCounted => {
            lang.pick("the length counts characters instead of bytes", "长度数的是字符, 不是字节")
        }
        Slip::Utf16UnitsCounted => lang.pick(
            "the length counts UTF-16 units instead of bytes",
            "长度数的是 UTF-16 码元, 不是字节",
        ),
        Slip::LengthCountsKey => lang.pick(
            "the length counts the 4 bytes of the mask key with the payload",
            "长度把 4 字节的掩码键也算进了载荷",
        ),
        Slip::LengthCountsHeader => {
            lang.pick("the length counts the header with the payload", "长度把帧头也算进了载荷")
        }
        Slip::MaskBitForgotten => lang.pick(
            "the MASK bit is 0, but a key and a masked payload follow",
            "MASK 位是 0, 后面却有掩码键和掩码后的载荷",
        ),
        Slip::ExtendedLengthInPayload => lang.pick(
            "the extended length was taken for the start of the payload",
            "扩展长度被当成了载荷的开头",
        ),
        Slip::MaskKeyInPayload => lang.pick(
            "the mask key was taken for the start of the payload",
            "掩码键被当成了载荷的开头",
        ),
        Slip::FramesTakenForOne => {
            lang.pick("several frames were taken for one", "几个帧被当成了一个帧")
        }
        Slip::FramedTwice => {
            lang.pick("a finished frame was framed again", "已经成帧的数据又封装了一次")
        }
        Slip::MaskedBytesAsText => lang.pick(
            "the masked bytes were sent back as the text",
            "没有去掩码, 就把字节当文本发了回去",
        ),
        Slip::FirstKeyByteOnly => {
            lang.pick("key[0] was used for every byte", "每个字节都只用了 key[0]")
        }
        Slip::MaskIndexNotRestarted => lang.pick(
            "the mask index went on from the frame before",
            "掩码下标接着上一帧往下数, 没有从 0 重新开始",
        ),
        Slip::MaskIndexFromFrameStart => lang.pick(
            "the mask index counts from the start of the frame, not of the payload",
            "掩码下标从帧头数起, 不是从载荷数起",
        ),
        Slip::MaskKeyReversed => {
            lang.pick("the mask key was used in the wrong byte order", "掩码键的字节顺序用反了")
        }
        Slip::PayloadNotMasked => lang.pick(
            "a mask key was sent, but the payload was not masked with it",
            "发了掩码键, 载荷却没有用它做掩码",
        ),
        Slip::OpcodeAsDigits => {
            lang.pick("the first byte was written as two digits", "第一个字节写成了两个数字字符")
        }
        Slip::FrameAsHex => {
            lang.pick("the frame was sent as its hex digits", "发出去的是帧的十六进制文本")
        }
        Slip::FrameAsLiteral => lang.pick(
            "the frame was sent as the text of a literal",
            "发出去的是字面量的文本, 不是字节",
        ),
        Slip::HeaderAsUtf8 => lang.pick(
            "the header was encoded as UTF-8 text: 81 became c2 81",
            "帧头被当成文本做了 UTF-8 编码: 81 变成了 c2 81",
        ),
        Slip::HttpText => {
            lang.pick("HTTP text stands where a frame should be", "该是帧的地方是 HTTP 文本")
        }
        Slip::TlsBytes => {
            lang.pick("TLS stands where a frame should be", "该是帧的地方是 TLS 数据")
        }
        Slip::GbkText => {
            lang.pick("the text is GBK instead of UTF-8", "文本用的是 GBK, 不是 UTF-8")
        }
        Slip::Utf16Text => {
            lang.pick("the text is UTF-16 instead of UTF-8", "文本用的是 UTF-16, 不是 UTF-8")
        }
        Slip::Latin1Text => {
            lang.pick("the text is Latin-1 instead of UTF-8", "文本用的是 Latin-1, 不是 UTF-8")
        }
        Slip::CloseCodeLittleEndian => lang
            .pick("the close code was written low byte first", "关闭码写成了小端序 (低字节在前)"),
        Slip::CloseCodeAsText => {
            lang.pick("the close code was written as digits", "关闭码写成了数字文本")
        }
        Slip::CloseCodeFourBytes => {
            lang.pick("the close code was written in four bytes", "关闭码写成了 4 字节")
        }
        Slip::CloseReasonWithoutCode => lang.pick(
            "the close frame has a reason but no code before it",
            "关闭帧只有原因文本, 前面没有关闭码",
        ),
        Slip::SixtyFourBitForm => lang.pick(
            "the 64-bit length form was used where 16 bits are enough",
            "16 位就够的长度用了 64 位形式",
        ),
        Slip::LongFormForShort => lang.pick(
            "a long length form was used for a length up to 125",
            "不超过 125 的长度用了扩展形式",
        ),
        Slip::ServerMasks => lang.pick("a server masked its frame", "服务端给帧加了掩码"),
        Slip::ClientDoesNotMask => {
            lang.pick("a client did not mask its frame", "客户端没有给帧加掩码")
        }
        Slip::FinForgotten => {
            lang.pick("FIN was left 0 on whole messages", "完整的消息没有把 FIN 置 1")
        }
        Slip::OpcodeRepeated => lang.pick(
            "a later fragment repeats the opcode instead of continuation (0)",
            "后续分片重复了操作码, 应当用延续帧 (0)",
        ),
    }
}

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
            "这个错误需要长度不是 4 的倍数的载荷, 否则看不出差别"
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
            "这个错误需要含有非 ASCII 字符的文本, 例如 é 或 亮"
        ),
        Unsuited::Astral => say!(
            lang,
            "this slip needs a text with a character past U+FFFF, such as an emoji",
            "这个错误需要含有 U+FFFF 以上字符的文本, 例如表情符号"
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
            "掩码键太规则, 看不出这个错误; 试试 a4c422cd"
        ),
        Unsuited::UnevenLength => say!(
            lang,
            "this slip makes no difference with a length that reads the same from both ends",
            "这个长度正着读反着读都一样, 看不出这个错误"
        ),
        Unsuited::CloseCode => say!(
            lang,
            "this slip needs a payload that begins with a close code, such as 1000",
            "这个错误需要以关闭码开头的载荷, 例如 1000"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::{Chunk, Conversation, Event, Options};
    use crate::slips::frame::{Suspect, explain};

    #[test]
    fn every_slip_has_a_title_of_one_line_and_a_cure_in_both_languages() {
        for slip in FrameSlip::ALL {
            for lang in [Lang::En, Lang::Zh] {
                let title = title(lang, slip);
                assert!(unicode_width::UnicodeWidthStr::width(title) <= 72, "{title}");
                assert!(!title.ends_with('.') && !cure(lang, slip).is_empty());
            }
            assert!(title(Lang::En, slip).is_ascii());
            assert!(!title(Lang::Zh, slip).is_ascii());
        }
    }

    #[test]
    fn the_evidence_of_the_first_slip_names_the_numbers_in_these_bytes() {
        let wire = FrameSlip::Length254.apply(&FrameSlip::Length254.demo()).expect("suits");
        let mut told = Vec::new();
        let mut conversation = Conversation::new(Options::default());
        conversation.read(Chunk { from: None, bytes: &wire }, &mut |event| {
            let Event::Frame(frame) = event else { return };
            let header = frame.header;
            let suspect = Suspect {
                wire: &wire[frame.at as usize..],
                frame_len: header.map_or(0, |header| header.header_len()) + frame.have as usize,
                header,
                payload: frame.payload,
                kind: frame.fragment.map(|fragment| fragment.kind),
                findings: frame.findings,
                sender: frame.sender,
                earlier: &[],
            };
            told.extend(explain(&suspect).iter().map(|claim| evidence(Lang::En, &claim.evidence)));
        });
        assert!(told[0].contains("207"), "{told:?}");
    }
}
