//! What in these bytes proves a slip, with its numbers.

use crate::prose::{Lang, say};
use crate::slips::frame::Evidence;
use crate::terms::{MaskKey, Opcode};

/// What proves the slip: one to three short sentences.
pub fn evidence(lang: Lang, evidence: &Evidence) -> String {
    use Evidence as Of;
    match evidence {
        Of::Length254 { len, masked: false } => {
            let symptom = symptom(lang, *len);
            say!(
                lang,
                "Byte 1 is {len:02x} = {len}. Taken for the length itself, it makes everything fit: \
                 {len} bytes of text follow. {symptom}",
                "字节 1 是 {len:02x} = {len}. 直接把它当作长度, 一切就对上了: 后面正好是 {len} 字节\
                 文本. {symptom}"
            )
        }
        Of::Length254 { len, masked: true } => say!(
            lang,
            "With {len} as the length and a mask key behind byte 1, everything fits: {len} bytes unmask to text. A receiver sees only the low 7 bits of byte 1.",
            "以 {len} 为长度, 字节 1 后面是掩码键, 一切就对上了: {len} 字节去掩码后是文本. 接收方只看字节 1 的低 7 位."
        ),
        Of::JsShiftWrap { read, len } => say!(
            lang,
            "The 64-bit length {read:016x} is {len:08x} twice over, and {len} bytes are what is there.",
            "64 位长度 {read:016x} 是 {len:08x} 重复了两遍, 而载荷正好是 {len} 字节."
        ),
        Of::LittleEndianLength { read, meant } => say!(
            lang,
            "Read high byte first the length is {read}, which does not fit; read low byte first it is {meant}, which does.",
            "按大端序读长度是 {read}, 对不上; 按小端序读是 {meant}, 正好对上."
        ),
        Of::CharactersCounted { counted, bytes } => {
            let characters = count(*counted, "character");
            say!(
                lang,
                "The length says {counted}. A text of {characters} is there, and it takes {bytes} bytes.",
                "长度写的是 {counted}. 这里的文本有 {counted} 个字符, 占 {bytes} 字节."
            )
        }
        Of::Utf16UnitsCounted { counted, bytes } => {
            let units = count(*counted, "UTF-16 unit");
            say!(
                lang,
                "The length says {counted}. A text of {units} is there, and it takes {bytes} bytes.",
                "长度写的是 {counted}. 这里的文本有 {counted} 个 UTF-16 码元, 占 {bytes} 字节."
            )
        }
        Of::LengthCountsKey { read, len } => {
            let behind = count(*len, "byte");
            say!(
                lang,
                "The length says {read}. After {behind} the text ends and the next frame begins: {read} = {len} + 4 bytes of key.",
                "长度写的是 {read}. 但 {len} 字节后文本结束, 下一帧开始: {read} = {len} + 4 字节掩码键."
            )
        }
        Of::LengthCountsHeader { read, len, extra } => {
            let behind = count(*len, "byte");
            say!(
                lang,
                "The length says {read}. After {behind} the text ends and the next frame begins: {read} = {len} + {extra} bytes of header.",
                "长度写的是 {read}. 但 {len} 字节后文本结束, 下一帧开始: {read} = {len} + {extra} 字节帧头."
            )
        }
        Of::ExtendedLengthInPayload { length, masked: false } => say!(
            lang,
            "The payload begins with the number {}, and just so many bytes of text follow it.",
            "载荷以数字 {} 开头, 后面正好是这么多字节的文本.",
            length.value()
        ),
        Of::ExtendedLengthInPayload { length, masked: true } => say!(
            lang,
            "The payload begins with the number {}; then come a mask key and just so many bytes, which it unmasks to text.",
            "载荷以数字 {} 开头, 接着是掩码键和正好这么多字节, 用该键去掩码后是文本.",
            length.value()
        ),
        Of::SixtyFourBitForm { len } => say!(
            lang,
            "The length {len} stands in 8 bytes, and all else is in order. Any length from 126 to 65535 belongs in 2 bytes.",
            "长度 {len} 用了 8 字节, 其余都正常. 126 到 65535 的长度应当用 2 字节."
        ),
        Of::LongFormForShort { length } => say!(
            lang,
            "The length {} stands in {} more bytes, and all else is in order. A length up to 125 belongs in byte 1 itself.",
            "长度 {} 另用了 {} 字节, 其余都正常. 不超过 125 的长度应当直接写在字节 1.",
            length.value(),
            length.extended_bytes()
        ),
        Of::MaskBitForgotten { key } => say!(
            lang,
            "The 4 bytes behind the length, {key}, unmask the bytes after them to text that fits the length.",
            "长度后面的 4 字节 {key} 正是掩码键: 用它去掩码, 后面是长度相符的文本.",
            key = hex(key)
        ),
        Of::MaskKeyInPayload { key } => say!(
            lang,
            "The first 4 bytes of the payload, {key}, unmask the rest of it to text.",
            "载荷的前 4 字节 {key} 正是掩码键: 用它给其余字节去掩码, 得到文本.",
            key = hex(key)
        ),
        Of::MaskedBytesAsText { key } => say!(
            lang,
            "The payload is byte for byte what a client sent before, still masked with its key {key}.",
            "载荷与客户端先前发来的逐字节相同, 仍带着掩码 (键 {key}).",
            key = hex(key)
        ),
        Of::FirstKeyByteOnly { key: [first, ..] } => say!(
            lang,
            "With key[i mod 4] the payload is no text; with {first:02x}, the first key byte, for every byte it is.",
            "用 key[i mod 4] 去掩码得不到文本; 每个字节都用第一个键字节 {first:02x}, 就是文本."
        ),
        Of::MaskIndexNotRestarted { before } => {
            let payload = count(*before, "payload byte");
            say!(
                lang,
                "The frames before have {payload}. If the mask index starts at {} instead of 0, the payload is text.",
                "前面各帧的载荷共 {before} 字节. 掩码下标从 {} 而不是 0 开始, 载荷就是文本.",
                before % 4
            )
        }
        Of::MaskIndexFromFrameStart { header_len } => say!(
            lang,
            "The header has {header_len} bytes. If the mask index starts at {header_len} mod 4 = {} instead of 0, the payload is text.",
            "帧头有 {header_len} 字节. 掩码下标从 {header_len} mod 4 = {} 而不是 0 开始, 载荷就是文本.",
            header_len % 4
        ),
        Of::MaskKeyReversed { key } => say!(
            lang,
            "With the key {key} the payload is no text; with its bytes in the other order it is.",
            "用掩码键 {key} 得不到文本; 把它的 4 个字节倒过来, 就是文本.",
            key = hex(key)
        ),
        Of::PayloadNotMasked { key } => say!(
            lang,
            "The payload is text as it stands on the wire; the key {key} only spoils it. (Masking twice gives the same bytes.)",
            "载荷不去掩码就已经是文本, 用掩码键 {key} 反而弄乱了. (做两次掩码也是这个结果.)",
            key = hex(key)
        ),
        Of::ServerMasks { key } => say!(
            lang,
            "A server sent this, MASK is 1 and the key is {key}; all else is in order.",
            "这是服务端发的, MASK 位却是 1, 掩码键 {key}; 其余都正常.",
            key = hex(key)
        ),
        Of::ClientDoesNotMask => say!(
            lang,
            "A client sent this and MASK is 0; all else is in order.",
            "这是客户端发的, MASK 位却是 0; 其余都正常."
        ),
        Of::FramesTakenForOne { at, frames } => {
            let whole = count(*frames, "whole frame");
            say!(
                lang,
                "The text ends at payload byte {at}. From there on, the payload is {whole}, header and all.",
                "文本到载荷第 {at} 字节为止, 从那里起是 {frames} 个完整的帧, 连帧头都在."
            )
        }
        Of::FramedTwice { frames } => {
            let whole = count(*frames, "whole frame");
            say!(
                lang,
                "The payload is itself {whole}, header and all, with nothing left over.",
                "载荷本身就是 {frames} 个完整的帧, 连帧头都在, 一个字节不多."
            )
        }
        Of::OpcodeAsDigits { byte0 } => say!(
            lang,
            "The input begins with the characters '{byte0:02x}'. With the one byte {byte0:02x} in their place, the frame fits.",
            "输入以字符 '{byte0:02x}' 开头. 换成一个字节 {byte0:02x}, 帧就对上了."
        ),
        Of::FrameAsHex { digits, bytes } => say!(
            lang,
            "All of it is {digits} hex digits, and they stand for a whole frame of {bytes} bytes.",
            "全部是 {digits} 个十六进制数字, 正好表示一个 {bytes} 字节的完整帧."
        ),
        Of::FrameAsLiteral { bytes } => say!(
            lang,
            "All of it is a literal with escapes, and it stands for a whole frame of {bytes} bytes.",
            "全部是带转义的字面量文本, 正好表示一个 {bytes} 字节的完整帧."
        ),
        Of::HeaderAsUtf8 { len } => say!(
            lang,
            "c2 81 is U+0081 in UTF-8. Read as the byte 81, with {len} behind it as the length, the text fits.",
            "c2 81 是 U+0081 的 UTF-8 编码. 当作字节 81, 后面的 {len} 当作长度, 文本就对上了."
        ),
        Of::HttpText { line } => say!(
            lang,
            "The bytes begin with the line \"{line}\".",
            "这些字节以这一行开头: \"{line}\"."
        ),
        Of::TlsBytes { content, minor, len, records } => {
            let fill = if *records == 1 {
                "it fills".to_owned()
            } else {
                format!("{records} such records fill")
            };
            let (kind_en, kind_zh) = record_type(*content);
            let long = count(*len, "byte");
            say!(
                lang,
                "{content:02x} 03 {minor:02x} begins a TLS record ({kind_en}) of {long}; {fill} the input.",
                "{content:02x} 03 {minor:02x} 是 TLS 记录的开头 ({kind_zh}), 长 {len} 字节; 整个输入是 {records} 个这样的记录."
            )
        }
        Of::GbkText { pairs } => {
            let pairs_en = count(*pairs, "pair");
            say!(
                lang,
                "Not UTF-8, but all bytes outside ASCII are {pairs_en} that GBK knows, nearly all of them common characters.",
                "不是 UTF-8, 但 ASCII 以外的字节正好是 {pairs} 对 GBK 编码, 几乎都是常用字."
            )
        }
        Of::Utf16Text { little_endian, marked: true, zeros: _ } => say!(
            lang,
            "The payload begins with a byte order mark of UTF-16, {}, and all of it reads so.",
            "载荷以 UTF-16 的字节序标记 {} 开头, 全部按 UTF-16 读得通.",
            if *little_endian { "ff fe" } else { "fe ff" }
        ),
        Of::Utf16Text { little_endian, marked: false, zeros: 0 } => say!(
            lang,
            "In pairs of bytes, {}, the payload is UTF-16: nearly all Chinese characters.",
            "两字节一组 ({}), 载荷按 UTF-16 读几乎全是汉字.",
            order(lang, *little_endian)
        ),
        Of::Utf16Text { little_endian, marked: false, zeros } => say!(
            lang,
            "{zeros} of the bytes are zero, as UTF-16 has them beside ASCII letters ({}).",
            "有 {zeros} 个字节是 0, 正是 UTF-16 中 ASCII 字母的样子 ({}).",
            order(lang, *little_endian)
        ),
        Of::Latin1Text { accented } => say!(
            lang,
            "Not UTF-8, but the bytes outside ASCII are accented letters of Latin-1, {accented} of them, among plain letters.",
            "不是 UTF-8, 但 ASCII 以外的字节都是 Latin-1 的带附加符号的字母 ({accented} 个), 夹在普通字母之间."
        ),
        Of::CloseCodeLittleEndian { read, meant } => say!(
            lang,
            "Read high byte first the code is {read}, which nobody may send; read low byte first it is {meant}.",
            "按大端序读, 关闭码是 {read}, 不允许发送; 按小端序读是 {meant}."
        ),
        Of::CloseCodeAsText { read, meant } => say!(
            lang,
            "The payload begins with the characters '{meant}'; a receiver takes the first two for the number {read}.",
            "载荷以字符 '{meant}' 开头; 接收方把前两个字符当成了数字 {read}."
        ),
        Of::CloseCodeFourBytes { meant, little_endian } => say!(
            lang,
            "The first 4 bytes are {meant} as a 32-bit number, {}; a close code has 2 bytes.",
            "前 4 字节是 32 位的 {meant} ({}); 关闭码只有 2 字节.",
            order(lang, *little_endian)
        ),
        Of::CloseReasonWithoutCode { read } => say!(
            lang,
            "The whole payload is text; a receiver takes its first two bytes for the code {read}.",
            "整个载荷都是文本; 接收方把前两个字节当成了关闭码 {read}."
        ),
        Of::FinForgotten { opcode } => {
            let kind = kind_zh(*opcode);
            say!(
                lang,
                "FIN is 0 here and in the {opcode} frame before; both begin a message, and none is ever ended.",
                "这一帧和前一个{kind}帧的 FIN 都是 0; 两个都是消息的开头, 却都没有结束."
            )
        }
        Of::OpcodeRepeated { opcode } => {
            let kind = kind_zh(*opcode);
            say!(
                lang,
                "The frame before has FIN 0, so this one goes on with its message; but its opcode is {opcode} again, not 0.",
                "前一帧的 FIN 是 0, 这一帧是同一消息的后续, 操作码却又是{kind}, 不是 0."
            )
        }
    }
}

