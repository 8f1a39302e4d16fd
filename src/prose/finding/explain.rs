//! All that is said of a rule, or of a finding that breaks it, in one value and one language. The
//! sentences are those of the rule's own file and of this room.

use std::fmt;

use super::{peer, quoted};
use crate::finding::{Finding, Level, Rule, Source};
use crate::prose::Lang;

/// What is said of a rule, or of a finding that breaks it. Shown in lines, with what is there.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The language.
    pub lang: Lang,
    /// The rule.
    pub rule: Rule,
    /// How grave it is: for a finding its own level, else that of the rule.
    pub level: Level,
    /// What is wrong, in one line; of a finding alone.
    pub title: Option<String>,
    /// The clause of the RFC, with its words.
    pub source: Source,
    /// Why the rule exists.
    pub why: &'static str,
    /// What a peer does about it, where that is known.
    pub peer: Option<String>,
    /// How to mend it, where that is sure; of a finding alone.
    pub fix: Option<String>,
}

impl Rule {
    /// Returns what is said of the rule, whatever breaks it.
    ///
    /// ```
    /// use ws_inspect::{Lang, Rule};
    ///
    /// let explained = Rule::by_name("F05").map(|rule| rule.explain(Lang::En));
    /// let explained = explained.ok_or("no such rule")?;
    /// assert!(explained.why.starts_with("control frames come between fragments"));
    /// assert_eq!(
    ///     explained.peer.as_deref(),
    ///     Some("fails the connection, close code 1002 (protocol error)"),
    /// );
    /// # Ok::<(), &str>(())
    /// ```
    pub fn explain(self, lang: Lang) -> Explanation {
        let entry = self.entry();
        Explanation {
            lang,
            rule: self,
            level: entry.level,
            title: None,
            source: entry.source,
            why: entry.why.of(lang),
            peer: peer(lang, entry, entry.level),
            fix: None,
        }
    }
}

impl Finding {
    /// Returns what is said of the finding: of its rule, and of the values that break it.
    ///
    /// ```
    /// use ws_inspect::{Analysis, Lang, Options};
    ///
    /// // The reserved opcode 0x3.
    /// let (frames, _) = Analysis::dissect(&[0x83, 0], None, Options::default());
    /// let explained = frames[0].findings[0].explain(Lang::Zh);
    /// assert_eq!(explained.rule.code(), "F04");
    /// assert!(explained.title.is_some_and(|title| title.contains("操作码")));
    /// ```
    pub fn explain(&self, lang: Lang) -> Explanation {
        let rule = self.fault.rule();
        Explanation {
            level: self.level,
            title: Some(self.fault.title(lang)),
            source: self.fault.source(),
            peer: peer(lang, rule.entry(), self.level),
            fix: self.fault.fix(lang),
            ..rule.explain(lang)
        }
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { lang, rule, level, source, why, .. } = self;
        write!(f, "{} {rule}", super::level(*lang, *level))?;
        if let Some(title) = &self.title {
            write!(f, ": {title}")?;
        }
        write!(f, "\n{source}: {}", quoted(source.quote))?;
        write!(f, "\n{}: {why}", super::why_label(*lang))?;
        if let Some(peer) = &self.peer {
            write!(f, "\n{}: {peer}", super::peer_label(*lang))?;
        }
        if let Some(fix) = &self.fix {
            write!(f, "\n{}: {fix}", super::fix_label(*lang))?;
        }
        Ok(())
    }
}
