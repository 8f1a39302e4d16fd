//! What all commands share: the language, the screen, and the streams of the process.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use clap::ArgMatches;

use super::Failure;
use crate::prose::Lang;
use crate::render::Screen;

/// Where output goes, and for whom it is drawn.
#[derive(Debug)]
pub struct Session {
    /// Language and width.
    pub screen: Screen,
    color: ColorChoice,
}

impl Session {
    /// A session on the streams of this process, with the global options of `matches`.
    pub(super) fn new(lang: Lang, matches: &ArgMatches) -> Self {
        let color = match matches.get_one::<String>("color").map(String::as_str) {
            Some("always") => ColorChoice::Always,
            Some("never") => ColorChoice::Never,
            _ => ColorChoice::Auto,
        };
        Self { screen: Screen { lang, width: width() }, color }
    }

    /// The language that the session speaks.
    pub const fn lang(&self) -> Lang {
        self.screen.lang
    }

    /// Writes styled text to stdout; the styles are stripped where no colour is wanted.
    ///
    /// # Errors
    /// What writing gives, [`io::ErrorKind::BrokenPipe`] among it.
    pub fn print(&self, text: &str) -> io::Result<()> {
        let mut out = AutoStream::new(io::stdout().lock(), self.color);
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// Writes bytes to stdout as they are.
    ///
    /// # Errors
    /// As [`Session::print`].
    pub fn print_raw(&self, bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }

    /// Writes styled text to stderr. That stderr cannot be written to is nothing to report.
    pub fn say(&self, text: &str) {
        let mut out = AutoStream::new(io::stderr().lock(), self.color);
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    /// Says why the command could not do what was asked, and gives its exit code.
    pub(super) fn fail(&self, failure: &Failure) -> ExitCode {
        if failure.is_closed_pipe() {
            return ExitCode::SUCCESS;
        }
        self.say(&failure.render(self.screen));
        ExitCode::from(failure.exit_code())
    }
}

/// The language to speak: `--lang`, then the environment, then English.
pub(super) fn spoken(arguments: &[OsString]) -> Lang {
    let mut words = arguments.iter().map(|word| word.to_string_lossy());
    let mut asked = None;
    while let Some(word) = words.next() {
        if word == "--" {
            break;
        } else if word == "--lang" {
            asked = words.next().map(|value| value.into_owned());
        } else if let Some(value) = word.strip_prefix("--lang=") {
            asked = Some(value.to_owned());
        }
    }
    let names = ["WS_INSPECT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
    let from_environment =
        || names.iter().filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty());
    asked.or_else(from_environment).map_or(Lang::En, |tag| Lang::of_tag(&tag))
}

/// 80 columns where stdout is no terminal, else the terminal's own up to 100.
fn width() -> usize {
    if !io::stdout().is_terminal() {
        return 80;
    }
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0).clamp(40, 100))
}
