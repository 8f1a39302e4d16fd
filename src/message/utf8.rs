//! UTF-8 as it comes in pieces (RFC 3629): a bad sequence is known at its first impossible byte,
//! long before the message ends.

use crate::finding::Utf8Error;

/// Checks a text that comes in pieces.
#[derive(Clone, Debug, Default)]
pub struct Utf8 {
    /// Bytes of the text that were checked, those of an unfinished character included.
    checked: u64,
    /// The bytes of an unfinished character at the end of the last piece, and how many they are.
    pending: [u8; 4],
    pending_len: u8,
}

impl Utf8 {
    /// A checker at the beginning of a text.
    pub fn new() -> Self {
        Self::default()
    }

    /// Checks the next piece of the text.
    ///
    /// # Errors
    /// The index in the whole text of the first byte of the bad sequence, and what is bad. The
    /// checker must not be used for this text again.
    pub fn feed(&mut self, mut piece: &[u8]) -> Result<(), (u64, Utf8Error)> {
        while self.pending_len > 0 {
            let Some((&next, rest)) = piece.split_first() else { return Ok(()) };
            self.keep(next);
            match judge_utf8(self.pending()) {
                Ok(0) => self.pending_len = 0,
                Ok(_) => {}
                Err((_, error)) => {
                    return Err((self.checked + 1 - u64::from(self.pending_len), error));
                }
            }
            self.checked += 1;
            piece = rest;
        }
        match judge_utf8(piece) {
            Ok(unfinished) => {
                let at = piece.len() - unfinished;
                piece.iter().skip(at).for_each(|byte| self.keep(*byte));
                self.checked += piece.len() as u64;
                Ok(())
            }
            Err((at, error)) => Err((self.checked + at as u64, error)),
        }
    }

    /// Passes over a piece that is known to be ASCII. The same as [`Utf8::feed`], only faster.
    ///
    /// # Errors
    /// As [`Utf8::feed`]: the piece before may have ended inside a character.
    pub fn feed_ascii(&mut self, piece: &[u8]) -> Result<(), (u64, Utf8Error)> {
        if self.pending_len == 0 {
            self.checked += piece.len() as u64;
            return Ok(());
        }
        self.feed(piece)
    }

    /// Ends the text.
    ///
    /// # Errors
    /// As [`Utf8::feed`], where the text ends inside a character.
    pub fn finish(&self) -> Result<(), (u64, Utf8Error)> {
        match self.pending().first() {
            None => Ok(()),
            Some(&lead) => {
                let at = self.checked - u64::from(self.pending_len);
                Err((at, Utf8Error::CutShort { lead }))
            }
        }
    }

    fn pending(&self) -> &[u8] {
        self.pending.get(..usize::from(self.pending_len)).unwrap_or_default()
    }

    /// Keeps a byte of an unfinished character; no character has more than four.
    fn keep(&mut self, byte: u8) {
        if let Some(place) = self.pending.get_mut(usize::from(self.pending_len)) {
            *place = byte;
            self.pending_len += 1;
        }
    }
}

/// Judges a text of which more may follow: returns how many bytes at its end belong to a character
/// that is not finished yet, 0 to 3.
///
/// # Errors
/// The index of the first byte of the first bad sequence, and what is bad about it.
pub fn judge_utf8(text: &[u8]) -> Result<usize, (usize, Utf8Error)> {
    let Err(error) = std::str::from_utf8(text) else { return Ok(0) };
    let at = error.valid_up_to();
    let bad = text.get(at..).unwrap_or_default();
    match error.error_len() {
        None => Ok(bad.len()),
        Some(good) => Err((at, what_is_bad(bad, good))),
    }
}

/// Names the fault of the sequence at the start of `bad`, of which `good` bytes fit together.
fn what_is_bad(bad: &[u8], good: usize) -> Utf8Error {
    let lead = bad.first().copied().unwrap_or_default();
    let then = bad.get(good).copied().unwrap_or_default();
    match (lead, then) {
        (0x80..=0xbf, _) => Utf8Error::StrayContinuation(lead),
        (0xc0 | 0xc1 | 0xf5.., _) => Utf8Error::NeverValid(lead),
        (0xe0, 0x80..=0x9f) | (0xf0, 0x80..=0x8f) if good == 1 => Utf8Error::Overlong(lead),
        (0xed, 0xa0..=0xbf) if good == 1 => Utf8Error::Surrogate,
        (0xf4, 0x90..=0xbf) if good == 1 => Utf8Error::TooLarge,
        _ => Utf8Error::NotContinued { lead, then, after: u8::try_from(good).unwrap_or(3) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn check(pieces: &[&[u8]]) -> Result<(), (u64, Utf8Error)> {
        let mut utf8 = Utf8::new();
        pieces.iter().try_for_each(|piece| utf8.feed(piece))?;
        utf8.finish()
    }

    #[rstest]
    #[case(b"ab\x80", 2, Utf8Error::StrayContinuation(0x80))]
    #[case(b"a\xc0\x80", 1, Utf8Error::NeverValid(0xc0))]
    #[case(b"\xff", 0, Utf8Error::NeverValid(0xff))]
    #[case(b"\xc4\xe3", 0, Utf8Error::NotContinued { lead: 0xc4, then: 0xe3, after: 1 })]
    #[case(b"\xe4\xbda", 0, Utf8Error::NotContinued { lead: 0xe4, then: 0x61, after: 2 })]
    #[case(b"\xe0\x80\x80", 0, Utf8Error::Overlong(0xe0))]
    #[case(b"\xed\xa0\x80", 0, Utf8Error::Surrogate)]
    #[case(b"\xf4\x90", 0, Utf8Error::TooLarge)]
    #[case(b"a\xe6\x9c", 1, Utf8Error::CutShort { lead: 0xe6 })]
    fn each_fault_has_its_name(#[case] text: &[u8], #[case] at: u64, #[case] error: Utf8Error) {
        assert_eq!(check(&[text]), Err((at, error)));
    }

    #[test]
    fn an_impossible_second_byte_fails_before_the_character_is_whole() {
        let mut utf8 = Utf8::new();
        assert_eq!(utf8.feed(b"\xf4"), Ok(()));
        assert_eq!(utf8.feed(b"\x90"), Err((0, Utf8Error::TooLarge)));
    }

    proptest! {
        #[test]
        fn any_split_gives_the_same_verdict(
            text in proptest::collection::vec(
                prop_oneof![Just(b'a'), Just(0xe4), Just(0xbd), Just(0xa0), Just(0xf0), any::<u8>()],
                0..12,
            ),
            cut in 0usize..12,
        ) {
            let (head, tail) = text.split_at(cut.min(text.len()));
            let bytewise: Vec<&[u8]> = text.chunks(1).collect();
            let whole = check(&[&text]);
            prop_assert_eq!(check(&[head, tail]), whole);
            prop_assert_eq!(check(&bytewise), whole);
            prop_assert_eq!(whole.is_ok(), std::str::from_utf8(&text).is_ok());
        }
    }
}
