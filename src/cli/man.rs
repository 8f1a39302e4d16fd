//! `ws-inspect man [DIR]`: manual pages, generated from the one definition.

use std::io;
use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command, value_parser};
use clap_mangen::Man;
use roff::{Roff, bold, roman};

use super::options::{Options, Reader, define as define_options};
use super::{Failure, Outcome, Session, root};
use crate::prose::{Lang, generated as prose, help};

/// Defines the subcommand.
pub(super) fn define(command: Command, lang: Lang) -> Command {
    define_options(command.about(prose::man_about(lang)), |options| folder(options, lang))
}

/// The folder for the pages.
fn folder(options: &mut impl Options, lang: Lang) -> Option<PathBuf> {
    options.take("dir", |arg| {
        arg.value_name(prose::dir_name(lang))
            .value_parser(value_parser!(PathBuf))
            .help(prose::dir_help(lang))
    })
}

/// Prints the page of the program, or writes all pages into a folder.
///
/// # Errors
/// A page cannot be written.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<Outcome, Failure> {
    let lang = session.lang();
    let mut command = root::command(lang);
    command.build();
    match folder(&mut Reader::new(matches), lang) {
        None => session.print_raw(page(&command, lang)?.as_bytes())?,
        Some(dir) => write_all(&command, lang, &dir)?,
    }
    Ok(Outcome::Fine)
}

fn write_all(command: &Command, lang: Lang, dir: &Path) -> Result<(), Failure> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| Failure::WriteFile { path, error }
    };
    std::fs::create_dir_all(dir).map_err(failed(dir))?;
    for command in std::iter::once(command).chain(command.get_subcommands()) {
        let name = command.get_display_name().unwrap_or_else(|| command.get_name());
        let path = dir.join(format!("{name}.1"));
        std::fs::write(&path, page(command, lang)?).map_err(failed(&path))?;
    }
    Ok(())
}

/// The page of a command that is built, as roff.
fn page(command: &Command, lang: Lang) -> io::Result<String> {
    let man = Man::new(command.clone());
    let mut roff = Vec::new();
    man.render_title(&mut roff)?;
    man.render_name_section(&mut roff)?;
    man.render_synopsis_section(&mut roff)?;
    man.render_description_section(&mut roff)?;
    man.render_options_section(&mut roff)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut roff)?;
    }
    examples(command, lang).to_writer(&mut roff)?;
    Ok(translated(&String::from_utf8_lossy(&roff), lang))
}

fn examples(command: &Command, lang: Lang) -> Roff {
    let mut roff = Roff::new();
    let examples = help::examples(lang, command.get_name());
    if examples.is_empty() {
        return roff;
    }
    roff.control("SH", ["EXTRA"]);
    for example in examples {
        roff.control("PP", []);
        roff.text([roman(example.shows)]);
        roff.control("PP", []);
        roff.text([bold(example.line)]);
    }
    roff
}

/// The page's own words in the language of the session.
fn translated(page: &str, lang: Lang) -> String {
    let headings = prose::man_headings(lang);
    let lines = page.lines().map(|line| {
        let heading = line.strip_prefix(".SH ").map(|name| name.trim_matches('"'));
        let known = headings.iter().find(|(english, _)| heading == Some(english));
        known.map_or_else(|| line.to_owned(), |(_, name)| format!(".SH \"{name}\""))
    });
    let mut page = lines.collect::<Vec<_>>().join("\n") + "\n";
    for (english, name) in prose::man_words(lang) {
        page = page.replace(english, name);
    }
    page
}
