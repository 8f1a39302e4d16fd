//! The recipes of CONTRIBUTING.md are true: each names at most three places, and these are where the
//! thing stands. Rules and slips have tests of their own beside what they hold.

use std::collections::BTreeSet;
use std::fs::read_to_string;
use std::path::Path;

/// The part of CONTRIBUTING.md below a heading.
fn recipe(heading: &str) -> String {
    let page = read_to_string("CONTRIBUTING.md").unwrap();
    let (_, below) = page.split_once(&format!("\n## {heading}\n")).expect(heading);
    below.split("\n## ").next().unwrap().to_owned()
}

/// The numbered steps of a recipe, each in one line.
fn steps(heading: &str) -> Vec<String> {
    let recipe = recipe(heading);
    let mut steps: Vec<String> = Vec::new();
    let mut is_step = false;
    for line in recipe.lines() {
        is_step = match line.strip_prefix(|c: char| c.is_ascii_digit()) {
            Some(rest) if rest.starts_with(". ") => {
                steps.push(String::new());
                true
            }
            _ => is_step && line.starts_with(' '),
        };
        if let (true, Some(step)) = (is_step, steps.last_mut()) {
            step.push_str(line);
        }
    }
    steps
}

/// The code of a file, without the tests at its end.
fn code(path: &str) -> String {
    let text = read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.split("#[cfg(test)]").next().unwrap_or_default().to_owned()
}

#[test]
fn each_recipe_names_at_most_three_places_and_all_of_them_are_there() {
    for heading in ["A rule", "A slip", "A part that is shown", "A notation", "A subcommand"] {
        let steps = steps(heading);
        assert!((1..=3).contains(&steps.len()), "{heading}: {} steps", steps.len());
        for step in steps {
            let paths = step.split('`').skip(1).step_by(2).filter(|word| word.contains('/'));
            for path in paths
                .filter(|path| ["src/", "docs/", "tests/"].iter().any(|at| path.starts_with(at)))
            {
                // NAME is what is to be added: its folder is there.
                let there = path.split("NAME").next().unwrap_or_default();
                assert!(Path::new(there).exists(), "{heading}: {path}");
            }
        }
    }
}

#[test]
fn every_notation_of_the_list_has_its_form_in_a_file_that_knows_no_other() {
    let list = code("src/notation/read/form.rs");
    let (_, list) = list.split_once("FORMS").unwrap();
    let list = list.split("];").next().unwrap();
    let mut files = BTreeSet::new();
    for entry in list.lines().filter_map(|line| line.trim().strip_suffix(',')) {
        let (file, form) = entry.split_once("::").unwrap();
        let path = format!("src/notation/read/{file}.rs");
        assert!(code(&path).contains(&format!("const {form}: Form")), "{entry}");
        files.insert(file);
    }
    assert!(files.len() > 10, "the list is where it was");
    // The chooser names no notation's file: a new one needs no line there.
    let chooser = code("src/notation/read/choose.rs");
    let imports: Vec<&str> = chooser.lines().filter(|line| line.contains("super::")).collect();
    assert!(!imports.is_empty(), "the chooser imports the values of its room");
    for file in files {
        let knows = |line: &&str| line.split(|c: char| !c.is_alphanumeric()).any(|it| it == file);
        assert!(!imports.iter().any(knows), "choose.rs knows {file}");
    }
}

#[test]
fn every_part_is_named_once_and_drawn_by_the_tree_alone() {
    let names = code("src/prose/part.rs");
    let (_, names) = names.split_once("\nnames! {\n").unwrap();
    let names = names.split("\n}\n").next().unwrap();
    let names: Vec<&str> =
        names.lines().filter_map(|line| Some(line.trim().split_once(": ")?.0)).collect();
    assert!(names.len() > 20, "the list is where it was");
    let own = names.iter().collect::<BTreeSet<_>>();
    assert_eq!(own.len(), names.len(), "a part has two names");
    let tree =
        ["frame", "head", "payload"].map(|file| code(&format!("src/tree/{file}.rs"))).concat();
    let fields = code("src/prose/part.rs");
    for name in &names {
        let by_tree = tree.contains(&format!("part::{name}"));
        let by_field = fields.contains(&format!("=> {name}(lang)"));
        assert!(by_tree || by_field, "{name} is never shown");
    }
    // No view has a line for a part: what the tree holds, every view draws.
    for view in ["full/fields", "full/mod", "plain", "diagram", "json/mod"] {
        let path = format!("src/render/{view}.rs");
        assert!(!code(&path).contains("part::"), "{path} names a part");
    }
}

#[test]
fn every_subcommand_stands_in_its_file_the_list_and_the_help() {
    let root = code("src/cli/root.rs");
    let (_, list) = root.split_once("fn subcommands").unwrap();
    let list = list.split("\n}\n").next().unwrap();
    let entries = list.lines().filter_map(|line| {
        let (name, define) = line.trim().strip_prefix("(\"")?.split_once('"')?;
        Some((name, define.contains(&format!("{name}::define"))))
    });
    let with_file: BTreeSet<&str> =
        entries.filter(|(_, has_file)| *has_file).map(|(name, _)| name).collect();
    assert!(with_file.len() >= 6, "{with_file:?}");
    let help = code("src/prose/help.rs");
    for name in with_file {
        let file = [format!("src/cli/{name}.rs"), format!("src/cli/{name}/mod.rs")]
            .into_iter()
            .find(|path| Path::new(path).exists())
            .expect(name);
        let code = code(&file);
        assert!(code.contains("fn define(") && code.contains("fn run("), "{file}");
        assert!(root.contains(&format!("{name}::run(")), "{name} is never run");
        assert!(help.contains(&format!("\"{name}\" =>")), "{name} has no example");
    }
}
