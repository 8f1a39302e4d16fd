//! Transcripts of the command line: every command in `tests/cli/` is run and must print what
//! stands below it. `TRYCMD=overwrite cargo test --test cli` writes them anew.

use std::io::Write;
use std::process::{Command, Stdio};

use rstest::rstest;
use ws_inspect::prose::{Lang, help};

#[test]
fn the_transcripts_are_what_the_program_prints() {
    trycmd::TestCases::new()
        .env("WS_INSPECT_LANG", "en")
        .env("NO_COLOR", "1")
        .case("tests/cli/*.trycmd");
}

/// The first line that the program prints for `--help` and what is no argument of it.
fn first_lines(arguments: &[&str], environment: &[(&str, &str)]) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ws-inspect"));
    for name in ["WS_INSPECT_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    let output = command.args(arguments).envs(environment.iter().copied()).output().unwrap();
    let first = |bytes: Vec<u8>| {
        String::from_utf8(bytes).unwrap().lines().next().unwrap_or_default().to_owned()
    };
    (first(output.stdout), first(output.stderr))
}

#[rstest]
#[case(&[], &[], "error")]
#[case(&[], &[("LANG", "zh_CN.UTF-8")], "错误")]
#[case(&[], &[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "en_GB.UTF-8")], "error")]
#[case(&[], &[("LC_ALL", "en_GB.UTF-8"), ("WS_INSPECT_LANG", "zh")], "错误")]
#[case(&["--lang", "en"], &[("WS_INSPECT_LANG", "zh")], "error")]
fn the_option_comes_before_the_environment_also_where_arguments_are_refused(
    #[case] arguments: &[&str],
    #[case] environment: &[(&str, &str)],
    #[case] word: &str,
) {
    let (_, stderr) = first_lines(&[arguments, &["--nonsense"]].concat(), environment);
    assert!(stderr.starts_with(word), "{stderr}");
}

#[rstest]
#[case(&[], &[], false)]
#[case(&[], &[("CLICOLOR_FORCE", "1")], true)]
#[case(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false)]
#[case(&[], &[("CLICOLOR_FORCE", "0")], false)]
#[case(&["--color", "always"], &[("NO_COLOR", "1")], true)]
#[case(&["--color=never"], &[("CLICOLOR_FORCE", "1")], false)]
fn colour_is_as_asked_for_in_results_help_and_refusals(
    #[case] arguments: &[&str],
    #[case] environment: &[(&str, &str)],
    #[case] colour: bool,
) {
    let result = first_lines(&[arguments, &["accept", "a"]].concat(), environment).0;
    let refusal = first_lines(&[arguments, &["--nonsense"]].concat(), environment).1;
    for line in [result, refusal] {
        assert_eq!(line.contains('\u{1b}'), colour, "{line:?}");
    }
}

