//! Why a frame cannot be written, and how to mend the request.

use crate::encode::{EncodeError, LengthForm};
use crate::finding::Rule;
use crate::prose::frame::opcode_name;
use crate::prose::frame_slips;
use crate::prose::{Lang, say};
use crate::slips::frame::FrameSlip;
use crate::terms::Role;

/// That there is more to send than is held.
pub fn payload_too_large(lang: Lang, limit: u64) -> String {
    say!(
        lang,
        "the payload is longer than {limit} bytes, the most that is taken",
        "载荷超过 {limit} 字节，这是可接受的上限"
    )
}

/// What is wrong with a request.
pub fn title(lang: Lang, error: &EncodeError) -> String {
    match error {
        EncodeError::NothingToSend => {
            say!(lang, "there is nothing to send", "没有要发送的内容")
        }
        EncodeError::NotText => {
            say!(lang, "the text for a fault must be UTF-8", "用于生成错误的文本必须是 UTF-8")
        }
        EncodeError::BadOpcode { given } => {
            say!(lang, "'{given}' is not an opcode", "'{given}' 不是操作码")
        }
        EncodeError::BadRsv { given } => say!(
            lang,
            "'{given}' is not the three bits RSV1 RSV2 RSV3",
            "'{given}' 不是 RSV1 RSV2 RSV3 三个比特"
        ),
        EncodeError::BadMask { given, bytes: Some(1) } => {
            say!(
                lang,
                "mask key '{given}' is 1 byte, it must be 4",
                "掩码键 '{given}' 只有 1 字节，应为 4 字节"
            )
        }
        EncodeError::BadMask { given, bytes: Some(bytes) } => say!(
            lang,
            "mask key '{given}' is {bytes} bytes, it must be 4",
            "掩码键 '{given}' 是 {bytes} 字节，应为 4 字节"
        ),
        EncodeError::BadMask { given, bytes: None } => {
            say!(
                lang,
                "mask key '{given}' is not hex, two digits a byte",
                "掩码键 '{given}' 不是十六进制，每字节两位"
            )
        }
        EncodeError::BadCloseCode { given } => say!(
            lang,
            "'{given}' is not a close code: it must fit in 2 bytes, 0 to 65535",
            "'{given}' 不是关闭码：应能放进 2 字节，即 0 到 65535"
        ),
        EncodeError::ReasonTooLong { len } => say!(
            lang,
            "the reason is {len} bytes, a Close frame has room for 123",
            "原因有 {len} 字节，关闭帧最多容纳 123 字节"
        ),
        EncodeError::LengthTooBig { len, form } => {
            let (bits, max) = (form.width_bits(), form.max());
            say!(
                lang,
                "length {len} cannot be written in the {bits}-bit form, {max} is the most",
                "长度 {len} 无法写成 {bits} 比特形式，最大是 {max}"
            )
        }
        EncodeError::FragmentedControl { opcode } => {
            let name = opcode_name(lang, *opcode);
            say!(
                lang,
                "a control frame ({name}) cannot be cut into fragments (RFC 6455 section 5.5)",
                "控制帧 ({name}) 不能分片（RFC 6455 第 5.5 节）"
            )
        }
        EncodeError::CompressedControl { opcode } => {
            let name = opcode_name(lang, *opcode);
            say!(
                lang,
                "a control frame ({name}) cannot be compressed (RFC 7692 section 6.1)",
                "控制帧 ({name}) 不能压缩（RFC 7692 第 6.1 节）"
            )
        }
        EncodeError::NoFreshKey => say!(
            lang,
            "the system provided no random bytes for a mask key",
            "系统没有给出用于掩码键的随机字节"
        ),
        EncodeError::UnknownRule { given } => {
            say!(lang, "'{given}' is not the code of a rule", "'{given}' 不是规则代码")
        }
        EncodeError::NoBytesBreak { rule } => {
            let code = rule.code();
            match rule {
                Rule::DoesNotInflate | Rule::MisplacedRsv1 | Rule::ContextMissing => say!(
                    lang,
                    "{code} cannot be broken by frames alone: a handshake must have agreed on \
                     compression",
                    "单靠帧无法违反 {code}：必须先有握手协商了压缩"
                ),
                Rule::NoCloseFrame => say!(
                    lang,
                    "{code} cannot be broken by bytes: it is about how a connection ends",
                    "单靠字节无法违反 {code}：它说的是连接怎样结束"
                ),
                _ => say!(
                    lang,
                    "{code} cannot be broken by the bytes of a few frames",
                    "{code} 无法靠几个帧的字节来违反"
                ),
            }
        }
        EncodeError::WrongSender { rule, sender } => {
            let code = rule.code();
            match sender {
                Role::Client => say!(
                    lang,
                    "{code} is a fault of clients: a server cannot commit it",
                    "{code} 是客户端的错误，服务端不会违反"
                ),
                Role::Server => say!(
                    lang,
                    "{code} is a fault of servers: a client cannot commit it",
                    "{code} 是服务端的错误，客户端不会违反"
                ),
            }
        }
        EncodeError::MaskAgainstFault { rule } => {
            let code = rule.code();
            say!(
                lang,
                "this --mask would break another rule than {code}, or none",
                "这个 --mask 会违反 {code} 以外的规则，或者不违反任何规则"
            )
        }
        EncodeError::UnknownSlip { given } => {
            say!(lang, "unknown slip '{given}'", "没有名为 '{given}' 的错误")
        }
        EncodeError::Unsuited { slip, unsuited } => {
            let (name, needs) = (slip.name(), frame_slips::unsuited(lang, unsuited));
            say!(lang, "{name}: {needs}", "{name}: {needs}")
        }
        EncodeError::MaskAgainstSlip { slip } => {
            let name = slip.name();
            say!(
                lang,
                "the slip {name} spoils a client's frame, and that is masked",
                "{name} 作用于客户端的帧，而客户端的帧带掩码"
            )
        }
        EncodeError::PayloadTooLong { rule, len, limit } => {
            let code = rule.code();
            say!(
                lang,
                "for {code} alone the text may have {limit} bytes, it has {len}",
                "要只违反 {code}，文本最多 {limit} 字节，现有 {len} 字节"
            )
        }
    }
}

