//! How it went, in one value: for a frame, and for all that was read.

use std::fmt;

use super::Dissection;
use crate::finding::Level;

/// How it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// No rule is broken.
    Ok,
    /// No rule is broken, and yet a slip accounts for the bytes.
    Suspect,
    /// Something is missing, and what is here breaks no rule.
    Incomplete,
    /// A rule is broken.
    Broken,
}

impl Verdict {
    /// The verdict that follows from the gravest finding and from whether a slip was recognised.
    /// What seems to be missing is not missing where a slip accounts for what is there.
    pub const fn of(gravest: Option<Level>, slip: bool) -> Self {
        match (gravest, slip) {
            (Some(Level::Error), _) | (Some(Level::Incomplete), true) => Self::Broken,
            (Some(Level::Incomplete), false) => Self::Incomplete,
            (_, true) => Self::Suspect,
            (_, false) => Self::Ok,
        }
    }

    /// The stable English name: `ok`, `suspect`, `incomplete`, `broken`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Suspect => "suspect",
            Self::Incomplete => "incomplete",
            Self::Broken => "broken",
        }
    }
}

impl Dissection {
    /// How the frame went.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self.level(), !self.claims.is_empty())
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
