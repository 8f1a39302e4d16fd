//! The words in the RFC's figure.

use super::{Lang, say};
use crate::frame::FieldName;

/// The name in a cell; `goes_on` where the field began in the row above.
pub fn cell(lang: Lang, name: FieldName, goes_on: bool) -> String {
    let word = match name {
        FieldName::Opcode => lang.pick("opcode", "操作码"),
        FieldName::Length => lang.pick("payload len", "载荷长度"),
        FieldName::ExtendedLength => lang.pick("extended payload length", "扩展载荷长度"),
        FieldName::MaskKey => lang.pick("masking key", "掩码键"),
        FieldName::Payload => lang.pick("payload data", "载荷数据"),
        FieldName::Fin | FieldName::Rsv1 | FieldName::Rsv2 | FieldName::Rsv3 | FieldName::Mask => {
            super::frame::field_name(lang, name)
        }
    };
    match goes_on {
        true => say!(lang, "{word}, continued", "{word} (续)"),
        false => word.to_owned(),
    }
}

/// The name in a cell that has no room for more.
pub fn short(lang: Lang, name: FieldName) -> &'static str {
    match name {
        FieldName::ExtendedLength => lang.pick("length", "扩展长度"),
        FieldName::MaskKey => lang.pick("key", "掩码键"),
        FieldName::Length => lang.pick("length", "载荷长度"),
        name => super::frame::field_name(lang, name),
    }
}

/// That more payload follows than is drawn.
pub fn more(lang: Lang, bytes: u64) -> String {
    say!(
        lang,
        "... {bytes} more bytes of payload (--all-bytes draws all)",
        "... 还有 {bytes} 字节载荷 (--all-bytes 画出全部)"
    )
}

/// That the payload is not read, because its length is refused.
pub fn refused(lang: Lang, bytes: u64) -> String {
    let s = super::plural(bytes);
    say!(
        lang,
        "{bytes} byte{s} of payload not read: the reader refuses this length",
        "载荷 {bytes} 字节未读: 读取方拒绝这个长度"
    )
}

/// That bytes are missing.
pub fn missing(lang: Lang, bytes: u64) -> String {
    let (s, are) = (super::plural(bytes), if bytes == 1 { "is" } else { "are" });
    say!(lang, "{bytes} byte{s} {are} missing", "还缺 {bytes} 字节")
}
