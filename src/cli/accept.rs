//! `ws-inspect accept KEY`: from a client's key to the server's answer.

use std::io::{self, Read};
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Failure, Outcome, Session};
use crate::handshake::Accept;
use crate::handshake::key::Pasted;
use crate::prose::{Lang, accept as words, accept_help as prose, help};
use crate::render::accept::{AcceptView, Expected, full, json, plain};
use crate::slips::accept::Cause;

/// Bytes of standard input that are read for a key, at most; a key has 24.
const MAX_KEY_BYTES: u64 = 64 * 1024;

/// Defines the subcommand.
pub(super) fn define(command: Command, lang: Lang) -> Command {
    command
        .about(prose::about(lang))
        .long_about(prose::long_about(lang))
        .arg(
            Arg::new("key")
                .value_name(prose::key_name(lang))
                .required(true)
                .allow_hyphen_values(true)
                .help(prose::key_help(lang)),
        )
        .arg(
            Arg::new("expect")
                .long("expect")
                .value_name(prose::value_name(lang))
                .allow_hyphen_values(true)
                .help(prose::expect_help(lang)),
        )
        .arg(
            Arg::new("other-key")
                .long("other-key")
                .value_name(prose::key_name(lang))
                .action(ArgAction::Append)
                .requires("expect")
                .help(prose::other_key_help(lang)),
        )
        .arg(
            Arg::new("format")
                .long("format")
                .value_name(help::format_name(lang))
                .value_parser(["full", "plain", "json"])
                .default_value("full")
                .help(prose::format_help(lang)),
        )
        .arg(
            Arg::new("quiet")
                .short('q')
                .long("quiet")
                .action(ArgAction::SetTrue)
                .conflicts_with("format")
                .help(prose::quiet_help(lang)),
        )
}

/// Computes the value, compares it where one is expected, and prints the view that was chosen.
///
/// # Errors
/// Standard input cannot be read, or standard output cannot be written.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<Outcome, Failure> {
    let text = key_text(matches)?;
    let pasted = Pasted::read(&text, "Sec-WebSocket-Key");
    let accept = Accept::of(pasted.value);
    let expected = matches.get_one::<String>("expect");
    let others: Vec<String> =
        matches.get_many("other-key").unwrap_or_default().map(|key: &String| other(key)).collect();
    let expected = expected.map(|text| expect(text, &accept, &others));
    let view = AcceptView { accept, taken_off: pasted.taken_off, expected };
    let drawn = if matches.get_flag("quiet") {
        say_what_was_taken_off(&view, session);
        format!("{}\n", view.accept.value)
    } else {
        match matches.get_one::<String>("format").map(String::as_str) {
            Some("json") => json::draw(&view),
            Some("plain") => plain::draw(&view, session.screen),
            _ => full::draw(&view, session.screen),
        }
    };
    session.print(&drawn)?;
    Ok(if view.findings().is_empty() { Outcome::Fine } else { Outcome::Broken })
}

/// The key as it was given: the argument, or for `-` all of standard input.
fn key_text(matches: &ArgMatches) -> Result<String, Failure> {
    match matches.get_one::<String>("key").map(String::as_str) {
        Some("-") => {
            let mut text = String::new();
            let read = io::stdin().lock().take(MAX_KEY_BYTES).read_to_string(&mut text);
            read.map_err(|error| Failure::Read { path: PathBuf::from("-"), error })?;
            Ok(text)
        }
        given => Ok(given.unwrap_or_default().to_owned()),
    }
}

fn other(text: &str) -> String {
    Pasted::read(text, "Sec-WebSocket-Key").value.to_owned()
}

/// The expected value. Its line end is kept, even one that is written as an escape: that may be
/// the mistake.
fn expect(text: &str, accept: &Accept, others: &[String]) -> Expected {
    let pasted = Pasted::read_with_line_end(text, "Sec-WebSocket-Accept");
    let escapes = [("\\r\\n", "\r\n"), ("\\n", "\n")];
    let unescaped = escapes.iter().find_map(|(escape, line_end)| {
        pasted.value.strip_suffix(escape).map(|value| format!("{value}{line_end}"))
    });
    let escape_read = unescaped.is_some();
    let value = unescaped.unwrap_or_else(|| pasted.value.to_owned());
    let cause = Cause::of(&value, accept, others);
    Expected { value, taken_off: pasted.taken_off, escape_read, cause }
}

/// With `-q` stdout has the value alone, so the note goes to stderr.
fn say_what_was_taken_off(view: &AcceptView, session: &Session) {
    if !view.taken_off.is_empty() {
        let lang = session.lang();
        let note = words::footer(lang, words::Footer::Note);
        session.say(&format!("{note}: {}\n", words::taken_off(lang, &view.taken_off)));
    }
}
