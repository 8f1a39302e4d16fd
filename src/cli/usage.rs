//! What clap says of arguments that it refuses, as values of which `prose` makes sentences.

use std::error::Error as _;
use std::ffi::OsString;
use std::num::{IntErrorKind, ParseIntError};

use clap::error::{ContextKind as Kind, ContextValue as Value, ErrorKind};
use clap::{Arg, Error};

use super::{help, root};
use crate::prose::help::examples;
use crate::prose::usage::{self as prose, Misuse, Reason};
use crate::prose::{Lang, cli};
use crate::render::Screen;
use crate::render::ink::Ink;
use crate::render::notice::Notice;
use crate::render::printable::visible;

/// The message for stderr, styled; `commands` are the names of all subcommands.
pub(super) fn message(
    error: &Error,
    arguments: &[OsString],
    commands: Vec<String>,
    screen: Screen,
) -> String {
    let lang = screen.lang;
    let chosen = arguments.iter().skip(1).filter_map(|word| word.to_str());
    let chosen = chosen.map(str::to_owned).find(|word| commands.contains(word));
    let mut misuse = misuse(error, commands);
    let nearer = chosen.as_deref().and_then(|command| nearer(&misuse, command, lang));
    let [help_name, usage_name, more_name] = prose::footers(lang);
    let mut footers = Vec::new();
    let usage = error.get(Kind::Usage).map(ToString::to_string).unwrap_or_default();
    let mut usage = help::usage(lang, &usage);
    if let (Some(nearer), Misuse::UnknownArgument { like, .. }) = (nearer, &mut misuse) {
        // The usage is that of the option which clap took for the nearest.
        (*like, usage) = (Some(nearer), String::new());
    }
    footers.extend(prose::help(lang, &misuse).map(|says| (help_name, says)));
    if let (Misuse::Missing { .. }, Some(command)) = (&misuse, &chosen) {
        let example = examples(lang, command).into_iter().next();
        footers.extend(example.map(|it| (help_name, prose::for_example(lang, it.line))));
    }
    let page = chosen.map_or("--help".to_owned(), |command| format!("{command} --help"));
    if !usage.is_empty() {
        footers.push((usage_name, usage));
    }
    footers.push((more_name, format!("ws-inspect {page}")));
    let title = prose::sentence(lang, &misuse);
    let kind = cli::error(lang).to_owned();
    Notice { kind, ink: Ink::Error, title, excerpt: Vec::new(), footers }.draw(screen)
}

fn misuse(error: &Error, commands: Vec<String>) -> Misuse {
    let context = Context(error);
    let option = context.one(Kind::InvalidArg);
    match error.kind() {
        ErrorKind::UnknownArgument => unknown_argument(&context),
        ErrorKind::InvalidSubcommand => Misuse::UnknownCommand {
            word: context.one(Kind::InvalidSubcommand),
            // clap gives the nearest last.
            like: context.many(Kind::SuggestedSubcommand).into_iter().rev().collect(),
            commands,
        },
        ErrorKind::MissingSubcommand => Misuse::NoCommand { commands },
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => bad_value(&context),
        ErrorKind::MissingRequiredArgument => {
            Misuse::Missing { arguments: context.many(Kind::InvalidArg) }
        }
        ErrorKind::ArgumentConflict => {
            let with = context.many(Kind::PriorArg);
            if with == [option.as_str()] {
                Misuse::Repeated { option }
            } else {
                Misuse::Conflict { option, with }
            }
        }
        ErrorKind::TooManyValues => {
            Misuse::TooManyValues { option, value: context.one(Kind::InvalidValue) }
        }
        ErrorKind::TooFewValues => context.number_of_values(option, Kind::MinValues, true),
        ErrorKind::WrongNumberOfValues => {
            context.number_of_values(option, Kind::ExpectedNumValues, false)
        }
        ErrorKind::NoEquals => Misuse::NoEquals { option },
        ErrorKind::InvalidUtf8 => Misuse::NotUtf8,
        kind => Misuse::Other(format!("{kind:?}")),
    }
}

fn unknown_argument(context: &Context<'_>) -> Misuse {
    let tips = context.many(Kind::Suggested);
    // clap has no other name for "that option exists, in another command" than its sentence.
    let elsewhere = tips.iter().filter(|tip| tip.ends_with("exists"));
    let elsewhere = elsewhere.filter_map(|tip| tip.split('\'').nth(1)).map(str::to_owned).next();
    Misuse::UnknownArgument {
        word: context.one(Kind::InvalidArg),
        like: context.many(Kind::SuggestedArg).into_iter().next(),
        as_value: elsewhere.is_none() && !tips.is_empty(),
        elsewhere,
    }
}

/// What is meant by the beginning of an option's name, and by a port alone; clap compares whole
/// names only.
fn nearer(misuse: &Misuse, command: &str, lang: Lang) -> Option<String> {
    let Misuse::UnknownArgument { word, .. } = misuse else { return None };
    if command == "serve" && word.parse::<u16>().is_ok() {
        return Some(format!("--port {word}"));
    }
    let start = word.strip_prefix("--").filter(|start| start.len() > 1)?;
    let root = root::command(lang);
    let options = root.find_subcommand(command)?.get_arguments().filter_map(Arg::get_long);
    let mut fitting = options.filter(|name| name.starts_with(start));
    let name = fitting.next()?;
    fitting.next().is_none().then(|| format!("--{name}"))
}

