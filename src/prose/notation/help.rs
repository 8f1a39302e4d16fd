//! What helps with a text that was refused: only where it is sure.

use super::notation_name;
use crate::notation::{Doubt, Eaten, NotationError, NotationErrorKind};
use crate::prose::{Lang, say};

/// The one help that is sure, if there is one.
pub fn help(lang: Lang, error: &NotationError) -> Option<String> {
    use NotationErrorKind as Kind;
    Some(match &error.kind {
        Kind::Empty => say!(
            lang,
            "for example: ws-inspect decode '81 02 68 69'",
            "例如：ws-inspect decode '81 02 68 69'"
        ),
        Kind::BadHexEscape { found } if found.chars().count() < 4 => {
            say!(lang, "was the end lost when copying?", "复制时丢了结尾？")
        }
        Kind::BadHexEscape { .. } => mixed_up(lang),
        Kind::NotHex { found } if "OolIS".contains(*found) => mixed_up(lang),
        Kind::OddHex => return None,
        Kind::OddBits { .. } => return None,
        Kind::NotHex { .. } | Kind::NotBit { .. } => return None,
        Kind::NotNumber { found } if found.bytes().all(|byte| byte.is_ascii_hexdigit()) => say!(
            lang,
            "numbers of an array are decimal: hex needs 0x, as in 0x{found}",
            "数组里的数是十进制：十六进制要写 0x，如 0x{found}"
        ),
        Kind::NotNumber { .. } | Kind::NumberTooBig { .. } => return None,
        Kind::UnicodeEscape { value } if *value < 0x100 => say!(
            lang,
            "for the byte write \\x{value:02x}; for the character its UTF-8, {}",
            "要表示字节，写 \\x{value:02x}；要表示字符，写它的 UTF-8：{}",
            utf8(*value)
        ),
        Kind::UnicodeEscape { value } | Kind::UnicodeInBytes { value } => {
            say!(lang, "its UTF-8 is {}", "它的 UTF-8 是 {}", utf8(*value))
        }
        Kind::LookAlike { looks: Some('\'' | '"'), .. } => say!(
            lang,
            "chat programs and word processors put such quotes in",
            "聊天软件和文字处理软件会换成这种引号"
        ),
        Kind::LookAlike { .. } => say!(
            lang,
            "copied from a web page or typed with a Chinese input method?",
            "是从网页复制的，还是用中文输入法输入的？"
        ),
        Kind::Ellipsis { could_be_bytes: true } => say!(
            lang,
            "copy the whole text, or --literal-dots reads the dots as bytes 2e",
            "请复制完整的文本，或用 --literal-dots 把点当作字节 2e"
        ),
        Kind::Ellipsis { could_be_bytes: false } => {
            say!(lang, "copy the whole text", "请复制完整的文本")
        }
        Kind::UnknownEscape { found: Some('u' | 'U') } => say!(
            lang,
            "\\u needs four hex digits, \\U eight",
            "\\u 后面要有四位十六进制数字，\\U 要有八位"
        ),
        Kind::UnknownEscape { found: Some('e') } => {
            say!(lang, "the escape character is \\x1b", "ESC 字符是 \\x1b")
        }
        Kind::UnknownEscape { found: Some(_) } => {
            say!(lang, "a backslash itself is written \\\\", "反斜杠本身要写成 \\\\")
        }
        Kind::UnknownEscape { found: None } => {
            say!(lang, "was the end lost when copying?", "复制时丢了结尾？")
        }
        Kind::Base64Character { .. } => return None,
        Kind::Base64Length { .. } | Kind::Base64LastCharacter { .. } => {
            say!(lang, "was the end lost when copying?", "复制时丢了结尾？")
        }
        Kind::BytesLost { .. } => say!(
            lang,
            "print the bytes as hex instead: data.hex() in Python, data.toString('hex') in Node, \
             tcpdump -x, ngrep -x, xxd FILE",
            "请改为打印十六进制：Python 用 data.hex()，Node 用 data.toString('hex')，或用 tcpdump -x、\
             ngrep -x、xxd FILE"
        ),
        Kind::Ambiguous(doubt) => return doubt_help(lang, *doubt),
        Kind::EatenByShell(eaten) => shell_help(lang, *eaten),
    })
}

