//! What is said of completions and manual pages, which are generated from the command line.

use super::Lang;

/// What `completions` does.
pub const fn completions_about(lang: Lang) -> &'static str {
    lang.pick("Print a script that completes commands and options", "输出命令行补全脚本")
}

/// The placeholder for a shell.
pub const fn shell_name(lang: Lang) -> &'static str {
    lang.pick("SHELL", "SHELL")
}

/// Help of the shell.
pub const fn shell_help(lang: Lang) -> &'static str {
    lang.pick("The shell for which it is", "用于哪种 shell")
}

/// What `man` does.
pub const fn man_about(lang: Lang) -> &'static str {
    lang.pick(
        "Print the manual page, or write one for every command",
        "输出手册页，或为每个命令各写一页",
    )
}

/// The placeholder for a folder.
pub const fn dir_name(lang: Lang) -> &'static str {
    lang.pick("DIR", "目录")
}

/// Help of the folder.
pub const fn dir_help(lang: Lang) -> &'static str {
    lang.pick(
        "Write ws-inspect.1 and a page for every command into this folder, which is made if need be",
        "把 ws-inspect.1 和每个命令的手册页写入该目录（不存在则创建）",
    )
}

/// How the headings of a manual page, which its maker has in English, are called.
pub const fn man_headings(lang: Lang) -> [(&'static str, &'static str); 7] {
    [
        ("NAME", lang.pick("NAME", "名称")),
        ("SYNOPSIS", lang.pick("SYNOPSIS", "概述")),
        ("DESCRIPTION", lang.pick("DESCRIPTION", "描述")),
        ("OPTIONS", lang.pick("OPTIONS", "选项")),
        ("SUBCOMMANDS", lang.pick("COMMANDS", "命令")),
        ("EXTRA", lang.pick("EXAMPLES", "示例")),
        ("VERSION", lang.pick("VERSION", "版本")),
    ]
}

/// The words inside a manual page that its maker has in English.
pub const fn man_words(lang: Lang) -> [(&'static str, &'static str); 2] {
    [
        ("[default: ", lang.pick("[default: ", "[默认：")),
        ("Possible values:", lang.pick("Possible values:", "可选值：")),
    ]
}
