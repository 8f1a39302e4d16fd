//! What is said of a text that was read as bytes, and of one that was not. Imports `notation`.

mod help;
mod refusal;

use super::{Lang, say};
use crate::notation::{Notation, Payload, Reading, Remark};

pub use help::{candidates, candidates_label, error_label, fix_label, help, help_label};
pub(crate) use refusal::is_shown;
pub use refusal::{label, title};

/// A notation, as it stands in a sentence: `a Python literal`.
pub const fn notation_name(lang: Lang, notation: Notation) -> &'static str {
    match notation {
        Notation::PythonLiteral => lang.pick("a Python literal", "Python 字面量"),
        Notation::Escapes => lang.pick("a string with escapes", "带转义的字符串"),
        Notation::Hex => lang.pick("hex", "十六进制"),
        Notation::Array => lang.pick("an array of numbers", "数字数组"),
        Notation::NodeBuffer => lang.pick("a Node buffer", "Node 的 Buffer"),
        Notation::Dump => lang.pick("a dump with offsets", "带偏移的转储"),
        Notation::Bits => lang.pick("bits", "二进制位"),
        Notation::Base64 => lang.pick("base64", "base64"),
        Notation::Http => lang.pick("an HTTP head", "HTTP 头部"),
        Notation::Raw => lang.pick("raw bytes", "原始字节"),
    }
}

/// What was read: `17 bytes, a Python literal: 13 escapes, 4 plain characters`.
pub fn what_was_read(lang: Lang, reading: &Reading) -> String {
    let name = notation_name(lang, reading.notation);
    let (escapes, plain) = (reading.escapes, reading.plain);
    let (bytes, of) = (reading.bytes.len(), spaced(name));
    let said = match lang {
        // "12 bytes, raw bytes" would say it twice.
        Lang::En if reading.notation == Notation::Raw => counted(bytes, "raw byte"),
        Lang::Zh if reading.notation == Notation::Raw => format!("读到 {bytes} 个原始字节"),
        Lang::En => format!("{}, {name}", counted(bytes, "byte")),
        Lang::Zh => format!("从{of}读到 {bytes} 字节"),
    };
    if escapes + plain == 0 {
        return said;
    }
    match lang {
        Lang::En => {
            let plain = counted(plain, "plain character");
            format!("{said}: {}, {plain}", counted(escapes, "escape"))
        }
        Lang::Zh => format!("{said}：{escapes} 个是转义，{plain} 个是普通字符"),
    }
}