/// How to pin one of the notations that a doubtful text might be in.
pub fn candidates(lang: Lang, error: &NotationError) -> Option<String> {
    let ways: Vec<String> = error
        .candidates
        .iter()
        .map(|notation| format!("--in {} ({})", notation.name(), notation_name(lang, *notation)))
        .collect();
    (!ways.is_empty()).then(|| ways.join(lang.pick(" or ", " 或 ")))
}

fn doubt_help(lang: Lang, doubt: Doubt) -> Option<String> {
    Some(match doubt {
        Doubt::Unpadded => say!(
            lang,
            "if it is base64, --in base64 reads it as it is",
            "如果是 base64，用 --in base64 可以直接读取"
        ),
        Doubt::NoMark => say!(
            lang,
            "to make a frame of a text: ws-inspect encode TEXT",
            "要把文本做成帧：ws-inspect encode TEXT"
        ),
        Doubt::AfterQuote => say!(
            lang,
            "a quote that belongs to the literal is written \\' or \\\"",
            "属于字面量的引号要写成 \\' 或 \\\""
        ),
        Doubt::WordDump | Doubt::OctalDump | Doubt::ReversedGroups => say!(
            lang,
            "make the dump with: xxd FILE, hexdump -C FILE, or od -A x -t x1 FILE",
            "请用这些命令转储：xxd FILE, hexdump -C FILE，或 od -A x -t x1 FILE"
        ),
        Doubt::Key => say!(
            lang,
            "to compute the value that a server answers: ws-inspect accept KEY",
            "要计算服务端应返回的值：ws-inspect accept KEY"
        ),
        Doubt::Address => say!(
            lang,
            "give the bytes that were sent there: as a paste, a file or a capture (.pcapng, .har)",
            "请给出与它往来的字节：粘贴、文件或抓包（.pcapng、.har）"
        ),
        Doubt::OffsetGap { .. } => {
            say!(lang, "was a line lost when copying?", "复制时丢了一行？")
        }
        Doubt::Path => {
            say!(
                lang,
                "a file? check its name and folder; --file NAME reads it",
                "是文件吗？请检查文件名和目录；--file 文件名 会读取它"
            )
        }
        Doubt::OctalOrNul => {
            say!(lang, "write the zero byte as \\x00", "零字节请写成 \\x00")
        }
        Doubt::HexOrBits
        | Doubt::Several
        | Doubt::HexOrDecimal
        | Doubt::Quoted
        | Doubt::TextBefore
        | Doubt::OpenQuote
        | Doubt::RepeatTooLong { .. } => return None,
    })
}

fn shell_help(lang: Lang, eaten: Eaten) -> String {
    match eaten {
        Eaten::Backslashes => say!(
            lang,
            "put single quotes around it, or run ws-inspect decode alone and paste",
            "请用单引号括起来，或单独运行 ws-inspect decode 再粘贴"
        ),
        Eaten::Quotes => say!(
            lang,
            "in bash wrap all of it in \"...\", or run ws-inspect decode alone and paste",
            "bash 里请在最外面再加一层 \"...\"，或单独运行 ws-inspect decode 再粘贴"
        ),
        Eaten::Utf16 => say!(
            lang,
            "write it as UTF-8: ... | Out-File -Encoding utf8 FILE",
            "请写成 UTF-8: ... | Out-File -Encoding utf8 FILE"
        ),
        Eaten::OtherEncoding => say!(
            lang,
            "save it as UTF-8, or paste the literals; --in raw takes any bytes",
            "请另存为 UTF-8，或只粘贴字面量；--in raw 可读任何字节"
        ),
    }
}

fn mixed_up(lang: Lang) -> String {
    say!(
        lang,
        "the letter O and the digit 0, or l and 1, are easily mixed up",
        "字母 O 和数字 0，字母 l 和数字 1 容易混淆"
    )
}

/// The UTF-8 of a code point, as escapes.
fn utf8(value: u32) -> String {
    let encoded = char::from_u32(value).map(String::from).unwrap_or_default();
    encoded.bytes().map(|byte| format!("\\x{byte:02x}")).collect()
}

/// The word before the code of a refusal.
pub fn error_label(lang: Lang) -> &'static str {
    lang.pick("error", "错误")
}

/// The label of [`help`].
pub fn help_label(lang: Lang) -> &'static str {
    lang.pick("help", "提示")
}

/// The label of [`candidates`].
pub fn candidates_label(lang: Lang) -> &'static str {
    lang.pick("choose", "选择")
}

/// The label of the text as it would be right.
pub fn fix_label(lang: Lang) -> &'static str {
    lang.pick("fix", "改正")
}
