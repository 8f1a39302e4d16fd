//! What a slip claims: the proof, of which each slip's file defines its own, and how far it reaches.

use super::Evidence;

/// A hypothesis that accounts for what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What proves it.
    pub evidence: Evidence,
    /// How many bytes of the input, from the frame's first byte on, it accounts for.
    pub covers: usize,
    /// The text that the sender meant, where the hypothesis yields it.
    pub text: Option<String>,
}

impl Evidence {
    /// A claim that accounts for `covers` bytes, with the text that was meant.
    pub(super) fn claim(self, covers: usize, text: impl Into<Option<String>>) -> Claim {
        Claim { evidence: self, covers, text: text.into() }
    }
}
