//! By argument, from a file, through a pipe: without a pause.

use std::fs::write;

use crate::inputs::{Input, demos, samples, streams};
use crate::run::{Output, at_once, decode, objects, without_notation};

const VIEWS: [&str; 4] = ["json", "line", "summary", "full"];

/// What two outputs have in common where the same is said.
fn normal(view: &str, output: &Output) -> (Vec<String>, i32) {
    let lines = match view {
        "json" => objects(&output.text).iter().map(ToString::to_string).collect(),
        _ => without_notation(&output.text).lines().map(str::to_owned).collect(),
    };
    (lines, output.exit)
}

fn compare(input: &Input, views: &[&str]) {
    let dir = env!("CARGO_TARGET_TMPDIR");
    let path = format!("{dir}/{}.bin", input.name.replace(['/', ' '], "-"));
    write(&path, &input.bytes).unwrap();
    let hex = hex::encode(&input.bytes);
    for view in views {
        let with = |more: &[&str], pieces: &[&[u8]]| {
            let arguments = [&["--format", view], &input.options[..], more].concat();
            normal(view, &decode(&arguments, pieces))
        };
        let file = with(&["--in", "raw", "--file", &path], &[]);
        let pipe = with(&["--in", "raw", "-"], &[&input.bytes]);
        assert_eq!(pipe, file, "{} as {view}, a pipe beside a file", input.name);
        if !hex.is_empty() && hex.len() < 100_000 {
            let argument = with(&["--in", "hex", "--text", &hex], &[]);
            assert_eq!(argument, file, "{} as {view}, an argument beside a file", input.name);
        }
    }
}

#[test]
fn every_sample_and_every_demo_gets_one_verdict() {
    let all = [samples(), demos()].concat();
    assert!(all.len() > 100, "{}", all.len());
    at_once(&all, 4, |input| compare(input, &VIEWS));
}

#[test]
fn three_hundred_damaged_conversations_get_one_verdict() {
    let all: Vec<(usize, Input)> = streams(300).into_iter().enumerate().collect();
    at_once(&all, 4, |(index, input)| {
        compare(input, if index % 5 == 0 { &VIEWS } else { &VIEWS[..1] });
    });
}

#[test]
fn the_exit_code_is_the_same_in_every_view() {
    at_once(&streams(40), 4, |input| {
        let arguments = |view| ["--in", "raw", "--format", view, "-"];
        let exits = VIEWS.map(|view| decode(&arguments(view), &[&input.bytes]).exit);
        assert!(exits.iter().all(|exit| *exit == exits[0]), "{}: {exits:?}", input.name);
    });
}
