//! Where the bytes come from: help, and what is said about it.

use std::path::Path;

use super::{Lang, say};

/// The name of the positional argument.
pub fn input_name(lang: Lang) -> &'static str {
    lang.pick("INPUT", "输入")
}

/// Help of the positional argument.
pub fn input_help(lang: Lang) -> &'static str {
    lang.pick(
        "Bytes in any notation, a file's name, or - for stdin; without it, paste at the prompt",
        "任何写法的字节、文件名，或用 - 表示标准输入；不写则提示粘贴",
    )
}

/// The name of a path.
pub fn file_name(lang: Lang) -> &'static str {
    lang.pick("PATH", "路径")
}

/// Help of `--file`.
pub fn file_help(lang: Lang) -> &'static str {
    lang.pick("Read this file, whatever its name looks like", "读取该文件，不论文件名像什么")
}

/// The name of a text.
pub fn text_name(lang: Lang) -> &'static str {
    lang.pick("TEXT", "文本")
}

/// Help of `--text`.
pub fn text_help(lang: Lang) -> &'static str {
    lang.pick("Read this text, even if a file has its name", "读取这段文本，即使有同名文件")
}

/// The name of a notation.
pub fn notation_name(lang: Lang) -> &'static str {
    lang.pick("NOTATION", "写法")
}

/// Help of `--in`.
pub fn in_help(lang: Lang) -> &'static str {
    lang.pick("The notation of the input; detected by default", "输入的写法；不写则自动识别")
}

/// Help of `--skip-spaces`.
pub fn skip_spaces_help(lang: Lang) -> &'static str {
    lang.pick("Ignore spaces in a literal", "忽略字面量里的空格")
}

/// Help of `--literal-dots`.
pub fn literal_dots_help(lang: Lang) -> &'static str {
    lang.pick("Read ... as three bytes, not as \"and so on\"", "把 ... 读作三个字节，而不是 “等等”")
}

/// Asks for a paste.
pub fn paste(lang: Lang) -> &'static str {
    lang.pick(
        "Paste the bytes as they were printed, then an empty line (or Ctrl-D):",
        "请按原样粘贴打印出的字节，再按一次空行（或 Ctrl-D）：",
    )
}

/// That an argument was taken as the name of a file.
pub fn named_file(lang: Lang, path: &Path) -> String {
    let path = path.display();
    say!(
        lang,
        "read from the file {path} (--text reads the argument itself)",
        "读自文件 {path}（--text 则读取参数本身）"
    )
}

/// That a line was longer than a terminal hands over.
pub fn line_too_long(lang: Lang, bytes: usize) -> String {
    say!(
        lang,
        "a terminal passes on at most {bytes} bytes per line, so the end of this line may be lost",
        "终端每行最多传递 {bytes} 字节，行尾可能已经丢失"
    )
}

/// What to do instead.
pub fn line_too_long_help(lang: Lang) -> &'static str {
    lang.pick(
        "put it into a file and name the file: ws-inspect decode capture.txt",
        "请存为文件再读取：ws-inspect decode capture.txt",
    )
}

/// Spaces in a literal that were probably added for reading, and the two readings.
pub fn spaces(lang: Lang, spaces: usize, total: usize, frames: u64) -> String {
    let without = total - spaces;
    let s = if frames == 1 { "" } else { "s" };
    say!(
        lang,
        "{spaces} of the {total} bytes are spaces (0x20): in a literal a space is a byte. If you \
         added them for reading, try --skip-spaces: you get {without} bytes, {frames} complete \
         frame{s}",
        "{total} 字节中有 {spaces} 个空格 (0x20)：字面量里的空格也是字节。如果是为了好读而加的，请用 \
         --skip-spaces：得到 {without} 字节，{frames} 个完整的帧"
    )
}

/// The small label before a help.
pub fn help_label(lang: Lang) -> &'static str {
    lang.pick("help", "提示")
}

/// What a plain character in a literal is, with up to three of them; `None` where there are none.
pub fn plain_characters(lang: Lang, characters: &[u8]) -> Option<String> {
    let shown: Vec<String> =
        characters.iter().take(3).map(|c| format!("{} = {c:02x}", char::from(*c))).collect();
    let shown = shown.join(", ");
    (!shown.is_empty()).then(|| {
        say!(
            lang,
            "a plain character is its ASCII code: {shown}",
            "普通字符就是它的 ASCII 码：{shown}"
        )
    })
}

/// That Ctrl-C ended the reading.
pub fn stopped(lang: Lang) -> &'static str {
    lang.pick(
        "stopped by Ctrl-C: the following covers only what was read",
        "已用 Ctrl-C 停止：以下只涉及已读取的部分",
    )
}

/// The line that shows how far a file has been read, as a template of indicatif.
pub fn progress(lang: Lang) -> &'static str {
    lang.pick(
        "[{bar:20}] {bytes} of {total_bytes}, {rate}, {left} left",
        "[{bar:20}] {bytes} / {total_bytes}，{rate}，剩余 {left}",
    )
}

/// The same for a terminal without room for a bar.
pub fn progress_narrow(lang: Lang) -> &'static str {
    lang.pick("{bytes} of {total_bytes}, {left} left", "{bytes} / {total_bytes}，剩余 {left}")
}

/// The same where nobody knows how much there is.
pub fn progress_without_end(lang: Lang) -> &'static str {
    lang.pick("{spinner} {bytes} read, {rate}", "{spinner} 已读 {bytes}，{rate}")
}
