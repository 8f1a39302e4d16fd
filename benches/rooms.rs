//! How long the rooms take, one by one: `cargo bench --bench rooms [-- FILTER]`.

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use ws_inspect::analysis::{self, Analysis, Place, Told};
use ws_inspect::conversation::{Chunk, Conversation, Frame, FrameEnd, FrameOptions, Sender};
use ws_inspect::frame::{FrameHeader, mask};
use ws_inspect::journal::{Entry, Happening};
use ws_inspect::message::Fragment;
use ws_inspect::notation::{ReadOptions, read};
use ws_inspect::prose::Lang;
use ws_inspect::render::live::{Form, Log, Look, TimeZone};
use ws_inspect::render::{Detail, full};
use ws_inspect::render::{Screen, json};
use ws_inspect::terms::{LengthField, MaskKey, Opcode, Role, Rsv};

const KEY: MaskKey = [0xa4, 0xc4, 0x22, 0xcd];
const HELLO: &[u8] = b"\x81\x8b\xa4\xc4\x22\xcd\xcc\xa1\x4e\xa1\xcb\xb7\x51\xbe\xd7\xb7\x51";
const LITERAL: &str = r#"\x81\x8b\xa4\xc4"\xcd\xcc\xa1N\xa1\xcb\xb7Q\xbe\xd7\xb7Q"#;
const FRAMES: usize = 100_000;

fn main() {
    divan::main();
}

/// Text frames of a client, 6 to 69 bytes long, each with a key of its own.
fn small_frames() -> Vec<u8> {
    let mut stream = Vec::new();
    for number in 1..=FRAMES as u32 {
        let payload = "payload".repeat(9);
        let payload = &payload.as_bytes()[..number as usize % 64];
        let key = number.wrapping_mul(0x9e37_79b1).to_be_bytes();
        let length = LengthField::minimal(payload.len() as u64);
        let (fin, rsv, opcode) = (true, Rsv::NONE, Opcode::TEXT);
        FrameHeader { fin, rsv, opcode, length, mask_key: Some(key) }.write(&mut stream);
        mask::unmask_onto(&mut stream, payload, key, 0);
    }
    stream
}

#[divan::bench(args = [60, 1 << 10, 1 << 16])]
fn mask_in_place(bencher: Bencher, len: usize) {
    let mut bytes = vec![0x5a; len];
    bencher
        .counter(BytesCount::new(len))
        .bench_local(|| mask::apply(black_box(&mut bytes), black_box(KEY), 0));
}

#[divan::bench]
fn header_read() -> Option<(FrameHeader, usize)> {
    FrameHeader::read(black_box(HELLO)).ok()
}

#[divan::bench(args = [1 << 16, 1400])]
fn conversation_of_100_000_small_frames(bencher: Bencher, chunk_len: usize) {
    let stream = small_frames();
    let bytes = BytesCount::new(stream.len());
    bencher.counter(bytes).counter(ItemsCount::new(FRAMES)).bench_local(|| {
        let mut conversation = Conversation::new(FrameOptions::default());
        let mut events = 0u64;
        for bytes in stream.chunks(chunk_len) {
            conversation.read(Chunk { from: Some(Role::Client), bytes }, &mut |_| events += 1);
        }
        events
    });
}

#[divan::bench]
fn analyse_17_bytes(bencher: Bencher) {
    bencher.bench_local(|| analyse(black_box(HELLO)));
}

#[divan::bench]
fn analyse_100_000_small_frames(bencher: Bencher) {
    let stream = small_frames();
    bencher.counter(ItemsCount::new(FRAMES)).bench_local(|| analyse(&stream));
}

/// Tells all of `bytes` to nobody; returns how much there was to tell.
fn analyse(bytes: &[u8]) -> u64 {
    let (mut analysis, mut told) = (Analysis::new(analysis::Options::default()), 0);
    let mut on = |_: Told<'_>, _: Place| told += 1;
    analysis.read(analysis::Chunk { bytes, ..analysis::Chunk::default() }, &mut on);
    analysis.finish(&mut on);
    told
}

#[divan::bench]
fn read_literal_of_17_bytes(bencher: Bencher) {
    bencher.bench_local(|| read(black_box(LITERAL), &ReadOptions::default()));
}

#[divan::bench]
fn read_hex_of_64_kib(bencher: Bencher) {
    let text = "81 8b a4 c4 ".repeat(1 << 14);
    let bytes = BytesCount::new(text.len());
    bencher.counter(bytes).bench_local(|| read(black_box(&text), &ReadOptions::default()));
}

#[divan::bench]
fn draw_17_bytes_in_full(bencher: Bencher) {
    let frames = Analysis::dissect(HELLO, None, analysis::Options::default()).0;
    let screen = Screen { lang: Lang::En, width: 80 };
    bencher.bench_local(|| full::render(&frames[0], &[], Detail::default(), screen));
}

#[divan::bench]
fn write_17_bytes_as_json(bencher: Bencher) {
    let frames = Analysis::dissect(HELLO, None, analysis::Options::default()).0;
    let mut out = Vec::new();
    bencher.bench_local(|| {
        out.clear();
        json::frame(&mut out, &black_box(&frames[0]).as_frame(), None, Place::default());
        out.len()
    });
}

/// A small frame as a live server tells it: `Hello, 0123456789ab` of a client.
fn told(bencher: Bencher, form: Form) {
    let header = FrameHeader {
        fin: true,
        rsv: Rsv::NONE,
        opcode: Opcode::TEXT,
        length: LengthField::minimal(19),
        mask_key: Some(KEY),
    };
    let fragment = Fragment { kind: Opcode::TEXT, first_frame: 1, index: 0, message_len: 19 };
    let frame = Frame {
        number: 1,
        at: 0,
        sender: Sender::Known(Role::Client),
        header: Some(header),
        cut_header: &[],
        have: 19,
        payload: b"Hello, 0123456789ab",
        compressed: None,
        fragment: Some(fragment),
        findings: &[],
        end: FrameEnd::Whole,
    };
    let screen = Screen { lang: Lang::En, width: 80 };
    let mut log = Log::new(form, Look::default(), screen, TimeZone::UTC);
    let mut out = Vec::with_capacity(1 << 20);
    bencher.counter(ItemsCount::new(1000u32)).bench_local(|| {
        out.clear();
        for number in 0..1000 {
            let at = 1_700_000_000_000_000_000 + number * 1_000_000;
            let what = Happening::Frame(black_box(&frame));
            log.entry(&mut out, &Entry { at, connection: 7, what });
        }
        out.len()
    });
}

#[divan::bench]
fn log_lines_of_1000_frames(bencher: Bencher) {
    told(bencher, Form::Line);
}

#[divan::bench]
fn log_json_of_1000_frames(bencher: Bencher) {
    told(bencher, Form::Json);
}

#[divan::bench]
fn log_full_of_1000_frames(bencher: Bencher) {
    told(bencher, Form::Full);
}
