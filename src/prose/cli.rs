//! What the command line says: help, and why it could not do what was asked.

use std::io;
use std::path::Path;

use super::{Lang, say};

/// What the program is, in one line.
pub fn about(lang: Lang) -> &'static str {
    lang.pick(
        "Dissects WebSocket handshakes and frames bit by bit, and names the slip behind a fault",
        "逐位剖析 WebSocket 握手和帧, 并指出错误背后的编码失误",
    )
}

/// Help of `--lang`.
pub fn lang_help(lang: Lang) -> &'static str {
    lang.pick("Language of the output", "输出语言")
}

/// Help of `--color`.
pub fn color_help(lang: Lang) -> &'static str {
    lang.pick("When to use colour", "何时使用颜色")
}

/// The word before a failure.
pub fn error(lang: Lang) -> &'static str {
    lang.pick("error", "错误")
}

/// A file cannot be read.
pub fn cannot_read(lang: Lang, path: &Path, error: &io::Error) -> String {
    let path = path.display();
    if error.kind() == io::ErrorKind::InvalidData {
        return say!(lang, "{path} is not valid UTF-8 text", "{path} 不是合法的 UTF-8 文本");
    }
    say!(lang, "cannot read {path}: {error}", "无法读取 {path}: {error}")
}

/// A file cannot be written.
pub fn cannot_write_file(lang: Lang, path: &Path, error: &io::Error) -> String {
    let path = path.display();
    say!(lang, "cannot write {path}: {error}", "无法写入 {path}: {error}")
}

/// Standard output cannot be written.
pub fn cannot_write(lang: Lang, error: &io::Error) -> String {
    say!(lang, "cannot write the output: {error}", "无法写出结果: {error}")
}
