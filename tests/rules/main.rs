//! One file a rule: the recipe of CONTRIBUTING.md holds, and the samples are made of what stands there.
//! `WRITE_SAMPLES=1 cargo test --test rules` writes `samples/rules`.

mod input;
#[path = "../capture/wire.rs"]
#[expect(dead_code, reason = "this suite writes one format over one link")]
mod wire;

use std::collections::BTreeSet;
use std::fs::{read_dir, read_to_string, write};
use std::path::Path;

use ws_inspect::finding::{Input, Rule, Sample};

/// Files of the room that are no rule's.
const SHARED: [&str; 3] = ["mod", "row", "sample"];

/// The list in `src/rules/mod.rs`: a file and its rule.
fn list() -> Vec<(String, String)> {
    let room = read_to_string("src/rules/mod.rs").unwrap();
    let (_, list) = room.split_once("\nrules! {\n").unwrap();
    let lines = list.lines().take_while(|line| *line != "}");
    let pair = |line: &str| {
        let (file, rule) = line.trim().trim_end_matches(',').split_once(' ').unwrap();
        (file.to_owned(), rule.to_owned())
    };
    lines.map(pair).collect()
}

/// The source files below a folder.
fn sources(dir: &Path) -> Vec<(String, String)> {
    let entries = read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let inside = entries.flat_map(|path| {
        if path.is_dir() {
            return sources(&path);
        }
        vec![(path.display().to_string(), read_to_string(path).unwrap())]
    });
    inside.collect()
}

#[test]
fn the_list_names_every_file_of_the_room_and_no_other() {
    let files = sources(Path::new("src/rules"))
        .into_iter()
        .map(|(path, _)| path.trim_start_matches("src/rules/").trim_end_matches(".rs").to_owned());
    let files: BTreeSet<String> = files.filter(|file| !SHARED.contains(&&**file)).collect();
    assert_eq!(files, list().into_iter().map(|(file, _)| file).collect());
    assert_eq!(list().len(), Rule::ALL.len());
}

#[test]
fn the_row_of_a_rule_stands_in_its_own_file_and_nowhere_else() {
    let sources = sources(Path::new("src"));
    for (rule, (file, variant)) in Rule::ALL.iter().zip(list()) {
        assert_eq!(format!("{rule:?}"), variant);
        let row = [format!("\"{}\"", rule.code()), format!("name: \"{}\"", rule.entry().name)];
        let own = format!("src/rules/{file}.rs");
        for words in row {
            // Tests, which stand at the bottom or in files of their own, may name what they expect.
            let having = sources.iter().filter(|(path, text)| {
                let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
                // So may the examples in the documentation.
                let mut lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
                !path.contains("tests") && lines.any(|line| line.contains(&words))
            });
            let having: Vec<&str> = having.map(|(path, _)| path.as_str()).collect();
            assert_eq!(having, [&own], "{words}");
        }
    }
}

#[test]
fn the_recipe_for_a_rule_names_its_file_the_list_and_the_judge_and_no_fourth_place() {
    let contributing = read_to_string("CONTRIBUTING.md").unwrap();
    let (_, recipe) = contributing.split_once("\n## A rule\n").unwrap();
    let (recipe, _) = recipe.split_once("\n## ").unwrap();
    let places: Vec<&str> =
        recipe.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).collect();
    assert_eq!(places.len(), 3, "{places:#?}");
    for (place, names) in places.iter().zip(["src/rules/NAME.rs", "src/rules/mod.rs", "judge"]) {
        assert!(place.contains(names), "{place}");
    }
}

/// The name, the bytes and the line in the README of both samples of a rule.
fn samples(rule: Rule) -> [(String, Vec<u8>, String); 2] {
    let entry = rule.entry();
    [(entry.name, entry.breaks), ("near-miss", entry.near_miss)].map(|(name, sample)| {
        let Sample(what, input) = sample;
        let form = match input {
            Input::Frames(_) | Input::With(..) => "hex",
            Input::Request(_) | Input::Exchange(..) | Input::Bytes(_) => "http",
            Input::Capture(_) | Input::Answer(_) => "pcap",
        };
        let options = match input {
            Input::With(options, _) => format!("`{options}`"),
            _ => String::new(),
        };
        let file = format!("{}-{name}.{form}", rule.code());
        let row = format!("| `{file}` | {options} | {what} |");
        (file, input::write(input), row)
    })
}

#[test]
fn every_sample_is_the_one_of_its_rule_and_the_readme_has_its_line() {
    let dir = Path::new("samples/rules");
    let made: Vec<_> = Rule::ALL.iter().flat_map(|rule| samples(*rule)).collect();
    let readme = read_to_string(dir.join("README.md")).unwrap();
    let (head, _) = readme.split_once("\n| `").unwrap();
    let rows: Vec<&str> = made.iter().map(|(.., row)| row.as_str()).collect();
    let readme_now = format!("{head}\n{}\n", rows.join("\n"));
    if std::env::var_os("WRITE_SAMPLES").is_some() {
        for (file, bytes, _) in &made {
            write(dir.join(file), bytes).unwrap();
        }
        write(dir.join("README.md"), &readme_now).unwrap();
    }
    let hint = "WRITE_SAMPLES=1 writes it anew";
    for (file, bytes, _) in made {
        assert!(std::fs::read(dir.join(&file)).is_ok_and(|is| is == bytes), "{file}; {hint}");
    }
    assert!(read_to_string(dir.join("README.md")).unwrap() == readme_now, "README.md; {hint}");
}
