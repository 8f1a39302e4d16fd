//! The log of a live server: every happening, in every form, in both languages, wide and narrow.

mod happenings;

use happenings::{START, STORIES, address, faults, tell, totals};
use insta::{assert_snapshot, with_settings};
use rstest::rstest;
use serde_json::Value;
use std::collections::BTreeSet;
use std::net::IpAddr;
use unicode_width::UnicodeWidthStr;
use ws_inspect::conversation::{Chunk, Conversation, FrameEvent, FrameOptions};
use ws_inspect::journal::{Entry, Happening, Serving};
use ws_inspect::prose::Lang;
use ws_inspect::render::Screen;
use ws_inspect::render::live::{Form, Log, Look, TimeZone, fault};
use ws_inspect::terms::Role;

fn log(form: Form, look: Look, lang: Lang, width: usize) -> Log {
    let zone = TimeZone::fixed(ws_inspect::render::live::offset(8));
    Log::new(form, look, Screen { lang, width }, zone)
}

fn drawn(story: &str, mut log: Log) -> String {
    let mut out = Vec::new();
    tell(story, &mut |entry| log.entry(&mut out, entry));
    String::from_utf8(out).unwrap()
}

fn fits(text: &str, width: usize) {
    let wide: Vec<&str> = text.lines().filter(|line| line.width() > width).collect();
    assert!(wide.is_empty(), "wider than {width}: {wide:#?}");
}

fn keep(name: String, text: &str) {
    with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        assert_snapshot!(name, text);
    });
}

#[rstest]
fn every_happening_has_its_lines(
    #[values(Lang::En, Lang::Zh)] lang: Lang,
    #[values(80, 60)] width: usize,
    #[values(0, 1, 2, 3, 4, 5, 6)] story: usize,
) {
    let story = STORIES[story];
    let look = Look { chunks: true, ..Look::default() };
    let text = drawn(story, log(Form::Line, look, lang, width));
    fits(&text, width);
    keep(format!("{story}_{lang:?}_{width}"), &text);
}

#[rstest]
fn the_bytes_of_a_frame_stand_below_it(#[values(80, 60)] width: usize) {
    let look = Look { hex: true, ..Look::default() };
    let text = drawn("frames", log(Form::Line, look, Lang::En, width));
    fits(&text, width);
    keep(format!("hex_{width}"), &text);
}

#[rstest]
fn in_full_a_frame_is_a_screen_and_a_head_has_all_of_its_lines(
    #[values(Lang::En, Lang::Zh)] lang: Lang,
    #[values("handshake", "frames", "broken")] story: &str,
) {
    let text = drawn(story, log(Form::Full, Look::default(), lang, 80));
    keep(format!("full_{story}_{lang:?}"), &text);
}

#[test]
fn a_warning_is_explained_once_on_a_connection_and_named_after_that() {
    let mut log = log(Form::Line, Look::default(), Lang::En, 80);
    let mut draw = |connection| {
        let mut out = Vec::new();
        let zero_keys = [0x81, 0x81, 0, 0, 0, 0, b'a'];
        let mut conversation =
            Conversation::new(FrameOptions { opening_seen: true, ..FrameOptions::default() });
        let from = Some(Role::Client);
        conversation.read(Chunk { from, bytes: &zero_keys }, &mut |event| {
            if let FrameEvent::Frame(frame) = event {
                let what = Happening::Frame(&frame);
                log.entry(&mut out, &Entry { at: START, connection, what });
            }
        });
        String::from_utf8(out).unwrap()
    };
    let first = draw(1);
    assert!(first.contains("warning[F11]:") && first.lines().count() > 1, "{first}");
    let second = draw(1);
    assert!(second.trim_end().ends_with("[F11]") && second.lines().count() == 1, "{second}");
    assert_eq!(draw(2).replace("#2", "#1"), first);
}

#[rstest]
fn what_opens_doors_is_shown_only_where_it_is_asked_for(
    #[values(Form::Line, Form::Full, Form::Json)] form: Form,
    #[values(false, true)] secrets: bool,
) {
    let look = Look { secrets, ..Look::default() };
    let text = drawn("handshake", log(form, look, Lang::En, 80));
    // A line tells no cookie at all.
    assert_eq!(text.contains("4711secret"), secrets && form != Form::Line, "{text}");
}

#[rstest]
fn without_colour_nothing_escapes_and_with_it_the_text_is_the_same(
    #[values(Form::Line, Form::Full)] form: Form,
    #[values(Lang::En, Lang::Zh)] lang: Lang,
    #[values(0, 1, 2, 3, 4, 5, 6)] story: usize,
) {
    let draw = |colour| {
        let look = Look { colour, hex: true, chunks: true, secrets: true };
        drawn(STORIES[story], log(form, look, lang, 80))
    };
    let (plain, coloured) = (draw(false), draw(true));
    assert!(!plain.contains('\u{1b}'));
    assert!(coloured.contains('\u{1b}'));
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
}

