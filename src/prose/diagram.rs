//! The words in the RFC's figure.

use super::{Lang, say};

/// The name of a field that began in the row above.
pub fn continued(lang: Lang, title: &str) -> String {
    say!(lang, "{title}, continued", "{title}（续）")
}

/// That more payload follows than is drawn.
pub fn more(lang: Lang, bytes: u64) -> String {
    say!(
        lang,
        "... {bytes} more bytes of payload (--all-bytes draws all)",
        "... 还有 {bytes} 字节载荷（--all-bytes 画出全部）"
    )
}

/// That the payload is not read, because its length is refused.
pub fn refused(lang: Lang, bytes: u64) -> String {
    let s = super::plural(bytes);
    say!(
        lang,
        "{bytes} byte{s} of payload not read: the reader refuses this length",
        "载荷 {bytes} 字节未读：读取方拒绝这个长度"
    )
}

/// That bytes are missing.
pub fn missing(lang: Lang, bytes: u64) -> String {
    let (s, are) = (super::plural(bytes), if bytes == 1 { "is" } else { "are" });
    say!(lang, "{bytes} byte{s} {are} missing", "还缺 {bytes} 字节")
}
