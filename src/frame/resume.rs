//! Where reading frames may honestly go on behind a gap.
//!
//! A gap breaks the chain by which each frame tells where the next one begins. Two things mend it:
//!
//! 1. The gap lies within the payload of a frame whose header was read, and that payload reaches
//!    beyond it: the header's length still tells where the next frame begins. Whoever decodes knows
//!    this; no guess is needed.
//! 2. Otherwise what came behind a gap may begin anywhere in a frame. Programs often write whole
//!    frames, so a segment often begins with one; [`begins_frames`] tells whether its bytes bear
//!    that out. Where they do not, that direction stays unknown up to the next segment that does.

use super::FrameHeader;
use super::judge::MAX_CONTROL_PAYLOAD;
use crate::terms::{Role, Rsv};

/// Whether `bytes`, that came in one piece behind a gap, begin with a frame: every header
/// is one that the sender could send, and the frames end exactly where the bytes end, or two at
/// least are whole. Random bytes pass less than once in a thousand times.
pub fn begins_frames(bytes: &[u8], from: Option<Role>) -> bool {
    let mut rest = bytes;
    let mut whole = 0;
    while !rest.is_empty() {
        let Ok((header, header_len)) = FrameHeader::read(rest) else { return whole >= 2 };
        if !is_plausible(&header, from) {
            return false;
        }
        let end = usize::try_from(header.payload_len())
            .ok()
            .and_then(|payload| payload.checked_add(header_len));
        match end.and_then(|end| rest.get(end..)) {
            Some(after) => rest = after,
            None => return whole >= 2,
        }
        whole += 1;
    }
    whole > 0
}

fn is_plausible(header: &FrameHeader, from: Option<Role>) -> bool {
    let masked = header.mask_key.is_some();
    let sender = from.is_none_or(|role| masked == (role == Role::Client));
    let control = !header.opcode.is_control()
        || header.fin && header.rsv == Rsv::NONE && header.payload_len() <= MAX_CONTROL_PAYLOAD;
    let bits = header.rsv == Rsv::NONE || header.rsv == Rsv::RSV1;
    sender && control && bits && !header.opcode.is_reserved() && header.length.is_minimal()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::one_whole_frame(b"\x81\x05Hello", true)]
    #[case::two_and_a_part(b"\x81\x01a\x81\x01b\x81\x05He", true)]
    #[case::one_and_a_part(b"\x81\x01a\x81\x05He", false)]
    #[case::a_part(b"\x81\x05He", false)]
    #[case::half_a_header(b"\x81", false)]
    #[case::text(b"llo, world", false)]
    #[case::reserved_opcode(b"\x83\x01a", false)]
    #[case::long_ping(b"\x89\x7e\x00\x7e", false)]
    #[case::nothing(b"", false)]
    fn a_servers_bytes_begin_frames(#[case] bytes: &[u8], #[case] expected: bool) {
        assert_eq!(begins_frames(bytes, Some(Role::Server)), expected);
    }

    #[test]
    fn the_mask_must_be_that_of_the_sender() {
        let masked = b"\x81\x81\x01\x02\x03\x04a";
        assert!(begins_frames(masked, Some(Role::Client)));
        assert!(begins_frames(masked, None));
        assert!(!begins_frames(masked, Some(Role::Server)));
    }

    #[test]
    fn random_bytes_pass_less_than_once_in_a_thousand_times() {
        let mut state = 1u64;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 56) as u8
        };
        let pieces = 50_000;
        for from in [None, Some(Role::Client), Some(Role::Server)] {
            let passed = (0..pieces)
                .filter(|_| begins_frames(&std::array::from_fn::<u8, 60, _>(|_| random()), from));
            assert!(passed.count() < pieces / 1000, "{from:?}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            begins_frames(&bytes, None);
        }
    }
}
