//! Input that is all at hand: dissected frame by frame, each with its fields, findings and slips.

use super::teller::Teller;
use super::{View, WalkOptions};
use crate::cli::input::{Input, Source};
use crate::cli::{Failure, Session};
use crate::dissection::{Dissection, Ending, Item, Opening, Tally, Verdict, walk};
use crate::notation::{self, ReadOptions};
use crate::prose;
use crate::render::Detail;
use crate::render::json::Within;
use crate::render::page::Page;
use crate::render::{diagram, full, handshake, plain, summary, wrap};

/// How many frames are shown in full; of more, each gets a line.
const IN_FULL: usize = 3;

/// Draws what a walk comes by. Up to three frames are held back for the full view, which gives way
/// to lines when a fourth comes.
pub(super) struct Printer<'a> {
    pub(super) session: &'a Session,
    pub(super) input: &'a Input,
    pub(super) walk: WalkOptions,
    pub(super) view: View,
    pub(super) detail: Detail,
    pub(super) secrets: bool,
    pub(super) only: Option<u64>,
    pub(super) teller: Teller<'a>,
    pub(super) openings: Vec<Opening>,
    pub(super) held: Vec<Dissection>,
}

impl Printer<'_> {
    /// Walks through the input and draws it.
    pub(super) fn run(mut self) -> Result<Tally, Failure> {
        let lang = self.session.lang();
        if let Source::NamedFile(path) = &self.input.source {
            self.session.tell(&prose::input::named_file(lang, path));
        }
        if self.view != View::Full {
            for remark in &self.input.reading.remarks {
                self.session.tell(&prose::notation::remark(lang, remark));
            }
        }
        self.teller.head(false);
        let input = self.input;
        let ending = walk(&input.reading.bytes, self.walk, |item| self.item(item));
        if let Some(asked) = self.only
            && asked > self.teller.tally.frames
        {
            let frames = self.teller.tally.frames;
            return Err(Failure::NoSuchFrame { asked, frames });
        }
        if self.view == View::Full {
            self.finish_full(ending);
        }
        let bytes = &input.reading.bytes;
        Ok(self.teller.finish(ending, bytes, input.reading.notation.name())?)
    }

    fn item(&mut self, item: Item) {
        let lang = self.session.lang();
        match item {
            Item::Opening(opening) => self.opening(*opening),
            Item::Frame(frame) => self.frame(*frame),
            Item::Body(body) => {
                let sentence = prose::decode::body(lang, body.len);
                self.teller.aside(&sentence);
            }
            Item::Ended(role, findings) => match self.view {
                View::Full | View::Plain | View::Diagram => {
                    self.teller.tally.add_findings(&findings);
                    let width = match self.view {
                        View::Plain => usize::MAX,
                        _ => self.session.screen.width,
                    };
                    for sentence in plain::ended(role, &findings, lang).lines() {
                        self.teller.at_the_end(&(wrap(sentence, width).join("\n") + "\n"));
                    }
                }
                _ => self.teller.ended(role, &findings, Within::default()),
            },
        }
    }

    fn opening(&mut self, opening: Opening) {
        let detail = Detail { secrets: self.secrets, ..self.detail };
        let screen = self.session.screen;
        match self.view {
            View::Plain => {
                self.teller.count_opening(&opening);
                self.teller.text(&handshake::plain(&opening, detail, screen));
            }
            View::Full => {
                self.teller.count_opening(&opening);
                self.openings.push(opening);
            }
            View::Diagram => self.teller.count_opening(&opening),
            _ => self.teller.opening(&opening, Within::default()),
        }
    }

    fn frame(&mut self, frame: Dissection) {
        let screen = self.session.screen;
        if !matches!(self.view, View::Full | View::Plain | View::Diagram) {
            return self.teller.dissection(&frame);
        }
        self.teller.tally.add(&frame.as_frame(), &frame.claims);
        if !self.teller.admits(&frame.as_frame()) {
            return;
        }
        match self.view {
            View::Plain => self.teller.text(&plain::render(&frame, screen)),
            View::Diagram => {
                let text = diagram::render(&frame, self.detail.all_bytes, screen);
                self.teller.text(&text);
            }
            _ => self.hold(frame),
        }
    }

    /// Keeps the frame for the full view, or goes over to lines if there are too many.
    fn hold(&mut self, frame: Dissection) {
        self.held.push(frame);
        if self.held.len() <= IN_FULL {
            return;
        }
        for sentence in self.reading() {
            self.teller.text(&(sentence + "\n"));
        }
        self.view = View::Line;
        let openings = std::mem::take(&mut self.openings);
        let held = std::mem::take(&mut self.held);
        self.teller.go_over_to_lines(&openings, &held);
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

    fn finish_full(&mut self, ending: Ending) {
        let screen = self.session.screen;
        let reading = self.reading();
        let secrets = Detail { secrets: self.secrets, ..self.detail };
        for opening in std::mem::take(&mut self.openings) {
            self.teller.text(&handshake::full(&opening, secrets, screen));
        }
        let held = std::mem::take(&mut self.held);
        for (index, frame) in held.iter().enumerate() {
            let of_frame: &[String] = if index == 0 && frame.at == 0 { &reading } else { &[] };
            if index > 0 || frame.at > 0 {
                self.teller.text("\n");
            }
            self.teller.text(&full::render(frame, of_frame, self.detail, screen));
        }
        self.teller.end_of_text();
        if held.len() > 1 {
            let last = "\n".to_owned() + &summary::last_line(&self.teller.tally, screen);
            self.teller.text(&last);
        }
        self.teller.text(&summary::behind(&self.input.reading.bytes, ending, screen));
        if let Some(help) = self.help_with_spaces() {
            self.teller.text(&help);
        }
    }

    /// Spaces that were added for reading are bytes in a literal: where leaving them out makes all
    /// well, that is what happened.
    fn help_with_spaces(&self) -> Option<String> {
        let Input { reading, text, .. } = self.input;
        if self.teller.tally.verdict() == Verdict::Ok || reading.spaces_beside_escapes == 0 {
            return None;
        }
        let options = ReadOptions { skip_spaces: true, ..ReadOptions::default() };
        let without = notation::read(text, &options).ok()?;
        let mut tally = Tally::default();
        walk(&without.bytes, self.walk, |item| {
            if let Item::Frame(frame) = item {
                tally.add(&frame.as_frame(), &frame.claims);
            }
        });
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
