//! One line a frame: a table whose last column is the payload, because its width is not known.
//! Rows are appended to a buffer by hand: a live log draws one for each frame that passes.

pub(super) mod check;
mod payload;

use std::sync::LazyLock;

use super::ink::{Ink, paint};
use super::{Screen, columns, hex_digits};
use crate::analysis::Place;
use crate::conversation::{Frame, Message, Sender};
use crate::finding::Finding;
use crate::prose::line as words;
use crate::terms::{Opcode, Role};

/// Columns from which on the table has all of its columns.
const WIDE: usize = 76;
/// The same for captures, whose rows begin with the connection and the time.
const CAPTURE_WIDE: usize = 96;

/// The heads of the columns.
pub fn head(screen: Screen, captured: bool) -> String {
    let cells = match screen.width {
        CAPTURE_WIDE.. if captured => {
            "  # str time             dir  fin rsv op     mask      len  check   payload"
        }
        _ if captured => "  # str time             dir  fin op      len  check   payload",
        WIDE.. => "  #     at  dir  fin rsv op     mask      len  check   payload",
        _ => "  #  dir  fin op     len  check   payload",
    };
    paint(Ink::Dim, cells) + "\n"
}

/// The cells of a row that has been begun, and the columns that they take.
#[derive(Clone, Debug, Default)]
pub struct Start {
    cells: Vec<u8>,
    check: usize,
    columns: usize,
}

/// Appends the whole row of a frame; returns where in `out` its check stands.
pub fn frame(out: &mut Vec<u8>, frame: &Frame<'_>, place: Place, screen: Screen) -> usize {
    let (check, columns) = cells(out, frame, place, screen);
    payload::write(out, frame.kind(), frame.plain(), room(columns, screen), screen);
    end_row(out);
    check
}

/// The row of a frame up to the payload: number, place, direction, flags, mask, length, check.
pub fn start(frame: &Frame<'_>, place: Place, screen: Screen) -> Start {
    let mut start = Start::default();
    (start.check, start.columns) = cells(&mut start.cells, frame, place, screen);
    start
}

/// Appends a whole row: `start`, and the message that ends with the frame; returns where in `out`
/// its check stands.
pub fn with_message(
    out: &mut Vec<u8>,
    start: &Start,
    message: &Message<'_>,
    screen: Screen,
) -> usize {
    let check = out.len() + start.check;
    out.extend_from_slice(&start.cells);
    let from = match message.first_frame == message.last_frame {
        true => String::new(),
        false => words::joined(screen.lang, message.first_frame, message.last_frame),
    };
    out.extend_from_slice(from.as_bytes());
    let room = room(start.columns, screen).saturating_sub(columns(&from));
    payload::write(out, Some(message.kind), message.payload, room, screen);
    end_row(out);
    check
}

/// Writes into a row that says `ok` at `check` that a slip accounts for its frame.
pub fn suspect(out: &mut Vec<u8>, check: usize) {
    if out.get(check..).is_some_and(|cell| cell.starts_with(OK.as_bytes())) {
        out.splice(check..check + OK.len(), SUSPECT.bytes());
    }
}

/// The check of a frame with which nothing is wrong, in eight columns.
static OK: LazyLock<String> = LazyLock::new(|| paint(Ink::Good, "ok") + "      ");
/// That of one which nobody would send who meant it.
static SUSPECT: LazyLock<String> = LazyLock::new(|| paint(Ink::Warning, "suspect") + " ");

/// Ends a row; the gaps in front of a payload that is not there go.
fn end_row(out: &mut Vec<u8>) {
    while out.last() == Some(&b' ') {
        out.pop();
    }
    out.push(b'\n');
}

/// Appends the row of a message that is known without its frames.
pub fn message(out: &mut Vec<u8>, message: &Message<'_>, place: Place, screen: Screen) {
    let mut start = Start::default();
    let mut row = Row::begin(&mut start.cells);
    row.number(message.last_frame, 3);
    row.place(0, place);
    row.left(direction(message.sender), 3, 2);
    row.opcode(Some(message.kind));
    row.number(message.len, 4);
    row.gap(2);
    start.columns = row.columns();
    with_message(out, &start, message, screen);
}

