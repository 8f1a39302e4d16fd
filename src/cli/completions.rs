//! `ws-inspect completions SHELL`: a completion script, generated from the one definition.

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgMatches, Command};
use clap_complete::Shell;

use super::{Failure, Outcome, Session, root};
use crate::prose::{Lang, generated as prose};

/// Defines the subcommand.
pub(super) fn define(command: Command, lang: Lang) -> Command {
    let shells = PossibleValuesParser::new(["bash", "zsh", "fish", "powershell", "elvish"]);
    command.about(prose::completions_about(lang)).arg(
        Arg::new("shell")
            .value_name(prose::shell_name(lang))
            .required(true)
            .value_parser(ValueParser::new(shells))
            .help(prose::shell_help(lang)),
    )
}

/// Prints the script for the chosen shell.
///
/// # Errors
/// Standard output cannot be written.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<Outcome, Failure> {
    let shell = matches.get_one::<String>("shell").and_then(|name| name.parse::<Shell>().ok());
    let mut script = Vec::new();
    let mut command = root::command(session.lang());
    clap_complete::generate(shell.unwrap_or(Shell::Bash), &mut command, "ws-inspect", &mut script);
    session.print_raw(&script)?;
    Ok(Outcome::Fine)
}
