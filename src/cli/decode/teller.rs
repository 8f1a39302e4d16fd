//! The views that tell a conversation as it goes, in constant memory: lines, NDJSON, messages
//! alone, the summary. Told from events, or from dissections where the whole input is at hand.

use std::collections::BTreeMap;
use std::io;

use super::View;
use super::filter::Filter;
use crate::capture::HarMessage;
use crate::cli::Session;
use crate::conversation::{Event, Frame, Message, Sender};
use crate::dissection::{Dissection, Ending, Half, Opening, Tally, claims};
use crate::finding::Finding;
use crate::handshake::Head;
use crate::render::ink::{Ink, paint};
use crate::render::json::Within;
use crate::render::printable::visible;
use crate::render::{Detail, handshake, json, line, plain, quiet, summary, wrap};
use crate::slips::frame::Claim;
use crate::terms::Role;

/// Output is written when this much of it has come together.
const PIECE: usize = 1 << 17;

/// Tells what happens, one line each, and counts it.
pub(super) struct Teller<'a> {
    session: &'a Session,
    pub(super) view: View,
    with_fields: bool,
    filter: Filter,
    /// Whether every line is written at once, because somebody may be waiting for it.
    pub(super) prompt: bool,
    pub(super) tally: Tally,
    out: Vec<u8>,
    /// The frame that ends a message which is told next.
    held: Option<line::Start>,
    /// Requests that wait for their answers, to be judged together with them, by connection.
    requests: BTreeMap<Option<u64>, (Head, Within)>,
    failed: Option<io::Error>,
    /// Text that stands behind everything else.
    last: String,
}

impl<'a> Teller<'a> {
    pub(super) fn new(session: &'a Session, view: View, with_fields: bool, filter: Filter) -> Self {
        Self {
            session,
            view,
            with_fields,
            filter,
            prompt: false,
            tally: Tally::default(),
            out: Vec::with_capacity(PIECE + (PIECE >> 1)),
            held: None,
            requests: BTreeMap::new(),
            failed: None,
            last: String::new(),
        }
    }

    /// Draws the heads of the columns, where there are columns.
    pub(super) fn head(&mut self, captured: bool) {
        if self.view == View::Line {
            self.text(&line::head(self.session.screen, captured));
        }
    }

    /// Tells an event of a conversation.
    #[inline(always)]
    pub(super) fn event(&mut self, event: Event<'_>, within: Within) {
        let only_counted = self.view == View::Summary && self.requests.is_empty();
        match event {
            Event::Frame(frame) if only_counted && frame.findings.is_empty() => {
                self.tally.add(&frame, &[]);
            }
            Event::Message(_) if only_counted => {}
            event => self.tell(event, within),
        }
    }

    fn tell(&mut self, event: Event<'_>, within: Within) {
        match event {
            Event::Frame(frame) => {
                self.request(None, within);
                self.frame(&frame, &claims(&frame), None, within);
            }
            Event::Message(message) => self.message(&message, within),
            Event::Opening(opening) if opening.role == Role::Client => {
                self.request(None, within);
                self.requests.insert(within.stream, (opening.head.clone(), within));
            }
            Event::Opening(opening) => self.request(Some(opening.head.clone()), within),
            Event::Ended(ended) => self.ended(ended.role, ended.findings, within),
            Event::Finding(..) | Event::Body(_) => {}
        }
        self.flush_if_due();
    }

    /// Tells a frame that was dissected, and the message that ends with it.
    pub(super) fn dissection(&mut self, dissection: &Dissection) {
        let (frame, within) = (dissection.as_frame(), Within::default());
        let fields = self.with_fields.then_some(dissection);
        self.frame(&frame, &dissection.claims, fields, within);
        if let Some(message) = whole_message(dissection) {
            self.message(&message, within);
        }
        self.flush_if_due();
    }

    fn frame(
        &mut self,
        frame: &Frame<'_>,
        claims: &[Claim],
        fields: Option<&Dissection>,
        within: Within,
    ) {
        self.tally.add(frame, claims);
        if self.view == View::Summary || !self.filter.admits(frame) {
            return;
        }
        match self.view {
            View::Json => json::frame(&mut self.out, frame, claims, fields, within),
            View::Quiet => self.text(&quiet::cut(frame)),
            _ => self.row(frame, within),
        }
    }

    /// Draws the row of a frame. That of a frame that ends a message shows the whole of it, which
    /// is told next.
    fn row(&mut self, frame: &Frame<'_>, within: Within) {
        let screen = self.session.screen;
        if ends_joined(frame) {
            self.held = Some(line::start(frame, within, screen));
        } else {
            line::frame(&mut self.out, frame, within, screen);
        }
    }

    fn message(&mut self, message: &Message<'_>, within: Within) {
        let joined = message.first_frame != message.last_frame || message.compressed.is_some();
        match self.view {
            View::Quiet if self.filter.admits_message(message) => {
                self.text(&quiet::message(message));
            }
            View::Json if joined && self.filter.admits_message(message) => {
                json::message(&mut self.out, message, within);
            }
            _ => {
                if let Some(start) = self.held.take() {
                    line::with_message(&mut self.out, &start, message, self.session.screen);
                }
            }
        }
    }

    /// Tells the request that waited on that connection, together with its answer if there is one.
    fn request(&mut self, answer: Option<Head>, within: Within) {
        if self.requests.is_empty() && answer.is_none() {
            return;
        }
        let waited = self.requests.remove(&within.stream);
        let within = waited.as_ref().map_or(within, |(_, asked)| *asked);
        let request = waited.map(|(head, _)| head);
        if request.is_some() || answer.is_some() {
            self.opening(&Opening::of(request, answer, &[]), within);
        }
    }

