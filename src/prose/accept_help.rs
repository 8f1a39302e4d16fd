//! The help of `accept`.

use super::Lang;

/// What it does, in one line.
pub const fn about(lang: Lang) -> &'static str {
    lang.pick(
        "From a client's key to the server's answer, step by step",
        "从客户端的密钥到服务端的应答, 一步一步计算",
    )
}

/// What it does.
pub const fn long_about(lang: Lang) -> &'static str {
    lang.pick(
        "Computes Sec-WebSocket-Accept from Sec-WebSocket-Key, step by step: the key is checked, \
         the GUID joined to it, SHA-1 taken, the digest base64-encoded. With --expect it compares \
         a value that somebody computed, and names the slip that gives it.",
        "由 Sec-WebSocket-Key 计算 Sec-WebSocket-Accept, 逐步给出: 检查密钥, 拼接 GUID, 求 SHA-1, \
         再做 base64 编码. 加上 --expect 会与别处算出的值比较, 并指出是哪种失误得到了它.",
    )
}

/// The placeholder for a key.
pub const fn key_name(lang: Lang) -> &'static str {
    lang.pick("KEY", "密钥")
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
        "Sec-WebSocket-Key 的值或整行头部, 或含完整请求的文件 (逐行检查); - 表示从标准输入读取",
    )
}

/// Help of `--expect`.
pub const fn expect_help(lang: Lang) -> &'static str {
    lang.pick(
        "Compare with this value; where it differs, name the slip",
        "与这个值比较; 若不同, 指出是哪种失误",
    )
}

/// Help of `--other-key`.
pub const fn other_key_help(lang: Lang) -> &'static str {
    lang.pick(
        "Another request's key to which the value may belong (may be repeated)",
        "该值可能属于的另一个请求的密钥 (可重复)",
    )
}

/// Help of `--format`.
pub const fn format_help(lang: Lang) -> &'static str {
    lang.pick(
        "full: every step; plain: one sentence a fact, for screen readers; json: one object",
        "full: 每一步; plain: 每个事实一句话, 适合读屏软件; json: 一个对象",
    )
}

/// Help of `--show-secrets`.
pub const fn show_secrets_help(lang: Lang) -> &'static str {
    lang.pick(
        "Show the values of Cookie and Authorization, which are hidden otherwise",
        "显示 Cookie 和 Authorization 的值 (默认隐藏)",
    )
}

/// Help of `-q`.
pub const fn quiet_help(lang: Lang) -> &'static str {
    lang.pick("Print the accept value alone", "只输出 accept 值")
}
