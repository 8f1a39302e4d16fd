//! `ws-inspect completions SHELL`: a completion script, generated from the one definition.

use clap::{ArgMatches, Command};
use clap_complete::Shell;

use super::options::{Options, Reader, define as define_options, one_of};
use super::{Failure, Outcome, Session, root};
use crate::prose::{Lang, generated as prose};

/// Defines the subcommand.
pub(super) fn define(command: Command, lang: Lang) -> Command {
    define_options(command.about(prose::completions_about(lang)), |options| shell(options, lang))
}

/// The shell for which the script is.
fn shell(options: &mut impl Options, lang: Lang) -> Option<Shell> {
    options.take("shell", |arg| {
        arg.value_name(prose::shell_name(lang))
            .required(true)
            .value_parser(one_of([
                ("bash", Shell::Bash),
                ("zsh", Shell::Zsh),
                ("fish", Shell::Fish),
                ("powershell", Shell::PowerShell),
                ("elvish", Shell::Elvish),
            ]))
            .help(prose::shell_help(lang))
    })
}

/// Prints the script for the chosen shell.
///
/// # Errors
/// Standard output cannot be written.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<Outcome, Failure> {
    let shell = shell(&mut Reader::new(matches), session.lang());
    let mut script = Vec::new();
    let mut command = root::command(session.lang());
    clap_complete::generate(shell.unwrap_or(Shell::Bash), &mut command, "ws-inspect", &mut script);
    session.print_raw(&script)?;
    Ok(Outcome::Fine)
}
