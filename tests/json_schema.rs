//! What is printed as JSON is what `docs/ws-inspect.schema.json` says, and `docs/json.md` says the
//! same. The schema is strict: a key that it does not know is wrong.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use jsonschema::Validator;
use rstest::rstest;
use serde_json::Value;

fn schema() -> Value {
    let text = std::fs::read_to_string("docs/ws-inspect.schema.json").unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The objects that the program prints for `arguments`; there is at least one.
fn objects(arguments: &[&str]) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_ws-inspect")).args(arguments).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let objects: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!objects.is_empty(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    objects
}

fn hold(validator: &Validator, arguments: &[&str]) -> Vec<Value> {
    let objects = objects(arguments);
    for object in &objects {
        let wrong: Vec<String> =
            validator.iter_errors(object).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(wrong.is_empty(), "{arguments:?}\n{object:#}\n{}", wrong.join("\n"));
    }
    objects
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

fn files(dir: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(Path::new("samples").join(dir)).unwrap() {
        files.push(entry.unwrap().path());
    }
    files.retain(|path| path.extension().is_some_and(|extension| extension != "md"));
    assert!(!files.is_empty());
    files
}

#[test]
fn the_schema_is_a_schema() {
    assert!(jsonschema::meta::is_valid(&schema()));
}

#[rstest]
fn every_sample_decodes_to_objects_of_the_schema(
    #[values("rules", "slips", "tutorial", "handshake", "captures")] dir: &str,
    #[values(
        &[],
        &["--fields"],
        &["--from", "server"],
        &["--max-frame", "4"],
        &["--ext", "permessage-deflate"],
        &["--assume-websocket"]
    )]
    options: &[&str],
) {
    let validator = validator();
    // The pseudo-headers of HTTP/2 as text are no bytes in any notation: `accept` alone reads them.
    for path in files(dir).iter().filter(|path| !path.ends_with("http2-connect.http")) {
        let path = path.to_string_lossy();
        let arguments = [&["decode", "--format", "json", "--file", &path], options].concat();
        let objects = hold(&validator, &arguments);
        let (last, before) = objects.split_last().unwrap();
        assert_eq!(last["type"], "summary");
        let frames = before.iter().filter(|object| object["type"] == "frame").count();
        assert_eq!(last["frames"], frames);
    }
}

#[rstest]
#[case("")]
#[case("--expect s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")]
#[case("--expect s3pPLMBiTxaQ9kYGzzhZRbK+xO")]
#[case("--expect zb/QVTCNctdJQ3tZZ3SUI5SuHDE=")]
#[case("--expect dp5EfotV/BKd8c58hFUJH3Pc0pk= --other-key M/EoWjDzXy+RqE798wx4WA==")]
fn accept_prints_an_object_of_the_schema(
    #[case] options: &str,
    #[values("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25j", "'dGhl", "a b?", "")] key: &str,
) {
    let options = options.split_whitespace();
    let arguments: Vec<&str> = ["accept", "--format", "json", "--", key].into();
    let (head, key) = arguments.split_at(3);
    let arguments: Vec<&str> = head.iter().copied().chain(options).chain(key.to_vec()).collect();
    let objects = hold(&validator(), &arguments);
    assert_eq!(objects[0]["type"], "accept");
}

#[test]
fn accept_prints_whole_heads_as_objects_of_the_schema() {
    let validator = validator();
    for path in files("handshake") {
        let path = path.to_string_lossy();
        let objects = hold(&validator, &["accept", "--format", "json", &path]);
        assert!(objects.iter().all(|object| object["type"] == "handshake"), "{path}");
    }
}

#[test]
fn an_object_of_a_type_always_has_all_keys_of_the_schema() {
    for definition in schema()["$defs"].as_object().unwrap().values() {
        let Some(properties) = definition["properties"].as_object() else { continue };
        let required = definition["required"].as_array().unwrap();
        let required: BTreeSet<&str> = required.iter().map(|key| key.as_str().unwrap()).collect();
        assert_eq!(required, properties.keys().map(String::as_str).collect());
    }
}

#[rstest]
#[case("Hello")]
#[case("Hello --deflate")]
#[case("Hello --deflate --deflate-context Hello")]
#[case("Hello --length-form 64 --length 9007199254740991")]
#[case("Hello --length-form 64 --length 9007199254740992")]
#[case("Hello --from server")]
#[case("Hello --mask none --rsv 111 --opcode 0xb")]
#[case("Hello --fragment 2")]
#[case("Hello --length-form 64 --length 18446744073709551615")]
#[case("--hex ff00")]
#[case("--close 1000 bye")]
fn encode_prints_an_object_of_the_schema(#[case] arguments: &str) {
    let rest = arguments.split_whitespace();
    let arguments: Vec<&str> = ["encode", "--format", "json"].into_iter().chain(rest).collect();
    assert_eq!(hold(&validator(), &arguments)[0]["type"], "encoding");
}

#[test]
fn every_fault_and_every_slip_is_written_as_an_object_of_the_schema() {
    let validator = validator();
    for rule in ws_inspect::encode::fault::RULES {
        hold(&validator, &["encode", "--format", "json", "--fault", rule.code()]);
    }
    for path in files("slips") {
        let name = path.file_stem().unwrap().to_string_lossy();
        hold(&validator, &["encode", "--format", "json", "--slip", &name]);
    }
}

#[test]
fn a_key_that_is_not_in_the_schema_is_refused() {
    let mut object = objects(&["decode", "--format", "json", "8900"]).remove(0);
    assert!(validator().is_valid(&object));
    object["surprise"] = Value::Null;
    assert!(!validator().is_valid(&object));
}

#[test]
fn the_page_for_people_says_what_the_schema_says() {
    let page = std::fs::read_to_string("docs/json.md").unwrap();
    let schema = schema();
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        let Some(properties) = definition["properties"].as_object() else { continue };
        let heading = format!("\n## {name}\n\n");
        let section = page.split(&heading).nth(1).unwrap_or_else(|| panic!("no{heading}"));
        let section = section.split("\n## ").next().unwrap();
        let keys = section.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
        let keys = keys.map(|(key, _)| key.to_owned());
        assert_eq!(keys.collect::<BTreeSet<_>>(), properties.keys().cloned().collect(), "{name}");
        for (key, value) in properties {
            let meaning = value["description"].as_str().unwrap_or_default();
            assert!(section.contains(&format!("| `{key}` | {meaning}")), "{name}.{key}: {meaning}");
        }
    }
}
