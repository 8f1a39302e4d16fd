//! Every sample reads as its README says it does.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use rstest::rstest;
use serde_json::Value;

/// What the program says of a file: its objects, and its exit code.
fn decode(path: &str, options: &[&str]) -> (Vec<Value>, i32) {
    run(path, &[&["decode", "--format", "json", "--file", path], options].concat())
}

/// What it says of a file that holds heads alone.
fn accept(path: &str) -> (Vec<Value>, i32) {
    run(path, &["accept", "--format", "json", path])
}

fn run(path: &str, arguments: &[&str]) -> (Vec<Value>, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_ws-inspect")).args(arguments).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let objects: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!objects.is_empty(), "{path}: {}", String::from_utf8_lossy(&output.stderr));
    (objects, output.status.code().unwrap())
}

/// The members `key` of the arrays `of` in all objects but the summary.
fn told<'a>(objects: &'a [Value], of: &str, key: &str) -> Vec<&'a str> {
    let arrays = objects.iter().filter_map(|object| object[of].as_array());
    let members = arrays.flatten();
    members.map(|member| member[key].as_str().unwrap()).collect()
}

/// The rows of the table in `samples/DIR/README.md`: a file and the cells behind it.
fn table(dir: &str) -> Vec<(String, Vec<String>)> {
    let text = std::fs::read_to_string(format!("samples/{dir}/README.md")).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `"));
    let rows = rows.map(|row| {
        let (file, rest) = row.split_once("` |").unwrap();
        let cells = rest.trim_end_matches('|').split('|').map(|cell| cell.trim().to_owned());
        (file.to_owned(), cells.collect())
    });
    rows.collect()
}

/// The names of the samples in a folder.
fn files(dir: &str) -> BTreeSet<String> {
    let entries = std::fs::read_dir(Path::new("samples").join(dir)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name != "README.md").collect()
}

#[rstest]
fn every_file_stands_in_the_table(#[values("rules", "slips")] dir: &str) {
    let told: BTreeSet<String> = table(dir).into_iter().map(|(file, _)| file).collect();
    assert_eq!(told, files(dir));
}

#[test]
fn a_sample_of_a_rule_breaks_that_rule_and_no_other_and_a_near_miss_breaks_none() {
    for (file, cells) in table("rules") {
        let options: Vec<&str> = cells[0].trim_matches('`').split_whitespace().collect();
        let path = format!("samples/rules/{file}");
        let heads = file.ends_with(".http");
        let (objects, exit) = if heads { accept(&path) } else { decode(&path, &options) };
        let codes = told(&objects, "findings", "code");
        if file.contains("-near-miss.") {
            assert!(codes.is_empty(), "{file}: {codes:?}");
            assert_eq!(told(&objects, "slips", "name"), [""; 0], "{file}");
            assert_eq!(exit, 0, "{file}");
        } else {
            assert_eq!(codes, [&file[..3]], "{file}");
            let exit_of_level = match told(&objects, "findings", "level")[0] {
                "error" => 1,
                "incomplete" => 3,
                _ if !told(&objects, "slips", "name").is_empty() => 1,
                _ => 0,
            };
            assert_eq!(exit, exit_of_level, "{file}");
        }
    }
}

#[test]
fn a_sample_of_a_slip_is_explained_by_that_slip() {
    for (file, cells) in table("slips") {
        let from = match &cells[0] {
            sentence if sentence.ends_with("(from a server)") => &["--from", "server"][..],
            sentence if sentence.ends_with("(from a client)") => &["--from", "client"],
            _ => &[],
        };
        let (objects, _) = decode(&format!("samples/slips/{file}"), from);
        let name = file.trim_end_matches(".hex");
        let slips = told(&objects, "slips", "name");
        assert!(slips.contains(&name), "{file}: {slips:?}");
    }
}

#[rstest]
#[case("hellossssss.txt", "hellossssss")]
#[case("weather.txt", "今天天气很不错")]
fn a_frame_of_the_tutorial_holds_its_text(#[case] file: &str, #[case] text: &str) {
    let (objects, exit) = decode(&format!("samples/tutorial/{file}"), &[]);
    assert_eq!((objects[0]["text"].as_str(), exit), (Some(text), 0));
}

#[test]
fn the_long_frame_of_the_tutorial_has_a_16_bit_length_and_244_characters() {
    let (objects, exit) = decode("samples/tutorial/chushibiao.txt", &[]);
    let frame = &objects[0];
    assert_eq!((&frame["length_bits"], &frame["length"]), (&16.into(), &732.into()));
    let text = frame["text"].as_str().unwrap();
    assert_eq!((text.chars().count(), exit), (244, 0));
    assert!(text.starts_with("先帝创业未半而中道崩殂"), "{text}");
}

#[test]
fn the_first_28_bytes_of_the_long_frame_are_incomplete() {
    let (objects, exit) = decode("samples/tutorial/chushibiao-28-bytes.txt", &[]);
    assert_eq!((objects[0]["have"].as_u64(), exit), (Some(20), 3));
    assert_eq!(told(&objects, "findings", "code"), ["F02"]);
}

#[rstest]
#[case("http-request.txt")]
#[case("websocket-request.txt")]
fn a_request_of_the_tutorial_is_read_as_it_was_wrapped(#[case] file: &str) {
    let (objects, _) = decode(&format!("samples/tutorial/{file}"), &[]);
    assert_eq!(objects.last().unwrap()["notation"], "python");
}

#[test]
fn every_sample_of_the_tutorial_reads_as_bytes() {
    for file in files("tutorial") {
        decode(&format!("samples/tutorial/{file}"), &[]);
    }
}