/// What a receiver makes of a one-byte length past 125.
fn symptom(lang: Lang, len: u8) -> &'static str {
    match len {
        126 => lang.pick(
            "A receiver takes 126 for \"the length is in the next 2 bytes\", and these are text.",
            "接收方把 126 理解成 \"长度在后面 2 字节\", 而那是文本.",
        ),
        127 => lang.pick(
            "A receiver takes 127 for \"the length is in the next 8 bytes\", and these are text.",
            "接收方把 127 理解成 \"长度在后面 8 字节\", 而那是文本.",
        ),
        _ => lang.pick(
            "A receiver takes its top bit for MASK, and the first 4 bytes of text for the key.",
            "接收方把最高位当成 MASK 位, 把文本的前 4 字节当成掩码键.",
        ),
    }
}

/// The kind of a data frame in Chinese.
fn kind_zh(opcode: Opcode) -> String {
    match opcode {
        Opcode::TEXT => "文本".to_owned(),
        Opcode::BINARY => "二进制".to_owned(),
        _ => opcode.to_string(),
    }
}

/// A number of things in English: `1 whole frame`, `2 whole frames`.
fn count(n: usize, thing: &str) -> String {
    format!("{n} {thing}{}", if n == 1 { "" } else { "s" })
}

/// The key's bytes with spaces between: `a4 c4 22 cd`.
fn hex([a, b, c, d]: &MaskKey) -> String {
    format!("{a:02x} {b:02x} {c:02x} {d:02x}")
}

fn order(lang: Lang, little_endian: bool) -> &'static str {
    if little_endian {
        lang.pick("low byte first", "小端序")
    } else {
        lang.pick("high byte first", "大端序")
    }
}

/// What a TLS record carries (RFC 8446 section 5.1), in each language.
const fn record_type(content: u8) -> (&'static str, &'static str) {
    match content {
        0x14 => ("change of cipher", "更换密码规范"),
        0x15 => ("alert", "警报"),
        0x16 => ("handshake", "握手"),
        _ => ("application data", "应用数据"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_counted_as_one() {
        for one in [
            Evidence::LengthCountsKey { read: 5, len: 1 },
            Evidence::CharactersCounted { counted: 1, bytes: 3 },
            Evidence::GbkText { pairs: 1 },
            Evidence::MaskIndexNotRestarted { before: 1 },
        ] {
            let said = evidence(Lang::En, &one);
            let plural = ["1 bytes", "1 characters", "1 pairs", "1 payload bytes"];
            assert!(!plural.iter().any(|word| said.contains(word)), "{said}");
        }
    }
}