fn bad_value(context: &Context<'_>) -> Misuse {
    let (option, value) = (context.one(Kind::InvalidArg), context.one(Kind::InvalidValue));
    let allowed = context.many(Kind::ValidValue);
    if value.is_empty() {
        return Misuse::NoValue { option, allowed };
    }
    let like = context.many(Kind::SuggestedValue).into_iter().next();
    let reason = context.0.source().map(reason);
    Misuse::BadValue { option, value, allowed, like, reason }
}

/// Why a reader of values refuses one: of numbers in words of ours, of others in theirs.
fn reason(source: &(dyn std::error::Error + 'static)) -> Reason {
    let said = source.to_string();
    match source.downcast_ref::<ParseIntError>().map(ParseIntError::kind) {
        Some(IntErrorKind::PosOverflow | IntErrorKind::NegOverflow) => Reason::TooLarge,
        Some(_) => Reason::NoNumber,
        None => match said.split_once(" is not in ") {
            Some((_, range)) => Reason::OutOfRange(range.to_owned()),
            None => Reason::Said(visible(&said)),
        },
    }
}

/// What clap knows of an error. Its words may come from the user, so they are made visible.
struct Context<'a>(&'a Error);

impl Context<'_> {
    fn many(&self, kind: Kind) -> Vec<String> {
        let words = match self.0.get(kind) {
            Some(Value::String(word)) => vec![word.clone()],
            Some(Value::Strings(words)) => words.clone(),
            Some(Value::StyledStr(word)) => vec![word.to_string()],
            Some(Value::StyledStrs(words)) => words.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        };
        words.iter().map(|word| visible(word)).collect()
    }

    fn one(&self, kind: Kind) -> String {
        self.many(kind).into_iter().next().unwrap_or_default()
    }

    fn number(&self, kind: Kind) -> isize {
        match self.0.get(kind) {
            Some(Value::Number(number)) => *number,
            _ => 0,
        }
    }

    fn number_of_values(&self, option: String, need: Kind, or_more: bool) -> Misuse {
        let have = self.number(Kind::ActualNumValues);
        Misuse::WrongNumberOfValues { option, have, need: self.number(need), or_more }
    }
}

#[cfg(test)]
mod tests {
    use anstream::adapter::strip_str;
    use rstest::rstest;

    use super::*;

    fn refused(words: &[&str], lang: Lang) -> String {
        let arguments: Vec<OsString> =
            ["ws-inspect"].iter().chain(words).map(OsString::from).collect();
        let error = root::command(lang).try_get_matches_from(&arguments).unwrap_err();
        let commands = ["accept", "decode", "serve"].map(str::to_owned).to_vec();
        let drawn = message(&error, &arguments, commands, Screen { lang, width: 80 });
        strip_str(&drawn).to_string()
    }

    #[rstest]
    #[case::like_an_option(&["accept", "k", "--exepct", "v"], "did you mean '--expect'?")]
    #[case::like_a_command(&["acept"], "did you mean 'accept'?")]
    #[case::bytes_for_a_command(&["818b"], "ws-inspect decode '818b'")]
    #[case::like_a_value(&["accept", "k", "--format", "ful"], "did you mean 'full'? It takes: full,")]
    #[case::the_nearest_command_first(&["decod"], "did you mean 'decode', 'encode'?")]
    #[case::negative(&["decode", "--frame", "-1", "8100"], "no number here can be negative")]
    #[case::out_of_a_range(&["serve", "--port", "65536"], "it must be from 0 to 65535")]
    #[case::a_port_alone(&["serve", "9000"], "did you mean '--port 9000'?")]
    #[case::the_start_of_an_option(&["decode", "--form", "full"], "did you mean '--format'?")]
    #[case::no_origin(&["serve", "--origin", "foo"], "an origin is a scheme")]
    #[case::no_subprotocol(&["serve", "--subprotocol", "a b"], "a subprotocol is one word")]
    #[case::no_value(&["accept", "k", "--expect"], "'--expect <VALUE>' needs a value")]
    #[case::missing(&["accept"], "for example: ws-inspect accept dGhlI")]
    #[case::conflict(&["accept", "k", "-q", "--format", "json"], "cannot be used with")]
    #[case::too_many(&["accept", "k", "l"], "unexpected argument 'l'")]
    #[case::no_number(&["encode", "a", "--fragment", "x"], "invalid value 'x' for '--fragment <SIZE>': it is not a whole number")]
    #[case::out_of_range(&["encode", "a", "--fragment", "0"], "it must be at least 1")]
    #[case::elsewhere(&["--expct", "v", "accept"], "'accept --expect' exists")]
    #[case::control_characters(&["accept", "k", "--\u{1b}[31m"], "\\u{1b}")]
    fn what_is_refused_says_why_and_what_would_be_right(
        #[case] words: &[&str],
        #[case] says: &str,
    ) {
        let message = refused(words, Lang::En);
        assert!(message.contains(says), "{message}");
        assert!(message.ends_with("--help\n"), "{message}");
    }

    #[rstest]
    fn no_english_sentence_is_left_in_chinese(
        #[values(
            "acept",
            "--x",
            "accept",
            "accept k l",
            "accept k --format x",
            "accept k --expect",
            "accept k -q --format json",
            "man a b",
            "completions x",
            "accept k --other-key l"
        )]
        line: &str,
    ) {
        let words: Vec<&str> = line.split(' ').collect();
        let message = refused(&words, Lang::Zh);
        for english in [
            "error",
            "Usage",
            "help:",
            "argument",
            "value",
            "unexpected",
            "OPTIONS",
            "digit",
            "large",
            " in ",
        ] {
            assert!(!message.contains(english), "{message}");
        }
    }
}
