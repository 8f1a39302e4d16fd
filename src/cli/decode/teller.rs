//! Tells what an analysis tells, in the view that was asked for: rows, objects and counts at once, what
//! is drawn deeply as soon as its cause is known. Decides nothing.

use std::io;

use super::deep::Deep;
use super::filter::Filter;
use super::options::View;
use crate::analysis::{Cause, Place, Tally, Told};
use crate::capture::HarMessage;
use crate::cli::Session;
use crate::conversation::{Frame, Message, Sender, SideEnd};
use crate::dissection::{Dissection, Opening};
use crate::prose;
use crate::render::ink::{Ink, paint};
use crate::render::printable::visible;
use crate::render::{Detail, cause, handshake, json, line, plain, quiet, summary, wrap};

/// Output is written when this much of it has come together.
const PIECE: usize = 1 << 17;

/// Tells what happens, and counts it.
pub(super) struct Teller<'a> {
    pub(super) session: &'a Session,
    pub(super) view: View,
    with_fields: bool,
    secrets: bool,
    pub(super) filter: Filter,
    out: Vec<u8>,
    /// The row of a frame that ends a message which is told next.
    started: Option<line::Start>,
    /// The check in the last row, of the frame of that number, while it can still be changed.
    check: Option<(u64, usize)>,
    /// The opening that may still get a cause.
    opening: Option<(Opening, Place)>,
    pub(super) deep: Deep,
    failed: Option<io::Error>,
    /// Text that stands behind everything else.
    last: String,
}

impl<'a> Teller<'a> {
    pub(super) fn new(session: &'a Session, view: View, filter: Filter, deep: Deep) -> Self {
        Self {
            session,
            view,
            with_fields: false,
            secrets: false,
            filter,
            out: Vec::with_capacity(PIECE + (PIECE >> 1)),
            started: None,
            check: None,
            opening: None,
            deep,
            failed: None,
            last: String::new(),
        }
    }

    /// With the fields of each frame, where the view has them, and with secrets shown.
    pub(super) const fn showing(mut self, fields: bool, secrets: bool) -> Self {
        (self.with_fields, self.secrets) = (fields, secrets);
        self
    }

    /// Draws the heads of the columns, where there are columns.
    pub(super) fn head(&mut self, captured: bool) {
        if self.view == View::Line {
            self.text(&line::head(self.session.screen, captured));
        }
    }

    /// Tells what happened.
    #[inline(always)]
    pub(super) fn tell(&mut self, told: Told<'_>, place: Place) {
        match (self.view, told) {
            (View::Summary, _) => {}
            (View::Json | View::Line, Told::Frame(frame)) if self.opening.is_none() => {
                self.frame(frame, place);
                self.flush_if_due();
            }
            // The row or object of its frame has said it.
            (View::Json | View::Line, Told::Message(message))
                if message.first_frame == message.last_frame
                    && message.compressed.is_none()
                    && self.started.is_none() => {}
            (_, told) => self.tell_other(told, place),
        }
    }

    fn tell_other(&mut self, told: Told<'_>, place: Place) {
        if !matches!(told, Told::Cause(_)) && self.opening.is_some() {
            self.settle_opening();
        }
        match self.view {
            View::Full | View::Plain | View::Diagram => self.tell_deep(told, place),
            _ => self.tell_flat(told, place),
        }
        self.flush_if_due();
    }

    #[inline]
    fn tell_flat(&mut self, told: Told<'_>, place: Place) {
        match told {
            Told::Frame(frame) => self.frame(frame, place),
            Told::Message(message) => self.message(message, place),
            Told::Opening(opening) => self.opening = Some((opening.clone(), place)),
            Told::Cause(cause) => self.cause(cause, place),
            Told::Ended(ended) => self.ended(ended, place),
            Told::Over(ending) => {
                if self.view == View::Json {
                    json::over(&mut self.out, &ending, place);
                } else {
                    let lang = self.session.lang();
                    self.between(|| prose::capture::over(lang, place.connection, &ending));
                }
            }
            Told::Body(body) => {
                if self.view == View::Json {
                    json::body(&mut self.out, &body, place);
                } else {
                    self.aside(&prose::decode::body(self.session.lang(), body.len));
                }
            }
        }
    }

