//! Bytes as they stand: raw input, an HTTP head, and which of the two a file is.

use super::form::{Form, Particular};
use super::payload;
use super::{lost, part, read};
use crate::bits::Span;
use crate::notation::{
    Eaten, Notation, NotationError, NotationErrorKind, Origin, ReadOptions, Reading, Remark,
};

/// An HTTP head as it stands, with the blank lines at its end.
pub(super) const HEAD: Form = Form {
    notation: Notation::Http,
    propose: |text, body| {
        let whole = part(text, body);
        // A name alone on its line: a browser's copy, of which this is not the best reading.
        let broken = whole.lines().skip(1).any(|line| line.trim_end().ends_with(':'));
        let particular = if broken { Particular::Faint } else { Particular::Certain };
        is_head(whole).then_some(particular)
    },
    read: |draft, body| {
        draft.begin_chunk();
        let text = draft.text;
        for (at, byte) in text.bytes().enumerate().skip(body.start) {
            draft.push(byte, Span::new(at, at + 1));
        }
        Ok(())
    },
};

/// How much of a file or of stdin is looked at to tell raw bytes from text.
const LOOKED_AT_BYTES: usize = 4096;

/// Reads what came from a file or from stdin: raw bytes if they begin like raw bytes, else text.
///
/// The spans of the reading and of an error count bytes of `raw`.
///
/// # Errors
/// A [`NotationError`], as [`read`] returns it, and `N11` for text that is not in UTF-8.
///
/// ```
/// use ws_inspect::notation::Notation;
/// use ws_inspect::{ReadOptions, read_input};
///
/// let raw = read_input(b"\x81\x02hi", &ReadOptions::default())?;
/// let text = read_input(b"81 02 68 69", &ReadOptions::default())?;
/// assert_eq!((raw.notation, text.notation), (Notation::Raw, Notation::Hex));
/// assert_eq!(raw.bytes, text.bytes);
/// # Ok::<(), ws_inspect::NotationError>(())
/// ```
pub fn read_input(raw: &[u8], options: &ReadOptions) -> Result<Reading, NotationError> {
    if options.pin == Some(Notation::Raw) {
        return Ok(read_raw(raw));
    }
    if raw.starts_with(&[0xff, 0xfe]) || raw.starts_with(&[0xfe, 0xff]) {
        return Err(eaten(Eaten::Utf16));
    }
    match std::str::from_utf8(raw) {
        Ok(text) if options.pin.is_some() || !begins_raw(raw) => {
            let mut reading = read(text, options)?;
            if text.starts_with('\u{feff}') {
                reading.remarks.push(Remark::ByteOrderMark);
            }
            Ok(reading)
        }
        Err(_) if options.pin.is_some() || holds_escapes(raw) => Err(eaten(Eaten::OtherEncoding)),
        _ if lost::begins_replaced(raw) => Err(lost::of_bytes("", Span::default(), raw)),
        _ => Ok(read_raw(raw)),
    }
}

/// Takes every byte as it stands.
pub fn read_raw(bytes: &[u8]) -> Reading {
    Reading {
        bytes: bytes.to_vec(),
        notation: Notation::Raw,
        origin: Origin::Same { start: 0, len: bytes.len() },
        chunks: vec![Span::new(0, bytes.len())],
        escapes: 0,
        plain: 0,
        spaces: 0,
        spaces_beside_escapes: 0,
        remarks: payload::remark(bytes).into_iter().collect(),
    }
}

/// Whether a text begins like an HTTP head whose line ends are real.
fn is_head(whole: &str) -> bool {
    let first = whole.lines().next().unwrap_or_default();
    let response = first.starts_with("HTTP/1.") || first.starts_with("HTTP/2");
    let mut words = first.split(' ');
    let method = words.next().unwrap_or_default();
    let request = !method.is_empty()
        && method.bytes().all(|byte| byte.is_ascii_uppercase())
        && words.any(|word| word.starts_with("HTTP/"));
    // Header fields of HTTP/2, as browsers and curl print them (RFC 8441 section 4).
    let names = [":method:", ":authority:", ":path:", ":scheme:", ":protocol:"];
    let http2 = names.iter().any(|name| first.starts_with(name));
    (response || request || http2) && !whole.contains("\\r") && !whole.contains("\\n")
}

/// Whether input is raw bytes: its first 4 KiB hold a control byte other than tab, CR and LF, or
/// are no UTF-8.
fn begins_raw(raw: &[u8]) -> bool {
    let start = raw.get(..LOOKED_AT_BYTES).unwrap_or(raw);
    let cut = raw.len() > start.len();
    let broken = std::str::from_utf8(start).is_err_and(|error| !cut || error.error_len().is_some());
    broken || start.iter().any(|byte| is_control(*byte))
}

fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\r' | b'\n') || byte == 0x7f
}

/// Whether input is text in another encoding around literals: no control byte, but `\x81`.
fn holds_escapes(raw: &[u8]) -> bool {
    let start = raw.get(..LOOKED_AT_BYTES).unwrap_or(raw);
    let escape = |window: &[u8]| matches!(window, [b'\\', b'x', a, b] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit());
    !start.iter().any(|byte| is_control(*byte)) && start.windows(4).any(escape)
}

fn eaten(eaten: Eaten) -> NotationError {
    NotationError::at("", Span::default(), 0, NotationErrorKind::EatenByShell(eaten))
}
