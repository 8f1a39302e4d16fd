//! What is wrong with the arguments, and what would be right.

use super::{Lang, say};

/// A command line that cannot be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misuse {
    /// An option that is none, or one argument too many.
    UnknownArgument {
        /// The word.
        word: String,
        /// An option that it resembles.
        like: Option<String>,
        /// The command that has this option, with it: `accept --expect`.
        elsewhere: Option<String>,
        /// Whether it may be meant as a value, which `--` makes it.
        as_value: bool,
    },
    /// A command that is none.
    UnknownCommand {
        /// The word.
        word: String,
        /// Commands that it resembles.
        like: Vec<String>,
        /// Every command.
        commands: Vec<String>,
    },
    /// No command.
    NoCommand {
        /// Every command.
        commands: Vec<String>,
    },
    /// A value that the option does not take.
    BadValue {
        /// The option or argument.
        option: String,
        /// The value.
        value: String,
        /// The values that it takes, where they are few.
        allowed: Vec<String>,
        /// One of them that it resembles.
        like: Option<String>,
        /// Why it takes it not, where its reader says so.
        reason: Option<Reason>,
    },
    /// An option without the value that it needs.
    NoValue {
        /// The option.
        option: String,
        /// The values that it takes, where they are few.
        allowed: Vec<String>,
    },
    /// Arguments that are required are not there.
    Missing {
        /// Their names.
        arguments: Vec<String>,
    },
    /// An option twice.
    Repeated {
        /// The option.
        option: String,
    },
    /// Options that exclude each other.
    Conflict {
        /// One.
        option: String,
        /// The others.
        with: Vec<String>,
    },
    /// One value too many.
    TooManyValues {
        /// The option.
        option: String,
        /// The value.
        value: String,
    },
    /// Another number of values than the option takes.
    WrongNumberOfValues {
        /// The option.
        option: String,
        /// How many there are.
        have: isize,
        /// How many it needs.
        need: isize,
        /// Whether more are allowed.
        or_more: bool,
    },
    /// An option whose value must stand behind `=`.
    NoEquals {
        /// The option.
        option: String,
    },
    /// A word that is no UTF-8.
    NotUtf8,
    /// Anything else; the parser's own name for it.
    Other(String),
}

/// Why a value is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A number is needed.
    NoNumber,
    /// A number, but too large to be reckoned with.
    TooLarge,
    /// A number outside this range.
    OutOfRange(String),
    /// What the reader of the value says.
    Said(String),
}

/// What is wrong, in one sentence.
pub fn sentence(lang: Lang, misuse: &Misuse) -> String {
    match misuse {
        Misuse::UnknownArgument { word, .. } if word.starts_with('-') => {
            say!(lang, "unknown option '{word}'", "未知选项 '{word}'")
        }
        Misuse::UnknownArgument { word, .. } => {
            say!(lang, "unexpected argument '{word}'", "多余的参数 '{word}'")
        }
        Misuse::UnknownCommand { word, .. } => {
            say!(lang, "unknown command '{word}'", "未知命令 '{word}'")
        }
        Misuse::NoCommand { .. } => say!(lang, "no command given", "没有给出命令"),
        Misuse::BadValue { option, value, reason: None, .. } => {
            say!(lang, "invalid value '{value}' for '{option}'", "'{option}' 不接受值 '{value}'")
        }
        Misuse::BadValue { option, value, reason: Some(reason), .. } => {
            let because = because(lang, reason);
            say!(
                lang,
                "invalid value '{value}' for '{option}': {because}",
                "'{option}' 不接受值 '{value}': {because}"
            )
        }
        Misuse::NoValue { option, .. } => {
            say!(lang, "'{option}' needs a value", "'{option}' 需要一个值")
        }
        Misuse::Missing { arguments } => {
            let listed = arguments.join(" ");
            say!(lang, "missing: {listed}", "缺少：{listed}")
        }
        Misuse::Repeated { option } => {
            say!(lang, "'{option}' is given more than once", "'{option}' 重复出现")
        }
        Misuse::Conflict { option, with } if with.is_empty() => say!(
            lang,
            "'{option}' cannot be used with the other arguments",
            "'{option}' 不能与其他参数同时使用"
        ),
        Misuse::Conflict { option, with } => {
            let with = with.join("', '");
            say!(
                lang,
                "'{option}' cannot be used with '{with}'",
                "'{option}' 不能与 '{with}' 同时使用"
            )
        }
        Misuse::TooManyValues { option, value } => {
            say!(
                lang,
                "one value too many for '{option}': '{value}'",
                "'{option}' 的值太多：'{value}'"
            )
        }
        Misuse::WrongNumberOfValues { option, have, need, or_more } => {
            let (en, zh) = if *or_more { ("at least ", "至少") } else { ("", "") };
            say!(
                lang,
                "'{option}' needs {en}{need} values and has {have}",
                "'{option}' {zh}需要 {need} 个值，现在是 {have} 个"
            )
        }
        Misuse::NoEquals { option } => {
            say!(lang, "the value of '{option}' must follow '='", "'{option}' 的值要写在 '=' 后面")
        }
        Misuse::NotUtf8 => {
            say!(lang, "an argument is not valid UTF-8", "有参数不是合法的 UTF-8")
        }
        Misuse::Other(name) => {
            say!(lang, "the arguments cannot be read: {name}", "无法读取参数：{name}")
        }
    }
}

