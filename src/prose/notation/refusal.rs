//! What is wrong with a text that was refused, and what stands at its carets.

use crate::notation::{Doubt, Eaten, NotationError, NotationErrorKind};
use crate::prose::{Lang, say};

/// The title of an error: what is wrong, in the user's terms.
pub fn title(lang: Lang, error: &NotationError) -> String {
    use NotationErrorKind as Kind;
    match &error.kind {
        Kind::Empty => say!(lang, "there is nothing to read", "没有可读的内容"),
        Kind::BadHexEscape { found } => say!(
            lang,
            "{found} is not a byte: \\x needs two hex digits (0-9 a-f)",
            "{found} 不是一个字节：\\x 后面要有两位十六进制数字 (0-9 a-f)"
        ),
        Kind::OddHex => say!(
            lang,
            "odd number of hex digits: the last byte has only one digit",
            "十六进制数字的个数是奇数：最后一个字节只有一位"
        ),
        Kind::OddBits { bits } => say!(
            lang,
            "the bits do not fill their last byte: it has {bits} of 8",
            "最后一个字节的位数不够：8 位中只有 {bits} 位"
        ),
        Kind::NotHex { found } => say!(
            lang,
            "{} is not a hex digit (0-9 a-f)",
            "{} 不是十六进制数字 (0-9 a-f)",
            shown(*found)
        ),
        Kind::NotBit { found } => {
            say!(lang, "{} is not a bit (0 or 1)", "{} 不是二进制位（0 或 1）", shown(*found))
        }
        Kind::NotNumber { found } => {
            say!(lang, "{found} is not a number", "{found} 不是数字")
        }
        Kind::NumberTooBig { found } => {
            say!(
                lang,
                "{found} does not fit in a byte (0-255)",
                "{found} 超出一个字节的范围 (0-255)"
            )
        }
        Kind::UnicodeEscape { value } => {
            say!(lang, "{} is a character, not a byte", "{} 是字符，不是字节", code_point(*value))
        }
        Kind::LookAlike { found, looks } => look_alike(lang, *found, *looks),
        Kind::Ellipsis { .. } => say!(
            lang,
            "an ellipsis in the middle: the bytes it replaces are missing",
            "中间有省略号：它代表的字节不在这里"
        ),
        Kind::UnknownEscape { found: Some(found) } => {
            say!(lang, "\\{} is not an escape", "\\{} 不是转义", bare(*found))
        }
        Kind::UnknownEscape { found: None } => say!(
            lang,
            "the text ends after a backslash: the escape is not complete",
            "文本在反斜杠后结束：转义不完整"
        ),
        Kind::UnicodeInBytes { value } => say!(
            lang,
            "\\u is not an escape in a bytes literal: {} is a character, not a byte",
            "bytes 字面量里没有 \\u 转义：{} 是字符，不是字节",
            code_point(*value)
        ),
        Kind::Base64Character { found } => {
            say!(lang, "{} is not a base64 character", "{} 不是 base64 字符", shown(*found))
        }
        Kind::Base64Length { characters } => say!(
            lang,
            "this base64 is not whole: {characters} characters and their padding do not make bytes",
            "这段 base64 不完整：{characters} 个字符加填充不能组成整字节"
        ),
        Kind::Base64LastCharacter { found } => say!(
            lang,
            "the last base64 character {} has bits left over that belong to no byte",
            "最后一个 base64 字符 {} 有多余的位，不属于任何字节",
            shown(*found)
        ),
        Kind::BytesLost { found, count } => say!(
            lang,
            "bytes are lost: {count} x {} where a program could not show a byte",
            "有字节丢失：{} 共 {count} 个，它代替了程序无法显示的字节",
            shown(*found)
        ),
        Kind::Ambiguous(doubt) => doubtful(lang, *doubt),
        Kind::EatenByShell(eaten) => match eaten {
            Eaten::Backslashes => {
                say!(
                    lang,
                    "the backslashes are gone: the shell took them",
                    "反斜杠没有了：被 shell 吃掉了"
                )
            }
            Eaten::Quotes => say!(
                lang,
                "the quotes of this literal are gone: the shell took them",
                "字面量的引号没有了：被 shell 吃掉了"
            ),
            Eaten::Utf16 => say!(
                lang,
                "this file is text in UTF-16, as PowerShell's > writes it",
                "这个文件是 UTF-16 文本，PowerShell 的 > 会这样写"
            ),
            Eaten::OtherEncoding => say!(
                lang,
                "this file is not UTF-8 text: binary, or GBK, for example",
                "这个文件不是 UTF-8 文本：可能是二进制，或 GBK"
            ),
        },
    }
}

