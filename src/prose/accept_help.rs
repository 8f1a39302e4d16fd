//! The help of `accept`, and what it says of input that it cannot take.

use std::path::Path;

use super::{Lang, say};

/// What it does, in one line.
pub const fn about(lang: Lang) -> &'static str {
    lang.pick(
        "From a client's key to the server's response, step by step",
        "由客户端的 Key 值逐步计算服务端的应答",
    )
}

/// What it does.
pub const fn long_about(lang: Lang) -> &'static str {
    lang.pick(
        "Computes Sec-WebSocket-Accept from Sec-WebSocket-Key, step by step: the key is checked, \
         the GUID appended, the SHA-1 digest computed and base64-encoded. With --expect it compares \
         a value computed elsewhere, and names the mistake that produces it.",
        "由 Sec-WebSocket-Key 计算 Sec-WebSocket-Accept，逐步给出：检查 Key 值，拼接 GUID，求 SHA-1，\
         再做 base64 编码。加上 --expect 会与别处算出的值比较，并指出是哪种代码错误得到了它。",
    )
}

/// The placeholder for a key.
pub const fn key_name(lang: Lang) -> &'static str {
    lang.pick("KEY", "Key 值")
}

/// The placeholder for a value.
pub const fn value_name(lang: Lang) -> &'static str {
    lang.pick("VALUE", "值")
}

/// Help of the key.
pub const fn key_help(lang: Lang) -> &'static str {
    lang.pick(
        "The value of Sec-WebSocket-Key, the header line, or a file with a whole request, which is \
         judged line by line; - reads any of them from standard input",
        "Sec-WebSocket-Key 的值或整行头字段，或含完整请求的文件（逐行检查）；- 表示从标准输入读取",
    )
}

/// Help of `--expect`.
pub const fn expect_help(lang: Lang) -> &'static str {
    lang.pick(
        "Compare with this value; if it differs, name the mistake",
        "与这个值比较；若不同，指出是哪种代码错误",
    )
}

/// Help of `--other-key`.
pub const fn other_key_help(lang: Lang) -> &'static str {
    lang.pick(
        "Another request's key to which the value may belong (may be given several times)",
        "该值可能属于的另一个请求的 Key 值（可以写多次）",
    )
}

/// Help of `--format`.
pub const fn format_help(lang: Lang) -> &'static str {
    lang.pick(
        "full: every step; plain: one sentence per fact, for screen readers; json: one object",
        "full：每一步；plain：每个事实一句话，适合读屏软件；json：一个对象",
    )
}

/// Help of `--show-secrets`.
pub const fn show_secrets_help(lang: Lang) -> &'static str {
    lang.pick(
        "Show cookies, credentials and tokens, which are hidden otherwise",
        "显示 Cookie、凭据和令牌（默认隐藏）",
    )
}

/// Help of `-q`.
pub const fn quiet_help(lang: Lang) -> &'static str {
    lang.pick("Print only the accept value", "只输出 accept 值")
}

/// Why input is neither a key nor a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRequest {
    /// There is nothing.
    Empty,
    /// It is longer than a head may be, in bytes.
    TooLong(usize),
    /// It is no text.
    Binary,
    /// It cannot be meant as a key.
    NoKey,
}

/// That a file or standard input holds neither a key nor a request.
pub fn no_request(lang: Lang, path: &Path, why: NoRequest) -> String {
    let name = if path == Path::new("-") {
        lang.pick("standard input", "标准输入").to_owned()
    } else {
        // A Chinese name needs no space around it.
        say!(lang, "{}", "{} ", path.display())
    };
    match why {
        NoRequest::Empty => say!(lang, "{name} is empty", "{name}是空的"),
        NoRequest::TooLong(limit) => say!(
            lang,
            "{name} is longer than {limit} bytes, so it is not a request",
            "{name}超过 {limit} 字节，不会是请求"
        ),
        NoRequest::NoKey => {
            say!(lang, "{name} is neither a key nor a request", "{name}既不是 Key 值也不是请求")
        }
        NoRequest::Binary => say!(
            lang,
            "{name} holds binary data, neither a key nor a request",
            "{name}是二进制数据，既不是 Key 值也不是请求"
        ),
    }
}

/// That there is no file of that name, and that it can be no key either.
pub fn no_such_file(lang: Lang, path: &Path) -> String {
    let path = path.display();
    say!(
        lang,
        "there is no file {path}, and this does not look like a key",
        "没有文件 {path}，Key 值也不是这个样子"
    )
}

/// That an argument with a slash was taken for a key, because no file has its name.
pub fn taken_as_key(lang: Lang, text: &str) -> String {
    say!(
        lang,
        "there is no file named {text}, so it is read as a key",
        "没有名为 {text} 的文件，因此当作 Key 值读取"
    )
}

/// That the key stood in a longer text.
pub fn taken_from_text(lang: Lang, key: &str) -> String {
    say!(lang, "the key was taken out of the text: {key}", "从文本中取出了 Key 值：{key}")
}

/// That the bytes of a key are text, not random.
pub fn key_is_text(lang: Lang, text: &str) -> String {
    say!(
        lang,
        "the bytes of this key are text: \"{text}\" (a key should be random)",
        "这个 Key 值的字节是文本：\"{text}\"（Key 值应当随机）"
    )
}

/// What the command takes.
pub const fn what_is_read(lang: Lang) -> &'static str {
    lang.pick(
        "give the value of Sec-WebSocket-Key (24 characters of base64), or a file with the whole \
         request",
        "请给出 Sec-WebSocket-Key 的值（24 个 base64 字符），或含完整请求的文件",
    )
}
