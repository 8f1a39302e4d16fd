//! Where a wrong accept value comes from, and the cure. What is said of each slip itself stands in
//! its own file in `slips`.

use super::Lang;
use crate::slips::accept::AcceptCause;

/// Where a wrong value comes from, as a sentence without a full stop.
pub fn cause(lang: Lang, cause: &AcceptCause) -> String {
    use super::say;
    match cause {
        AcceptCause::Slip(slip) => say!(lang, "{}: {}", "{}: {}", slip.name(), slip.title(lang)),
        AcceptCause::OtherKey(key) => say!(
            lang,
            "it is the right value, but for another key: {key}",
            "这个值本身正确，但它属于另一个 Key 值：{key}"
        ),
        AcceptCause::MaybeOtherKey => say!(
            lang,
            "none that this tool knows. It has the shape of an accept value (28 characters = 20 bytes), so it may belong to another request's key",
            "没有匹配到已知的代码错误。它的形式正确（28 个字符 = 20 字节），可能属于另一个请求的 Key 值"
        ),
        AcceptCause::NoAcceptValue { characters, bytes: Some(bytes) } => say!(
            lang,
            "none that this tool knows. Its {characters} characters are the base64 of {bytes} bytes; an accept value is 28 characters = 20 bytes, a SHA-1 digest",
            "没有匹配到已知的代码错误。这 {characters} 个字符解码得 {bytes} 字节；accept 值应是 28 个字符 = 20 字节（SHA-1 摘要）"
        ),
        AcceptCause::NoAcceptValue { characters, bytes: None } => say!(
            lang,
            "none that this tool knows. Its {characters} characters are not base64; an accept value is 28 base64 characters",
            "没有匹配到已知的代码错误。这 {characters} 个字符不是 base64；accept 值应是 28 个 base64 字符"
        ),
    }
}

/// What to change; `None` where the cause is not certain enough for one.
pub fn cure(lang: Lang, cause: &AcceptCause) -> Option<&'static str> {
    match cause {
        AcceptCause::Slip(slip) => Some(slip.cure(lang)),
        AcceptCause::OtherKey(_) => Some(lang.pick(
            "compute the value anew for each request, from that request's own key",
            "每个请求都要用它自己的 Key 值重新计算",
        )),
        AcceptCause::MaybeOtherKey => Some(lang.pick(
            "if you have that key, --other-key KEY makes sure",
            "若有那个 Key 值，可用 --other-key KEY 确认",
        )),
        AcceptCause::NoAcceptValue { .. } => None,
    }
}