/// How to mend a request, where that can be said.
pub fn help(lang: Lang, error: &EncodeError) -> Option<String> {
    Some(match error {
        EncodeError::NothingToSend => say!(
            lang,
            "give a text, --hex, --file or - for stdin; encode '' makes an empty frame",
            "请给出文本、--hex 或 --file，或用 - 读标准输入；encode '' 生成空帧"
        ),
        EncodeError::NotText => return None,
        EncodeError::BadOpcode { .. } => say!(
            lang,
            "text, binary, continuation, ping, pong, close, or a number 0x0 to 0xf: 4 bits",
            "text, binary, continuation, ping, pong, close，或 0x0 到 0xf：共 4 位"
        ),
        EncodeError::BadRsv { .. } => {
            say!(lang, "--rsv 100 sets RSV1 alone", "--rsv 100 只把 RSV1 置 1")
        }
        EncodeError::BadMask { .. } => say!(
            lang,
            "--mask 37fa213d, --mask '37 fa 21 3d', --mask random or --mask none",
            "--mask 37fa213d, --mask '37 fa 21 3d', --mask random 或 --mask none"
        ),
        EncodeError::BadCloseCode { .. } => {
            say!(lang, "--close 1000 bye", "--close 1000 bye")
        }
        EncodeError::ReasonTooLong { .. } => say!(
            lang,
            "shorten it: 125 bytes less 2 for the code; a Chinese character takes 3",
            "请缩短：125 字节减去关闭码的 2 字节；一个汉字占 3 字节"
        ),
        EncodeError::LengthTooBig { form: LengthForm::Bits7, .. } => say!(
            lang,
            "--length-form 16 or 64, or a --length up to 255 (128 and more spill into MASK)",
            "用 --length-form 16 或 64，或 --length 不超过 255（128 起会溢出到 MASK）"
        ),
        EncodeError::LengthTooBig { .. } => say!(lang, "--length-form 64", "--length-form 64"),
        EncodeError::FragmentedControl { .. } => say!(
            lang,
            "leave --fragment out; --fin 0 or --fault F06 makes the broken frame",
            "去掉 --fragment; --fin 0 或 --fault F06 可生成错误的帧"
        ),
        EncodeError::CompressedControl { .. } => say!(
            lang,
            "leave --deflate out; --rsv 100 sets RSV1 all the same",
            "去掉 --deflate；用 --rsv 100 仍可把 RSV1 置 1"
        ),
        EncodeError::NoFreshKey => say!(lang, "--mask 37fa213d", "--mask 37fa213d"),
        EncodeError::UnknownRule { .. } | EncodeError::NoBytesBreak { .. } => say!(
            lang,
            "--fault takes F01 to F13, M01 to M04 and C01 to C04",
            "--fault 可用 F01 到 F13、M01 到 M04、C01 到 C04"
        ),
        EncodeError::WrongSender { sender, .. } => {
            let name = sender.name();
            say!(lang, "leave --from out, or --from {name}", "去掉 --from，或用 --from {name}")
        }
        EncodeError::UnknownSlip { .. } => {
            let names: Vec<&str> = FrameSlip::ALL.into_iter().map(FrameSlip::name).collect();
            names.join(", ")
        }
        EncodeError::Unsuited { slip, .. } => {
            let name = slip.name();
            say!(lang, "--slip {name} alone shows an example", "只写 --slip {name} 可看示例")
        }
        EncodeError::MaskAgainstSlip { .. } => {
            say!(lang, "leave --mask out, or --from server", "去掉 --mask，或用 --from server")
        }
        EncodeError::MaskAgainstFault { .. } => say!(lang, "leave --mask out", "去掉 --mask"),
        EncodeError::PayloadTooLong { .. } => {
            say!(lang, "shorten it, or leave it out", "请缩短文本，或不给文本")
        }
    })
}