/// Appends the cells in front of the payload; returns where in `out` the check stands, and the columns
/// that all take.
fn cells(out: &mut Vec<u8>, frame: &Frame<'_>, place: Place, screen: Screen) -> (usize, usize) {
    let captured = place.connection.is_some();
    let wide = screen.width >= if captured { CAPTURE_WIDE } else { WIDE };
    let header = frame.header.as_ref();
    let mut row = Row::begin(out);
    row.number(frame.number, 3);
    if wide || captured {
        row.place(frame.at, place);
    } else {
        row.gap(2);
    }
    row.left(direction(frame.sender), 3, 2);
    row.left(header.map_or("?", |header| if header.fin { "1" } else { "0" }), 3, 1);
    if wide {
        row.left(
            header.map_or("?", |header| RSV.get(usize::from(header.rsv.0)).copied().unwrap_or("?")),
            3,
            1,
        );
    }
    row.opcode(frame.opcode());
    match header.map(|header| header.mask_key) {
        _ if !wide => {}
        None => row.left("?", 8, 1),
        Some(None) => row.left("-", 8, 1),
        Some(Some(key)) => {
            row.out.extend_from_slice(&hex_digits(key));
            row.gap(1);
        }
    }
    let width = if wide || captured { 4 } else { 3 };
    match header {
        None => row.right(b"?", width),
        Some(header) => row.number(header.payload_len(), width),
    }
    row.gap(2);
    let columns = row.columns();
    let check = out.len();
    (check, columns + check_cell(out, frame.findings))
}

/// The three bits as they are written, by their number.
const RSV: [&str; 8] = ["000", "001", "010", "011", "100", "101", "110", "111"];

/// A row that is being written at the end of a buffer; all of it is ASCII, without style.
struct Row<'a> {
    out: &'a mut Vec<u8>,
    start: usize,
}

impl<'a> Row<'a> {
    fn begin(out: &'a mut Vec<u8>) -> Self {
        let start = out.len();
        Self { out, start }
    }

    fn columns(&self) -> usize {
        self.out.len() - self.start
    }

    /// So many spaces, at most 16.
    fn gap(&mut self, columns: usize) {
        const SPACES: &[u8; 16] = b"                ";
        self.out.extend_from_slice(SPACES.get(..columns).unwrap_or(SPACES));
    }

    /// A cell that ends at the right of its column.
    fn right(&mut self, text: &[u8], width: usize) {
        self.gap(width.saturating_sub(text.len()));
        self.out.extend_from_slice(text);
    }

    /// A cell that begins at the left of its column, and the gap behind the column.
    fn left(&mut self, text: &str, width: usize, gap: usize) {
        self.out.extend_from_slice(text.as_bytes());
        self.gap(width.saturating_sub(text.len()) + gap);
    }

    fn number(&mut self, number: u64, width: usize) {
        self.right(itoa::Buffer::new().format(number).as_bytes(), width);
    }

    fn place(&mut self, at: u64, place: Place) {
        self.gap(1);
        match place.connection {
            None => self.number(at, 6),
            Some(_) => self.out.extend_from_slice(row_place(at, place).as_bytes()),
        }
        self.gap(2);
    }

    fn opcode(&mut self, opcode: Option<Opcode>) {
        match opcode {
            None => self.left("?", 6, 1),
            Some(Opcode::CONTINUATION) => self.left("cont", 6, 1),
            Some(Opcode::BINARY) => self.left("bin", 6, 1),
            Some(opcode) => match opcode.name() {
                Some(name) => self.left(name, 6, 1),
                None => self.left(&opcode.to_string(), 6, 1),
            },
        }
    }
}

/// Where a frame stands: its first byte in the input, or in a capture its connection and the time
/// of day (UTC).
pub(super) fn row_place(at: u64, place: Place) -> String {
    let Some(stream) = place.connection else { return format!("{at:>6}") };
    let time = place.time.map_or("-".to_owned(), |time| {
        let (seconds, micros) = (time / 1_000_000_000 % 86_400, time / 1_000 % 1_000_000);
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        format!("{hours:02}:{minutes:02}:{:02}.{micros:06}", seconds % 60)
    });
    format!("{stream:>3} {time:<15}")
}

/// Columns that are left for the payload.
fn room(used: usize, screen: Screen) -> usize {
    screen.width.saturating_sub(used).max(16)
}

const fn direction(sender: Sender) -> &'static str {
    match sender.role() {
        Some(Role::Client) => "C>S",
        Some(Role::Server) => "S>C",
        None => "?",
    }
}

/// The check of a frame: nearly all have the same, which is at hand.
fn check_cell(out: &mut Vec<u8>, findings: &[Finding]) -> usize {
    if findings.is_empty() {
        out.extend_from_slice(OK.as_bytes());
        return 8;
    }
    check::write(out, findings)
}
