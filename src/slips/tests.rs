//! What all kinds of slips share: one file a slip, one line in a list, words in every language.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::accept::AcceptSlip;
use super::frame::FrameSlip;
use super::handshake::HandshakeSlip;
use crate::lang::Lang;

/// The folder, the name, and the words of every slip in a language.
fn all(lang: Lang) -> Vec<(&'static str, &'static str, &'static str, &'static str)> {
    let frame = FrameSlip::ALL.map(|s| ("frame", s.name(), s.title(lang), s.cure(lang)));
    let heads = HandshakeSlip::ALL.map(|s| ("handshake", s.name(), s.title(lang), s.cure(lang)));
    let accept = AcceptSlip::ALL.map(|s| ("accept", s.name(), s.title(lang), s.cure(lang)));
    frame.into_iter().chain(heads).chain(accept).collect()
}

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, out: &mut Vec<(PathBuf, String)>) {
        for entry in std::fs::read_dir(folder).expect("a folder of the source") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("source is text");
                out.push((path, text));
            }
        }
    }
    let mut out = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut out);
    out
}

/// Words of other tables that happen to be the name of a slip, and where.
const HOMONYMS: [(&str, &str); 1] = [("no-blank-line", "render/handshake/json.rs")];

#[test]
fn every_file_of_a_slip_is_in_its_list_and_bears_its_name() {
    let expected: BTreeSet<String> = all(Lang::En)
        .iter()
        .map(|(folder, name, ..)| format!("src/slips/{folder}/{}.rs", name.replace('-', "_")))
        .collect();
    let root = env!("CARGO_MANIFEST_DIR");
    let holds_one = |text: &str| text.contains("pub(super) const NAME: &str = \"");
    let found: BTreeSet<String> = sources()
        .iter()
        .filter(|(_, text)| holds_one(text))
        .map(|(path, _)| path.strip_prefix(root).expect("inside").to_string_lossy().into_owned())
        .filter(|path| path.starts_with("src/slips/") && path != "src/slips/tests.rs")
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_name_of_a_slip_stands_in_its_own_file_alone() {
    let sources = sources();
    for (folder, name, ..) in all(Lang::En) {
        let own = format!("slips/{folder}/{}.rs", name.replace('-', "_"));
        for (path, text) in &sources {
            // Tests may name a slip, and so may examples in documentation.
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let is_tests = path.ends_with("tests.rs")
                || path.components().any(|part| part.as_os_str() == "tests");
            let names = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .any(|line| line.contains(&format!("\"{name}\"")));
            let other = HOMONYMS.iter().any(|(word, file)| *word == name && path.ends_with(file));
            let may = path.ends_with(&own) || is_tests || other;
            assert!(may || !names, "{name} in {}", path.display());
        }
    }
}

#[test]
fn every_slip_has_a_title_of_one_line_and_a_cure_in_both_languages() {
    for (_, name, title, cure) in all(Lang::En) {
        assert!(title.is_ascii() && title.len() <= 80, "{name}: {title}");
        assert!(!title.ends_with('.') && !cure.is_empty(), "{name}");
    }
    for (_, name, title, cure) in all(Lang::Zh) {
        assert!(unicode_width::UnicodeWidthStr::width(title) <= 72, "{name}: {title}");
        assert!(!title.is_ascii() && !title.ends_with('。') && !cure.is_empty(), "{name}");
    }
}

#[test]
fn chinese_sentences_have_chinese_punctuation() {
    let chinese = |c: Option<char>| c.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for (_, name, title, cure) in all(Lang::Zh) {
        for text in [title, cure] {
            let chars: Vec<char> = text.chars().collect();
            for (at, mark) in chars.iter().enumerate().filter(|(_, c)| ",;:".contains(**c)) {
                let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied();
                assert!(!chinese(before), "{name}: {mark} in {text}");
            }
        }
    }
}
