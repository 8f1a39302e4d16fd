//! Completions and manual pages, which are generated from the one definition of the command line:
//! they name every command, in the language that is asked for.

use std::process::Command;

use rstest::rstest;

const COMMANDS: [&str; 5] = ["decode", "encode", "accept", "completions", "man"];

fn stdout(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_ws-inspect"))
        .args(arguments)
        .env("WS_INSPECT_LANG", "en")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[rstest]
fn a_completion_script_names_every_command(
    #[values("bash", "zsh", "fish", "powershell", "elvish")] shell: &str,
) {
    let script = stdout(&["completions", shell]);
    for command in COMMANDS {
        assert!(script.contains(command), "{command}");
    }
    assert!(script.contains("other-key"));
}

#[test]
fn a_completion_script_speaks_the_language_of_the_session() {
    assert!(stdout(&["completions", "zsh", "--lang", "zh"]).contains("输出语言"));
}

#[rstest]
#[case("en", [".SH \"NAME\"", ".SH \"OPTIONS\"", ".SH \"COMMANDS\""])]
#[case("zh", [".SH \"名称\"", ".SH \"选项\"", ".SH \"命令\""])]
fn the_manual_page_has_its_headings_and_names_every_command(
    #[case] lang: &str,
    #[case] headings: [&str; 3],
) {
    let page = stdout(&["man", "--lang", lang]);
    for heading in headings {
        assert!(page.contains(heading), "{heading} in {page}");
    }
    for command in COMMANDS {
        assert!(page.contains(&format!("ws\\-inspect\\-{command}(1)")), "{command} in {page}");
    }
}

#[test]
fn a_manual_page_is_written_for_every_command() {
    let dir = std::env::temp_dir().join(format!("ws-inspect-man-{}", std::process::id()));
    assert_eq!(stdout(&["man", &dir.to_string_lossy()]), "");
    for command in COMMANDS {
        let page = std::fs::read_to_string(dir.join(format!("ws-inspect-{command}.1"))).unwrap();
        assert!(page.contains(".SH \"EXAMPLES\""), "{page}");
    }
    assert!(dir.join("ws-inspect.1").exists());
    std::fs::remove_dir_all(dir).unwrap();
}
