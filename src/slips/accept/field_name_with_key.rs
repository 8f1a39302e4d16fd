//! The whole line hashed, with the name of the header.

use super::joined;
use crate::lang::Lang;

pub(super) const NAME: &str = "field-name-with-key";

pub(super) fn values(key: &str) -> Vec<String> {
    ["Sec-WebSocket-Key: ", "Sec-WebSocket-Key:", "sec-websocket-key: "]
        .iter()
        .flat_map(|name| joined(&format!("{name}{key}")))
        .collect()
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "the whole line \"Sec-WebSocket-Key: ...\" was hashed",
        "对整行 \"Sec-WebSocket-Key: ...\" 求了摘要",
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("take what stands behind the colon, without spaces", "只取冒号后面的内容，并去掉空格")
}
