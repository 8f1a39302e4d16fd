//! What all commands share: the language, the screen, and the streams of the process.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};

use anstream::adapter::strip_str;
use anstream::stream::{AsLockedWrite, RawStream};
use anstream::{AutoStream, ColorChoice};

use super::{Failure, progress};
use crate::prose::Lang;
use crate::render::printable::visible;
use crate::render::{Screen, wrap};

/// Where output goes, and for whom it is drawn.
#[derive(Debug)]
pub struct Session {
    /// Language and width.
    pub screen: Screen,
    color: ColorChoice,
}

impl Session {
    /// A session on the streams of this process, as its arguments ask for it. They are read ahead
    /// of the parser, which needs the language to say what it refuses, and in which colour.
    pub(super) fn new(arguments: &[OsString]) -> Self {
        let color = match option(arguments, "--color").as_deref() {
            Some("always") => ColorChoice::Always,
            Some("never") => ColorChoice::Never,
            _ => ColorChoice::Auto,
        };
        Self { screen: Screen { lang: spoken(arguments), width: width() }, color }
    }

    /// The language that the session speaks.
    pub const fn lang(&self) -> Lang {
        self.screen.lang
    }

    /// Whether stdout is to be coloured.
    pub(super) fn wants_colour(&self) -> bool {
        let choice = match self.color {
            ColorChoice::Auto => AutoStream::choice(&io::stdout()),
            color => color,
        };
        choice != ColorChoice::Never
    }

    /// Writes styled text to stdout; the styles are stripped where no colour is wanted.
    ///
    /// # Errors
    /// The error of writing, [`io::ErrorKind::BrokenPipe`] among it.
    pub fn print(&self, text: &str) -> io::Result<()> {
        write_styled(io::stdout().lock(), self.color, text)
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
        progress::around(|| {
            let _ = write_styled(io::stderr().lock(), self.color, text);
        });
    }

    /// Writes a sentence to stderr, wrapped; what of it the user or a file said is made visible.
    pub(super) fn tell(&self, sentence: &str) {
        let lines = wrap(&visible(sentence), self.screen.width);
        self.say(&(lines.join("\n") + "\n"));
    }

    /// Says why the command could not do what was asked, and returns its exit code.
    pub(super) fn fail(&self, failure: &Failure) -> u8 {
        if failure.is_closed_pipe() {
            return 0;
        }
        self.say(&failure.render(self.screen));
        failure.exit_code()
    }
}

/// Writes styled text, without its styles where no colour is wanted, in one piece.
fn write_styled<S: RawStream + AsLockedWrite>(
    mut stream: S,
    color: ColorChoice,
    text: &str,
) -> io::Result<()> {
    let color = match color {
        ColorChoice::Auto if !may_be_colored(&stream) => ColorChoice::Never,
        ColorChoice::Auto => AutoStream::choice(&stream),
        color => color,
    };
    if color == ColorChoice::Never {
        stream.write_all(without_styles(text).as_bytes())?;
        return stream.flush();
    }
    let mut out = AutoStream::new(stream, color);
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// `CLICOLOR_FORCE=0` forces nothing, while anstream takes any value for force.
fn may_be_colored(stream: &impl RawStream) -> bool {
    let is = |name, value| std::env::var_os(name).is_some_and(|set| set == value);
    !is("CLICOLOR_FORCE", "0")
        || (stream.is_terminal() && !is("CLICOLOR", "0") && !is("TERM", "dumb"))
}

/// `text` without its styles. Where it is as our renderers make it, all lines and colours, they are
/// cut out in large pieces; else all is left to the parser of terminals' languages.
fn without_styles(text: &str) -> String {
    let tame = |byte: u8| byte >= b' ' && byte != 0x7f || matches!(byte, b'\n' | ESCAPE);
    if !text.bytes().fold(true, |all, byte| all & tame(byte)) {
        return strip_str(text).to_string();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((shown, behind)) = split_at_escape(rest) {
        out.push_str(shown);
        let colour = behind.strip_prefix('[').map(|rest| rest.trim_start_matches(is_parameter));
        let Some(behind) = colour.and_then(|rest| rest.strip_prefix('m')) else {
            return strip_str(text).to_string();
        };
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// What stands before the first ESC, and behind it.
fn split_at_escape(text: &str) -> Option<(&str, &str)> {
    let at = memchr::memchr(ESCAPE, text.as_bytes())?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

const ESCAPE: u8 = 0x1b;

/// Whether the character may stand between `ESC [` and `m`: digits, and what separates them.
const fn is_parameter(c: char) -> bool {
    c.is_ascii_digit() || c == ';'
}

/// The language to speak: `--lang`, then the environment, then English.
fn spoken(arguments: &[OsString]) -> Lang {
    let names = ["WS_INSPECT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
    let from_environment =
        || names.iter().filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty());
    // A language that is none is refused, in that of the environment.
    let asked = option(arguments, "--lang").filter(|tag| matches!(tag.as_str(), "en" | "zh"));
    asked.or_else(from_environment).map_or(Lang::En, |tag| Lang::of_tag(&tag))
}

/// The value of the option `name` among the arguments, the last where there are several.
fn option(arguments: &[OsString], name: &str) -> Option<String> {
    let mut words = arguments.iter().map(|word| word.to_string_lossy()).take_while(|w| w != "--");
    let mut asked = None;
    while let Some(word) = words.next() {
        if word == name {
            asked = words.next().map(|value| value.into_owned());
        } else if let Some(value) = word.strip_prefix(name).and_then(|rest| rest.strip_prefix('='))
        {
            asked = Some(value.to_owned());
        }
    }
    asked
}

/// 80 columns where stdout is no terminal, else the terminal's own up to 100.
fn width() -> usize {
    if !io::stdout().is_terminal() {
        return 80;
    }
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0).clamp(40, 100))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    proptest! {
        #[test]
        fn styles_are_cut_out_as_a_terminal_reads_them(
            pieces in proptest::collection::vec(
                prop_oneof![
                    Just("\u{1b}[1;32m".to_owned()), Just("\u{1b}[0m".to_owned()),
                    Just("\u{1b}[m".to_owned()), Just("\u{1b}".to_owned()),
                    Just("\u{1b}[2".to_owned()), "[ -~\n]{0,9}", "\\PC{0,4}", any::<String>(),
                ],
                0..7,
            ),
        ) {
            let text = pieces.concat();
            prop_assert_eq!(without_styles(&text), strip_str(&text).to_string());
        }
    }

    #[rstest]
    #[case(&["--lang", "zh", "decode"], Some("zh"))]
    #[case(&["decode", "--lang=zh"], Some("zh"))]
    #[case(&["--lang", "en", "--lang=zh"], Some("zh"))]
    #[case(&["decode", "--", "--lang=zh"], None)]
    #[case(&["--language=zh", "--lang"], None)]
    fn a_global_option_is_found_ahead_of_the_parser(
        #[case] words: &[&str],
        #[case] value: Option<&str>,
    ) {
        let arguments: Vec<OsString> = words.iter().map(OsString::from).collect();
        assert_eq!(option(&arguments, "--lang").as_deref(), value);
    }
}
