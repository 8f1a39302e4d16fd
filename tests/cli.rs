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
    assert!(stderr.contains("no file has the name samples/nothing"), "{stderr}");
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
