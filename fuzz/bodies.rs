//! What is fuzzed: each body takes any bytes and panics where a property does not hold. The fuzz
//! targets and the replay in `tests/corpus.rs` share them.

use ws_inspect::bits::BitRange;
use ws_inspect::conversation::{Chunk, Conversation, Event, Options};
use ws_inspect::dissection::{Dissection, Tally, WalkOptions, walk};
use ws_inspect::frame::{Decoder, FrameHeader, Piece, layout, mask};
use ws_inspect::handshake::Accept;
use ws_inspect::notation::write::{Style, write};
use ws_inspect::notation::{Notation, ReadOptions, read, read_input};
use ws_inspect::prose::{self, Lang};
use ws_inspect::render::full::Detail;
use ws_inspect::render::{Screen, caret, diagram, full, json, line, plain, quiet, summary};
use ws_inspect::terms::Role;

/// A target: its name, which is that of its corpus, and its body.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 5] = [
    ("notation", notation),
    ("frame", frame),
    ("conversation", conversation),
    ("render", render),
    ("encode_roundtrip", encode_roundtrip),
];

/// Any text is read or refused; every byte that is read has a place in the text, and every refusal
/// a sentence in both languages.
pub fn notation(data: &[u8]) {
    let text = std::str::from_utf8(data).ok();
    let pins = Notation::ALL.into_iter().map(Some).chain([None]);
    for pin in pins {
        for (skip_spaces, literal_dots) in [(false, false), (true, true)] {
            match read_input(data, &ReadOptions { pin, skip_spaces, literal_dots }) {
                Ok(reading) => {
                    assert_eq!(reading.origin.len(), reading.bytes.len());
                    assert!(reading.origin.iter().all(|span| span.end <= data.len()));
                    assert!(reading.chunks.iter().all(|span| span.end <= reading.bytes.len()));
                    for lang in [Lang::En, Lang::Zh] {
                        assert!(!prose::notation::what_was_read(lang, &reading).is_empty());
                        for remark in &reading.remarks {
                            assert!(!prose::notation::remark(lang, remark).is_empty());
                        }
                    }
                }
                Err(error) => {
                    let text = text.unwrap_or_default();
                    for lang in [Lang::En, Lang::Zh] {
                        let drawn = caret::notation_error(text, &error, lang, false);
                        assert!(drawn.contains(error.kind.code()));
                    }
                }
            }
        }
    }
}

/// A header that is read is written to the same bytes, its fields tile the frame, and masking
/// twice changes nothing; the decoder gives back every byte, in any pieces.
pub fn frame(data: &[u8]) {
    match FrameHeader::read(data) {
        Ok((header, len)) => {
            let mut written = Vec::new();
            header.write(&mut written);
            assert_eq!(written, data[..len]);
            assert_eq!(header.header_len(), len);
        }
        Err(short) => assert!(short.need > data.len()),
    }
    let mut end = 0;
    for (_, BitRange { start, end: next }) in layout(data) {
        assert_eq!(start, end, "the fields tile");
        end = next;
    }
    if let Some((key, bytes)) = data.split_first_chunk::<4>() {
        let mut twice = bytes.to_vec();
        mask::apply(&mut twice, *key, 3);
        mask::apply(&mut twice, *key, 3);
        assert_eq!(twice, bytes);
    }
    assert_eq!(pieces(&[data]), pieces(&data.chunks(3).collect::<Vec<_>>()));
}

/// The bytes of a stream, rebuilt from the pieces that a decoder cuts it into.
fn pieces(chunks: &[&[u8]]) -> Vec<u8> {
    let mut decoder = Decoder::new();
    let mut rebuilt = Vec::new();
    for chunk in chunks {
        let mut input = *chunk;
        while let Some(piece) = decoder.next(&mut input) {
            match piece {
                Piece::Header(header) => header.write(&mut rebuilt),
                Piece::Payload { wire, .. } => rebuilt.extend_from_slice(wire),
                Piece::End => {}
            }
        }
        assert!(input.is_empty());
    }
    rebuilt
}

