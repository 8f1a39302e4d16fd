use super::*;
use crate::analysis::{Analysis, Options};
use crate::encode::LengthForm;
use crate::encode::read_back;
use crate::notation::write::Style;
use crate::render::Screen;
use crate::slips::frame::FrameSlip;
use crate::terms::Rsv;
use proptest::prelude::*;
use rstest::rstest;

/// What the arguments ask for; `None` where clap refuses them.
fn asked(arguments: &[&str]) -> Option<Result<Written, Failure>> {
    let arguments = std::iter::once(&"encode").chain(arguments);
    let matches = define(Command::new("encode"), Lang::En).try_get_matches_from(arguments).ok()?;
    Some(written(&EncodeOptions::take(&mut Reader::new(&matches), Lang::En)))
}

fn done(arguments: &[&str]) -> Written {
    match asked(arguments).expect("clap takes the arguments") {
        Ok(written) => written,
        Err(failure) => panic!("{arguments:?}: {failure}"),
    }
}

fn refused(arguments: &[&str]) -> EncodeError {
    match asked(arguments).expect("clap takes the arguments") {
        Err(Failure::Encode(error)) => error,
        other => panic!("{arguments:?}: {other:?}"),
    }
}

fn bytes(arguments: &[&str]) -> String {
    hex::encode(done(arguments).bytes())
}

/// The whole screen in both languages, without colours.
fn screens(arguments: &[&str], width: usize) -> String {
    let written = done(arguments);
    let of = |lang| {
        let drawn = render::full(&written, Detail::default(), Screen { lang, width });
        anstream::adapter::strip_str(&drawn).to_string()
    };
    format!("{}\n{}", of(Lang::En), of(Lang::Zh))
}

#[rstest]
#[case::hello("hello", &["Hello", "--mask", "37fa213d"])]
#[case::chinese("chinese", &["最漂亮", "--mask", "f3 99 81 2d"])]
#[case::server("server", &["Hello", "--from", "server"])]
#[case::close("close", &["--close", "1000", "再见", "--mask", "37fa213d"])]
#[case::fragments(
    "fragments",
    &["今天天气", "--fragment", "5", "--mask", "37fa213d", "--mask", "01020304", "--mask", "05060708"]
)]
#[case::many_frames("many_frames", &["--fragment", "1", "--mask", "none", "abcdefghijklmn"])]
#[case::lie("lie", &["Hello", "--length-form", "7", "--length", "200", "--from", "server"])]
#[case::rsv("rsv", &["Hello", "--rsv", "100", "--from", "server"])]
#[case::binary("binary", &["--hex", "00 ff 10", "--opcode", "ping", "--mask", "37fa213d"])]
#[case::deflate("deflate", &["Hello", "--deflate", "--from", "server"])]
#[case::deflate_context(
    "deflate_context",
    &["Hello", "--deflate", "--deflate-context", "Hello", "--mask", "37fa213d", "--fragment", "3",
      "--mask", "01020304"]
)]
#[case::fault("fault", &["--fault", "F12", "--from", "client", "--mask", "37fa213d"])]
#[case::cut("cut", &["--fault", "F01", "--mask", "37fa213d"])]
fn a_screen_teaches_how_the_frame_is_made(#[case] name: &str, #[case] arguments: &[&str]) {
    insta::assert_snapshot!(format!("{name}_80"), screens(arguments, 80));
    insta::assert_snapshot!(format!("{name}_60"), screens(arguments, 60));
}

#[test]
fn a_long_text_is_elided() {
    let text = "先帝创业未半而中道崩殂，今天下三分，益州疲弊，此诚危急存亡之秋也。".repeat(8);
    insta::assert_snapshot!("long_80", screens(&[&text, "--mask", "5d9e7e3a"], 80));
    let written = done(&[&text, "--mask", "5d9e7e3a"]);
    let detail = Detail { all_bytes: true, ..Detail::default() };
    let all = render::full(&written, detail, Screen { lang: Lang::En, width: 80 });
    let all = anstream::adapter::strip_str(&all).to_string();
    assert!(all.contains(&write(written.bytes(), Style::Base64)));
    assert!(!all.contains(" ..."), "something is left out");
}

#[test]
fn a_compressed_message_is_the_one_of_the_rfc() {
    assert_eq!(bytes(&["Hello", "--deflate", "--from", "server"]), "c107f248cdc9c90700");
    let after = ["Hello", "--deflate", "--deflate-context", "Hello", "--from", "server"];
    assert_eq!(bytes(&after), "c105f200110000");
    assert_eq!(bytes(&["", "--deflate", "--from", "server"]), "c10100");
    let ping = EncodeError::CompressedControl { opcode: Opcode::PING };
    assert_eq!(refused(&["Hello", "--deflate", "--opcode", "ping"]), ping);
    assert!(asked(&["Hello", "--deflate-context", "a"]).is_none());
}

