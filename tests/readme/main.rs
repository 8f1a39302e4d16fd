//! The README and the pages of `docs/` are run: every command in a `console` block must print what
//! stands below it, and end with the code behind `?`, or 0. A line `...` stands for any lines.
//! `WRITE_PAGES=1 cargo test --test readme` writes them anew.
//!
//! Not by trycmd, which takes backslashes for those of paths and shows `/x81` for `\x81`.

mod serve;

use std::path::PathBuf;
use std::process::Command;

use rstest::rstest;

#[test]
fn the_pages_show_what_the_program_prints() {
    let mut wrong = String::new();
    let mut commands = 0;
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        let mut fresh = String::new();
        for (index, part) in text.split("```console\n").enumerate() {
            if index == 0 {
                fresh += part;
                continue;
            }
            let (block, rest) = part.split_once("```").unwrap();
            let runs: Vec<String> = runs(block).iter().map(|run| run.again()).collect();
            commands += runs.len();
            fresh += &format!("```console\n{}\n```{rest}", runs.join("\n\n"));
        }
        if fresh != text && std::env::var_os("WRITE_PAGES").is_some() {
            std::fs::write(&page, &fresh).unwrap();
        } else if fresh != text {
            let (line, (is, should)) = (1..)
                .zip(text.lines().zip(fresh.lines()))
                .find(|(_, (is, should))| is != should)
                .unwrap_or_default();
            wrong += &format!("{}:{line}\n- {is}\n+ {should}\n", page.display());
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(commands > 20, "the pages have their commands");
}

fn pages() -> Vec<PathBuf> {
    let docs = std::fs::read_dir("docs").unwrap().map(|entry| entry.unwrap().path());
    let docs = docs.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    ["README.md", "README.zh.md", "CONTRIBUTING.md"]
        .map(PathBuf::from)
        .into_iter()
        .chain(docs)
        .collect()
}

/// A command of a page, and what stands below it.
struct Run<'a> {
    command: &'a str,
    screen: Vec<&'a str>,
}

/// The commands of a block, one behind the other.
fn runs(block: &str) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    for line in block.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            runs.push(Run { command, screen: Vec::new() });
            continue;
        }
        let run = runs.last_mut().expect("a block begins with a command");
        // The code is taken from the run; a page that shows another differs.
        if !(line.starts_with("? ") && run.screen.is_empty()) {
            run.screen.push(line);
        }
    }
    for run in &mut runs {
        while run.screen.last().is_some_and(|line| line.is_empty()) {
            run.screen.pop();
        }
    }
    runs
}

impl Run<'_> {
    /// The run as a page should show it now: as it does, where that is what the program prints.
    fn again(&self) -> String {
        let words = shlex::split(self.command).unwrap();
        assert_eq!(words[0], "ws-inspect", "{}", self.command);
        let (screen, code) = if words[1] == "serve" {
            (serve::log(&words[1..]), 0)
        } else {
            Self::output(&words[1..])
        };
        let lines: Vec<&str> = screen.trim_end().lines().map(str::trim_end).collect();
        let lines = if shows(&self.screen, &lines) { &self.screen } else { &lines };
        let code = if code == 0 { String::new() } else { format!("? {code}\n") };
        format!("$ {}\n{code}{}", self.command, lines.join("\n"))
    }

    /// What the program prints, and its exit code.
    fn output(words: &[String]) -> (String, i32) {
        let output = Command::new(env!("CARGO_BIN_EXE_ws-inspect"))
            .args(words)
            .env("WS_INSPECT_LANG", "en")
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        let screen = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        (screen, output.status.code().unwrap())
    }
}

/// Whether `page` shows `screen`, its `...` standing for any lines.
fn shows(page: &[&str], screen: &[&str]) -> bool {
    match (page, screen) {
        ([], []) => true,
        (["...", page @ ..], _) => (0..=screen.len()).any(|at| shows(page, &screen[at..])),
        ([line, page @ ..], [first, screen @ ..]) => line == first && shows(page, screen),
        _ => false,
    }
}

/// The commands of the `sh` blocks.
fn shell_commands(page: &str) -> Vec<String> {
    let text = std::fs::read_to_string(page).unwrap();
    let blocks = text.split("```sh\n").skip(1);
    blocks.flat_map(|block| block.split("```").next().unwrap().lines()).map(str::to_owned).collect()
}

#[rstest]
fn the_first_command_decodes_the_17_bytes_and_the_second_is_there(
    #[values("README.md", "README.zh.md")] page: &str,
) {
    let commands = shell_commands(page);
    let arguments = commands[0].strip_prefix("cargo run --release -- ").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_ws-inspect"))
        .args(shlex::split(arguments).unwrap())
        .env("WS_INSPECT_LANG", "en")
        .output()
        .unwrap();
    let screen = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    assert!(screen.contains("TEXT      hellossssss"), "{screen}");
    assert!(std::path::Path::new(&commands[1]).is_file(), "{}", commands[1]);
}

#[rstest]
fn every_link_to_a_file_leads_somewhere(
    #[values("README.md", "README.zh.md", "CONTRIBUTING.md", "CHANGELOG.md")] page: &str,
) {
    let text = std::fs::read_to_string(page).unwrap();
    let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    for link in links.filter(|link| !link.contains("://")) {
        let path = link.split('#').next().unwrap();
        assert!(std::path::Path::new(path).exists(), "{page}: {link}");
    }
}
