//! Runs the program, and reads what it says.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{scope, sleep};
use std::time::Duration;

use serde_json::Value;

/// Longer than the program waits before it tells what it has.
const PAUSE: Duration = Duration::from_millis(250);

/// What a pipe takes without anybody who reads.
const IN_A_PIPE: usize = 4096;

/// What the program printed, and its exit code.
#[derive(Debug, PartialEq, Eq)]
pub struct Output {
    pub text: String,
    pub exit: i32,
}

/// Runs `ws-inspect decode`; the pieces come on stdin, with a pause between them.
pub fn decode(arguments: &[&str], pieces: &[&[u8]]) -> Output {
    // What comes at once is in the pipe, and that is closed, before the program starts: no pause.
    let stdin = match pieces {
        [] => Stdio::null(),
        [all] if all.len() <= IN_A_PIPE => {
            let (reader, mut writer) = std::io::pipe().unwrap();
            writer.write_all(all).unwrap();
            Stdio::from(reader)
        }
        _ => Stdio::piped(),
    };
    let mut child = Command::new(env!("CARGO_BIN_EXE_ws-inspect"))
        .args([&["decode", "--lang", "en"], arguments].concat())
        .env("COLUMNS", "200")
        .stdin(stdin)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    if let Some(mut stdin) = child.stdin.take() {
        for (index, piece) in pieces.iter().enumerate() {
            if index > 0 {
                sleep(PAUSE);
            }
            // A program that has seen enough may close its end.
            let _ = stdin.write_all(piece);
        }
    }
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    Output { text, exit: output.status.code().unwrap() }
}

/// The objects of a JSON output, without what names the notation.
pub fn objects(text: &str) -> Vec<Value> {
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines
        .map(|mut object| {
            object.as_object_mut().unwrap().remove("notation");
            object
        })
        .collect()
}

/// The same without the words that say in which notation the bytes were written.
pub fn without_notation(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines() {
        match line.split_once(" bytes, hex").or_else(|| line.split_once(" byte, hex")) {
            Some((before, _)) => lines.push(before),
            None => lines.push(line.split_once(" raw byte").map_or(line, |(before, _)| before)),
        }
    }
    lines.join("\n")
}

/// Does it with each, some at once.
pub fn at_once<T: Sync>(all: &[T], threads: usize, what: impl Fn(&T) + Sync) {
    let next = AtomicUsize::new(0);
    scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(one) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    what(one);
                }
            });
        }
    });
}
