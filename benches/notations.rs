//! How long each notation takes for 1 MB and for 10 MB of text: `cargo bench --bench notations`.
//! Reading is linear where both have the same throughput.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use ws_inspect::frame::mask;
use ws_inspect::notation::write::{Style, write};
use ws_inspect::notation::{ReadOptions, read};

const KEY: [u8; 4] = [0x93, 0x1c, 0x05, 0xe8];
const MB: usize = 1_000_000;

fn main() {
    divan::main();
}

/// Masked text frames of 100 bytes of payload, enough for a text of `len` bytes or more.
fn frames(len: usize) -> Vec<u8> {
    let mut payload = vec![b'a'; 100];
    mask::apply(&mut payload, KEY, 0);
    let frame = [&[0x81, 0x80 | 100][..], &KEY, &payload].concat();
    frame.repeat(len / frame.len() + 1)
}

/// The lines of a text, 16 bytes each, as `line` draws them with their offset.
fn rows(bytes: &[u8], line: impl Fn(usize, &str, &str) -> String) -> String {
    let rows = bytes.chunks(16).enumerate().map(|(index, row)| {
        let shown = |byte: &u8| if byte.is_ascii_graphic() { char::from(*byte) } else { '.' };
        let text: String = row.iter().map(shown).collect();
        line(16 * index, &write(row, Style::Hex), &text)
    });
    rows.collect()
}

type Form = (&'static str, fn(&[u8]) -> String);

const FORMS: [Form; 14] = [
    ("hex", |bytes| write(bytes, Style::Hex)),
    ("hex without blanks", |bytes| write(bytes, Style::Hex).replace(' ', "")),
    ("python", |bytes| write(bytes, Style::Python)),
    ("c", |bytes| write(bytes, Style::C)),
    ("escapes without quotes", |bytes| bytes.iter().map(|byte| format!("\\x{byte:02x}")).collect()),
    ("array", |bytes| write(bytes, Style::Array)),
    ("lines of decimals", |bytes| bytes.iter().map(|byte| format!("{byte}\n")).collect()),
    ("elements with indices", |bytes| {
        let lines = bytes.iter().enumerate();
        lines.map(|(index, byte)| format!("  [{index}]=>\n  int({byte})\n")).collect()
    }),
    ("buffer", |bytes| format!("<Buffer {}>", write(bytes, Style::Hex))),
    ("dump", |bytes| rows(bytes, |at, hex, text| format!("{at:08x}  {hex:<48} |{text}|\n"))),
    ("log of rows", |bytes| {
        rows(bytes, |_, hex, text| format!("12:30:01.123 [main] ws: {hex:<48} {text}\n"))
    }),
    ("bits", |bytes| bytes.iter().map(|byte| format!("{byte:08b} ")).collect()),
    ("base64", |bytes| write(bytes, Style::Base64) + "="),
    ("head under a prefix", |bytes| {
        let fields = bytes.iter().map(|byte| format!("[ws] RX: X-Field-{byte}: value\n"));
        ["[ws] RX: GET / HTTP/1.1\n".to_owned()].into_iter().chain(fields).collect()
    }),
];

#[divan::bench(args = FORMS.map(|form| form.0), consts = [MB, 10 * MB], max_time = 2)]
fn text<const LEN: usize>(bencher: Bencher, name: &str) {
    let Some((_, form)) = FORMS.into_iter().find(|form| form.0 == name) else { return };
    let bytes = frames(LEN);
    // A sample tells how many bytes make a text of this length.
    let per_byte = form(&bytes[..MB]).len() / MB;
    let text = form(&bytes[..(LEN / per_byte.max(1)).min(bytes.len())]);
    bencher.counter(BytesCount::new(text.len())).bench_local(|| {
        _ = black_box(read(black_box(&text), &ReadOptions::default()));
    });
}