    /// Counts what is wrong with an opening handshake that is drawn elsewhere.
    pub(super) fn count_opening(&mut self, opening: &Opening) {
        opening.halves().for_each(|half: &Half| self.tally.add_findings(&half.findings));
    }

    /// Whether the user wants to see the frame.
    pub(super) fn admits(&mut self, frame: &Frame<'_>) -> bool {
        self.filter.admits(frame)
    }

    /// Draws as lines what was held back for the full view, and what is to come.
    pub(super) fn go_over_to_lines(&mut self, openings: &[Opening], frames: &[Dissection]) {
        self.view = View::Line;
        let screen = self.session.screen;
        self.text(&line::head(screen, false));
        let halves = openings.iter().flat_map(Opening::halves);
        let rows: Vec<String> =
            halves.map(|half| handshake::line(half, Within::default(), screen)).collect();
        self.text(&rows.concat());
        for frame in frames {
            self.row(&frame.as_frame(), Within::default());
            if let (Some(start), Some(message)) = (self.held.take(), whole_message(frame).as_ref())
            {
                line::with_message(&mut self.out, &start, message, screen);
            }
        }
    }

    /// Tells something about the input itself: between the lines where there are lines, else on
    /// stderr, so that what a program reads stays what it is.
    pub(super) fn aside(&mut self, sentence: &str) {
        let sentence = &visible(sentence);
        if self.view == View::Line {
            let lines = wrap(sentence, self.session.screen.width);
            lines.iter().for_each(|line| self.text(&(paint(Ink::Dim, line) + "\n")));
        } else {
            self.session.tell(sentence);
        }
    }

    /// Keeps text for the end.
    pub(super) fn at_the_end(&mut self, text: &str) {
        self.last.push_str(text);
    }

    /// Adds the text that was kept for the end.
    pub(super) fn end_of_text(&mut self) {
        let last = std::mem::take(&mut self.last);
        self.text(&last);
    }

    /// Tells an opening handshake.
    pub(super) fn opening(&mut self, opening: &Opening, within: Within) {
        self.count_opening(opening);
        let screen = self.session.screen;
        match self.view {
            View::Line => {
                let rows: Vec<String> =
                    opening.halves().map(|half| handshake::line(half, within, screen)).collect();
                self.text(&rows.concat());
            }
            View::Json => {
                let text = handshake::json(opening, Detail::default(), within);
                self.text(&text);
            }
            _ => {}
        }
    }

    /// Tells what the end of a direction leaves unfinished.
    pub(super) fn ended(&mut self, role: Role, findings: &[Finding], within: Within) {
        self.request(None, within);
        self.tally.add_findings(findings);
        match self.view {
            View::Json => json::ended(&mut self.out, role, findings, within),
            View::Line => {
                for sentence in plain::ended(role, findings, self.session.lang()).lines() {
                    let lines = wrap(sentence, self.session.screen.width);
                    lines.iter().for_each(|line| self.text(&(line.to_owned() + "\n")));
                }
            }
            _ => {}
        }
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
        self.tally.messages += 1;
        self.tally.payload_bytes += told.len;
        let within = Within { stream: Some(stream), time: message.time };
        if self.filter.admits_saved(&told) {
            match self.view {
                View::Json => json::message(&mut self.out, &told, within),
                View::Quiet => self.text(&quiet::message(&told)),
                View::Summary => {}
                _ => line::message(&mut self.out, &told, within, self.session.screen),
            }
        }
        self.flush_if_due();
    }

    /// Adds text as it is.
    pub(super) fn text(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn flush_if_due(&mut self) {
        if self.out.len() >= PIECE || (self.prompt && !self.out.is_empty()) {
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
    pub(super) fn finish(
        mut self,
        ending: Ending,
        behind: &[u8],
        notation: &str,
    ) -> io::Result<Tally> {
        let waiting: Vec<Within> = self.requests.values().map(|(_, within)| *within).collect();
        waiting.into_iter().for_each(|within| self.request(None, within));
        let screen = self.session.screen;
        match self.view {
            View::Line => {
                let text = summary::last_line(&self.tally, screen)
                    + &summary::behind(behind, ending, screen);
                self.text(&text);
            }
            View::Summary => {
                let text = summary::render(&self.tally, screen);
                self.text(&text);
            }
            View::Json => json::summary(&mut self.out, &self.tally, ending, notation),
            View::Quiet | View::Full | View::Plain | View::Diagram => {}
        }
        self.end_of_text();
        let told = self.filter.told(self.session.lang(), &self.tally);
        told.filter(|_| self.view != View::Summary).iter().for_each(|told| self.aside(told));
        self.flush();
        self.failed.map_or(Ok(self.tally), Err)
    }
}

/// Whether the row of this frame shows a message that was joined or inflated, which is told next.
fn ends_joined(frame: &Frame<'_>) -> bool {
    frame.ends_message()
        && (frame.compressed.is_some() || frame.fragment.is_some_and(|part| part.index > 0))
}

/// The message that ends with a frame.
fn whole_message(dissection: &Dissection) -> Option<Message<'_>> {
    let frame = dissection.as_frame();
    let fragment = frame.fragment.filter(|_| frame.ends_message())?;
    Some(Message {
        sender: frame.sender,
        kind: fragment.kind,
        first_frame: fragment.first_frame,
        last_frame: frame.number,
        len: fragment.message_len,
        payload: dissection.message_or_payload(),
        compressed: frame.compressed.map(|part| (part.message_len, part.trial)),
    })
}