#[test]
fn plain_and_json_say_the_same() {
    let written = done(&["最漂亮", "--mask", "f399812d", "--rsv", "100"]);
    let of = |lang| render::plain(&written, Screen { lang, width: 80 });
    insta::assert_snapshot!("plain", format!("{}\n{}", of(Lang::En), of(Lang::Zh)));
    let json: serde_json::Value =
        serde_json::from_str(&render::json(&written)).expect("one line of JSON");
    assert_eq!(json["hex"], "c189f399812d1505 01cb4f1b65975d".replace(' ', ""));
    assert_eq!(json["meant"][0]["text"], "最漂亮");
    assert_eq!(json["findings"][0]["code"], "F03");
    assert_eq!(json["reads_as_meant"], true);
}

#[test]
fn no_line_of_the_steps_is_wider_than_the_screen() {
    let is_literal = |line: &str| LITERALS.iter().any(|start| line.contains(start));
    for width in [40, 60, 80, 100] {
        for rule in fault::RULES {
            for text in screens(&["--fault", rule.code()], width).lines() {
                let columns = crate::render::columns(text);
                assert!(columns <= width.max(57) || is_literal(text), "{width}: {text}");
            }
        }
    }
}

/// The bytes as literals stay on one line, however long, so that they can be copied.
const LITERALS: [&str; 5] = ["python  b", "c       ", "rust    ", "js      ", "base64  "];

#[rstest]
#[case(&["Hello", "--mask", "37fa213d"], "818537fa213d7f9f4d5158")]
#[case(&["Hello", "--mask", "none"], "810548656c6c6f")]
#[case(&["Hello", "--from", "server"], "810548656c6c6f")]
#[case(&["--hex", "48:65", "--from", "server"], "82024865")]
#[case(&["--hex", "48 65", "--opcode", "text", "--from", "server"], "81024865")]
#[case(&["--bytes", r"b'\x00\xff'", "--from", "server"], "820200ff")]
#[case(&["--opcode", "0x3", "a", "--from", "server"], "830161")]
#[case(&["--opcode", "ping", "--from", "server"], "8900")]
#[case(&["--close", "1000", "--from", "server"], "880203e8")]
#[case(&["--close", "1005", "x", "--from", "server"], "880303ed78")]
#[case(&["a", "--fin", "0", "--rsv", "011", "--from", "server"], "310161")]
#[case(&["a", "--length-form", "16", "--from", "server"], "817e000161")]
#[case(&["a", "--length", "300", "--from", "server"], "817e012c61")]
#[case(&["a", "--length-form", "7", "--length", "200", "--from", "server"], "81c861")]
#[case(&["ab", "--fragment", "1", "--from", "server"], "010161800162")]
#[case(&["", "--from", "server"], "8100")]
#[case(&["--fault", "c01", "--from", "server"], "880103")]
#[case(&["--fault", "control-too-long", "a", "--from", "server"], &format!("897e007e{}", "61".repeat(126)))]
fn arguments_give_these_bytes(#[case] arguments: &[&str], #[case] expected: &str) {
    assert_eq!(bytes(arguments), expected);
}

#[rstest]
#[case(&["Hello", "--hex", "48"])]
#[case(&["Hello", "--close", "1000"])]
#[case(&["--hex", "48", "--file", "x"])]
#[case(&["Hello", "--close", "1000", "--opcode", "text"])]
#[case(&["Hello", "--fault", "F05", "--opcode", "text"])]
#[case(&["Hello", "--fault", "F05", "--rsv", "100"])]
#[case(&["Hello", "--fragment", "2", "--length", "9"])]
#[case(&["Hello", "--fragment", "0"])]
#[case(&["Hello", "--as", "hex", "--format", "json"])]
#[case(&["Hello", "--as", "cobol"])]
#[case(&["Hello", "--fin", "2"])]
#[case(&["Hello", "--length-form", "8"])]
#[case(&["Hello", "--from", "proxy"])]
fn arguments_that_contradict_each_other_are_refused(#[case] arguments: &[&str]) {
    assert!(asked(arguments).is_none());
}

#[test]
fn what_cannot_be_written_is_refused_with_a_way_out_in_both_languages() {
    let refusals = [
        refused(&[]),
        refused(&["a", "--opcode", "0x10"]),
        refused(&["a", "--rsv", "1"]),
        refused(&["a", "--mask", "37fa21"]),
        refused(&["a", "--mask", "key"]),
        refused(&["--close", "70000"]),
        refused(&["--close", "1000", &"再".repeat(42)]),
        refused(&["a", "--length-form", "7", "--length", "256"]),
        refused(&["a", "--opcode", "ping", "--fragment", "1"]),
        refused(&["--fault", "F99"]),
        refused(&["--fault", "M05"]),
        refused(&["--fault", "F08", "--from", "client"]),
        refused(&["--fault", "F11", "--mask", "none"]),
        refused(&["--fault", "F06", &"a".repeat(126)]),
    ];
    let told = refusals.map(|error| {
        let of = |lang| {
            let drawn = Failure::Encode(error.clone()).render(Screen { lang, width: 80 });
            anstream::adapter::strip_str(&drawn).to_string()
        };
        assert_eq!(Failure::Encode(error.clone()).exit_code(), 2);
        format!("{}{}", of(Lang::En), of(Lang::Zh))
    });
    insta::assert_snapshot!("refusals", told.join("\n"));
}