#[rstest]
fn nothing_from_outside_moves_the_cursor_or_turns_the_text(
    #[values(Form::Line, Form::Full, Form::Json)] form: Form,
    #[values(0, 1, 2, 3, 4, 5, 6)] story: usize,
) {
    let look = Look { hex: true, chunks: true, secrets: true, colour: false };
    let text = drawn(STORIES[story], log(form, look, Lang::En, 80));
    let bad =
        text.chars().find(|c| (c.is_control() && *c != '\n') || "\u{202e}\u{200b}".contains(*c));
    assert_eq!(bad, None, "{text}");
}

#[test]
fn chunks_are_told_only_where_they_are_asked_for() {
    for form in [Form::Line, Form::Full, Form::Json] {
        let text = drawn("handshake", log(form, Look::default(), Lang::En, 80));
        assert!(!text.contains("chunk"), "{text}");
    }
}

#[rstest]
fn the_first_and_the_last_lines_say_what_a_class_wants_to_know(
    #[values(Lang::En, Lang::Zh)] lang: Lang,
    #[values(80, 60)] width: usize,
) {
    let class: Vec<IpAddr> =
        ["192.168.1.5", "2001:db8::5"].iter().map(|ip| ip.parse().unwrap()).collect();
    let mut out = Vec::new();
    let mut log = log(Form::Line, Look::default(), lang, width);
    for serving in [
        Serving { address: address("127.0.0.1:9527"), class: &[] },
        Serving { address: address("0.0.0.0:9527"), class: &class },
        Serving { address: address("[::]:9527"), class: &[] },
    ] {
        log.banner(&mut out, &serving);
    }
    log.summary(&mut out, &totals());
    log.summary(&mut out, &ws_inspect::journal::ServerTotals::default());
    let text = String::from_utf8(out).unwrap();
    fits(&text, width);
    keep(format!("banner_{lang:?}_{width}"), &text);
}

#[cfg(target_os = "linux")]
#[rstest]
fn what_keeps_a_server_from_serving_comes_with_a_way_out(
    #[values(Lang::En, Lang::Zh)] lang: Lang,
    #[values(80, 60)] width: usize,
) {
    let screen = Screen { lang, width };
    let text: String = faults().iter().map(|it| fault(it, screen)).collect();
    let text = anstream::adapter::strip_str(&text).to_string();
    fits(&text, width);
    keep(format!("fault_{lang:?}_{width}"), &text);
}

#[test]
fn the_time_of_day_is_that_of_the_zone() {
    let mut log = log(Form::Line, Look::default(), Lang::En, 80);
    let mut out = Vec::new();
    let what = ws_inspect::journal::Happening::NotShown(2);
    log.entry(&mut out, &Entry { at: START + 7_999_999, connection: 0, what });
    assert!(out.starts_with(b"06:13:20.007  "), "{}", out.escape_ascii());
}

#[test]
fn what_a_program_reads_is_what_the_schema_says() {
    let schema = std::fs::read_to_string("docs/ws-inspect.schema.json").unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let look = Look { chunks: true, ..Look::default() };
    let mut log = log(Form::Json, look, Lang::En, 80);
    let class: Vec<IpAddr> = vec!["192.168.1.5".parse().unwrap()];
    let mut out = Vec::new();
    log.banner(&mut out, &Serving { address: address("0.0.0.0:9527"), class: &class });
    for story in STORIES {
        tell(story, &mut |entry| log.entry(&mut out, entry));
    }
    log.summary(&mut out, &totals());
    let mut types = BTreeSet::new();
    for line in String::from_utf8(out).unwrap().lines() {
        let object: Value = serde_json::from_str(line).unwrap();
        let wrong: Vec<String> =
            validator.iter_errors(&object).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(wrong.is_empty(), "{object:#}\n{}", wrong.join("\n"));
        types.insert(object["type"].as_str().unwrap().to_owned());
    }
    // Every type that only a server has, and those that it shares with decode.
    let of_serve = schema["$defs"].as_object().unwrap().iter().filter(|(_, definition)| {
        definition["description"].as_str().is_some_and(|text| text.contains("(serve"))
    });
    let mut expected: BTreeSet<String> = of_serve.map(|(name, _)| name.clone()).collect();
    assert_eq!(expected.len(), 10);
    expected.extend(["frame", "handshake"].map(str::to_owned));
    assert_eq!(types, expected);
}