    #[inline]
    fn frame(&mut self, frame: &Frame<'_>, place: Place) {
        if !self.filter.admits(frame) {
            return;
        }
        match self.view {
            View::Json if self.with_fields => {
                let fields = Dissection::of(frame);
                json::frame(&mut self.out, frame, Some(&fields), place);
            }
            View::Json => json::frame(&mut self.out, frame, None, place),
            View::Quiet => self.text(&quiet::cut(frame)),
            _ => self.row(frame, place),
        }
    }

    /// Draws the row of a frame. That of a frame that ends a message shows the whole of it, which
    /// is told next.
    #[inline]
    pub(super) fn row(&mut self, frame: &Frame<'_>, place: Place) {
        let screen = self.session.screen;
        if ends_joined(frame) {
            self.started = Some(line::start(frame, place, screen));
        } else {
            let check = line::frame(&mut self.out, frame, place, screen);
            self.check = Some((frame.number, check));
        }
    }

    #[inline]
    pub(super) fn message(&mut self, message: &Message<'_>, place: Place) {
        let joined = message.first_frame != message.last_frame || message.compressed.is_some();
        match self.view {
            View::Quiet if self.filter.admits_message(message) => {
                self.text(&quiet::message(message));
            }
            View::Json if joined && self.filter.admits_message(message) => {
                json::message(&mut self.out, message, place);
            }
            _ => {
                if let Some(start) = self.started.take() {
                    let screen = self.session.screen;
                    let check = line::with_message(&mut self.out, &start, message, screen);
                    self.check = Some((message.last_frame, check));
                }
            }
        }
    }

    /// Tells the opening that waited for a cause.
    fn settle_opening(&mut self) {
        let Some((opening, place)) = self.opening.take() else { return };
        let screen = self.session.screen;
        match self.view {
            View::Line => {
                let detail = Detail { secrets: self.secrets, ..Detail::default() };
                let opening = &*opening.shown(self.secrets);
                let rows =
                    opening.halves().map(|half| handshake::line(half, detail, place, screen));
                let rows: Vec<String> = rows.chain([cause::of_opening(opening, screen)]).collect();
                self.text(&rows.concat());
            }
            View::Json => {
                let detail = Detail { secrets: self.secrets, ..Detail::default() };
                let text = handshake::json(&opening, detail, place);
                self.text(&text);
            }
            View::Full | View::Plain | View::Diagram | View::Summary | View::Quiet => {}
        }
    }

    fn cause(&mut self, told: Cause<'_>, place: Place) {
        match (told, &mut self.opening) {
            (Cause::Heads(claims), Some((opening, _))) => {
                opening.claims.extend_from_slice(claims);
            }
            (told, _) => self.cause_alone(&told, place),
        }
    }

    /// Tells the cause of something that is drawn already.
    pub(super) fn cause_alone(&mut self, told: &Cause<'_>, place: Place) {
        match self.view {
            View::Json => json::cause(&mut self.out, told, place),
            View::Quiet | View::Summary => {}
            _ => {
                // No row says `ok` of what a slip made.
                if let (Cause::Frame { number, .. }, Some((row, check))) = (told, self.check)
                    && *number == row
                {
                    line::suspect(&mut self.out, check);
                }
                let text = cause::alone(told, self.session.screen);
                self.text(&text);
            }
        }
    }

    /// Tells something about the input itself: between the lines where there are lines, else on
    /// stderr, so that what a program reads stays what it is.
    pub(super) fn aside(&mut self, sentence: &str) {
        let sentence = &visible(sentence);
        if self.view == View::Line {
            self.settle_opening();
            let lines = wrap(sentence, self.session.screen.width);
            lines.iter().for_each(|line| self.text(&(paint(Ink::Dim, line) + "\n")));
        } else {
            self.session.tell(sentence);
        }
    }

    /// Tells something about one connection, where people read what is told of each: who counts has
    /// it in the totals.
    pub(super) fn between(&mut self, sentence: impl FnOnce() -> String) {
        if matches!(self.view, View::Full | View::Plain | View::Diagram) {
            self.show_deep();
        } else if self.view != View::Line {
            return;
        }
        self.settle_opening();
        for line in wrap(&visible(&sentence()), self.session.screen.width) {
            self.text(&(paint(Ink::Dim, &line) + "\n"));
        }
    }

