//! The one frame parser: cuts a stream of bytes into pieces of frames, however it arrives.
//! Never judges, never copies payload, never allocates; holds at most one header.

use super::header::{FrameHeader, MAX_HEADER_LEN};

/// A part of a frame, in the order in which parts arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// The header is whole.
    Header(FrameHeader),
    /// Some payload, as it stands on the wire; never empty.
    Payload {
        /// Index in the payload of the first byte.
        at: u64,
        /// The bytes, masked if the frame is.
        wire: &'a [u8],
    },
    /// The frame with that header is whole.
    End(FrameHeader),
}

/// Where a decoder stands between two pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing<'a> {
    /// Inside a header of which these bytes are here; between two frames if there are none.
    Header(&'a [u8]),
    /// Inside a payload.
    Payload {
        /// The frame's header.
        header: FrameHeader,
        /// Payload bytes that have come.
        have: u64,
    },
}

/// Cuts one direction of a connection into [`Piece`]s (RFC 6455 section 5.2).
#[derive(Clone, Debug, Default)]
pub struct Decoder {
    state: State,
    /// The bytes of a header that came in parts.
    held: [u8; MAX_HEADER_LEN],
    held_len: u8,
}

#[derive(Clone, Copy, Debug, Default)]
enum State {
    #[default]
    Header,
    Payload {
        header: FrameHeader,
        have: u64,
    },
}

impl Decoder {
    /// A decoder that expects the first byte of a frame.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next piece from the front of `input`, which shrinks by the bytes that were used.
    /// `None` once the input is used up: the decoder remembers where it stands.
    #[inline]
    pub fn next<'a>(&mut self, input: &mut &'a [u8]) -> Option<Piece<'a>> {
        match self.state {
            State::Header => {
                let header = self.read_header(input)?;
                self.state = State::Payload { header, have: 0 };
                Some(Piece::Header(header))
            }
            State::Payload { header, have } if have == header.payload_len() => {
                self.state = State::Header;
                Some(Piece::End(header))
            }
            State::Payload { header, have } => {
                let missing = usize::try_from(header.payload_len() - have).unwrap_or(usize::MAX);
                let (wire, rest) = input.split_at_checked(missing).unwrap_or((*input, &[]));
                if wire.is_empty() {
                    return None;
                }
                *input = rest;
                self.state = State::Payload { header, have: have + wire.len() as u64 };
                Some(Piece::Payload { at: have, wire })
            }
        }
    }

    /// Takes a whole frame from the front of `input`, if the decoder stands between two frames and
    /// all of one is there: the same as [`Decoder::next`] up to its [`Piece::End`].
    #[inline]
    pub fn whole<'a>(&self, input: &mut &'a [u8]) -> Option<(FrameHeader, &'a [u8])> {
        if !self.is_between_frames() {
            return None;
        }
        let (header, header_len) = FrameHeader::read(input).ok()?;
        let payload_len = usize::try_from(header.payload_len()).ok()?;
        let (wire, rest) = input.get(header_len..)?.split_at_checked(payload_len)?;
        *input = rest;
        Some((header, wire))
    }

    /// Whether the next byte is the first of a frame.
    #[inline]
    pub fn is_between_frames(&self) -> bool {
        self.held_len == 0 && matches!(self.state, State::Header)
    }

    /// Where the decoder stands.
    pub fn standing(&self) -> Standing<'_> {
        match self.state {
            State::Header => Standing::Header(self.held()),
            State::Payload { header, have } => Standing::Payload { header, have },
        }
    }

    /// Reads a header, from `input` alone where nothing is held and all of it is there.
    fn read_header(&mut self, input: &mut &[u8]) -> Option<FrameHeader> {
        if self.held_len == 0
            && let Ok((header, len)) = FrameHeader::read(input)
        {
            *input = input.get(len..).unwrap_or_default();
            return Some(header);
        }
        loop {
            match FrameHeader::read(self.held()) {
                Ok((header, _)) => {
                    self.held_len = 0;
                    return Some(header);
                }
                Err(short) => {
                    let (&next, rest) = input.split_first()?;
                    let held_len = usize::from(self.held_len);
                    debug_assert!(short.need > held_len, "a short header needs more");
                    *self.held.get_mut(held_len)? = next;
                    self.held_len += 1;
                    *input = rest;
                }
            }
        }
    }

    fn held(&self) -> &[u8] {
        self.held.get(..usize::from(self.held_len)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a stream holds: per frame its header and payload, and what is left over.
    fn frames(chunks: &[&[u8]]) -> (Vec<(FrameHeader, Vec<u8>)>, bool) {
        let mut decoder = Decoder::new();
        let mut found: Vec<(FrameHeader, Vec<u8>)> = Vec::new();
        let mut whole = true;
        for chunk in chunks {
            let mut input = *chunk;
            while let Some(piece) = decoder.next(&mut input) {
                match piece {
                    Piece::Header(header) => {
                        found.push((header, Vec::new()));
                        whole = false;
                    }
                    Piece::Payload { at, wire } => {
                        let payload = &mut found.last_mut().expect("a header came first").1;
                        assert_eq!(at, payload.len() as u64);
                        payload.extend_from_slice(wire);
                    }
                    Piece::End(_) => whole = true,
                }
            }
            assert!(input.is_empty());
        }
        (found, whole)
    }

    #[test]
    fn two_frames_in_one_chunk_are_two_frames() {
        let (found, whole) = frames(&[b"\x81\x02hi\x89\x00"]);
        assert!(whole);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].1, b"hi");
    }

    #[test]
    fn a_claim_of_2_to_the_63_is_only_a_number() {
        let mut decoder = Decoder::new();
        let mut input: &[u8] = b"\x82\x7f\x80\0\0\0\0\0\0\0abc";
        while decoder.next(&mut input).is_some() {}
        let Standing::Payload { header, have } = decoder.standing() else { panic!("in a payload") };
        assert_eq!((header.payload_len(), have), (1 << 63, 3));
    }

    proptest! {
        #[test]
        fn any_split_gives_the_same_frames(
            stream in proptest::collection::vec(any::<u8>(), 0..200),
            cuts in proptest::collection::vec(0usize..200, 0..6)
        ) {
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(stream.len())).collect();
            cuts.extend([0, stream.len()]);
            cuts.sort_unstable();
            let chunks: Vec<&[u8]> = cuts.windows(2).map(|pair| &stream[pair[0]..pair[1]]).collect();
            prop_assert_eq!(frames(&chunks), frames(&[&stream]));
        }
    }
}
