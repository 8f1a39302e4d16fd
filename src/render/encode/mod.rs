//! A frame as it is made: the bytes, then every step by which they follow from what was asked,
//! then the same bytes in other notations, and what a reader makes of them.

mod json;
mod mask;
mod plain;
mod reader;
mod steps;

pub use json::json;
pub use plain::plain;

use super::full::byte_rows;
use super::ink::{Ink, paint};
use super::page::Page;
use super::printable::hex;
use super::{Detail, Screen, pad};
use crate::encode::slip::Slipped;
use crate::encode::{Encoding, Readback, WrittenFrame, read_back, read_back_deflated};
use crate::finding::Rule;
use crate::message::judge_utf8;
use crate::notation::write::{Style, write};
use crate::prose::Lang;
use crate::prose::encode as prose;
use crate::prose::encode::Part;
use crate::slips::frame::FrameSlip;
use crate::terms::{Opcode, Role};

/// What was written, and what a reader makes of it.
#[derive(Clone, Debug)]
pub struct Written {
    /// What is meant: for a slip, what an honest sender would have sent.
    encoding: Encoding,
    bytes: Vec<u8>,
    by_frame: Vec<Vec<u8>>,
    readback: Readback,
    purpose: Purpose,
}

/// Why the frames are as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    /// They were asked for as such.
    Asked,
    /// They break a rule on purpose.
    Fault(Rule),
    /// They show a mistake.
    Slip(FrameSlip),
}

impl Written {
    /// What was asked for, written and read back.
    pub fn new(encoding: Encoding) -> Self {
        let (bytes, sender) = (encoding.bytes(), encoding.sender);
        Self::of(encoding, bytes, sender, Purpose::Asked)
    }

    /// Frames that break `rule` on purpose, written and read back.
    pub fn fault(encoding: Encoding, rule: Rule) -> Self {
        Self { purpose: Purpose::Fault(rule), ..Self::new(encoding) }
    }

    /// What the mistake `slip` made, read back.
    pub fn slip(slipped: Slipped, slip: FrameSlip) -> Self {
        Self::of(slipped.honest, slipped.bytes, slipped.sender, Purpose::Slip(slip))
    }

    fn of(mut encoding: Encoding, bytes: Vec<u8>, sender: Option<Role>, purpose: Purpose) -> Self {
        encoding.sender = sender;
        let by_frame = encoding.bytes_by_frame();
        let readback = match &encoding.deflation {
            Some(deflation) => read_back_deflated(&bytes, sender, deflation),
            None => read_back(&bytes, sender),
        };
        Self { encoding, bytes, by_frame, readback, purpose }
    }

    /// All bytes, as they go over the wire.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Who sent them, where a reader must know it.
    pub fn sender(&self) -> Option<Role> {
        self.encoding.sender
    }

    /// The message that several frames are the fragments of, and its kind.
    fn message(&self) -> Option<(Opcode, Vec<u8>)> {
        let [first, rest @ ..] = self.encoding.frames.as_slice() else { return None };
        let goes_on = |frame: &WrittenFrame| frame.header.opcode == Opcode::CONTINUATION;
        if rest.is_empty() || first.header.fin || !rest.iter().all(goes_on) {
            return None;
        }
        let payloads = self.encoding.frames.iter().map(|frame| frame.payload.as_slice());
        Some((first.header.opcode, payloads.collect::<Vec<_>>().concat()))
    }

    /// The frames with their bytes.
    fn frames(&self) -> impl Iterator<Item = (usize, &WrittenFrame, &[u8])> {
        let frames = self.encoding.frames.iter().zip(&self.by_frame).enumerate();
        frames.map(|(index, (frame, bytes))| (index + 1, frame, bytes.as_slice()))
    }
}

/// The most bytes of a frame that are shown whole.
const WHOLE: usize = 64;
/// The most frames that are shown, before the last one.
const FRAMES: usize = 8;

/// Draws the screen.
pub fn full(written: &Written, detail: Detail, screen: Screen) -> String {
    let mut page = Page::new(screen);
    answer(written, detail, &mut page);
    page.blank();
    let mut numbers = 1..;
    let mut step = |part| {
        let number = numbers.next().unwrap_or_default();
        label(&format!("{number} {}", prose::label(screen.lang, part)))
    };
    match written.purpose {
        Purpose::Asked => {}
        Purpose::Fault(rule) => fault(rule, &mut page),
        Purpose::Slip(slip) => {
            let lang = screen.lang;
            page.section(prose::label(lang, Part::Slip), &slip_sentence(lang, slip));
            page.aside(prose::honest_first(lang));
        }
    }
    steps::render(written, detail, &mut step, &mut page);
    more(written, detail, &mut page);
    if let Purpose::Slip(slip) = written.purpose {
        let sentence = prose::slip_makes(screen.lang, written.bytes.len());
        wrapped(&step(Part::Slip), &sentence, &mut page);
        let parts = reader::parts(&written.readback);
        byte_rows(&written.bytes, detail, &mut page, |index| reader::mark(&parts, index));
        let cure = slip.cure(screen.lang);
        page.labelled_sentence(crate::prose::finding::cure_label(screen.lang), cure);
    }
    notations(written, detail, &mut page);
    reader::render(written, &mut page);
    page.finish()
}

/// Which mistake is made.
fn slip_sentence(lang: Lang, slip: FrameSlip) -> String {
    prose::slip_on_purpose(lang, slip.name(), slip.title(lang))
}