/// However the bytes are cut into chunks, the conversation tells the same story. The first byte
/// chooses the direction and the size of the chunks.
pub fn conversation(data: &[u8]) {
    let Some((choice, bytes)) = data.split_first() else { return };
    let from = [None, Some(Role::Client), Some(Role::Server), None][usize::from(choice & 3)];
    let options = Options { opening_seen: choice & 4 != 0, max_frame: 1 << 12, max_message: 64 };
    let size = usize::from(choice >> 3) + 1;
    let whole = story(&[bytes], from, options);
    let parts: Vec<&[u8]> = bytes.chunks(size).collect();
    assert_eq!(story(&parts, from, options), whole);
}

fn story(chunks: &[&[u8]], from: Option<Role>, options: Options) -> Vec<String> {
    let mut told = Vec::new();
    let mut conversation = Conversation::new(options);
    let mut on = |event: Event<'_>| told.push(format!("{event:?}"));
    for bytes in chunks {
        conversation.read(Chunk { from, bytes }, &mut on);
    }
    conversation.finish(&mut on);
    told
}

/// Whatever the bytes are, every view draws them in both languages, and no control character of
/// theirs reaches the terminal. The first byte chooses width and direction.
pub fn render(data: &[u8]) {
    let Some((choice, bytes)) = data.split_first() else { return };
    let width = 40 + usize::from(choice % 61);
    let from = [None, Some(Role::Client), Some(Role::Server)][usize::from(choice % 3)];
    let options = WalkOptions { from, ..WalkOptions::default() };
    let mut tally = Tally::default();
    let mut frames = Vec::new();
    let ending = walk(bytes, options, |frame| {
        tally.add(&frame);
        frames.push(frame);
    });
    for lang in [Lang::En, Lang::Zh] {
        let screen = Screen { lang, width };
        for frame in &frames {
            draw(frame, screen);
        }
        for text in [
            line::head(screen),
            summary::last_line(&tally, screen),
            summary::behind(bytes, ending, screen),
            summary::render(&tally, screen),
        ] {
            harmless(&text);
        }
    }
    harmless(&json::summary(&tally, ending, Notation::Raw.name()));
}

fn draw(frame: &Dissection, screen: Screen) {
    for all_bytes in [false, true] {
        harmless(&full::render(frame, &[], Detail { all_bytes }, screen));
        harmless(&diagram::render(frame, all_bytes, screen));
    }
    harmless(&line::row(frame, screen));
    harmless(&plain::render(frame, screen));
    harmless(&quiet::render(frame));
    for object in json::frame(frame, true).lines() {
        serde_json::from_str::<serde_json::Value>(object).expect("JSON is printed");
    }
}

/// Panics if the text could do anything to a terminal but colour it.
fn harmless(text: &str) {
    for part in text.split("\u{1b}[").enumerate() {
        let (index, part) = part;
        let shown = match part.split_once('m') {
            Some((style, shown)) if index > 0 => {
                assert!(style.bytes().all(|b| b.is_ascii_digit() || b == b';'), "{style:?}");
                shown
            }
            _ => part,
        };
        for c in shown.chars() {
            let moves = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{61c}' | '\u{2028}' | '\u{2029}');
            assert!(c == '\n' || !(c.is_control() || moves), "{c:?} in {shown:?}");
        }
    }
}

/// Bytes that are printed in any style are read back to the same bytes; and the way from any key
/// to its accept value goes through.
pub fn encode_roundtrip(data: &[u8]) {
    for style in Style::ALL {
        let text = write(data, style);
        let pin = (style == Style::Base64).then_some(Notation::Base64);
        match read(&text, &ReadOptions { pin, ..ReadOptions::default() }) {
            Ok(reading) => assert_eq!(reading.bytes, data, "{style:?} {text}"),
            Err(error) => assert!(data.is_empty(), "{style:?} {text}: {error:?}"),
        }
    }
    let key = String::from_utf8_lossy(data);
    let accept = Accept::of(&key);
    assert_eq!(accept.value.len(), 28);
    assert!(accept.compare(&accept.value).is_none());
}
