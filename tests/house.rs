//! The order of the house. The rooms stand in a table in `src/lib.rs`; a room imports only rooms
//! above it. What a room may know of the outer world, and how long a file may be, is held here too.
//!
//! The code is read as text: good enough, because it is formatted by rustfmt.

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The longest file in lines. One that is longer holds two things.
const MAX_LINES: usize = 400;

/// Crates and parts of std that only some rooms may know, and these rooms.
const KNOWN_BY: [(&str, &[&str]); 17] = [
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("anstream", &["cli", "render"]),
    ("terminal_size", &["cli"]),
    ("indicatif", &["cli"]),
    ("ctrlc", &["cli"]),
    ("getrandom", &["cli", "live"]),
    ("tokio", &["live"]),
    ("std::env", &["cli"]),
    ("std::fs", &["cli"]),
    ("TcpListener", &["live"]),
    ("TcpStream", &["live"]),
    ("std::process", &["cli"]),
    ("std::thread", &["cli", "live"]),
    ("Instant", &["cli", "live"]),
    ("SystemTime", &["cli", "live"]),
];

/// Words that say nothing about what stands in a file.
const EMPTY_NAMES: [&str; 6] = ["common", "handler", "helper", "manager", "misc", "util"];

#[test]
fn the_table_of_rooms_names_every_module_once() {
    let lib = std::fs::read_to_string("src/lib.rs").unwrap();
    let modules = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let mut modules: Vec<_> = modules.collect();
    let mut rooms = rooms();
    modules.sort_unstable();
    rooms.sort_unstable();
    assert_eq!(rooms, modules);
}

#[test]
fn a_room_imports_only_rooms_above_it() {
    let rooms = rooms();
    let place = |name: &str| rooms.iter().position(|room| room == name);
    held(|file, wrong| {
        for (line, name) in file.imports() {
            match (place(&file.room), place(&name)) {
                (Some(here), Some(there)) if there <= here => {}
                _ => wrong.push((line, format!("{} may not import {name}", file.room))),
            }
        }
    });
}

#[test]
fn no_path_of_supers_leaves_its_room() {
    held(|file, wrong| {
        let out_of_the_room = "super::".repeat(file.depth());
        for (line, code) in file.code() {
            if code.contains(&out_of_the_room) {
                wrong.push((line, format!("{out_of_the_room} leaves {}", file.room)));
            }
        }
    });
}

#[test]
fn the_outer_world_is_known_only_to_the_rooms_that_deal_with_it() {
    held(|file, wrong| {
        for (line, code) in file.code() {
            for (name, rooms) in KNOWN_BY {
                if names(code, name) && !rooms.contains(&file.room.as_str()) {
                    wrong.push((line, format!("{} may not know {name}", file.room)));
                }
            }
        }
    });
}

#[test]
fn the_rooms_that_know_the_outer_world_come_with_the_program_alone() {
    let lib = std::fs::read_to_string("src/lib.rs").unwrap();
    for room in ["cli", "live"] {
        let gated = format!("#[cfg(feature = \"program\")]\npub mod {room};");
        assert!(lib.contains(&gated), "{room}");
    }
    // Other rooms may know crates for the terminal, which are not there without the program.
    let outer = KNOWN_BY
        .iter()
        .filter(|(name, _)| name.contains(char::is_uppercase) || name.contains("::"));
    for (name, rooms) in outer {
        assert!(rooms.iter().all(|room| ["cli", "live"].contains(room)), "{name}");
    }
}

#[test]
fn no_chinese_sentence_stands_outside_prose_and_the_rules() {
    held(|file, wrong| {
        // The terms have their words; the slips sample texts of their own: what a classroom sends.
        if ["lang", "terms", "rules", "prose", "slips"].contains(&file.room.as_str()) {
            return;
        }
        for (line, code) in file.code() {
            if code.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
                wrong.push((line, "a sentence that belongs to prose".to_owned()));
            }
        }
    });
}

#[test]
fn a_chinese_sentence_has_chinese_punctuation() {
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    held(|file, wrong| {
        if file.room != "prose" {
            return;
        }
        for (line, code) in file.code() {
            for mark in [", ", "; ", ": "] {
                let mut places = code.match_indices(mark);
                if places.any(|(at, _)| code[..at].ends_with(is_chinese)) {
                    wrong.push((line, format!("a half-width '{mark}' in a Chinese sentence")));
                }
            }
        }
    });
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    held(|file, wrong| {
        if !file.is_tests && !file.text.starts_with("//! ") {
            wrong.push((1, "does not open with //!".to_owned()));
        }
    });
}

