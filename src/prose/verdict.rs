//! The last line of a screen: whether all is well.

use super::{Lang, say};
use crate::dissection::{Dissection, Verdict};
use crate::finding::{Finding, Level};
use crate::prose::finding::level as level_word;

/// The label of the last line.
pub fn label(lang: Lang) -> &'static str {
    lang.pick("RESULT", "结论")
}

/// The verdict in one word.
pub fn word(lang: Lang, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ok => lang.pick("OK", "正确"),
        Verdict::Suspect => lang.pick("SUSPECT", "可疑"),
        Verdict::Incomplete => lang.pick("INCOMPLETE", "不完整"),
        Verdict::Broken => lang.pick("BROKEN", "有错误"),
    }
}

/// What follows the word, for one frame: what is missing, what is broken, and the likeliest cause.
pub fn of_frame(lang: Lang, frame: &Dissection) -> String {
    let missing = frame.missing_bytes();
    let says = match frame.verdict() {
        Verdict::Incomplete if missing > 0 => {
            say!(lang, "needs {missing} more bytes", "还缺 {missing} 字节")
        }
        Verdict::Incomplete if frame.header.is_none() => {
            say!(lang, "the header needs more bytes", "帧头还缺字节")
        }
        Verdict::Incomplete | Verdict::Broken | Verdict::Suspect => counts(lang, &frame.findings),
        Verdict::Ok => {
            let used = frame.wire.len();
            let s = super::plural(used as u64);
            let rest = counts(lang, &frame.findings);
            match rest.is_empty() {
                true => say!(
                    lang,
                    "{used} of {used} byte{s} used, no rule broken",
                    "{used} 字节全部用完，未违反任何规则"
                ),
                false => {
                    say!(
                        lang,
                        "{used} of {used} byte{s} used, {rest}",
                        "{used} 字节全部用完，{rest}"
                    )
                }
            }
        }
    };
    let Some(claim) = frame.claims.first() else { return says };
    let slip = claim.evidence.slip();
    with_cause(lang, says, slip.name(), slip.title(lang))
}

/// What stands behind a verdict, and the likeliest cause.
pub fn with_cause(lang: Lang, says: String, name: &str, title: &str) -> String {
    let cause = say!(lang, "cause {name}: {title}", "可能原因 {name}：{title}");
    if says.is_empty() { cause } else { say!(lang, "{says}; {cause}", "{says}；{cause}") }
}

/// The findings counted by level, each with its codes: `1 error (F05), 2 warnings (F11, F13)`.
/// Empty where there are none.
pub fn counts<'a>(lang: Lang, findings: impl IntoIterator<Item = &'a Finding>) -> String {
    let findings: Vec<&Finding> = findings.into_iter().collect();
    let levels = [Level::Error, Level::Incomplete, Level::Warning, Level::Note];
    let parts = levels.into_iter().filter_map(|level| {
        let of_level: Vec<&str> =
            findings.iter().filter(|f| f.level == level).map(|f| f.fault.rule().code()).collect();
        let count = of_level.len();
        let mut codes = of_level;
        codes.sort_unstable();
        codes.dedup();
        (count > 0).then(|| self::count(lang, level, count as u64, &codes.join(", ")))
    });
    parts.collect::<Vec<_>>().join(super::comma(lang))
}

/// A number of findings of one level, with their codes.
pub fn count(lang: Lang, level: Level, count: u64, codes: &str) -> String {
    let word = level_word(lang, level);
    let plural = if count == 1 || level == Level::Incomplete { "" } else { "s" };
    say!(lang, "{count} {word}{plural} ({codes})", "{count} 个{word} ({codes})")
}
