//! The slips on the way to the accept value: what was done, and the cure.

use super::Lang;
use crate::slips::accept::{AcceptSlip, Cause};

/// Where a wrong value comes from, as a sentence without a full stop.
pub fn cause(lang: Lang, cause: &Cause) -> String {
    use super::say;
    match cause {
        Cause::Slip(slip) => say!(lang, "{}: {}", "{}: {}", slip.name(), done(lang, *slip)),
        Cause::OtherKey(key) => say!(
            lang,
            "it is the right value, but for another key: {key}",
            "这个值本身正确, 但它属于另一个密钥: {key}"
        ),
        Cause::MaybeOtherKey => say!(
            lang,
            "none that this tool knows. It has the shape of an accept value (28 characters = 20 \
             bytes), so it may belong to another request's key",
            "没有匹配到已知的失误. 它的形式正确 (28 个字符 = 20 字节), 可能属于另一个请求的密钥"
        ),
        Cause::NoAcceptValue { characters, bytes: Some(bytes) } => say!(
            lang,
            "none that this tool knows. Its {characters} characters are the base64 of {bytes} \
             bytes; an accept value is 28 characters = 20 bytes, a SHA-1 digest",
            "没有匹配到已知的失误. 这 {characters} 个字符解码得 {bytes} 字节; accept 值应是 28 个字符 \
             = 20 字节 (SHA-1 摘要)"
        ),
        Cause::NoAcceptValue { characters, bytes: None } => say!(
            lang,
            "none that this tool knows. Its {characters} characters are no base64; an accept value \
             is 28 base64 characters",
            "没有匹配到已知的失误. 这 {characters} 个字符不是 base64; accept 值应是 28 个 base64 字符"
        ),
    }
}

/// What to change; `None` where the cause is not certain enough for one.
pub fn cure(lang: Lang, cause: &Cause) -> Option<&'static str> {
    match cause {
        Cause::Slip(slip) => Some(cure_of(lang, *slip)),
        Cause::OtherKey(_) => Some(lang.pick(
            "compute the value anew for each request, from that request's own key",
            "每个请求都要用它自己的密钥重新计算",
        )),
        Cause::MaybeOtherKey => Some(lang.pick(
            "if you have that key, --other-key KEY makes sure",
            "若有那个密钥, 可用 --other-key KEY 确认",
        )),
        Cause::NoAcceptValue { .. } => None,
    }
}

/// What the sender did.
fn done(lang: Lang, slip: AcceptSlip) -> &'static str {
    use AcceptSlip as S;
    let (en, zh) = match slip {
        S::NoGuid => {
            ("the key alone was hashed, without the GUID", "只对密钥求了摘要, 没有拼接 GUID")
        }
        S::GuidFirst => ("the GUID was put before the key", "GUID 拼在了密钥前面"),
        S::GuidD65b => (
            "the GUID ends in 5AB5DC11D65B, a misprint that circulates",
            "GUID 末段写成了 5AB5DC11D65B, 这是一个流传很广的错误",
        ),
        S::GuidB735 => (
            "the GUID ends in 5AB5DC11B735, a misprint that circulates",
            "GUID 末段写成了 5AB5DC11B735, 这是一个流传很广的错误",
        ),
        S::GuidLowerCase => ("the GUID was written in lower case", "GUID 写成了小写"),
        S::GuidWithoutDashes => ("the GUID was written without its dashes", "GUID 少了连字符"),
        S::KeyLowerCase => (
            "the key was put in lower case, perhaps with the whole header",
            "密钥被转成了小写, 可能是整个头部一起被转换了",
        ),
        S::AllLowerCase => ("key and GUID were put in lower case", "密钥和 GUID 都被转成了小写"),
        S::KeyDecoded => (
            "the key was base64-decoded before the GUID was joined to it",
            "拼接 GUID 之前先对密钥做了 base64 解码",
        ),
        S::LfAfterKey => ("a line feed (\\n) stood behind the key", "密钥后面带着换行符 (\\n)"),
        S::CrLfAfterKey => ("CR LF (\\r\\n) stood behind the key", "密钥后面带着回车换行 (\\r\\n)"),
        S::SpaceWithKey => {
            ("a space beside the key was hashed with it", "密钥旁边的空格也参与了摘要计算")
        }
        S::QuotesWithKey => {
            ("quotes around the key were hashed with it", "密钥两边的引号也参与了摘要计算")
        }
        S::FieldNameWithKey => (
            "the whole line \"Sec-WebSocket-Key: ...\" was hashed",
            "对整行 \"Sec-WebSocket-Key: ...\" 求了摘要",
        ),
        S::NulHashed => {
            ("the NUL that ends a C string was hashed too", "C 字符串结尾的 NUL 也参与了摘要计算")
        }
        S::BytesReprHashed => (
            "the text b'...' of a Python bytes object was hashed",
            "对 Python bytes 对象的文本 b'...' 求了摘要",
        ),
        S::NotHashed => {
            ("key and GUID were base64-encoded, not hashed", "只做了 base64 编码, 没有求摘要")
        }
        S::Sha256 => ("SHA-256 was taken, not SHA-1", "用了 SHA-256, 而不是 SHA-1"),
        S::HexEncoded => (
            "the hex text of the digest was base64-encoded, not its 20 bytes",
            "对摘要的十六进制文本做了 base64 编码, 而不是对 20 个原始字节",
        ),
        S::HexAsValue => {
            ("this is the digest in hex, not in base64", "这是十六进制的摘要, 不是 base64")
        }
        S::KeyAsValue => {
            ("this is the key itself, sent back as it came", "这就是密钥本身, 原样发了回来")
        }
        S::LfAfterValue => (
            "the value is right, with a line feed (\\n) behind it",
            "值正确, 但后面多了换行符 (\\n)",
        ),
        S::CrLfAfterValue => (
            "the value is right, with CR LF (\\r\\n) behind it",
            "值正确, 但后面多了回车换行 (\\r\\n)",
        ),
        S::Unpadded => ("the value is right, without the = at its end", "值正确, 但末尾少了 ="),
        S::Base64Url => (
            "the alphabet is base64url's: - for + and _ for /",
            "用了 base64url 字母表: - 代替 +, _ 代替 /",
        ),
        S::ValueLowerCase => ("the value was put in lower case", "值被转成了小写"),
        S::BytesReprAsValue => (
            "the text b'...' of a Python bytes object was sent",
            "发送的是 Python bytes 对象的文本 b'...'",
        ),
    };
    lang.pick(en, zh)
}

