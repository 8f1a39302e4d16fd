//! Inside a capture: what the program says of packets is what the library says of the same bytes of two
//! known ends, and what it says of captures does not depend on how the file comes.

use std::fs::{read, write};
use std::path::Path;

use serde_json::Value;
use ws_inspect::analysis::{Analysis, Cause, Chunk, Options, Told};
use ws_inspect::finding::Finding;
use ws_inspect::terms::Role;

use crate::inputs::{Turns, damaged, files, honest, joined};
use crate::run::{at_once, decode, objects};
use crate::wire::{ACK, File, Format, Link, Talk};

/// A frame, a cause or an end in few words.
type Outline = Vec<String>;

fn codes(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|f| format!("{} {}", f.level.name(), f.fault.rule().code())).collect()
}

/// What the library says of the turns, its verdict, and what is counted of rules.
fn by_library(turns: &Turns) -> (Outline, String) {
    let mut told = Vec::new();
    let mut on = |what: Told<'_>, _| match what {
        Told::Frame(frame) => {
            let role = frame.sender.role().map_or("unknown", Role::name);
            told.push(format!(
                "{role} {} at {} {:?}",
                frame.number,
                frame.at,
                codes(frame.findings)
            ));
        }
        Told::Cause(Cause::Frame { number, claims, .. }) => {
            let names: Vec<&str> =
                claims.iter().map(|claim| claim.evidence.slip().name()).collect();
            told.push(format!("cause of {number} {names:?}"));
        }
        Told::Ended(ended) => {
            told.push(format!("end of {} {:?}", ended.role.name(), codes(ended.findings)));
        }
        _ => {}
    };
    let mut analysis = Analysis::new(Options { heads: true, ..Options::default() });
    for (who, bytes) in turns {
        let from = Some([Role::Client, Role::Server][*who]);
        analysis.read(Chunk { connection: Some(0), from, bytes, ..Chunk::default() }, &mut on);
    }
    analysis.end_of(Some(0), Role::Client, ws_inspect::analysis::Closing::Fin, &mut on);
    analysis.end_of(Some(0), Role::Server, ws_inspect::analysis::Closing::Fin, &mut on);
    analysis.close(Some(0), true, &mut on);
    let verdict = analysis.finish(&mut on).verdict().name().to_owned();
    (told, verdict)
}

/// The same of the objects that the program prints.
fn by_program(objects: &[Value]) -> (Outline, String) {
    let codes = |object: &Value| -> Vec<String> {
        let findings = object["findings"].as_array().into_iter().flatten();
        let code =
            |f: &Value| format!("{} {}", f["level"].as_str().unwrap(), f["code"].as_str().unwrap());
        findings.map(code).collect()
    };
    let mut told = Vec::new();
    for object in objects {
        let role = || match object["from"].as_str() {
            Some("client") => "client",
            Some("server") => "server",
            _ => "unknown",
        };
        match object["type"].as_str().unwrap() {
            "frame" => told.push(format!(
                "{} {} at {} {:?}",
                role(),
                object["number"],
                object["at"],
                codes(object)
            )),
            "cause" if object["frame"].is_u64() => {
                let slips = object["slips"].as_array().into_iter().flatten();
                let names: Vec<&str> = slips.map(|slip| slip["name"].as_str().unwrap()).collect();
                told.push(format!("cause of {} {names:?}", object["frame"]));
            }
            "end" => told.push(format!("end of {} {:?}", role(), codes(object))),
            _ => {}
        }
    }
    (told, objects.last().unwrap()["verdict"].as_str().unwrap().to_owned())
}

fn capture(turns: &Turns) -> Vec<u8> {
    let mut talk = Talk::opened("192.0.2.1:40000", "192.0.2.2:9001", [1000, 5000]);
    for (who, bytes) in turns.iter().filter(|(_, bytes)| !bytes.is_empty()) {
        talk.say(*who, ACK, bytes);
    }
    File::of(Format::Micros, Link::Ethernet, &talk.close().segments)
}

#[test]
fn three_hundred_damaged_conversations_in_packets_get_the_verdict_of_their_bytes() {
    let seeds: Vec<u64> = (0..300).collect();
    at_once(&seeds, 4, |seed| {
        let turns = damaged(*seed);
        let path = format!("{}/verdict-{seed}.pcap", env!("CARGO_TARGET_TMPDIR"));
        write(&path, capture(&turns)).unwrap();
        let output = decode(&["--format", "json", "--file", &path], &[]);
        assert_eq!(by_program(&objects(&output.text)), by_library(&turns), "{path}");
        if seed % 10 == 0 {
            for view in ["line", "summary", "full"] {
                let exit = decode(&["--format", view, "--file", &path], &[]).exit;
                assert_eq!(exit, output.exit, "{path} as {view}");
            }
        }
    });
}

#[test]
fn an_honest_conversation_reads_the_same_in_packets_and_as_one_stream() {
    let seeds: Vec<u64> = (0..40).collect();
    at_once(&seeds, 4, |seed| {
        let turns = honest(*seed);
        let frames = |output: &str| -> Vec<String> {
            let frames = objects(output).into_iter().filter(|object| object["type"] == "frame");
            let row = |f: Value| {
                format!("{} {} {} {}", f["number"], f["opcode"], f["text"], f["findings"])
            };
            frames.map(row).collect()
        };
        let packets = decode(&["--format", "json", "-"], &[&capture(&turns)]);
        let stream = decode(&["--format", "json", "--in", "raw", "-"], &[&joined(&turns)]);
        assert_eq!(frames(&packets.text), frames(&stream.text), "{seed}");
        assert_eq!((packets.exit, stream.exit), (0, 0), "{seed}");
    });
}

#[test]
fn every_captured_sample_reads_the_same_from_a_file_and_through_a_pipe_with_a_pause() {
    let captured =
        |path: &Path| path.extension().is_some_and(|ending| ending == "pcap" || ending == "pcapng");
    let files: Vec<_> =
        files(Path::new("samples")).into_iter().filter(|path| captured(path)).collect();
    at_once(&files, 8, |path| {
        let (name, bytes) = (path.display().to_string(), read(path).unwrap());
        for view in ["json", "line", "summary", "full"] {
            let file = decode(&["--format", view, "--file", &name], &[]);
            assert_eq!(decode(&["--format", view, "-"], &[&bytes]), file, "{name} as {view}");
        }
        let (head, tail) = bytes.split_at(bytes.len() / 2);
        let [file, paused] = [
            decode(&["--format", "json", "--file", &name], &[]),
            decode(&["--format", "json", "-"], &[head, tail]),
        ];
        assert_eq!(paused.exit, file.exit, "{name}");
        let [file, paused] = [file, paused].map(|output| by_program(&objects(&output.text)));
        assert_eq!(paused, file, "{name}");
    });
}