/// What the user should know of a reading.
pub fn remark(lang: Lang, remark: &Remark) -> String {
    match remark.clone() {
        Remark::AndSoOn { more_bytes: Some(more), .. } => say!(
            lang,
            "the text leaves out {} bytes at its end: they are not read",
            "文本末尾省略了 {} 字节，没有读到",
            more
        ),
        Remark::AndSoOn { more_bytes: None, could_be_bytes: true, .. } => say!(
            lang,
            "the final \"...\" was read as \"and so on\", not as bytes 2e 2e 2e \
             (--literal-dots reads it as bytes)",
            "末尾的 \"...\" 读作 \"等等\"，不是字节 2e 2e 2e（--literal-dots 把它读作字节）"
        ),
        Remark::AndSoOn { more_bytes: None, could_be_bytes: false, .. } => say!(
            lang,
            "the final \"...\" was read as \"and so on\"",
            "末尾的 \"...\" 读作 \"等等\""
        ),
        Remark::DotsAreBytes { .. } => say!(
            lang,
            "the \"...\" before the closing quote was read as bytes 2e 2e 2e",
            "结束引号前的 \"...\" 读作字节 2e 2e 2e"
        ),
        Remark::SpacesSkipped { count } => {
            let (n, were) = (counted(count, "space"), was_or_were(count));
            say!(lang, "{n} {were} left out, as asked", "按要求略去了 {count} 个空格")
        }
        Remark::SpacesAtEnd { count } => {
            let (n, were) = (counted(count, "space"), was_or_were(count));
            say!(
                lang,
                "{n} at the end {were} left out (put quotes around the literal to keep them)",
                "略去了末尾的 {count} 个空格（给字面量加上引号就会保留）"
            )
        }
        Remark::WrappedLines { count } => {
            let (n, were) = (counted(count, "line break"), was_or_were(count));
            say!(
                lang,
                "{n} inside the literal {were} read as wrapping, not as bytes",
                "字面量里的 {count} 处换行读作折行，不是字节"
            )
        }
        Remark::MissingClosingQuote => say!(
            lang,
            "the closing quote or bracket is missing: read up to the end",
            "缺少结束的引号或括号：一直读到末尾"
        ),
        Remark::SeveralLiterals { count } => say!(
            lang,
            "{count} pieces were joined, as one stream",
            "{count} 段已按顺序连成一个字节流"
        ),
        Remark::TextAround { count } => {
            let (n, were) = (counted(count, "character"), was_or_were(count));
            say!(lang, "{n} around the bytes {were} left out", "略去了字节周围的 {count} 个字符")
        }
        Remark::NonAscii { count } => {
            let (n, were) = (counted(count, "character"), was_or_were(count));
            say!(
                lang,
                "{n} beyond ASCII {were} read as UTF-8",
                "{count} 个非 ASCII 字符按 UTF-8 读作字节"
            )
        }
        Remark::SignedBytes { count } => {
            let (n, were) = (counted(count, "negative number"), was_or_were(count));
            say!(
                lang,
                "{n} {were} read as signed bytes (-1 is ff)",
                "{count} 个负数按有符号字节读取（-1 就是 ff）"
            )
        }
        Remark::GutterIgnored => {
            say!(lang, "the offsets and the text column are left out", "偏移和右侧的文本栏已略去")
        }
        Remark::RepeatedLines { bytes } => say!(
            lang,
            "* was read as repeated lines: {bytes} bytes",
            "* 读作重复的行：{bytes} 字节"
        ),
        Remark::PacketHeaders => say!(
            lang,
            "offsets with 0x and a colon, as tcpdump prints packets: if it is one, the bytes begin \
             with its IP and TCP headers",
            "偏移写作 0x 加冒号，像 tcpdump 打印的数据包：若确实如此，字节以 IP 和 TCP 首部开头"
        ),
        Remark::BeforeEachLine { text, lines } => {
            let shown: String = text.chars().filter(|c| is_shown(*c)).take(60).collect();
            let n = counted(lines, "line");
            say!(
                lang,
                "text before the data is ignored, on {n}: {shown}",
                "略去了数据前面的内容，共 {lines} 行：{shown}"
            )
        }
        Remark::PiecesLeftOut { count } => {
            let (n, were) = (counted(count, "piece"), was_or_were(count));
            say!(
                lang,
                "{n} of text {were} left out beside the literal that makes frames",
                "略去了 {count} 段文本：只有其余的字面量能组成帧"
            )
        }
        Remark::FirstLineAdded { line } => say!(
            lang,
            "the copy has no first line, so \"{line}\" was put before the fields",
            "复制的内容没有首行，已在头字段前补上 \"{line}\""
        ),
        Remark::MayBePayload(Payload::Text) => say!(
            lang,
            "these bytes are text and begin with no plausible frame header: a payload without its \
             frame?",
            "这些字节是文本，开头不像帧头：可能是没有帧头的载荷"
        ),
        Remark::MayBePayload(Payload::CloseBody { code }) => say!(
            lang,
            "these bytes begin with no plausible frame header and fit the body of a Close frame: \
             code {code}",
            "这些字节开头不像帧头，却符合 Close 帧的内容：关闭码 {code}"
        ),
        Remark::MayBePayload(Payload::Compressed { text }) => {
            let shown: String = text.chars().filter(|c| is_shown(*c)).collect();
            say!(
                lang,
                "these bytes begin with no plausible frame header and inflate to text: a compressed \
                 payload without its frame? {shown}",
                "这些字节开头不像帧头，却能解压为文本：可能是没有帧头的压缩载荷。{shown}"
            )
        }
        Remark::SnifferDots => say!(
            lang,
            "bytes are lost: the dots of tcpdump -A and ngrep stand for bytes that are not text \
             (print hex instead: tcpdump -x, ngrep -x)",
            "有字节丢失：tcpdump -A 和 ngrep 用点代替非文本字节（请改为打印十六进制：tcpdump -x、ngrep -x）"
        ),
        Remark::SwappedWords => say!(
            lang,
            "the 16-bit words were read with their low byte first, as hexdump prints them on most \
             machines",
            "16 位字按低字节在前读取，多数机器上的 hexdump 就是这样打印的"
        ),
        Remark::ByteOrderMark => say!(
            lang,
            "a byte order mark before the text was skipped",
            "跳过了文本前面的字节顺序标记 (BOM)"
        ),
    }
}

/// `1 byte`, `2 bytes`.
fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

const fn was_or_were(count: usize) -> &'static str {
    if count == 1 { "was" } else { "were" }
}

/// A name with the space that Chinese puts between a Chinese and a Latin word.
fn spaced(name: &str) -> String {
    let edge = |c: Option<char>| if c.is_some_and(|c| c.is_ascii()) { " " } else { "" };
    format!("{}{name}{}", edge(name.chars().next()), edge(name.chars().next_back()))
}
