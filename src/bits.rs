//! Where something stands in a buffer: [`Span`] counts bytes, [`BitRange`] counts bits.
//! Imports nothing; knows nothing of what stands there.

/// A half-open range of bytes, `start..end`, counted from the first byte of a buffer.
///
/// ```
/// use ws_inspect::bits::Span;
///
/// let span = Span::new(1, 3);
/// assert_eq!((span.len(), span.of(b"abcd")), (2, &b"bc"[..]));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`, in bytes. An `end` before `start` gives an empty span at `start`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// Number of bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether no byte is in it.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The part of `buffer` that the span covers; what lies past its end is left out.
    pub fn of(self, buffer: &[u8]) -> &[u8] {
        let end = self.end.min(buffer.len());
        buffer.get(self.start.min(end)..end).unwrap_or_default()
    }
}

/// A half-open range of bits. Bit 0 is the most significant bit of byte 0, as in the figure of
/// RFC 6455 section 5.2.
///
/// ```
/// use ws_inspect::bits::{BitRange, Span};
///
/// // The 7 bits of the length.
/// let length = BitRange::new(9, 16);
/// assert_eq!((length.len(), length.bytes()), (7, Span::new(1, 2)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BitRange {
    /// First bit.
    pub start: u64,
    /// One past the last bit.
    pub end: u64,
}

impl BitRange {
    /// The bits `start..end`. An `end` before `start` gives an empty range at `start`.
    pub const fn new(start: u64, end: u64) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// Number of bits.
    pub const fn len(self) -> u64 {
        self.end - self.start
    }

    /// Whether no bit is in it.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The bytes that hold at least one of the bits.
    pub const fn bytes(self) -> Span {
        Span::new((self.start / 8) as usize, self.end.div_ceil(8) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bit_range_covers_every_byte_that_it_touches() {
        assert_eq!(BitRange::new(9, 16).bytes(), Span::new(1, 2));
        assert_eq!(BitRange::new(7, 9).bytes(), Span::new(0, 2));
    }

    #[test]
    fn a_span_past_the_end_gives_what_is_there() {
        assert_eq!(Span::new(1, 9).of(b"abc"), b"bc");
        assert_eq!(Span::new(7, 9).of(b"abc"), b"");
    }
}