#[test]
fn no_file_holds_two_things() {
    held(|file, wrong| {
        let lines = file.text.lines().count();
        if lines > MAX_LINES {
            wrong.push((lines, format!("{lines} lines, more than {MAX_LINES}")));
        }
        let stem = file.path.file_stem().unwrap_or_default().to_string_lossy();
        if EMPTY_NAMES.iter().any(|name| stem.contains(name)) {
            wrong.push((1, format!("{stem} is a name without a meaning")));
        }
    });
}

/// A file of the library.
struct File {
    path: PathBuf,
    text: String,
    room: String,
    /// Whether it holds tests alone.
    is_tests: bool,
}

impl File {
    fn read(path: PathBuf) -> Self {
        let text = std::fs::read_to_string(&path).unwrap();
        let inside = path.strip_prefix("src").unwrap();
        let first = inside.components().next().unwrap().as_os_str().to_string_lossy();
        let room = first.trim_end_matches(".rs").to_owned();
        let is_tests = inside.with_extension("").iter().any(|part| part == "tests");
        Self { path, text, room, is_tests }
    }

    /// How many times `super::` leads from here out of the room.
    fn depth(&self) -> usize {
        let inside = self.path.strip_prefix("src").unwrap().with_extension("");
        inside.iter().filter(|part| *part != "mod").count()
    }

    /// The lines of code with their numbers from 1: no comments, no tests.
    fn code(&self) -> Vec<(usize, &str)> {
        let mut code = Vec::new();
        let text = if self.is_tests { "" } else { self.text.as_str() };
        let mut lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().starts_with("//"));
        while let Some((line, number)) = lines.next() {
            if line != "#[cfg(test)]" {
                code.push((number, line));
            } else if lines.next().is_some_and(|(line, _)| line.ends_with('{')) {
                // The tests stand at the bottom.
                break;
            }
        }
        code
    }

    /// The rooms that the code names by `crate::`, with the numbers of the lines.
    fn imports(&self) -> Vec<(usize, String)> {
        let mut imports = Vec::new();
        for (line, code) in self.code() {
            for rest in code.split("crate::").skip(1) {
                let list = rest.strip_prefix('{').map(|list| list.split('}').next().unwrap());
                let names = list.map_or(vec![rest], |list| list.split(", ").collect());
                imports.extend(names.into_iter().map(|name| (line, first_name(name))));
            }
        }
        imports
    }
}

/// The rooms in their order, from the table in `src/lib.rs`.
fn rooms() -> Vec<String> {
    let lib = std::fs::read_to_string("src/lib.rs").unwrap();
    let rows = lib.lines().filter_map(|line| {
        let row = line.strip_prefix("//! | ")?;
        row.strip_prefix('[').unwrap_or(row).strip_prefix('`')
    });
    rows.map(first_name).collect()
}

/// Shows every file of the rooms to `judge` and fails with all that it finds wrong.
fn held(judge: impl Fn(&File, &mut Vec<(usize, String)>)) {
    let mut report = String::new();
    let files = files(Path::new("src"));
    assert!(files.len() > 50, "the library is where it was");
    for file in files.into_iter().map(File::read) {
        let mut wrong = Vec::new();
        if file.room != "main" && file.room != "lib" {
            judge(&file, &mut wrong);
        }
        for (line, what) in wrong {
            writeln!(report, "{}:{line}: {what}", file.path.display()).unwrap();
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Whether `code` names `name` and not a longer name that it is part of.
fn names(code: &str, name: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name).any(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + name.len()..]);
        !before.ends_with(|c| is_name(c) || c == '"' || c == '.')
            && (after.starts_with("::") || after.starts_with(';') || after.starts_with('('))
    })
}

fn first_name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn an_option_is_named_only_where_it_is_defined() {
    held(|file, wrong| {
        for (line, code) in file.code() {
            let reads = ["get_one", "get_many", "get_flag", "get_raw", "contains_id"];
            if !file.path.ends_with("options.rs") && reads.iter().any(|read| code.contains(read)) {
                wrong.push((line, "an option that is read beside its definition".to_owned()));
            }
        }
    });
}
