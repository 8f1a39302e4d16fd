//! How a frame is made, step by step.

pub mod error;
#[cfg(feature = "program")]
pub mod help;
pub mod plain;
pub mod reader;

use crate::encode::{KeyOrigin, WrittenFrame};
use crate::finding::Rule;
use crate::prose::frame::{self as frame_prose, opcode_name};
use crate::prose::{Lang, plural, say};
use crate::terms::{CloseCode, LengthField, Role};

/// A step or section of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The rule that is broken on purpose.
    Fault,
    /// The mistake that is made on purpose.
    Slip,
    /// The payload of a text, to UTF-8.
    Text,
    /// Any other payload.
    Bytes,
    /// The compression.
    Deflate,
    /// The body of a Close frame.
    Close,
    /// The header.
    Header,
    /// The mask key.
    Key,
    /// The masking.
    Mask,
    /// All of the frame.
    Frame,
    /// The frames after the first.
    More,
    /// The bytes in other notations.
    As,
    /// What a reader sees.
    Reader,
}

/// The label of a section, at most 8 columns.
pub fn label(lang: Lang, part: Part) -> &'static str {
    match part {
        Part::Fault => lang.pick("FAULT", "故意"),
        Part::Slip => lang.pick("SLIP", "出错"),
        Part::Text => lang.pick("TEXT", "文本"),
        Part::Bytes => lang.pick("BYTES", "字节"),
        Part::Deflate => lang.pick("DEFLATE", "压缩"),
        Part::Close => lang.pick("CLOSE", "关闭"),
        Part::Header => lang.pick("HEADER", "帧头"),
        Part::Key => lang.pick("KEY", "掩码键"),
        Part::Mask => lang.pick("MASK", "加掩码"),
        Part::Frame => lang.pick("FRAME", "整帧"),
        Part::More => lang.pick("MORE", "其余"),
        Part::As => lang.pick("AS", "写法"),
        Part::Reader => lang.pick("READER", "接收方"),
    }
}

/// That a rule is broken on purpose.
pub fn on_purpose(lang: Lang, rule: Rule) -> String {
    let (code, name) = (rule.code(), rule.entry().name);
    say!(lang, "breaks {code} ({name}) on purpose", "故意违反 {code} ({name})")
}

/// That a mistake is made on purpose; `title` says which.
pub fn slip_on_purpose(lang: Lang, name: &str, title: &str) -> String {
    say!(lang, "{name}, on purpose: {title}", "模拟 {name}：{title}")
}

/// The steps that come first, where a mistake is made.
pub fn honest_first(lang: Lang) -> &'static str {
    lang.pick("the first steps are those of a correct sender", "前几步是正确的做法")
}

/// Before the bytes that a mistake makes.
pub fn slip_makes(lang: Lang, bytes: usize) -> String {
    let bytes = frame_prose::bytes(lang, bytes as u64);
    say!(lang, "but the mistake makes these {bytes}:", "而出错的代码发出的是这 {bytes}：")
}

/// Behind a text: how it becomes bytes.
pub const fn to_utf8() -> &'static str {
    "-> UTF-8"
}

/// How long a text is.
pub fn text_counts(lang: Lang, characters: usize, bytes: usize) -> String {
    let bytes = frame_prose::bytes(lang, bytes as u64);
    match (lang, characters) {
        (Lang::En, 1) => format!("1 character, {bytes}"),
        (Lang::En, n) => format!("{n} characters, {bytes}"),
        (Lang::Zh, n) => format!("{n} 个字符，{bytes}"),
    }
}

/// A status code before its two bytes.
pub fn close_code(lang: Lang, code: CloseCode) -> String {
    say!(lang, "status code {code}, high byte first", "状态码 {code}，高字节在前")
}

/// A reason before its bytes.
pub fn close_reason(lang: Lang, reason: &str) -> String {
    say!(lang, "reason {reason} -> UTF-8", "原因 {reason} -> UTF-8")
}

