//! `ws-inspect decode`: bytes to frames, in the view that was asked for.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::input::{self, Input, Source};
use super::{Failure, Outcome, Session};
use crate::conversation::Options;
use crate::dissection::{Dissection, Ending, Tally, Verdict, WalkOptions, walk};
use crate::notation::{self, ReadOptions};
use crate::prose::{self, Lang, decode as words};
use crate::render::full::Detail;
use crate::render::page::Page;
use crate::render::{diagram, full, json, line, plain, quiet, summary};
use crate::terms::Role;

/// Defines the subcommand.
pub(super) fn define(command: Command, lang: Lang) -> Command {
    command
        .about(words::about(lang))
        .args(input::arguments(lang))
        .arg(
            Arg::new("format")
                .long("format")
                .short('f')
                .value_name(words::view_name(lang))
                .value_parser(["full", "line", "plain", "diagram", "json", "summary"])
                .default_value("full")
                .help(words::format_help(lang)),
        )
        .arg(flag("quiet", words::quiet_help(lang)).short('q').conflicts_with("format"))
        .arg(
            Arg::new("frame")
                .long("frame")
                .value_name("N")
                .value_parser(clap::value_parser!(u64).range(1..))
                .help(words::frame_help(lang)),
        )
        .arg(flag("all-bytes", words::all_bytes_help(lang)))
        .arg(flag("fields", words::fields_help(lang)))
        .arg(
            Arg::new("from")
                .long("from")
                .value_name("client|server")
                .value_parser(["client", "server"])
                .help(words::from_help(lang)),
        )
        .arg(size("max-frame", words::max_frame_help(lang)))
        .arg(size("max-message", words::max_message_help(lang)))
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

fn size(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name("BYTES")
        .value_parser(clap::value_parser!(u64))
        .default_value("67108864")
        .help(help)
}

/// Reads, walks, draws.
pub(super) fn run(matches: &ArgMatches, session: &mut Session) -> Result<Outcome, Failure> {
    let input = input::take(matches, session)?;
    let walk_options = options(matches);
    let mut printer = Printer::new(matches, session, &input, walk_options);
    let mut failed = None;
    let ending = walk(&input.reading.bytes, walk_options, |frame| {
        if failed.is_none() {
            failed = printer.frame(frame).err();
        }
    });
    match failed {
        Some(error) => Err(error.into()),
        None => printer.finish(ending),
    }
}

fn options(matches: &ArgMatches) -> WalkOptions {
    let number = |name| matches.get_one::<u64>(name).copied().unwrap_or(u64::MAX);
    WalkOptions {
        from: match matches.get_one::<String>("from").map(String::as_str) {
            Some("client") => Some(Role::Client),
            Some("server") => Some(Role::Server),
            _ => None,
        },
        conversation: Options {
            opening_seen: false,
            max_frame: number("max-frame"),
            max_message: number("max-message"),
        },
    }
}

/// The views.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Full,
    Line,
    Plain,
    Diagram,
    Json,
    Summary,
    Quiet,
}

/// How many frames are shown in full; of more, each gets a line.
const IN_FULL: usize = 3;
/// Output is written when this much of it has come together.
const PIECE: usize = 1 << 16;

/// Draws frames as they come. Up to three are held back for the full view, which gives way to
/// lines when a fourth comes.
struct Printer<'a> {
    session: &'a Session,
    input: &'a Input,
    walk: WalkOptions,
    view: View,
    detail: Detail,
    with_fields: bool,
    only: Option<u64>,
    tally: Tally,
    held: Vec<Dissection>,
    out: String,
}

impl<'a> Printer<'a> {
    fn new(
        matches: &ArgMatches,
        session: &'a Session,
        input: &'a Input,
        walk: WalkOptions,
    ) -> Self {
        let view = match matches.get_one::<String>("format").map(String::as_str) {
            _ if matches.get_flag("quiet") => View::Quiet,
            Some("line") => View::Line,
            Some("plain") => View::Plain,
            Some("diagram") => View::Diagram,
            Some("json") => View::Json,
            Some("summary") => View::Summary,
            _ => View::Full,
        };
        let mut printer = Self {
            session,
            input,
            walk,
            view,
            detail: Detail { all_bytes: matches.get_flag("all-bytes") },
            with_fields: matches.get_flag("fields"),
            only: matches.get_one::<u64>("frame").copied(),
            tally: Tally::default(),
            held: Vec::new(),
            out: String::new(),
        };
        printer.say_how_it_was_read();
        if printer.view == View::Line {
            printer.out += &line::head(session.screen);
        }
        printer
    }

