//! How long a whole run takes, from start to exit:
//! `cargo build --profile dist && cargo bench --bench oneshot -- target/dist/ws-inspect`.
//! Without a path, the program is the one that cargo has just built.
//!
//! The commands take turns; of each the median counts, and its ratio to the first, which does
//! nothing. `hexyl`, a fast hex viewer, is timed on the same bytes where it is installed.

use std::io::{ErrorKind, Write};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

const ROUNDS: usize = 400;
const HELLO: &[u8] = b"\x81\x8b\xa4\xc4\x22\xcd\xcc\xa1\x4e\xa1\xcb\xb7\x51\xbe\xd7\xb7\x51";
const LITERAL: &str = r#"\x81\x8b\xa4\xc4"\xcd\xcc\xa1N\xa1\xcb\xb7Q\xbe\xd7\xb7Q"#;

fn main() -> ExitCode {
    // Cargo itself passes `--bench`.
    let program = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let program = program.unwrap_or_else(|| env!("CARGO_BIN_EXE_ws-inspect").to_owned());
    let file = std::env::temp_dir().join(format!("ws-inspect-oneshot-{}", std::process::id()));
    let written = std::fs::File::create(&file).and_then(|mut file| file.write_all(HELLO));
    if let Err(error) = written {
        eprintln!("{}: {error}", file.display());
        return ExitCode::FAILURE;
    }
    let path = file.to_string_lossy().into_owned();
    let commands = [
        ("/bin/true", vec!["/bin/true"]),
        ("decode", vec![&program, "decode", LITERAL]),
        ("decode --lang zh", vec![&program, "--lang", "zh", "decode", LITERAL]),
        ("decode --format json", vec![&program, "decode", "--format", "json", LITERAL]),
        ("decode FILE", vec![&program, "decode", "--file", &path]),
        ("accept", vec![&program, "accept", "dGhlIHNhbXBsZSBub25jZQ=="]),
        ("hexyl FILE", vec!["hexyl", &path]),
    ];
    let mut taken: Vec<(&str, Vec<&str>, Vec<f64>)> = Vec::new();
    for (name, words) in commands {
        match run(&words) {
            Ok(_) => taken.push((name, words, Vec::with_capacity(ROUNDS))),
            Err(error) if error.kind() == ErrorKind::NotFound => println!("{name}: not installed"),
            Err(error) => eprintln!("{name}: {error}"),
        }
    }
    for _ in 0..ROUNDS {
        for (_, words, times) in &mut taken {
            times.extend(run(words));
        }
    }
    let _ = std::fs::remove_file(&file);
    report(taken);
    ExitCode::SUCCESS
}

/// Seconds from start to exit.
fn run(words: &[&str]) -> std::io::Result<f64> {
    let (program, arguments) = words.split_first().expect("a command has a first word");
    let start = Instant::now();
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status()?;
    Ok(start.elapsed().as_secs_f64())
}

fn report(taken: Vec<(&str, Vec<&str>, Vec<f64>)>) {
    let mut base = None;
    println!("{:<22} {:>10}  {:>7}", "command", "median us", "ratio");
    for (name, _, mut times) in taken {
        times.sort_by(f64::total_cmp);
        let median = times[times.len() / 2] * 1e6;
        let ratio = median / *base.get_or_insert(median);
        println!("{name:<22} {median:>10.0}  {ratio:>7.2}");
    }
}
