//! `ws-inspect serve`: a live server for a class, and its log.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::{Failure, Outcome, Session, recording};
use crate::handshake::{Takeover, is_token};
use crate::journal::{HostFault, ServeFault};
use crate::live::{Ended, Journal, Output, Server, Settings};
use crate::prose::{Lang, accept_help, serve as words};
use crate::render::live::{Form, Log, Look, TimeZone, fault};

/// File descriptors that the server needs besides its connections.
const OWN_FILES: u64 = 32;

/// Defines the subcommand.
pub(super) fn define(command: Command, lang: Lang) -> Command {
    let flag =
        |name: &'static str, help| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    let value = |name: &'static str, value_name: &'static str, help| {
        Arg::new(name).long(name).value_name(value_name).help(help)
    };
    let seconds = |name, default: &'static str, help| {
        let parser = value_parser!(u32).range(0..=86_400);
        value(name, words::seconds_name(lang), help).value_parser(parser).default_value(default)
    };
    let several = |name, value_name, help| value(name, value_name, help).action(ArgAction::Append);
    command
        .about(words::about(lang))
        .arg(
            value("port", words::port_name(lang), words::port_help(lang))
                .short('p')
                .value_parser(value_parser!(u16))
                .default_value("9527"),
        )
        .arg(
            value("host", words::host_name(lang), words::host_help(lang))
                .default_value("127.0.0.1"),
        )
        .arg(
            value("log", words::form_name(lang), words::log_help(lang))
                .value_parser(["line", "full", "json", "off"])
                .default_value("line"),
        )
        .arg(
            value("log-payload", words::bytes_name(lang), words::log_payload_help(lang))
                .value_parser(value_parser!(u32))
                .default_value("65536"),
        )
        .arg(flag("hex", words::hex_help(lang)))
        .arg(flag("chunks", words::chunks_help(lang)))
        .arg(flag("show-secrets", accept_help::show_secrets_help(lang)))
        .arg(
            value("record", words::file_name(lang), words::record_help(lang))
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(flag("force", words::force_help(lang)).requires("record"))
        .arg(flag("no-deflate", words::no_deflate_help(lang)).conflicts_with("deflate-context"))
        .arg(flag("deflate-context", words::deflate_context_help(lang)))
        .arg(
            several("subprotocol", words::name_name(lang), words::subprotocol_help(lang))
                .value_parser(move |text: &str| subprotocol(lang, text)),
        )
        .arg(
            several("origin", words::origin_name(lang), words::origin_help(lang))
                .value_parser(move |text: &str| origin(lang, text)),
        )
        .arg(seconds("ping", "20", words::ping_help(lang)))
        .arg(seconds("idle", "60", words::idle_help(lang)))
        .arg(seconds("handshake", "10", words::handshake_help(lang)))
        .arg(
            value("max-message", words::bytes_name(lang), words::max_message_help(lang))
                .value_parser(value_parser!(u64))
                .default_value("16777216"),
        )
        .arg(
            value("max-connections", words::count_name(lang), words::max_connections_help(lang))
                .value_parser(value_parser!(u32).range(1..))
                .default_value("10000"),
        )
}

/// Serves until the process is told to stop.
pub(super) fn run(matches: &ArgMatches, session: &Session) -> Result<Outcome, Failure> {
    let mut settings = settings(matches, session)?;
    make_room(&mut settings, session);
    let server = Server::listen(settings).map_err(|error| match error {
        Ok(fault) => Failure::Serve(fault),
        Err(error) => Failure::Listen(error),
    })?;
    // Whoever cannot listen has touched no file.
    let forced = matches.get_flag("force");
    let record = matches.get_one::<PathBuf>("record");
    let recording = record.map(|path| recording::open(path, forced, session)).transpose()?;
    let journal = Journal {
        drawer: drawer(matches, session),
        events: matches.get_one::<String>("log").is_none_or(|form| form != "off"),
        output: output(),
        most_payload: matches.get_one::<u32>("log-payload").map_or(0, |bytes| *bytes as usize),
        recording,
    };
    match server.serve(journal) {
        Ended::Stopped => Ok(Outcome::Fine),
        Ended::Interrupted => Ok(Outcome::Interrupted),
        Ended::Log(error) => Err(Failure::Write(error)),
        Ended::Recording(error) => {
            let path = record.cloned().unwrap_or_default();
            Err(Failure::WriteFile { path, error })
        }
    }
}

