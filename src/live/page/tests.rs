use super::*;
use crate::prose::Lang;
use crate::prose::finding::close_code_name;
use rstest::rstest;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The longest file in lines, as `tests/house.rs` holds it for Rust.
const MAX_LINES: usize = 400;

#[rstest]
#[case("/")]
#[case("/group_p")]
#[case("/one_p")]
fn the_document_stands_at(#[case] path: &str) {
    assert_eq!(find(path), Some(DOCUMENT));
}

#[rstest]
#[case("")]
#[case("/ws")]
#[case("/group_p/")]
#[case("/page.html")]
#[case("/../page.js")]
#[case("/page.js?lang=zh")]
fn nothing_stands_at(#[case] path: &str) {
    assert_eq!(find(path), None);
}

#[test]
fn whatever_a_file_asks_for_is_there() {
    let mut asked = BTreeSet::new();
    for (_, text) in files() {
        for mark in ["src=\"", "<link rel=\"stylesheet\" href=\"", "type=\"image/svg+xml\" href=\""]
        {
            asked.extend(behind(text, mark).map(str::to_owned));
        }
        asked.extend(behind(text, "from \".").map(str::to_owned));
    }
    for path in &asked {
        assert!(find(path).is_some(), "{path}");
    }
    let there = FILES.iter().map(|(path, _)| (*path).to_owned());
    assert_eq!(asked, there.collect(), "and nothing is there that nobody asks for");
}

#[test]
fn nothing_is_put_in_as_markup_run_from_text_or_stored() {
    let forbidden = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "setHTMLUnsafe",
        "createContextualFragment",
        "DOMParser",
        "document.write",
        "eval(",
        "Function(",
        "setTimeout(",
        "setInterval(",
        "javascript:",
        "localStorage",
        "sessionStorage",
        "document.cookie",
    ];
    for (name, text) in files() {
        for word in forbidden {
            assert!(!text.contains(word), "{name} has {word}");
        }
    }
}

#[test]
fn no_script_or_style_is_inline_and_nothing_comes_from_elsewhere() {
    let document = text(DOCUMENT);
    for tag in document.split('<').skip(1) {
        let attributes = tag.split_whitespace().skip(1);
        for attribute in attributes {
            assert!(!attribute.starts_with("on"), "<{tag}");
            assert!(!attribute.starts_with("style="), "<{tag}");
        }
        assert!(!tag.starts_with("style"), "<{tag}");
        if let Some(script) = tag.strip_prefix("script") {
            assert!(script.contains(" src=") && script.ends_with('>'), "<{tag}");
        }
    }
    for (name, text) in files() {
        let text = text.replace("http://www.w3.org/2000/svg", "the name of a language");
        for address in ["http://", "https://", "url(", "@import", "\"//"] {
            assert!(!text.contains(address), "{name} has {address}");
        }
    }
}

#[test]
fn every_sentence_has_both_languages_and_the_same_values() {
    for (key, entry) in words() {
        let entry = entry.as_object().unwrap();
        assert_eq!(entry.keys().collect::<Vec<_>>(), ["en", "zh"], "{key}");
        let [en, zh] = ["en", "zh"].map(|lang| entry[lang].as_str().unwrap());
        assert_eq!(values(en), values(zh), "{key}");
        assert_eq!(en.is_empty(), zh.is_empty(), "{key}");
        let is_chinese = zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let is_half_width = |mark: &&str| zh.contains(*mark);
        let marks = [", ", ": ", "; ", "? ", "! ", " ("];
        assert!(!is_chinese || !marks.iter().any(is_half_width), "{key}: half-width punctuation");
    }
}

#[test]
fn every_sentence_is_said_somewhere() {
    let words = words();
    let said: String =
        files().iter().filter(|(name, _)| *name != "/words.js").map(|(_, text)| *text).collect();
    // What is put together: a mode's sentences, a state's, an error's, a close code's.
    let made = ["echo.", "group.", "one.", "state.", "error.", "close.", "why."];
    for key in words.keys() {
        let is_made = made.iter().any(|start| key.starts_with(start));
        assert!(is_made || said.contains(&format!("\"{key}\"")), "{key} is said nowhere");
    }
    for mode in ["echo", "group", "one"] {
        for part in ["title", "lead", "empty"] {
            assert!(words.contains_key(&format!("{mode}.{part}")), "{mode}.{part}");
        }
    }
    for mark in ["data-word=\"", "data-label=\"", "word: \""] {
        for key in behind(&said, mark) {
            assert!(words.contains_key(key), "{key} has no sentence");
        }
    }
}

#[test]
fn a_close_code_is_called_what_prose_calls_it() {
    for (key, entry) in words() {
        let Some(code) = key.strip_prefix("close.") else { continue };
        let code = code.parse().unwrap_or(0);
        assert_eq!(entry["en"], close_code_name(Lang::En, code), "{key}");
        assert_eq!(entry["zh"], close_code_name(Lang::Zh, code), "{key}");
    }
}

#[test]
fn every_file_says_what_it_is_for_and_holds_one_thing() {
    for (name, text) in files() {
        assert!(text.lines().count() <= MAX_LINES, "{name}");
        let opens = !name.ends_with(".js") || text.starts_with("// ");
        assert!(opens, "{name} does not open with what it is for");
    }
}

#[test]
fn no_header_breaks_its_line() {
    for (name, value) in SECURITY_HEADERS {
        assert!(name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-'), "{name}");
        assert!(value.bytes().all(|b| (b' '..=b'~').contains(&b)), "{value}");
    }
}

/// All files by their paths, the document among them.
fn files() -> Vec<(&'static str, &'static str)> {
    let files = FILES.iter().map(|(path, page)| (*path, text(*page)));
    files.chain([("/", text(DOCUMENT))]).collect()
}

fn text(page: WebPage) -> &'static str {
    std::str::from_utf8(page.body).unwrap()
}

/// What stands between each `mark` and the next quote.
fn behind<'a>(text: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(mark).skip(1).map(|rest| rest.split('"').next().unwrap())
}

/// The table of sentences.
fn words() -> Map<String, Value> {
    let file = find("/words.js").map(text).unwrap();
    let (_, table) = file.split_once("export const WORDS = ").unwrap();
    serde_json::from_str(table.trim_end().strip_suffix(';').unwrap()).unwrap()
}

/// The names in braces, in their order in the alphabet.
fn values(sentence: &str) -> BTreeSet<&str> {
    sentence.split('{').skip(1).map(|rest| rest.split('}').next().unwrap()).collect()
}
