//! What happened, as lines: the time and the connection first.

use super::frame::{Aside, direction};
use super::sink::{INDENT, Sink};
use super::{Scratch, frame, head};
use crate::conversation::Frame;
use crate::dissection::Dissection;
use crate::finding::Fault;
use crate::handshake::secrets::shown_url;
use crate::journal::{Entry, Happening, HowEnded, Trouble};
use crate::prose::{finding as finding_words, live as words};
use crate::render::ink::{Ink, write_plain};
use crate::render::{Detail, full};

/// Columns before the number of the connection, and before what happened on it.
const NUMBER: usize = 14;
const WHAT: usize = 18;

/// Draws an entry; `full`: frames and heads with all that is known of them.
pub(super) fn entry(
    sink: &mut Sink<'_>,
    time: [u8; 12],
    entry: &Entry<'_>,
    full: bool,
    scratch: &mut Scratch,
) {
    sink.ink(Ink::Dim, std::str::from_utf8(&time).unwrap_or_default());
    sink.spaces_to(NUMBER);
    if entry.connection > 0 {
        sink.text("#");
        sink.number(entry.connection);
        sink.gap_to(WHAT);
    } else {
        sink.spaces_to(WHAT);
    }
    match entry.what {
        Happening::Frame(frame) => {
            draw_frame(sink, entry.connection, frame, Aside::Nothing, full, scratch)
        }
        Happening::Pong(frame, time) => {
            draw_frame(sink, entry.connection, frame, Aside::RoundTrip(time), full, scratch);
        }
        Happening::Broadcast(frame, members) => {
            draw_frame(sink, entry.connection, frame, Aside::Members(members), full, scratch);
        }
        Happening::Cause(cause) => frame::cause(sink, &cause),
        Happening::Head(opening) => head::draw(sink, &opening, full),
        Happening::Chunk { from, len, at } => {
            direction(sink, Some(from));
            sink.ink(Ink::Dim, words::chunk_word(sink.screen.lang));
            sink.gap_to(INDENT + 7);
            sink.sentence(&words::chunk(sink.screen.lang, len, at));
        }
        other => sentence(sink, &other),
    }
}

/// A frame as `decode` shows one, or on its line.
fn draw_frame(
    sink: &mut Sink<'_>,
    connection: u64,
    frame: &Frame<'_>,
    aside: Aside,
    full: bool,
    scratch: &mut Scratch,
) {
    if !full {
        frame::draw(sink, connection, frame, aside, scratch);
        return;
    }
    direction(sink, frame.sender.role());
    let aside = frame::remarks(sink, frame, aside);
    sink.ink(Ink::Dim, &aside);
    sink.end_line();
    let page = full::render(&Dissection::of(frame), &[], Detail::default(), sink.screen);
    if sink.look.colour {
        sink.out.extend_from_slice(page.as_bytes());
    } else {
        write_plain(sink.out, &page);
    }
    sink.end_line();
}

/// Everything that is said in a sentence behind a word.
fn sentence(sink: &mut Sink<'_>, what: &Happening<'_>) {
    let lang = sink.screen.lang;
    let (ink, word, sentence) = match what {
        Happening::Opened(client) => {
            sink.ink(Ink::Good, words::open(lang));
            sink.gap_to(INDENT + 7);
            sink.say(format_args!("{client}"));
            sink.end_line();
            return;
        }
        Happening::Visitor(visitor) => {
            let path = visitor.path().map(|path| shown_url(path, sink.look.secrets));
            let visitor = &visitor.with_path(path.as_deref());
            (Ink::Dim, words::visitor_word(lang, visitor), words::visitor(lang, visitor))
        }
        Happening::Trouble(trouble) => {
            (Ink::Warning, words::trouble_word(lang, trouble), words::trouble(lang, trouble))
        }
        Happening::Ended(end) => (ink_of(&end.how), words::end_word(lang), words::end(lang, end)),
        Happening::NotShown(lines) => (Ink::Warning, "...", words::not_shown(lang, *lines)),
        // The others have lines of their own.
        _ => return,
    };
    sink.ink(ink, word);
    sink.gap_to(INDENT);
    sink.sentence(&sentence);
    match what {
        Happening::Trouble(Trouble::Limit(limit)) => {
            let fix = words::limit_fix(lang, limit);
            sink.below(Ink::Label, &format!("{}:", finding_words::fix_label(lang)), &fix);
        }
        Happening::Ended(end) => reason(sink, &end.how),
        _ => {}
    }
}

/// Why a request was refused, where its own line did not tell.
fn reason(sink: &mut Sink<'_>, how: &HowEnded) {
    let HowEnded::Refused { because, .. } = how else { return };
    let lang = sink.screen.lang;
    if let Fault::Origin(fault) = because {
        let Some(fix) = words::origin_fix(lang, *fault) else { return };
        sink.below(Ink::Label, &format!("{}:", finding_words::fix_label(lang)), fix);
    }
}

const fn ink_of(how: &HowEnded) -> Ink {
    match how {
        HowEnded::Closed { .. } => Ink::Good,
        HowEnded::Failed { .. } | HowEnded::Refused { .. } => Ink::Error,
        HowEnded::Lost { .. } | HowEnded::Dropped => Ink::Warning,
        HowEnded::Visited => Ink::Dim,
    }
}
