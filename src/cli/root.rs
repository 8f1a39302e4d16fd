//! The command itself: what is common to all subcommands, and the way to each.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::options::{Options, Reader, define as define_options};
use super::{
    Failure, Outcome, Session, accept, completions, decode, encode, help, man, serve, usage,
};
use crate::prose::{Lang, cli as prose, help as words};

/// The one definition of the command line, from which parser, help, completions and man pages come.
pub(super) fn command(lang: Lang) -> Command {
    let all = subcommands(lang).map(|(name, define)| define(Command::new(name)));
    root(lang).subcommands(all)
}

/// The same for the parser: a subcommand is defined only when it is used, which spares every run
/// the definitions of the others.
fn parser(lang: Lang) -> Command {
    let all = subcommands(lang).map(|(name, define)| Command::new(name).defer(define));
    root(lang).subcommands(all)
}

fn root(lang: Lang) -> Command {
    Command::new("ws-inspect")
        .bin_name("ws-inspect")
        .version(env!("CARGO_PKG_VERSION"))
        .about(prose::about(lang))
        .subcommand_value_name(words::command_name(lang))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .args_override_self(true)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .args(common_options(lang))
}

/// Defines a subcommand; a plain function, as clap needs it to put that off.
type Define = fn(Command) -> Command;

/// The subcommands and what defines each.
fn subcommands(lang: Lang) -> [(&'static str, Define); 7] {
    use Lang::{En, Zh};
    match lang {
        En => [
            ("decode", |command| decode::define(command, En)),
            ("encode", |command| encode::define(command, En)),
            ("accept", |command| accept::define(command, En)),
            ("serve", |command| serve::define(command, En)),
            ("completions", |command| completions::define(command, En)),
            ("man", |command| man::define(command, En)),
            ("help", |command| help_command(command, En)),
        ],
        Zh => [
            ("decode", |command| decode::define(command, Zh)),
            ("encode", |command| encode::define(command, Zh)),
            ("accept", |command| accept::define(command, Zh)),
            ("serve", |command| serve::define(command, Zh)),
            ("completions", |command| completions::define(command, Zh)),
            ("man", |command| man::define(command, Zh)),
            ("help", |command| help_command(command, Zh)),
        ],
    }
}

fn common_options(lang: Lang) -> [Arg; 4] {
    [
        Arg::new("lang")
            .long("lang")
            .value_name(words::lang_name(lang))
            .value_parser(["en", "zh"])
            .global(true)
            .display_order(900)
            .help(prose::lang_help(lang)),
        Arg::new("color")
            .long("color")
            .value_name(words::when_name(lang))
            .value_parser(["auto", "always", "never"])
            .global(true)
            .display_order(901)
            .help(prose::color_help(lang)),
        Arg::new("help")
            .short('h')
            .long("help")
            .action(ArgAction::Help)
            .global(true)
            .display_order(902)
            .help(words::help_flag(lang)),
        Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version)
            .display_order(903)
            .help(words::version_flag(lang)),
    ]
}

fn help_command(command: Command, lang: Lang) -> Command {
    define_options(command.about(words::help_command(lang)), |options| which(options, lang))
}

/// The command whose help is asked for.
fn which(options: &mut impl Options, lang: Lang) -> Option<String> {
    options.take("command", |arg| {
        arg.value_name(words::command_name(lang)).help(words::which_command(lang))
    })
}

/// Reads the arguments; help and refusals are printed here, and the exit code is returned.
pub(super) fn parse(arguments: Vec<OsString>, session: &Session) -> Result<ArgMatches, u8> {
    let mut command = parser(session.lang());
    let matches = command.try_get_matches_from_mut(&arguments);
    // As with all that lives up to the end of the run: freeing it would only take time.
    std::mem::forget(command);
    let matches = matches.map_err(|error| answer(&error, arguments, session))?;
    match matches.subcommand() {
        // `help accept` is another way to write `accept --help`.
        Some(("help", matches)) => {
            let command = which(&mut Reader::new(matches), session.lang()).map(OsString::from);
            let asked = ["ws-inspect".into()].into_iter().chain(command);
            Err(show_help(asked.chain(["--help".into()]).collect(), session))
        }
        _ => Ok(matches),
    }
}

/// Runs the subcommand that was chosen.
pub(super) fn run(matches: &ArgMatches, session: &mut Session) -> Result<Outcome, Failure> {
    match matches.subcommand() {
        Some(("decode", matches)) => decode::run(matches, session),
        Some(("encode", matches)) => encode::run(matches, session),
        Some(("accept", matches)) => accept::run(matches, session),
        Some(("serve", matches)) => serve::run(matches, session),
        Some(("completions", matches)) => completions::run(matches, session),
        Some(("man", matches)) => man::run(matches, session),
        _ => Ok(Outcome::Fine),
    }
}

/// Answers a request for help, or says what is wrong with the arguments. Who asks for nothing at
/// all, or only in which language, is shown the overview: that is no error.
fn answer(error: &clap::Error, arguments: Vec<OsString>, session: &Session) -> u8 {
    match error.kind() {
        ErrorKind::DisplayHelp => show_help(arguments, session),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            show_help(arguments.into_iter().chain(["--help".into()]).collect(), session)
        }
        ErrorKind::DisplayVersion => show(&error.render().to_string(), session),
        _ => refuse(error, &arguments, session),
    }
}

/// Shows the page for which `arguments` ask. Only now are the pages made.
fn show_help(arguments: Vec<OsString>, session: &Session) -> u8 {
    let command = help::with_pages(command(session.lang()), session.screen);
    match command.try_get_matches_from(&arguments) {
        Err(error) if error.kind() == ErrorKind::DisplayHelp => {
            show(&error.render().ansi().to_string(), session)
        }
        Err(error) => refuse(&error, &arguments, session),
        Ok(_) => 0,
    }
}

fn show(text: &str, session: &Session) -> u8 {
    match session.print(text) {
        Ok(()) => 0,
        Err(error) => session.fail(&Failure::Write(error)),
    }
}

fn refuse(error: &clap::Error, arguments: &[OsString], session: &Session) -> u8 {
    let command = command(session.lang());
    let commands = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    session.say(&usage::message(error, arguments, commands, session.screen));
    2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clap_finds_no_fault_in_the_definition() {
        command(Lang::En).debug_assert();
        command(Lang::Zh).debug_assert();
        parser(Lang::En).debug_assert();
        parser(Lang::Zh).debug_assert();
    }
}
