//! The colour of a verdict.

use super::ink::Ink;
use crate::dissection::Verdict;

/// The colour in which the word is drawn.
pub const fn ink(verdict: Verdict) -> Ink {
    match verdict {
        Verdict::Ok => Ink::Good,
        Verdict::Suspect => Ink::Warning,
        Verdict::Incomplete => Ink::Incomplete,
        Verdict::Broken => Ink::Error,
    }
}
