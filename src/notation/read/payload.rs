//! Bytes that begin with no frame and fit something else: the payload of one, alone. Imports this
//! room's values; inflating is the `flate2` crate's.

use flate2::{Decompress, FlushDecompress};

use super::sound::{self, Sound};
use crate::notation::{Payload, Remark};

/// The most that is inflated to see whether it is text, in bytes.
const LIMIT: usize = 1 << 14;

/// What the bytes may be, where they begin with no header that a program writes.
pub(super) fn remark(bytes: &[u8]) -> Option<Remark> {
    if bytes.len() < 4 || sound::of(bytes, false) > Sound::No {
        return None;
    }
    let payload = if is_text(bytes) {
        Payload::Text
    } else if let Some(code) = close_code(bytes) {
        Payload::CloseBody { code }
    } else {
        Payload::Compressed { text: inflated(bytes)? }
    };
    Some(Remark::MayBePayload(payload))
}

/// Whether bytes are text, and not a line of control characters.
fn is_text(bytes: &[u8]) -> bool {
    let control = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    std::str::from_utf8(bytes).is_ok_and(|text| !text.contains(control))
}

/// The close code that the body of a Close frame begins with (RFC 6455 section 5.5.1).
fn close_code(bytes: &[u8]) -> Option<u16> {
    let (code, reason) = bytes.split_first_chunk::<2>()?;
    let code = u16::from_be_bytes(*code);
    (matches!(code, 1000..=1014 | 3000..=4999) && is_text(reason)).then_some(code)
}

/// The text that bytes inflate to, if they do to their end (RFC 7692 section 7.2.2).
fn inflated(bytes: &[u8]) -> Option<String> {
    let start = bytes.get(..LIMIT).unwrap_or(bytes);
    let input = [start, &[0, 0, 0xff, 0xff]].concat();
    let mut output = Vec::with_capacity(4 * LIMIT);
    let mut inflater = Decompress::new(false);
    inflater.decompress_vec(&input, &mut output, FlushDecompress::Sync).ok()?;
    let all = usize::try_from(inflater.total_in()).is_ok_and(|read| read == input.len());
    (all && output.len() >= 4 && is_text(&output))
        .then(|| String::from_utf8_lossy(&output).chars().take(40).collect())
}
