//! The log of a live server: what happens, as it happens, in lines, in full or as NDJSON.
//!
//! A [`Log`] appends to a buffer that the caller writes out, and allocates nothing for a frame in
//! order. Where colour is not wanted it writes none, unlike the other views.

mod banner;
mod clock;
mod frame;
mod happening;
mod head;
mod json;
mod sink;

pub use jiff::tz::{TimeZone, offset};

use std::collections::HashMap;

use self::clock::Clock;
use self::sink::Sink;
use super::Screen;
use crate::finding::{Finding, Level, Rule};
use crate::journal::{Entry, Happening, ServeFault, ServerTotals, Serving};
use crate::prose::live::System;

/// What to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Whether to write colours, as ANSI.
    pub colour: bool,
    /// Whether to show the bytes of each frame as they stand on the wire.
    pub hex: bool,
    /// Whether to show what TCP delivered.
    pub chunks: bool,
    /// Whether to show secrets: cookies, credentials, tokens in a path.
    pub secrets: bool,
}

/// The form of a log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// A line for each event, and what is wrong below it.
    #[default]
    Line,
    /// Every frame as `decode` shows it, every head with all of its headers.
    Full,
    /// NDJSON.
    Json,
}

/// Draws what happens.
#[derive(Debug)]
pub struct Log {
    form: Form,
    look: Look,
    screen: Screen,
    clock: Clock,
    scratch: Scratch,
}

/// Room that is used again for each frame, and what was said before.
#[derive(Debug, Default)]
struct Scratch {
    text: String,
    bytes: Vec<u8>,
    /// By connection: the rules whose warnings and notes were explained, of which there are few.
    explained: HashMap<u64, Vec<Rule>>,
}

impl Scratch {
    /// Whether a finding was explained on that connection before; from now on it was. An error
    /// ends its connection and is always explained.
    fn is_explained(&mut self, connection: u64, finding: &Finding) -> bool {
        if finding.level >= Level::Incomplete {
            return false;
        }
        let rule = finding.fault.rule();
        let explained = self.explained.entry(connection).or_default();
        let before = explained.contains(&rule);
        if !before {
            explained.push(rule);
        }
        before
    }
}

impl Log {
    /// A log in that form; times of day are those of `zone`.
    pub fn new(form: Form, look: Look, screen: Screen, zone: TimeZone) -> Self {
        Self { form, look, screen, clock: Clock::new(zone), scratch: Scratch::default() }
    }

    /// Whether it shows payloads to their end; a line shows their beginning.
    pub fn shows_payloads(&self) -> bool {
        self.form != Form::Line
    }

    /// Whether it shows what TCP delivered.
    pub const fn shows_chunks(&self) -> bool {
        self.look.chunks
    }

    /// Appends what happened.
    pub fn entry(&mut self, out: &mut Vec<u8>, entry: &Entry<'_>) {
        if matches!(entry.what, Happening::Chunk { .. }) && !self.look.chunks {
            return;
        }
        match self.form {
            Form::Json => json::entry(out, entry, self.look),
            Form::Line | Form::Full => {
                let time = self.clock.time_of_day(entry.at);
                let full = self.form == Form::Full;
                let mut sink = Sink::new(out, self.look, self.screen);
                happening::entry(&mut sink, time, entry, full, &mut self.scratch);
                if let Happening::Ended(_) = entry.what {
                    self.scratch.explained.remove(&entry.connection);
                }
            }
        }
    }

    /// Appends the opening lines: the addresses, who can connect, how to stop.
    pub fn banner(&mut self, out: &mut Vec<u8>, serving: &Serving<'_>) {
        match self.form {
            Form::Json => json::serving(out, serving),
            Form::Line | Form::Full => {
                let mut sink = Sink::new(out, self.look, self.screen);
                banner::serving(&mut sink, serving);
            }
        }
    }

    /// Appends what there was in all.
    pub fn summary(&mut self, out: &mut Vec<u8>, totals: &ServerTotals) {
        match self.form {
            Form::Json => json::totals(out, totals),
            Form::Line | Form::Full => {
                let mut sink = Sink::new(out, self.look, self.screen);
                banner::totals(&mut sink, totals);
            }
        }
    }
}

/// Why the server cannot serve, with the ways to mend it; styled, for stderr.
pub fn fault(fault: &ServeFault, screen: Screen) -> String {
    banner::fault(fault, System::HERE, screen)
}
