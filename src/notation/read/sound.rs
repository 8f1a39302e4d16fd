//! How far bytes make a handshake or frames (RFC 6455 sections 4 and 5.2): what decides between two
//! readings of one text. Imports the readers of `frame` and `handshake`; judges nothing else.

use crate::frame::FrameHeader;
use crate::handshake::{Beginning, begins_like_head};
use crate::terms::Opcode;

/// How far bytes are frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sound {
    /// They begin with no header that a program writes.
    No,
    /// They begin with frames and end within one.
    Begun,
    /// They are frames to their end, but the text in one is not UTF-8, or a length not the
    /// shortest.
    Framed,
    /// They are a head, or frames to their end.
    Whole,
}

/// How far `bytes` are a head or frames. What was `cut` off at its end may end within a frame.
pub(super) fn of(bytes: &[u8], cut: bool) -> Sound {
    if matches!(
        begins_like_head(bytes),
        Beginning::Request | Beginning::Response | Beginning::Http2
    ) {
        return Sound::Whole;
    }
    let mut rest = bytes;
    let mut sound = Sound::Whole;
    let mut first = true;
    while !rest.is_empty() {
        let Ok((header, header_len)) = FrameHeader::read(rest) else {
            // Of a header that is cut the first byte tells.
            let known =
                |byte: &u8| matches!(byte & 0x3f, 1 | 2 | 8..=10) || byte & 0x3f == 0 && !first;
            let known = rest.first().is_some_and(known);
            let enough = known && !(first && rest.len() < 2);
            return if enough { ended(cut, first) } else { Sound::No };
        };
        if !is_usual(&header, first) {
            return Sound::No;
        }
        if !header.length.is_minimal() {
            sound = Sound::Framed;
        }
        let payload_len = usize::try_from(header.payload_len()).unwrap_or(usize::MAX);
        let payload = rest.get(header_len..).unwrap_or_default();
        let Some((payload, behind)) = payload.split_at_checked(payload_len) else {
            return ended(cut, first);
        };
        if header.fin && header.opcode == Opcode::TEXT && header.rsv.0 == 0 {
            let key = header.mask_key.unwrap_or_default();
            let text: Vec<u8> =
                payload.iter().zip(key.iter().cycle()).map(|(byte, key)| byte ^ key).collect();
            if std::str::from_utf8(&text).is_err() {
                sound = Sound::Framed;
            }
        }
        rest = behind;
        first = false;
    }
    if first { Sound::No } else { sound }
}

/// What bytes are that end within a frame.
const fn ended(cut: bool, first: bool) -> Sound {
    if cut && !first { Sound::Whole } else { Sound::Begun }
}

/// Whether programs write such headers: a known opcode, no bits that nothing defines, a control
/// frame of one piece, a length that can be.
fn is_usual(header: &FrameHeader, first: bool) -> bool {
    let control = header.opcode.0 & 8 != 0;
    let known = matches!(header.opcode.0, 0..=2 | 8..=10) && !(first && header.opcode.0 == 0);
    let compressed = header.rsv.0 == 4 && matches!(header.opcode.0, 1 | 2);
    let possible = header.payload_len() >> 63 == 0;
    known
        && possible
        && (header.rsv.0 == 0 || compressed)
        && (!control || header.fin && header.payload_len() <= 125)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::text(b"\x81\x02hi", Sound::Whole)]
    #[case::two(b"\x81\x02hi\x88\x02\x03\xe8", Sound::Whole)]
    #[case::head(b"GET / HTTP/1.1\r\n", Sound::Whole)]
    #[case::not_utf_8(b"\x81\x02\xff\xff", Sound::Framed)]
    #[case::cut(b"\x81\x05hi", Sound::Begun)]
    #[case::continuation_first(b"\x00\x81\x05Hello", Sound::No)]
    #[case::reserved_bits(b"\xb1\x02hi", Sound::No)]
    #[case::long_ping(b"\x89\x7e\x00\x80", Sound::No)]
    #[case::not_shortest(b"\x81\x7e\x00\x02hi", Sound::Framed)]
    #[case::empty(b"", Sound::No)]
    #[case::one_byte(b"\x81", Sound::No)]
    #[case::close_body(b"\x03\xe8bye", Sound::No)]
    fn bytes_are_as_sound_as_their_headers(#[case] bytes: &[u8], #[case] sound: Sound) {
        assert_eq!(of(bytes, false), sound);
    }

    #[test]
    fn what_was_cut_may_end_within_a_frame() {
        assert_eq!(of(b"\x81\x02hi\x81\x05h", true), Sound::Whole);
        assert_eq!(of(b"\x81\x02hi\x81\x05h", false), Sound::Begun);
    }
}
