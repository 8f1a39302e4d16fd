//! `ws-inspect serve`: a live server for a class, and its log.

mod options;

use std::fs::File;
use std::io::{self, IsTerminal};
use std::net::{IpAddr, Ipv4Addr};

use clap::{ArgMatches, Command};

use super::options::{Reader, define as define_options};
use super::{Failure, Outcome, Session, recording};
use crate::journal::{HostFault, ServeFault};
use crate::live::{Ended, Journal, Output, Server, Settings};
use crate::prose::{Lang, serve as words};
use crate::render::live::{Form, Log, Look, TimeZone, fault};
use options::ServeOptions;

/// File descriptors that the server needs besides its connections.
const OWN_FILES: u64 = 32;

/// Defines the subcommand.
pub(super) fn define(command: Command, lang: Lang) -> Command {
    define_options(command.about(words::about(lang)), |options| ServeOptions::take(options, lang))
}

/// Serves until the process is told to stop.
pub(super) fn run(matches: &ArgMatches, session: &Session) -> Result<Outcome, Failure> {
    let options = ServeOptions::take(&mut Reader::new(matches), session.lang());
    let mut settings = settings(&options, session.lang())?;
    make_room(&mut settings, session);
    let server = Server::listen(settings).map_err(|error| match error {
        Ok(fault) => Failure::Serve(fault),
        Err(error) => Failure::Listen(error),
    })?;
    // Whoever cannot listen has touched no file.
    let record = options.record.as_ref();
    let recording = record.map(|path| recording::open(path, options.force, session)).transpose()?;
    let journal = Journal {
        drawer: drawer(&options, session),
        events: options.log().is_some(),
        output: output(),
        most_payload: options.log_payload as usize,
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

fn settings(options: &ServeOptions, lang: Lang) -> Result<Settings, Failure> {
    Ok(Settings {
        host: host(&options.host)?,
        port: options.port,
        subprotocols: options.subprotocols.clone(),
        origins: options.origins.clone(),
        deflate: options.deflate(),
        ping: options.ping(),
        idle: options.idle(),
        handshake: options.handshake(),
        max_message: options.max_message,
        max_connections: options.max_connections as usize,
        lang,
    })
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

/// Asks the system for enough file descriptors; where it allows fewer, says so and takes fewer
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

fn drawer(options: &ServeOptions, session: &Session) -> Log {
    let form = options.log().unwrap_or(Form::Line);
    let look = Look {
        colour: form != Form::Json && session.wants_colour(),
        hex: options.hex,
        chunks: options.chunks,
        secrets: options.secrets,
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
