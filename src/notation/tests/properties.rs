//! What holds for every text and for all bytes.

use proptest::prelude::*;

use super::*;
use write::{Style, write};

/// Text as it might be pasted: pieces of every notation, broken and whole.
fn pasted() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "b'",
        "b\"",
        "'",
        "\"",
        "\\x81",
        "\\x8",
        "\\u4e2d",
        "\\ud83d",
        "\\\\",
        "\\",
        "\n",
        "\r\n",
        " ",
        "  ",
        "...",
        "\u{2026}",
        "81",
        "8b a4",
        "0x",
        "0b",
        "1 000 0001 ",
        "[",
        "]",
        "{",
        "}",
        ",",
        ": ",
        "= ",
        "00000000: ",
        "00000010: ",
        "0000 ",
        "0x0000:  ",
        "*",
        "<Buffer ",
        ">",
        "|",
        "gYU3+iE9f59NUVg=",
        "x81x8b",
        "\u{ff3c}x",
        "\u{2018}",
        "\u{3002}",
        "最",
        "GET / HTTP/1.1",
        "129, 139",
        "(byte)",
        "'a'",
        "-1",
        "300",
        "more bytes",
        "\0",
        "\u{feff}",
        "\u{200b}",
    ]);
    prop::collection::vec(
        prop_oneof![4 => piece.prop_map(str::to_owned), 1 => any::<String>()],
        0..24,
    )
    .prop_map(|pieces| pieces.concat())
}

fn options() -> impl Strategy<Value = ReadOptions> {
    let pin = prop::option::weighted(0.5, prop::sample::select(Notation::ALL.to_vec()));
    (pin, any::<bool>(), any::<bool>()).prop_map(|(pin, skip_spaces, literal_dots)| ReadOptions {
        pin,
        skip_spaces,
        literal_dots,
    })
}

/// Whether the places of a reading lie in the text, in order, between characters.
fn assert_places(text: &str, reading: &Reading) {
    assert_eq!(reading.origin.len(), reading.bytes.len());
    let mut last = 0;
    for span in reading.origin.iter() {
        assert!(span.start < span.end && span.end <= text.len());
        // Heads that stand interleaved are taken apart, the lines of each behind one another.
        assert!(last <= span.start || reading.notation == Notation::Http);
        if reading.notation != Notation::Raw && reading.notation != Notation::Http {
            assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        }
        last = span.start;
    }
    let ends = reading.chunks.iter().map(|chunk| chunk.len()).sum::<usize>();
    assert_eq!(ends, reading.bytes.len());
    if matches!(reading.notation, Notation::PythonLiteral | Notation::Escapes) {
        assert_eq!(reading.escapes + reading.plain, reading.bytes.len());
    }
}

/// Whether an error stands in the text, and its fix reads.
fn assert_error(text: &str, error: &NotationError, options: &ReadOptions) {
    let NotationError { span, fix, .. } = error;
    assert!(span.end <= text.len());
    assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
    for candidate in error.candidates.iter().copied() {
        let pin = Some(candidate);
        if let Err(error) = read(text, &ReadOptions { pin, ..*options }) {
            // A broken text in a notation that was recognised has an error of its own.
            assert!(error.candidates.is_empty(), "{text:?} pinned to {candidate:?}: {error:?}");
        }
    }
    if let Some(fix) = fix {
        read(fix, options).unwrap_or_else(|error| panic!("{text:?} -> {fix:?}: {error:?}"));
    }
}

proptest! {
    #[test]
    fn whatever_is_printed_is_read_back(bytes in prop::collection::vec(any::<u8>(), 1..300)) {
        for style in Style::ALL {
            let text = write(&bytes, style);
            let pin = (style == Style::Base64).then_some(Notation::Base64);
            let read = read(&text, &ReadOptions { pin, ..ReadOptions::default() });
            prop_assert_eq!(&read.unwrap().bytes, &bytes, "{:?} {}", style, text);
        }
    }

    #[test]
    fn printable_bytes_are_read_back_too(text in "[ -~]{1,40}") {
        for style in [Style::Hex, Style::Python, Style::C, Style::Rust, Style::Js, Style::Array] {
            let printed = write(text.as_bytes(), style);
            let bytes = reading(&printed).bytes;
            prop_assert_eq!(bytes, text.as_bytes(), "{:?} {}", style, printed);
        }
    }

    #[test]
    fn no_text_makes_reading_panic(text in any::<String>(), options in options()) {
        match read(&text, &options) {
            Ok(reading) => assert_places(&text, &reading),
            Err(error) => assert_error(&text, &error, &options),
        }
    }

    #[test]
    fn no_paste_makes_reading_panic(text in pasted(), options in options()) {
        match read(&text, &options) {
            Ok(reading) => assert_places(&text, &reading),
            Err(error) => assert_error(&text, &error, &options),
        }
    }

    #[test]
    fn no_input_makes_reading_panic(raw in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(reading) = read_input(&raw, &ReadOptions::default()) {
            assert_eq!(reading.origin.len(), reading.bytes.len());
        }
    }
}
