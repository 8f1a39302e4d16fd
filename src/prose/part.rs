//! What the parts of frames and heads are called: a stable English key for machines, a short label for
//! a table, and the title in full.

use super::Lang;
use crate::frame::FieldName;

/// The names of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// The stable English name in JSON: `mask_key`.
    pub key: &'static str,
    /// The short name in a table, in the reader's language.
    pub label: &'static str,
    /// The name in full, in the reader's language.
    pub title: &'static str,
}

impl Name {
    /// What lies between two parts: spaces, commas, line ends.
    pub const SEPARATOR: Self = Self::of("separator", "");

    const fn of(key: &'static str, label: &'static str) -> Self {
        Self { key, label, title: label }
    }
}

/// A function for each part: its key is the name of the function, then the label in both languages,
/// and the title where that is another.
macro_rules! names {
    ($($name:ident: $en:literal, $zh:literal $(; $title_en:literal, $title_zh:literal)?)*) => {$(
        #[doc = concat!("The names of `", stringify!($name), "`.")]
        pub const fn $name(lang: Lang) -> Name {
            let name = Name::of(stringify!($name), lang.pick($en, $zh));
            $(let name = Name { title: lang.pick($title_en, $title_zh), ..name };)?
            name
        }
    )*};
}

names! {
    frame: "frame", "帧"
    flags: "flags", "标志"
    fin: "FIN", "FIN"
    rsv: "RSV1-3", "RSV1-3"
    rsv1: "RSV1", "RSV1"
    rsv2: "RSV2", "RSV2"
    rsv3: "RSV3", "RSV3"
    opcode: "opcode", "opcode 操作码"; "opcode", "操作码"
    lengths: "length", "长度"
    mask: "MASK", "MASK"
    length: "length", "载荷长度"; "payload len", "载荷长度"
    extended_length: "ext length", "扩展长度"; "extended payload length", "扩展载荷长度"
    mask_key: "mask key", "掩码键"; "masking key", "掩码键"
    payload: "payload", "载荷"; "payload data", "载荷数据"
    compressed: "compressed", "压缩数据"
    text: "text", "文本"
    data: "data", "数据"
    close: "close", "关闭"
    close_code: "status code", "状态码"
    close_reason: "reason", "原因"
    head: "head", "头部"
    request_line: "request line", "请求行"
    status_line: "status line", "状态行"
    method: "method", "方法"
    target: "target", "请求目标"
    http_version: "HTTP version", "HTTP 版本"
    status: "status", "状态码"
    reason: "reason", "原因短语"
    header: "header", "头字段"
    name: "name", "名称"
    value: "value", "值"
    line: "line", "行"
    subprotocol: "subprotocol", "子协议"
    extension: "extension", "扩展"
    parameter: "parameter", "参数"
}

/// The names of a field of the frame's header, or of its payload.
pub const fn field(lang: Lang, field: FieldName) -> Name {
    match field {
        FieldName::Fin => fin(lang),
        FieldName::Rsv1 => rsv1(lang),
        FieldName::Rsv2 => rsv2(lang),
        FieldName::Rsv3 => rsv3(lang),
        FieldName::Opcode => opcode(lang),
        FieldName::Mask => mask(lang),
        FieldName::Length => length(lang),
        FieldName::ExtendedLength => extended_length(lang),
        FieldName::MaskKey => mask_key(lang),
        FieldName::Payload => payload(lang),
    }
}
