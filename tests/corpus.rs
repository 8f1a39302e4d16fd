//! Replays the seeds of the fuzz targets, in stable Rust: what fuzzing holds, holds for them.

#[path = "../fuzz/bodies.rs"]
mod bodies;

use std::collections::BTreeSet;

use bodies::TARGETS;

fn names(dir: &str) -> BTreeSet<String> {
    let entries = std::fs::read_dir(dir).unwrap_or_else(|error| panic!("{dir}: {error}"));
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn every_seed_of_every_target_holds() {
    for (target, body) in TARGETS {
        let dir = format!("fuzz/corpus/{target}");
        let seeds = names(&dir);
        assert!(seeds.len() >= 5, "{dir} has its seeds");
        for seed in seeds {
            println!("{dir}/{seed}");
            body(&std::fs::read(format!("{dir}/{seed}")).unwrap());
        }
    }
}

#[test]
fn every_target_has_a_corpus_and_a_file() {
    let targets: BTreeSet<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names("fuzz/corpus"), targets);
    let files = targets.iter().map(|name| format!("{name}.rs")).collect();
    assert_eq!(names("fuzz/fuzz_targets"), files);
}