fn settings(matches: &ArgMatches, session: &Session) -> Result<Settings, Failure> {
    let number = |name| matches.get_one::<u32>(name).copied().unwrap_or_default();
    let seconds = |name| Duration::from_secs(u64::from(number(name)));
    let unless_zero = |name| Some(seconds(name)).filter(|time| !time.is_zero());
    let list = |name| {
        let values = matches.get_many::<String>(name).unwrap_or_default();
        values.cloned().collect::<Vec<String>>()
    };
    let deflate = match (matches.get_flag("no-deflate"), matches.get_flag("deflate-context")) {
        (true, _) => None,
        (false, true) => Some(Takeover::Kept),
        (false, false) => Some(Takeover::Fresh),
    };
    let defaults = Settings::default();
    Ok(Settings {
        host: host(matches.get_one::<String>("host").map_or("127.0.0.1", String::as_str))?,
        port: matches.get_one::<u16>("port").copied().unwrap_or(defaults.port),
        subprotocols: list("subprotocol"),
        origins: list("origin"),
        deflate,
        ping: unless_zero("ping"),
        idle: unless_zero("idle"),
        handshake: seconds("handshake").max(Duration::from_secs(1)),
        max_message: matches.get_one::<u64>("max-message").copied().unwrap_or_default(),
        max_connections: number("max-connections") as usize,
        lang: session.lang(),
    })
}

/// A subprotocol, which a header can only name by a token (RFC 6455 section 4.1).
fn subprotocol(lang: Lang, text: &str) -> Result<String, &'static str> {
    match is_token(text.as_bytes()) {
        true => Ok(text.to_owned()),
        false => Err(words::no_subprotocol(lang)),
    }
}

/// An origin as browsers send it (RFC 6454 section 7): a scheme and an authority, nothing else;
/// or `null`.
fn origin(lang: Lang, text: &str) -> Result<String, &'static str> {
    match text.trim_end_matches('/').split_once("://") {
        Some((scheme, authority))
            if !scheme.is_empty()
                && !authority.is_empty()
                && !authority.contains(['/', '?', '#', ' ']) =>
        {
            Ok(text.to_owned())
        }
        None if text == "null" => Ok(text.to_owned()),
        _ => Err(words::no_origin(lang)),
    }
}

fn host(text: &str) -> Result<IpAddr, Failure> {
    if text.eq_ignore_ascii_case("localhost") {
        return Ok(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    bare.parse().map_err(|_| {
        Failure::Serve(ServeFault::Host { text: text.to_owned(), why: HostFault::NoAddress })
    })
}

/// Asks the system for enough file descriptors; where it gives fewer, says so and takes fewer
/// connections, so that a newcomer hears why it is not let in.
fn make_room(settings: &mut Settings, session: &Session) {
    let need = settings.max_connections as u64 + OWN_FILES;
    let have = rlimit::increase_nofile_limit(need).unwrap_or(need);
    if have < need {
        session.say(&fault(&ServeFault::OpenFiles { need, have }, session.screen));
        let room = have.saturating_sub(OWN_FILES).max(1);
        settings.max_connections = usize::try_from(room).unwrap_or(usize::MAX);
    }
}

fn drawer(matches: &ArgMatches, session: &Session) -> Log {
    let form = match matches.get_one::<String>("log").map(String::as_str) {
        Some("json") => Form::Json,
        Some("full") => Form::Full,
        _ => Form::Line,
    };
    let look = Look {
        colour: form != Form::Json && session.wants_colour(),
        hex: matches.get_flag("hex"),
        chunks: matches.get_flag("chunks"),
        secrets: matches.get_flag("show-secrets"),
    };
    Log::new(form, look, session.screen, TimeZone::system())
}

/// What stdout is: a terminal, a file that takes everything at once, or something that may block.
fn output() -> Output {
    let stdout = io::stdout();
    if stdout.is_terminal() {
        return Output::Terminal(Box::new(stdout));
    }
    match regular_file(&stdout) {
        Some(file) => Output::Direct(Box::new(file)),
        None => Output::Pipe(Box::new(stdout)),
    }
}

#[cfg(unix)]
fn regular_file(stdout: &io::Stdout) -> Option<File> {
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;
    let file = File::from(stdout.as_fd().try_clone_to_owned().ok()?);
    let kind = file.metadata().ok()?.file_type();
    (kind.is_file() || kind.is_char_device()).then_some(file)
}

#[cfg(not(unix))]
const fn regular_file(_: &io::Stdout) -> Option<File> {
    None
}
