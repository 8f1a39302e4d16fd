//! What is fuzzed: each body takes any bytes and panics where a property does not hold. The fuzz
//! targets and the replay in `tests/corpus.rs` share them.

pub mod come;
pub mod ends;
pub mod live;
pub mod made;

use ws_inspect::analysis::{self, Analysis, Place};
use ws_inspect::bits::BitRange;
use ws_inspect::capture::{self, Capture, Follow, Selection};
use ws_inspect::conversation::{Chunk, Conversation, FrameEvent, FrameOptions};
use ws_inspect::dissection::Dissection;
use ws_inspect::frame::{Decoder, FrameHeader, Piece, layout, mask};
use ws_inspect::handshake::Accept;
use ws_inspect::message::deflate::Deflater;
use ws_inspect::message::{Inflater, TAIL};
use ws_inspect::notation::write::{Style, write};
use ws_inspect::notation::{Notation, ReadOptions, read, read_input};
use ws_inspect::prose::{self, Lang};
use ws_inspect::render::Detail;
use ws_inspect::render::handshake as heads;
use ws_inspect::render::{Screen, caret, diagram, full, json, line, plain, quiet, summary};
use ws_inspect::terms::Role;

/// A target: its name, which is that of its corpus, and its body.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 15] = [
    ("notation", notation),
    ("frame", frame),
    ("handshake", handshake),
    ("inflate", inflate),
    ("conversation", conversation),
    ("capture", capture),
    ("render", render),
    ("encode_roundtrip", encode_roundtrip),
    ("accept", made::accept),
    ("encode", made::encode),
    ("live", live::live),
    ("analysis", come::analysis),
    ("endpoint", ends::endpoint),
    ("upgrade", ends::upgrade),
    ("bomb", ends::bomb),
];

/// Any text is read or refused; every byte that is read has a place in the text, and every refusal
/// a sentence. The length of the input chooses a notation to pin, and the language.
pub fn notation(data: &[u8]) {
    let lang = if data.len().is_multiple_of(2) { Lang::En } else { Lang::Zh };
    let pinned = Notation::ALL[data.len() % Notation::ALL.len()];
    let free = ReadOptions::default();
    for options in [
        free,
        ReadOptions { skip_spaces: true, literal_dots: true, ..free },
        ReadOptions { pin: Some(pinned), ..free },
    ] {
        match read_input(data, &options) {
            Ok(reading) => {
                assert_eq!(reading.origin.len(), reading.bytes.len());
                assert!(reading.origin.iter().all(|span| span.end <= data.len()));
                assert!(reading.chunks.iter().all(|span| span.end <= reading.bytes.len()));
                assert!(!prose::notation::what_was_read(lang, &reading).is_empty());
                for remark in &reading.remarks {
                    assert!(!prose::notation::remark(lang, remark).is_empty());
                }
            }
            Err(error) => {
                let text = std::str::from_utf8(data).unwrap_or_default();
                let drawn = caret::notation_error(text, &error, lang, false);
                assert!(drawn.contains(error.kind.code()));
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
                Piece::End(_) => {}
            }
        }
        assert!(input.is_empty());
    }
    rebuilt
}

/// Whatever the bytes are, they are read as the heads of a handshake: every place lies in its head,
/// every view draws it in both languages and harms no terminal. The first byte chooses the width.
pub fn handshake(data: &[u8]) {
    let Some((choice, bytes)) = data.split_first() else { return };
    let opening = Analysis::opening(bytes);
    assert!(opening.len() <= bytes.len());
    for half in opening.halves() {
        assert_eq!(bytes.get(half.at..half.at + half.head.bytes.len()), Some(&*half.head.bytes));
        let spans = half.findings.iter().map(|finding| finding.place.span);
        spans.for_each(|span| assert!(span.start <= span.end));
    }
    let width = 40 + usize::from(choice % 61);
    for secrets in [false, true] {
        let detail = Detail { secrets, ..Detail::default() };
        for lang in [Lang::En, Lang::Zh] {
            let screen = Screen { lang, width };
            harmless(&heads::full(&opening, detail, screen));
            harmless(&heads::plain(&opening, detail, screen));
            opening
                .halves()
                .for_each(|half| harmless(&heads::line(half, detail, Place::default(), screen)));
        }
        let json = heads::json(&opening, detail, Place::default());
        harmless(&json);
        for line in json.lines() {
            serde_json::from_str::<serde_json::Value>(line).expect("JSON is printed");
        }
    }
}

/// Any bytes inflate or stop, with no more than the limit put out, and in pieces as in one; and
/// what is compressed inflates to what it was. The first byte chooses limit, context and piece.
pub fn inflate(data: &[u8]) {
    let Some((choice, bytes)) = data.split_first() else { return };
    let (takeover, limit) = (choice & 1 != 0, 1usize << (4 + (choice >> 1 & 7)));
    let size = usize::from(choice >> 4) + 1;
    let mut whole = Vec::new();
    let outcome = Inflater::new(takeover, true).inflate(bytes, true, limit, &mut whole);
    assert!(whole.len() <= limit);
    let (mut pieces, mut inflater) = (Vec::new(), Inflater::new(takeover, true));
    let last = bytes.len().div_ceil(size).max(1) - 1;
    let parts = bytes.chunks(size).chain(bytes.is_empty().then_some(bytes)).enumerate();
    let mut outcome_of_pieces = Ok(());
    for (index, part) in parts {
        outcome_of_pieces = inflater.inflate(part, index == last, limit, &mut pieces);
        if outcome_of_pieces.is_err() {
            break;
        }
    }
    assert_eq!(outcome.is_ok(), outcome_of_pieces.is_ok());
    if outcome.is_ok() {
        assert_eq!(pieces, whole);
    }
    let compressed = Deflater::new(takeover, 15).deflate(bytes);
    assert!(!compressed.ends_with(&TAIL));
    let mut plain = Vec::new();
    let enough = bytes.len() + 1;
    assert!(Inflater::new(takeover, true).inflate(&compressed, true, enough, &mut plain).is_ok());
    assert_eq!(plain, bytes);
}

