//! Lines that end with `\n` alone: a multi-line string, `println`, `echo`.

use super::{Exchange, HeadSuspect};
use crate::finding::Fault;
use crate::lang::Lang;

pub(super) const NAME: &str = "bare-lf";

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    honest.changed_answer(|answer| answer.replace("\r\n", "\n"))
}

pub(super) fn explains(suspect: &HeadSuspect<'_>) -> Option<String> {
    // A single bare line feed has another cause: a value that ends in one.
    let all = |fault| matches!(fault, Fault::LineEnds(ends) if ends.bare == ends.lines);
    suspect.found(all).map(|_| String::new())
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("every line was ended with \\n alone", "每一行都只用 \\n 结尾")
}

pub(super) fn evidence(_: Lang, _: &str) -> Option<String> {
    None
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick(
        "Write \\r\\n; in Python '\\r\\n'.join(lines), and no triple-quoted string.",
        "写 \\r\\n；Python 用 '\\r\\n'.join(lines)，不要用三引号字符串。",
    )
}
