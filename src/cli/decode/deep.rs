//! The views that draw each frame by itself: `full`, `plain` and `diagram`. A frame is kept until what
//! comes next shows that no cause of it follows. Where no view was named, up to three frames are drawn
//! in full, and of more each gets a line.

use super::options::View;
use super::teller::Teller;
use crate::analysis::{Cause, Place, Tally, Told};
use crate::dissection::{Dissection, Opening};
use crate::prose::{self, decode as words};
use crate::render::Detail;
use crate::render::ink::{Ink, paint};
use crate::render::{diagram, full, handshake, plain, summary, wrap};

/// How many frames are shown in full where no view was named.
const IN_FULL: usize = 3;

/// What is kept for views that draw each frame by itself.
#[derive(Debug, Default)]
pub(super) struct Deep {
    /// Whether no view was named, so that many frames become lines.
    pub(super) by_default: bool,
    /// How much to show.
    pub(super) detail: Detail,
    /// Sentences on how the bytes were read, for the first frame.
    pub(super) reading: Vec<String>,
    /// What was told and is not drawn yet, in order.
    kept: Vec<(Kept, Place)>,
    /// How many frames were kept or drawn.
    frames: usize,
    /// Whether anything was drawn.
    is_begun: bool,
}

#[derive(Debug)]
enum Kept {
    Opening(Box<Opening>),
    Frame(Box<Dissection>),
}

impl Teller<'_> {
    pub(super) fn tell_deep(&mut self, told: Told<'_>, place: Place) {
        match told {
            Told::Opening(opening) => {
                self.keep(Kept::Opening(Box::new(opening.clone())), place);
            }
            Told::Frame(frame) if self.filter.admits(frame) => {
                if self.deep.by_default && self.deep.frames == IN_FULL {
                    self.go_over_to_lines();
                    return self.row(frame, place);
                }
                self.deep.frames += 1;
                self.keep(Kept::Frame(Box::new(Dissection::of(frame))), place);
            }
            Told::Frame(_) => {}
            Told::Message(message) => {
                if message.first_frame != message.last_frame
                    && let Some((Kept::Frame(frame), _)) = self.deep.kept.last_mut()
                    && frame.number == message.last_frame
                {
                    frame.message = Some(message.payload.to_vec());
                } else if self.view == View::Line {
                    self.message(message, place);
                }
            }
            Told::Cause(cause) => {
                if !self.deep.takes(&cause) {
                    self.show_deep();
                    self.cause_alone(&cause, place);
                }
            }
            Told::Body(body) => {
                self.show_settled();
                let sentence = words::body(self.session.lang(), body.len);
                self.aside(&sentence);
            }
            Told::Over(ending) => {
                let lang = self.session.lang();
                self.between(|| prose::capture::over(lang, place.connection, &ending));
            }
            Told::Ended(ended) => {
                let width = match self.view {
                    View::Plain => usize::MAX,
                    _ => self.session.screen.width,
                };
                let text = self.ended_text(ended, width);
                self.at_the_end(&text);
            }
        }
    }

    fn keep(&mut self, kept: Kept, place: Place) {
        self.show_settled();
        self.deep.kept.push((kept, place));
    }

    /// Draws what can get no cause any more; by default all waits for what comes.
    fn show_settled(&mut self) {
        if !self.deep.by_default {
            self.show_deep();
        }
    }

    /// Draws what is kept.
    pub(super) fn show_deep(&mut self) {
        let screen = self.session.screen;
        for (kept, _) in std::mem::take(&mut self.deep.kept) {
            let text = match (&kept, self.view) {
                (Kept::Opening(_), View::Diagram) => continue,
                (Kept::Opening(opening), view) => {
                    let detail = self.deep.detail;
                    match view {
                        View::Plain => handshake::plain(opening, detail, screen),
                        _ => handshake::full(opening, detail, screen),
                    }
                }
                (Kept::Frame(frame), View::Plain) => plain::render(frame, screen),
                (Kept::Frame(frame), View::Diagram) => {
                    diagram::render(frame, self.deep.detail.all_bytes, screen)
                }
                (Kept::Frame(frame), _) => {
                    let reading: &[String] =
                        if self.deep.is_begun { &[] } else { &self.deep.reading };
                    full::render(frame, reading, self.deep.detail, screen)
                }
            };
            if self.deep.is_begun && self.view == View::Full {
                self.text("\n");
            }
            self.deep.is_begun = true;
            self.text(&text);
        }
    }

    /// Draws as lines what was kept, and what is to come.
    fn go_over_to_lines(&mut self) {
        self.view = View::Line;
        let screen = self.session.screen;
        let (is_begun, lang) = (self.deep.is_begun, screen.lang);
        if is_begun {
            self.text("\n");
        } else {
            let reading = std::mem::take(&mut self.deep.reading);
            reading.into_iter().for_each(|sentence| self.text(&(sentence + "\n")));
        }
        for line in wrap(words::lines_chosen(lang), screen.width) {
            self.text(&(paint(Ink::Dim, &line) + "\n"));
        }
        self.head(false);
        for (kept, place) in std::mem::take(&mut self.deep.kept) {
            match kept {
                Kept::Opening(opening) => self.tell(Told::Opening(&opening), place),
                Kept::Frame(frame) => {
                    self.row(&frame.as_frame(), place);
                    if let Some(message) = frame.as_message() {
                        self.message(&message, place);
                    }
                    if !frame.claims.is_empty() {
                        let cause = Cause::Frame {
                            number: frame.number,
                            at: frame.at as u64,
                            sender: frame.sender,
                            claims: &frame.claims,
                            explains: &(0..0),
                        };
                        self.tell(Told::Cause(cause), place);
                    }
                }
            }
        }
    }

    /// Draws the rest, and what there was in all where that is more than one frame.
    pub(super) fn finish_deep(&mut self, tally: &Tally) {
        self.show_deep();
        if self.view != View::Full {
            return;
        }
        let screen = self.session.screen;
        if self.deep.frames > 1 {
            let last = "\n".to_owned() + &summary::last_line(tally, screen);
            self.text(&last);
        }
        let text = summary::behind(tally, screen);
        self.text(&text);
    }
}

impl Deep {
    /// Nothing kept yet; `by_default` where no view was named.
    pub(super) fn new(by_default: bool, detail: Detail) -> Self {
        Self { by_default, detail, ..Self::default() }
    }

    /// Takes a cause to what it accounts for, where that is not drawn yet.
    fn takes(&mut self, cause: &Cause<'_>) -> bool {
        match cause {
            Cause::Frame { number, claims, .. } => {
                let frame = self.kept.iter_mut().find_map(|(kept, _)| match kept {
                    Kept::Frame(frame) if frame.number == *number => Some(frame),
                    _ => None,
                });
                frame.map(|frame| frame.claims = claims.to_vec()).is_some()
            }
            Cause::Heads(claims) => {
                let opening = self.kept.iter_mut().rev().find_map(|(kept, _)| match kept {
                    Kept::Opening(opening) => Some(opening),
                    Kept::Frame(_) => None,
                });
                opening.map(|opening| opening.claims.extend_from_slice(claims)).is_some()
            }
        }
    }
}