/// However the bytes are cut into chunks, the conversation tells the same story. The first byte
/// chooses the direction and the size of the chunks.
pub fn conversation(data: &[u8]) {
    let Some((choice, bytes)) = data.split_first() else { return };
    let from = [None, Some(Role::Client), Some(Role::Server), None][usize::from(choice & 3)];
    let options = FrameOptions {
        opening_seen: choice & 4 != 0,
        max_frame: 1 << 12,
        max_message: 64,
        ..FrameOptions::default()
    };
    let size = usize::from(choice >> 3) + 1;
    let whole = story(&[bytes], from, options);
    let parts: Vec<&[u8]> = bytes.chunks(size).collect();
    assert_eq!(story(&parts, from, options), whole);
}

fn story(chunks: &[&[u8]], from: Option<Role>, options: FrameOptions) -> Vec<String> {
    let mut told = Vec::new();
    let mut conversation = Conversation::new(options);
    let mut on = |event: FrameEvent<'_>| told.push(format!("{event:?}"));
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
    let (frames, tally) = Analysis::dissect(bytes, from, analysis::Options::default());
    for lang in [Lang::En, Lang::Zh] {
        let screen = Screen { lang, width };
        for frame in &frames {
            draw(frame, screen);
        }
        for text in [
            line::head(screen, false),
            summary::last_line(&tally, screen),
            summary::behind(&tally, screen),
            summary::render(&tally, screen),
        ] {
            harmless(&text);
        }
    }
    let mut object = Vec::new();
    json::summary(&mut object, &tally, Notation::Raw.name());
    serde_json::from_slice::<serde_json::Value>(&object).expect("JSON is printed");
}

fn draw(frame: &Dissection, screen: Screen) {
    for all_bytes in [false, true] {
        harmless(&full::render(frame, &[], Detail { all_bytes, ..Detail::default() }, screen));
        harmless(&diagram::render(frame, all_bytes, screen));
    }
    let told = frame.as_frame();
    let mut rows = Vec::new();
    line::frame(&mut rows, &told, Place::default(), screen);
    harmless(&plain::render(frame, screen));
    harmless(&quiet::cut(&told));
    if let Some(message) = frame.as_message() {
        let start = line::start(&told, Place::default(), screen);
        line::with_message(&mut rows, &start, &message, screen);
        harmless(&quiet::message(&message));
    }
    harmless(std::str::from_utf8(&rows).expect("rows are text"));
    let mut object = Vec::new();
    json::frame(&mut object, &told, Some(frame), Place::default());
    serde_json::from_slice::<serde_json::Value>(&object).expect("JSON is printed");
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

/// A capture in one piece and in pieces of seven bytes tells the same, with limits so small that
/// they are met; so does a followed stream; a HAR is read or refused; all of it can be said.
pub fn capture(data: &[u8]) {
    let selection = Selection { assume_websocket: true, ..Selection::default() };
    let options = capture::Options { selection, max_connections: 3, max_held: 600 };
    let of_capture = |pieces: &mut dyn Iterator<Item = &[u8]>| {
        let (mut capture, mut told) = (Capture::new(options), String::new());
        let mut on = |event: capture::Event<'_>| said(&event, &mut told);
        pieces.for_each(|piece| capture.read(piece, &mut on));
        capture.finish(&mut on);
        told
    };
    let of_follow = |pieces: &mut dyn Iterator<Item = &[u8]>| {
        let (mut follow, mut told) = (Follow::new(selection), String::new());
        let mut on = |event: capture::Event<'_>| said(&event, &mut told);
        pieces.for_each(|piece| follow.read(piece, &mut on));
        follow.finish(&mut on);
        told
    };
    assert_eq!(of_capture(&mut std::iter::once(data)), of_capture(&mut data.chunks(7)));
    assert_eq!(of_follow(&mut std::iter::once(data)), of_follow(&mut data.chunks(7)));
    if let Err(error) = capture::har::read(data) {
        assert!(!prose::capture_files::har_error(Lang::Zh, &error).is_empty());
    }
    capture::Kind::of(data);
}

fn said(event: &capture::Event<'_>, told: &mut String) {
    use capture::Event;
    for lang in [Lang::En, Lang::Zh] {
        told.push_str(&match event {
            Event::Opened(opened) => prose::capture::opened(lang, opened),
            Event::Data(data) => {
                assert!(!data.bytes.is_empty());
                format!("{data:?}")
            }
            Event::Gap(gap) => {
                assert!(gap.missing_bytes > 0);
                prose::capture::gap(lang, gap)
            }
            Event::Finished(finished) => format!("{finished:?}"),
            Event::Closed(closed) => prose::capture::closed(lang, closed),
            Event::PassedOver(passed) => prose::capture::passed_over(lang, passed),
            Event::Remark(remark) => prose::capture::remark(lang, remark),
            other => format!("{other:?}"),
        });
        told.push('\n');
    }
}
