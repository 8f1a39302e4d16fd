//! Through a pipe, with a pause: what stands at the end is the same but for rows that a cause explains
//! away.

use serde_json::Value;
use ws_inspect::analysis::{Analysis, Cause, Chunk, Options, Told};
use ws_inspect::terms::Role;

use crate::inputs::{Input, Random, demos, samples, streams};
use crate::run::{at_once, decode, objects};

/// The frames, messages and causes that stand at the end.
pub fn standing(objects: Vec<Value>) -> Vec<Value> {
    let mut standing: Vec<Value> = Vec::new();
    for mut object in objects {
        let range = (object["explains_from"].as_u64(), object["explains_to"].as_u64());
        if object["type"] != "cause" {
            standing.push(object);
            continue;
        }
        if let (Some(from), Some(to)) = range {
            let last = from..=to;
            standing.retain(|row| row_of(row).is_none_or(|row| !last.contains(&row)));
        }
        let members = object.as_object_mut().unwrap();
        members.retain(|name, _| !name.starts_with("explains_"));
        let of = row_of(&object);
        let behind = standing.iter().rposition(|row| of.is_some() && row_of(row) == of);
        standing.insert(behind.map_or(standing.len(), |at| at + 1), object);
    }
    standing
}

/// The number of the frame that a row is about.
fn row_of(row: &Value) -> Option<u64> {
    ["frame", "last_frame", "number"].iter().find_map(|name| row[*name].as_u64())
}

#[test]
fn a_pause_anywhere_changes_nothing_that_stands_at_the_end() {
    let mut random = Random(7);
    let of_slips = demos().into_iter().filter(|demo| demo.bytes.len() > 4).step_by(2).take(15);
    let inputs: Vec<_> = streams(400).into_iter().skip(300).take(15).chain(of_slips).collect();
    assert_eq!(inputs.len(), 30);
    let cases: Vec<_> = inputs
        .iter()
        .flat_map(|input| {
            let len = input.bytes.len();
            [0, 1, 2].map(|_| (input, 1 + random.below(len - 1)))
        })
        .collect();
    at_once(&cases, 16, |(input, at)| {
        let arguments = [&["--in", "raw", "--format", "json"], &input.options[..], &["-"]].concat();
        let whole = decode(&arguments, &[&input.bytes]);
        let (head, tail) = input.bytes.split_at(*at);
        let paused = decode(&arguments, &[head, tail]);
        assert_eq!(paused.exit, whole.exit, "{} with a pause at {at}", input.name);
        let [paused, whole] = [paused, whole].map(|output| standing(objects(&output.text)));
        assert_eq!(paused, whole, "{} with a pause at {at}", input.name);
    });
}

/// What stands at the end by the library, where the bytes come with a pause at each of these places.
fn by_library(input: &Input, pauses: &[usize]) -> Vec<String> {
    let mut told: Vec<(u64, String)> = Vec::new();
    let mut on = |what: Told<'_>, _| match what {
        Told::Frame(frame) => told.push((frame.number, format!("{frame:?}"))),
        Told::Message(message) => told.push((message.last_frame, format!("{message:?}"))),
        Told::Cause(Cause::Frame { number, claims, explains, .. }) => {
            told.retain(|(of, _)| !explains.contains(of));
            let after = told.iter().rposition(|(of, _)| *of == number).map_or(0, |at| at + 1);
            told.insert(after, (number, format!("{claims:?}")));
        }
        _ => {}
    };
    let from = match input.options[..] {
        [_, "client"] => Some(Role::Client),
        [_, "server"] => Some(Role::Server),
        _ => None,
    };
    let mut analysis = Analysis::new(Options { heads: true, ..Options::default() });
    let mut begin = 0;
    for at in pauses.iter().copied().chain([input.bytes.len()]) {
        let bytes = &input.bytes[begin..at];
        analysis.read(Chunk { from, bytes, ..Chunk::default() }, &mut on);
        if at < input.bytes.len() {
            analysis.pause(&mut on);
        }
        begin = at;
    }
    analysis.finish(&mut on);
    let tally = analysis.into_tally();
    let counted = format!("{} {tally:?}", tally.verdict().name());
    told.into_iter().map(|(_, line)| line).chain([counted]).collect()
}

#[test]
fn a_pause_at_each_place_changes_nothing_that_the_library_tells_in_the_end() {
    let all = [samples(), demos(), streams(300)].concat();
    at_once(&all, 4, |input| {
        let whole = by_library(input, &[]);
        let len = input.bytes.len();
        let mut random = Random(len as u64);
        let places = 1..len.min(300);
        let random =
            (0..20).map(|_| 300 + random.below(len.saturating_sub(300))).filter(|at| *at < len);
        for at in places.chain(random) {
            assert_eq!(by_library(input, &[at]), whole, "{} with a pause at {at}", input.name);
        }
    });
}
