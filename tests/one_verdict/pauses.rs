//! Through a pipe, with a pause: what stands at the end is the same but for rows that a cause explains
//! away.

use serde_json::Value;

use crate::inputs::{Random, demos, streams};
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
            let last = if to >= from { from..=to } else { 1..=0 };
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