/// The four values of byte 0.
pub fn byte0(lang: Lang, frame: &WrittenFrame) -> String {
    let header = &frame.header;
    let (fin, rsv, opcode) = (u8::from(header.fin), header.rsv, header.opcode.0 & 0xf);
    let name = opcode_name(lang, header.opcode);
    say!(
        lang,
        "FIN {fin}, RSV {rsv}, opcode {opcode:04b} ({name})",
        "FIN {fin}，RSV {rsv}，操作码 {opcode:04b} ({name})"
    )
}

/// The two values of byte 1.
pub fn byte1(lang: Lang, frame: &WrittenFrame) -> String {
    let mask = u8::from(frame.header.mask_key.is_some());
    match frame.header.length {
        LengthField::Bits7(n @ 128..) => {
            say!(lang, "MASK {mask}, length {n} takes 8 bits", "MASK {mask}，长度 {n} 要占 8 比特")
        }
        LengthField::Bits7(n) => say!(
            lang,
            "MASK {mask}, length {n} (0-125: one byte)",
            "MASK {mask}，长度 {n}（0-125：1 字节）"
        ),
        LengthField::Bits16(_) => {
            say!(lang, "MASK {mask}, 126: length in 2 bytes", "MASK {mask}，126：长度另占 2 字节")
        }
        LengthField::Bits64(_) => {
            say!(lang, "MASK {mask}, 127: length in 8 bytes", "MASK {mask}，127：长度另占 8 字节")
        }
    }
}

/// The extended length, before its bytes; `None` where there is none.
pub fn extended_length(lang: Lang, length: LengthField) -> Option<String> {
    match length {
        LengthField::Bits7(_) => None,
        LengthField::Bits16(n) => {
            let (high, low) = (n >> 8, n & 0xff);
            Some(say!(lang, "{n} = {high} x 256 + {low}", "{n} = {high} x 256 + {low}"))
        }
        LengthField::Bits64(n) => Some(say!(lang, "length {n}", "长度 {n}")),
    }
}

/// What is wrong with the length on purpose; nothing for an honest one.
pub fn length_warnings(lang: Lang, frame: &WrittenFrame) -> Vec<String> {
    let (claim, real) = (frame.header.length, frame.payload.len());
    let mut told = Vec::new();
    if claim.value() != real as u64 {
        let s = plural(real as u64);
        told.push(say!(
            lang,
            "the payload has {real} byte{s}: this length is a lie",
            "载荷实际是 {real} 字节：这个长度是假的"
        ));
    }
    match claim {
        LengthField::Bits7(n @ 128..) => {
            let low = n & 0x7f;
            told.push(say!(
                lang,
                "{n} takes 8 bits: its top bit lands on MASK, and {low} is left as the length",
                "{n} 要占 8 比特：最高比特落在 MASK 上，剩下的 {low} 被当作长度"
            ));
        }
        LengthField::Bits7(n @ 126..) => {
            let more = if n == 126 { 2 } else { 8 };
            told.push(say!(
                lang,
                "{n} says to a reader that the length is in the next {more} bytes",
                "{n} 对接收方意味着长度在后面 {more} 字节"
            ));
        }
        length if !length.is_minimal() => told.push(say!(
            lang,
            "a shorter form would do: the minimal one MUST be used (5.2)",
            "有更短的形式：必须使用最短的一种 (5.2)"
        )),
        _ => {}
    }
    told
}

