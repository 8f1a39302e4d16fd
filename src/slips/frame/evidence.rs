//! What a slip claims: the proof, of which each slip's file defines its own, what it weighs, and how
//! far it reaches.

use super::Evidence;
use crate::slips::scale::Bits;

/// A hypothesis that accounts for what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What proves it.
    pub evidence: Evidence,
    /// What the evidence weighs, on the scale of all slips.
    pub bits: Bits,
    /// How many bytes of the input, from the frame's first byte on, it accounts for.
    pub covers: usize,
    /// The text that the sender meant, where the hypothesis yields it.
    pub text: Option<String>,
}

impl Evidence {
    /// A claim that weighs so much and accounts for `covers` bytes, with the text that was meant.
    pub(super) fn claim(self, bits: Bits, covers: usize, text: impl Into<Option<String>>) -> Claim {
        Claim { evidence: self, bits, covers, text: text.into() }
    }
}
