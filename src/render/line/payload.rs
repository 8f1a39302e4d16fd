//! The payload at the end of a row: text in quotes, bytes as hex, a Close body in words, cut to the
//! columns that are left. Looks at no more of it than can be seen.

use unicode_width::UnicodeWidthChar;

use super::super::printable::{hex, is_unsafe, printable, printable_bytes};
use super::super::{Screen, write_hex};
use crate::message::{CloseBody, judge_utf8};
use crate::prose::finding::close_code_name;
use crate::terms::Opcode;

/// What stands where something was cut.
const DOTS: &[u8] = b"...";

/// Appends a payload in `room` columns.
pub(super) fn write(
    out: &mut Vec<u8>,
    kind: Option<Opcode>,
    bytes: &[u8],
    room: usize,
    screen: Screen,
) {
    let room = room.max(4);
    match kind {
        Some(Opcode::TEXT) if !bytes.is_empty() => quoted(out, bytes, room),
        Some(Opcode::CLOSE) => match CloseBody::read(bytes) {
            Some(body) => Cell::begin(out, room).push_all(&close(body, screen)),
            None => digits(out, bytes, room),
        },
        _ => digits(out, bytes, room),
    }
}

fn close(body: CloseBody<'_>, screen: Screen) -> String {
    let name = close_code_name(screen.lang, body.code.0);
    match body.reason {
        [] => format!("{} {name}", body.code),
        reason => format!("{} {name} \"{}\"", body.code, printable_bytes(reason)),
    }
}

/// Text in quotes; what is left of a cut character stands behind it.
fn quoted(out: &mut Vec<u8>, bytes: &[u8], room: usize) {
    let seen = bytes.get(..=room).unwrap_or(bytes);
    let plain = |byte: &u8| matches!(byte, b' '..=b'~') & (*byte != b'\\');
    if seen.iter().fold(true, |all, byte| all & plain(byte)) {
        return quoted_ascii(out, bytes, room);
    }
    // No character has more than four bytes.
    let seen = bytes.get(..4 * (room + 1)).unwrap_or(bytes);
    let unfinished = judge_utf8(seen).unwrap_or(0);
    let (good, rest) = seen.split_at_checked(seen.len() - unfinished).unwrap_or((seen, &[]));
    let mut cell = Cell::begin(out, room);
    cell.push('"');
    for chunk in good.utf8_chunks() {
        chunk.valid().chars().for_each(|c| cell.push_printable(c));
        if !chunk.invalid().is_empty() {
            cell.push_all(&printable_bytes(chunk.invalid()));
        }
        if cell.is_cut {
            return;
        }
    }
    cell.push('"');
    if !rest.is_empty() {
        cell.push_all(&format!(" + {}", hex(rest)));
    }
}

/// Text of which each byte that can be seen is a character of one column, and stands for itself.
fn quoted_ascii(out: &mut Vec<u8>, bytes: &[u8], room: usize) {
    out.push(b'"');
    if bytes.len() + 2 <= room {
        out.extend_from_slice(bytes);
        out.push(b'"');
    } else {
        out.extend_from_slice(bytes.get(..room - 4).unwrap_or(bytes));
        out.extend_from_slice(DOTS);
    }
}

fn digits(out: &mut Vec<u8>, bytes: &[u8], room: usize) {
    let start = out.len();
    let seen = bytes.get(..room / 2).unwrap_or(bytes);
    write_hex(out, seen);
    if bytes.len() > room / 2 {
        out.truncate(start + room - DOTS.len());
        out.extend_from_slice(DOTS);
    }
}

/// Text that is cut, with dots behind it, where it takes more columns than there are.
struct Cell<'a> {
    out: &'a mut Vec<u8>,
    room: usize,
    used: usize,
    /// Where it would be cut.
    cut_at: usize,
    is_cut: bool,
}

impl<'a> Cell<'a> {
    fn begin(out: &'a mut Vec<u8>, room: usize) -> Self {
        let cut_at = out.len();
        Self { out, room, used: 0, cut_at, is_cut: false }
    }

    fn push(&mut self, c: char) {
        self.used += c.width().unwrap_or(0);
        if self.used > self.room && !self.is_cut {
            self.out.truncate(self.cut_at);
            self.out.extend_from_slice(DOTS);
            self.is_cut = true;
        }
        if self.is_cut {
            return;
        }
        self.out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        if self.used + DOTS.len() <= self.room {
            self.cut_at = self.out.len();
        }
    }

    fn push_all(&mut self, text: &str) {
        text.chars().for_each(|c| self.push(c));
    }

    /// A character of a payload, escaped where a terminal would not show it as itself.
    fn push_printable(&mut self, c: char) {
        if c == '\\' || is_unsafe(c) {
            self.push_all(&printable(c.encode_utf8(&mut [0; 4])));
        } else {
            self.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::Lang;
    use crate::render::columns;
    use proptest::prelude::*;
    use rstest::rstest;

    const SCREEN: Screen = Screen { lang: Lang::En, width: 80 };

    fn drawn(bytes: &[u8], room: usize) -> String {
        let mut out = b"> ".to_vec();
        write(&mut out, Some(Opcode::TEXT), bytes, room, SCREEN);
        String::from_utf8(out).expect("a row is text")
    }

    #[rstest]
    #[case::fits(b"0123456789", 12, "> \"0123456789\"")]
    #[case::one_too_long(b"0123456789a", 12, "> \"01234567...")]
    #[case::wide("\u{6700}\u{6700}\u{6700}".as_bytes(), 8, "> \"\u{6700}\u{6700}\u{6700}\"")]
    #[case::wide_and_too_long("\u{6700}\u{6700}\u{6700}a".as_bytes(), 8, "> \"\u{6700}\u{6700}...")]
    #[case::escaped(b"a\\b\n", 8, "> \"a\\\\b\\n\"")]
    #[case::no_text(b"a\xff", 8, "> \"a\\xff\"")]
    #[case::cut_character(b"a\xe6\x9c", 14, "> \"a\" + e6 9c")]
    fn text_is_cut_to_its_room(#[case] bytes: &[u8], #[case] room: usize, #[case] row: &str) {
        assert_eq!(drawn(bytes, room), row);
    }

    proptest! {
        #[test]
        fn a_cell_takes_no_more_room_than_it_has_and_ends_in_dots_where_it_is_cut(
            bytes in prop_oneof![
                "\\PC{0,30}".prop_map(String::into_bytes),
                "[a-z]{0,40}".prop_map(String::into_bytes),
                prop::collection::vec(any::<u8>(), 1..40),
            ],
            room in 4usize..40,
        ) {
            let row = drawn(&bytes, room);
            prop_assert!(columns(&row) <= room + 2);
            let full = drawn(&bytes, 4000);
            prop_assert!(row == full || row.strip_suffix("...").is_some_and(|cut| full.starts_with(cut)));
        }
    }
}