/// Where the mask key comes from, and what the RFC says to that; `sender` where it is known.
pub fn key_origin(lang: Lang, origin: KeyOrigin, sender: Option<Role>) -> &'static str {
    match (origin, sender) {
        (KeyOrigin::Unmasked, Some(Role::Client)) => lang.pick(
            "none: MASK is 0, although a client MUST mask every frame (5.1)",
            "无：MASK 为 0，但客户端必须对每一帧使用掩码 (5.1)",
        ),
        (KeyOrigin::Unmasked, _) => lang.pick(
            "none: MASK is 0, the payload goes as it is (servers never mask, 5.1)",
            "无：MASK 为 0，载荷原样发送（服务端从不使用掩码，5.1）",
        ),
        (KeyOrigin::Given | KeyOrigin::Random, Some(Role::Server)) => lang.pick(
            "although a server MUST NOT mask any frame (5.1)",
            "但服务端不得对任何帧使用掩码 (5.1)",
        ),
        (KeyOrigin::Given, _) => lang.pick(
            "from --mask (real clients MUST pick at random, 5.3)",
            "来自 --mask（真正的客户端必须随机选取，5.3）",
        ),
        (KeyOrigin::Random, _) => lang.pick(
            "picked at random, a new one for every frame (5.3)",
            "随机选取，每一帧都重新选 (5.3)",
        ),
        (KeyOrigin::Example, _) => lang.pick(
            "of this example (real clients MUST pick at random, 5.3)",
            "示例用的键（真正的客户端必须随机选取，5.3）",
        ),
        (KeyOrigin::Fault, _) => lang.pick("chosen badly, on purpose (5.3)", "故意选得不好 (5.3)"),
    }
}

/// A sum whose total is a number of bytes: `2 + 4 + 5 = 11 bytes`.
pub fn sum(lang: Lang, parts: &[usize]) -> String {
    let total = frame_prose::bytes(lang, parts.iter().sum::<usize>() as u64);
    let parts: Vec<String> = parts.iter().map(usize::to_string).collect();
    format!("{} = {total}", parts.join(" + "))
}

/// That the end of the frame is cut off on purpose.
pub fn cut_off(lang: Lang, sent: usize, whole: usize) -> String {
    say!(
        lang,
        "{sent} of the {whole} bytes sent, the end is cut off on purpose",
        "共 {whole} 字节，只发送 {sent} 字节，末尾故意切掉"
    )
}

/// Which bytes of the message the first of several frames takes.
pub fn first_piece(lang: Lang, hex: &str) -> String {
    say!(lang, "frame 1 takes {hex}", "第 1 帧取 {hex}")
}

/// In place of frames that are not shown.
pub fn frames_not_shown(lang: Lang, frames: usize) -> String {
    say!(
        lang,
        "... {frames} frames not shown (--all-bytes shows all)",
        "... 省略 {frames} 帧（--all-bytes 显示全部）"
    )
}

/// In place of the notations, where they would fill the screen.
pub fn notations_not_shown(lang: Lang, bytes: usize, names: &str) -> String {
    say!(
        lang,
        "{bytes} bytes: --as {names} prints them whole, --all-bytes shows every form here",
        "共 {bytes} 字节：用 --as {names} 完整打印，--all-bytes 在此显示各种写法"
    )
}

/// The steps that are shown, where there are several frames.
pub fn steps_of_first(lang: Lang, frames: usize) -> String {
    say!(
        lang,
        "{frames} frames; the steps below make the first",
        "共 {frames} 帧；以下是第一帧的步骤"
    )
}

/// A frame in a line: type, FIN, key, length.
pub fn frame_line(lang: Lang, number: usize, frame: &WrittenFrame) -> String {
    let header = &frame.header;
    let (fin, name) = (u8::from(header.fin), opcode_name(lang, header.opcode));
    let length = frame_prose::bytes(lang, frame.payload.len() as u64);
    let key = header.mask_key.map_or(String::new(), |[a, b, c, d]| {
        say!(
            lang,
            ", key {a:02x} {b:02x} {c:02x} {d:02x}",
            "，掩码键 {a:02x} {b:02x} {c:02x} {d:02x}"
        )
    });
    say!(
        lang,
        "frame {number}: {name}, FIN {fin}{key}, {length}",
        "第 {number} 帧：{name}，FIN {fin}{key}，{length}"
    )
}

/// That a frame ends inside a character of the text.
pub fn cut_in_character(lang: Lang, number: usize, here: &str, there: &str) -> String {
    say!(
        lang,
        "a character is cut after frame {number}: {here} here, {there} in the next. That is legal: \
         UTF-8 is checked over the whole message (5.6)",
        "第 {number} 帧末尾切断了一个字符：本帧 {here}，下一帧 {there}。这是合法的：UTF-8 按整条消息检查 (5.6)"
    )
}