    /// Tells on stderr what was done without being asked.
    fn say_how_it_was_read(&self) {
        let lang = self.session.lang();
        if let Source::NamedFile(path) = &self.input.source {
            self.session.say(&(prose::input::named_file(lang, path) + "\n"));
        }
        if self.view != View::Full {
            for remark in &self.input.reading.remarks {
                self.session.say(&(prose::notation::remark(lang, remark) + "\n"));
            }
        }
    }

    fn frame(&mut self, frame: Dissection) -> std::io::Result<()> {
        self.tally.add(&frame);
        if self.only.is_some_and(|only| only != frame.number) {
            return Ok(());
        }
        let screen = self.session.screen;
        match self.view {
            View::Full => self.hold(frame),
            View::Line => self.out += &line::row(&frame, screen),
            View::Plain => self.out += &plain::render(&frame, screen),
            View::Diagram => {
                self.out += &diagram::render(&frame, self.detail.all_bytes, screen);
            }
            View::Json => self.out += &json::frame(&frame, self.with_fields),
            View::Quiet => self.out += &quiet::render(&frame),
            View::Summary => {}
        }
        if self.out.len() >= PIECE {
            self.session.print(&std::mem::take(&mut self.out))?;
        }
        Ok(())
    }

    /// Keeps the frame for the full view, or goes over to lines if there are too many.
    fn hold(&mut self, frame: Dissection) {
        self.held.push(frame);
        if self.held.len() > IN_FULL {
            let screen = self.session.screen;
            for sentence in self.reading() {
                self.out += &(sentence + "\n");
            }
            self.out += &line::head(screen);
            self.view = View::Line;
            for frame in self.held.drain(..) {
                self.out += &line::row(&frame, screen);
            }
        }
    }

    /// Sentences on how the bytes were read.
    fn reading(&self) -> Vec<String> {
        let lang = self.session.lang();
        let reading = &self.input.reading;
        let mut sentences = vec![prose::notation::what_was_read(lang, reading)];
        sentences.extend(prose::input::plain_characters(lang, &reading.plain_characters()));
        sentences.extend(reading.remarks.iter().map(|r| prose::notation::remark(lang, r)));
        sentences
    }

    fn finish(mut self, ending: Ending) -> Result<Outcome, Failure> {
        let screen = self.session.screen;
        if let Some(only) = self.only
            && only > self.tally.frames
        {
            return Err(Failure::NoSuchFrame { asked: only, frames: self.tally.frames });
        }
        match self.view {
            View::Full => self.finish_full(ending),
            View::Line => {
                self.out += &summary::last_line(&self.tally, screen);
                self.out += &summary::behind(&self.input.reading.bytes, ending, screen);
            }
            View::Summary => self.out += &summary::render(&self.tally, screen),
            View::Json => {
                let notation = self.input.reading.notation.name();
                self.out += &json::summary(&self.tally, ending, notation);
            }
            View::Plain | View::Diagram | View::Quiet => {}
        }
        self.session.print(&self.out)?;
        Ok(match self.tally.verdict() {
            Verdict::Ok => Outcome::Fine,
            Verdict::Suspect | Verdict::Broken => Outcome::Broken,
            Verdict::Incomplete => Outcome::Incomplete,
        })
    }

    fn finish_full(&mut self, ending: Ending) {
        let screen = self.session.screen;
        let reading = self.reading();
        let held = std::mem::take(&mut self.held);
        for (index, frame) in held.iter().enumerate() {
            let of_frame: &[String] = if index == 0 { &reading } else { &[] };
            if index > 0 {
                self.out.push('\n');
            }
            self.out += &full::render(frame, of_frame, self.detail, screen);
        }
        if held.len() > 1 {
            self.out += &("\n".to_owned() + &summary::last_line(&self.tally, screen));
        }
        self.out += &summary::behind(&self.input.reading.bytes, ending, screen);
        if let Some(help) = self.help_with_spaces() {
            self.out += &help;
        }
    }

    /// Spaces that were added for reading are bytes in a literal: where leaving them out makes all
    /// well, that is what happened.
    fn help_with_spaces(&self) -> Option<String> {
        let Input { reading, text, .. } = self.input;
        if self.tally.verdict() == Verdict::Ok || reading.spaces_beside_escapes == 0 {
            return None;
        }
        let options = ReadOptions { skip_spaces: true, ..ReadOptions::default() };
        let without = notation::read(text, &options).ok()?;
        let mut tally = Tally::default();
        walk(&without.bytes, self.walk, |frame| tally.add(&frame));
        if tally.verdict() != Verdict::Ok {
            return None;
        }
        let lang = self.session.lang();
        let spaces = reading.bytes.len() - without.bytes.len();
        let sentence = prose::input::spaces(lang, spaces, reading.bytes.len(), tally.frames);
        let mut page = Page::new(self.session.screen);
        page.labelled_sentence(prose::input::help_label(lang), &sentence);
        Some(page.finish())
    }
}
