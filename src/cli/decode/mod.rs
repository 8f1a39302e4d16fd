//! `ws-inspect decode`: bytes, streams and captures to frames, in the view that was asked for.

mod captures;
mod deep;
mod effect;
mod filter;
mod options;
mod read;
mod teller;

use clap::{ArgMatches, Command};

use super::input::{self, OpenedInput};
use super::options::{GivenOption, Reader, define as define_options};
use super::{Failure, Outcome, Session, interrupt};
use crate::analysis::Options;
use crate::capture::Kind;
use crate::conversation::{FrameOptions, Keep};
use crate::dissection::Verdict;
use crate::prose::{Lang, decode as words};
use crate::render::Detail;
use deep::Deep;
use filter::Filter;
use options::{DecodeOptions, View};
use teller::Teller;

/// Defines the subcommand.
pub(super) fn define(command: Command, lang: Lang) -> Command {
    let command = command.about(words::about(lang)).long_about(words::long_about(lang));
    define_options(command, |options| DecodeOptions::take(options, lang))
}

/// Reads the input in the way of its kind, and draws it.
pub(super) fn run(matches: &ArgMatches, session: &mut Session) -> Result<Outcome, Failure> {
    let request = Request::new(matches, session)?;
    let tally = match input::locate(&request.options.input, session)? {
        OpenedInput::Whole(input) => {
            request.say_what_has_no_effect(None);
            read::whole(&request, &input)?
        }
        OpenedInput::Stream(stream) => {
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

/// What the user asked for.
struct Request<'a> {
    options: DecodeOptions,
    /// The options as they were given.
    given: Vec<GivenOption>,
    session: &'a Session,
    conversation: FrameOptions,
}

impl<'a> Request<'a> {
    fn new(matches: &ArgMatches, session: &'a Session) -> Result<Self, Failure> {
        let mut reader = Reader::new(matches);
        let options = DecodeOptions::take(&mut reader, session.lang());
        let conversation = options.conversation()?;
        Ok(Self { options, given: reader.given, session, conversation })
    }

    /// Says which options were given that change nothing for input of that kind.
    fn say_what_has_no_effect(&self, kind: Option<Kind>) {
        let ordinary = if kind.is_some() { View::Line } else { View::Full };
        let idle = effect::missing(&self.given, kind, self.options.view().unwrap_or(ordinary));
        if !idle.is_empty() {
            self.session.tell(&words::without_effect(self.session.lang(), &idle));
        }
    }

    /// What is known beforehand, and whether the view shows any payload.
    fn analysis(&self, view: View) -> Options {
        let keep = if view == View::Summary { Keep::Suspects } else { Keep::Payload };
        let conversation = FrameOptions { keep, ..self.conversation };
        Options { conversation, heads: true, max_memory: self.options.max_memory }
    }

    fn teller(&self, view: View) -> Teller<'a> {
        let DecodeOptions { all_bytes, fields, secrets, .. } = self.options;
        let by_default = self.options.view().is_none() && view == View::Full;
        let deep = Deep::new(by_default, Detail { all_bytes, secrets });
        let filter = Filter::new(&self.options.filter, &self.given);
        Teller::new(self.session, view, filter, deep).showing(fields, secrets)
    }
}
