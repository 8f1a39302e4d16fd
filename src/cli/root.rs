//! The command itself: what is common to all subcommands, and the way to each.

use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Failure, Outcome, Session};
use crate::prose::{Lang, cli as prose};

/// The one definition of the command line, from which parser, help, completions and man pages come.
pub(super) fn command(lang: Lang) -> Command {
    Command::new("ws-inspect")
        .version(env!("CARGO_PKG_VERSION"))
        .about(prose::about(lang))
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(
            Arg::new("lang")
                .long("lang")
                .value_name("en|zh")
                .value_parser(["en", "zh"])
                .global(true)
                .help(prose::lang_help(lang)),
        )
        .arg(
            Arg::new("color")
                .long("color")
                .value_name("auto|always|never")
                .value_parser(["auto", "always", "never"])
                .global(true)
                .action(ArgAction::Set)
                .help(prose::color_help(lang)),
        )
}

/// Runs the subcommand that was chosen.
pub(super) fn run(matches: &ArgMatches, _session: &mut Session) -> Result<Outcome, Failure> {
    match matches.subcommand() {
        _ => Ok(Outcome::Fine),
    }
}

/// Answers a request for help, or says what is wrong with the arguments.
pub(super) fn refuse(error: clap::Error, _lang: Lang) -> ExitCode {
    let _ = error.print();
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}
