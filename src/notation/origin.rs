//! The source map: where each byte of a reading stands in the source text. Imports `bits`.

use crate::bits::Span;

/// Where each byte of a reading came from, in bytes of the source text.
///
/// The spans start in order, lie within the text and begin and end between characters (for raw
/// input: between bytes). Several bytes may share a span (a character beyond ASCII), and spans
/// of base64 overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Byte `i` is byte `start + i` of the source: raw input needs no table.
    Same {
        /// Byte of the source at which the bytes begin.
        start: usize,
        /// Number of bytes.
        len: usize,
    },
    /// One span a byte.
    Each(Vec<Span>),
}

impl Origin {
    /// Where byte `index` came from; `None` past the end.
    pub fn get(&self, index: usize) -> Option<Span> {
        match self {
            Self::Same { start, len } => {
                (index < *len).then(|| Span::new(start + index, start + index + 1))
            }
            Self::Each(spans) => spans.get(index).copied(),
        }
    }

    /// Number of bytes that have a place.
    pub fn len(&self) -> usize {
        match self {
            Self::Same { len, .. } => *len,
            Self::Each(spans) => spans.len(),
        }
    }

    /// Whether there is no byte.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place of every byte, in order.
    pub fn iter(&self) -> impl Iterator<Item = Span> + '_ {
        (0..self.len()).map_while(|index| self.get(index))
    }

    /// The part of the source that the bytes `bytes` came from, first to last.
    pub fn covering(&self, bytes: Span) -> Option<Span> {
        let first = self.get(bytes.start)?;
        let last = self.get(bytes.end.checked_sub(1)?)?;
        Some(Span::new(first.start, last.end))
    }
}