/// Exit code 1 is fine: an example may show what is said of a wrong value.
#[test]
fn every_example_of_the_help_runs() {
    let dir = std::env::temp_dir().join(format!("ws-inspect-examples-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    for name in ["decode", "encode", "accept", "completions", "man", "help"] {
        for example in help::examples(Lang::En, name) {
            let line = example.line.split(['|', '>']).next().unwrap();
            let words = shlex::split(line).unwrap();
            let mut child = Command::new(env!("CARGO_BIN_EXE_ws-inspect"))
                .args(&words[1..])
                .current_dir(&dir)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            // Most examples read nothing, and may be gone before this is written.
            let _ = child.stdin.take().unwrap().write_all(b"81 05 48 65 6c 6c 6f\n");
            let output = child.wait_with_output().unwrap();
            assert!(matches!(output.status.code(), Some(0 | 1)), "{line}: {output:?}");
        }
    }
    std::fs::remove_dir_all(dir).unwrap();
}

/// Runs the program on nothing, or on `stdin`; gives exit code, stdout and stderr.
fn run(arguments: &[&str], stdin: &[u8]) -> (Option<i32>, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ws-inspect"))
        .args(arguments)
        .env("WS_INSPECT_LANG", "en")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A refusal may come before this is read.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[rstest]
#[case::directory(&["accept", "/tmp"], b"", 4, "cannot read /tmp: it is a directory")]
#[case::binary(&["accept", "/bin/sh"], b"", 2, "/bin/sh")]
#[case::endless(&["accept", "/dev/zero"], b"", 2, "/dev/zero is longer than")]
#[case::missing(&["accept", "nosuch.http"], b"", 4, "there is no file nosuch.http")]
#[case::missing_path(&["accept", "./no/such.key"], b"", 4, "there is no file ./no/such.key")]
#[case::empty(&["accept", "-"], b"", 2, "standard input is empty")]
#[case::blank(&["accept", "-"], b"\n\n", 2, "standard input is empty")]
#[case::binary_stdin(&["accept", "-"], b"\x81\x00\xff", 2, "standard input holds binary data")]
fn accept_refuses_what_is_neither_a_key_nor_a_request(
    #[case] arguments: &[&str],
    #[case] stdin: &[u8],
    #[case] code: i32,
    #[case] says: &str,
) {
    let (exit_code, stdout, stderr) = run(arguments, stdin);
    assert!(stderr.contains(says), "{stderr}");
    assert_eq!((exit_code, stdout.as_str()), (Some(code), ""));
}

#[test]
fn a_key_may_hold_slashes_and_a_doubtful_one_is_said_to_be_read_as_a_key() {
    let (code, _, stderr) = run(&["accept", "-q", "M/EoWjDzXy+RqE798wx4WA=="], b"");
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    let (code, _, stderr) = run(&["accept", "-q", "samples/nothing"], b"");
    assert_eq!(code, Some(1));
    assert!(stderr.contains("there is no file named samples/nothing"), "{stderr}");
}

#[rstest]
#[case(&["decode", "--file", "a\u{202e}b\u{9b}c"])]
#[case(&["encode", "a", "--opcode", "a\u{202e}b\u{9b}c"])]
#[case(&["decode", "8100", "--ext", "a\u{202e}b\u{9b}c"])]
#[case(&["accept", "a\u{202e}b\u{9b}c.txt"])]
#[case(&["accept", "a\u{202e}b/\u{9b}c"])]
#[case(&["decode", "a\u{202e}b\u{9b}c"])]
fn what_an_argument_says_turns_no_message_around(#[case] arguments: &[&str]) {
    let (_, stdout, stderr) = run(arguments, b"");
    assert!(!stderr.is_empty());
    let is_bad = |c: char| matches!(c, '\u{202e}' | '\u{9b}');
    assert!(!stderr.contains(is_bad) && !stdout.contains(is_bad), "{stdout}{stderr}");
}

#[rstest]
#[case("full", "(not read: its length is refused)")]
#[case("plain", "not read, because the reader refuses this length")]
#[case("diagram", "5 bytes of payload not read: the reader refuses this length")]
#[case("line", "5 bytes after the header not read: the length is refused")]
fn what_is_there_and_refused_is_not_said_to_be_missing(#[case] view: &str, #[case] says: &str) {
    let input = r"\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58";
    let (_, stdout, _) = run(&["decode", "-f", view, "--max-frame", "1", input], b"");
    assert!(stdout.contains(says) && !stdout.contains("missing"), "{stdout}");
}

#[test]
fn http_2_is_said_to_be_unsupported() {
    let (code, stdout, _) = run(&["decode", "samples/handshake/http2-connect.http"], b"");
    assert_eq!(code, Some(1));
    assert!(stdout.contains("error[H02]: this is HTTP/2"), "{stdout}");
}

#[test]
fn a_har_is_one_document_and_says_so_where_it_is_too_large() {
    let path = std::env::temp_dir().join(format!("ws-inspect-{}.har", std::process::id()));
    let file = std::fs::File::create(&path).unwrap();
    (&file).write_all(b"{\"log\":{\"entries\":[").unwrap();
    // Holes take no room on the disk.
    file.set_len((1 << 30) + 1).unwrap();
    let (code, _, stderr) = run(&["decode", path.to_str().unwrap()], b"");
    std::fs::remove_file(path).unwrap();
    assert_eq!(code, Some(2));
    assert!(stderr.contains("one JSON document"), "{stderr}");
}

/// Starts the program on `arguments` with Ctrl-C as a terminal would give it, whatever whoever
/// started the tests has it do.
#[cfg(target_os = "linux")]
fn interruptible(arguments: &[&str]) -> std::process::Child {
    Command::new("env")
        .args(["--default-signal=INT", env!("CARGO_BIN_EXE_ws-inspect"), "--lang", "en"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[cfg(target_os = "linux")]
fn interrupt(child: &std::process::Child) {
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(kill.unwrap().success());
}

/// The exit code of a child that has to end soon.
#[cfg(target_os = "linux")]
fn ends_soon(child: &mut std::process::Child) -> Option<i32> {
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while std::time::Instant::now() < deadline {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    child.kill().unwrap();
    panic!("does not end");
}

#[cfg(target_os = "linux")]
#[rstest]
#[case::line("line", "1 frame, 7 bytes, 1 message")]
#[case::json("json", "\"type\":\"summary\"")]
fn ctrl_c_ends_a_wait_with_the_summary_of_what_came(#[case] view: &str, #[case] summary: &str) {
    use std::io::{BufRead, BufReader, Read};
    let mut child = interruptible(&["decode", "-f", view, "-"]);
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"\x81\x05Hello").unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut told = String::new();
    // The line of the frame says that it is read, and that more is waited for.
    while !told.contains("Hello") && stdout.read_line(&mut told).unwrap() > 0 {}
    interrupt(&child);
    assert_eq!(ends_soon(&mut child), Some(130));
    stdout.read_to_string(&mut told).unwrap();
    assert!(told.contains(summary), "{told}");
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut told).unwrap();
    assert!(told.contains("stopped by Ctrl-C"), "{told}");
    drop(stdin);
}

#[cfg(target_os = "linux")]
#[test]
fn a_second_ctrl_c_ends_also_what_cannot_be_written() {
    let mut child = interruptible(&["decode", "-f", "line", "--in", "raw", "-"]);
    let mut stdin = child.stdin.take().unwrap();
    // More than the pipe of stdout holds, which nobody reads: the program waits to write.
    let feeder = std::thread::spawn(move || {
        let frames = b"\x81\x05Hello".repeat(1 << 16);
        while stdin.write_all(&frames).is_ok() {}
    });
    std::thread::sleep(std::time::Duration::from_millis(1500));
    interrupt(&child);
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert!(child.try_wait().unwrap().is_none(), "it waits for its reader");
    interrupt(&child);
    assert_eq!(ends_soon(&mut child), Some(130));
    feeder.join().unwrap();
}

const FRAGMENTS: &str = "samples/captures/fragments.pcap";
const HELLO: &str = "samples/captures/hello.pcap";

#[rstest]
#[case::none(&["decode", HELLO, "--opcode", "ping"], "nothing matches --opcode ping among 4 frames")]
#[case::grep(&["decode", HELLO, "-f", "json", "--grep", "zzz"], "nothing matches --grep zzz among 4 frames")]
#[case::some(&["decode", HELLO, "--dir", "c2s"], "frames shown: --dir c2s")]
#[case::beyond(&["decode", HELLO, "--frame", "900"], "nothing matches --frame 900")]
#[case::bytes(&["decode", "810548656c6c6f", "--opcode", "ping"], "among 1 frame (text 1)")]
#[case::findings(&["decode", "810548656c6c6f", "-q", "--findings-only"], "nothing matches --findings-only")]
#[case::port(&["decode", FRAGMENTS, "--port", "1"], "no connection matches --port 1: the capture has")]
#[case::stream(&["decode", FRAGMENTS, "--stream", "99"], "no connection matches --stream 99")]
#[case::har(&["decode", "samples/captures/chrome.har", "--grep", "zzz"], "nothing matches --grep zzz")]
fn a_filter_says_how_much_it_lets_through(#[case] arguments: &[&str], #[case] says: &str) {
    let (_, stdout, stderr) = run(arguments, b"");
    assert!((stdout.clone() + &stderr).contains(says), "{stdout}{stderr}");
}

#[test]
fn one_frame_that_is_asked_for_and_shown_needs_no_count() {
    let (_, stdout, stderr) = run(&["decode", "8105 48656c6c6f 8900", "--frame", "2"], b"");
    assert!(!(stdout + &stderr).contains("shown"));
}

#[rstest]
#[case(&["decode", HELLO, "--skip-spaces", "--from", "client"], "note: --skip-spaces, --from have no effect")]
#[case(&["decode", "8100", "--port", "3"], "note: --port has no effect")]
#[case(&["decode", "8100", "--fields"], "note: --fields has no effect")]
#[case(&["decode", "8100", "-f", "summary", "--opcode", "ping"], "note: --opcode has no effect")]
#[case(&["decode", "samples/captures/chrome.har", "--max-frame", "3"], "note: --max-frame has no effect")]
fn an_option_without_effect_is_said_to_have_none(#[case] arguments: &[&str], #[case] says: &str) {
    let (_, _, stderr) = run(arguments, b"");
    assert!(stderr.contains(says), "{stderr}");
}

#[test]
fn an_option_with_effect_is_not_remarked_on() {
    let (_, _, stderr) =
        run(&["decode", "8100", "-f", "json", "--fields", "--from", "server"], b"");
    assert_eq!(stderr, "");
}

#[test]
fn several_files_are_not_read_as_bytes() {
    let (code, stdout, stderr) = run(&["decode", HELLO, FRAGMENTS], b"");
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    assert!(stderr.contains("one file is read at a time"), "{stderr}");
}

#[rstest]
#[case(&["decode", "8161", "-f", "plain"], "97 bytes, not masked")]
#[case(&["decode", "810161", "-f", "plain"], "Byte 2, payload, 1 byte, not masked.")]
#[case(&["decode", "8101", "-f", "plain"], "Payload, 1 byte, not masked: it is not here.")]
#[case(&["decode", "010161"], "has no end: 1 frame, 1 byte, none")]
#[case(&["decode", HELLO], "1 TCP connection:")]
fn one_is_not_told_as_several(#[case] arguments: &[&str], #[case] says: &str) {
    let (_, stdout, stderr) = run(arguments, b"");
    let told = (stdout + &stderr).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains(says), "{told}");
}