#[rstest]
#[case::length("slip_length", &["--slip", "length-254"])]
#[case::key("slip_key", &["--slip", "first-key-byte-only", "Hello", "--mask", "37fa213d"])]
fn a_slip_is_shown_beside_the_honest_frame(#[case] name: &str, #[case] arguments: &[&str]) {
    insta::assert_snapshot!(format!("{name}_80"), screens(arguments, 80));
}

#[test]
fn decode_names_the_slip_that_encode_made() {
    for slip in FrameSlip::ALL {
        let written = done(&["--slip", slip.name()]);
        let options = Options::default();
        let (frames, _) = Analysis::dissect(written.bytes(), written.sender(), options);
        let claims = frames.iter().flat_map(|frame| &frame.claims);
        let claimed: Vec<FrameSlip> = claims.map(|claim| claim.evidence.slip()).collect();
        assert!(claimed.contains(&slip), "{}: {claimed:?}", slip.name());
    }
}

#[test]
fn a_slip_that_does_not_suit_the_frame_says_what_it_needs() {
    let error = refused(&["--slip", "length-254", "Hello"]);
    assert!(matches!(error, EncodeError::Unsuited { .. }), "{error:?}");
    let error = refused(&["--slip", "first-key-byte-only", "Hello", "--mask", "none"]);
    assert!(matches!(error, EncodeError::MaskAgainstSlip { .. }), "{error:?}");
    assert!(matches!(refused(&["--slip", "nope"]), EncodeError::UnknownSlip { .. }));
}

#[test]
fn every_example_of_the_help_runs() {
    for example in crate::prose::help::examples(Lang::En, "encode") {
        let line = example.line.strip_prefix("ws-inspect encode ").expect("it is about encode");
        let parts = line.split('\'').enumerate().flat_map(|(index, part)| match index % 2 {
            0 => part.split_whitespace().collect::<Vec<_>>(),
            _ => vec![part],
        });
        done(&parts.collect::<Vec<_>>());
    }
}

#[test]
fn the_definition_is_sound_in_both_languages() {
    define(Command::new("encode"), Lang::En).debug_assert();
    define(Command::new("encode"), Lang::Zh).debug_assert();
}

/// The notation that decode is told with `--in`, where it would refuse to guess.
const fn pin(style: Style) -> Option<Notation> {
    match style {
        Style::Base64 => Some(Notation::Base64),
        _ => None,
    }
}

proptest! {
    #[test]
    fn whatever_is_printed_is_read_back(
        payload in prop::collection::vec(any::<u8>(), 0..150),
        key: [u8; 4],
        size in prop::option::of(1usize..60),
    ) {
        let request = Request {
            fragment_size: size,
            ..Request::new(Opcode::BINARY, payload, Masking::Masked(vec![key]))
        };
        let encoding = request.write(&mut random_keys()).expect("it can be written");
        let bytes = encoding.bytes();
        for style in Style::ALL {
            let options = ReadOptions { pin: pin(style), ..ReadOptions::default() };
            let reading = notation::read(&write(&bytes, style), &options);
            prop_assert_eq!(&reading.expect("decode reads it").bytes, &bytes, "{:?}", style);
        }
        prop_assert!(read_back(&bytes, None).is_what_was_meant(&encoding));
    }

    #[test]
    fn no_request_makes_a_renderer_panic(
        payload in prop::collection::vec(any::<u8>(), 0..90),
        opcode in 0u8..16,
        rsv in 0u8..8,
        fin: bool,
        key in prop::option::of(any::<[u8; 4]>()),
        length in prop::option::of(any::<u64>()),
        form in prop::option::of(0usize..3),
        size in prop::option::of(1usize..20),
        width in 0usize..120,
    ) {
        let forms = [LengthForm::Bits7, LengthForm::Bits16, LengthForm::Bits64];
        let masking = key.map_or(Masking::Unmasked, |key| Masking::Masked(vec![key]));
        let request = Request {
            fin,
            rsv: Some(Rsv(rsv)),
            claimed_length: length,
            length_form: form.map(|form| forms[form]),
            fragment_size: size,
            ..Request::new(Opcode(opcode), payload, masking)
        };
        if let Ok(encoding) = request.write(&mut random_keys()) {
            let written = Written::new(encoding);
            for lang in [Lang::En, Lang::Zh] {
                let screen = Screen { lang, width };
                for all_bytes in [false, true] {
                    render::full(&written, Detail { all_bytes, ..Detail::default() }, screen);
                }
                render::plain(&written, screen);
            }
            let json = render::json(&written);
            prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
        }
    }
}
