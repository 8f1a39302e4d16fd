//! What a slip claims: the proof, of which each slip's file defines its own, what it weighs, and how
//! far it reaches.

use super::Evidence;
use crate::slips::scale::Bits;

/// A mistake in the sender's code that accounts for what is there.
///
/// ```
/// use ws_inspect::{Analysis, Lang, Options};
///
/// // 200 bytes of text, and their length in the 7 bits of byte 1, where it spills into MASK.
/// let mut bytes = vec![0x81, 200];
/// bytes.extend([b'x'; 200]);
/// let (frames, _) = Analysis::dissect(&bytes, None, Options::default());
/// let claim = &frames[0].claims[0];
/// assert_eq!(claim.evidence.slip().name(), "length-254");
/// assert_eq!(claim.covers, 202);
/// assert!(!claim.evidence.slip().cure(Lang::En).is_empty());
/// ```
#[non_exhaustive]
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
