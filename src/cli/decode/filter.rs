//! Which frames are shown. All of them are read and counted; a filter only hides.

use crate::analysis::Tally;
use crate::cli::options::{GivenOption, Options, Scope, one_of};
use crate::conversation::{Frame, Message};
use crate::prose::{Lang, decode as words};
use crate::terms::{Opcode, Role};

/// What the user wants to see.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter {
    frame: Option<u64>,
    opcode: Option<Opcode>,
    from: Option<Role>,
    findings_only: bool,
    grep: Option<Vec<u8>>,
    /// The options as they were given; empty where everything is shown.
    asked: String,
    /// Frames, or messages of a HAR, that were let through.
    shown: u64,
}

/// The options of the filter.
#[derive(Clone, Debug)]
pub(super) struct FilterOptions {
    frame: Option<u64>,
    opcode: Option<Opcode>,
    from: Option<Role>,
    findings_only: bool,
    grep: Option<String>,
}

impl FilterOptions {
    /// Walks over the options.
    pub(super) fn take(options: &mut impl Options, lang: Lang) -> Self {
        let of = Scope::Filter;
        Self {
            frame: options.take_in(of, "--frame", |arg| {
                arg.value_name("N")
                    .value_parser(clap::value_parser!(u64).range(1..))
                    .help(words::frame_help(lang))
            }),
            opcode: options.take_in(of, "--opcode", |arg| {
                arg.value_name(words::opcode_name(lang))
                    .value_parser(one_of([
                        ("text", Opcode::TEXT),
                        ("binary", Opcode::BINARY),
                        ("continuation", Opcode::CONTINUATION),
                        ("close", Opcode::CLOSE),
                        ("ping", Opcode::PING),
                        ("pong", Opcode::PONG),
                    ]))
                    .help(words::opcode_help(lang))
            }),
            from: options.take_in(of, "--dir", |arg| {
                arg.value_name("c2s|s2c")
                    .value_parser(one_of([("c2s", Role::Client), ("s2c", Role::Server)]))
                    .help(words::dir_help(lang))
            }),
            findings_only: options
                .take_in(of, "--findings-only", |arg| arg.help(words::findings_only_help(lang))),
            grep: options.take_in(of, "--grep", |arg| {
                arg.value_name(words::grep_name(lang))
                    .allow_hyphen_values(true)
                    .help(words::grep_help(lang))
            }),
        }
    }
}

/// The options of the filter among those that were given, as they were written.
fn asked(given: &[GivenOption]) -> String {
    let ours = given.iter().filter(|option| option.scope == Scope::Filter);
    let written = ours.map(|option| match &option.value {
        Some(value) => format!("{} {value}", option.name),
        None => option.name.to_owned(),
    });
    written.collect::<Vec<_>>().join(" ")
}

impl Filter {
    /// The filter that was asked for.
    pub(super) fn new(options: &FilterOptions, given: &[GivenOption]) -> Self {
        let FilterOptions { frame, opcode, from, findings_only, .. } = *options;
        let grep = options.grep.clone().map(String::into_bytes);
        Self { frame, opcode, from, findings_only, grep, asked: asked(given), shown: 0 }
    }

    /// How many of the frames were let through, or of the `messages` of a HAR; `None` where
    /// everything is shown.
    pub(super) fn told(&self, lang: Lang, tally: &Tally) -> Option<String> {
        let opcodes = tally.by_opcode().map(|(opcode, count)| format!("{opcode} {count}"));
        let there = opcodes.collect::<Vec<_>>().join(", ");
        // A HAR has messages and no frames.
        let total = if tally.frames > 0 { tally.frames } else { tally.messages };
        let said = || words::filtered(lang, self.shown, total, &self.asked, &there);
        // Who asks for one frame and sees it needs no count.
        let plain = self.frame.is_some() && self.shown == 1;
        (!self.asked.is_empty() && !plain).then(said)
    }

    /// The one frame that is wanted.
    pub(super) const fn frame(&self) -> Option<u64> {
        self.frame
    }

    /// Whether a frame is shown; asked once for each, and counted.
    pub(super) fn admits(&mut self, frame: &Frame<'_>) -> bool {
        let admitted = self.fits(frame);
        self.shown += u64::from(admitted);
        admitted
    }

    fn fits(&self, frame: &Frame<'_>) -> bool {
        self.frame.is_none_or(|number| number == frame.number)
            && self.opcode.is_none_or(|opcode| frame.opcode() == Some(opcode))
            && self.from.is_none_or(|from| frame.sender.role() == Some(from))
            && !(self.findings_only && frame.findings.is_empty())
            && self.holds(frame.plain())
    }

    /// Whether a message is shown.
    pub(super) fn admits_message(&self, message: &Message<'_>) -> bool {
        self.frame.is_none_or(|number| number == message.last_frame)
            && self.opcode.is_none_or(|opcode| message.kind == opcode)
            && self.from.is_none_or(|from| message.sender.role() == Some(from))
            && !self.findings_only
            && self.holds(message.payload)
    }

    /// Whether a message of a HAR is shown; asked once for each, and counted.
    pub(super) fn admits_saved(&mut self, message: &Message<'_>) -> bool {
        let admitted = self.admits_message(message);
        self.shown += u64::from(admitted);
        admitted
    }

    fn holds(&self, bytes: &[u8]) -> bool {
        self.grep.as_ref().is_none_or(|wanted| {
            wanted.is_empty() || bytes.windows(wanted.len()).any(|part| part == wanted)
        })
    }
}