/// What stands at the caret.
pub fn label(lang: Lang, error: &NotationError) -> String {
    use NotationErrorKind as Kind;
    let (character, byte) = (error.character, error.byte);
    match &error.kind {
        Kind::OddHex => say!(lang, "byte {byte}", "字节 {byte}"),
        Kind::OddBits { .. } => say!(lang, "byte {byte}", "字节 {byte}"),
        Kind::LookAlike { .. } => say!(lang, "character {character}", "第 {character} 个字符"),
        Kind::Ambiguous(Doubt::TextBefore) => {
            say!(lang, "bytes, or text about them?", "是字节，还是说明文字？")
        }
        Kind::Ambiguous(Doubt::AfterQuote) => {
            say!(lang, "outside of the quotes", "在引号之外")
        }
        Kind::Ambiguous(Doubt::OpenQuote) => {
            say!(lang, "a quote, or the byte 22 or 27?", "是引号，还是字节 22 或 27？")
        }
        Kind::Ambiguous(Doubt::OffsetGap { expected, .. }) => {
            say!(lang, "should be {expected:x}", "应该是 {expected:x}")
        }
        Kind::Empty | Kind::Ambiguous(_) => String::new(),
        Kind::EatenByShell(_) | Kind::Ellipsis { .. } | Kind::BytesLost { .. } => {
            say!(lang, "character {character}", "第 {character} 个字符")
        }
        Kind::BadHexEscape { .. }
        | Kind::NotHex { .. }
        | Kind::NotBit { .. }
        | Kind::NotNumber { .. }
        | Kind::NumberTooBig { .. }
        | Kind::UnicodeEscape { .. }
        | Kind::UnicodeInBytes { .. }
        | Kind::UnknownEscape { .. }
        | Kind::Base64Character { .. }
        | Kind::Base64Length { .. }
        | Kind::Base64LastCharacter { .. } => say!(
            lang,
            "character {character}, would be byte {byte}",
            "第 {character} 个字符，本应是字节 {byte}"
        ),
    }
}

fn look_alike(lang: Lang, found: char, looks: Option<char>) -> String {
    let number = format!("U+{:04X}", u32::from(found));
    match (found, looks) {
        (_, None) => say!(
            lang,
            "{number} is invisible and not part of the notation",
            "{number} 看不见，也不是记法的一部分"
        ),
        ('\u{ff01}'..='\u{ff5e}' | '\u{3000}', Some(looks)) => say!(
            lang,
            "{} ({number}, full-width) is not {}",
            "{}（{number}，全角）不是{}",
            shown(found),
            named(lang, looks)
        ),
        (_, Some(looks)) => say!(
            lang,
            "{} ({number}) is not {}",
            "{} ({number}) 不是{}",
            shown(found),
            named(lang, looks)
        ),
    }
}

/// An ASCII character with its name, where it has one that helps.
fn named(lang: Lang, c: char) -> String {
    match c {
        '\\' => say!(lang, "the backslash '\\'", "反斜杠 '\\'"),
        '\'' => say!(lang, "the quote '", "单引号 '"),
        '"' => say!(lang, "the quote \"", "双引号 \""),
        ' ' => say!(lang, "a space", "空格"),
        _ => format!("{}'{c}'", lang.pick("", " ")),
    }
}