/// What would be right, where that is known.
pub fn help(lang: Lang, misuse: &Misuse) -> Option<String> {
    match misuse {
        Misuse::UnknownArgument { like: Some(like), .. } => Some(did_you_mean(lang, like)),
        Misuse::UnknownArgument { word, .. } if is_negative(word) => {
            Some(say!(lang, "no number here can be negative", "这里的数都不能为负"))
        }
        Misuse::UnknownArgument { elsewhere: Some(command), .. } => {
            Some(say!(lang, "'{command}' exists", "有 '{command}' 这个用法"))
        }
        Misuse::UnknownArgument { word, as_value: true, .. } => Some(say!(
            lang,
            "to pass it as a value, write '-- {word}'",
            "若要把它作为值传入，请写 '-- {word}'"
        )),
        Misuse::UnknownArgument { word, .. } if !word.starts_with('-') => Some(say!(
            lang,
            "if it belongs to the word before it, put both in quotes",
            "如果它和前一个词是一体的，请用引号括在一起"
        )),
        Misuse::UnknownCommand { like, .. } if !like.is_empty() => {
            Some(did_you_mean(lang, &like.join("', '")))
        }
        Misuse::UnknownCommand { word, commands, .. }
            if looks_like_bytes(word) && commands.iter().any(|name| name == "decode") =>
        {
            Some(say!(
                lang,
                "to dissect bytes: ws-inspect decode '{word}'",
                "要解析字节，请用：ws-inspect decode '{word}'"
            ))
        }
        Misuse::UnknownCommand { commands, .. } | Misuse::NoCommand { commands } => {
            let listed = commands.join(", ");
            Some(say!(lang, "the commands are: {listed}", "可用的命令：{listed}"))
        }
        Misuse::BadValue { like: Some(like), allowed, .. } => {
            let (question, listed) = (did_you_mean(lang, like), allowed.join(", "));
            Some(say!(lang, "{question} It takes: {listed}", "{question}可选的值：{listed}"))
        }
        Misuse::BadValue { allowed, .. } | Misuse::NoValue { allowed, .. }
            if !allowed.is_empty() =>
        {
            let listed = allowed.join(", ");
            Some(say!(lang, "it takes: {listed}", "可选的值：{listed}"))
        }
        Misuse::NotUtf8 => Some(say!(
            lang,
            "put bytes into a file, or give them as hex",
            "请把字节存入文件，或用十六进制给出"
        )),
        Misuse::UnknownArgument { .. }
        | Misuse::BadValue { .. }
        | Misuse::NoValue { .. }
        | Misuse::Missing { .. }
        | Misuse::Repeated { .. }
        | Misuse::Conflict { .. }
        | Misuse::TooManyValues { .. }
        | Misuse::WrongNumberOfValues { .. }
        | Misuse::NoEquals { .. }
        | Misuse::Other(_) => None,
    }
}

/// A command line that has what is missing.
pub fn for_example(lang: Lang, line: &str) -> String {
    say!(lang, "for example: {line}", "例如：{line}")
}

/// The names of the lines below: help, usage, more.
pub const fn footers(lang: Lang) -> [&'static str; 3] {
    lang.pick(["help", "usage", "more"], ["提示", "用法", "详情"])
}

/// How a range of 64-bit numbers ends that has no upper end of its own.
const OPEN_END: &str = "..18446744073709551615";

fn because(lang: Lang, reason: &Reason) -> String {
    match reason {
        Reason::NoNumber => say!(lang, "it is not a whole number", "它不是整数"),
        Reason::TooLarge => say!(lang, "it is too large", "数值太大"),
        Reason::OutOfRange(range) => match range.strip_suffix(OPEN_END) {
            Some(low) => say!(lang, "it must be at least {low}", "至少应为 {low}"),
            None => match range.split_once("..=") {
                Some((low, high)) => {
                    say!(lang, "it must be from {low} to {high}", "应为 {low} 到 {high}")
                }
                None => say!(lang, "it must be in {range}", "超出范围 {range}"),
            },
        },
        Reason::Said(said) => said.clone(),
    }
}

fn did_you_mean(lang: Lang, like: &str) -> String {
    say!(lang, "did you mean '{like}'?", "是否想写 '{like}'？")
}

fn is_negative(word: &str) -> bool {
    word.strip_prefix('-').is_some_and(|rest| rest.parse::<f64>().is_ok())
}

/// Whether somebody pasted bytes where a command should stand.
fn looks_like_bytes(word: &str) -> bool {
    word.contains('\\')
        || (word.len() > 1 && word.chars().all(|c| c.is_ascii_hexdigit() || c == ' '))
}
