//! `ws-inspect decode`: bytes, streams and captures to frames, in the view that was asked for.

mod captures;
mod deep;
mod effect;
mod filter;
mod read;
mod teller;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::input::{self, Located};
use super::{Failure, Outcome, Session, interrupt};
use crate::analysis::{MEMORY, Options};
use crate::capture::{Kind, Selection};
use crate::conversation::{self, Keep};
use crate::dissection::Verdict;
use crate::handshake::Agreement;
use crate::prose::{Lang, accept_help, decode as words};
use crate::render::Detail;
use crate::terms::Role;
use deep::Deep;
use filter::Filter;
use teller::Teller;

/// Defines the subcommand.
pub(super) fn define(command: Command, lang: Lang) -> Command {
    command
        .about(words::about(lang))
        .long_about(words::long_about(lang))
        .args(input::arguments(lang))
        .arg(
            Arg::new("format")
                .long("format")
                .short('f')
                .value_name(words::view_name(lang))
                .value_parser(["full", "line", "plain", "diagram", "json", "summary"])
                .help(words::format_help(lang)),
        )
        .arg(flag("quiet", words::quiet_help(lang)).short('q').conflicts_with("format"))
        .arg(flag("all-bytes", words::all_bytes_help(lang)))
        .arg(flag("fields", words::fields_help(lang)))
        .arg(flag("show-secrets", accept_help::show_secrets_help(lang)))
        .args(filter::arguments(lang))
        .arg(
            Arg::new("from")
                .long("from")
                .value_name("client|server")
                .value_parser(["client", "server"])
                .help(words::from_help(lang)),
        )
        .arg(
            Arg::new("ext")
                .long("ext")
                .value_name(words::ext_name(lang))
                .help(words::ext_help(lang)),
        )
        .arg(
            Arg::new("port")
                .long("port")
                .value_name(crate::prose::serve::port_name(lang))
                .value_parser(clap::value_parser!(u16))
                .help(words::port_help(lang)),
        )
        .arg(
            Arg::new("stream")
                .long("stream")
                .value_name("N")
                .value_parser(clap::value_parser!(u64))
                .help(words::stream_help(lang)),
        )
        .arg(flag("assume-websocket", words::assume_help(lang)))
        .arg(size("max-frame", lang, words::max_frame_help(lang)))
        .arg(size("max-message", lang, words::max_message_help(lang)))
        .arg(
            size("max-memory", lang, words::max_memory_help(lang))
                .value_parser(clap::value_parser!(u64).range(LEAST_MEMORY..))
                .default_value("268435456"),
        )
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

/// The least that `--max-memory` may be: twice of what is kept for evidence alone.
const LEAST_MEMORY: u64 = 2 * MEMORY as u64;

fn size(name: &'static str, lang: Lang, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(crate::prose::serve::bytes_name(lang))
        .value_parser(clap::value_parser!(u64))
        .default_value("67108864")
        .help(help)
}

/// Reads the input in the way of its kind, and draws it.
pub(super) fn run(matches: &ArgMatches, session: &mut Session) -> Result<Outcome, Failure> {
    let request = Request::new(matches, session)?;
    let tally = match input::locate(matches, session)? {
        Located::Whole(input) => {
            request.say_what_has_no_effect(None);
            read::whole(&request, &input)?
        }
        Located::Stream(stream) => {
            request.say_what_has_no_effect(Some(stream.kind));
            read::stream(&request, stream)?
        }
    };
    Ok(match tally.verdict() {
        _ if interrupt::is_stopped() => Outcome::Interrupted,
        Verdict::Ok => Outcome::Fine,
        Verdict::Suspect | Verdict::Broken => Outcome::Broken,
        Verdict::Incomplete => Outcome::Incomplete,
    })
}

/// The views.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    Full,
    Line,
    Plain,
    Diagram,
    Json,
    Summary,
    Quiet,
}

/// What the user asked for.
struct Request<'a> {
    matches: &'a ArgMatches,
    session: &'a Session,
    /// The view, where one was named.
    view: Option<View>,
    from: Option<Role>,
    conversation: conversation::Options,
    selection: Selection,
}

impl<'a> Request<'a> {
    fn new(matches: &'a ArgMatches, session: &'a Session) -> Result<Self, Failure> {
        let view = match matches.get_one::<String>("format").map(String::as_str) {
            _ if matches.get_flag("quiet") => Some(View::Quiet),
            Some("full") => Some(View::Full),
            Some("line") => Some(View::Line),
            Some("plain") => Some(View::Plain),
            Some("diagram") => Some(View::Diagram),
            Some("json") => Some(View::Json),
            Some("summary") => Some(View::Summary),
            _ => None,
        };
        let selection = Selection {
            port: matches.get_one::<u16>("port").copied(),
            stream: matches.get_one::<u64>("stream").copied(),
            assume_websocket: matches.get_flag("assume-websocket"),
        };
        let from = match matches.get_one::<String>("from").map(String::as_str) {
            Some("client") => Some(Role::Client),
            Some("server") => Some(Role::Server),
            _ => None,
        };
        let conversation = conversation_options(matches)?;
        Ok(Self { matches, session, view, from, conversation, selection })
    }

    /// Says which options were given that change nothing for input of that kind.
    fn say_what_has_no_effect(&self, kind: Option<Kind>) {
        let ordinary = if kind.is_some() { View::Line } else { View::Full };
        let idle = effect::missing(self.matches, kind, self.view.unwrap_or(ordinary));
        if !idle.is_empty() {
            self.session.tell(&words::without_effect(self.session.lang(), &idle));
        }
    }

    /// What is known beforehand, and whether the view shows any payload.
    fn options(&self, view: View) -> Options {
        let keep = if view == View::Summary { Keep::Suspects } else { Keep::Payload };
        let conversation = conversation::Options { keep, ..self.conversation };
        let max_memory = self.matches.get_one::<u64>("max-memory").copied();
        let max_memory = max_memory.and_then(|bytes| usize::try_from(bytes).ok());
        Options { conversation, heads: true, max_memory: max_memory.unwrap_or(usize::MAX) }
    }

    fn teller(&self, view: View) -> Teller<'a> {
        let flag = |name| self.matches.get_flag(name);
        let by_default = self.view.is_none() && view == View::Full;
        let detail = Detail { all_bytes: flag("all-bytes"), secrets: flag("show-secrets") };
        let deep = Deep::new(by_default, detail);
        Teller::new(self.session, view, Filter::new(self.matches), deep)
            .showing(flag("fields"), flag("show-secrets"))
    }
}

fn conversation_options(matches: &ArgMatches) -> Result<conversation::Options, Failure> {
    let number = |name| matches.get_one::<u64>(name).copied().unwrap_or(u64::MAX);
    let deflate = match matches.get_one::<String>("ext") {
        None => None,
        Some(text) => {
            let agreement = Agreement::read(text)
                .map_err(|error| Failure::Extension { text: text.clone(), error })?;
            agreement.deflate
        }
    };
    Ok(conversation::Options {
        opening_seen: false,
        max_frame: number("max-frame"),
        max_message: number("max-message"),
        deflate,
        ..conversation::Options::default()
    })
}