fn doubtful(lang: Lang, doubt: Doubt) -> String {
    match doubt {
        Doubt::NoMark => {
            say!(lang, "no notation for bytes fits this text", "这段文本不符合任何一种字节记法")
        }
        Doubt::Unpadded => say!(
            lang,
            "this may be base64 without its padding, or a word",
            "这可能是缺少填充的 base64，也可能只是一个词"
        ),
        Doubt::Key => {
            say!(lang, "this is a value of the handshake, not a frame", "这是握手中的值，不是帧")
        }
        Doubt::Address => say!(lang, "this is an address, not bytes", "这是地址，不是字节"),
        Doubt::Path => say!(
            lang,
            "this looks like the name of a file, not like bytes",
            "这看起来像文件名，不像字节"
        ),
        Doubt::HexOrBits => {
            say!(lang, "only 0 and 1: hex or bits?", "只有 0 和 1：是十六进制，还是二进制位？")
        }
        Doubt::HexOrDecimal => say!(
            lang,
            "pairs of digits: hex or decimal?",
            "两位一组的数字：是十六进制，还是十进制？"
        ),
        Doubt::Quoted => say!(
            lang,
            "a quoted text that is itself a notation: which one is meant?",
            "引号里又是一种记法：要按哪一种读？"
        ),
        Doubt::TextBefore => {
            say!(lang, "there is text before the bytes", "字节前面有文字")
        }
        Doubt::OpenQuote => {
            say!(lang, "the quote at the start is never closed", "开头的引号没有结束")
        }
        Doubt::AfterQuote => {
            say!(lang, "escapes go on after the closing quote", "结束引号之后还有转义")
        }
        Doubt::Several => say!(
            lang,
            "two notations fit this text and read different bytes",
            "有两种记法符合这段文本，读出的字节不同"
        ),
        Doubt::OctalOrNul => say!(
            lang,
            "\\0 before a digit: one octal byte to Python, a zero byte and digits to Rust",
            "\\0 后面跟着数字：Python 当作一个八进制字节，Rust 当作零字节和数字"
        ),
        Doubt::WordDump => say!(
            lang,
            "a dump in 16-bit words: which byte comes first depends on the machine",
            "按 16 位字显示的转储：哪个字节在前取决于机器"
        ),
        Doubt::OctalDump => say!(
            lang,
            "a dump in octal or characters, not in hex bytes",
            "这是八进制或字符转储，不是十六进制字节"
        ),
        Doubt::ReversedGroups => say!(
            lang,
            "the text column has the bytes of each group in reverse order",
            "文本栏里每组字节的顺序是反的"
        ),
        Doubt::OffsetGap { found, .. } => say!(
            lang,
            "the offset {found:x} does not fit the bytes before it",
            "偏移 {found:x} 和前面的字节数不符"
        ),
        Doubt::RepeatTooLong { limit } => say!(
            lang,
            "this * line repeats more than {limit} bytes, or none",
            "这个 * 行代表的字节超过 {limit} 个，或者一个也没有"
        ),
    }
}

/// A character in quotes, or its number where it cannot be shown.
fn shown(c: char) -> String {
    if c == ' ' || bare(c).starts_with("U+") { bare(c) } else { format!("'{c}'") }
}

/// A character as it is, or its number where it cannot be shown.
fn bare(c: char) -> String {
    if is_shown(c) { c.to_string() } else { format!("U+{:04X}", u32::from(c)) }
}

/// Whether a character can be put into a line of output as it is.
pub(crate) fn is_shown(c: char) -> bool {
    let hidden = matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}');
    c == ' ' || !c.is_control() && !c.is_whitespace() && !hidden
}

fn code_point(value: u32) -> String {
    match char::from_u32(value).filter(|c| is_shown(*c)) {
        Some(c) => format!("U+{value:04X} '{c}'"),
        None => format!("U+{value:04X}"),
    }
}