    /// Tells what the end of a direction leaves unfinished.
    fn ended(&mut self, ended: SideEnd<'_>, place: Place) {
        match self.view {
            View::Json => json::ended(&mut self.out, ended.role, ended.findings, place),
            View::Line => {
                let text = self.ended_text(ended, self.session.screen.width);
                self.text(&text);
            }
            _ => {}
        }
    }

    /// What the end of a direction leaves unfinished, in lines of that width.
    pub(super) fn ended_text(&self, ended: SideEnd<'_>, width: usize) -> String {
        let sentences = plain::ended(ended.role, ended.findings, self.session.lang());
        let lines = sentences.lines().flat_map(|sentence| wrap(sentence, width));
        lines.map(|line| line + "\n").collect()
    }

    /// Keeps text for the end.
    pub(super) fn at_the_end(&mut self, text: &str) {
        self.last.push_str(text);
    }

    /// Tells a message that was saved without its frames.
    pub(super) fn har_message(&mut self, number: u64, stream: u64, message: &HarMessage) {
        let sender = message.from.map_or(Sender::Unknown, Sender::Known);
        let told = Message {
            sender,
            kind: message.opcode,
            first_frame: number,
            last_frame: number,
            len: message.payload.len() as u64,
            payload: &message.payload,
            compressed: None,
        };
        let place = Place { connection: Some(stream), time: message.time, packet: None };
        if self.filter.admits_saved(&told) {
            match self.view {
                View::Json => json::message(&mut self.out, &told, place),
                View::Quiet => self.text(&quiet::message(&told)),
                View::Summary => {}
                _ => line::message(&mut self.out, &told, place, self.session.screen),
            }
        }
        self.flush_if_due();
    }

    /// Adds text as it is.
    pub(super) fn text(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    #[inline]
    fn flush_if_due(&mut self) {
        if self.out.len() >= PIECE {
            self.flush();
        }
    }

    /// Writes all that is known: nothing more comes for now.
    pub(super) fn pause(&mut self) {
        self.settle_opening();
        self.show_deep();
        if !self.out.is_empty() {
            self.flush();
        }
    }

    /// Writes what has come together. What cannot be written is told by [`Teller::finish`].
    fn flush(&mut self) {
        let written = match self.view {
            View::Json => self.session.print_raw(&self.out),
            _ => self.session.print(std::str::from_utf8(&self.out).unwrap_or_default()),
        };
        self.out.clear();
        self.check = None;
        if let Err(error) = written {
            self.failed.get_or_insert(error);
        }
    }

    /// Whether nothing more can be written, so that there is no need to read on.
    pub(super) const fn has_failed(&self) -> bool {
        self.failed.is_some()
    }

    /// Tells what there was in all, and writes everything.
    ///
    /// # Errors
    /// What kept the output from being written.
    pub(super) fn finish(mut self, tally: &Tally, notation: &str) -> io::Result<()> {
        self.settle_opening();
        let screen = self.session.screen;
        match self.view {
            View::Line => {
                let text = summary::last_line(tally, screen) + &summary::behind(tally, screen);
                self.text(&text);
            }
            View::Summary => {
                let text = summary::render(tally, screen);
                self.text(&text);
            }
            View::Json => json::summary(&mut self.out, tally, notation),
            View::Full | View::Plain | View::Diagram => self.finish_deep(tally),
            View::Quiet => {}
        }
        let last = std::mem::take(&mut self.last);
        self.text(&last);
        let told = self.filter.told(self.session.lang(), tally);
        told.filter(|_| self.view != View::Summary).iter().for_each(|told| self.aside(told));
        self.flush();
        self.failed.map_or(Ok(()), Err)
    }
}

/// Whether the row of this frame shows a message that was joined or inflated, which is told next.
fn ends_joined(frame: &Frame<'_>) -> bool {
    frame.ends_message()
        && (frame.compressed.is_some() || frame.fragment.is_some_and(|part| part.index > 0))
}
