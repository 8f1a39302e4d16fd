//! Broken rules: what is wrong, why the rule exists, what a peer does, how to mend it.

use super::{Lang, say};
use crate::finding::{Entry, Fault, Level, Rule, Utf8Error};
use crate::prose::frame::opcode_name;
use crate::terms::LengthField;

/// The word for a level.
pub fn level(lang: Lang, level: Level) -> &'static str {
    match level {
        Level::Note => lang.pick("note", "提示"),
        Level::Warning => lang.pick("warning", "警告"),
        Level::Incomplete => lang.pick("incomplete", "不完整"),
        Level::Error => lang.pick("error", "错误"),
    }
}

/// What is wrong, in one line.
pub fn title(lang: Lang, fault: &Fault) -> String {
    match *fault {
        Fault::KeyLength { decoded } => super::accept::bad_key(lang, decoded),
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
        Fault::MessageTooBig { limit } => say!(
            lang,
            "the message is longer than {limit} bytes; the rest is not kept",
            "消息超过 {limit} 字节, 超出部分不保留"
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
    }
}

/// What to see at the bytes that a caret marks.
pub fn caret(lang: Lang, fault: &Fault) -> Option<String> {
    Some(match *fault {
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
        Fault::ShortPayload { .. } | Fault::ShortHeader { .. } => {
            say!(lang, "input ends here", "输入到此为止")
        }
        Fault::KeyLength { .. }
        | Fault::AcceptValue
        | Fault::ZeroMask
        | Fault::MaskKeyReused { .. }
        | Fault::NothingToContinue
        | Fault::Interrupted { .. }
        | Fault::MessageTooBig { .. }
        | Fault::CloseBodyOneByte { .. }
        | Fault::DataAfterClose { .. } => return None,
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

/// Why the rule exists.
pub fn why(lang: Lang, rule: Rule) -> &'static str {
    match rule {
        Rule::KeyLength => lang.pick(
            "the server only copies the key, but 16 random bytes make sure that no cache answers \
             for it",
            "服务端只是原样使用密钥, 但 16 个随机字节能保证不会有缓存冒充应答",
        ),
        Rule::AcceptValue => lang.pick(
            "the value proves that the server understood a WebSocket request and did not just echo",
            "这个值证明服务端真正理解了 WebSocket 请求, 而不是照搬回显",
        ),
        Rule::ShortHeader | Rule::ShortPayload => lang.pick(
            "TCP delivers bytes, not frames: one recv() may end anywhere, the rest comes later",
            "TCP 传的是字节流, 不是帧: 一次 recv() 可能停在任何位置, 其余的稍后才到",
        ),
        Rule::ReservedBits => lang.pick(
            "an extension changes what the payload means, so both ends must have agreed to it",
            "扩展会改变载荷的含义, 所以必须双方事先同意",
        ),
        Rule::ReservedOpcode => lang.pick(
            "a receiver that guesses what an unknown frame means would be wrong in its own way",
            "接收方若猜测未知帧的含义, 各家会猜得不一样",
        ),
        Rule::LongControl => lang.pick(
            "control frames come between fragments and must be taken in at once, without a buffer",
            "控制帧可能插在分片之间, 必须能立即收下, 不需要大缓冲区",
        ),
        Rule::FragmentedControl => lang.pick(
            "control frames come between the fragments of a message, so they have none themselves",
            "控制帧本身要插在消息的分片之间, 因此自己不能再分片",
        ),
        Rule::ClientUnmasked => lang.pick(
            "a random mask keeps a web page from choosing the bytes that a proxy sees, and so from \
             poisoning its cache (RFC 6455 10.3)",
            "随机掩码使网页无法决定代理看到的字节, 从而不能毒化代理缓存 (RFC 6455 10.3)",
        ),
        Rule::ServerMasked => lang.pick(
            "a server chooses its own bytes, so a mask would only cost time",
            "服务端的字节由自己决定, 掩码只会浪费时间",
        ),
        Rule::NonMinimalLength => lang.pick(
            "one length, one way to write it: two parsers cannot come to read it differently",
            "一个长度只有一种写法, 不同解析器才不会读出不同结果",
        ),
        Rule::LengthTopBit => lang.pick(
            "the length then fits a signed 64-bit number, the largest that many languages have",
            "这样长度就能放进有符号 64 位整数, 这是很多语言的最大整数",
        ),
        Rule::ZeroMask => lang.pick(
            "a key that can be guessed protects a proxy no better than none (RFC 6455 10.3)",
            "能被猜到的掩码键和没有掩码一样, 保护不了代理 (RFC 6455 10.3)",
        ),
        Rule::OverLimit | Rule::MessageTooBig => lang.pick(
            "a length costs the sender a few bytes to claim and the receiver memory to believe",
            "声明一个长度只要几个字节, 相信它却要占用接收方的内存",
        ),
        Rule::MaskKeyReused => lang.pick(
            "whoever has seen one frame could choose the bytes of the next on the wire",
            "看过一帧的人就能控制下一帧在线路上的字节",
        ),
        Rule::NothingToContinue => lang.pick(
            "the opcode stands in a message's first frame only: without it nobody knows the type",
            "消息类型只写在第一帧的操作码里, 没有它就不知道是文本还是二进制",
        ),
        Rule::Interrupted => lang.pick(
            "fragments carry no message number: a receiver has only one place to put them",
            "分片没有消息编号, 接收方只能把它们放进同一个消息",
        ),
        Rule::BadUtf8 | Rule::CloseReasonNotUtf8 => lang.pick(
            "one encoding, checked by everyone, so that nobody has to guess which it is",
            "只用一种编码并且人人检查, 就不必猜是哪种编码",
        ),
        Rule::CloseBodyOneByte => lang.pick(
            "the status code is a 16-bit number, high byte first",
            "状态码是 16 位整数, 高字节在前",
        ),
        Rule::CloseCodeNotAllowed => lang.pick(
            "1004, 1005, 1006 and 1015 tell a program what happened when no code came; the others \
             belong to nobody yet",
            "1004, 1005, 1006, 1015 只供程序内部表示没有收到关闭码; 其余的尚未分配",
        ),
        Rule::DataAfterClose => lang.pick(
            "close says \"I have sent everything\": the peer may already have stopped reading",
            "关闭帧表示 \"我已发完\", 对方可能已不再读取",
        ),
    }
}

/// What a peer does about it.
pub fn peer(lang: Lang, entry: &Entry, level: Level) -> Option<String> {
    match (level, entry.close) {
        (Level::Note, Some(code)) => Some(say!(
            lang,
            "if no handshake allowed it: fails the connection, close code {code} ({})",
            "如果握手没有允许: 断开连接, 关闭码 {code} ({})",
            close_code_name(lang, code.0)
        )),
        (_, Some(code)) => Some(say!(
            lang,
            "fails the connection, close code {code} ({})",
            "断开连接, 关闭码 {code} ({})",
            close_code_name(lang, code.0)
        )),
        (Level::Incomplete, None) => {
            Some(say!(lang, "waits for the missing bytes", "等待缺少的字节"))
        }
        (Level::Warning, None) => Some(say!(lang, "goes on", "照常继续")),
        (Level::Error, None) => {
            Some(say!(lang, "ignores it or drops the connection", "忽略或断开连接"))
        }
        (Level::Note, None) => None,
    }
}

/// How to mend it, where that is sure.
pub fn fix(lang: Lang, fault: &Fault) -> Option<String> {
    Some(match *fault {
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
        | Fault::CloseReasonNotUtf8 { .. } => return None,
    })
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

fn hex_bytes(bytes: &[u8]) -> String {
    let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.join(" ")
}

/// The small label before the rule in the RFC's words.
pub fn rule_label(lang: Lang) -> &'static str {
    lang.pick("rule", "规则")
}

/// The small label before why the rule exists.
pub fn why_label(lang: Lang) -> &'static str {
    lang.pick("why", "原因")
}

/// The small label before what a peer does.
pub fn peer_label(lang: Lang) -> &'static str {
    lang.pick("peer", "对方")
}

/// The small label before how to mend it.
pub fn fix_label(lang: Lang) -> &'static str {
    lang.pick("fix", "改法")
}

/// The small label before bytes of the unmasked payload.
pub fn payload_at(lang: Lang) -> &'static str {
    lang.pick("payload", "载荷")
}

/// The word before a slip.
pub fn cause(lang: Lang) -> &'static str {
    lang.pick("cause", "病因")
}

/// The small label before what proves a slip.
pub fn proof_label(lang: Lang) -> &'static str {
    lang.pick("proof", "依据")
}

/// The small label before what the sender meant.
pub fn meant_label(lang: Lang) -> &'static str {
    lang.pick("meant", "原意")
}

/// The small label before how to mend a slip.
pub fn cure_label(lang: Lang) -> &'static str {
    lang.pick("cure", "改法")
}