fn cure_of(lang: Lang, slip: AcceptSlip) -> &'static str {
    use AcceptSlip as S;
    let (en, zh) = match slip {
        S::NoGuid => (
            "hash key + \"258EAFA5-E914-47DA-95CA-C5AB0DC85B11\"",
            "对 密钥 + \"258EAFA5-E914-47DA-95CA-C5AB0DC85B11\" 求摘要",
        ),
        S::GuidFirst => ("join them the other way: key, then GUID", "顺序反过来: 先密钥, 后 GUID"),
        S::GuidD65b | S::GuidB735 | S::GuidLowerCase | S::GuidWithoutDashes => (
            "copy it from RFC 6455 1.3: 258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
            "从 RFC 6455 1.3 复制: 258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
        ),
        S::KeyLowerCase | S::AllLowerCase => (
            "compare header names without case, but leave header values as they are",
            "比较头部名称时忽略大小写, 但不要改动头部的值",
        ),
        S::KeyDecoded => (
            "join the key as the text that stands in the header",
            "直接用头部里的密钥文本拼接, 不要解码",
        ),
        S::LfAfterKey | S::CrLfAfterKey | S::SpaceWithKey => (
            "trim the header's value first; Python: key.strip()",
            "先去掉头部值两端的空白; Python: key.strip()",
        ),
        S::QuotesWithKey => ("take the key without quotes", "取密钥时去掉引号"),
        S::FieldNameWithKey => {
            ("take what stands behind the colon, without spaces", "只取冒号后面的内容, 并去掉空格")
        }
        S::NulHashed => ("count with strlen(), not with sizeof", "长度用 strlen() 而不是 sizeof"),
        S::BytesReprHashed => (
            "decode the bytes: key.decode('ascii'), not str(key)",
            "用 key.decode('ascii'), 不要用 str(key)",
        ),
        S::NotHashed => (
            "take the SHA-1 digest first, then base64-encode its 20 bytes",
            "先求 SHA-1 摘要, 再对那 20 字节做 base64 编码",
        ),
        S::Sha256 => ("take SHA-1, which gives 20 bytes", "改用 SHA-1, 它得到 20 字节"),
        S::HexEncoded => (
            "encode the raw bytes; Python: .digest(), not .hexdigest()",
            "对原始字节编码; Python: 用 .digest(), 不用 .hexdigest()",
        ),
        S::HexAsValue => {
            ("base64-encode the 20 raw bytes of the digest", "对摘要的 20 个原始字节做 base64 编码")
        }
        S::KeyAsValue => {
            ("answer with base64(SHA-1(key + GUID))", "应答 base64(SHA-1(密钥 + GUID))")
        }
        S::LfAfterValue | S::CrLfAfterValue => (
            "strip the line end; Python: b64encode, not encodebytes",
            "去掉行尾; Python: 用 b64encode, 不用 encodebytes",
        ),
        S::Unpadded => ("send all 28 characters, the = included", "28 个字符都要发送, 包括 ="),
        S::Base64Url => (
            "use the standard alphabet; Python: b64encode, not urlsafe_b64encode",
            "用标准字母表; Python: 用 b64encode, 不用 urlsafe_b64encode",
        ),
        S::ValueLowerCase => (
            "leave the value as it is: base64 tells upper from lower case",
            "不要改动: base64 区分大小写",
        ),
        S::BytesReprAsValue => (
            "decode the bytes: value.decode('ascii'), not str(value)",
            "用 value.decode('ascii'), 不要用 str(value)",
        ),
    };
    lang.pick(en, zh)
}
