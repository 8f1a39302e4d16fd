//! What the command line says: help, and why it could not do what was asked.

use std::io;
use std::path::Path;

use super::{Lang, say};

/// What the program is, in one line.
pub fn about(lang: Lang) -> &'static str {
    lang.pick(
        "Dissects WebSocket handshakes and frames bit by bit, and names the mistake behind a fault",
        "逐比特解析 WebSocket 握手和帧，并指出是什么代码错误造成的",
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
    let why = why(lang, error);
    say!(lang, "cannot read {path}: {why}", "无法读取 {path}：{why}")
}

/// A file cannot be written.
pub fn cannot_write_file(lang: Lang, path: &Path, error: &io::Error) -> String {
    let (path, why) = (path.display(), why(lang, error));
    say!(lang, "cannot write {path}: {why}", "无法写入 {path}：{why}")
}

/// Standard output cannot be written.
pub fn cannot_write(lang: Lang, error: &io::Error) -> String {
    let why = why(lang, error);
    say!(lang, "cannot write the output: {why}", "无法写出结果：{why}")
}

/// Why the system refuses; in its own words only where it is nothing usual.
fn why(lang: Lang, error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let known = match error.kind() {
        Kind::NotFound => ("there is no such file or directory", "没有这个文件或目录"),
        Kind::PermissionDenied => ("permission denied", "没有权限"),
        Kind::IsADirectory => ("it is a directory", "它是一个目录"),
        Kind::NotADirectory => ("part of the path is not a directory", "路径中有一段不是目录"),
        Kind::AlreadyExists => ("it already exists", "它已经存在"),
        Kind::StorageFull => ("no space is left on the device", "设备上没有剩余空间"),
        Kind::ReadOnlyFilesystem => ("the file system is read-only", "文件系统是只读的"),
        Kind::QuotaExceeded => ("the disk quota is used up", "磁盘配额已用完"),
        Kind::FileTooLarge => ("the file would be too large", "文件过大"),
        Kind::InvalidFilename => ("the name is too long or not allowed", "文件名过长或不允许"),
        Kind::ResourceBusy => ("it is in use", "它正被占用"),
        Kind::OutOfMemory => ("there is not enough memory", "内存不足"),
        _ => return error.to_string(),
    };
    lang.pick(known.0, known.1).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_refuses_is_said_in_the_language_of_the_session() {
        let error = std::fs::read("/no/such/file").unwrap_err();
        let said = cannot_read(Lang::Zh, Path::new("/no/such/file"), &error);
        assert_eq!(said, "无法读取 /no/such/file：没有这个文件或目录");
        let odd = io::Error::other("the moon is full");
        assert_eq!(cannot_write(Lang::En, &odd), "cannot write the output: the moon is full");
    }
}
