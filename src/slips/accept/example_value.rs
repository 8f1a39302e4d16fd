//! The value of the example in RFC 6455 section 1.3, whatever the key.

use crate::handshake::Accept;
use crate::lang::Lang;

pub(super) const NAME: &str = "example-value";

/// The key of section 1.3.
const EXAMPLE: &str = "dGhlIHNhbXBsZSBub25jZQ==";

pub(super) fn values(key: &str) -> Vec<String> {
    if key == EXAMPLE {
        return Vec::new();
    }
    vec![Accept::of(EXAMPLE).value]
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick(
        "this is the value of the example in RFC 6455, for its key alone",
        "这是 RFC 6455 示例的值，只对示例中的 Key 值有效",
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("compute the value of each request's own key", "用每个请求自己的 Key 值计算")
}