/// The bytes, a line a frame, fit to be pasted into `decode` where they are short.
fn answer(written: &Written, detail: Detail, page: &mut Page) {
    let by_frame = match written.purpose {
        Purpose::Slip(_) => std::slice::from_ref(&written.bytes),
        Purpose::Asked | Purpose::Fault(_) => &written.by_frame,
    };
    let frames: Vec<&Vec<u8>> = by_frame.iter().filter(|bytes| !bytes.is_empty()).collect();
    let lang = page.screen().lang;
    for (index, bytes) in frames.iter().enumerate() {
        match elision(index, frames.len(), detail) {
            Elision::Show => {}
            Elision::Say(hidden) => {
                page.raw_line(&paint(Ink::Dim, &prose::frames_not_shown(lang, hidden)));
                continue;
            }
            Elision::Skip => continue,
        }
        let whole = detail.all_bytes || bytes.len() <= WHOLE;
        let text = match bytes.split_at_checked(12) {
            Some((start, rest)) if !whole => {
                let end = rest.get(rest.len().saturating_sub(4)..).unwrap_or_default();
                format!("{} ... {}", hex(start), hex(end))
            }
            _ => hex(bytes),
        };
        for line in super::wrap(&text, page.screen().width) {
            page.raw_line(&paint(Ink::Answer, &line));
        }
    }
}

/// What to do with the frame of an index, where there are many.
enum Elision {
    Show,
    Say(usize),
    Skip,
}

fn elision(index: usize, frames: usize, detail: Detail) -> Elision {
    if detail.all_bytes || frames <= FRAMES + 1 || index < FRAMES || index + 1 == frames {
        Elision::Show
    } else if index == FRAMES {
        Elision::Say(frames - FRAMES - 1)
    } else {
        Elision::Skip
    }
}

fn fault(rule: Rule, page: &mut Page) {
    let lang = page.screen().lang;
    let limit = crate::conversation::FrameOptions::default().max_frame;
    page.section(prose::label(lang, Part::Fault), &prose::on_purpose(lang, rule));
    if let Some(needs) = prose::reader::needs(lang, rule, limit) {
        page.sentence(&needs);
    }
}

/// The frames after the first, a line each, and where a character is cut between two.
fn more(written: &Written, detail: Detail, page: &mut Page) {
    let lang = page.screen().lang;
    let frames = written.encoding.frames.len();
    let mut label = label(prose::label(lang, Part::More));
    for (number, frame, _) in written.frames().skip(1) {
        let line = match elision(number - 1, frames, detail) {
            Elision::Show => prose::frame_line(lang, number, frame),
            Elision::Say(hidden) => prose::frames_not_shown(lang, hidden),
            Elision::Skip => continue,
        };
        wrapped(&label, &line, page);
        label = self::label("");
    }
    let plain = written.encoding.deflation.is_none();
    if plain && written.message().is_some_and(|(opcode, _)| opcode == Opcode::TEXT) {
        cut_characters(written, page);
    }
}

/// How many cut characters are told of.
const CUT_CHARACTERS: usize = 2;

/// Tells where fragments cut the first characters of a text.
fn cut_characters(written: &Written, page: &mut Page) {
    let lang = page.screen().lang;
    let frames = &written.encoding.frames;
    let mut text = Vec::new();
    let mut told = 0;
    for (number, pair) in (1..).zip(frames.windows(2)) {
        let [this, next] = pair else { continue };
        text.extend_from_slice(&this.payload);
        let Ok(pending) = judge_utf8(&text) else { return };
        text.drain(..text.len() - pending);
        let Some(lead) = text.first().filter(|_| told < CUT_CHARACTERS) else { continue };
        let missing = character_len(*lead).saturating_sub(pending).min(next.payload.len());
        let there = next.payload.get(..missing).unwrap_or_default();
        page.sentence(&prose::cut_in_character(lang, number, &hex(&text), &hex(there)));
        told += 1;
    }
}

/// How many bytes the UTF-8 character takes that begins with `lead` (RFC 3629 section 3).
const fn character_len(lead: u8) -> usize {
    match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    }
}

/// The notations that the screen shows beside the hex of the answer.
const SHOWN: [Style; 5] = [Style::Python, Style::C, Style::Rust, Style::Js, Style::Base64];

/// The bytes as literals.
fn notations(written: &Written, detail: Detail, page: &mut Page) {
    let lang = page.screen().lang;
    let mut label = label(prose::label(lang, Part::As));
    if written.bytes.len() > WHOLE && !detail.all_bytes {
        let names: Vec<&str> = Style::ALL.iter().map(|style| style.name()).collect();
        let names = names.join("|");
        page.section(
            prose::label(lang, Part::As),
            &prose::notations_not_shown(lang, written.bytes.len(), &names),
        );
        return;
    }
    for style in SHOWN {
        page.raw_line(&format!("{label}{}{}", pad(style.name(), 8), write(&written.bytes, style)));
        label = self::label("");
    }
}

/// A sentence beside a label, wrapped.
fn wrapped(label: &str, sentence: &str, page: &mut Page) {
    let mut label = label.to_owned();
    for line in super::wrap(sentence, page.room()) {
        page.raw_line(&format!("{label}{line}"));
        label = self::label("");
    }
}

/// A label in its colour, with the spaces up to the content.
fn label(text: &str) -> String {
    let padded = pad(text, super::page::INDENT);
    let (text, gap) = padded.split_at(text.len());
    format!("{}{gap}", paint(Ink::Label, text))
}
