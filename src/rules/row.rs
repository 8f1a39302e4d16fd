//! What the file of a rule says: its row, the words for a fault that breaks it, its two samples.
//! May import `lang` and `terms`. Every item is required: what a file leaves out does not compile.

use std::fmt;

use super::sample::Sample;
use crate::lang::{Lang, Text, text};
use crate::terms::CloseCode;

/// How grave a finding is. The order is the order of gravity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Worth knowing; nothing is broken as far as the input tells.
    Note,
    /// Allowed, or broken without harm to the framing; a peer goes on.
    Warning,
    /// Not all of it is here.
    Incomplete,
    /// A rule is broken; a peer fails the connection.
    Error,
}

impl Level {
    /// The stable English name: `note`, `warning`, `incomplete`, `error`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Incomplete => "incomplete",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What holds of a rule whatever the values that break it.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleEntry {
    /// Stable code, a letter for the layer and two digits: `F05`. Never reused.
    pub code: &'static str,
    /// Stable name in words: `control-too-long`.
    pub name: &'static str,
    /// The level that a finding has where the input settles the matter.
    pub level: Level,
    /// The clause that lays it down.
    pub source: Source,
    /// What a peer does about it.
    pub peer: Peer,
    /// Why it exists.
    pub why: Text,
    /// The smallest input that breaks it and no other rule.
    pub breaks: Sample,
    /// An input that looks alike and breaks nothing.
    pub near_miss: Sample,
}

impl RuleEntry {
    /// Returns the close code with which a peer fails the connection for this.
    pub const fn close(&self) -> Option<CloseCode> {
        match self.peer {
            Peer::Fails(code) => Some(code),
            Peer::Refuses(_) | Peer::Does(_) => None,
        }
    }

    /// Returns the HTTP status with which a server refuses a request that breaks it.
    pub const fn status(&self) -> Option<u16> {
        match self.peer {
            Peer::Refuses(status) => Some(status),
            Peer::Fails(_) | Peer::Does(_) => None,
        }
    }
}

/// What a peer does about a broken rule.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    /// Fails the connection with this close code.
    Fails(CloseCode),
    /// Refuses the request with this HTTP status.
    Refuses(u16),
    /// Something else.
    Does(Text),
}

/// A clause of an RFC. Shown as `RFC 6455 5.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Number of the RFC: 6455, or 7692 for compression.
    pub rfc: u16,
    /// Number of the section: `5.5`.
    pub section: &'static str,
    /// Its words, shortened only at the ends.
    pub quote: &'static str,
    /// Section and words for a server's response, where the RFC has others.
    response: Option<(&'static str, &'static str)>,
}

/// A clause of RFC 6455.
pub(super) const fn rfc6455(section: &'static str, quote: &'static str) -> Source {
    Source { rfc: 6455, section, quote, response: None }
}

/// A clause of RFC 7692, which is about compression.
pub(super) const fn rfc7692(section: &'static str, quote: &'static str) -> Source {
    Source { rfc: 7692, section, quote, response: None }
}

impl Source {
    /// The same rule has other words for a server's response.
    pub(super) const fn in_response(self, section: &'static str, quote: &'static str) -> Self {
        Self { response: Some((section, quote)), ..self }
    }

    /// Returns the clause as it reads for a server's response.
    pub const fn of_response(self) -> Self {
        match self.response {
            Some((section, quote)) => Self { section, quote, ..self },
            None => self,
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RFC {} {}", self.rfc, self.section)
    }
}

/// What is said of the values `T` that break a rule.
pub(super) struct Words<T> {
    /// What is wrong, in one line.
    pub title: fn(&T, Lang) -> String,
    /// What to see at the bytes that a caret marks.
    pub caret: Says<T>,
    /// How to mend it, where that is sure.
    pub fix: Says<T>,
}

/// A sentence that not every fault needs.
pub(super) enum Says<T> {
    Nothing,
    Always(Text),
    By(fn(&T, Lang) -> Option<String>),
}

/// A sentence in which no value stands.
pub(super) const fn always<T>(en: &'static str, zh: &'static str) -> Says<T> {
    Says::Always(text(en, zh))
}

impl<T> Says<T> {
    pub(super) fn of(&self, value: &T, lang: Lang) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Always(text) => Some(text.of(lang).to_owned()),
            Self::By(says) => says(value, lang),
        }
    }
}
