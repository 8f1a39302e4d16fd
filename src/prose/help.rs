//! The frame of every help page, and the examples of every command.

use super::{Lang, say};

/// The heading before the usage line.
pub const fn usage(lang: Lang) -> &'static str {
    lang.pick("Usage", "用法")
}

/// The heading of the examples.
pub const fn examples_heading(lang: Lang) -> &'static str {
    lang.pick("Examples", "示例")
}

/// The heading of the subcommands.
pub const fn commands_heading(lang: Lang) -> &'static str {
    lang.pick("Commands", "命令")
}

/// The heading of what stands without a dash.
pub const fn arguments_heading(lang: Lang) -> &'static str {
    lang.pick("Arguments", "参数")
}

/// The heading of a command's own options.
pub const fn options_heading(lang: Lang) -> &'static str {
    lang.pick("Options", "选项")
}

/// The heading of the options that every command has.
pub const fn common_options_heading(lang: Lang) -> &'static str {
    lang.pick("Common options", "通用选项")
}

/// The placeholder of a subcommand.
pub const fn command_name(lang: Lang) -> &'static str {
    lang.pick("COMMAND", "命令")
}

/// The placeholder of a language.
pub const fn lang_name(lang: Lang) -> &'static str {
    lang.pick("LANG", "语言")
}

/// The placeholder of when to use colour.
pub const fn when_name(lang: Lang) -> &'static str {
    lang.pick("WHEN", "何时")
}

/// The placeholder of a view.
pub const fn format_name(lang: Lang) -> &'static str {
    lang.pick("FORMAT", "格式")
}

/// The words in a usage line that stand for any options.
pub const fn any_options(lang: Lang) -> &'static str {
    lang.pick("[OPTIONS]", "[选项]")
}

/// Help of `--help`.
pub const fn help_flag(lang: Lang) -> &'static str {
    lang.pick("Show this help", "显示本帮助")
}

/// Help of `--version`.
pub const fn version_flag(lang: Lang) -> &'static str {
    lang.pick("Show the version", "显示版本")
}

/// What `help` does.
pub const fn help_command(lang: Lang) -> &'static str {
    lang.pick("Show the help of a command", "显示某个命令的帮助")
}

/// Help of the argument of `help`.
pub const fn which_command(lang: Lang) -> &'static str {
    lang.pick("The command; without one, the overview", "要查看的命令；不写则显示总览")
}

/// What can stand for a value.
pub fn possible_values(lang: Lang, values: &[&str]) -> String {
    let values = values.join(", ");
    say!(lang, "[values: {values}]", "[可选值：{values}]")
}

/// What a value is where none is given.
pub fn default_value(lang: Lang, value: &str) -> String {
    say!(lang, "[default: {value}]", "[默认：{value}]")
}

/// Where to read more than the overview says.
pub const fn more(lang: Lang) -> &'static str {
    lang.pick(
        "'ws-inspect COMMAND --help' shows more of each command, with examples.",
        "用 'ws-inspect 命令 --help' 查看每个命令的详细说明和示例。",
    )
}

/// A command line that runs, and what it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// What it shows.
    pub shows: &'static str,
    /// The whole command line.
    pub line: &'static str,
}

/// The examples of a command by its name, the most telling first; that one stands in the overview.
pub fn examples(lang: Lang, command: &str) -> Vec<Example> {
    let all: &[(&'static str, &'static str, &'static str)] = match command {
        "accept" => &[
            (
                "the server's response to a client's key",
                "由客户端的 Key 值计算服务端的应答",
                "ws-inspect accept dGhlIHNhbXBsZSBub25jZQ==",
            ),
            (
                "why is the value that my server computes wrong?",
                "我的服务端算出的值错在哪里？",
                "ws-inspect accept dGhlIHNhbXBsZSBub25jZQ== --expect hHLtf2V1k8aDQZfNjw3Ia1hCwt0=",
            ),
            (
                "the header line as it was copied; the value alone, for a script",
                "直接粘贴整行头字段；只输出结果，便于脚本使用",
                "ws-inspect accept -q 'Sec-WebSocket-Key: M/EoWjDzXy+RqE798wx4WA=='",
            ),
        ],
        "decode" => &[
            (
                "every bit of a frame, from a Python literal",
                "从 Python 字面量逐比特解析一帧",
                r"ws-inspect decode '\x81\x857\xfa!=\x7f\x9fMQX'",
            ),
            (
                "the same in hex, drawn as the RFC's figure",
                "十六进制输入，画成 RFC 里的图",
                "ws-inspect decode --format diagram '81 85 37fa213d 7f9f4d5158'",
            ),
            (
                "paste without shell quoting: type or paste it, then Ctrl-D",
                "避免 shell 改动引号和反斜杠：直接粘贴，再按 Ctrl-D",
                "ws-inspect decode -",
            ),
        ],
        "encode" => &[
            (
                "a text frame as a client sends it, masked, step by step",
                "客户端发送的文本帧：带掩码，逐步生成",
                "ws-inspect encode Hello --mask 37fa213d",
            ),
            (
                "the same as a server sends it, as a Python literal",
                "服务端发送的同一帧，输出为 Python 字面量",
                "ws-inspect encode Hello --from server --as python",
            ),
            (
                "a frame that breaks rule F05, for testing a peer",
                "违反规则 F05 的帧，用来测试对端",
                "ws-inspect encode --fault F05",
            ),
            (
                "the bytes of a well-known mistake, beside the right ones",
                "一个常见错误产生的字节，与正确的对照",
                "ws-inspect encode --slip first-key-byte-only Hello",
            ),
            (
                "a length that overflows its 7 bits into MASK",
                "长度超出 7 比特，溢出到 MASK 位",
                "ws-inspect encode Hello --length-form 7 --length 200",
            ),
            (
                "a message cut into fragments",
                "分片的消息",
                "ws-inspect encode 'Hello world' --fragment 4",
            ),
            ("a Close frame with a reason", "带原因的关闭帧", "ws-inspect encode --close 1000 bye"),
        ],
        "serve" => &[
            (
                "a live server on this computer: connect a browser, watch every frame",
                "在本机启动实时服务端：用浏览器连接，观察每一帧",
                "ws-inspect serve --port 9527",
            ),
            (
                "open it to the class, with the bytes of each frame",
                "对全班开放，并显示每一帧的字节",
                "ws-inspect serve --host 0.0.0.0 --hex",
            ),
            (
                "what TCP delivers, what is a frame, what is a message: they differ",
                "对比 TCP 数据块、帧和消息的区别",
                "ws-inspect serve --chunks --no-deflate",
            ),
            (
                "record everything for Wireshark and decode, with a log for programs",
                "完整记录，供 Wireshark 和 decode 分析；日志供程序读取",
                "ws-inspect serve --record lesson.pcapng --log json > lesson.ndjson",
            ),
        ],
        "completions" => &[
            (
                "for bash",
                "用于 bash",
                "ws-inspect completions bash > ~/.local/share/bash-completion/completions/ws-inspect",
            ),
            ("for PowerShell", "用于 PowerShell", "ws-inspect completions powershell >> $PROFILE"),
        ],
        "man" => &[
            ("read the manual page", "阅读手册页", "ws-inspect man | man -l -"),
            ("write a page for every command", "为每个命令各写一页", "ws-inspect man man/man1"),
        ],
        "help" => &[("the help of accept", "查看 accept 的帮助", "ws-inspect help accept")],
        _ => &[],
    };
    all.iter().map(|&(en, zh, line)| Example { shows: lang.pick(en, zh), line }).collect()
}
