//! Which frames are shown. All of them are read and counted; a filter only hides.

use clap::{Arg, ArgAction, ArgMatches};

use crate::analysis::Tally;
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

/// The arguments of the filter.
pub(super) fn arguments(lang: Lang) -> [Arg; 5] {
    [
        Arg::new("frame")
            .long("frame")
            .value_name("N")
            .value_parser(clap::value_parser!(u64).range(1..))
            .help(words::frame_help(lang)),
        Arg::new("opcode")
            .long("opcode")
            .value_name(words::opcode_name(lang))
            .value_parser(["text", "binary", "continuation", "close", "ping", "pong"])
            .help(words::opcode_help(lang)),
        Arg::new("dir")
            .long("dir")
            .value_name("c2s|s2c")
            .value_parser(["c2s", "s2c"])
            .help(words::dir_help(lang)),
        Arg::new("findings-only")
            .long("findings-only")
            .action(ArgAction::SetTrue)
            .help(words::findings_only_help(lang)),
        Arg::new("grep")
            .long("grep")
            .value_name(words::grep_name(lang))
            .allow_hyphen_values(true)
            .help(words::grep_help(lang)),
    ]
}

/// The options of the filter among the arguments, as they were given.
fn asked(matches: &ArgMatches) -> String {
    let number = matches.get_one::<u64>("frame").map(|frame| format!("--frame {frame}"));
    let text = |name: &str| Some(format!("--{name} {}", matches.get_one::<String>(name)?));
    let flag = matches.get_flag("findings-only").then(|| "--findings-only".to_owned());
    let all = [number, text("opcode"), text("dir"), flag, text("grep")];
    all.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

impl Filter {
    pub(super) fn new(matches: &ArgMatches) -> Self {
        let text = |name| matches.get_one::<String>(name);
        Self {
            frame: matches.get_one::<u64>("frame").copied(),
            opcode: text("opcode").and_then(|name| Opcode::by_name(name)),
            from: text("dir").map(|dir| if dir == "c2s" { Role::Client } else { Role::Server }),
            findings_only: matches.get_flag("findings-only"),
            grep: text("grep").map(|text| text.as_bytes().to_vec()),
            asked: asked(matches),
            shown: 0,
        }
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
